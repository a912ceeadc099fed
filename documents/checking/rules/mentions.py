"""The same document in several places: first in full, later short, always with the same day, number and issuer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from documents.checking.findings import Severity
from documents.checking.registry import Family, rule
from documents.checking.rules.citations import head, named, number_text, numbered
from documents.checking.subject import Breach, Passage, Subject
from documents.checking.symbols import office_of, symbol_of
from documents.citing import Citation, same_issuer
from documents.places import Part
from lib.text import fold

_CITING = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.b"
_CONSISTENT = "Thống nhất trong văn bản"
Mention = tuple[Passage, Citation]


def mentions(subject: Subject) -> dict[tuple[str, str], list[Mention]]:
    """The citations of each document (kind and number), in reading order, the title aside."""
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for passage, citation in numbered(subject):
        if passage.place.part != Part.TITLE and re.match(r"\d", citation.number):
            groups[fold(citation.kind), citation.number].append((passage, citation))
    return groups


@rule(
    "citations.again_in_full",
    "Viện dẫn lần sau chỉ ghi tên loại và số, ký hiệu",
    family=Family.BASES,
    severity=Severity.WARNING,
    source=_CITING,
)
def later_mentions_are_short(subject: Subject) -> Iterator[Breach]:
    """A document told in full among the bases and again with its day and issuer in the text."""
    for group in mentions(subject).values():
        told = False
        for passage, citation in group:
            is_full = bool(citation.day_text and citation.issuer)
            in_text = passage.place.part in {Part.SECTIONS, Part.CLOSING} and not (
                passage.is_cell or passage.is_heading
            )
            if told and is_full and in_text and not citation.depth:
                yield _too_long(passage, citation)
            told = told or is_full


def _too_long(passage: Passage, citation: Citation) -> Breach:
    quote = head(passage, citation)
    _, number = number_text(passage, citation)
    short = quote[: quote.index(number) + len(number)] if number else ""
    return Breach(
        passage.place,
        quote,
        f"{named(citation)} đã ghi đầy đủ ở trên: từ lần thứ hai chỉ ghi tên loại và số, ký hiệu.",
        short if short and short != quote and quote.startswith(citation.kind) else None,
    )


@rule(
    "citations.first_mention",
    "Viện dẫn lần đầu ghi đủ ngày và cơ quan ban hành",
    family=Family.BASES,
    severity=Severity.WARNING,
    source=_CITING,
)
def first_mentions_are_full(subject: Subject) -> Iterator[Breach]:
    """«theo Quyết định số 12/QĐ-UBND» of which nothing more is said before."""
    for (kind, _), group in mentions(subject).items():
        passage, citation = group[0]
        if passage.place.part not in {Part.OPENING, Part.SECTIONS, Part.CLOSING} or passage.is_cell:
            continue
        missing = [
            words
            for words, value in (("ngày ban hành", citation.day_text), ("cơ quan ban hành", citation.issuer))
            if not value
        ]
        if not missing or kind in {"luat", "bo luat", "phap lenh"}:
            continue
        yield Breach(
            passage.place,
            head(passage, citation),
            f"{named(citation)} được nhắc đến lần đầu: hãy ghi thêm {' và '.join(missing)}.",
        )


@rule(
    "citations.two_days",
    "Một văn bản chỉ có một ngày ban hành",
    family=Family.BASES,
    severity=Severity.ERROR,
    source=_CONSISTENT,
)
def a_document_has_one_day(subject: Subject) -> Iterator[Breach]:
    """The same number of the same office on two days of one year; a number of another year is another document."""
    for group in mentions(subject).values():
        said = set()
        told: dict[tuple, Citation] = {}  # by day and issuer: the same words told again add nothing
        for passage, citation in group:
            if citation.issued_on is None:
                continue
            for before in told.values():
                if before.issued_on == citation.issued_on or not same_issuer(before.issuer, citation.issuer):
                    continue
                if citation.issued_on in said:
                    break
                if before.issued_on.year != citation.issued_on.year and not symbol_of(citation.number).year:
                    continue
                yield Breach(
                    passage.place,
                    head(passage, citation),
                    f"{named(citation)} ở đây ghi {citation.day_text}, chỗ trước ghi {before.day_text}: "
                    "kiểm tra lại ngày ban hành.",
                )
                said.add(citation.issued_on)
                break
            told.setdefault((citation.issued_on, citation.issuer), citation)


@rule(
    "citations.two_issuers",
    "Một văn bản chỉ có một cơ quan ban hành",
    family=Family.BASES,
    severity=Severity.WARNING,
    source=_CONSISTENT,
)
def a_document_has_one_issuer(subject: Subject) -> Iterator[Breach]:
    """The same number and day of two offices."""
    for group in mentions(subject).values():
        first: Citation | None = None
        for passage, citation in group:
            if citation.issued_on is None or not office_of(citation.issuer or ""):
                continue
            first = first or citation
            if citation.issued_on == first.issued_on and not same_issuer(first.issuer, citation.issuer):
                yield Breach(
                    passage.place,
                    head(passage, citation),
                    f"{named(citation)} ở đây là của {citation.issuer}, chỗ trước ghi của "
                    f"{first.issuer}: kiểm tra lại cơ quan ban hành.",
                )


@rule(
    "citations.two_numbers",
    "Một văn bản chỉ có một số, ký hiệu",
    family=Family.BASES,
    severity=Severity.ERROR,
    source=_CONSISTENT,
)
def a_document_has_one_number(subject: Subject) -> Iterator[Breach]:
    """Kind, ordinal and day agree but not the symbol; or the same digits in another order on the same day."""
    known: set[tuple] = set()
    alike: dict[tuple, list[Citation]] = defaultdict(list)
    for passage, citation in numbered(subject):
        if citation.issued_on is None or passage.place.part == Part.TITLE:
            continue
        day = fold(citation.kind), citation.issued_on
        if (*day, citation.number) in known:
            continue
        known.add((*day, citation.number))
        keys = [(*day, *slip) for slip in _slips(citation.number)]
        before = next((b for key in keys for b in alike[key] if same_issuer(b.issuer, citation.issuer)), None)
        if before is not None:
            yield Breach(
                passage.place,
                head(passage, citation),
                f"{citation.kind} {citation.day_text} ở đây ghi số {citation.number}, chỗ trước ghi số "
                f"{before.number}: kiểm tra lại số, ký hiệu.",
            )
        for key in keys:
            alike[key].append(citation)


def _slips(number: str) -> Iterator[tuple]:
    """What two numbers share that look like one written twice: the ordinal, or its digits in any order and the rest."""
    ordinal = symbol_of(number).ordinal
    if ordinal:
        yield ("ordinal", ordinal.lstrip("0"))
    if len(ordinal) > 1:
        yield ("digits", "".join(sorted(ordinal)), number[len(ordinal) :])
