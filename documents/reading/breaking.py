"""How the lines of a text were broken: the evidence by which they are joined again.

Lines that certainly go on (the next one begins with a small letter) tell how long full lines are, and how long the
first lines of paragraphs are, which law databases break earlier than the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from documents.reading.markers import Form, marker_of
from documents.reading.rows import Row

ENDS_WITH_MARK = re.compile(r"[.;:!?…]['\"”’)»]*$")
ENDS_WITH_STOP = re.compile(r"[.!?]['\"”’)»]*$")
_WRAPPED = 0.12  # of the boundaries between lines; from this share on, lines are pieces of paragraphs
INDENT = 3  # blanks before a line that is indented
_EARLY = 0.6  # of the width: first lines shorter than this have a width of their own


@dataclass(frozen=True)
class Breaking:
    """How a text was broken.

    `width` letters fill a line, `room` is that within which the next word would have found room; `first_widths` those
    of the first lines of paragraphs by kind of marker, where these are broken earlier, «» the largest of them.
    `is_exact`: every line was filled as far as it went. `gaps_count`: an empty line ends a paragraph;
    `gaps_separate`: and there is one between nearly all of them, `gaps_surround`: also around points and headings;
    `indents_count`: a line further right begins a paragraph, `indents_separate`: and all paragraphs begin so.
    """

    is_wrapped: bool
    width: int = 0
    room: float = 0
    first_widths: dict[str, int] = field(default_factory=dict)
    is_exact: bool = False
    gaps_count: bool = True
    gaps_separate: bool = False
    gaps_surround: bool = False
    indents_count: bool = False
    indents_separate: bool = False

    def leaves_room(self, last: Row, row: Row, *, is_first: bool) -> bool:
        """Whether the first word of `row` would have found room in `last`: then `last` was ended on purpose."""
        if is_first and self.first_widths:
            return reach(last, row) <= 0.85 * (self.first_widths.get(kind_of_line(last.text)) or self.first_widths[""])
        return reach(last, row) <= self.room


def reach(last: Row, row: Row) -> int:
    """The length of a line with the first word of the next one."""
    return last.indent + len(last.text) + 1 + len(row.text.split(" ", 1)[0])


def kind_of_line(text: str) -> str:
    """What kind of marker a line begins with: such lines look alike, and are broken alike."""
    marker = marker_of(text)
    if marker is None:
        return "plain"
    return "bullet" if marker.form == Form.BULLET else marker.form.name


def breaking_of(rows: Sequence[Row]) -> Breaking:
    """How `rows` were broken. Linear."""
    seen = _Seen()
    is_first = True
    for row, after in pairwise(rows):
        is_first = row.is_whole or after.is_whole or seen.add(row, after, is_first=is_first)
    if seen.boundaries < 4 or seen.certain < _WRAPPED * seen.boundaries:
        return Breaking(is_wrapped=False)
    width = _share(seen.lengths or [n for lengths in seen.firsts.values() for n in lengths], 0.8)
    most = _share(seen.lengths, 0.98)
    is_exact = sum(reached > most for reached in seen.reaches) > 0.9 * len(seen.reaches) > 9
    indents = [row.indent for row in rows if not row.is_whole]
    indented = sum(indent > 0 for indent in indents)
    indents_count = 0.05 * len(indents) < indented < 0.6 * len(indents)
    gaps_separate = seen.ends_with_gap > 0.6 * seen.ends and seen.certain_over_gaps < 0.1 * seen.gaps
    return Breaking(
        is_wrapped=True,
        width=width,
        room=most if is_exact else 0.85 * width,
        first_widths=seen.first_widths(width),
        is_exact=is_exact,
        gaps_count=seen.certain_over_gaps < 0.3 * seen.gaps or not seen.gaps,
        gaps_separate=gaps_separate,
        gaps_surround=gaps_separate and seen.markers_with_gap > 0.9 * seen.markers,
        indents_count=indents_count,
        indents_separate=indents_count and seen.markers_indented > 0.9 * seen.markers > 3,
    )


@dataclass
class _Seen:
    """What the boundaries between lines tell. `reaches`: full lines with the word that follows."""

    boundaries: int = 0
    certain: int = 0
    gaps: int = 0
    certain_over_gaps: int = 0
    ends: int = 0
    ends_with_gap: int = 0
    markers: int = 0
    markers_with_gap: int = 0
    markers_indented: int = 0
    lengths: list[int] = field(default_factory=list)
    reaches: list[int] = field(default_factory=list)
    firsts: dict[str, list[int]] = field(default_factory=dict)

    def add(self, row: Row, after: Row, *, is_first: bool) -> bool:
        """Take note of a boundary; whether `after` begins a paragraph, as far as one can say by now."""
        has_marker = marker_of(after.text) is not None
        has_end = ENDS_WITH_MARK.search(row.text) is not None
        self.boundaries += 1
        self.gaps += after.has_gap
        self.markers += has_marker
        self.markers_with_gap += has_marker and after.has_gap
        self.markers_indented += has_marker and after.indent >= INDENT
        if not has_marker and after.text[0].isupper() and has_end:
            self.ends += 1
            self.ends_with_gap += after.has_gap
        if has_marker or not after.text[0].islower() or ENDS_WITH_STOP.search(row.text):
            return has_end or has_marker
        self.certain += 1
        self.certain_over_gaps += after.has_gap
        length = row.indent + len(row.text)
        if is_first:
            self.firsts.setdefault(kind_of_line(row.text), []).append(length)
        else:
            self.lengths.append(length)
            self.reaches.append(reach(row, after))
        return False

    def first_widths(self, width: int) -> dict[str, int]:
        """The widths of first lines by kind, only where they are broken clearly earlier."""
        found: dict[str, int] = {}
        for kind, lengths in self.firsts.items():
            early = [length for length in lengths if length < _EARLY * width]
            if len(early) > 1 and len(early) > 0.6 * len(lengths):
                found[kind] = max(early)
        return found | {"": max(found.values())} if found else {}


def _share(lengths: list[int], share: float) -> int:
    ordered = sorted(lengths)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0
