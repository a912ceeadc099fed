"""Which passages are items under which: «…, trong đó:» and the lines with deeper markers that follow it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from documents.checking.subject import Passage, Subject
from documents.content import Section, Table
from documents.places import Part, Place

_FIELD = re.compile(
    r"(?:số lớp|số lượng|quy mô|đối tượng|thành phần|thời gian|thời lượng|địa điểm|nội dung|hình thức|báo cáo viên|"
    r"giảng viên|mục tiêu|mục đích|yêu cầu|đơn vị|phương thức|phương pháp|chương trình học|kinh phí|tổ chức lớp)(?!\w)",
    re.IGNORECASE,
)
_RANKS = ((r"\d+(?:\.\d+)*[.)]?", 1), (r"[a-zđ][.)]", 2), (r"-", 3), (r"\+", 4), (r"[*•·]", 5))


def rank(passage: Passage) -> int:
    """How deep a marker stands: 0 without one, then «1.», «a)», «-», «+»."""
    for pattern, height in _RANKS:
        if re.fullmatch(pattern, passage.marker):
            return height
    return 0


def lists_in(subject: Subject) -> Iterator[tuple[Passage, tuple[Passage, ...]]]:
    """Each paragraph or heading with what stands directly under it (at least two): lines, or headings of sections."""
    yield from _lists_of_lines(subject)
    yield from _lists_of_headings(subject)


def topic_of(subject: Subject) -> dict[int, int]:
    """For each section (by its number) the section whose matter it tells.

    «a) Thời gian», «b) Nội dung» under «1. Lớp tập huấn …» tell of that class; other sections of themselves.
    """
    topics: dict[int, int] = {}

    def walk(sections: tuple[Section, ...], above: int | None) -> None:
        for section in sections:
            number = len(topics)
            is_field = above is not None and _FIELD.match(section.title) is not None
            topics[number] = above if is_field else number
            walk(section.sections, topics[number])

    walk(subject.content.sections, None)
    return topics


def _lists_of_headings(subject: Subject) -> Iterator[tuple[Passage, tuple[Passage, ...]]]:
    headings = {p.section_index: p for p in subject.passages if p.is_heading and p.section_index is not None}
    lasts = {p.section_index: p for p in subject.passages if p.section_index is not None and not p.is_cell}
    number = 0

    def walk(section: Section) -> Iterator[tuple[Passage, tuple[Passage, ...]]]:
        nonlocal number
        own, children = number, []
        number += 1
        below = []
        for child in section.sections:
            children.append(headings[number])
            below += list(walk(child))
        if len(children) > 1:
            yield lasts[own], tuple(children)
        yield from below

    for section in subject.content.sections:
        yield from walk(section)


def _lists_of_lines(subject: Subject) -> Iterator[tuple[Passage, tuple[Passage, ...]]]:
    groups: dict[tuple, list[Passage]] = {}
    for passage in subject.passages:
        if not passage.is_cell:
            groups.setdefault((passage.place.part, passage.place.index), []).append(passage)
    for passages in groups.values():
        for number, lead in enumerate(passages):
            items = _items(lead, map(passages.__getitem__, range(number + 1, len(passages))))
            if len(items) > 1:
                yield lead, items


def _items(lead: Passage, following: Iterable[Passage]) -> tuple[Passage, ...]:
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
