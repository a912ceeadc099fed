"""The outline: which numbered paragraphs are headings, which are text.

Each sequence is weighed as a whole: its items are headings together, or text together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.citing import CAPITAL
from documents.reading.markers import Form, is_capitals
from documents.reading.sequences import GREAT, RUN_IN, STOP, Item, Part, sequences

_LIST = 1.5  # how much less items look like headings when nothing stands under any of them
DEEPEST = 4  # the deepest level of Section
LONGEST_HEADING = 300  # letters; longer ones are text
_LEVELS = {
    Form.PART: 0, Form.CHAPTER: 0, Form.DIVISION: 0, Form.CAPITAL: 0, Form.ROMAN: 1, Form.ARTICLE: 1, Form.ARABIC: 2,
    Form.DOTTED: 3, Form.DEEP: 4, Form.LETTER: 4, Form.SUBLETTER: 4, Form.BRACKETED: 4,
}  # fmt: skip
_LEAD = re.compile(
    r"(?:sau|gồm|gồm có|cụ thể|bao gồm|là|việc|liên quan|trách nhiệm|nhiệm vụ|như|nội dung)( đây)?\s*:$", re.IGNORECASE
)
_SENTENCES = re.compile(rf"(?<=[^\W\d_]{{2}})[.;]\s+{CAPITAL}")


def headings_in(parts: Sequence[Part]) -> dict[int, Item]:
    """The headings among `parts` by their place. Their `parent` is the heading they stand under."""
    items = sequences(parts)
    root = [item for item in items if item.parent is None]
    has_bold = _tells_bold(items)
    for item in items:
        item.score = _score(item, has_bold=has_bold)
    _decide(root, under_heading=True)
    return {item.place: item for item in items if item.is_heading}


def level_of(item: Item) -> int:
    """The level of a heading in the content tree: by its form, at least one below its parent, never below 4."""
    above = -1 if item.parent is None else level_of(item.parent)
    own = _LEVELS.get(item.form, 1 if item.parent is None else above + 1)
    return min(max(own, above + 1), DEEPEST)


def _tells_bold(items: Sequence[Item]) -> bool:
    """Whether bold type tells headings from text: some numbered paragraphs are bold, others are not."""
    looks = [item.printed.is_bold for item in items if item.marker]
    return True in looks and False in looks


def _score(item: Item, *, has_bold: bool) -> float:
    """How much one item by itself looks like a heading; above 0: rather a heading."""
    words = item.printed.words.strip()
    if item.marker is None:
        return 2.0 if item.has_content else -1.0
    if not words:
        return 1.0 if item.has_content else -2.0
    score = 1.5 if item.has_content else -1.5
    length = len(words)
    score += 1 if length <= 45 else 0.5 if length <= 90 else 0 if length <= 140 else -1 if length <= 220 else -2
    if is_capitals(words):
        score += 3
    if item.marker.form in GREAT or item.marker.form == Form.CAPITAL:
        score += 2
    if item.marker.form == Form.ARTICLE:
        score += 2 if length <= LONGEST_HEADING else 0
    if item.printed.is_bold is True:
        score += 3
    elif has_bold and item.printed.is_bold is False and item.form < Form.LETTER:
        score -= 1.5
    if words.endswith(":"):
        score += -1.5 if _LEAD.search(words) and length > 45 else 0.5 if length <= 100 else -0.5
    elif STOP.search(words):
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
    match = RUN_IN.match(words)
    if not match or words.endswith(":"):
        return False
    return bool(STOP.search(words)) or len(words) - match.end() > 120 or not item.has_content


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
    is_list = len(group) > 1 and not any(item.has_content for item in group[:-1]) and group[0].form not in GREAT
    whole = [item for item in group if not _is_run_in(item)] or group
    mean = sum(item.score for item in whole) / len(whole)
    for item in group:
        score = item.score + 0.6 * mean - _LIST * is_list
        item.is_heading = score > 0 and not (_is_run_in(item) and mean <= 0)
        item.is_unsure = abs(score) < 0.5
        if item.form in GREAT and len(group) > 1 and (_is_run_in(item) or len(item.printed.words) <= LONGEST_HEADING):
            item.is_heading = True  # «I. Thời gian: Ngày 05/3/2024.»
    headings = [item for item in group if item.is_heading and not _is_run_in(item)]
    if not headings:
        for item in group:  # nothing but run-in headings: they stay text with a marker
            if _is_run_in(item) and item.printed.is_bold is not True and item.form not in GREAT:
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
