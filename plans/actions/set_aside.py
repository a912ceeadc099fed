"""Findings that stand as they are, with the reason."""

import datetime

from django.db import transaction
from django.utils.timezone import localdate

from audit.enums import EntryKind
from audit.recording import record
from lib.refusals import Refused
from organisations.models import User
from plans.actions.editing import check, locked_plan
from plans.findings import PlanFinding, findings_of, rule_name
from plans.models import Plan, SetAsideFinding


@transaction.atomic
def set_finding_aside(plan: Plan, *, mark: str, reason: str, by: User, at: datetime.datetime) -> SetAsideFinding:
    """Let the finding of that mark stand for `reason`; who reviews the plan sees both. Return the row.

    It holds for every place where the same rule quotes the same words in that part. Raises PermissionDenied; Refused
    without a reason, or when nothing of that mark is found any more or it is set aside already.
    """
    row = locked_plan(plan, by=by)
    found = next((f for f in findings_of(row, on=localdate(at)).findings if f.mark == mark), None)
    if found is None:
        raise Refused("Lưu ý này không còn: chỗ đó đã được sửa từ lúc kiểm tra.")
    if found.aside is not None:
        raise Refused(f"{found.aside.by} đã để nguyên chỗ này, lý do: {found.aside.reason}")
    aside = put_aside(row, found, reason=reason, by=by, at=at)
    _record("để nguyên chỗ được lưu ý", row, aside, by=by, at=at)
    return aside


@transaction.atomic
def take_finding_up(aside: SetAsideFinding, *, by: User, at: datetime.datetime) -> None:
    """Take back that a finding stands: it is open again. Gone already, nothing happens.

    Raises PermissionDenied, Refused.
    """
    plan = locked_plan(aside.plan_id, by=by)
    row = plan.set_aside.filter(pk=aside.pk).first()
    if row is not None:
        row.delete()
        _record("xét lại chỗ được lưu ý", plan, row, by=by, at=at)


def put_aside(plan: Plan, found: PlanFinding, *, reason: str, by: User, at: datetime.datetime) -> SetAsideFinding:
    """The row by which `found` stands. The plan's row must be locked. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused("Hãy ghi lý do: người duyệt cần biết vì sao để nguyên.")
    finding = found.finding
    reason = reason.strip()
    aside = SetAsideFinding(
        plan=plan, rule=finding.rule, mark=found.mark, quote=finding.quote, reason=reason, by=by, at=at
    )
    check(aside)
    aside.save(force_insert=True)
    return aside


def _record(act: str, plan: Plan, row: SetAsideFinding, *, by: User, at: datetime.datetime) -> None:
    details = {"rule": rule_name(row.rule), "text": row.quote, "reason": row.reason}
    record(EntryKind.CHANGE, act=act, by=by, at=at, row=plan, details=details)
