"""Where things stand on the page: column widths of the head, lines of centred text. All lengths in mm."""

from __future__ import annotations

from dataclasses import dataclass

from documents.content import Content
from documents.layout import Layout
from documents.rendering import wording
from documents.rendering.fonts import Typeface

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
SINGLE = 1.149
"""Line height of «dòng đơn» as a multiple of the size: ascent, descent and gap of Times."""


@dataclass(frozen=True)
class Measures:
    """Measures of one document in one layout."""

    text_width: float
    landscape_width: float
    head_left: float
    head_right: float
    date_pt: int
    sign_left: float
    sign_right: float


def measure(content: Content, layout: Layout, face: Typeface) -> Measures:
    """Measures for `content`: the right head column holds Quốc hiệu and, at 13 pt if need be, the date on one line."""
    sides = layout.margin_left + layout.margin_right
    text_width = (PAGE_HEIGHT if content.landscape else PAGE_WIDTH) - sides
    place = wording.place_line(content.head)
    nation = face.width(wording.NATION, layout.national_pt, "bold") + 1
    right = max(0.6 * text_width, nation)
    date_pt = layout.body_pt
    if date_pt > 13 and face.width(place, date_pt, "italic") > right:
        date_pt = 13
    # A place name of a whole sentence may wrap; until then the column grows and the issuer's wraps instead.
    right = max(right, min(face.width(place, date_pt, "italic") + 0.5, text_width - 45))
    return Measures(
        text_width=text_width,
        landscape_width=PAGE_HEIGHT - sides,
        head_left=text_width - right,
        head_right=right,
        date_pt=date_pt,
        sign_left=0.45 * text_width,
        sign_right=0.55 * text_width,
    )
