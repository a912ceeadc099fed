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
    places = form_words(form, width=width, layout=layout, face=face)
    return [[(line, note) for broken, note in place for line in broken] for place in places]


def form_words(
    form: FormSignatures, *, width: float, layout: Layout, face: Typeface
) -> list[list[tuple[list[str], bool]]]:
    """The same, each line of the form with the lines it is broken into."""
    room = _room(form, width)
    places = []
    for place in form.places:
        lines: list[tuple[list[str], bool]] = []
        for text in map(clean_line, place):
            note = text.startswith("(") or ", ngày" in text or text.startswith("Ngày")
            style = "italic" if note else "bold"
            broken = balanced(face.drawable(text), width=room, pt=layout.body_pt, style=style, face=face) or [NBSP]
            lines.append((broken, note))
        places.append(lines)
    return places


def form_names(form: FormSignatures, *, width: float, layout: Layout, face: Typeface) -> list[list[str]]:
    """Under each place the lines of its printed name; none where it is written by hand."""
    given = (*form.names, *[""] * len(form.places))[: len(form.places)]
    room = _room(form, width)
    return [
        balanced(face.drawable(clean_line(name)), width=room, pt=layout.body_pt, style="bold", face=face)
        for name in given
    ]


def _room(form: FormSignatures, width: float) -> float:
    """How wide each place may be (mm)."""
    return width / max(len(form.places), 1) - 5
