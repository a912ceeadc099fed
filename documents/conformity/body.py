"""Text of the main part: margins as measured, paragraphs as set, and what each paragraph is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import pairwise
from statistics import median

from documents.conformity.lines import MM, Line
from documents.conformity.reading import Page

_PART = re.compile(r"^(Phần|PHẦN) (thứ \w+|[IVXLC]+|\d+)\b")
_CHAPTER = re.compile(r"^([IVXLC]+)([./)]|\s*-) ?(\S.*)$")
_CLAUSE = re.compile(r"^(\d{1,2})([./)])(?: +| ?(?=\D))(\S.*)$")
_DOTTED = re.compile(r"^(\d{1,2}(?:\.\d{1,2})+)\.? (\S.*)$")
_POINT = re.compile(r"^([a-zđ])\) ?(\S.*)$")


class Kind(Enum):
    """What a paragraph is, in the order of the levels of the decree."""

    PART = "phần"
    CHAPTER = "mục"
    CLAUSE = "khoản"
    DOTTED = "khoản nhiều cấp"
    POINT = "điểm"
    HEADING = "đề mục không số"
    TEXT = "đoạn văn"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the main part. `alone` when a table or the head of a page stands before it, so that the step from
    the paragraph above says nothing."""

    lines: tuple[Line, ...]
    centred: bool = False
    alone: bool = False

    @cached_property
    def text(self) -> str:
        text = ""
        for line in self.lines:
            glue = "" if not text or re.search(r"\S[/-]$", text) else " "
            text += glue + line.text
        return text

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @cached_property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @cached_property
    def italic(self) -> bool:
        return all(line.italic for line in self.lines)

    @cached_property
    def kind(self) -> Kind:
        if _PART.match(self.text) and len(self.text) < 100:
            return Kind.PART
        chapter = _CHAPTER.match(self.text)
        if chapter and (self.bold or chapter[3] == chapter[3].upper()):
            return Kind.CHAPTER
        for pattern, kind in ((_DOTTED, Kind.DOTTED), (_CLAUSE, Kind.CLAUSE), (_POINT, Kind.POINT)):
            if pattern.match(self.text):
                return kind
        return Kind.HEADING if self.bold else Kind.TEXT

    @property
    def steps(self) -> list[tuple[Line, float]]:
        """Each line but the first with its step from the line above on the same page (mm)."""
        pairs = pairwise(self.lines)
        return [(line, line.baseline - above.baseline) for above, line in pairs if above.page == line.page]

    @property
    def is_heading(self) -> bool:
        return self.bold or self.kind in (Kind.PART, Kind.CHAPTER)

    @property
    def number(self) -> str:
        """The number or letter of the level: «II», «3», «2.1», «đ»; empty for text."""
        patterns = {Kind.CHAPTER: _CHAPTER, Kind.CLAUSE: _CLAUSE, Kind.DOTTED: _DOTTED, Kind.POINT: _POINT}
        match = patterns[self.kind].match(self.text) if self.kind in patterns else None
        return match[1] if match else ""

    @property
    def title(self) -> str:
        """The text after the number."""
        patterns = {
            Kind.CHAPTER: (_CHAPTER, 3),
            Kind.CLAUSE: (_CLAUSE, 3),
            Kind.DOTTED: (_DOTTED, 2),
            Kind.POINT: (_POINT, 2),
        }
        if self.kind not in patterns:
            return self.text
        pattern, group = patterns[self.kind]
        return pattern.match(self.text)[group]


@dataclass(frozen=True)
class Measure:
    """The text area as the lines show it: `left` and `right` edge (mm), `step` between lines, `size` of the
    letters (pt)."""

    left: float
    right: float
    step: float
    size: float

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def single(self) -> float:
        """Step of single line spacing (mm): Times New Roman has 1.149 times its size."""
        return 1.149 * self.size * MM


@dataclass(frozen=True)
class Body:
    """Lines of the main text, their paragraphs (legal bases first), and what was measured."""

    lines: tuple[Line, ...]
    paragraphs: tuple[Paragraph, ...]
    measure: Measure

    @cached_property
    def bases(self) -> tuple[Paragraph, ...]:
        """Căn cứ: the paragraphs at the start that are italic or say so; «Căn cứ …:» already opens the text."""
        found: list[Paragraph] = []
        for paragraph in self.paragraphs:
            if re.match(r"Kính gửi\s*:", paragraph.text):
                continue
            says_so = re.match(r"(Căn cứ|Xét đề nghị|Theo đề nghị) ", paragraph.text)
            if not (paragraph.italic or (says_so and not paragraph.text.endswith(":"))):
                break
            found.append(paragraph)
        return tuple(found)

    @cached_property
    def text(self) -> tuple[Paragraph, ...]:
        bases = set(map(id, self.bases))
        return tuple(paragraph for paragraph in self.paragraphs if id(paragraph) not in bases)


def measure_lines(lines: Sequence[Line], flush: Sequence[Line]) -> Measure | None:
    """Measure the text area from body `lines` and from lines that always stand at the left edge (`flush`, nơi nhận).
    None when there is too little text."""
    if len(lines) < 2:
        return None
    full = _common(sorted((line.x1 for line in lines), reverse=True))
    follow = [b.x0 for a, b in pairwise(lines) if a.page == b.page and a.x1 > full - 12]
    follow += [line.x0 for line in flush]
    left = _common(sorted(follow or [line.x0 for line in lines]))
    steps = [
        round(b.baseline - a.baseline, 2)
        for a, b in pairwise(lines)
        if a.page == b.page and 3 < b.baseline - a.baseline < 14
    ]
    inside = [
        round(b.baseline - a.baseline, 2)
        for a, b in pairwise(lines)
        if a.page == b.page and a.x1 > full - 12 and abs(b.x0 - left) < 1 and 3 < b.baseline - a.baseline < 14
    ]
    sizes = Counter(round(line.size, 1) for line in lines)
    size = sizes.most_common(1)[0][0]
    step = median(inside) if inside else min(steps, default=1.149 * size * MM)
    return Measure(left=left, right=full, step=step, size=size)


def _common(values: list[float]) -> float:
    """The first of the sorted `values` near which at least two others and one in twenty of all stand, else the first:
    a few lines that run over an edge do not move it."""
    wanted = max(min(3, len(values)), len(values) // 20)
    for i, value in enumerate(values):
        near = [v for v in values[i : i + max(40, wanted)] if abs(v - value) <= 0.35]
        if len(near) >= wanted:
            return median(near)
    return values[0]


def paragraphs(lines: Sequence[Line], measure: Measure, pages: dict[int, Page]) -> tuple[Paragraph, ...]:
    """Join `lines` into paragraphs: by indent, and where nobody indents, by gaps and by lines that end early."""
    found: list[list[Line]] = []
    flags: list[tuple[bool, bool]] = []
    for i, line in enumerate(lines):
        before = lines[i - 1] if i else None
        centred = is_centred(line, measure)
        alone = before is None or before.page != line.page or _table_between(before, line, pages[line.page])
        if before is None or _starts(line, before, measure, centred=centred, was_centred=flags[-1][0], alone=alone):
            found.append([line])
            flags.append((centred, alone))
        else:
            found[-1].append(line)
    return tuple(Paragraph(tuple(group), *flag) for group, flag in zip(found, flags, strict=True))


def is_centred(line: Line, measure: Measure) -> bool:
    """Whether `line` stands in the middle, away from both edges."""
    return abs(line.centre - measure.centre) < 0.9 and line.x0 - measure.left > 15


def _starts(line: Line, before: Line, measure: Measure, *, centred: bool, was_centred: bool, alone: bool) -> bool:
    if centred or was_centred:
        return True
    if alone and before.page == line.page:
        return True
    if line.x0 - measure.left >= 3:
        return True
    if before.page == line.page and line.baseline - before.baseline > measure.step + 1.1:
        return True
    return before.x1 < measure.right - 20 and _looks_new(line, before)


def _looks_new(line: Line, before: Line) -> bool:
    if re.match(r"([-+•*–—]|[IVXLC]+\.|\d{1,2}(\.\d+)*\.|[a-zđ]\)) ?\S", line.text):
        return True
    return before.text[-1] in ".;:" and line.text[0].isupper()


def _table_between(before: Line, line: Line, page: Page) -> bool:
    return any(before.baseline <= top + 1 and end <= line.baseline + 1 for _, top, _, end in page.tables)
