"""Giving and cancelling numbers of the register of outgoing documents."""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.enums import EntryKind
from audit.recording import record
from documents import numbering
from documents.models import FrozenPaper, RegisterEntry
from lib.dates import short_date
from lib.refusals import Refused
from lib.text import clean_line
from organisations.models import Organisation


@transaction.atomic
def give_number(
    *,
    organisation: Organisation,
    kind: str,
    symbol: str,
    title: str,
    signer: str,
    recipients: str | Iterable[str],
    archive: str = "",
    dated_on: date | None = None,
    paper: FrozenPaper | None = None,
    number: int | None = None,
    manual_reason: str = "",
    copies: int | None = None,
    pages: int | None = None,
    note: str = "",
    by,
    at: datetime,
) -> RegisterEntry:
    """Give the next number of the organisation's series for `kind` and write the register's line.

    `dated_on` is the day on the document, the local day of `at` unless given; its year is the register's. A `number`
    entered by hand needs `manual_reason`; the series goes on from the highest. `recipients` stand one to a line. Held
    until the end: the organisation's row. Raises Refused; the caller has checked that `by` may (Nghị định 30, Điều 15).
    """
    office = numbering.hold(organisation.pk)
    by_hand = number is not None
    day = dated_on or timezone.localdate(at)
    numbering.check_day(office, day, at=at, by_hand=by_hand)
    if by_hand:
        numbering.check_by_hand(number, manual_reason)
    if paper is not None and (earlier := RegisterEntry.objects.filter(paper=paper).first()):
        raise Refused(f"Văn bản này đã có số {earlier}. Hãy mở lại trang để xem.")
    series = numbering.series_of(office, kind)
    register = numbering.register_of(office, series, year=day.year)
    given = numbering.given_in(register, series, symbol=clean_line(symbol))
    number = number if by_hand else numbering.next_number(given)
    numbering.check_order(given, number, day)
    entry = RegisterEntry(
        register=register,
        organisation=office,
        year=day.year,
        number=number,
        symbol=symbol,
        dated_on=day,
        kind=numbering.kind_name(kind),
        title=clean_line(title),
        signer=signer,
        recipients=recipients if isinstance(recipients, str) else "\n".join(recipients),
        archive=archive,
        copies=copies,
        pages=pages,
        note=note,
        paper=paper,
        manual_reason=manual_reason if by_hand else "",
        given_at=at,
        given_by=by,
    )
    check_fields(entry)
    entry.save(force_insert=True)
    details = {"number": str(entry), "dated_on": short_date(day), "register": str(register)}
    details["manual_reason"] = entry.manual_reason
    record(EntryKind.TRANSITION, act="cấp số", by=by, at=at, row=entry, details=details)
    return entry


@transaction.atomic
def cancel_number(entry: RegisterEntry, *, reason: str, by, at: datetime) -> RegisterEntry:
    """Cancel a number: its line stays, with the reason, and the number is never given again.

    A paper that had it is free to get another one. Raises Refused without a reason or when it was cancelled before; the
    caller has checked that `by` may.
    """
    numbering.hold(entry.organisation_id)
    entry = RegisterEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    reason = clean_line(reason)
    if not reason:
        raise Refused("Hủy số phải ghi lý do, vì số đã hủy vẫn nằm trong sổ.")
    if entry.cancelled_at:
        raise Refused(f"Số {entry} đã hủy trước đó: {entry.cancel_reason}.")
    paper_id, entry.paper = entry.paper_id, None
    entry.cancelled_at, entry.cancelled_by, entry.cancel_reason = at, by, reason
    entry.version += 1
    check_fields(entry)
    entry.save()
    details = {"number": str(entry), "reason": reason, "paper": paper_id}
    record(EntryKind.TRANSITION, act="hủy số", by=by, at=at, row=entry, details=details)
    return entry


def check_fields(entry: RegisterEntry) -> None:
    """Refuse what does not fit into the register, naming the column."""
    try:
        entry.clean_fields(exclude={field.name for field in entry._meta.fields if field.is_relation})
    except ValidationError as error:
        faults = (
            f"{entry._meta.get_field(name).verbose_name}: {' '.join(sentences)}"
            for name, sentences in error.message_dict.items()
        )
        raise Refused("Chưa ghi được vào sổ. " + " ".join(faults)) from error
