"""What the register of legal documents and the calendar know of the documents that are cited."""

from __future__ import annotations

import calendar
import datetime
import re
from collections import defaultdict
from collections.abc import Iterator

from documents.checking.facts import KnownDocument
from documents.checking.findings import Severity
from documents.checking.registry import Family, rule
from documents.checking.rules.bases import based_on
from documents.checking.rules.citations import head, named, number_text, numbered
from documents.checking.subject import Breach, Passage, Subject
from documents.checking.symbols import symbol_of
from documents.citing import Citation, same_issuer
from documents.places import Part
from lib.dates import short_date
from lib.text import fold

_IN_FORCE = "Luật Ban hành văn bản quy phạm pháp luật; Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.a"
_REGISTER = "Danh mục văn bản pháp lý của hệ thống"


def day_of(subject: Subject) -> datetime.date | None:
    """The day of the document as facts give it, or the last day that its head allows; None when it has no date."""
    if subject.facts.issued_on:
        return subject.facts.issued_on
    date = subject.content.head.date
    if date is None or not 1 <= date.year <= 9999:
        return None
    month = date.month or 12
    try:
        return datetime.date(date.year, month, date.day or calendar.monthrange(date.year, month)[1])
    except ValueError:
        return None


class _Register:
    """The documents that facts know, found by number, by day, and laws by name; built once, however many citations."""

    def __init__(self, documents: tuple[KnownDocument, ...]) -> None:
        kinds = {document.kind: fold(document.kind) for document in documents}
        self._by_number: dict[tuple[str, str], list[KnownDocument]] = defaultdict(list)
        self._by_day: dict[tuple[str, datetime.date | None], list[KnownDocument]] = defaultdict(list)
        for document in documents:
            kind = kinds[document.kind]
            number = _bare(document.reference) or _name(document.kind, document.summary)
            self._by_number[kind, number].append(document)
            self._by_day[kind, document.issued_on].append(document)

    def same_number(self, citation: Citation) -> list[KnownDocument]:
        """Documents of its kind and number (a law: name)."""
        number = _bare(citation.number) if citation.number else _name(citation.kind, citation.summary)
        return self._by_number.get((fold(citation.kind), number), [])

    def same_day(self, citation: Citation) -> list[KnownDocument]:
        """Documents of its kind and day."""
        return self._by_day.get((fold(citation.kind), citation.issued_on), [])

    def meant(self, citation: Citation) -> KnownDocument | None:
        """The document that is cited for sure: the day agrees too, or its number has the year."""
        year_is_told = bool(citation.number) and symbol_of(citation.number).year
        for document in self.same_number(citation):
            is_day = citation.issued_on is not None and citation.issued_on == document.issued_on
            if (is_day and same_issuer(citation.issuer, document.issuer or None)) or year_is_told:
                return document
        return None


def _bare(reference: str) -> str:
    return re.sub(r"\s+", "", re.sub("[‐‑–—]", "-", reference)).lower()


def _name(kind: str, summary: str) -> str:
    return fold(summary).removeprefix(fold(kind)).strip()


@rule(
    "bases.later_than_plan",
    "Văn bản được nêu ban hành trước kế hoạch",
    family=Family.BASES,
    severity=Severity.ERROR,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.a; thời gian",
)
def documents_are_older(subject: Subject) -> Iterator[Breach]:
    """A basis dated after the day of the plan."""
    day = day_of(subject)
    if day is None:
        return
    for passage, citation in subject.citations:
        if citation.issued_on and citation.issued_on > day and passage.place.part != Part.APPENDICES:
            yield Breach(
                passage.place,
                head(passage, citation),
                f"{named(citation)} ghi {citation.day_text}, sau ngày của kế hoạch ({short_date(day)}): kiểm tra lại.",
            )


@rule(
    "bases.out_of_force",
    "Căn cứ còn hiệu lực vào ngày ban hành kế hoạch",
    family=Family.BASES,
    severity=Severity.ERROR,
    source=_IN_FORCE,
)
def bases_are_in_force(subject: Subject) -> Iterator[Breach]:
    """A basis that has ended, has been replaced, or does not apply yet."""
    day = day_of(subject)
    if day is None:
        return
    register = _Register(subject.facts.documents)
    for passage, citations in based_on(subject):
        for citation in citations:
            document = register.meant(citation)
            if document and (said := _out_of_force(document, day)):
                yield Breach(passage.place, head(passage, citation), *said)


def _out_of_force(document: KnownDocument, day: datetime.date) -> tuple[str, None, Severity] | None:
    name = f"{document.kind} số {document.reference}" if document.reference else document.summary
    instead = f": thay bằng {document.successor}" if document.successor else ": tìm văn bản thay thế"
    if document.in_force_to and document.in_force_to <= day:
        return f"{name} hết hiệu lực từ {short_date(document.in_force_to)}{instead}.", None, Severity.ERROR
    if document.in_force_from and document.in_force_from > day:
        since = short_date(document.in_force_from)
        return f"{name} đến {since} mới có hiệu lực, chưa làm căn cứ được.", None, Severity.ERROR
    if document.successor and not document.in_force_to:
        sentence = f"{name} đã có văn bản thay thế là {document.successor}: kiểm tra xem còn làm căn cứ được không."
        return sentence, None, Severity.WARNING
    return None


@rule(
    "citations.register",
    "Ngày, cơ quan ban hành, ký hiệu khớp với danh mục văn bản",
    family=Family.BASES,
    severity=Severity.ERROR,
    source=_REGISTER,
)
def citations_fit_the_register(subject: Subject) -> Iterator[Breach]:
    """A day other than the register's; a number of which the register has the right form («01/TT-UBND»)."""
    register = _Register(subject.facts.documents)
    for passage, citation in numbered(subject):
        same = register.same_number(citation)
        yield from _wrong_day(passage, citation, same)
        if not same and citation.issued_on:
            yield from _wrong_symbol(passage, citation, register.same_day(citation))


def _wrong_day(passage: Passage, citation: Citation, same: list[KnownDocument]) -> Iterator[Breach]:
    day = citation.issued_on
    if day is None or not same or any(document.issued_on in {day, None} for document in same):
        return
    if not symbol_of(citation.number).year:  # the same number comes again every year, in every office
        same = [
            document
            for document in same
            if document.issued_on.year == day.year and citation.issuer and same_issuer(citation.issuer, document.issuer)
        ]
    if len(same) != 1:
        return
    right = same[0].issued_on
    typed = head(passage, citation)
    is_short = re.fullmatch(r"ngày \d{1,2}/\d{1,2}/\d{4}", citation.day_text) and citation.day_text in typed
    yield Breach(
        passage.place,
        citation.day_text if citation.day_text in typed else typed,
        f"Theo danh mục, {named(citation)} ban hành ngày {short_date(right)}.",
        f"ngày {short_date(right)}" if is_short else None,
    )


def _wrong_symbol(passage: Passage, citation: Citation, same_day: list[KnownDocument]) -> Iterator[Breach]:
    ordinal = symbol_of(citation.number).ordinal.lstrip("0")
    near = [
        document
        for document in same_day
        if symbol_of(document.reference).ordinal.lstrip("0") == ordinal
        and same_issuer(citation.issuer, document.issuer)
    ]
    if ordinal and len(near) == 1:
        _, number = number_text(passage, citation)
        yield Breach(
            passage.place,
            number or head(passage, citation),
            f"Theo danh mục, {citation.kind.lower()} {citation.day_text} này có số, ký hiệu {near[0].reference}.",
            near[0].reference if number else None,
        )
