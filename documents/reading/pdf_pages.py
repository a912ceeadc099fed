"""A page of a PDF → its words and drawn lines, where they stand. Lengths are points from the top left corner."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

from documents.reading.pdf_letters import from_macintosh, is_macintosh, letter_of_glyph
from documents.reading.pdf_tags import FIGURE, Tag, tags_of
from documents.reading.word_paragraphs import old_font
from lib.legacy_encodings import to_unicode
from lib.text import clean_text

_MOST_LETTERS = 60_000  # on a page
_MOST_PATHS = 6_000
_THIN = 3.0
_SHORT = 4.0  # a drawn line shorter than this is an ornament
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_HYPHEN = 0x02  # what PDFium makes of one at the end of a line
_BLANKS = frozenset({0x00, 0x09, 0x0A, 0x0D, 0x20, 0xA0})
_SUBSET = re.compile(r"[A-Z]{6}\+")


@dataclass(slots=True)
class Word:
    """Letters without a blank between them. `base` is the line they stand on, counted downwards."""

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool = False
    is_italic: bool = False
    is_glued: bool = False  # no line may end before it
    tag: Tag | None = None  # of our own files


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn line: at `at` from the top (lying) or from the left (upright), from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass
class Page:
    """A page: its size, words in the order of the file, drawn lines."""

    number: int
    width: float
    height: float
    words: list[Word]
    lying: list[Stroke]
    upright: list[Stroke]
    has_picture: bool = False
    is_ours: bool = False


def read_page(pdf: pypdfium2.PdfDocument, index: int, *, is_ours: bool = False) -> Page:
    """Page `index` (from 0) with what its form fields and stamps show; with tags and without charts if `is_ours`."""
    page = pdf[index]
    try:
        if (
            raw.FPDFPage_GetAnnotCount(page)
            and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS
        ):
            page.close()
            page = pdf[index]
        turned = _Turned(page)
        tags = tags_of(page) if is_ours else {}
        words = [word for word in _words(page, turned, tags) if word.tag is None or word.tag.kind != FIGURE]
        charts = frozenset(number for number, tag in tags.items() if tag.kind == FIGURE)
        lying, upright, has_picture = _strokes(page, turned, charts)
    finally:
        page.close()
    return Page(index + 1, turned.width, turned.height, words, lying, upright, has_picture, is_ours)


class _Turned:
    """From the page's own coordinates (bottom left) to those of the sheet as people see it (top left)."""

    def __init__(self, page: pypdfium2.PdfPage):
        self.width, self.height = page.get_size()
        left, bottom, right, top = page.get_cropbox()
        self._left, self._bottom, self._right, self._top = left, bottom, right, top
        self._turn = page.get_rotation() % 360

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        match self._turn:
            case 90:
                return y - self._bottom, x - self._left
            case 180:
                return self._right - x, y - self._bottom
            case 270:
                return self._top - y, self._right - x
            case _:
                return x - self._left, self._top - y


@dataclass
class _Font:
    """What the font of some letters says by its name."""

    name: str
    is_subset: bool
    old: str
    is_bold: bool
    is_italic: bool
    has_capitals: bool


@dataclass
class _Repair:
    """What is to be put right on a page where some letters come as numbers of glyphs."""

    is_needed: bool
    is_macintosh: bool = False

    @classmethod
    def of(cls, textpage, count: int) -> _Repair:
        """Look through the first `count` letters."""
        if not any(raw.FPDFText_HasUnicodeMapError(textpage, index) == 1 for index in range(count)):
            return cls(is_needed=False)
        signs = {chr(raw.FPDFText_GetUnicode(textpage, index) % 0x110000) for index in range(count)}
        return cls(is_needed=True, is_macintosh=is_macintosh(signs))

    def letter(self, textpage, index: int, code: int, font: _Font) -> int:
        """The code of the letter that stands there."""
        if raw.FPDFText_IsGenerated(textpage, index) == 1:
            return code
        is_unknown = raw.FPDFText_HasUnicodeMapError(textpage, index) == 1
        if font.is_subset:
            return ord(letter_of_glyph(code, font.name)) if is_unknown else code
        return ord(from_macintosh(chr(code))) if self.is_macintosh and not is_unknown else code


def _words(page: pypdfium2.PdfPage, turned: _Turned, tags: dict[int, Tag]) -> Iterator[Word]:
    textpage = page.get_textpage()
    try:
        letters: list[tuple[str, float, float, float, float]] = []
        font: _Font | None = None
        fonts: dict[bytes, _Font] = {}
        is_glued, tag = False, None
        count = min(raw.FPDFText_CountChars(textpage), _MOST_LETTERS)
        repair = _Repair.of(textpage, count)
        for index in range(count):
            code = raw.FPDFText_GetUnicode(textpage, index)
            if repair.is_needed:
                code = repair.letter(textpage, index, code, _font(textpage, index, fonts))
            if code in _BLANKS:
                yield from _closed(letters, font, is_glued, tag)
                letters, is_glued = [], code == 0xA0
                continue
            placed = _placed(textpage, index, turned)
            if placed is None:
                continue
            if letters and _is_apart(letters[-1], placed):
                yield from _closed(letters, font, is_glued, tag)
                letters, is_glued = [], False
            if not letters:
                font = _font(textpage, index, fonts)
                tag = _tag(textpage, index, tags) if tags else None
            letters.append(("-" if code == _HYPHEN else chr(code) if code < 0x110000 else "", *placed))
        yield from _closed(letters, font, is_glued, tag)
    finally:
        textpage.close()


def _placed(textpage, index: int, turned: _Turned) -> tuple[float, float, float, float] | None:
    """Left, right, base line and size of a letter; None when it lies outside the sheet or stands on its side."""
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    if not raw.FPDFText_GetLooseCharBox(textpage, index, box) or not raw.FPDFText_GetCharOrigin(textpage, index, x, y):
        return None
    left, top = turned(box.left, box.top)
    right, bottom = turned(box.right, box.bottom)
    base = turned(x.value, y.value)[1]
    left, right = min(left, right), max(left, right)
    size = abs(bottom - top) or 1.0
    if not (0 <= base <= turned.height and -5 <= left <= turned.width):
        return None
    return left, right, base, size


def _is_apart(last: tuple[str, float, float, float, float], placed: tuple[float, float, float, float]) -> bool:
    """Whether a letter begins another word than `last`, though no blank stands between them."""
    _text, _left, right, base, size = last
    return abs(base - placed[2]) > 0.5 * size or not -size < placed[0] - right < 0.28 * size


def _font(textpage, index: int, fonts: dict[bytes, _Font]) -> _Font:
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(textpage, index, buffer, 128, flags)
    key = buffer.raw[: max(0, min(length, 128) - 1)]
    if key not in fonts:
        name = _SUBSET.sub("", key.decode("utf-8", errors="replace"))
        plain = name.lower()
        fonts[key] = _Font(
            name=name,
            is_subset=key.decode("utf-8", errors="replace") != name,
            old=old_font(name),
            is_bold=any(word in plain for word in _BOLD_NAMES),
            is_italic="italic" in plain or "oblique" in plain,
            has_capitals=name.upper().split(",")[0].split("-")[0].endswith("H"),
        )
    return fonts[key]


def _tag(textpage, index: int, tags: dict[int, Tag]) -> Tag | None:
    item = raw.FPDFText_GetTextObject(textpage, index)
    return tags.get(raw.FPDFPageObj_GetMarkedContentID(item)) if item else None


def _closed(
    letters: list[tuple[str, float, float, float, float]], font: _Font | None, is_glued: bool, tag: Tag | None
) -> Iterator[Word]:
    """The word that these letters make."""
    if not letters or font is None:
        return
    text = "".join(letter[0] for letter in letters)
    if font.old and not any(letter > "\u00ff" and letter.isalpha() for letter in text):
        text = to_unicode(text, font.old)
        text = text.upper() if font.old == "TCVN3" and font.has_capitals else text
    text = clean_text(text)
    _letter, left, _right, base, size = letters[0]
    right = max(letter[2] for letter in letters)
    for piece in text.split():
        yield Word(piece, left, right, base, size, font.is_bold, font.is_italic, is_glued, tag)


def _strokes(
    page: pypdfium2.PdfPage, turned: _Turned, charts: frozenset[int]
) -> tuple[list[Stroke], list[Stroke], bool]:
    """Lines that lie and that stand outside `charts`, and whether a picture covers most of the page."""
    lying: list[Stroke] = []
    upright: list[Stroke] = []
    paths, has_picture = 0, False
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE]
    try:
        for item in page.get_objects(filter=kinds, max_depth=3):
            if item.type == raw.FPDF_PAGEOBJ_IMAGE:
                left, bottom, right, top = item.get_bounds()
                has_picture |= (right - left) * (top - bottom) > 0.6 * turned.width * turned.height
                continue
            if charts and raw.FPDFPageObj_GetMarkedContentID(item) in charts:
                continue
            paths += 1
            if paths > _MOST_PATHS:
                break
            for start, end in _edges(item):
                (x1, y1), (x2, y2) = turned(*start), turned(*end)
                if abs(y1 - y2) < 0.7 and abs(x1 - x2) >= _SHORT:
                    lying.append(Stroke((y1 + y2) / 2, min(x1, x2), max(x1, x2)))
                elif abs(x1 - x2) < 0.7 and abs(y1 - y2) >= _SHORT:
                    upright.append(Stroke((x1 + x2) / 2, min(y1, y2), max(y1, y2)))
    except pypdfium2.PdfiumError:
        pass
    return lying, upright, has_picture


def _edges(path: pypdfium2.PdfObject) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight pieces of a path, in the page's own coordinates; of what is only filled, only thin areas count."""
    matrix = path.get_matrix()
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, mode, stroked)
    for points in _outlines(path):
        placed = [matrix.on_point(x, y) for x, y in points]
        if len(placed) < 2:
            continue
        xs, ys = [x for x, _ in placed], [y for _, y in placed]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        if stroked.value:
            yield from pairwise(placed)
        elif mode.value and min(wide, high) <= _THIN:
            middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
            if wide >= high:
                yield (min(xs), middle[1]), (max(xs), middle[1])
            else:
                yield (middle[0], min(ys)), (middle[0], max(ys))


def _outlines(path: pypdfium2.PdfObject) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path; parts with curves are left out."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    is_straight = True
    for index in range(min(raw.FPDFPath_CountSegments(path), 4 * _MOST_PATHS)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if is_straight:
                yield points
            points, is_straight = [], True
        is_straight = is_straight and kind != raw.FPDF_SEGMENT_BEZIERTO
        points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    if is_straight:
        yield points
