"""The registers of an office in a stretch of time, ready to be printed: one book for each series and year."""

import hashlib
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from django.db.models import Count, Max, Sum

from audit.models import ChainHead
from documents.models import RegisterEntry
from documents.rendering import version
from documents.rendering.register_books import Book, Line, render_books
from lib.dates import short_date
from organisations.models import Organisation
from organisations.signatures import letterhead

QUICK_LINES = 600
"""So many lines are printed while a person waits (about two seconds)."""


@dataclass(frozen=True)
class Span:
    """Which lines: of one office, dated from `first` to `last`, of one series (its key) or all (None)."""

    organisation_id: int
    first: date
    last: date
    series: str | None = None

    def entries(self):
        """The lines, book after book, in the order of their numbers."""
        rows = RegisterEntry.objects.filter(
            organisation=self.organisation_id, dated_on__range=(self.first, self.last)
        ).select_related("register")
        if self.series is not None:
            rows = rows.filter(register__series_key=self.series)
        return rows.order_by("year", "register__series_key", "register", "number")

    def key(self) -> str:
        """Names the print of these lines as they stand now: changes with every line, correction and layout."""
        now = self.entries().order_by().aggregate(Count("pk"), Max("pk"), Sum("version"))
        named = Organisation.objects.values_list("letterhead", "superior__short_name").get(pk=self.organisation_id)
        state = hashlib.sha256(repr((sorted(now.items()), named, version())).encode()).hexdigest()
        series = "*" if self.series is None else self.series
        return f"register|{self.organisation_id}|{self.first}|{self.last}|{series}|{state}"


def span_of(key: str) -> Span:
    """The lines that a key of `Span.key` names."""
    _, organisation_id, first, last, series, _ = key.split("|")
    chosen = None if series == "*" else series
    return Span(int(organisation_id), date.fromisoformat(first), date.fromisoformat(last), chosen)


def print_books(span: Span, *, progress=lambda percent: None) -> bytes:
    """The PDF: for each series and year a cover, the numbered pages and the closing page (Phụ lục IV, I)."""
    return render_books(books(span), progress=progress)


def books(span: Span) -> list[Book]:
    """The books of `span`; a series without a line has none."""
    office = Organisation.objects.select_related("superior").get(pk=span.organisation_id)
    superior, issuer = letterhead(office)
    head = ChainHead.objects.filter(pk=1).first()
    seal = f"{head.digest} (dòng {head.last_id})" if head else "chưa có dòng nào"
    rows = span.entries().select_related("register")
    return [
        _book(list(entries), superior=superior, issuer=issuer, seal=seal, place=office.place_name)
        for _, entries in groupby(rows.iterator(chunk_size=2000), key=lambda entry: entry.register_id)
    ]


def _book(entries: list[RegisterEntry], *, superior, issuer, seal: str, place: str) -> Book:
    register, numbers = entries[0].register, [entry.number for entry in entries]
    days = [entry.dated_on for entry in entries]
    cancelled = [f"{entry.number:02}" for entry in entries if entry.cancelled_at]
    lacking = _lacking(register, numbers)
    return Book(
        superior=superior,
        issuer=issuer,
        year=register.year,
        series=register.series,
        numbers=(f"{numbers[0]:02}", f"{numbers[-1]:02}"),
        days=(short_date(min(days)), short_date(max(days))),
        lines=tuple(_line(entry) for entry in entries),
        cancelled=", ".join(cancelled),
        lacking=lacking,
        seal=seal,
        place=place,
    )


def _line(entry: RegisterEntry) -> Line:
    note = entry.note
    if entry.cancelled_at:
        note = f"Số đã hủy: {entry.cancel_reason}"
    elif entry.manual_reason:
        note = f"{note}\nSố nhập tay: {entry.manual_reason}".strip()
    return Line(
        cells=(
            entry.reference,
            short_date(entry.dated_on),
            f"{entry.kind} {entry.title}",
            entry.signer,
            entry.recipients_in_line,
            entry.archive,
            "" if entry.copies is None else str(entry.copies),
            short_date(entry.sent_on) if entry.sent_on else "",
            entry.received_by,
            note,
        ),
        is_cancelled=entry.cancelled_at is not None,
    )


def _lacking(register, numbers: list[int]) -> str:
    """Numbers between the first and the last that the register does not have: «04, 07–09»; empty when there is none."""
    between = register.entries.filter(number__range=(numbers[0], numbers[-1])).values_list("number", flat=True)
    given, gaps = sorted(between), []
    for before, after in pairwise(given):
        if after - before == 2:
            gaps.append(f"{before + 1:02}")
        elif after - before > 2:
            gaps.append(f"{before + 1:02}–{after - 1:02}")
    return ", ".join(gaps)
