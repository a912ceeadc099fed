"""Lines cut into pieces: what stood side by side in two columns, told apart, with marks of web pages taken off."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.citing import CAPITAL
from documents.reading.source import Grid, Line
from lib.text import clean_text

_TAG_BREAK = re.compile(r"<\s*(?:br|/p|/div|/td)\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_MARKUP = re.compile(
    r"^\s*(?:#{1,6}\s+|>+\s)|[*_]{2,3}(?=\S)|(?<=\S)[*_]{2,3}|^\*(?=\S.*\S\*$)|(?<=\S)\*$|\\(?=[-.*#_()\[\]|])"
)
_BLANK_TO_FILL = re.compile(r"((?:\b[Ss][Ốố]\s*:?)|\b[Nn]gày|\btháng|\bnăm|,)[ \t]{2,}(?!\s*[A-ZĐ])")
_GAP_BEFORE_STROKE = re.compile(r"(?<=\d)[ \t]{2,}(?=/)")
_COLUMN = re.compile(r"\t+| {3,}|\s*\|\s*")
_ONE_BLANK_SPLIT = re.compile(
    r"\s+(?=CỘNG\s+H(?:ÒA|OÀ|OA)\s+XÃ\s+HỘI\b)|\s+(?=ĐẢNG CỘNG SẢN VIỆT NAM$)|\s+(?=Độc [Ll]ập\s*[-–—.]\s*[Tt]ự)"
    rf"|(?<=[;.:,)])\s+(?=(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\s?\.?\s?{CAPITAL}{{2}})"
)
_SPACED = re.compile(r"(?:[^\W\d_]\s+){4,30}[^\W\d_]")  # «K Ế   H O Ạ C H»
_RULE_BEHIND = re.compile(r"(?<=\w)\s+[-_=*]{3,}$")
_EMPHASIS = re.compile(r"^[*_](\S.*\S)[*_]$")
RULE = re.compile(r"[\s\-–—_=*.~•o0O|]*")


@dataclass(frozen=True)
class Piece:
    """A stretch of one line: `line` is its index in the source, `column` counts from the left.

    `is_alone` when nothing stands beside it: then its column says nothing.
    """

    text: str
    line: int
    column: int = 0
    row: int = 0
    is_bold: bool | None = None
    is_whole: bool = False
    follows_blank: bool = False
    is_alone: bool = False

    @property
    def plain(self) -> str:
        return plain(self.text)

    @property
    def is_rule(self) -> bool:
        """Nothing but dashes, strokes and stars («-------», «*», «|»)."""
        return RULE.fullmatch(self.text) is not None


def plain(text: str) -> str:
    """`text` without accents and in lower case, letter by letter: places in it are places in `text`."""
    return "".join(_plain_letter(c) for c in text)


def _plain_letter(letter: str) -> str:
    lower = {"Đ": "d", "đ": "d"}.get(letter) or unicodedata.normalize("NFD", letter)[0].lower()
    return lower if len(lower) == 1 else letter


def is_capitals(text: str) -> bool:
    """Whether `text` is printed in capitals («KH-UBND», «2021 -2025», a few small letters of a symbol allowed)."""
    letters = [c for c in text if c.isalpha()]
    small = sum(c.islower() for c in letters)
    return bool(letters) and small <= len(letters) * 0.12


def without_markup(text: str) -> str:
    """`text` without the marks of Markdown and HTML that pasted pages bring along; breaks become new lines."""
    text = _TAG.sub("", _TAG_BREAK.sub("\n", clean_text(text)))
    return "\n".join(_MARKUP.sub("", _MARKUP.sub("", line)) for line in text.split("\n"))


def pieces_of(lines: Sequence[Line | Grid], start: int, end: int) -> Iterator[Piece]:
    """The pieces of `lines[start:end]`, blank ones left out; a table goes column by column."""
    follows_blank = False
    for index in range(start, min(end, len(lines))):
        line = lines[index]
        found = list(_of_grid(line, index) if isinstance(line, Grid) else _of_line(line, index, follows_blank))
        yield from found
        follows_blank = not found


def _of_line(line: Line, index: int, follows_blank: bool) -> Iterator[Piece]:
    text = f"{line.marker} {line.text}" if line.marker else line.text
    if text.lstrip().startswith("|") and _TAG_BREAK.search(text):  # a row of Markdown with broken lines in its cells
        yield from _of_grid(Grid((tuple(text.strip().strip("|").split("|")),)), index)
        return
    for row, whole in enumerate(without_markup(text).split("\n")):
        part = _GAP_BEFORE_STROKE.sub(" ", _BLANK_TO_FILL.sub(r"\1 ", whole.strip()))
        is_spaced = _SPACED.fullmatch(part) is not None
        columns = [words for wide in ([part] if is_spaced else _COLUMN.split(part)) for words in _narrow(wide)]
        alone = len(columns) < 2
        for column, words in enumerate(columns):
            if words:
                yield Piece(words, index, column, row, line.is_bold, line.is_whole, follows_blank and row == 0, alone)


def _of_grid(grid: Grid, index: int) -> Iterator[Piece]:
    for column in range(max(map(len, grid.rows), default=0)):
        for row, cells in enumerate(grid.rows):
            for part in without_markup(cells[column] if column < len(cells) else "").split("\n"):
                for words in filter(None, _narrow(_BLANK_TO_FILL.sub(r"\1 ", part.strip()))):
                    yield Piece(words, index, column, row)


def _narrow(text: str) -> list[str]:
    """Columns that only one blank keeps apart, told by what can stand there; single blanks between words."""
    return [_EMPHASIS.sub(r"\1", _RULE_BEHIND.sub("", " ".join(p.split()))) for p in _ONE_BLANK_SPLIT.split(text)]
