"""How words are set: blanks, brackets, quotes, dashes, marks at line ends, one Unicode form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.checking.findings import Severity
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Passage, Subject
from documents.checking.typeset import printed
from documents.checking.wording import LETTER, breach
from lib.syllables import is_syllable
from lib.text import clean_text

_CUSTOM = "Quy tắc chính tả, trình bày tiếng Việt"
_ADDRESS = re.compile(r"\S*(?:@|://|www\.|\.(?:vn|com|org|net)\b)\S*")
_SPACE_BEFORE = re.compile(r"(?<=[^\s.…]) +(?=(?:[,;:!?]|\.(?![./]))(?:\s|$)|[,;][^\W\d_]|[)\]»”])")
_SPACE_WITHIN = re.compile(r"(?<=[(\[«“]) +(?=\S)")
_SPACE_AFTER = re.compile(
    rf"(?<=[\w ])[,;](?={LETTER})|(?<=[^\W\d_]),(?=\d)|(?<=[a-zà-ỹ][a-zà-ỹ]):(?=\w)|(?<=[)\]]):(?=\w)|(?<=\d);(?=\d)"
)
_STOP_AFTER = re.compile(rf"({LETTER}{{2,}})\.(?=({LETTER})({LETTER}))")
_COLUMNS = re.compile(r"(?:cột|Cột|khoản|Khoản|điểm|mục|Mục|dòng|Biểu số|Biểu|biểu) \d+(,)\d+(?!\d*\s*(?:%|triệu|tỷ))")
_BEFORE_BRACKET = re.compile(r"(?<=[\w%”\"»])\((?!s\)|\))(?=\w)")
_AFTER_BRACKET = re.compile(rf"(?<=[\w.])\)(?={LETTER}{{2,}})")
_GLUED = re.compile(rf"(?<![\w.,/’'-])(\d+)({LETTER}{{2,}})")
_UNITS = frozenset(("km", "kg", "ha", "mm", "cm", "ml", "ph", "tr", "cc"))
_DASH = re.compile(r"(?<=[^\s-])(?: ([-–—])(?=[^\s\d–—-])|(?<!\w[-–—])(?<![-–—])([-–—]) (?=\S))")
_RANGE_DASH = re.compile(r"(?<=\d)(?: ([-–—])(?=\d)|([-–—]) (?=\d))")
_YEARS = re.compile(r"(?<![\d/])((?:19|20)\d\d)(\s?[-–—]\s?)((?:19|20)\d\d)(?!\d)")
_REPEATED = re.compile(
    r",[,;](?!\.)|,\.(?![.…])|;[;,](?!\.)|;\.(?!\.)|:[:;,.](?![.…])|(?<![./…])\.\.(?![.…])|(?<![.…])\.,"
)
_STOP_BEFORE_BRACKET = re.compile(rf"(?<={LETTER})\. (?=\([a-zđà-ỹ])")
_OPENERS = {")": "(", "]": "[", "}": "{", "”": "“", "»": "«"}
_LIST_LABEL = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=[;,“\"(]))(?:[a-zđ]{1,2}|\d{1,2}|[ivxIVX]{1,4})\)")


def _outside(text: str) -> list[tuple[int, int]]:
    """Stretches that are no wording: addresses of pages and of mail."""
    return [match.span() for match in _ADDRESS.finditer(text)]


def _is_within(spans: list[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in spans)


@rule(
    "typography.characters",
    "Chữ viết theo một bảng mã (Unicode dựng sẵn)",
    family=Family.TYPOGRAPHY,
    severity=Severity.ERROR,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I.4 (TCVN 6909:2001)",
)
def characters_are_precomposed(subject: Subject) -> Iterator[Breach]:
    """Letters in NFC, no invisible or private characters."""
    for passage in printed(subject):
        if (clean := clean_text(passage.text)) != passage.text:
            yield Breach(
                passage.place,
                passage.text,
                "Đoạn này có ký tự không theo bảng mã Unicode dựng sẵn (TCVN 6909:2001), có thể không hiện đúng chữ.",
                clean,
            )


@rule(
    "typography.space_before",
    "Không để dấu cách trước dấu câu",
    family=Family.TYPOGRAPHY,
    severity=Severity.WARNING,
    source=_CUSTOM,
)
def no_space_before_marks(subject: Subject) -> Iterator[Breach]:
    """No blank before , ; : . ) nor after an opening bracket."""
    for passage in printed(subject):
        for pattern in (_SPACE_BEFORE, _SPACE_WITHIN):
            for match in pattern.finditer(passage.text):
                mark = passage.text[match.end()] if pattern is _SPACE_BEFORE else passage.text[match.start() - 1]
                where = "trước" if pattern is _SPACE_BEFORE else "sau"
                yield breach(passage, *match.span(), f"Thừa dấu cách {where} dấu «{mark}».", replacement="")


@rule(
    "typography.space_after",
    "Có dấu cách sau dấu câu",
    family=Family.TYPOGRAPHY,
    severity=Severity.WARNING,
    source=_CUSTOM,
)
def space_after_marks(subject: Subject) -> Iterator[Breach]:
    """A blank after , ; : . where a word follows."""
    for passage in printed(subject):
        text, outside = passage.text, _outside(passage.text)
        found = [(match.end(), text[match.end() - 1]) for match in _SPACE_AFTER.finditer(text)]
        found += [(match.end(), ".") for match in _STOP_AFTER.finditer(text) if _ends_sentence(match)]
        found += [(match.end(1), ",") for match in _COLUMNS.finditer(text)]
        for end, mark in sorted(found):
            if not _is_within(outside, end):
                message = f"Thiếu dấu cách sau dấu «{mark}»."
                yield breach(passage, end, end, message, replacement=" ")


def _ends_sentence(match: re.Match) -> bool:
    """«xong.Các»: a whole small word, then a capitalised one; «TP.Huế», «M.Cường» are no sentences."""
    return match[1].islower() and is_syllable(match[1]) and match[2].isupper() and match[3].islower()


@rule(
    "typography.space_at_brackets",
    "Có dấu cách giữa chữ và ngoặc đơn",
    family=Family.TYPOGRAPHY,
    severity=Severity.WARNING,
    source=_CUSTOM,
)
def space_at_brackets(subject: Subject) -> Iterator[Breach]:
    """«135(10 tiết)» lacks a blank."""
    for passage in printed(subject):
        outside = _outside(passage.text)
        for match in _BEFORE_BRACKET.finditer(passage.text):
            if not _is_within(outside, match.start()):
                yield breach(passage, *match.span(), "Thiếu dấu cách trước dấu «(».", replacement=" (")
        for match in _AFTER_BRACKET.finditer(passage.text):
            yield breach(passage, *match.span(), "Thiếu dấu cách sau dấu «)».", replacement=") ")


@rule(
    "typography.number_and_word",
    "Có dấu cách giữa số và chữ",
    family=Family.TYPOGRAPHY,
    severity=Severity.WARNING,
    source=_CUSTOM,
)
def space_between_number_and_word(subject: Subject) -> Iterator[Breach]:
    """«5tiết» lacks a blank; «20km», «13h30» do not."""
    for passage in printed(subject):
        outside = _outside(passage.text)
        for match in _GLUED.finditer(passage.text):
            word = match[2]
            is_word = word.islower() and word not in _UNITS and is_syllable(word)
            if is_word and not _is_within(outside, match.start()):
                message = f"Thiếu dấu cách giữa «{match[1]}» và «{match[2]}»."
                yield breach(passage, *match.span(), message, replacement=f"{match[1]} {match[2]}", words=0)


@rule(
    "typography.pairs",
    "Ngoặc và dấu nháy đi đôi",
    family=Family.TYPOGRAPHY,
    severity=Severity.WARNING,
    source=_CUSTOM,
)
def brackets_and_quotes_are_paired(subject: Subject) -> Iterator[Breach]:
    """Every bracket and quote that opens is closed in the same paragraph, and the reverse."""
    for passage in printed(subject):
        text = passage.text
        labels = {match.end() - 1 for match in _LIST_LABEL.finditer(text)}
        open_marks: list[tuple[str, int]] = []
        for at, mark in enumerate(text):
            if mark in _OPENERS.values():
                open_marks.append((mark, at))
            elif mark in _OPENERS:
                if open_marks and open_marks[-1][0] == _OPENERS[mark]:
                    open_marks.pop()
                elif at not in labels and not (mark == "”" and at >= len(text) - 2):
                    yield breach(
                        passage, at, at + 1, f"Có dấu «{mark}» mà không có dấu «{_OPENERS[mark]}» mở.", words=3
                    )
        for mark, at in open_marks:
            if mark == "“" and (at == 0 or text[:at].endswith(": ")):
                continue  # a quotation of several paragraphs
            yield breach(passage, at, at + 1, f"Có dấu «{mark}» mở mà không có dấu đóng.", words=3)
        if text.count('"') % 2:
            at = text.rfind('"')
            yield breach(passage, at, at + 1, "Dấu nháy kép mở mà không đóng, hoặc đóng mà không mở.", words=3)


@rule(
    "typography.repeated_marks",
    "Không đặt hai dấu câu liền nhau",
    family=Family.TYPOGRAPHY,
    severity=Severity.WARNING,
    source=_CUSTOM,
)
def marks_stand_alone(subject: Subject) -> Iterator[Breach]:
    """«,,», «..», «;.» and a full stop before a bracket that goes on with the sentence."""
    for passage in printed(subject):
        for match in _REPEATED.finditer(passage.text):
            yield breach(passage, *match.span(), f"Hai dấu câu liền nhau: «{match[0]}».")
        for match in _STOP_BEFORE_BRACKET.finditer(passage.text):
            message = "Dấu chấm đứng trước phần trong ngoặc của cùng một câu."
            yield breach(passage, *match.span(), message, replacement=" ")


@rule(
    "typography.dash_spaces",
    "Dấu gạch nối có dấu cách ở cả hai bên hoặc không bên nào",
    family=Family.TYPOGRAPHY,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.1 (gạch nối có cách chữ), thông lệ",
)
def dashes_have_blanks_on_both_sides(subject: Subject) -> Iterator[Breach]:
    """«2021 -2025», «kinh tế- xã hội»: a blank on one side only."""
    for passage in printed(subject):
        outside = _outside(passage.text)
        for pattern in (_RANGE_DASH, _DASH):
            for match in pattern.finditer(passage.text):
                if not _is_within(outside, match.start()):
                    is_symbol = "/" in passage.text[: match.start()].rpartition(" ")[2]
                    message = "Dấu gạch nối chỉ có dấu cách ở một bên."
                    yield breach(passage, *match.span(), message, replacement="-" if is_symbol else " - ")


@rule(
    "typography.one_dash",
    "Một kiểu gạch nối trong cả văn bản",
    family=Family.TYPOGRAPHY,
    severity=Severity.WARNING,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I (các mẫu dùng dấu «-»)",
)
def one_kind_of_dash(subject: Subject) -> Iterator[Breach]:
    """«–» and «-» side by side, said once."""
    long_dashes: list[tuple[Passage, re.Match]] = []
    short = 0
    for passage in printed(subject):
        long_dashes += [(passage, match) for match in re.finditer(r"\s*[–—]\s*", passage.text)]
        short += len(re.findall(r" - |(?<=\d)-(?=\d)", passage.text))
    if long_dashes and short:
        passage, match = long_dashes[0]
        counted = f"cả dấu «-» ({short} chỗ) và dấu «–» ({len(long_dashes)} chỗ)"
        message = f"Văn bản dùng {counted}; các mẫu của Nghị định dùng «-»."
        replacement = "-" if match[0] in ("–", "—") else " - "
        yield breach(passage, *match.span(), message, replacement=replacement, words=2)


@rule(
    "typography.year_ranges",
    "Khoảng năm viết một kiểu trong cả văn bản",
    family=Family.TYPOGRAPHY,
    severity=Severity.WARNING,
    source="Thông lệ: một cách viết trong cả văn bản",
)
def year_ranges_are_written_one_way(subject: Subject) -> Iterator[Breach]:
    """«2016-2020» and «2016 - 2020» side by side, said once."""
    years: dict[str, list[tuple[Passage, re.Match]]] = {}
    for passage in printed(subject):
        for match in _YEARS.finditer(passage.text):
            years.setdefault("có dấu cách" if " " in match[2] else "không có dấu cách", []).append((passage, match))
    if len(years) == 2:
        (rare, places), (usual, others) = sorted(years.items(), key=lambda item: len(item[1]))
        passage, match = places[0]
        dash = " - " if usual == "có dấu cách" else "-"
        message = f"Khoảng năm viết hai kiểu: {rare} ({len(places)} chỗ) và {usual} ({len(others)} chỗ)."
        yield breach(passage, *match.span(), message, replacement=f"{match[1]}{dash}{match[3]}")
