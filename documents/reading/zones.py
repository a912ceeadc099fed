"""Where the text ends and what stands under it begins: recipients, signature, appendices."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.reading.markers import is_capitals
from documents.reading.rows import is_noise, without_marks
from documents.reading.source import Grid, Line

_RECIPIENTS = re.compile(r"\W*nơi nhận\s*(?::|;|\.|$|\s{3,}|\t|\|)", re.IGNORECASE)
_AUTHORITY = re.compile(r"\W*(?:(?:TM|T/M|KT|K/T|TL|T/L|TUQ|Q)\s?\.\s*|(?:T/M|K/T|T/L)\s+)\S")
_POSITIONS = (
    "CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG BAN|TRƯỞNG PHÒNG|CHÁNH VĂN PHÒNG|BỘ TRƯỞNG|THỨ TRƯỞNG|CỤC TRƯỞNG|VỤ TRƯỞNG|HIỆU TRƯỞNG|"
    "CHI CỤC TRƯỞNG|BÍ THƯ|CHỦ NHIỆM|TRƯỞNG ĐOÀN|THỦ TRƯỞNG|CHỈ HUY TRƯỞNG|VIỆN TRƯỞNG|CHÁNH ÁN|CHÁNH THANH TRA|"
    "TỔNG CỤC TRƯỞNG|CHÍNH ỦY|TỔ TRƯỞNG|BÍ THƯ THƯỜNG TRỰC"
)
_POSITION = re.compile(rf"\W*(?:(?:QUYỀN|Q\.|PHÓ)\s*)?(?:TỔNG\s+)?(?:{_POSITIONS})[\s\W]*")
APPENDIX = re.compile(
    r"\W*(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|Phụ biểu|BIỂU MẪU|Biểu mẫu|BIỂU|Biểu|MẪU|Mẫu)"
    r"(?:\s+(?:số|SỐ))?\s*[:.]?\s*(?:[IVXLC]{1,5}|\d{1,3}[a-zA-Z]?|[A-Z])?(?:[.\d]*)?\s*[:.)]?\s*"
)
ATTACHED = re.compile(r"\W*(?:ban hành\s+)?(?:kèm|đính kèm|gửi kèm)\s+theo\b", re.IGNORECASE)
_END = re.compile(r"\.\s*/\s*\.?\s*$")
_SIGNED = re.compile(r"\W*(?:đã ?ký|da ?ky|ký tên|đã đóng dấu)\b.{0,30}", re.IGNORECASE)
_APART = re.compile(r"\t+| {3,}")  # two signatures side by side
_NAME_WORDS = 8  # with degrees: «PGS. TS. Nguyễn Thị Thu Hà»
_MOST_TITLE_LINES = 12
_MOST_LINES_ABOVE = 14  # of a signature that came out above «Nơi nhận»


def text_end(lines: Sequence[Line | Grid], start: int) -> int:
    """The first line of what stands under the text (recipients or signature); len(lines) when there is nothing."""
    first = next((i for i in range(start, len(lines)) if _begins_recipients(lines[i])), None)
    if first is not None:
        return _above(lines, start, first)
    for i in range(start, len(lines)):
        if _is_signature(lines[i]) and (isinstance(lines[i], Grid) or _ends_before(lines, start, i)):
            return i
    return len(lines)


def _begins_recipients(line: Line | Grid) -> bool:
    if isinstance(line, Grid):
        return any(_RECIPIENTS.match(part) for row in line.rows for cell in row for part in cell.split("\n"))
    text = without_marks(line.text)[0]
    match = _RECIPIENTS.match(text)
    if not match:
        return False
    rest = text[match.end() :].strip()
    return not rest or rest[0] in "-–+" or is_capitals(rest) or _AUTHORITY.match(rest) is not None or "\t" in text


def _is_signature(line: Line | Grid) -> bool:
    if isinstance(line, Grid):
        return line.has_borders is not True and any(
            _AUTHORITY.match(part) or _POSITION.fullmatch(part)
            for row in line.rows
            for c in row
            for part in c.split("\n")
        )
    text = without_marks(line.text)[0].strip()
    return bool(_AUTHORITY.match(text) and is_capitals(text)) or bool(_POSITION.fullmatch(text))


def _ends_before(lines: Sequence[Line | Grid], start: int, place: int) -> bool:
    """Whether the text may end before `place`: with a stop, not in a heading."""
    for i in range(place - 1, start - 1, -1):
        line = lines[i]
        if isinstance(line, Grid):
            return True
        text = without_marks(line.text)[0].strip()
        if not is_noise(text):
            return text[-1] in ".;/:!" or is_capitals(text) or len(text) < 40
    return False


def _above(lines: Sequence[Line | Grid], start: int, first: int) -> int:
    """A signature that came out before «Nơi nhận» belongs to the tail: the lines after the last one that ends text."""
    place = first
    for i in range(first - 1, max(start - 1, first - 1 - _MOST_LINES_ABOVE), -1):
        line = lines[i]
        if isinstance(line, Grid):
            return i if _is_signature(line) else place
        text = without_marks(line.text)[0].strip()
        parts = [part for part in _APART.split(text) if part and not _SIGNED.fullmatch(part)]
        if is_noise(text) or not parts:
            continue
        if all(_is_signature(Line(part)) or (_POSITION.match(part) and is_capitals(part)) for part in parts):
            place = i
        elif not all(map(_is_name_or_office, parts)):
            break
    return place


def _is_name_or_office(text: str) -> bool:
    if _END.search(text) or text[-1] in ".;:,":
        return False
    words = text.split()
    return len(words) <= 10 and (
        is_capitals(text) or (len(words) <= _NAME_WORDS and all(w[0].isupper() for w in words))
    )


def appendix_starts(lines: Sequence[Line | Grid], start: int) -> list[int]:
    """The lines with which appendices begin, from `start` on: «Phụ lục I», or a title over «(Kèm theo Kế hoạch …)»."""
    starts: list[int] = []
    for i in range(start, len(lines)):
        line = lines[i]
        if isinstance(line, Grid):
            continue
        text = without_marks(line.text)[0].strip()
        if is_label(text):
            starts.append(i)
        elif ATTACHED.match(text) and text[:1] in "(kKbBđĐgG[":
            floor = starts[-1] if starts else start
            if not starts or i - floor > 12:
                starts.append(_title_above(lines, floor, i))
    return starts


def is_label(text: str) -> bool:
    """Whether `text` is the label of an appendix, perhaps with its title behind it."""
    match = APPENDIX.match(text)
    if not match or len(text) > 200:
        return False
    label, rest = match[0].strip(), text[match.end() :].strip()
    if not rest:
        return len(label) > 4 or label.isupper()
    return text[:3].isupper() and is_capitals(text)


def _title_above(lines: Sequence[Line | Grid], floor: int, place: int) -> int:
    """The first line of the title that stands right above `place`."""
    top = place
    for i in range(place - 1, max(floor, place - _MOST_TITLE_LINES) - 1, -1):
        line = lines[i]
        if isinstance(line, Grid):
            break
        text = without_marks(line.text)[0].strip()
        if not text:
            if top < place:
                break
            continue
        if not is_noise(text) and not is_capitals(text) and line.is_bold is not True and line.is_centred is not True:
            break
        top = i
    return top
