"""«Kính gửi:» of letters and reports, the same on paper and in Word (Phụ lục I, II.9 of the decree)."""

from __future__ import annotations

from dataclasses import dataclass

from documents.content import Content
from documents.layout import Layout
from documents.rendering import wording
from documents.rendering.fonts import Typeface

TO_WHOM = "Kính gửi:"
SUBJECT_PT = 12
"""«V/v …» under the number: 12 to 13 pt."""


@dataclass(frozen=True)
class Addressees:
    """Where «Kính gửi:» begins and, `gap` mm further, the names after it; mm from the left margin.

    `names` of several begin with a dash and stand below each other under the colon.
    """

    indent: float
    gap: float
    names: tuple[str, ...]

    @property
    def is_one(self) -> bool:
        return len(self.names) == 1


def addressees(content: Content, *, width: float, layout: Layout, face: Typeface) -> Addressees | None:
    """«Kính gửi:» with its names in the middle of `width` mm; None when the paper has none."""
    names = tuple(face.drawable(wording.bound(name)) for name in wording.addressees(content.addressees))
    if not names:
        return None
    word = face.width(TO_WHOM, layout.body_pt)
    gap = word + face.width(wording.NBSP, layout.body_pt) if len(names) == 1 else word - 1
    whole = gap + max(face.width(name, layout.body_pt) for name in names)
    return Addressees(indent=max((width - whole) / 2, layout.first_line_indent), gap=gap, names=names)
