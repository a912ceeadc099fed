"""Words that stand on one line of a page, as rows from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from documents.reading.pdf_pages import Word

_NO_BLANK_BEFORE = re.compile(r"[,.;:!?)\]}”’]+")


@dataclass(frozen=True)
class Row:
    """Words side by side, from left to right."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        return self.words[0].left

    @cached_property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @cached_property
    def base(self) -> float:
        """The line that most letters stand on."""
        return max(self.words, key=lambda word: (word.size, len(word.text))).base

    @cached_property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @cached_property
    def first_width(self) -> float:
        """The width of what may not be parted at its beginning."""
        end = self.words[0].right
        for word in self.words[1:]:
            if not word.is_glued:
                break
            end = word.right
        return end - self.left

    @cached_property
    def text(self) -> str:
        """The words with single blanks; none where letters touch (a number and its raised sign)."""
        texts: list[str] = []
        for number, word in enumerate(self.words):
            touches = number and word.left - self.words[number - 1].right < 0.08 * word.size and not word.is_glued
            if texts and not (touches and _NO_BLANK_BEFORE.match(word.text)):
                texts.append(" ")
            texts.append(word.text)
        return "".join(texts)

    @cached_property
    def is_bold(self) -> bool:
        return all(word.is_bold for word in self.words)

    @cached_property
    def is_italic(self) -> bool:
        return all(word.is_italic for word in self.words)


def rows_of(words: Iterable[Word]) -> list[Row]:
    """`words` in rows from top to bottom. Raised and lowered figures belong to the row that they touch."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (round(word.base, 1), word.left)):
        if rows and _is_on(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Row(tuple(sorted(row, key=lambda word: word.left))) for row in rows]


def _is_on(row: Sequence[Word], word: Word) -> bool:
    """Whether `word` stands on the line of `row`, which began above it."""
    first = row[0]
    distance = word.base - first.base
    if distance <= 0.3 * min(first.size, word.size):
        return True
    return first.size < 0.75 * word.size and distance <= 0.6 * word.size
