"""Pages of a PDF as lines of text with measures, rules, tables and colours. Millimetres from the top left corner.

The only place of the project that imports pdfplumber. Every page is read once and closed at once.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from documents.conformity.findings import Box
from documents.conformity.lines import MM, Face, Glyph, Line, face, lines_of
from documents.conformity.shapes import Ruling, inside, joined, sort_shape, tables_of

# pdfminer reports every oddity of a damaged file; what matters of them is said in findings.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

_DESCENT = 0.216
"""How far letters of Times New Roman reach below the baseline, in sizes. Not taken from the file: LibreOffice writes 0
there, which would lift every line by 1 mm."""


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
            sort_shape(shape, box, horizontal, vertical)
    images = [_box(image) for image in page.images]
    tables = tables_of(horizontal, vertical)
    rules = tuple(r for r in joined(horizontal) if r.width >= 4 and not inside(r, tables))
    lines, split_rows = lines_of(glyphs, number)
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
        baseline, size = char["bottom"] + char["y0"] - char["matrix"][5], char["size"]
        bottom = baseline + _DESCENT * size
        glyph = Glyph(
            text,
            char["x0"] * MM,
            char["x1"] * MM,
            (bottom - size) * MM,
            bottom * MM,
            baseline * MM,
            size,
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
