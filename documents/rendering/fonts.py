"""The typefaces of a paper: which files, how wide a text is, which letters exist.

Phụ lục I, I.4 of Nghị định 30/2020 names Times New Roman. An office that has licensed it points
`settings.OFFICE_FONT_DIR` at the four files; otherwise Liberation Serif from static/fonts is used, which has the same
widths. One whole file per style, never files split by Unicode range: the PDF writer would mix up their glyphs.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from fontTools.ttLib import TTFont, TTLibError

MM_PER_PT = 25.4 / 72

SHIPPED = ("LiberationSerif-Regular", "LiberationSerif-Bold", "LiberationSerif-Italic", "LiberationSerif-BoldItalic")
LICENSED = ("times", "timesbd", "timesi", "timesbi")

# Look-alikes that both families have, for signs that forms use and neither family draws.
_LOOK_ALIKES = {"☐": "□", "☑": "■", "☒": "■", "✓": "√", "✔": "√", "\u2011": "-", "\u2212": "–"}
_MISSING = "□"


class Face(dict):
    """Advance widths of one font file: character → em. A character it lacks counts as one em."""

    def __init__(self, path: Path):
        font = TTFont(path, lazy=True)
        self.family = font["name"].getBestFamilyName()
        advances, unit = font["hmtx"].metrics, font["head"].unitsPerEm
        super().__init__((chr(code), advances[glyph][0] / unit) for code, glyph in font.getBestCmap().items())

    def __missing__(self, character: str) -> float:
        return 1.0


@dataclass(frozen=True)
class Typeface:
    """One family in four styles."""

    family: str
    files: tuple[Path, ...]
    regular: Face
    bold: Face
    italic: Face
    bold_italic: Face

    def width(self, text: str, pt: float, style: str = "regular") -> float:
        """How wide `text` is on one line, in mm, without kerning (so never too small by more than a hair)."""
        return sum(map(getattr(self, style).__getitem__, text)) * pt * MM_PER_PT

    def drawable(self, text: str) -> str:
        """`text` with a look-alike or a box for every character that the fonts lack; lone marks are dropped."""
        missing = {c for c in set(text) if c not in self.regular and not c.isspace()}
        if not missing:
            return text
        return text.translate({ord(c): _LOOK_ALIKES.get(c, _replacement(c)) for c in missing})

    def fontconfig(self, cache_dir: str) -> str:
        """A fontconfig file that knows these files and nothing of the host."""
        folders = "".join(f"<dir>{escape(str(d))}</dir>" for d in sorted({f.parent for f in self.files}))
        globs = "".join(f"<glob>{escape(str(f))}</glob>" for f in self.files)
        return (
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
            f"{folders}<cachedir>{escape(cache_dir)}</cachedir><selectfont>"
            f"<rejectfont><glob>*</glob></rejectfont><acceptfont>{globs}</acceptfont></selectfont></fontconfig>"
        )


def _replacement(character: str) -> str:
    return "" if unicodedata.category(character)[0] in "MC" and not "\ue000" <= character <= "\uf8ff" else _MISSING


def typeface() -> Typeface:
    """The typeface of this installation. Raises ImproperlyConfigured when OFFICE_FONT_DIR is not what it must be."""
    return _load(str(settings.OFFICE_FONT_DIR or ""))


@lru_cache(maxsize=4)
def _load(office_dir: str) -> Typeface:
    if not office_dir:
        folder = Path(settings.BASE_DIR) / "static" / "fonts"
        files = tuple(folder / f"{name}.ttf" for name in SHIPPED)
    else:
        files = _licensed_files(Path(office_dir))
    faces = tuple(_face(file) for file in files)
    family = faces[0].family
    if office_dir and any(face.family != "Times New Roman" for face in faces):
        raise ImproperlyConfigured(f"OFFICE_FONT_DIR: các tệp trong {office_dir} không phải phông Times New Roman.")
    return Typeface(family, files, *faces)


def _licensed_files(folder: Path) -> tuple[Path, ...]:
    if not folder.is_dir():
        raise ImproperlyConfigured(f"OFFICE_FONT_DIR: không có thư mục {folder}.")
    present = {path.name.lower(): path for path in sorted(folder.iterdir())}
    wanted = [f"{name}.ttf" for name in LICENSED]
    lacking = [name for name in wanted if name not in present]
    if lacking:
        raise ImproperlyConfigured(
            f"OFFICE_FONT_DIR: thư mục {folder} thiếu {', '.join(lacking)}; cần đủ bốn tệp {', '.join(wanted)}."
        )
    return tuple(present[name].resolve() for name in wanted)


def _face(path: Path) -> Face:
    try:
        return Face(path)
    except (OSError, TTLibError, KeyError) as error:
        raise ImproperlyConfigured(f"Không đọc được tệp phông chữ {path}: {error}") from error
