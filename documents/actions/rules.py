"""Which rules the documents of an office are checked by."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.enums import EntryKind
from audit.recording import record
from documents.checking import RULES
from documents.models import SwitchedOffRule
from documents.permissions import can_switch_rules
from lib.refusals import Refused
from organisations.models import Organisation, User

LONGEST_REASON = 500


@transaction.atomic
def switch_rule_off(rule: str, *, organisation: Organisation, reason: str, by: User, at: datetime) -> SwitchedOffRule:
    """Run the rule of that key no more for the documents of `organisation`, and return the row that says so.

    Raises PermissionDenied; Refused without a reason, for a rule that is not known or is switched off already.
    """
    _check_may_switch(organisation, by)
    reason = reason.strip()
    if rule not in RULES:
        raise Refused("Phần mềm không còn quy tắc này: hãy tải lại trang.")
    if not reason:
        raise Refused("Hãy ghi lý do tắt: người soạn, người duyệt cần biết vì sao quy tắc này không được kiểm tra.")
    if len(reason) > LONGEST_REASON:
        raise Refused(f"Lý do dài {len(reason)} ký tự, tối đa {LONGEST_REASON}. Hãy viết gọn lại.")
    defaults = {"reason": reason, "by": by, "at": at}
    row, is_new = SwitchedOffRule.objects.get_or_create(organisation=organisation, rule=rule, defaults=defaults)
    if not is_new:
        raise Refused(f"{row.by} đã tắt quy tắc này, lý do: {row.reason}")
    _record("tắt quy tắc kiểm tra", row, by=by, at=at)
    return row


@transaction.atomic
def switch_rule_on(rule: str, *, organisation: Organisation, by: User, at: datetime) -> None:
    """Run the rule of that key again for the documents of `organisation`; on already, nothing happens.

    Raises PermissionDenied.
    """
    _check_may_switch(organisation, by)
    row = SwitchedOffRule.objects.select_for_update().filter(organisation=organisation, rule=rule).first()
    if row is not None:
        _record("bật lại quy tắc kiểm tra", row, by=by, at=at)
        row.delete()


def _check_may_switch(organisation: Organisation, by: User) -> None:
    if not can_switch_rules(by, organisation):
        raise PermissionDenied


def _record(act: str, row: SwitchedOffRule, *, by: User, at: datetime) -> None:
    name = RULES[row.rule].name if row.rule in RULES else row.rule
    record(EntryKind.CHANGE, act=act, by=by, at=at, row=row, details={"rule": name, "reason": row.reason})
