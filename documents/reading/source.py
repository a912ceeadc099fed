"""The lines of a document as its file has them, before anybody has understood them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """What a source was."""

    TEXT = "text"  # pasted, .txt
    WORD = "docx"
    OLD_WORD = "doc"
    PDF = "pdf"


@dataclass(frozen=True)
class Line:
    """One line of text, or one paragraph where the file knows paragraphs (`is_whole`).

    `marker` is a number or bullet that the file makes by itself (an automatic list), already written out: «1.», «a)»,
    «-». `role` is what a style of our own Word files says of it (documents.roles), empty elsewhere; the members of a
    letterhead or signature that our files place side by side are then lines one after the other.
    Looks (`is_bold`, `is_italic`, `is_centred`) are None where the file does not tell. `starts_paragraph` is told of
    lines (not `is_whole`) in PDFs, and of those that a line break in a Word paragraph ends. `has_stop` is told of the
    last words in our own Word files: whether the sentence before «./.» has a stop of its own.
    """

    text: str
    is_whole: bool = False
    marker: str = ""
    role: str = ""
    is_bold: bool | None = None
    is_italic: bool | None = None
    is_centred: bool | None = None
    starts_paragraph: bool | None = None
    has_stop: bool | None = None
    page: int | None = None


@dataclass(frozen=True)
class Grid:
    """A table as the file has it: rows of cells, a merged cell once with blanks for the rest; lines in a cell by \\n.

    `has_borders` is False for the invisible tables in which offices set their letterhead and signature.
    """

    rows: tuple[tuple[str, ...], ...]
    header_rows: int = 0
    widths: tuple[float, ...] = ()  # mm
    has_borders: bool | None = None
    page: int | None = None


@dataclass(frozen=True)
class Source:
    """A document as its file has it. Numbers of lines elsewhere count the members of `lines` from 0.

    `remarks` are sentences for the user on what was done or left out when the file was opened (old fonts converted,
    pictures not read, tracked changes taken as accepted). `issuer_name` and `breaks` come from our own Word files.
    """

    format: Format
    lines: tuple[Line | Grid, ...]
    remarks: tuple[str, ...] = ()
    issuer_name: str = ""
    landscape_from: tuple[int, ...] = ()  # lines with which a landscape part begins
    portrait_from: tuple[int, ...] = ()
