"""Arithmetic of an outline that is kept as flat rows, each with a level: numbers, subtrees, nesting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from documents.content import Block, Section
from lib.lettering import letter, roman
from plans.enums import SectionLevel


class Row(Protocol):
    """What a row of the outline must tell: its level (0 phần … 4 điểm) and whether it carries a number."""

    level: int
    is_numbered: bool


@dataclass(frozen=True)
class Heading:
    """How a row is printed: its level on paper and its label («II.», «1.1.», «đ)»; empty when unnumbered)."""

    level: int
    label: str


def parents(rows: Sequence[Row]) -> list[int | None]:
    """Return for each row the index of the row it stands under: the nearest one above with a lower level, or None."""
    open_rows: list[int] = []
    found: list[int | None] = []
    for index, row in enumerate(rows):
        while open_rows and rows[open_rows[-1]].level >= row.level:
            open_rows.pop()
        found.append(open_rows[-1] if open_rows else None)
        open_rows.append(index)
    return found


def headings(rows: Sequence[Row]) -> list[Heading]:
    """Return how each row is printed.

    Numbers run on among rows of one kind under one parent; unnumbered rows do not count. A «1.1.» that has no
    numbered «1.» above it is printed as «1.»: there is nothing that it could be the first part of.
    """
    above = parents(rows)
    counts: dict[tuple[int | None, int], int] = {}
    printed: list[Heading] = []
    for index, row in enumerate(rows):
        parent = above[index]
        level = row.level
        prefix = ""
        if level == SectionLevel.DOTTED:
            if parent is not None and printed[parent].level == SectionLevel.ARABIC and printed[parent].label:
                prefix = printed[parent].label
            else:
                level = int(SectionLevel.ARABIC)
        if not row.is_numbered:
            printed.append(Heading(level, ""))
            continue
        counts[parent, level] = number = counts.get((parent, level), 0) + 1
        printed.append(Heading(level, _label(level, number, prefix)))
    return printed


def _label(level: int, number: int, prefix: str) -> str:
    match level:
        case SectionLevel.PART:
            return f"Phần {roman(number)}"
        case SectionLevel.ROMAN:
            return f"{roman(number)}."
        case SectionLevel.ARABIC:
            return f"{number}."
        case SectionLevel.DOTTED:
            return f"{prefix}{number}."
        case _:
            return f"{letter(number)})"


def nest(rows: Sequence[Row], *, titles: Iterable[str], blocks: Iterable[tuple[Block, ...]]) -> tuple[Section, ...]:
    """Return the tree of printed sections from flat rows, their titles and the blocks under them."""
    above = parents(rows)
    children: dict[int | None, list[int]] = {}
    for index, parent in enumerate(above):
        children.setdefault(parent, []).append(index)
    printed, titles, blocks = headings(rows), list(titles), list(blocks)

    def built(parent: int | None) -> tuple[Section, ...]:
        return tuple(
            Section(
                level=printed[i].level,
                label=printed[i].label,
                title=titles[i],
                blocks=blocks[i],
                sections=built(i),
            )
            for i in children.get(parent, ())
        )

    return built(None)


def subtree(rows: Sequence[Row], index: int) -> range:
    """Return the indexes of the row at `index` and of everything under it."""
    end = index + 1
    while end < len(rows) and rows[end].level > rows[index].level:
        end += 1
    return range(index, end)


def moved(rows: Sequence[Any], index: int, step: int) -> list[Any] | None:
    """Return the rows after the subtree at `index` went past its sibling above (step −1) or below (+1).

    None when there is no sibling on that side.
    """
    block = subtree(rows, index)
    above = parents(rows)
    if step > 0:
        if block.stop == len(rows) or above[block.stop] != above[index]:
            return None
        other = subtree(rows, block.stop)
        return [
            *rows[: block.start],
            *rows[other.start : other.stop],
            *rows[block.start : block.stop],
            *rows[other.stop :],
        ]
    siblings = [i for i in range(index) if above[i] == above[index]]
    if not siblings:
        return None
    start = siblings[-1]
    return [*rows[:start], *rows[block.start : block.stop], *rows[start : block.start], *rows[block.stop :]]


def place_after(rows: Sequence[Row], index: int, level: int) -> int:
    """Return where a new row of `level` goes when it is added after the row at `index`: behind all that stands under
    that row, and behind everything deeper than the new row."""
    bound = min(level, rows[index].level)
    place = index + 1
    while place < len(rows) and rows[place].level > bound:
        place += 1
    return place
