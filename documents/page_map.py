"""What stands where in a printed PDF: size and digest of each page, and the places of headings."""

import hashlib
import io
from dataclasses import dataclass

import pikepdf

MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True)
class Page:
    """One page. Two pages with equal digests look the same."""

    number: int
    width_mm: float
    height_mm: float
    digest: str


@dataclass(frozen=True)
class HeadingPlace:
    """A heading as printed, the page it stands on and how far below the page's top edge (mm)."""

    text: str
    page: int
    y_mm: float


@dataclass(frozen=True)
class PageMap:
    """The pages of a PDF and its headings in reading order."""

    pages: tuple[Page, ...]
    headings: tuple[HeadingPlace, ...]


def page_map(pdf: bytes) -> PageMap:
    """Read pages and headings (the PDF's bookmarks) of `pdf`; bookmarks that cannot be read are left out."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = tuple(_page(number, page) for number, page in enumerate(document.pages, start=1))
        return PageMap(pages, _headings(document, pages))


def _headings(document: pikepdf.Pdf, pages: tuple[Page, ...]) -> tuple[HeadingPlace, ...]:
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
    try:
        with document.open_outline() as outline:
            return tuple(_walk(outline.root, numbers, pages))
    except (pikepdf.PdfError, pikepdf.OutlineStructureError, AttributeError, TypeError, ValueError, RecursionError):
        return ()  # a scanner's or a stranger's bookmarks may be anything


def _page(number: int, page: pikepdf.Page) -> Page:
    x0, y0, x1, y1 = (float(side) for side in page.mediabox)
    contents = page.obj.get("/Contents", pikepdf.Array())
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    drawn = b"".join(stream.read_raw_bytes() for stream in streams if isinstance(stream, pikepdf.Stream))
    digest = hashlib.sha256(drawn).hexdigest()[:16]
    return Page(number, (x1 - x0) * MM_PER_POINT, (y1 - y0) * MM_PER_POINT, digest)


def _walk(items, numbers: dict, pages: tuple[Page, ...]):
    for item in items:
        target = item.destination
        if target is None and item.action is not None:
            target = item.action.get("/D")
        place = _destination(target, numbers)
        if place is not None:
            number, top = place
            top = pages[number - 1].height_mm if top is None else top * MM_PER_POINT
            yield HeadingPlace(item.title, number, max(pages[number - 1].height_mm - top, 0))
        yield from _walk(item.children, numbers, pages)


def _destination(target, numbers: dict) -> tuple[int, float | None] | None:
    """(page, points above its lower edge, or None for the whole page); None for whatever else other programs write."""
    if not isinstance(target, pikepdf.Array) or not len(target) or not isinstance(target[0], pikepdf.Dictionary):
        return None
    number = numbers.get(target[0].objgen)
    has_place = len(target) > 3 and target[1] == pikepdf.Name.XYZ and target[3] is not None
    return None if number is None else (number, float(target[3]) if has_place else None)
