"""Labels of headings and markers of paragraphs as they are printed: which series one belongs to and which place in it.

Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6.đ and V.6.b: «Phần I», «I.», «1.», «a)»; «1.1.», «-» and «+» are custom.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from documents.checking.subject import Passage, Subject
from documents.content import Paragraph, Section
from documents.places import Part, Place
from lib.lettering import LETTERS, from_roman


class Series(StrEnum):
    """What counts on: parts, Roman numbers, Arabic ones, dotted ones, letters; dashes and pluses do not count."""

    PART = "phần"
    CHAPTER = "chương"
    ARTICLE = "điều"
    CAPITAL = "A."
    ROMAN = "I."
    ARABIC = "1."
    DOTTED = "1.1."
    LETTER = "a)"
    SIGN = "-"


@dataclass(frozen=True)
class Label:
    """A label taken apart: `number` counts from 1 in its series, 0 for a sign; `above` are the numbers before."""

    series: Series
    number: int
    above: tuple[int, ...] = ()
    text: str = ""
    is_doubled: bool = False


@dataclass(frozen=True)
class Item:
    """A labelled heading or paragraph where it stands."""

    label: Label
    place: Place
    text: str
    is_heading: bool
    depth: int  # of the section it is, or stands in


_DOUBLED = re.compile(r"^(?:[-–—+*•]\s*)+(?=\S)")
_WORDED = re.compile(r"(phần|chương|điều)\s+(?:thứ\s+)?([\w]+)\.?", re.IGNORECASE)
_ROMAN = re.compile(r"([IVXLC]+)[./]?")
_CAPITAL = re.compile(r"[A-HK-UYĐ][.)/]")
_DOTTED = re.compile(r"(\d+(?:\.\d+)+)[.)]?")
_ARABIC = re.compile(r"\(?(\d{1,3})[.)/]?\)?")
_LETTER = re.compile(r"\(?([a-zđ])[.)]\)?")
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")


def label_of(text: str) -> Label | None:
    """The label `text` is, None when it is none. Letters outside the official order get 0."""
    text = text.strip()
    stripped = _DOUBLED.sub("", text)
    is_doubled = stripped != text and bool(stripped)
    if not stripped or re.fullmatch(r"[-–—+*•·▪o§]+", text):
        return Label(Series.SIGN, 0, text=text) if text else None
    if re.fullmatch(r"[-–—+*•]+(?:\s+[-–—+*•]+)+", text):
        return Label(Series.SIGN, 0, text=text, is_doubled=True)
    return _counted(stripped, text, is_doubled)


def _counted(stripped: str, text: str, is_doubled: bool) -> Label | None:
    above: tuple[int, ...] = ()
    if match := _WORDED.fullmatch(stripped):
        series, number = Series(match[1].lower()), _number(match[2])
    elif match := _DOTTED.fullmatch(stripped):
        *before, number = (int(part) for part in match[1].split("."))
        series, above = Series.DOTTED, tuple(before)
    elif match := _ARABIC.fullmatch(stripped):
        series, number = Series.ARABIC, int(match[1])
    elif _CAPITAL.fullmatch(stripped):
        series, number = Series.CAPITAL, 0
    elif match := _ROMAN.fullmatch(stripped):
        series, number = Series.ROMAN, _number(match[1])
    elif match := _LETTER.fullmatch(stripped):
        series, number = Series.LETTER, LETTERS.index(match[1]) + 1 if match[1] in LETTERS else 0
    else:
        return None
    return Label(series, number, above, text, is_doubled)


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    if word.lower() in _ORDINALS:
        return _ORDINALS.index(word.lower()) + 1
    try:
        return from_roman(word)
    except ValueError:
        return 0


def items(subject: Subject) -> Iterator[Item | None]:
    """All labelled headings and paragraphs of the outline in reading order; None for a heading without label.

    A marker that was read as part of the text («- a. Số lớp» under the marker «-») is found there.
    """
    numbers = iter(range(len(subject.sections)))

    def walk(sections: tuple[Section, ...], depth: int) -> Iterator[Item | None]:
        for section in sections:
            index = next(numbers)
            label = label_of(section.label)
            yield Item(label, Place(Part.SECTIONS, index), section.title, True, depth) if label else None
            for number, block in enumerate(section.blocks):
                if isinstance(block, Paragraph) and (label := marker_of(block)):
                    yield Item(label, Place(Part.SECTIONS, index, number), block.text, False, depth)
            yield from walk(section.sections, depth + 1)

    return walk(subject.content.sections, 0)


_SECOND = re.compile(r"([-–—+*•]|\(?[a-zđ][.)]|\d{1,2}[.)])\s+\S")


def marker_of(paragraph: Paragraph) -> Label | None:
    """The marker of `paragraph`, with a second one that its text begins with."""
    marker = paragraph.marker
    if (marker in {"-", "+", "–", "*", "•"} or not marker) and (second := _SECOND.match(paragraph.text)):
        return label_of(f"{marker} {second[1]}".strip())
    return label_of(marker)


def name_of(passage: Passage) -> str:
    """A heading as a person would name it: «II.1. Mục đích»."""
    return f"{passage.marker} {passage.text}".strip()
