"""Rows → paragraphs: lines that were broken to fit a column are joined with one blank.

Where the file knows paragraphs, nothing is joined. Elsewhere the text itself says how it was broken: how long lines
are that certainly go on (the next one begins with a small letter), and how long the first lines of paragraphs are,
which law databases break earlier than the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from documents.reading.markers import Form, Marker, is_capitals, marker_of
from documents.reading.rows import Row

_LONGEST_IN_BRACKETS = 400  # letters
WRAPPED = 0.12  # of the boundaries between lines; from this share on, lines are pieces of paragraphs
_END = re.compile(r"[.;:!?…]['\"”’)»]*$")
_STOP = re.compile(r"[.!?]['\"”’)»]*$")
_UNFINISHED = re.compile(
    r"(?:[,(/–-]|\b(?:và|của|các|với|về|theo|số|ngày|tháng|năm|tại|cho|do|từ|đến|tới|trong|trên|để|là|hoặc|những|được|"
    r"quý|điều|khoản|điểm|dự án|tiểu dự án|thứ|không|có|bằng|ở|như|sự|nhằm|qua|bởi|giai đoạn))$",
    re.IGNORECASE,
)
_HYPHEN = re.compile(r"(?:/\w*-|\d/|\d-)$")  # a symbol or number broken at its dash: «217/2025/NĐ-\nCP»
_NUMBER_EXPECTED = re.compile(
    r"(?:[/–-]|\b(?:số|ngày|tháng|năm|quý|điều|khoản|điểm|mục|phần|chương|dự án|đợt|lần|lớp|đến|từ|và|khoá|khóa|thứ))$",
    re.IGNORECASE,
)
_SPLIT_HEAD = re.compile(
    r"(?:sở|ban|phòng|bộ|công an|đề nghị|ubnd|hội|văn phòng|chi cục|cục|trung tâm|các|ủy ban|uỷ ban|đài|báo)",
    re.IGNORECASE,
)


_NAME = re.compile(
    r"(?:thủ tướng|thủ trưởng|chủ tịch|phó|bộ|sở|ban|phòng|cục|vụ|viện|đoàn|hội|chi cục|trung tâm|công an|tổ|văn phòng|thanh tra|"
    r"tòa án|toà án|kho bạc|ngân hàng|bảo hiểm|ủy ban|uỷ ban|mặt trận|đảng|nhà nước|nhân dân|trung ương|tỉnh ủy|huyện ủy|"
    r"thành ủy|quốc hội|chính phủ|luật|nghị|quyết định|chỉ thị|kế hoạch|chương trình|đề án|dự án|tiểu dự án|thông|"
    r"công văn|tờ trình|báo cáo|điều|phụ lục|quỹ|trường|bệnh viện|đài|báo|cổng|tết|thành phố|giám đốc|bí thư|tổng)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Printed:
    """A paragraph as printed: its words on one line, and which lines of the source hold it."""

    text: str
    lines: tuple[int, ...]
    marker: Marker | None = None
    role: str = ""
    is_bold: bool | None = None
    is_italic: bool | None = None
    is_centred: bool | None = None
    has_gap: bool = False

    @property
    def words(self) -> str:
        """The text behind the marker."""
        return self.marker.rest if self.marker else self.text


@dataclass
class _Paragraph:
    """A paragraph while its lines are collected."""

    rows: list[Row]
    marker: Marker | None
    length: int = 0
    open_brackets: int = 0

    def add(self, row: Row) -> None:
        self.rows.append(row)
        self.length += len(row.text) + 1
        # A bracket that was never closed is forgotten after a while.
        self.open_brackets += row.text.count("(") - row.text.count(")")
        if self.length > _LONGEST_IN_BRACKETS:
            self.open_brackets = 0


@dataclass(frozen=True)
class Breaking:
    """How a text was broken: `width` letters of a full line; `first_widths` of the first lines of paragraphs where
    these are broken earlier, by kind of marker; `gaps_count`: an empty line ends a paragraph."""

    is_wrapped: bool
    width: int = 0
    room: float = 0  # a line that would have had room for the next word within so many letters was ended on purpose
    first_widths: dict[str, int] = field(default_factory=dict)
    gaps_count: bool = True
    indents_count: bool = False


def joined(rows: Sequence[Row], breaking: Breaking | None = None) -> list[Printed]:
    """The paragraphs of `rows`, in order. Takes time linear in the text."""
    breaking = breaking or breaking_of(rows)
    paragraphs: list[_Paragraph] = []
    for place, row in enumerate(rows):
        marker = _own_marker(row) if row.role else marker_of(row.text)
        after = rows[place + 1] if place + 1 < len(rows) else None
        if paragraphs and _goes_on(paragraphs[-1], row, marker, after, breaking):
            paragraphs[-1].add(row)
        else:
            paragraphs.append(_Paragraph([], marker))
            paragraphs[-1].add(row)
    return [_printed(paragraph) for paragraph in paragraphs]


def breaking_of(rows: Sequence[Row]) -> Breaking:
    """How `rows` were broken."""
    boundaries = certain = gaps = certain_over_gaps = 0
    lengths: list[int] = []
    reaches: list[int] = []  # of the same lines with the word that follows
    firsts: dict[str, list[int]] = {}
    indented = [row.indent for row in rows if not row.is_whole]
    is_first = True
    for row, after in pairwise(rows):
        if row.is_whole or after.is_whole:
            is_first = True
            continue
        boundaries += 1
        gaps += after.has_gap
        goes_on = _certainly_goes_on(row, after)
        certain += goes_on
        certain_over_gaps += goes_on and after.has_gap
        if goes_on:
            (firsts.setdefault(_class(row.text), []) if is_first else lengths).append(row.indent + len(row.text))
            if not is_first:
                reaches.append(_reach(row, after))
        is_first = not goes_on and (_END.search(row.text) is not None or marker_of(after.text) is not None)
    if boundaries < 4 or certain < WRAPPED * boundaries:
        return Breaking(is_wrapped=False)
    width = _share(lengths or [n for ns in firsts.values() for n in ns], 0.8)
    most = _share(lengths, 0.98)
    is_exact = sum(reach > most for reach in reaches) > 0.9 * len(reaches) > 9
    # Only where first lines are broken clearly earlier have they a width of their own.
    first_widths: dict[str, int] = {}
    for kind, found in firsts.items():
        early = [length for length in found if length < 0.6 * width]
        if len(early) > 1 and len(early) > 0.6 * len(found):
            first_widths[kind] = max(early)
    if first_widths:
        first_widths[""] = max(first_widths.values())
    left = [n for n in indented if n]
    return Breaking(
        is_wrapped=True,
        width=width,
        room=most if is_exact else 0.85 * width,
        first_widths=first_widths,
        gaps_count=not gaps or certain_over_gaps < 0.3 * gaps,
        indents_count=0.05 * len(indented) < len(left) < 0.6 * len(indented),
    )


def _certainly_goes_on(row: Row, after: Row) -> bool:
    return after.text[0].islower() and marker_of(after.text) is None and not _STOP.search(row.text)


def _class(text: str) -> str:
    marker = marker_of(text)
    if marker is None:
        return "plain"
    return "bullet" if marker.form == Form.BULLET else marker.form.name


def _share(lengths: list[int], share: float) -> int:
    ordered = sorted(lengths)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0


def _goes_on(so_far: _Paragraph, row: Row, marker: Marker | None, after: Row | None, breaking: Breaking) -> bool:
    last = so_far.rows[-1]
    if row.is_whole or last.is_whole or row.role or last.role:
        return False if row.role or last.role else _names_part(so_far, row, marker)
    if _names_part(so_far, row, marker):
        return True
    if "\t" in row.raw.strip() or "\t" in last.raw.strip():
        return False
    starts_small = row.text[0].islower() and marker is None
    if row.has_gap and (breaking.gaps_count or not breaking.is_wrapped):
        # A page ends in the middle of a sentence: the rest begins with a small letter after a full line.
        is_full = breaking.is_wrapped and len(last.text) >= 0.8 * breaking.width
        return starts_small and is_full and not _END.search(last.text)
    if marker is not None and not _is_no_marker(last, row, marker, breaking):
        return False
    if None not in (last.is_bold, row.is_bold) and last.is_bold != row.is_bold:
        return False
    if row.starts_paragraph is not None and row.is_centred is not True:
        return not row.starts_paragraph and not (_is_heading(so_far) and _END.search(last.text))
    if is_capitals(row.text) != is_capitals(last.text) and not starts_small and _is_heading(so_far):
        return False
    if _goes_on_in_capitals(so_far, last, row):
        return True
    if not breaking.is_wrapped:
        return starts_small and not _END.search(last.text) and marker is None
    if breaking.indents_count and row.indent > last.indent + 1 and row.indent >= 3:
        return False
    if starts_small or row.text[0] in ",;.)]%":
        return not (_STOP.search(last.text) and _is_short(so_far, last, row, breaking))
    if _UNFINISHED.search(last.text) or so_far.open_brackets > 0:
        return True
    if row.text[0].isdigit() and not _END.search(last.text):
        return not _is_short(so_far, last, row, breaking)
    if last.text[-1] == ":" and _is_heading(so_far):
        return _completes_heading(so_far, last, row, after, breaking) and _ends_unit(row, after)
    if _END.search(last.text):
        return bool(_STOP.search(last.text)) and len(so_far.rows) > 1 and not _is_short(so_far, last, row, breaking)
    if _is_heading(so_far):
        return _completes_heading(so_far, last, row, after, breaking)
    return not _is_short(so_far, last, row, breaking)


def _is_no_marker(last: Row, row: Row, marker: Marker, breaking: Breaking) -> bool:
    """Whether what looks like a marker is the middle of a sentence: «kinh tế\\n- xã hội», «tháng\\n12. Các»."""
    if not breaking.is_wrapped or _END.search(last.text) or row.starts_paragraph:
        return False
    if marker.form == Form.BULLET:
        return marker.rest[:1].islower() and len(last.text) >= 0.6 * breaking.width
    if marker.form == Form.ARABIC:
        return bool(_NUMBER_EXPECTED.search(last.text))
    if marker.form in (Form.ARTICLE, Form.DIVISION, Form.PART, Form.CHAPTER):
        return bool(_UNFINISHED.search(last.text))
    return False


def _names_part(so_far: _Paragraph, row: Row, marker: Marker | None) -> bool:
    """«Phần I» has its name on the next lines, in capitals or looking like a heading."""
    head = so_far.marker
    if head is None or head.rest or head.form == Form.BULLET or marker is not None or row.role:
        return False
    if head.form > Form.DIVISION:
        return len(so_far.rows) == 1 and not so_far.rows[0].is_whole and not row.has_gap
    if is_capitals(row.text):
        return len(so_far.rows) == 1 or is_capitals(so_far.rows[1].text)
    return len(so_far.rows) == 1 and (row.is_bold is True or row.is_centred is True) and len(row.text) < 200


def _is_heading(paragraph: _Paragraph) -> bool:
    marker = paragraph.marker
    if marker is None or marker.form == Form.BULLET or paragraph.length > 250:
        return False
    return ": " not in paragraph.rows[0].text


def _goes_on_in_capitals(so_far: _Paragraph, last: Row, row: Row) -> bool:
    """«II. NỘI\\nDUNG VÀ PHƯƠNG THỨC»: a heading in capitals goes on in capitals."""
    if row.has_gap or not _is_heading(so_far) or marker_of(row.text) is not None:
        return False
    words = so_far.marker.rest
    return bool(words) and is_capitals(words) and is_capitals(row.text) and not _STOP.search(last.text)


def _reach(last: Row, row: Row) -> int:
    """The length of a line with the first word of the next one."""
    return last.indent + len(last.text) + 1 + len(row.text.split(" ", 1)[0])


def _is_short(so_far: _Paragraph, last: Row, row: Row, breaking: Breaking) -> bool:
    """Whether the next word would have found room in the last line: then it was ended on purpose."""
    room = breaking.room
    if len(so_far.rows) == 1 and breaking.first_widths:
        room = 0.85 * (breaking.first_widths.get(_class(last.text)) or breaking.first_widths[""])
    return _reach(last, row) <= room


def _completes_heading(so_far: _Paragraph, last: Row, row: Row, after: Row | None, breaking: Breaking) -> bool:
    """Whether a line that begins with a capital belongs to the heading above it.

    In a full line, when it begins with a name («… của\nSở Công Thương»). Where first lines are broken early
    («3. Sở\nKhoa học và Công nghệ\nPhối hợp với …»), when it ends a unit without a stop.
    """
    if len(so_far.rows) > 1 or not breaking.first_widths:
        is_name = _begins_with_name(row.text) or (so_far.length > 60 and last.text.rsplit(" ", 1)[-1][:1].isupper())
        return not _is_short(so_far, last, row, breaking) and (is_name or so_far.length > 200)
    if _SPLIT_HEAD.fullmatch(so_far.marker.rest.strip()):
        return True
    width = breaking.first_widths.get(_class(so_far.rows[0].text), 0)
    if not _ends_unit(row, after):
        return 0 < width < _reach(last, row) and _begins_with_name(row.text)
    if len(row.text) <= 40 and after is not None and after.text[0] in "-+":
        return True
    return 0.6 * width <= len(last.text) <= width if width else len(row.text) <= 40


def _begins_with_name(text: str) -> bool:
    """Whether a line goes on with a name: «Công Thương», «UBND tỉnh», «Thủ tướng Chính phủ», «“Mỗi xã …»."""
    first, second = [*text.split(" ", 2), "", ""][:2]
    return second[:1].isupper() or not first[:1].isalpha() or first.isupper() or bool(_NAME.match(text))


def _ends_unit(row: Row, after: Row | None) -> bool:
    if _END.search(row.text):
        return False
    return after is None or after.has_gap or marker_of(after.text) is not None or after.text[0].isupper()


def _longer(marker: Marker | None, first: Row, text: str) -> Marker | None:
    """The marker of the first line with the words of all lines behind it."""
    return marker and replace(marker, rest=text[len(first.text) - len(marker.rest) :].strip())


def _own_marker(row: Row) -> Marker | None:
    """In our own Word files markers stand apart, and nothing else is one; headings carry theirs in their words."""
    if row.role.startswith("heading-"):
        return marker_of(row.text)
    return Marker(Form.BULLET, row.marker, (), "", row.text) if row.marker else None


def _printed(paragraph: _Paragraph) -> Printed:
    first = paragraph.rows[0]
    if first.role:
        return Printed(first.text, (first.index,), paragraph.marker, first.role)
    text = first.text
    for row in paragraph.rows[1:]:
        text += row.text if _HYPHEN.search(text) and row.text[0].isalnum() else f" {row.text}"
    looks = [row.is_bold for row in paragraph.rows]
    return Printed(
        text=text,
        lines=tuple(row.index for row in paragraph.rows),
        marker=_longer(paragraph.marker, first, text),
        role=first.role,
        is_bold=None if None in looks else all(looks),
        is_italic=first.is_italic,
        is_centred=first.is_centred,
        has_gap=first.has_gap,
    )
