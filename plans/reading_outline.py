"""Adding, dropping and joining parts of a reading: what source lines and doubts belong to moves along."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from documents.content import Appendix, Block, Content, Paragraph
from documents.places import Part, Place
from documents.reading.result import Reading
from plans.body import parse_body, parse_paragraphs
from plans.content_rows import Heading, body_text, flat, nested
from plans.enums import SectionLevel

NEW_TITLE = "Đề mục mới"
NEW_BASIS = "Căn cứ"


def without_basis(reading: Reading, index: int) -> Reading:
    """`reading` without the legal basis of that number. Raises IndexError."""
    rows = list(reading.content.legal_bases)
    rows.pop(index)
    return _moved(reading, Part.BASES, lambda i: None if i == index else i - (i > index), legal_bases=tuple(rows))


def with_new_basis(reading: Reading, index: int) -> Reading:
    """`reading` with an empty basis behind the one of that number (−1: before all)."""
    rows = list(reading.content.legal_bases)
    rows.insert(index + 1, NEW_BASIS)
    return _moved(reading, Part.BASES, lambda i: i + (i > index), legal_bases=tuple(rows))


def without_section(reading: Reading, index: int) -> Reading:
    """`reading` without that heading and the text right under it; headings below it stay. Raises IndexError."""
    rows = flat(reading.content.sections)
    rows.pop(index)
    return _with_rows(reading, rows, lambda i: None if i == index else i - (i > index))


def with_new_section(reading: Reading, index: int) -> Reading:
    """`reading` with a new heading of the same level behind the section of that number (−1: before all)."""
    rows = flat(reading.content.sections)
    level = rows[index].level if 0 <= index < len(rows) else int(SectionLevel.ROMAN)
    rows.insert(index + 1, Heading(0, level, "", NEW_TITLE, ()))
    return _with_rows(reading, rows, lambda i: i + (i > index))


def joined_section(reading: Reading, index: int) -> Reading:
    """`reading` in which that heading is text of the section before it (the first one: of the opening), as when an
    ordinary paragraph was taken for a heading. Raises IndexError."""
    rows = flat(reading.content.sections)
    row = rows.pop(index)
    blocks: tuple[Block, ...] = (*parse_body(f"{row.label} {row.title}".strip()), *row.blocks)
    if index == 0:
        opening = (*reading.content.opening, *parse_paragraphs(body_text(blocks)))
        reading = replace(reading, content=replace(reading.content, opening=opening))
        return _with_rows(reading, rows, lambda i: None if i == 0 else i - 1)
    before = rows[index - 1]
    rows[index - 1] = replace(before, blocks=(*before.blocks, *blocks))
    return _with_rows(reading, rows, lambda i: i - (i >= index))


def split_section(reading: Reading, index: int, *, line: int) -> Reading:
    """`reading` in which that line of the section's text is a heading of its own, one level deeper, with what follows
    it; as when a heading was taken for text. Raises IndexError when there is no such line or it is part of a table."""
    rows = flat(reading.content.sections)
    row = rows[index]
    lines = body_text(row.blocks).split("\n")
    heading = parse_body(lines[line])[:1]
    if not heading or not isinstance(heading[0], Paragraph):
        raise IndexError(line)
    level = min(row.level + 1, int(SectionLevel.LETTER))
    below = parse_body("\n".join(lines[line + 1 :]))
    rows[index] = replace(row, blocks=parse_body("\n".join(lines[:line])))
    rows.insert(index + 1, Heading(0, level, heading[0].marker.strip("-+"), heading[0].text, below))
    return _with_rows(reading, rows, lambda i: i + (i > index))


def without_appendix(reading: Reading, index: int) -> Reading:
    """`reading` without that appendix. Raises IndexError."""
    rows: list[Appendix] = list(reading.content.appendices)
    rows.pop(index)
    return _moved(reading, Part.APPENDICES, lambda i: None if i == index else i - (i > index), appendices=tuple(rows))


def _with_rows(reading: Reading, rows: list[Heading], to: Callable[[int], int | None]) -> Reading:
    return _moved(reading, Part.SECTIONS, to, sections=nested(rows))


def _moved(reading: Reading, part: Part, to: Callable[[int], int | None], **parts: Any) -> Reading:
    """`reading` with `parts` of its content exchanged; places in `part` go where `to` says, None: they are gone."""
    content: Content = replace(reading.content, **parts)

    def new(place: Place) -> Place | None:
        if place.part != part or place.index is None:
            return place
        index = to(place.index)
        return None if index is None else replace(place, index=index)

    traces = tuple(replace(trace, place=place) for trace in reading.traces if (place := new(trace.place)) is not None)
    doubts = tuple(replace(doubt, place=place) for doubt in reading.doubts if (place := new(doubt.place)) is not None)
    return replace(reading, content=content, traces=traces, doubts=doubts)
