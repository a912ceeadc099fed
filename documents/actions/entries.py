"""Keeping the register of outgoing documents: documents made elsewhere, dispatch and receipt, cancelled numbers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.changes import field_changes
from audit.enums import EntryKind
from audit.recording import record
from documents import numbering
from documents.actions.numbers import cancel_number, check_fields, give_number
from documents.models import RegisterEntry
from documents.permissions import can_change_entry, can_register
from lib.refusals import Refused
from lib.text import clean_line
from organisations.models import Organisation

DISPATCH = ("copies", "pages", "sent_on", "received_by", "note")
"""Columns that the clerk fills in when a document leaves."""
WORDING = ("title", "signer", "recipients", "archive")
"""Columns that may be put right as long as the document was made elsewhere; number, symbol and day never."""


class AlreadyRegistered(Refused):
    """The same document was registered before; with `is_another=True` it gets a number all the same."""


class StaleEntry(Exception):
    """Somebody else changed the line meanwhile; `current` is how it now stands."""

    def __init__(self, current: RegisterEntry):
        super().__init__(str(current))
        self.current = current


@transaction.atomic
def register_document(
    *, organisation: Organisation, is_another: bool = False, by, at: datetime, **document
) -> RegisterEntry:
    """Give a number to a document made elsewhere (công văn, quyết định …); `document` is what `give_number` takes.

    Raises PermissionDenied, Refused, and AlreadyRegistered when symbol, day and title are those of an earlier line: a
    form sent twice must not use up two numbers.
    """
    if not can_register(by, organisation):
        raise PermissionDenied
    numbering.hold(organisation.pk)
    if not is_another:
        _refuse_twin(organisation, document)
    return give_number(organisation=organisation, by=by, at=at, **document)


@transaction.atomic
def complete_entry(
    entry: RegisterEntry, changes: Mapping[str, Any], *, version: int, by, at: datetime
) -> RegisterEntry:
    """Write `changes` (of DISPATCH; of WORDING too when the document was made elsewhere) into the line.

    Raises PermissionDenied, Refused for a cancelled number, and StaleEntry unless `version` is still the line's.
    """
    row = RegisterEntry.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=entry.pk)
    if not can_change_entry(by, row.organisation):
        raise PermissionDenied
    if row.cancelled_at:
        raise Refused(f"Số {row} đã hủy nên không ghi thêm vào dòng này.")
    if row.version != version:
        raise StaleEntry(row)
    allowed = DISPATCH if row.paper_id else DISPATCH + WORDING
    before = {name: getattr(row, name) for name in allowed if name in changes}
    changed = {name: value for name, value in before.items() if value != changes[name]}
    if not changed:
        return row
    for name in changed:
        setattr(row, name, changes[name])
    row.version += 1
    check_fields(row)
    row.save()
    now = {name: getattr(row, name) for name in changed}
    details = {"changes": field_changes(RegisterEntry, changed, now)}
    record(EntryKind.CHANGE, act="ghi sổ văn bản đi", by=by, at=at, row=row, details=details)
    return row


@transaction.atomic
def cancel_registered(entry: RegisterEntry, *, reason: str, by, at: datetime) -> RegisterEntry:
    """Cancel the number of a document made elsewhere. Raises PermissionDenied and Refused."""
    if not can_change_entry(by, entry.organisation):
        raise PermissionDenied
    if entry.paper_id:
        raise Refused("Số này của văn bản lập trong phần mềm: hãy mở văn bản đó và thu hồi, số sẽ được hủy theo.")
    return cancel_number(entry, reason=reason, by=by, at=at)


def _refuse_twin(organisation: Organisation, document: Mapping[str, Any]) -> None:
    same = {name: document.get(name) for name in ("symbol", "dated_on")}
    same["title"] = clean_line(document["title"])
    twin = RegisterEntry.objects.valid().filter(organisation=organisation, **same).first()
    if twin is not None and document.get("number") is None:
        raise AlreadyRegistered(
            f"Văn bản cùng ký hiệu, ngày và trích yếu đã đăng ký, số {twin}. Nếu đây là một văn bản khác, hãy đánh dấu "
            "«Vẫn cấp thêm một số» rồi gửi lại."
        )
