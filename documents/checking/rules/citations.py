"""Each document that is named: its number against its kind, year and issuer, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.checking.findings import Severity
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Passage, Subject
from documents.checking.symbols import KINDS_OF, OPEN_KINDS, office_in, office_of, spelt, symbol_of
from documents.citing import Citation
from lib.text import fold

_CITING = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.a và II.6.b"
_SYMBOLS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3; Phụ lục III"
_YEARLY = {"nghi dinh": "NĐ", "thong tu": "TT", "thong tu lien tich": "TTLT"}
_NEVER_BY = {  # offices that do not issue documents of this kind
    "nghi dinh": {"thủ tướng", "ủy ban nhân dân", "hội đồng nhân dân", "trung ương", "tỉnh ủy", "huyện ủy"},
    "thong tu": {"thủ tướng", "chính phủ", "ủy ban nhân dân", "hội đồng nhân dân", "trung ương", "tỉnh ủy", "huyện ủy"},
}
_PARTY = {"TW", "TU", "HU", "ĐU", "QU", "ThU", "BTGTW", "BTCTW", "UBKTTW", "VPTW"}
_STATE = {"UBND", "HĐND", "TTg", "CP"}


def numbered(subject: Subject) -> Iterator[tuple[Passage, Citation]]:
    """The citations that have a number with a symbol."""
    for passage, citation in subject.citations:
        in_capitals = passage.is_heading and passage.text.isupper()  # law databases set titles like this
        if citation.number and re.search(r"[^\W\d_]", citation.number) and not in_capitals:
            yield passage, citation


def head(passage: Passage, citation: Citation) -> str:
    """The words of a citation from its kind to its issuer, as they stand in the passage."""
    return passage.text[citation.start : citation.header_end]


def named(citation: Citation) -> str:
    """«Quyết định số 90/QĐ-TTg», «Luật Đất đai»: how messages call it."""
    return f"{citation.kind} số {citation.number}" if citation.number else citation.summary


def number_text(passage: Passage, citation: Citation) -> tuple[str, str]:
    """(«số» with what follows it, the number with its blanks) as they stand in the passage; ("", "") if not found."""
    letters = [re.escape(letter) for letter in citation.number or ""]
    loose = r"\s*".join("[-–—]" if letter == r"\-" else letter for letter in letters)
    found = re.search(rf"((?:[Ss][ốỐ])?\s*[:.]?\s*)({loose})", head(passage, citation)) if loose else None
    return (found[1], found[2]) if found else ("", "")


@rule(
    "citations.kind_symbol",
    "Tên loại khớp với ký hiệu",
    family=Family.BASES,
    severity=Severity.ERROR,
    source=_SYMBOLS,
)
def kinds_fit_symbols(subject: Subject) -> Iterator[Breach]:
    """«Quyết định số 4586/KH-UBND», «Công văn số 12/QĐ-UBND»."""
    for passage, citation in numbered(subject):
        kind, symbol = fold(citation.kind), symbol_of(citation.number)
        names = KINDS_OF.get(spelt(symbol.kind))
        is_short = len(kind) <= 4  # «QĐ số 12/QĐ-UBND», «Luật số …»
        is_by_company = re.match(r"(?:Công ty|Chi nhánh|Doanh nghiệp|Hợp tác xã)", citation.issuer or "")
        if not names or is_short or is_by_company or kind.startswith((*names, *OPEN_KINDS)):
            continue
        _, number = number_text(passage, citation)
        yield Breach(
            passage.place,
            head(passage, citation),
            f"Ký hiệu «{symbol.kind}» trong {number or citation.number} không phải của {citation.kind.lower()}: "
            "kiểm tra lại tên loại hoặc số, ký hiệu.",
        )


@rule(
    "citations.issuer_symbol",
    "Cơ quan ban hành khớp với ký hiệu",
    family=Family.BASES,
    severity=Severity.ERROR,
    source=_SYMBOLS,
)
def issuers_fit_symbols(subject: Subject) -> Iterator[Breach]:
    """«Thông tư số 01/TT-UBND … của Ủy ban Dân tộc», «Quyết định số 90/QĐ-TTg … của Chính phủ»."""
    for passage, citation in numbered(subject):
        symbol = symbol_of(spelt(citation.number))
        kind = fold(citation.kind)
        shown, named = office_in(symbol), office_of(citation.issuer) if citation.issuer else None
        quote = head(passage, citation)
        if shown and named and shown != named:
            right = _right_issuer(kind, symbol.offices[0])
            yield Breach(
                passage.place,
                quote,
                f"Ký hiệu «{symbol.offices[0]}» trong {citation.number} không phải của {citation.issuer}: kiểm tra lại "
                "số, ký hiệu hoặc tên cơ quan ban hành.",
                _replaced(quote, citation.issuer, right) if right else None,
            )
            continue
        if symbol.kind and shown in _NEVER_BY.get(kind, ()):
            yield Breach(
                passage.place,
                quote,
                f"{symbol.offices[0]} không ban hành {citation.kind.lower()}: kiểm tra lại số, ký hiệu "
                f"{citation.number}.",
            )


def _right_issuer(kind: str, office: str) -> str | None:
    """The issuer where kind and symbol agree on it."""
    if office == "TTg" and kind in {"quyet dinh", "chi thi"}:
        return "Thủ tướng Chính phủ"
    if office == "CP" and kind in {"nghi dinh", "nghi quyet"}:
        return "Chính phủ"
    return None


def _replaced(quote: str, old: str, new: str) -> str | None:
    return f"{quote.removesuffix(old)}{new}" if quote.endswith(old) else None


@rule(
    "citations.year",
    "Số của văn bản quy phạm pháp luật có năm, khớp với ngày ban hành",
    family=Family.BASES,
    severity=Severity.ERROR,
    source="Luật Ban hành văn bản quy phạm pháp luật và nghị định quy định chi tiết (số, ký hiệu có năm ban hành)",
)
def years_are_there(subject: Subject) -> Iterator[Breach]:
    """«Nghị định số 27/NĐ-CP ngày 19/4/2022», «Thông tư số 10/2021/TT-BTC ngày 31/5/2022»."""
    for passage, citation in numbered(subject):
        symbol, day = symbol_of(citation.number), citation.issued_on
        quote = head(passage, citation)
        if symbol.year and day and symbol.year != day.year:
            yield Breach(
                passage.place,
                quote,
                f"Số {citation.number} là của năm {symbol.year} nhưng ngày ban hành ghi năm {day.year}: kiểm tra lại "
                "số hoặc ngày.",
            )
        elif not symbol.year and symbol.kind == _YEARLY.get(fold(citation.kind)) and symbol.ordinal and symbol.offices:
            if day and day.year < 1997:
                continue
            _, number = number_text(passage, citation)
            fits = day and number and office_in(symbol) in {None, office_of(citation.issuer or "")}
            full = f"{symbol.ordinal}/{day.year}/{symbol.kind}-{'-'.join(symbol.offices)}" if fits else ""
            yield Breach(
                passage.place,
                quote,
                f"Số, ký hiệu của {citation.kind.lower()} phải có năm ban hành, ví dụ "
                f"{symbol.ordinal}/{day.year if day else '2022'}/{symbol.kind}-…",
                quote.replace(number, full, 1) if fits and fold(citation.kind) == "nghi dinh" else None,
            )


@rule(
    "citations.stroke",
    "Dấu trong số, ký hiệu đúng chỗ",
    family=Family.BASES,
    severity=Severity.ERROR,
    source=f"{_SYMBOLS}; văn bản của Đảng: số-tên loại/cơ quan",
)
def strokes_are_right(subject: Subject) -> Iterator[Breach]:
    """Party documents «16-CT/TU», documents of the state «12/QĐ-UBND», never the other way round."""
    for passage, citation in numbered(subject):
        symbol = symbol_of(spelt(citation.number))
        if not (symbol.ordinal and symbol.kind and len(symbol.offices) == 1 and symbol.year is None):
            continue
        right = "-/" if symbol.offices[0] in _PARTY else "/-" if symbol.offices[0] in _STATE else None
        if right is None or symbol.marks == right or len(symbol.marks) != 2:
            continue
        full = f"{symbol.ordinal}{right[0]}{symbol.kind}{right[1]}{symbol.offices[0]}"
        whose = "văn bản của Đảng" if right == "-/" else "văn bản của cơ quan nhà nước"
        _, number = number_text(passage, citation)
        yield Breach(
            passage.place,
            number or head(passage, citation),
            f"Số, ký hiệu {whose} viết là {full}.",
            full if number else None,
        )


@rule(
    "citations.spelling",
    "Chữ viết tắt trong ký hiệu đúng",
    family=Family.BASES,
    severity=Severity.ERROR,
    source=_SYMBOLS,
)
def symbols_are_spelt(subject: Subject) -> Iterator[Breach]:
    """«90/QD-TTG»."""
    for passage, citation in numbered(subject):
        right = spelt(citation.number)
        if right != citation.number:
            _, number = number_text(passage, citation)
            if number:
                yield Breach(passage.place, number, f"Ký hiệu viết đúng là {right}.", right)


@rule(
    "citations.blanks",
    "Số, ký hiệu viết liền, dùng gạch nối ngắn",
    family=Family.BASES,
    severity=Severity.WARNING,
    source=_SYMBOLS,
)
def numbers_have_no_blanks(subject: Subject) -> Iterator[Breach]:
    """«12/ QĐ-UBND», «90/QĐ – TTg»; a number that is still blank is left alone."""
    for passage, citation in numbered(subject):
        _, number = number_text(passage, citation)
        if number and citation.number[:1].isdigit() and number != citation.number:
            yield Breach(
                passage.place,
                number,
                f"Số, ký hiệu viết liền, không có khoảng trống, gạch nối ngắn: {citation.number}.",
                citation.number,
            )


@rule(
    "citations.so",
    "Có chữ «số» giữa tên loại và số, ký hiệu",
    family=Family.BASES,
    severity=Severity.WARNING,
    source=_CITING,
)
def so_is_written(subject: Subject) -> Iterator[Breach]:
    """«Quyết định 1883/QĐ-UBND», «Quyết định số: 12/QĐ-UBND»."""
    for passage, citation in numbered(subject):
        if fold(citation.kind) in {"luat", "bo luat", "phap lenh"} or not passage.text.startswith(
            citation.kind.split()[0], citation.start
        ):
            continue
        written, number = number_text(passage, citation)
        if not number or re.fullmatch(r"[Ss]ố\s+", written):
            continue
        quote = passage.text[citation.start : passage.text.index(number, citation.start) + len(number)]
        if re.search(r"[Ss][ốỐ]", written):
            if ":" in written:
                clean = f"{quote[: len(quote) - len(written) - len(number)]}số {number}"
                yield Breach(passage.place, quote, "Trong câu, sau chữ «số» không có dấu hai chấm.", clean)
        elif quote == f"{citation.kind} {number}":
            message = f"Thiếu chữ «số» giữa {citation.kind} và {citation.number}."
            yield Breach(passage.place, quote, message, f"{citation.kind} số {number}")


@rule(
    "citations.capital",
    "Tên loại của một văn bản cụ thể viết hoa",
    family=Family.BASES,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục II, mục V.6",
)
def kinds_are_capitalised(subject: Subject) -> Iterator[Breach]:
    """«căn cứ công văn số 941/…»."""
    for passage, citation in numbered(subject):
        is_named = citation.kind.lower() != "văn bản"  # no kind of its own, a word for all
        if is_named and citation.kind[:1].islower() and passage.text.startswith(citation.kind, citation.start):
            _, number = number_text(passage, citation)
            if number:
                end = passage.text.index(number, citation.start) + len(number)
                quote = passage.text[citation.start : end]
                yield Breach(
                    passage.place,
                    quote,
                    f"Tên loại của một văn bản cụ thể viết hoa chữ cái đầu: {citation.kind.capitalize()}.",
                    quote[:1].upper() + quote[1:],
                )
