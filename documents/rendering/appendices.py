"""The head of an appendix, the same whichever engine draws it (Phụ lục I, III.1 of the decree)."""

from __future__ import annotations

from dataclasses import dataclass

from documents.content import Appendix, Content
from documents.layout import Layout
from documents.rendering import wording
from documents.rendering.centred import balanced, rule_width
from documents.rendering.fonts import Typeface
from documents.rendering.measures import Measures
from lib.text import clean_line


@dataclass(frozen=True)
class AppendixHead:
    """Lines as printed, all centred; `width` is the text width and `rule` the length of the line below, in mm."""

    width: float
    label: str
    title: tuple[str, ...]
    title_pt: int
    attached: tuple[str, ...]
    attached_pt: int
    rule: float


def appendix_head(
    content: Content, appendix: Appendix, *, layout: Layout, face: Typeface, measures: Measures
) -> AppendixHead:
    """Label, name in capitals, «(Kèm theo …)»; a name or note that only fits at 13 pt is set at 13 pt."""
    width = measures.landscape_width if appendix.landscape else measures.text_width
    names = [face.drawable(clean_line(line).upper()) for line in appendix.title]
    note = [face.drawable(wording.attached_to(content))]
    title_pt, title = _smallest(names, width - 4, "bold", layout, face)
    attached_pt, attached = _smallest(note, width - 4, "italic", layout, face)
    return AppendixHead(
        width=width,
        label=face.drawable(clean_line(appendix.label)),
        title=title,
        title_pt=title_pt,
        attached=attached,
        attached_pt=attached_pt,
        rule=rule_width(attached[-1], pt=attached_pt, style="italic", face=face),
    )


def _smallest(
    texts: list[str], width: float, style: str, layout: Layout, face: Typeface
) -> tuple[int, tuple[str, ...]]:
    """The body's size, or 13 pt where that saves a line."""
    tried = {}
    for pt in {layout.body_pt, 13}:
        tried[pt] = tuple(line for text in texts for line in balanced(text, width=width, pt=pt, style=style, face=face))
    pt = min(tried, key=lambda pt: (len(tried[pt]), -pt))
    return pt, tried[pt]
