"""Where something stands in a content tree: what readings, findings and fixes point at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The parts of a document, in reading order; the value is stored, never change it."""

    HEAD = "head"  # field: superior, issuer, symbol, number, place, date
    TITLE = "title"
    BASES = "bases"  # index: which paragraph
    OPENING = "opening"  # block: which paragraph
    SECTIONS = "sections"  # index: in the order of Content.walk_sections(); block None: the heading
    CLOSING = "closing"  # block: which paragraph
    RECIPIENTS = "recipients"  # index: which item
    ARCHIVE = "archive"
    SIGNATURE = "signature"  # field: lines, name
    APPENDICES = "appendices"  # index: which one; block None: its title


@dataclass(frozen=True)
class Place:
    """A place in a content tree. `index` and `block` count from 0; `row` is a row of a table (header rows first)."""

    part: Part
    index: int | None = None
    block: int | None = None
    row: int | None = None
    field: str = ""
