"""Paragraphs → sequences: «3.» follows «2.», «1.1.» stands under «1.», a bold line without number under both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.reading.joining import Printed
from documents.reading.markers import Form, Marker, is_capitals
from documents.reading.tables import Drawn

Part = Printed | Drawn

GREAT = {Form.PART, Form.CHAPTER, Form.DIVISION, Form.ROMAN}
STOP = re.compile(r"[.;,]['\"”’)»]*$|\./\.$")
RUN_IN = re.compile(r"([^:.;]{2,120}?)\s*:(?:\s+(?=\S)|(?<=\D:)(?=[^\s\d]))")
_CLOSING = re.compile(r"trên đây là\b", re.IGNORECASE)
_MOST_NESTED = 2  # sequences of one form, one below the other
_UNNUMBERED = 0.5  # below the form of the numbered heading above it
_PREFIXES = {  # below which forms a number with dots may stand, and beside which
    Form.DOTTED: {Form.ROMAN, Form.CAPITAL, Form.ARABIC, Form.DOTTED},
    Form.DEEP: {Form.ARABIC, Form.DOTTED, Form.DEEP},
    Form.SUBLETTER: {Form.LETTER, Form.SUBLETTER},
}


@dataclass
class Item:
    """A paragraph that may be a heading, in the tree of sequences."""

    place: int  # among the parts
    printed: Printed
    form: float  # Form, or one between for a heading without number
    parent: Item | None
    children: list[Item] = field(default_factory=list)
    has_text: bool = False  # something that is no item stands right under it
    score: float = 0.0
    is_heading: bool = False
    is_split: bool = False  # the heading is run into its text: «2. Địa điểm: Sở Công Thương …»
    is_unsure: bool = False

    @property
    def marker(self) -> Marker | None:
        """Its marker; None for a heading without number."""
        return self.printed.marker

    @property
    def has_content(self) -> bool:
        """Whether anything stands under it."""
        return self.has_text or bool(self.children)

    @property
    def title(self) -> str:
        """What stands as its title: all of its words, or those before the colon when text is run into it."""
        words = self.printed.words
        return RUN_IN.match(words)[1] if self.is_split else words

    @property
    def run_in(self) -> str:
        """The text behind the colon of a heading run into its text, else empty."""
        return self.printed.words[RUN_IN.match(self.printed.words).end() :] if self.is_split else ""


def sequences(parts: Sequence[Part]) -> list[Item]:
    """Every numbered paragraph, and every one that looks like a heading without number, in the tree of sequences."""
    items: list[Item] = []
    stack: list[Item] = []
    has_great = sum(map(_is_great, parts)) > 1
    unnumbered = _unnumbered(parts, has_great=has_great)
    for place, part in enumerate(parts):
        item = None
        if isinstance(part, Printed):
            if place in unnumbered and (stack or unnumbered[place] or not has_great):
                item = _put_unnumbered(place, part, stack, unnumbered[place])
            elif part.marker is not None and part.marker.form != Form.BULLET:
                item = _put(place, part, stack)
        if item is None:
            if stack and not (isinstance(part, Printed) and _CLOSING.match(part.text)):
                stack[-1].has_text = True
            continue
        items.append(item)
        if item.parent is not None:
            item.parent.children.append(item)
        stack.append(item)
    return items


def _is_great(part: Part) -> bool:
    """Whether a part begins like a chapter of the whole document: «II. …», «1. TỔ CHỨC THỰC HIỆN»."""
    if isinstance(part, Drawn) or part.marker is None or part.marker.form == Form.BULLET:
        return False
    return part.marker.form in GREAT or is_capitals(part.marker.rest)


def _put(place: int, part: Printed, stack: list[Item]) -> Item | None:
    """Find the place of a numbered paragraph: pops from `stack` what it does not stand under. None: no sequence."""
    marker = part.marker
    if marker.form in (Form.DOTTED, Form.DEEP, Form.SUBLETTER):
        depth = _prefix_depth(marker, stack)
    else:
        depth = _sibling_depth(marker, stack)
    if depth is None:
        depth = _new_depth(part, stack)
        if depth is None:
            return None
    del stack[depth:]
    return Item(place, part, marker.form, stack[-1] if stack else None)


def _sibling_depth(marker: Marker, stack: list[Item]) -> int | None:
    """Where in `stack` the item stands before which `marker` is the next in its sequence."""
    alike = [d for d in range(len(stack) - 1, -1, -1) if stack[d].form == marker.form and stack[d].marker]
    same_sign = [d for d in alike if stack[d].marker.sign == marker.sign]
    for depths in (same_sign, alike):
        for depth in depths:
            if _follows(stack[depth].marker, marker):
                return depth
    if marker.ordinal > 1 and same_sign:  # a number left out or used twice
        last = stack[same_sign[0]].marker.ordinal
        if last - 1 <= marker.ordinal <= last + 3:
            return same_sign[0]
    if marker.form in GREAT and alike:
        return alike[-1]
    return None


def _follows(before: Marker, marker: Marker) -> bool:
    step = marker.ordinal - before.ordinal
    if marker.form in (Form.LETTER, Form.CAPITAL):
        # «đ» may be left out, and f, j, w, z are.
        return 0 < step <= 2 or (before.ordinal, marker.ordinal) == (6, 8)
    return step == 1


def _prefix_depth(marker: Marker, stack: list[Item]) -> int | None:
    """«1.2.» follows «1.1.» or stands under «1.»; «2.1.» without «2.» follows «1.3.»."""
    for depth in range(len(stack) - 1, -1, -1):
        other = stack[depth].marker
        if other is None or other.form not in _PREFIXES[marker.form]:
            continue
        if other.form == marker.form and len(other.numbers) == len(marker.numbers):
            return depth
        if other.numbers == marker.numbers[-1 - len(other.numbers) : -1] or other.numbers == marker.numbers[:-1]:
            return depth + 1
    return None


def _new_depth(part: Printed, stack: list[Item]) -> int | None:
    """How much of `stack` stays above the first item of a new sequence; None when it is no beginning of one."""
    marker = part.marker
    form = marker.form
    is_start = marker.ordinal == 1 or form in (Form.ARTICLE, Form.DOTTED, Form.DEEP, Form.SUBLETTER, Form.PART)
    is_loud = part.is_bold is True or (is_capitals(marker.rest) and len(marker.rest) > 3)
    if not is_start and not is_loud and form != Form.ROMAN:
        return None
    depth = len(stack)
    alike = [d for d, item in enumerate(stack) if item.form == form and item.marker]
    if alike:
        return depth if len(alike) < _MOST_NESTED else alike[-1]  # a second «1.» below «1.»
    if form == Form.CAPITAL and any(item.form == Form.ROMAN for item in stack):
        while depth and stack[depth - 1].form != Form.ROMAN:
            depth -= 1
        return depth
    while depth and stack[depth - 1].form > form:
        depth -= 1
    return depth


def _unnumbered(parts: Sequence[Part], *, has_great: bool) -> dict[int, bool]:
    """Places of paragraphs that look like headings without number → whether they are in capitals.

    One alone is no heading: a level has at least two members. Among chapters with numbers, lines in capitals are
    slogans or titles of tables, unless they are bold and stand in the middle.
    """
    found: dict[int, bool] = {}
    printed = [part for part in parts if isinstance(part, Printed)]
    shouted = sum(is_capitals(part.text) for part in printed)
    all_bold = sum(part.is_bold is True for part in printed) > 0.5 * len(printed)
    for place, part in enumerate(parts):
        if not isinstance(part, Printed) or part.marker is not None or not 2 < len(part.text) <= 200:
            continue
        if STOP.search(part.text) or part.text.endswith(":") or part.text[0] in '(“"[':
            continue
        if is_capitals(part.text):
            is_loud = part.is_bold is True and part.is_centred is True
            if " " in part.text and shouted < 0.6 * len(printed) and (is_loud or not has_great):
                found[place] = True
        elif part.is_bold is True and not all_bold:
            found[place] = False
    for look in (True, False):
        alike = [place for place, capitals in found.items() if capitals is look]
        if len(alike) < 2:
            for place in alike:
                del found[place]
    return found


def _put_unnumbered(place: int, part: Printed, stack: list[Item], in_capitals: bool) -> Item:
    """A heading without number stands beside the last one of its look, or under the numbered heading above it."""
    for depth in range(len(stack) - 1, -1, -1):
        other = stack[depth]
        if other.marker is None and is_capitals(other.printed.text) == in_capitals:
            del stack[depth:]
            return Item(place, part, other.form, stack[-1] if stack else None)
    if in_capitals:
        stack.clear()
        return Item(place, part, Form.ROMAN - _UNNUMBERED, None)
    while stack and stack[-1].form > Form.ARABIC and stack[-1].form != int(stack[-1].form):
        stack.pop()
    form = (stack[-1].form if stack else Form.ROMAN) + _UNNUMBERED
    return Item(place, part, form, stack[-1] if stack else None)
