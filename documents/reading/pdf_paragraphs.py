"""Rows of a page → paragraphs: a row goes on in the next one where the next word had no room left."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.reading.pdf_rows import Row
from documents.reading.source import Line

_BROKEN_INSIDE = re.compile(r"\d/$|[^\W_]-$")
_MARKER = re.compile(
    r"(?:[-–—•+*▪●○➢✓]|\(?[a-zđ]\)|\d{1,2}(?:\.\d{1,2})*[.)]|[IVX]{1,5}\.|Điều \d+\.|(?:Phần|Chương|Mục) [IVX\d]+\b)"
    r"(?:\s|$)"
)


@dataclass(frozen=True)
class Margins:
    """Where running text begins and ends, and how far its rows are apart."""

    left: float
    right: float
    pitch: float
    indents: frozenset[int] = frozenset()  # where several rows begin

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def margins_of(pages: Sequence[Sequence[Row]], tables: Sequence[tuple[float, float]], *, width: float) -> Margins:
    """The margins of running text on pages of one `width`, by the rows on them and the edges of `tables`."""
    rows = [row for page in pages for row in page]
    left = _usual([row.left for row in rows], first=True)
    right = _usual([row.right for row in rows], first=False)
    if left is None or right is None:
        left = min([0.11 * width, *(edge for edge, _ in tables)])
        right = max([0.92 * width, *(edge for _, edge in tables)])
    indents = Counter(round(row.left) for row in rows)
    steps = Counter(
        round(after.base - before.base)
        for page in pages
        for before, after in pairwise(page)
        if 0 < after.base - before.base < 40 and before.right > right - 4
    )
    return Margins(
        left,
        right,
        steps.most_common(1)[0][0] if steps else 20.0,
        frozenset(at for at in indents if sum(indents[at + more] for more in (-1, 0, 1)) >= 3),
    )


def _usual(places: list[float], *, first: bool) -> float | None:
    """The outermost place that several rows share; None when there is none."""
    counts = Counter(round(place / 2) * 2 for place in places)
    order = sorted(counts) if first else sorted(counts, reverse=True)
    least = max(3, 0.04 * len(places))
    return next((float(at) for at in order if counts[at] + counts[at + 2] + counts[at - 2] >= least), None)


class Paragraphs:
    """Paragraphs as they grow, row by row and page by page."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._rows: list[Row] = []
        self._page = 0
        self._last_page = 0
        self._margins: Margins | None = None

    def add(self, row: Row, *, page: int, margins: Margins) -> None:
        """The next row of text."""
        if self._rows and not self._goes_on(row, page, margins):
            self.close()
        if not self._rows:
            self._page = page
        self._rows.append(row)
        self._last_page, self._margins = page, margins

    def close(self) -> None:
        """End the paragraph: something else stands below it."""
        if self._rows and self._margins:
            words = [word for row in self._rows for word in row.words]
            self.lines.append(
                Line(
                    _joined(self._rows),
                    is_whole=True,
                    role=words[0].tag.kind if words[0].tag else "",
                    is_bold=all(word.is_bold for word in words),
                    is_italic=all(word.is_italic for word in words),
                    is_centred=_is_centred(self._rows[0], self._margins),
                    page=self._page,
                )
            )
        self._rows = []

    def taken(self) -> list[Line]:
        """All paragraphs so far, which are then forgotten."""
        self.close()
        lines, self.lines = self.lines, []
        return lines

    def _goes_on(self, row: Row, page: int, margins: Margins) -> bool:
        """Whether `row` belongs to the paragraph that is open."""
        last = self._rows[-1]
        both_centred = _is_centred(last, margins) and _is_centred(row, margins)
        if (told := self._told(row, page)) is not None and not both_centred:
            return told
        if _is_centred(last, margins) or _is_centred(row, margins):
            return both_centred and _is_open(self._rows)
        if _has_room(last, row, margins):
            return False
        if page == self._last_page and not 0 < row.base - last.base < 1.22 * max(margins.pitch, last.size):
            return False
        return row.left < self._rows[1].left + 6 if len(self._rows) > 1 else _is_second(row, last)

    def _told(self, row: Row, page: int) -> bool | None:
        """Whether the tags say that `row` goes on; None where there are none, or the page ends between."""
        tag, last = row.words[0].tag, self._rows[-1].words[0].tag
        if tag is None and last is None:
            return None
        if page == self._last_page or tag is None or last is None:
            return tag == last
        return None if tag.kind == last.kind == "P" else False


def _has_room(last: Row, row: Row, margins: Margins) -> bool:
    """Whether the first word of `row` had room at the end of `last`."""
    return last.right < margins.right - 3 and last.right + 0.22 * last.size + row.first_width < margins.right - 1


def _is_second(row: Row, first: Row) -> bool:
    """Whether `row` begins where the second row of a paragraph does: further left, or beside the mark of a list."""
    if row.left <= first.left + 2:
        return not (_MARKER.match(row.text) and first.text.endswith((".", ";", ":")))
    return bool(_MARKER.match(first.text)) and len(first.words) > 1 and abs(row.left - first.words[1].left) < 6


def _is_centred(row: Row, margins: Margins) -> bool:
    """Whether the row stands in the middle, away from both margins, and not where other rows begin."""
    if abs(row.middle - margins.middle) > (8 if row.left > margins.left + 20 else 3.5):
        return False
    if row.left < margins.left + 4 or row.right > margins.right - 4:
        return False
    return round(row.left) not in margins.indents and not _MARKER.match(row.text)


def _is_open(rows: Sequence[Row]) -> bool:
    """Whether a note in brackets, «(Kèm theo …», is not closed yet; other centred rows are lines of their own."""
    text = " ".join(row.text for row in rows)
    return text.startswith("(") and text.count("(") > text.count(")")


def _joined(rows: Sequence[Row]) -> str:
    """The rows as one text; a number or place broken behind «/» or «-» is put together again."""
    text = rows[0].text
    for row in rows[1:]:
        text += row.text if _BROKEN_INSIDE.search(text) else f" {row.text}"
    return text
