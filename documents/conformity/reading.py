"""Pages of a PDF as lines of text with measures, rules, tables and colours. Millimetres from the top left corner.

The only place of the project that imports pdfplumber. Every page is read once and closed at once, so that memory does
not grow with the length of the document.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
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


@dataclass(frozen=True)
class Line:
    """One line of one column. `text` has single blanks; sizes in points, everything else in mm."""

    page: int
    glyphs: tuple[Glyph, ...]
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def place(self) -> Box:
        return (self.x0, self.top, self.x1, self.bottom)

    @cached_property
    def ink(self) -> tuple[Glyph, ...]:
        """The visible letters that are not raised or lowered."""
        return tuple(g for g in self.glyphs if not g.blank and g.size > _RAISED * self.size)

    @cached_property
    def sizes(self) -> frozenset[float]:
        return frozenset(round(g.size, 1) for g in self.ink)

    @cached_property
    def bold(self) -> bool:
        return all(g.face.bold for g in self.ink)

    @cached_property
    def any_bold(self) -> bool:
        return any(g.face.bold for g in self.ink)

    @cached_property
    def italic(self) -> bool:
        return all(g.face.italic for g in self.ink)

    @cached_property
    def any_italic(self) -> bool:
        return any(g.face.italic for g in self.ink)

    @property
    def caps(self) -> bool:
        return self.text == self.text.upper() and self.text != self.text.lower()

    def blank_after(self, words: str) -> float | None:
        """Width (mm) of the gap between `words` and the next visible letter; None when either is missing."""
        letters = [g for g in self.glyphs if not g.blank]
        owners = [i for i, g in enumerate(letters) for _ in g.text]
        end = "".join(g.text for g in letters).find(words) + len(words)
        if end < len(words) or end >= len(owners):
            return None
        return letters[owners[end]].x0 - letters[owners[end - 1]].x1


class Ruling(NamedTuple):
    """A drawn line, wherever it came from: a stroke, a thin filled rectangle or a thin curve."""

    x0: float
    x1: float
    top: float
    bottom: float
    thickness: float

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Page:
    """A page, taken apart. `rules` are horizontal rules outside tables; `coloured` names what is not black."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Ruling, ...] = ()
    tables: tuple[Box, ...] = ()
    images: tuple[Box, ...] = ()
    coloured: tuple[tuple[str, Box], ...] = ()
    odd: tuple[tuple[str, Box], ...] = ()  # characters that no Vietnamese text in TCVN 6909 has
    faces: dict[Face, Box] = field(default_factory=dict)
    split_rows: frozenset[float] = frozenset()  # baselines of rows that stand in several columns

    @property
    def portrait(self) -> bool:
        return self.width < self.height

    def in_table(self, line: Line) -> bool:
        y = (line.top + line.bottom) / 2
        return any(x0 - 1 <= line.centre <= x1 + 1 and top - 0.5 <= y <= end + 0.5 for x0, top, x1, end in self.tables)

    def touching(self, box: Box, *, but: Iterable[Line] = ()) -> list[Box]:
        """Everything printed inside `box`: lines other than `but`, rules and images."""
        left_out = set(map(id, but))
        places = [line.place for line in self.lines if id(line) not in left_out]
        places += [(r.x0, r.top, r.x1, r.bottom) for r in self.rules] + list(self.images)
        x0, top, x1, end = box
        return [p for p in places if p[0] < x1 and p[2] > x0 and p[1] < end and p[3] > top]


def read_pages(pdf: object, numbers: Iterable[int]) -> Iterator[Page]:
    """Read the pages `numbers` (from 1) of an open pdfplumber document, one after the other."""
    for number in numbers:
        page = pdf.pages[number - 1]
        yield _read_page(page, number)
        page.close()


def _read_page(page: object, number: int) -> Page:
    glyphs, coloured, odd, faces = _glyphs(page)
    horizontal, vertical, images = [], [], []
    for kind in ("rects", "lines", "curves"):
        for shape in getattr(page, kind):
            box = _box(shape)
            if (shape.get("fill") and not _neutral(shape.get("non_stroking_color"))) or (
                shape.get("stroke") and not _neutral(shape.get("stroking_color"))
            ):
                coloured.append(("nét vẽ hoặc nền", box))
            _sort_shape(shape, box, horizontal, vertical)
    images = [_box(image) for image in page.images]
    tables = _tables(horizontal, vertical)
    rules = tuple(r for r in _joined(horizontal) if r.width >= 4 and not _inside(r, tables))
    lines, split_rows = _lines(glyphs, number)
    return Page(
        number=number,
        width=float(page.width) * MM,
        height=float(page.height) * MM,
        lines=tuple(lines),
        rules=rules,
        tables=tuple(tables),
        images=tuple(images),
        coloured=tuple(coloured),
        odd=tuple(odd),
        faces=faces,
        split_rows=frozenset(split_rows),
    )


def _glyphs(page: object) -> tuple[list[Glyph], list, list, dict[Face, Box]]:
    glyphs, coloured, odd, faces = [], [], [], {}
    known: dict[object, bool] = {}
    for char in page.chars:
        text = char["text"]
        if not char["upright"] or not text:
            continue
        if text.startswith("(cid:"):
            text = "\ufffd"
        glyph = Glyph(
            text,
            char["x0"] * MM,
            char["x1"] * MM,
            char["top"] * MM,
            char["bottom"] * MM,
            (char["bottom"] + char["y0"] - char["matrix"][5]) * MM,
            char["size"],
            face(char["fontname"] or ""),
        )
        glyphs.append(glyph)
        if glyph.blank:
            continue
        box = (glyph.x0, glyph.top, glyph.x1, glyph.bottom)
        faces.setdefault(glyph.face, box)
        colour = char["non_stroking_color"]
        key = tuple(colour) if isinstance(colour, list | tuple) else colour
        if key not in known:
            known[key] = is_black(colour)
        if not known[key]:
            coloured.append(("chữ", box))
        if is_odd(text):
            odd.append((text, box))
    return glyphs, coloured, odd, faces


def is_black(colour: object) -> bool:
    """Whether a PDF colour prints black. Unknown colour spaces (patterns, spot colours by name) count as black."""
    if colour is None or isinstance(colour, str):
        return True
    parts = list(colour) if isinstance(colour, list | tuple) else [colour]
    if not parts or any(not isinstance(p, int | float) for p in parts):
        return True
    if len(parts) == 4:
        return parts[3] >= 0.99
    return all(abs(p) <= 0.01 for p in parts)


def _neutral(colour: object) -> bool:
    """Black, or the white of the paper."""
    parts = list(colour) if isinstance(colour, list | tuple) else [colour]
    if len(parts) in (1, 3) and all(isinstance(p, int | float) and p >= 0.99 for p in parts):
        return True
    return is_black(colour) or (len(parts) == 4 and all(isinstance(p, int | float) and p <= 0.01 for p in parts))


def is_odd(text: str) -> bool:
    """Whether `text` holds a character outside the precomposed letters of TCVN 6909:2001 (Phụ lục I, I.4)."""
    return any(
        0x0300 <= ord(c) <= 0x036F
        or 0xE000 <= ord(c) <= 0xF8FF
        or ord(c) in (0xFFFD, 0x00AD)
        or 0x200B <= ord(c) <= 0x200F
        for c in text
    ) or (not text.isascii() and unicodedata.normalize("NFC", text) != text)


def _box(shape: dict) -> Box:
    return (shape["x0"] * MM, shape["top"] * MM, shape["x1"] * MM, shape["bottom"] * MM)


def _sort_shape(shape: dict, box: Box, horizontal: list[Ruling], vertical: list[Ruling]) -> None:
    """Put a shape among the horizontal and vertical rulings; an unfilled rectangle gives its four sides."""
    x0, top, x1, bottom = box
    pen = (shape.get("linewidth") or 0) * MM if shape.get("stroke") else 0
    if bottom - top <= 0.6 and x1 - x0 > 1:
        horizontal.append(Ruling(x0, x1, top, bottom, max(pen, bottom - top)))
    elif x1 - x0 <= 0.6 and bottom - top > 1:
        vertical.append(Ruling(x0, x1, top, bottom, max(pen, x1 - x0)))
    elif shape.get("object_type") == "rect" and shape.get("stroke"):
        horizontal += [Ruling(x0, x1, y, y, pen) for y in (top, bottom)]
        vertical += [Ruling(x, x, top, bottom, pen) for x in (x0, x1)]


def _tables(horizontal: list[Ruling], vertical: list[Ruling]) -> list[Box]:
    """Boxes of bordered tables: bands of the page crossed by at least two upright lines, with the rules that
    touch them."""
    tables: list[Box] = []
    band: list[Ruling] = []
    end = 0.0
    for line in [*sorted(vertical, key=lambda r: r.top), None]:
        if line and band and line.top <= end + 0.8:
            band.append(line)
            end = max(end, line.bottom)
            continue
        if len({round(r.x0) for r in band}) > 1 and end - band[0].top >= 3:
            tables.append((min(r.x0 for r in band), band[0].top, max(r.x1 for r in band), end))
        if line:
            band, end = [line], line.bottom
    grown = []
    for x0, top, x1, bottom in tables:
        near = [r for r in horizontal if top - 0.8 <= r.y <= bottom + 0.8 and r.x0 < x1 + 0.8 and r.x1 > x0 - 0.8]
        grown.append((min([x0, *(r.x0 for r in near)]), top, max([x1, *(r.x1 for r in near)]), bottom))
    return grown


def _joined(rulings: list[Ruling]) -> list[Ruling]:
    """Rules drawn in several pieces, put together."""
    joined: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda r: (round(r.y, 1), r.x0)):
        last = joined[-1] if joined else None
        if last and abs(last.y - ruling.y) < 0.2 and ruling.x0 <= last.x1 + 0.3:
            joined[-1] = last._replace(x1=max(last.x1, ruling.x1))
        else:
            joined.append(ruling)
    return joined


def _inside(ruling: Ruling, tables: list[Box]) -> bool:
    return any(
        top - 0.8 <= ruling.y <= end + 0.8 and ruling.x0 >= x0 - 1 and ruling.x1 <= x1 + 1
        for x0, top, x1, end in tables
    )


def _lines(glyphs: list[Glyph], page: int) -> tuple[list[Line], set[float]]:
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
        glyphs=tuple(run),
        text=" ".join("".join(pieces).split()),
        x0=min(g.x0 for g in ink),
        x1=max(g.x1 for g in ink),
        top=min(g.top for g in main),
        bottom=max(g.bottom for g in main),
        baseline=Counter(round(g.baseline, 2) for g in main).most_common(1)[0][0],
        size=size,
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


def without(page: Page, lines: Iterable[Line]) -> Page:
    """`page` without `lines`."""
    gone = set(map(id, lines))
    return replace(page, lines=tuple(line for line in page.lines if id(line) not in gone))
