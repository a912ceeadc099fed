"""Printed papers kept by what they say: PDF bytes and pictures of their pages, in CACHES["papers"].

Nothing here is truth: an entry may vanish at any time and is made again from the content.
"""

from __future__ import annotations

import hashlib
import io
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

import pypdfium2
from django.core.cache import caches
from PIL.Image import Image

from documents.content import Block, Chart, Content, FormSignatures, Paragraph, Shape, Table, to_json
from documents.layout import Layout
from documents.rendering import render_pdf, version

QUICK_LETTERS, QUICK_ROWS = 75_000, 150
"""About 30 pages of text, or this many table rows, are laid out within the two seconds that a request may take."""

PICTURE_WIDTHS = (80, 2400)
QUICK_LIST_ROWS = 2_000
"""So many rows of a sheet, or of a form in a file of its own, which the faster engine draws."""

_SIXTEEN_SHADES = [(shade + 8) // 17 * 17 for shade in range(256)]
_pdfium = threading.Lock()  # PDFium is not made for several threads


class NotPrinted(LookupError):
    """The paper of that key, or that page of it, is not in the cache."""


def print_key(content: Content, layout: Layout) -> str:
    """SHA-256 (hex) over everything that decides how the PDF looks: content, layout, renderer and fonts."""
    parts = (to_json(content), json.dumps(asdict(layout), sort_keys=True), version())
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def printed(key: str) -> bytes | None:
    """The PDF of that key, None when it has not been printed or is no longer kept."""
    return caches["papers"].get(f"pdf-{key}")


def keep(key: str, pdf: bytes) -> None:
    """Keep a PDF among the prints: a register, or a signed file so that its pages can be pictured."""
    caches["papers"].set(f"pdf-{key}", pdf)


def print_now(content: Content, layout: Layout, *, progress: Callable[[int], None] | None = None) -> bytes:
    """The PDF of `content`, rendered unless it is kept already. `progress` hears of percentages done.

    Raises Refused when this machine cannot render.
    """
    key = print_key(content, layout)
    pdf = printed(key)
    if pdf is None:
        pdf = render_pdf(content, layout, progress=progress)
        keep(key, pdf)
    return pdf


def is_quick(content: Content) -> bool:
    """Whether `content` is small enough to be printed while a person waits (about two seconds)."""
    if content.shape != Shape.DOCUMENT:
        return sum(len(block.rows) for block in _blocks(content) if isinstance(block, Table)) <= QUICK_LIST_ROWS
    letters = rows = 0
    for block in _blocks(content):
        match block:
            case Paragraph(text=text):
                letters += len(text) + 60  # a line begun is a line laid out
            case Table(rows=table_rows):
                rows += len(table_rows)
                letters += sum(len(cell) for row in table_rows for cell in row) // 4
            case FormSignatures():
                rows += 1
            case Chart(bars=bars):
                rows += len(bars)
    letters += sum(len(text) for text in (*content.legal_bases, *content.recipients, content.title))
    return letters / QUICK_LETTERS + rows / QUICK_ROWS <= 1


def page_count(key: str) -> int:
    """How many pages the printed paper has. Raises NotPrinted."""
    with _pdfium, _opened(key) as document:
        return len(document)


def pages_of(pdf: bytes) -> int | None:
    """How many pages `pdf` has; None for what is not a readable PDF, such as a Word file."""
    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError:
            return None
        try:
            return len(document)
        finally:
            document.close()


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height (points) of each page as it is shown; none for what cannot be shown."""
    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError:
            return ()
        try:
            return tuple(document.get_page_size(number) for number in range(len(document)))
        finally:
            document.close()


def page_picture(key: str, page: int, width_px: int, *, in_colour: bool = False) -> bytes:
    """Page `page` (from 1) of the printed paper as a WebP picture `width_px` wide. Raises NotPrinted."""
    width = min(max(width_px, PICTURE_WIDTHS[0]), PICTURE_WIDTHS[1])
    name = f"picture-{key}-{page}-{width}{'-colour' if in_colour else ''}"
    picture = caches["papers"].get(name)
    if picture is None:
        with _pdfium, _opened(key) as document:
            if not 1 <= page <= len(document):
                raise NotPrinted(f"No page {page}")
            document.init_forms()  # a signature that can be seen is a form field
            sheet = document[page - 1]
            # PDFium rounds up: a hair less gives exactly `width`.
            image = sheet.render(scale=(width - 0.01) / sheet.get_width(), grayscale=not in_colour).to_pil()
        picture = _coloured(image) if in_colour else _letters(image)
        caches["papers"].set(name, picture)
    return picture


def _letters(image: Image) -> bytes:
    """Black letters on white: sixteen shades without loss take half the time and half the room of a photograph."""
    out = io.BytesIO()
    image.point(_SIXTEEN_SHADES).save(out, "WEBP", lossless=True, quality=50, method=0)
    return out.getvalue()


def _coloured(image: Image) -> bytes:
    """A scanned page, a red seal."""
    out = io.BytesIO()
    image.save(out, "WEBP", quality=80, method=2)
    return out.getvalue()


@contextmanager
def _opened(key: str) -> Iterator[pypdfium2.PdfDocument]:
    """The PDF of `key`, opened. Only under the lock."""
    pdf = printed(key)
    if pdf is None:
        raise NotPrinted(f"Not printed: {key}")
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def _blocks(content: Content) -> Iterator[Block]:
    yield from content.opening
    for section in content.walk_sections():
        yield Paragraph(section.title)
        yield from section.blocks
    yield from content.closing
    for appendix in content.appendices:
        yield from appendix.blocks
