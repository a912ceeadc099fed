"""Which passages are items under which: «…, trong đó:» and the lines with deeper markers that follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from documents.checking.subject import Passage, Subject
from documents.content import Table
from documents.places import Part, Place

_RANKS = ((r"\d+(?:\.\d+)*[.)]?", 1), (r"[a-zđ][.)]", 2), (r"-", 3), (r"\+", 4), (r"[*•·]", 5))


def rank(passage: Passage) -> int:
    """How deep a marker stands: 0 without one, then «1.», «a)», «-», «+»."""
    for pattern, height in _RANKS:
        if re.fullmatch(pattern, passage.marker):
            return height
    return 0


def lists_in(subject: Subject) -> Iterator[tuple[Passage, tuple[Passage, ...]]]:
    """Each paragraph, or heading, with the items directly under it (at least two), in reading order."""
    groups: dict[tuple, list[Passage]] = {}
    for passage in subject.passages:
        if not passage.is_cell:
            groups.setdefault((passage.place.part, passage.place.index), []).append(passage)
    for passages in groups.values():
        for number, lead in enumerate(passages):
            items = _items(lead, passages[number + 1 :])
            if len(items) > 1:
                yield lead, items


def _items(lead: Passage, following: list[Passage]) -> tuple[Passage, ...]:
    own = -1 if lead.is_heading else rank(lead)
    items: list[Passage] = []
    depth = None
    for passage in following:
        height = rank(passage)
        if height <= own or (depth is None and height == 0):
            break
        depth = height if depth is None else depth
        if height < depth:
            break
        if height == depth:
            items.append(passage)
    return tuple(items)


def time_columns(subject: Subject) -> frozenset[tuple[Place, str]]:
    """The cells (place of their row and text) that stand in a column whose header speaks of time."""
    cells: set[tuple[Place, str]] = set()
    for place, table in tables_in(subject):
        header = table.header or table.rows[:1]
        for column in range(max((len(row) for row in header), default=0)):
            title = " ".join(row[column] for row in header if column < len(row))
            if re.search(r"thời gian|thời hạn|tiến độ|hoàn thành|thời điểm", title, re.IGNORECASE):
                for number, row in enumerate((*table.header, *table.rows)):
                    if number >= len(header) and column < len(row) and row[column]:
                        cells.add((replace(place, row=number), row[column]))
    return frozenset(cells)


def tables_in(subject: Subject) -> Iterator[tuple[Place, Table]]:
    """Every table with its place."""
    content = subject.content
    blocks = [(Place(Part.SECTIONS, number), section.blocks) for number, section in enumerate(subject.sections)]
    blocks += [(Place(Part.APPENDICES, number), appendix.blocks) for number, appendix in enumerate(content.appendices)]
    for place, own in blocks:
        for number, block in enumerate(own):
            if isinstance(block, Table):
                yield replace(place, block=number), block
