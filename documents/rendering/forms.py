"""Signature places inside an appendix form, the same whichever engine draws them."""

from __future__ import annotations

from documents.content import FormSignatures
from documents.layout import Layout
from documents.rendering.centred import balanced
from documents.rendering.fonts import Typeface
from documents.rendering.wording import NBSP
from lib.text import clean_line

Line = tuple[str, bool]
"""Text and whether it is a note in italics («(Ký, ghi rõ họ tên)», «Tủa Chùa, ngày … tháng …») or a title in bold."""


def form_lines(form: FormSignatures, *, width: float, layout: Layout, face: Typeface) -> list[list[Line]]:
    """The lines of each place, broken to fit side by side into `width` mm."""
    room = width / max(len(form.places), 1) - 5
    places = []
    for place in form.places:
        lines: list[Line] = []
        for text in map(clean_line, place):
            note = text.startswith("(") or ", ngày" in text or text.startswith("Ngày")
            style = "italic" if note else "bold"
            broken = balanced(face.drawable(text), width=room, pt=layout.body_pt, style=style, face=face) or [NBSP]
            lines += [(line, note) for line in broken]
        places.append(lines)
    return places
