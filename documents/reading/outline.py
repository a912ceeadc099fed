"""Paragraphs → the outline: which of them are headings, which stand under which, however they are numbered.

Numbers are the evidence. First every numbered paragraph gets its place in a sequence («3.» follows «2.», «1.1.» stands
under «1.»); then each sequence is weighed as a whole: items of one sequence are headings together, or text together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.reading.joining import Printed
from documents.reading.markers import Form, Marker, is_capitals
from documents.reading.tables import Drawn

Part = Printed | Drawn

DEEPEST = 4  # the deepest level of Section
LONGEST_HEADING = 300  # letters; longer ones are text
_UNNUMBERED_LEVEL = 0.5  # below the numbered heading above it
_LEVELS = {
    Form.PART: 0, Form.CHAPTER: 0, Form.DIVISION: 0, Form.CAPITAL: 0, Form.ROMAN: 1, Form.ARTICLE: 1, Form.ARABIC: 2,
    Form.DOTTED: 3, Form.DEEP: 4, Form.LETTER: 4, Form.SUBLETTER: 4, Form.BRACKETED: 4,
}  # fmt: skip
_PREFIXES = {  # below which forms a number with dots may stand, and beside which
    Form.DOTTED: {Form.ROMAN, Form.CAPITAL, Form.ARABIC, Form.DOTTED},
    Form.DEEP: {Form.ARABIC, Form.DOTTED, Form.DEEP},
    Form.SUBLETTER: {Form.LETTER, Form.SUBLETTER},
}
_GREAT = {Form.PART, Form.CHAPTER, Form.DIVISION, Form.ROMAN}
_STOP = re.compile(r"[.;,]['\"”’)»]*$|\./\.$")
_CLOSING = re.compile(r"trên đây là\b", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:sau|gồm|gồm có|cụ thể|bao gồm|là|việc|liên quan|trách nhiệm|nhiệm vụ|như|nội dung)( đây)?\s*:$", re.IGNORECASE
)
_RUN_IN = re.compile(r"([^:.;]{2,120}?)\s*:\s+(?=\S)")
_SENTENCES = re.compile(r"[^\W\d_]{2,}[.;]\s+[A-ZÀ-ỸĐ]")


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
    level: int | None = None  # where the file itself tells it

    @property
    def marker(self) -> Marker | None:
        """Its marker; None for a heading without number."""
        return self.printed.marker

    @property
    def title(self) -> str:
        """What stands as its title: all of its words, or those before the colon when text is run into it."""
        words = self.printed.words
        return _RUN_IN.match(words)[1] if self.is_split else words

    @property
    def run_in(self) -> str:
        """The text behind the colon of a heading run into its text, else empty."""
        return self.printed.words[_RUN_IN.match(self.printed.words).end() :] if self.is_split else ""


def headings_in(parts: Sequence[Part]) -> dict[int, Item]:
    """The headings among `parts` by their place. Their `parent` is the heading they stand under."""
    own = _own_headings(parts)
    if own:
        return own
    items = _sequences(parts)
    root = [item for item in items if item.parent is None]
    has_bold = _tells_bold(items)
    for item in items:
        item.score = _score(item, has_bold=has_bold)
    _decide(root, under_heading=True)
    return {item.place: item for item in items if item.is_heading}


def level_of(item: Item) -> int:
    """The level of a heading in the content tree: by its form, at least one below its parent, never below 4."""
    if item.level is not None:
        return item.level
    above = -1 if item.parent is None else level_of(item.parent)
    own = _LEVELS.get(item.form, 1 if item.parent is None else above + 1)
    return min(max(own, above + 1), DEEPEST)


def _own_headings(parts: Sequence[Part]) -> dict[int, Item]:
    """The headings of our own Word files, whose styles tell the levels."""
    found: dict[int, Item] = {}
    stack: list[Item] = []
    for place, part in enumerate(parts):
        if isinstance(part, Printed) and part.role.startswith("heading-"):
            level = int(part.role.removeprefix("heading-"))
            while stack and stack[-1].level >= level:
                stack.pop()
            item = Item(place, part, level, stack[-1] if stack else None, is_heading=True, level=level)
            stack.append(item)
            found[place] = item
    return found


# Sequences


def _sequences(parts: Sequence[Part]) -> list[Item]:
    """Every numbered paragraph, and every one that looks like a heading without number, in the tree of sequences."""
    items: list[Item] = []
    stack: list[Item] = []
    romans = sum(_is_form(part, Form.ROMAN) for part in parts)
    unnumbered = _unnumbered(parts, has_romans=romans > 1)
    for place, part in enumerate(parts):
        item = None
        if isinstance(part, Printed):
            if place in unnumbered:
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


def _is_form(part: Part, form: Form) -> bool:
    return isinstance(part, Printed) and part.marker is not None and part.marker.form == form


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
    if marker.form in _GREAT and alike:
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
    if any(item.form == form and item.marker for item in stack):
        return depth  # a second «1.» below «1.»
    if form == Form.CAPITAL and any(item.form == Form.ROMAN for item in stack):
        while depth and stack[depth - 1].form != Form.ROMAN:
            depth -= 1
        return depth
    while depth and stack[depth - 1].form > form:
        depth -= 1
    return depth


# Headings without number


def _unnumbered(parts: Sequence[Part], *, has_romans: bool) -> dict[int, bool]:
    """Places of paragraphs that look like headings without number → whether they are in capitals.

    One alone is no heading: a level has at least two members.
    """
    found: dict[int, bool] = {}
    printed = [part for part in parts if isinstance(part, Printed)]
    shouted = sum(is_capitals(part.text) for part in printed)
    all_bold = sum(part.is_bold is True for part in printed) > 0.5 * len(printed)
    for place, part in enumerate(parts):
        if not isinstance(part, Printed) or part.marker is not None or not 2 < len(part.text) <= 200:
            continue
        if _STOP.search(part.text) or part.text.endswith(":") or part.text[0] in '(“"[':
            continue
        if is_capitals(part.text) and " " in part.text and shouted < 0.3 * len(printed):
            found[place] = True
        elif part.is_bold is True and not all_bold:
            found[place] = False
    for look in (True, False):
        alike = [place for place, capitals in found.items() if capitals is look]
        if len(alike) < 2 or (look and has_romans and len(alike) < 3):
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
        return Item(place, part, Form.ROMAN - _UNNUMBERED_LEVEL, None)
    while stack and stack[-1].form > Form.ARABIC and stack[-1].form != int(stack[-1].form):
        stack.pop()
    form = (stack[-1].form if stack else Form.ROMAN) + _UNNUMBERED_LEVEL
    return Item(place, part, form, stack[-1] if stack else None)


# Headings or text


def _tells_bold(items: Sequence[Item]) -> bool:
    """Whether bold type tells headings from text: some numbered paragraphs are bold, others are not."""
    looks = [item.printed.is_bold for item in items if item.marker]
    return True in looks and False in looks


def _score(item: Item, *, has_bold: bool) -> float:
    """How much one item by itself looks like a heading; above 0: rather a heading."""
    words = item.printed.words.strip()
    has_content = item.has_text or bool(item.children)
    if item.marker is None:
        return 2.0 if has_content else -1.0
    if not words:
        return 1.0 if has_content else -2.0
    score = 1.5 if has_content else -1.5
    length = len(words)
    score += 1 if length <= 45 else 0.5 if length <= 90 else 0 if length <= 140 else -1 if length <= 220 else -2
    if is_capitals(words):
        score += 3
    if item.marker.form in _GREAT or item.marker.form == Form.CAPITAL:
        score += 2
    if item.marker.form == Form.ARTICLE:
        score += 2 if length <= LONGEST_HEADING else 0
    if item.printed.is_bold is True:
        score += 3
    elif has_bold and item.printed.is_bold is False and item.form < Form.LETTER:
        score -= 1.5
    if words.endswith(":"):
        score += -1.5 if _LEAD.search(words) and length > 45 else 0.5 if length <= 100 else -0.5
    elif _STOP.search(words):
        score -= 2.5 if length > 60 else 1.0
    else:
        score += 1
    if _SENTENCES.search(words):
        score -= 2
    if _is_run_in(item):
        score -= 1.5
    return score


def _is_run_in(item: Item) -> bool:
    """«2. Địa điểm: Sở Công Thương, phường Yên Bái.»: a name, a colon, and text that ends there or goes on."""
    words = item.printed.words
    match = _RUN_IN.match(words)
    if not match or words.endswith(":"):
        return False
    has_content = item.has_text or bool(item.children)
    return bool(_STOP.search(words)) or len(words) - match.end() > 120 or not has_content


def _decide(siblings: Sequence[Item], *, under_heading: bool) -> None:
    """Decide a sequence as a whole, then those below it. Under what is text, everything is text."""
    for group in _groups(siblings):
        _decide_group(group, under_heading=under_heading)
    if not any(item.is_heading for item in siblings):
        _head_run_ins(siblings)
    todo = list(siblings)
    while todo:
        item = todo.pop()
        for group in _groups(item.children):
            _decide_group(group, under_heading=item.is_heading)
        todo += item.children


def _head_run_ins(siblings: Sequence[Item]) -> None:
    """A whole document of «1. Mục đích: …», «2. Thời gian: …»: these are its headings."""
    for group in _groups(siblings):
        run_ins = [item for item in group if _is_run_in(item)]
        if len(run_ins) > 1 and len(run_ins) > 0.6 * len(group):
            for item in run_ins:
                item.is_heading = item.is_split = True


def _groups(siblings: Sequence[Item]) -> list[list[Item]]:
    """Runs of one form, from «1.» on."""
    groups: dict[tuple, list[Item]] = {}
    runs: dict[float, int] = {}
    for item in siblings:
        if item.marker and item.marker.ordinal == 1:
            runs[item.form] = runs.get(item.form, 0) + 1
        groups.setdefault((item.form, runs.get(item.form, 0)), []).append(item)
    return list(groups.values())


def _decide_group(group: Sequence[Item], *, under_heading: bool) -> None:
    if not under_heading:
        return
    whole = [item for item in group if not _is_run_in(item)] or group
    mean = sum(item.score for item in whole) / len(whole)
    for item in group:
        score = item.score + 0.6 * mean
        item.is_heading = score > 0 and not (_is_run_in(item) and mean <= 0)
        item.is_unsure = abs(score) < 0.5
        if item.form in _GREAT and len(group) > 1 and (_is_run_in(item) or len(item.printed.words) <= LONGEST_HEADING):
            item.is_heading = True  # «I. Thời gian: Ngày 05/3/2024.»
    headings = [item for item in group if item.is_heading and not _is_run_in(item)]
    if not headings:
        for item in group:  # nothing but run-in headings: they stay text with a marker
            if _is_run_in(item) and item.printed.is_bold is not True and item.form not in _GREAT:
                item.is_heading = False
        headings = [item for item in group if item.is_heading]
    if not headings:
        return
    last = max(item.place for item in headings)
    for item in group:
        if _is_run_in(item):
            item.is_heading = item.is_split = True
        elif item.place < last or item.children:
            # Among headings, one that is longer is a heading too: else what follows would stand under another one.
            item.is_heading = item.is_heading or len(item.printed.words) <= LONGEST_HEADING
