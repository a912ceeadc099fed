"""Registers of outgoing documents as PDF: cover, numbered pages of ten columns, closing page.

Nghị định 30/2020, Phụ lục IV, I. Drawn by Typst in parts, so that thousands of lines take seconds and little memory.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pikepdf

from documents.rendering.fonts import Typeface, typeface
from documents.rendering.joining import joined
from documents.rendering.long_lists import compile_part

PART_LINES = 1_500
_TEMPLATE = Path(__file__).parent / "register_book.typ"


@dataclass(frozen=True)
class Line:
    """One line: the ten cells of the decree, struck through when the number was cancelled."""

    cells: tuple[str, ...]
    is_cancelled: bool = False


@dataclass(frozen=True)
class Book:
    """The register of one series and year, or a part of it. Numbers and days are pairs: first and last."""

    superior: tuple[str, ...]
    issuer: tuple[str, ...]
    year: int
    series: str
    numbers: tuple[str, str]
    days: tuple[str, str]
    lines: tuple[Line, ...]
    cancelled: str
    lacking: str
    seal: str
    place: str


def render_books(books: Iterable[Book], *, progress: Callable[[int], None] = lambda percent: None) -> bytes:
    """The books one after the other, each with pages numbered from 1 behind its cover; PDF/A-2u."""
    books, face = list(books), typeface()
    total, done = sum(len(book.lines) for book in books) or 1, 0
    parts: list[tuple[str, pikepdf.Pdf]] = []
    for book in books:
        name = " ".join(filter(None, (book.series, str(book.year))))
        for lines_done, pdf in _parts(book, face):
            parts.append((name, pdf))
            name = ""
            progress(round(100 * (done + lines_done) / total))
        done += len(book.lines)
    first = io.BytesIO()
    parts[0][1].save(first)
    return joined(first.getvalue(), parts[1:])


def _parts(book: Book, face: Typeface) -> Iterator[tuple[int, pikepdf.Pdf]]:
    """(lines drawn so far, pages): the last page of a part is begun again by the next one, so none stays half empty."""
    head = asdict(book) | {"lines": [], "family": face.family}
    start, page, is_first = 0, 1, True
    while is_first or start < len(book.lines):
        end = min(start + PART_LINES, len(book.lines))
        lines = [[[face.drawable(cell) for cell in line.cells], line.is_cancelled] for line in book.lines[start:end]]
        is_last = end == len(book.lines)
        data = head | {"lines": lines, "first_page": page, "cover": is_first, "closing": is_last}
        pdf, marks = compile_part(_TEMPLATE, data, face)
        covers, is_first = int(is_first), False
        if not is_last:
            last_page = len(pdf.pages)
            begun_again = [line for line, on in marks if on == last_page]
            if begun_again and begun_again[0] > 0:
                del pdf.pages[-1]
                end = start + begun_again[0]
        page += len(pdf.pages) - covers
        start = end
        yield end, pdf
