"""Characters of a page put together to lines: rows by baseline, columns by gaps, raised letters back in their row."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from documents.conformity.findings import Box

MM = 25.4 / 72  # of one point
_RAISED = 0.72  # letters smaller than this share of their neighbours are super- or subscripts
_COLUMN_GAP = 5.0  # mm without any character, not even a blank: another column
_LOOSE_GAP = 8.0  # the same beside a blank: a justified line may be loose
_MARKER = re.compile(r"^([-+•*·●–—]|[IVXLC]{1,5}\.|\d{1,2}(\.\d{1,2})*[.)]|[a-zđ][.)])$")
_HEAD_PARTS = re.compile(
    r"^(?P<left>\S.*?)\s+(?P<right>C[ỘO]NG\s+H[ÒO][AÀ]\s.*|Đ[ộo]c l[ậa]p\b.*|\S[^,/]*,\s*ngày\b.*)$", re.IGNORECASE
)


class Face(NamedTuple):
    """A font as its name tells: synthetic bold or slanted letters do not count."""

    name: str
    bold: bool
    italic: bool


@lru_cache(maxsize=256)
def face(fontname: str) -> Face:
    """Read weight and posture from the name of a font, without its subset prefix «ABCDEF+»."""
    name = re.sub(r"^[A-Z]{6}\+", "", fontname)
    low = name.lower()
    bold = any(word in low for word in ("bold", "black", "heavy", "demi"))
    italic = any(word in low for word in ("italic", "oblique")) or low.endswith(("-it", ",it", "-boldit"))
    return Face(name, bold, italic)


class Glyph(NamedTuple):
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float  # points
    face: Face

    @property
    def blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of one column. `text` has single blanks; sizes in points, everything else in mm.

    Sizes, weight and posture are those of the visible letters that are neither raised nor lowered. Only lines of the
    first page keep their `glyphs`, so that a long document stays small in memory.
    """

    page: int
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float  # of most letters
    sizes: frozenset[float]
    letters: int
    bold: bool
    any_bold: bool
    italic: bool
    any_italic: bool
    glyphs: tuple[Glyph, ...] = ()

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def place(self) -> Box:
        return (self.x0, self.top, self.x1, self.bottom)

    @property
    def caps(self) -> bool:
        return self.text == self.text.upper() and self.text != self.text.lower()

    def blank_after(self, words: str) -> float | None:
        """Width (mm) of the gap between `words` and the next visible letter, on the first page; None when either is
        missing."""
        letters = [g for g in self.glyphs if not g.blank]
        owners = [i for i, g in enumerate(letters) for _ in g.text]
        end = "".join(g.text for g in letters).find(words) + len(words)
        if end < len(words) or end >= len(owners):
            return None
        return letters[owners[end]].x0 - letters[owners[end - 1]].x1


def lines_of(glyphs: list[Glyph], page: int) -> tuple[list[Line], set[float]]:
    """Group characters into rows by their baseline, rows into columns by their gaps."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.baseline):
        if rows and glyph.baseline - rows[-1][0].baseline <= 0.6:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    rows = [row for row in rows if not all(g.blank for g in row)]
    lines: list[Line] = []
    split: set[float] = set()
    for row in _with_raised(rows):
        parts = [line for run in _columns(row) if (line := _line(run, page))]
        if page == 1:
            parts = [piece for part in parts for piece in _head_parts(part)]
        if len(parts) > 1:
            split.update(part.baseline for part in parts)
        lines += parts
    return sorted(lines, key=lambda line: (round(line.baseline, 1), line.x0)), split


def _with_raised(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """Give superscripts and subscripts back to the row they belong to."""
    sizes = [max(g.size for g in row) for row in rows]
    kept: list[list[Glyph]] = []
    for i, row in enumerate(rows):
        hosts = [j for j in (i - 1, i + 1) if 0 <= j < len(rows) and sizes[i] < _RAISED * sizes[j]]
        ink = [g for g in row if not g.blank]
        host = next((rows[j] for j in hosts if all(_beside(g, rows[j]) for g in ink)), None)
        if host is None:
            kept.append(row)
        else:
            host.extend(ink)
    return kept


def _beside(glyph: Glyph, row: list[Glyph]) -> bool:
    return any(
        g.top - 0.5 <= (glyph.top + glyph.bottom) / 2 <= g.bottom + 0.5 and -1.5 <= glyph.x0 - g.x1 <= 4 for g in row
    )


def _columns(row: list[Glyph]) -> list[list[Glyph]]:
    runs: list[list[Glyph]] = []
    for glyph in sorted(row, key=lambda g: (g.x0, g.x1)):
        last = runs[-1][-1] if runs else None
        limit = _LOOSE_GAP if last and (last.blank or glyph.blank) else _COLUMN_GAP
        if last is None or glyph.x0 - last.x1 > limit:
            if runs and glyph.x0 - last.x1 < 16 and _belongs(runs[-1], glyph):
                runs[-1].append(glyph)
            else:
                runs.append([glyph])
        else:
            runs[-1].append(glyph)
    return runs


def _belongs(run: list[Glyph], glyph: Glyph) -> bool:
    """A list marker before a tab stop, or a number or date whose blank was left with a tab, is no column."""
    text = "".join(g.text for g in run).strip()
    if glyph.text in "/tn" and re.search(r"(^Số\s*:|,\s*ngày|tháng)$", text):
        return True
    return bool(_MARKER.match(text))


def _line(run: list[Glyph], page: int) -> Line | None:
    ink = [g for g in run if not g.blank]
    if not ink:
        return None
    size = Counter(round(g.size, 2) for g in ink).most_common(1)[0][0]
    main = [g for g in ink if g.size > _RAISED * size]
    pieces, last = [], None
    for glyph in run:
        if last and not last.blank and not glyph.blank and glyph.x0 - last.x1 > 0.2 * glyph.size * MM:
            pieces.append(" ")
        pieces.append(glyph.text)
        last = glyph
    return Line(
        page=page,
        text=" ".join("".join(pieces).split()),
        x0=min(g.x0 for g in ink),
        x1=max(g.x1 for g in ink),
        top=min(g.top for g in main),
        bottom=max(g.bottom for g in main),
        baseline=Counter(round(g.baseline, 2) for g in main).most_common(1)[0][0],
        size=size,
        sizes=frozenset(round(g.size, 1) for g in main),
        letters=len(ink),
        bold=all(g.face.bold for g in main),
        any_bold=any(g.face.bold for g in main),
        italic=all(g.face.italic for g in main),
        any_italic=any(g.face.italic for g in main),
        glyphs=tuple(run) if page == 1 else (),
    )


def merged(row: list[Line]) -> Line:
    """The columns of one row as one line."""
    return replace(
        row[0],
        text=" ".join(line.text for line in row),
        x1=row[-1].x1,
        top=min(line.top for line in row),
        bottom=max(line.bottom for line in row),
        sizes=frozenset().union(*(line.sizes for line in row)),
        letters=sum(line.letters for line in row),
        bold=all(line.bold for line in row),
        any_bold=any(line.any_bold for line in row),
        italic=all(line.italic for line in row),
        any_italic=any(line.any_italic for line in row),
    )


def _head_parts(line: Line) -> list[Line]:
    """Split a row of the letterhead whose two columns stand closer than columns usually do."""
    match = _HEAD_PARTS.match(line.text) if line.top < 90 and line.x0 < 90 < line.x1 else None
    if not match or match["right"][0].islower() or (", " in match["right"] and "/" not in match["left"]):
        return [line]
    left = "".join(match["left"].split())
    seen, cut = 0, 0
    for i, glyph in enumerate(line.glyphs):
        seen += len("".join(glyph.text.split()))
        if seen >= len(left):
            cut = i + 1
            break
    after = next((g for g in line.glyphs[cut:] if not g.blank), None)
    if after is None or not 70 <= after.x0 <= 140 or after.x0 - line.glyphs[cut - 1].x1 < 1.6:
        return [line]
    parts = (_line(list(line.glyphs[:cut]), line.page), _line(list(line.glyphs[cut:]), line.page))
    return [part for part in parts if part]
