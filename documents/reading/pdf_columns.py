"""What stands side by side without drawn lines: the letterhead, and recipients beside the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.reading.pdf_pages import Word
from documents.reading.pdf_rows import Row, rows_of
from documents.reading.source import Grid
from lib.text import fold

_NATION = "cong hoa xa hoi chu nghia"
_DATE = re.compile(r"\bngay\b.*\bthang\b|\bthang\b.*\bnam\b|ngay.*\d{4}")
_MOST_ROWS = 16
_LEAST_GAP = 0.9  # of the letters' size


@dataclass
class Columns:
    """Two columns: rows `first` to `last` (not included) of the page, and what stands in them."""

    first: int
    last: int
    left: list[Row]
    right: list[Row]
    kind: str = "form"  # or «letterhead», «signature»

    def grid(self, page: int) -> Grid:
        """One row of two cells, as an invisible table in Word has them."""
        texts = ("\n".join(row.text for row in rows) for rows in (self.left, self.right))
        return Grid((tuple(texts),), has_borders=False, page=page)


def letterhead(rows: Sequence[Row], *, width: float) -> Columns | None:
    """The letterhead among the first rows of a page `width` points wide: what stands left and right of the gap before
    «CỘNG HÒA XÃ HỘI …»."""
    nation = next((number for number, row in enumerate(rows[:_MOST_ROWS]) if _NATION in fold(row.text)), None)
    if nation is None:
        return None
    words = rows[nation].words
    start = next((n for n in range(len(words)) if fold(" ".join(w.text for w in words[n:])).startswith(_NATION)), 0)
    edge = words[start].left
    centre = (edge + words[-1].right) / 2
    if edge < 0.3 * width:
        return None  # one above the other, in the middle
    first = nation
    while first and rows[nation].base - rows[first - 1].base < 3 * rows[nation].size:
        first -= 1
    left: list[Word] = []
    right: list[Word] = []
    last, dated = nation + 1, False
    for number in range(first, min(len(rows), nation + _MOST_ROWS)):
        row = rows[number]
        mine, others = _parted(row, edge, centre)
        if number > nation and (_is_title(row, edge, width) or (dated and others)):
            break
        dated = dated or (number > nation and bool(_DATE.search(fold(" ".join(word.text for word in others)))))
        if number > nation + 1 and mine and not others and row.right > edge + 0.25 * (width - edge):
            break  # running text
        left += mine
        right += others
        last = number + 1
    return Columns(first, last, rows_of(left), rows_of(right), "letterhead")


def signature(rows: Sequence[Row], *, width: float) -> Columns | None:
    """Recipients and signature among the rows of a page: from «Nơi nhận:» down to where text runs across the gap."""
    first = next((number for number, row in enumerate(rows) if fold(row.text).startswith("noi nhan")), None)
    if first is None:
        return None
    while first and rows[first - 1].left > 0.42 * width and rows[first].base - rows[first - 1].base < 30:
        first -= 1  # titles that begin above «Nơi nhận:»
    edge, last = _gap(rows[first:], width)
    if edge is None:
        return None
    words = [word for row in rows[first : first + last] for word in row.words]
    left = [word for word in words if (word.left + word.right) / 2 < edge]
    right = [word for word in words if (word.left + word.right) / 2 >= edge]
    return Columns(first, first + last, rows_of(left), rows_of(right), "signature") if left and right else None


def forms(rows: Sequence[Row], *, width: float) -> Columns | None:
    """Places for signatures in a form: rows with a wide gap in them, and those below that leave it free."""
    for first, row in enumerate(rows):
        edge = _wide_gap(row, width)
        if edge is None:
            continue
        last = first + 1
        while (
            last < len(rows) and _leaves_free(rows[last], edge) and rows[last].base - rows[last - 1].base < 5 * row.size
        ):
            last += 1
        words = [word for row in rows[first:last] for word in row.words]
        return Columns(
            first,
            last,
            rows_of(word for word in words if word.left < edge),
            rows_of(word for word in words if word.left >= edge),
        )
    return None


def _wide_gap(row: Row, width: float) -> float | None:
    """The middle of the widest gap in a row of few words; None when all stand together."""
    gaps = [(after.left - before.right, (after.left + before.right) / 2) for before, after in pairwise(row.words)]
    gap, middle = max(gaps, default=(0.0, 0.0))
    return middle if gap > 3 * row.size and gap > 0.06 * width else None


def _leaves_free(row: Row, edge: float) -> bool:
    return all(word.right < edge or word.left > edge for word in row.words) and (
        row.right < edge
        or row.left > edge
        or any(a.right < edge < b.left for a, b in pairwise(row.words) if b.left - a.right > 2 * row.size)
    )


def _gap(rows: Sequence[Row], width: float) -> tuple[float | None, int]:
    """The middle of the upright gap that the most rows leave free, and how many rows do so."""
    starts, ends = 0.33 * width, 0.75 * width
    free = [(starts, ends)]
    for number, row in enumerate(rows):
        left = free
        for word in row.words:
            free = (
                [
                    piece
                    for start, end in free
                    for piece in ((start, min(end, word.left)), (max(start, word.right), end))
                    if piece[1] - piece[0] > 0.5 * word.size
                ]
                if word.right > starts and word.left < ends
                else free
            )
        if not free:
            return (_middle(left), number) if number else (None, 0)
    return _middle(free), len(rows)


def _middle(pieces: list[tuple[float, float]]) -> float:
    start, end = max(pieces, key=lambda piece: piece[1] - piece[0])
    return (start + end) / 2


def _parted(row: Row, edge: float, centre: float) -> tuple[list[Word], list[Word]]:
    """The words of a row left and right of the gap: it is the widest one near `edge`."""
    words = list(row.words)
    best, at = _LEAST_GAP * row.size, 0
    for number in range(1, len(words)):
        gap = words[number].left - words[number - 1].right
        if gap > best and words[number].left > edge - 90 and words[number - 1].right < centre:
            best, at = gap, number
    if at:
        return words[:at], words[at:]
    return (words, []) if row.middle < edge - 8 else ([], words)


def _is_title(row: Row, edge: float, width: float) -> bool:
    """A row in the middle of the sheet, on both sides of the gap, without one in it."""
    return row.left < edge < row.right and _parted(row, edge, (edge + width) / 2)[1] in ([], list(row.words))
