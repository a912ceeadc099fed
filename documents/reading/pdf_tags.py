"""The tags of a page of a PDF (ISO 32000-1, 14.8): which headings and paragraphs its letters belong to.

Only those of our own files are trusted: other programs tag headings as paragraphs, or the reverse.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

FIGURE = "Figure"
_KINDS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6", "P", FIGURE})
_PRODUCER = "WeasyPrint"
_MOST_ELEMENTS = 20_000


@dataclass(frozen=True, slots=True)
class Tag:
    """A heading («H1» to «H6»), paragraph («P») or drawing; `number` tells those of one page apart."""

    kind: str
    number: int


def is_ours(pdf: pypdfium2.PdfDocument) -> bool:
    """Whether the file was made by our renderer: tagged, with the name of the issuing office as its author."""
    about = pdf.get_metadata_dict(skip_empty=True)
    return bool(
        raw.FPDFCatalog_IsTagged(pdf) and about.get("Producer", "").startswith(_PRODUCER) and about.get("Author")
    )


def tags_of(page: pypdfium2.PdfPage) -> dict[int, Tag]:
    """The tag of each piece of marked content on the page."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    found: dict[int, Tag] = {}
    try:
        count = min(max(raw.FPDF_StructTree_CountChildren(tree), 0), _MOST_ELEMENTS)
        waiting = [(raw.FPDF_StructTree_GetChildAtIndex(tree, index), None) for index in reversed(range(count))]
        seen = 0
        while waiting and seen < _MOST_ELEMENTS:
            element, tag = waiting.pop()
            seen += 1
            if not element:
                continue
            kind = _kind(element)
            if kind in _KINDS:
                tag = Tag(kind, seen)
            for index in range(max(raw.FPDF_StructElement_GetMarkedContentIdCount(element), 0)):
                content = raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index)
                if tag is not None and content >= 0:
                    found[content] = tag
            children = range(max(raw.FPDF_StructElement_CountChildren(element), 0))
            waiting += [(raw.FPDF_StructElement_GetChildAtIndex(element, index), tag) for index in reversed(children)]
    finally:
        raw.FPDF_StructTree_Close(tree)
    return found


def _kind(element: object) -> str:
    buffer = ctypes.create_string_buffer(64)
    length = raw.FPDF_StructElement_GetType(element, buffer, 64)
    return buffer.raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace")
