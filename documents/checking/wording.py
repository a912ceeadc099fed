"""What rules on wording share: words with their places, quotes cut out of a passage, where a sentence begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from documents.checking.subject import Breach, Passage

LETTER = r"[^\W\d_]"
WORD = re.compile(rf"{LETTER}+(?:['’]{LETTER}+)*")
_SENTENCE_END = re.compile(r"(?:[.?!:;…]\s*[\"“”«»'(]?|[\"“«(])\s*$")


@dataclass(frozen=True)
class Word:
    """A run of letters in a text. `starts_sentence` also after «:», «;» and an opening quote or bracket."""

    text: str
    start: int
    end: int
    starts_sentence: bool

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital and goes on in small letters."""
        return self.text[0].isupper() and (len(self.text) == 1 or self.text[1:].islower())


@lru_cache(maxsize=4_000)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of `text` in order; symbols such as «KH-UBND» are several words."""
    words, last = [], 0
    for match in WORD.finditer(text):
        starts = bool(_SENTENCE_END.search(text[max(last, match.start() - 6) : match.start()])) or match.start() == 0
        words.append(Word(match[0], match.start(), match.end(), starts or not words))
        last = match.end()
    return tuple(words)


def runs(words: tuple[Word, ...], text: str) -> Iterator[tuple[Word, ...]]:
    """Words that follow each other with nothing but one blank between."""
    run: list[Word] = []
    for word in words:
        if run and text[run[-1].end : word.start] != " ":
            yield tuple(run)
            run = []
        run.append(word)
    if run:
        yield tuple(run)


def quoted(text: str, start: int, end: int, *, words: int = 1) -> tuple[int, int]:
    """The bounds of `text[start:end]` with `words` more words on either side: enough for a person to find it again."""
    left = start
    for _ in range(words):
        left = text.rfind(" ", 0, max(left - 1, 0)) + 1
    right = end
    for _ in range(words):
        found = text.find(" ", min(right + 1, len(text)))
        right = len(text) if found < 0 else found
    return left, right


def breach(
    passage: Passage,
    start: int,
    end: int,
    message: str,
    *,
    replacement: str | None = None,
    words: int = 1,
    severity=None,
) -> Breach:
    """A breach at `passage.text[start:end]`; with `replacement`, the suggestion is the quote with that in its place."""
    text = passage.text
    left, right = quoted(text, start, end, words=words)
    suggestion = None if replacement is None else text[left:start] + replacement + text[end:right]
    return Breach(passage.place, text[left:right], message, suggestion, severity)


def ending(text: str, words: int = 6) -> str:
    """The last words of `text`."""
    return text[quoted(text, len(text), len(text), words=words)[0] :]


def beginning(text: str, words: int = 8) -> str:
    """The first words of `text`."""
    return text[: quoted(text, 0, 0, words=words)[1]]


def listed(items: list[str]) -> str:
    """«a», «b» và «c»."""
    shown = [f"«{item}»" for item in items]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} và {shown[-1]}"
