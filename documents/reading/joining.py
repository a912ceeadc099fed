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

WRAPPED = 0.12  # of the boundaries between lines; from this share on, lines are pieces of paragraphs
_END = re.compile(r"[.;:!?…]['\"”’)»]*$")
_STOP = re.compile(r"[.!?]['\"”’)»]*$")
_UNFINISHED = re.compile(
    r"(?:[,(/–-]|\b(?:và|của|các|với|về|theo|số|ngày|tháng|năm|tại|cho|do|từ|đến|tới|trong|trên|để|là|hoặc|những|được|"
    r"quý|điều|khoản|điểm|dự án|tiểu dự án|thứ|không|có|bằng|ở|như|sự|nhằm|qua|bởi|giai đoạn))$",
    re.IGNORECASE,
)
_NUMBER_EXPECTED = re.compile(
    r"(?:[/–-]|\b(?:số|ngày|tháng|năm|quý|điều|khoản|điểm|mục|phần|chương|dự án|đợt|lần|lớp|đến|từ|và|khoá|khóa|thứ))$",
    re.IGNORECASE,
)
_SPLIT_HEAD = re.compile(
    r"(?:sở|ban|phòng|bộ|công an|đề nghị|ubnd|hội|văn phòng|chi cục|cục|trung tâm|các|ủy ban|uỷ ban|đài|báo)",
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
    length: int = field(init=False)

    def __post_init__(self) -> None:
        self.length = len(self.rows[0].text)

    def add(self, row: Row) -> None:
        self.rows.append(row)
        self.length += len(row.text) + 1


@dataclass(frozen=True)
class Breaking:
    """How a text was broken: `width` letters of a full line; `first_widths` of the first lines of paragraphs where
    these are broken earlier, by kind of marker; `gaps_count`: an empty line ends a paragraph."""

    is_wrapped: bool
    width: int = 0
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
            paragraphs.append(_Paragraph([row], marker))
    return [_printed(paragraph) for paragraph in paragraphs]


def breaking_of(rows: Sequence[Row]) -> Breaking:
    """How `rows` were broken."""
    boundaries = certain = gaps = certain_over_gaps = 0
    lengths: list[int] = []
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
            (firsts.setdefault(_class(row.text), []) if is_first else lengths).append(len(row.text))
        is_first = not goes_on and (_END.search(row.text) is not None or marker_of(after.text) is not None)
    if boundaries < 4 or certain < WRAPPED * boundaries:
        return Breaking(is_wrapped=False)
    width = _share(lengths or [n for ns in firsts.values() for n in ns], 0.8)
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
    if _UNFINISHED.search(last.text):
        return True
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
    if head is None or head.form > Form.DIVISION or head.rest or marker is not None or row.role:
        return False
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


def _is_short(so_far: _Paragraph, last: Row, row: Row, breaking: Breaking, *, share: float = 0.85) -> bool:
    """Whether the next word would have found room in the last line: then it was ended on purpose."""
    width = breaking.width
    if len(so_far.rows) == 1:
        widths = breaking.first_widths
        width = widths.get(_class(last.text)) or widths.get("") or width
    return len(last.text) + 1 + len(row.text.split(" ", 1)[0]) <= share * width


def _completes_heading(so_far: _Paragraph, last: Row, row: Row, after: Row | None, breaking: Breaking) -> bool:
    """«3. Sở\\nKhoa học và Công nghệ\\nPhối hợp với …»: the second line belongs to the heading when it ends a unit
    without a stop itself and headings of this kind are broken that early."""
    width = breaking.first_widths.get(_class(so_far.rows[0].text))
    if width is None:
        return not _is_short(so_far, last, row, breaking)
    if len(so_far.rows) > 1:
        return not _is_short(so_far, last, row, breaking, share=0.97 if so_far.length < 140 else 0.85)
    if len(last.text) > width:
        return False
    is_cut = bool(_SPLIT_HEAD.fullmatch(so_far.marker.rest.strip()))
    return is_cut or (len(last.text) >= 0.6 * width and _ends_unit(row, after))


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
    text = " ".join(row.text for row in paragraph.rows)
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
