"""Drawn tables on a page of a PDF: where lines cross there are cells, and words in them. Lengths are points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from documents.reading.pdf_pages import Page, Stroke, Word
from documents.reading.pdf_rows import Row, rows_of
from documents.reading.source import Grid

_SAME = 2.5  # lines nearer than this are one
_MOST_STROKES = 1_500
_PADDING = 8.0  # left and right in a cell together
_MM = 25.4 / 72


@dataclass
class DrawnTable:
    """A table on a page, from `top` to `bottom`, with the words that stand in it taken out of the page."""

    top: float
    bottom: float
    edges: tuple[float, ...]  # of the columns
    grid: Grid


def drawn_tables(page: Page) -> tuple[list[DrawnTable], list[Word]]:
    """The tables of the page from top to bottom, and the words outside them."""
    words = page.words
    found = []
    for lying, upright in _networks(_merged(page.lying), _merged(page.upright)):
        ys, xs = _places(lying), _places(upright)
        if len(ys) < 2 or (len(xs) < 3 and len(ys) < 3):
            continue
        left, right, top, bottom = xs[0], xs[-1], ys[0], ys[-1]
        inside, outside = [], []
        for word in words:
            middle, height = (word.left + word.right) / 2, word.base - 0.25 * word.size
            is_in = left - 1 <= middle <= right + 1 and top - 1 <= height <= bottom + 1
            (inside if is_in else outside).append(word)
        if not inside or len(xs) < 3:
            continue  # a frame, or a table with nothing in it
        words = outside
        found.append(
            DrawnTable(top, bottom, tuple(xs), _grid(xs, ys, _homes(xs, ys, lying, upright), words=inside, page=page))
        )
    return sorted(found, key=lambda table: table.top), words


def joined(first: Grid, second: Grid) -> Grid | None:
    """`second` as the continuation of `first` on the next page; None when its columns are others.

    Rows that stand at the head of both are the header, which is repeated on every page.
    """
    if len(first.widths) != len(second.widths):
        return None
    if any(abs(one - other) > 1.5 for one, other in zip(first.widths, second.widths, strict=True)):
        return None
    same = 0
    while same < min(len(first.rows), len(second.rows)) and first.rows[same] == second.rows[same]:
        same += 1
    headers = min(same, first.header_rows) if first.header_rows else same
    return replace(first, rows=first.rows + second.rows[headers:], header_rows=headers or first.header_rows)


def _merged(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Strokes on one line that touch, as one: borders are drawn cell by cell."""
    if len(strokes) > _MOST_STROKES * 8:
        return []
    lines: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.at):
        if lines and stroke.at - lines[-1][-1].at <= _SAME:
            lines[-1].append(stroke)
        else:
            lines.append([stroke])
    merged = []
    for line in lines:
        at = sum(stroke.at for stroke in line) / len(line)
        pieces = sorted((stroke.start, stroke.end) for stroke in line)
        start, end = pieces[0]
        for other_start, other_end in pieces[1:]:
            if other_start <= end + _SAME:
                end = max(end, other_end)
            else:
                merged.append(Stroke(at, start, end))
                start, end = other_start, other_end
        merged.append(Stroke(at, start, end))
    return merged if len(merged) <= _MOST_STROKES else []


def _networks(lying: list[Stroke], upright: list[Stroke]) -> Iterable[tuple[list[Stroke], list[Stroke]]]:
    """Strokes that cross each other, network by network."""
    groups = list(range(len(lying) + len(upright)))

    def root(item: int) -> int:
        while groups[item] != item:
            groups[item] = groups[groups[item]]
            item = groups[item]
        return item

    for a, line in enumerate(lying):
        for b, post in enumerate(upright, len(lying)):
            if _cross(line, post):
                groups[root(a)] = root(b)
    networks: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for item, stroke in enumerate([*lying, *upright]):
        networks.setdefault(root(item), ([], []))[item >= len(lying)].append(stroke)
    return [network for network in networks.values() if len(network[0]) > 1 and len(network[1]) > 1]


def _cross(line: Stroke, post: Stroke) -> bool:
    return line.start - _SAME <= post.at <= line.end + _SAME and post.start - _SAME <= line.at <= post.end + _SAME


def _places(strokes: list[Stroke]) -> list[float]:
    """Where the strokes stand, each place once."""
    places: list[float] = []
    for at in sorted(stroke.at for stroke in strokes):
        if not places or at - places[-1] > _SAME:
            places.append(at)
    return places


def _grid(
    xs: list[float], ys: list[float], home: dict[tuple[int, int], tuple[int, int]], *, words: list[Word], page: Page
) -> Grid:
    columns, rows = len(xs) - 1, len(ys) - 1
    inside: dict[tuple[int, int], list[Word]] = {}
    room: dict[tuple[int, int], float] = {}
    for (_row, column), cell in home.items():
        room[cell] = max(room.get(cell, 0.0), xs[column + 1] - xs[cell[1]] - _PADDING)
    for word in words:
        column = min(max(bisect_right(xs, (word.left + word.right) / 2) - 1, 0), columns - 1)
        row = min(max(bisect_right(ys, word.base - 0.25 * word.size) - 1, 0), rows - 1)
        inside.setdefault(home[row, column], []).append(word)
    texts = {cell: _text(rows_of(found), room[cell]) for cell, found in inside.items()}
    return Grid(
        tuple(tuple(texts.get((row, column), "") for column in range(columns)) for row in range(rows)),
        widths=tuple(round((end - start) * _MM, 1) for start, end in pairwise(xs)),
        has_borders=True,
        header_rows=_header_rows(words, ys) if page.is_ours else 0,
        page=page.number,
    )


def _header_rows(words: list[Word], ys: list[float]) -> int:
    """Above the first row with upright letters: heads are bold in our own files, numbers of columns in italics."""
    first = min((word.base for word in words if not (word.is_bold or word.is_italic)), default=ys[-1])
    return min(max(bisect_right(ys, first - 4) - 1, 0), len(ys) - 2)


def _homes(
    xs: list[float], ys: list[float], lying: list[Stroke], upright: list[Stroke]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Each place of the grid and the top left one of the cell that covers it: no line is drawn between them."""
    walls = _drawn(upright, xs, ys)
    floors = _drawn(lying, ys, xs)
    home: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if column and (column, row) not in walls:
                home[row, column] = home[row, column - 1]
            elif row and (row, column) not in floors:
                home[row, column] = home[row - 1, column]
            else:
                home[row, column] = (row, column)
    return home


def _drawn(strokes: list[Stroke], at: list[float], across: list[float]) -> set[tuple[int, int]]:
    """Which lines of the grid are drawn beside which of its places: (number of the line, number of the place)."""
    found = set()
    for stroke in strokes:
        line = min(range(len(at)), key=lambda number: abs(at[number] - stroke.at))
        for place in range(len(across) - 1):
            if stroke.start <= (across[place] + across[place + 1]) / 2 <= stroke.end:
                found.add((line, place))
    return found


def _text(rows: list[Row], room: float) -> str:
    """The lines in a cell; a line goes on in the next one where the next word had no room left."""
    texts: list[str] = []
    last: Row | None = None
    for row in rows:
        is_full = last is not None and last.right - last.left + row.first_width + 0.22 * row.size > room
        if is_full or (last is not None and last.is_bold and row.is_bold):
            texts[-1] += f" {row.text}"
        else:
            texts.append(row.text)
        last = row
    return "\n".join(texts)
