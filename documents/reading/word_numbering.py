"""Numbers that Word makes by itself: what stands before each paragraph of an automatic list, written out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.reading.word_package import Node
from documents.reading.word_styles import Styles

_LEVELS = 9
_BULLETS = {"+": "+", "*": "-", "–": "-", "—": "-", "-": "-", "": ""}
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_HIGHEST = 100_000


@dataclass
class _Level:
    """One level of a list."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    is_legal: bool = False  # all numbers in it are decimal
    restarts: int | None = None  # the level (counted from 1) after which it begins again; 0 never


@dataclass
class _List:
    """A numbering: the abstract one it counts with, its levels, and the starts that it sets anew."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The automatic lists of a file. `marker` must be asked for every paragraph, in reading order."""

    def __init__(self, part: Node | None, styles: Styles):
        self._styles = styles
        children = part.children if part else []
        abstracts = {node.get("abstractNumId"): node for node in children if node.tag == "w:abstractNum"}
        linked = {node.value("w:styleLink"): node for node in abstracts.values() if node.value("w:styleLink")}
        self._lists = {}
        self._levels_of_style: dict[tuple[str, str], int] = {}
        for node in children:
            if node.tag == "w:num":
                key = node.value("w:abstractNumId") or ""
                abstract = abstracts.get(key)
                link = abstract.value("w:numStyleLink") if abstract else None
                abstract = linked.get(link, abstract) if link else abstract
                if abstract is not None:
                    self._lists[node.get("numId")] = self._list(node, abstract)
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def marker(self, paragraph: Node | None) -> str:
        """What Word writes before the paragraph with these properties («1.», «a)», «-»); "" when nothing."""
        place = self._place(paragraph)
        if place is None:
            return ""
        key, depth = place
        found = self._lists[key]
        level = found.levels.get(depth)
        if level is None:
            return ""
        counts = self._count(key, found, depth)
        if level.format == "bullet":
            return _bullet(level.text)
        return _PLACE.sub(lambda place: self._number(found, counts, int(place[1]) - 1, level), level.text).strip()

    def _place(self, paragraph: Node | None) -> tuple[str, int] | None:
        """The list and level that the paragraph belongs to, by itself or by its style."""
        own = paragraph.child("w:numPr") if paragraph else None
        key, depth = (own.value("w:numId"), own.value("w:ilvl")) if own else (None, None)
        if key is None:
            for style in self._styles.chain(self._styles.key(paragraph, "w:pStyle", "paragraph")):
                said = style.child("w:pPr", "w:numPr")
                if said is not None and (key := said.value("w:numId")) is not None:
                    by_style = self._levels_of_style.get((key, style.get("styleId")))
                    depth = depth or said.value("w:ilvl") or (None if by_style is None else str(by_style))
                    break
        if key not in self._lists:
            return None
        return key, int(depth) if depth and depth.isdecimal() and int(depth) < _LEVELS else 0

    def _count(self, key: str, found: _List, depth: int) -> list[int | None]:
        """The numbers of all levels, after the one at `depth` has gone on by one."""
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        if depth in found.starts and (key, depth) not in self._begun:
            counts[depth] = None
        first = found.starts.get(depth, found.levels[depth].start)
        counts[depth] = first if counts[depth] is None else counts[depth] + 1
        self._begun.add((key, depth))
        for deeper in range(depth + 1, _LEVELS):
            level = found.levels.get(deeper)
            if level is None or level.restarts is None or depth < level.restarts:
                counts[deeper] = None
        return counts

    def _number(self, found: _List, counts: list[int | None], depth: int, level: _Level) -> str:
        other = found.levels.get(depth, level)
        number = other.start if counts[depth] is None else counts[depth]
        return written(number, "decimal" if level.is_legal else other.format)

    def _list(self, node: Node, abstract: Node) -> _List:
        found = _List(abstract.get("abstractNumId"), {})
        for level in abstract.children:
            if level.tag == "w:lvl":
                self._level(node.get("numId"), found, level)
        for change in node.children:
            if change.tag == "w:lvlOverride":
                depth = _integer(change.get("ilvl"), 0)
                if (level := change.child("w:lvl")) is not None:
                    self._level(node.get("numId"), found, level, depth)
                if (start := change.value("w:startOverride")) is not None:
                    found.starts[depth] = _integer(start, 1)
        return found

    def _level(self, key: str, found: _List, node: Node, depth: int | None = None) -> None:
        depth = _integer(node.get("ilvl"), 0) if depth is None else depth
        restarts = node.value("w:lvlRestart")
        found.levels[depth] = _Level(
            start=_integer(node.value("w:start"), 1),
            format=node.value("w:numFmt") or "decimal",
            text=node.value("w:lvlText") or "",
            is_legal=node.child("w:isLgl") is not None,
            restarts=None if restarts is None else _integer(restarts, 0),
        )
        if (style := node.value("w:pStyle")) is not None:
            self._levels_of_style[key, style] = depth


def written(number: int, format: str) -> str:
    """`number` as Word writes it in a list of that format."""
    if not 0 < number < _HIGHEST:
        return str(number) if format != "none" else ""
    match format:
        case "none" | "bullet":
            return ""
        case "upperRoman" | "lowerRoman":
            roman = _roman(number)
            return roman.upper() if format == "upperRoman" else roman
        case "upperLetter" | "lowerLetter":
            letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 50)
            return letter.upper() if format == "upperLetter" else letter
        case "decimalZero":
            return f"{number:02d}"
        case _:
            return str(number)


def _roman(number: int) -> str:
    letters = ""
    for value, letter in _ROMAN:
        while number >= value:
            letters += letter
            number -= value
    return letters


def _bullet(text: str) -> str:
    """Dashes, dots, squares and ticks are all «-»; a plus stays."""
    return _BULLETS.get(text.strip(), "-")


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None and len(text) < 10 else default
    except ValueError:
        return default
