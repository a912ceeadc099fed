"""The style sheet of a paper for one layout."""

from __future__ import annotations

from pathlib import Path
from string import Template

from documents.layout import Layout
from documents.rendering.measures import SINGLE, Measures

_TEMPLATE = Template((Path(__file__).parent / "paper.css").read_text(encoding="utf-8"))


def stylesheet(layout: Layout, measures: Measures, family: str) -> str:
    """CSS for `layout` (mm, pt) with the columns of `measures`."""
    return _TEMPLATE.substitute(
        family=family,
        margins=f"{layout.margin_top}mm {layout.margin_right}mm {layout.margin_bottom}mm {layout.margin_left}mm",
        body_pt=layout.body_pt,
        national_pt=layout.national_pt,
        date_pt=measures.date_pt,
        single=SINGLE,
        line_height=round(SINGLE * layout.line_spacing, 4),
        indent=layout.first_line_indent,
        gap=layout.paragraph_gap_pt,
        head_left=round(measures.head_left, 2),
        sign_left=round(measures.sign_left, 2),
    )
