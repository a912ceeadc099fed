"""Where things stand on the page: column widths of the head, lines of centred text. All lengths in mm."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

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
    text_width = PAGE_WIDTH - sides
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


def rule_width(text: str, pt: float, style: str, face: Typeface) -> float:
    """Length of the rule under `text`: two fifths of its width (the decree: one third to one half)."""
    return 0.4 * face.width(text, pt, style)


def balanced(text: str, *, width: float, pt: float, style: str, face: Typeface) -> list[str]:
    """`text` broken into as few lines of at most `width` mm as possible: even lines, broken where the sense pauses.

    No line begins with a dash. A single word longer than `width` stays whole (the style sheet breaks it).
    """
    words = [word for word in wording.bound(text).split(" ") if word]
    sizes = [face.width(word, pt, style) for word in words]
    space = face.width(" ", pt, style)
    lengths = _filled(sizes, space, width)
    if 1 < len(lengths) <= _MOST_LINES:
        lengths = _even(words, sizes, space, width, len(lengths)) or lengths
    lines, start = [], 0
    for length in lengths:
        lines.append(" ".join(words[start : start + length]))
        start += length
    return lines


_MOST_LINES = 8
_SENSE_PAUSES_BEFORE = frozenset(
    {"và", "của", "về", "trên", "theo", "thuộc", "cho", "tại", "giai", "giữa", "năm", "trong", "đối", "do", "với"}
    | {"để", "nhằm", "thực", "từ", "đến", "bằng"}
)
_INSIDE_A_PHRASE = 0.06  # what breaking there costs, measured against squared relative raggedness


def _filled(sizes: list[float], space: float, width: float) -> list[int]:
    """How many words each line takes when lines are filled one after the other."""
    counts: list[int] = []
    used = width
    for size in sizes:
        if not counts or used + space + size > width:
            counts.append(0)
            used = -space
        used += space + size
        counts[-1] += 1
    return counts


def _even(words: list[str], sizes: list[float], space: float, width: float, count: int) -> list[int]:
    """Words per line for exactly `count` lines at the least cost; empty when no such division fits."""
    ends = list(accumulate((size + space for size in sizes), initial=0.0))
    best: list[tuple[float, tuple[int, ...]] | None] = [(0.0, ())] + [None] * len(words)
    for _line in range(count):
        following: list[tuple[float, tuple[int, ...]] | None] = [None] * (len(words) + 1)
        for start, reached in enumerate(best):
            if reached is None:
                continue
            for end in range(start + 1, len(words) + 1):
                used = ends[end] - ends[start] - space
                if used > width:
                    break
                cost = reached[0] + (1 - used / width) ** 2 + _break_cost(words, end)
                if following[end] is None or cost < following[end][0]:
                    following[end] = (cost, (*reached[1], end - start))
        best = following
    return list(best[-1][1]) if best[-1] else []


def _break_cost(words: list[str], position: int) -> float:
    if position == len(words):
        return 0.0
    before, after = words[position - 1], words[position]
    if before[-1] in ",;:-–" or after.lower() in _SENSE_PAUSES_BEFORE or after[0] in '(“"':
        return 0.0
    return _INSIDE_A_PHRASE / 2 if before.islower() and after[0].isupper() else _INSIDE_A_PHRASE
