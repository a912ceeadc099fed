"""The lines of a source without what is no wording: rules, lone «|», page numbers, marks of Markdown and HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.reading.source import Grid, Line

_RULE = re.compile(r"[\W_]{2,}")
_LONE = re.compile(r"[|_=~*.\-–—]{1,3}")
_PAGE = re.compile(r"[-–]?\s*(?:trang\s*)?(\d{1,3})(?:\s*/\s*\d{1,3})?\s*[-–]?", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:\.{4,}|…{2,})\s*\d{1,3}")  # a line of a table of contents
_CONTENTS_IN_WORD = re.compile(r"\t\s*\d{1,3}\s*")
_HASHES = re.compile(r"\s*#{1,6}\s+")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|br|p|span|sup|sub)\s*/?>", re.IGNORECASE)
_STRONG = re.compile(r"(?:\*\*(?=\S)([^*]+)(?<=\S)\*\*|__(?=\S)([^_]+)(?<=\S)__)")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+)(?<=[^\s*])\*(?![\w*])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|])")


@dataclass(frozen=True)
class Row:
    """A line with wording. `text` has single blanks; `raw` keeps tabs and wide gaps. `has_gap`: an empty line above.

    `ends_cells`: so many lone «|» follow, with which law databases end the cells of a table.
    """

    index: int
    text: str
    raw: str
    has_gap: bool = False
    is_whole: bool = False
    is_bold: bool | None = None
    is_italic: bool | None = None
    is_centred: bool | None = None
    starts_paragraph: bool | None = None
    ends_cells: int = 0

    @property
    def indent(self) -> int:
        """Blanks before the first word."""
        return len(self.raw) - len(self.raw.lstrip(" "))


def rows_of(lines: Sequence[Line | Grid], start: int, end: int) -> list[Row | tuple[int, Grid]]:
    """The lines of `lines[start:end]` that say something, in order; tables with the number of their line."""
    rows: list[Row | tuple[int, Grid]] = []
    has_gap = False
    numbers = _page_numbers(lines, start, end)
    for index in range(start, end):
        line = lines[index]
        if isinstance(line, Grid):
            rows.append((index, line))
            has_gap = False
            continue
        raw, is_bold = without_marks(line.text)
        text = " ".join(raw.split())
        if line.marker:
            text = f"{line.marker} {text}".strip()
        is_cells = "\t" in raw and text  # a row of a table may hold nothing but its number, or dots
        if (
            not text
            or index in numbers
            or _is_of_contents(line)
            or (is_noise(text) and not line.marker and not is_cells)
        ):
            has_gap = has_gap or not text
            if text == "|" and rows and isinstance(rows[-1], Row):
                rows[-1] = replace(rows[-1], ends_cells=rows[-1].ends_cells + 1)
            continue
        rows.append(
            Row(
                index,
                text,
                raw,
                has_gap,
                line.is_whole,
                True if is_bold else line.is_bold,
                line.is_italic,
                line.is_centred,
                line.starts_paragraph,
            )
        )
        has_gap = False
    return rows


def without_marks(text: str) -> tuple[str, bool]:
    """`text` without marks of Markdown and simple HTML, and whether they made the whole of it bold or a heading."""
    if not any(sign in text for sign in "*#_<\\"):
        return text, False
    hashes = _HASHES.match(text)
    plain = _TAG.sub("", text[hashes.end() :] if hashes else text)
    bare = plain.strip()
    is_bold = bool(hashes) or bool(_STRONG.fullmatch(bare))
    plain = _EMPHASIS.sub(r"\1", _STRONG.sub(lambda strong: strong[1] or strong[2], plain))
    if is_noise(plain):
        return plain, False
    for mark in ("**", "__"):  # bold over several lines: «**KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN**»
        if plain.strip().startswith(mark) != plain.strip().endswith(mark) and plain.count(mark) == 1:
            plain, is_bold = plain.replace(mark, ""), True
    return _ESCAPED.sub(r"\1", plain), is_bold


def is_noise(text: str) -> bool:
    """Whether a line is a drawn rule, a column sign or nothing at all."""
    bare = text.strip()
    return not bare or bool(_LONE.fullmatch(bare)) or bool(_RULE.fullmatch(bare) and len(set(bare)) <= 3)


def _is_of_contents(line: Line) -> bool:
    """Whether a line points to a page: «I. MỤC ĐÍCH ......... 2»."""
    tail = line.text[-60:].rstrip()
    if not tail or not tail[-1].isdigit():
        return False
    if (match := _CONTENTS.search(tail)) and match.end() == len(tail):
        return True
    return line.is_whole and line.text.count("\t") < 3 and _CONTENTS_IN_WORD.search(tail[-5:]) is not None


def _is_bar(lines: Sequence[Line | Grid], index: int) -> bool:
    return index < len(lines) and isinstance(lines[index], Line) and lines[index].text.strip() == "|"


def _page_numbers(lines: Sequence[Line | Grid], start: int, end: int) -> set[int]:
    """Lines that hold nothing but 2, 3, 4 … far apart: the numbers of pages."""
    found: set[int] = set()
    last_index, last_number = start, 1
    for index in range(start, end):
        line = lines[index]
        if isinstance(line, Grid) or len(line.text) > 20 or _is_bar(lines, index + 1):
            continue
        match = _PAGE.fullmatch(line.text.strip())
        if match and int(match[1]) == last_number + 1 and index - last_index >= 10:
            found.add(index)
            last_index, last_number = index, last_number + 1
    return found
