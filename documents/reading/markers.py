"""What stands before the words of a paragraph: «Phần I», «II.», «1.1.», «a)», «-», and its place in a sequence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from documents.citing import CAPITAL
from lib.lettering import from_roman

LARGEST_NUMBER = 60  # a larger one at the beginning of a line is the end of a sentence («… năm\n2021. Tiếp tục»)
ALPHABET = "abcdđefghijklmnopqrstuvwxyz"  # with the letters that the official list leaves out: people use them
PART_LABEL = re.compile(r"(?:phần|chương)\s(?:[IVXLCDM]+|\d+|thứ \w+)\.?", re.IGNORECASE)  # alone: its name follows


class Form(IntEnum):
    """Kinds of numbering; a smaller value usually stands above a larger one."""

    PART = 0  # Phần I, Phần thứ nhất
    CHAPTER = 1  # Chương I
    DIVISION = 2  # Mục 1
    CAPITAL = 3  # A.
    ROMAN = 4  # I.
    ARTICLE = 5  # Điều 1.
    ARABIC = 6  # 1.
    DOTTED = 7  # 1.1.
    DEEP = 8  # 1.1.1.
    LETTER = 9  # a)
    SUBLETTER = 10  # a1), a.1)
    BRACKETED = 11  # (1), (i)
    BULLET = 12  # -, +, •


@dataclass(frozen=True)
class Marker:
    """A marker as printed (`label`), its numbers («1.2» → (1, 2)), its closing sign, and the words behind it."""

    form: Form
    label: str
    numbers: tuple[int, ...]
    sign: str
    rest: str

    @property
    def ordinal(self) -> int:
        """The last number: the place among its siblings, from 1; 0 for bullets."""
        return self.numbers[-1] if self.numbers else 0


_ORDINALS = {
    "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_NAMED = re.compile(
    rf"(?P<word>phần|chương|mục|điều)\s+(?:thứ\s+(?P<ordinal>{'|'.join(_ORDINALS)})|(?P<roman>[IVXLC]{{1,6}})|"
    r"(?P<number>\d{1,3}))(?!\w)\s*(?P<sign>[.:/)]|[-–—](?=\s))?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NAMES = {"phần": Form.PART, "chương": Form.CHAPTER, "mục": Form.DIVISION, "điều": Form.ARTICLE}
_ROMAN = re.compile(r"(?!V/[vV]\b)([IVXLC]{1,6})\s?([.)/:]|[-–](?=\s|[^\W\d_a-z]))[-–.]?\s*(?=\D)", re.DOTALL)
_BARE_ROMAN = re.compile(r"([IVX]{1,5})\s+(?=[^\W\d_])")
_CAPITAL = re.compile(r"([A-ZĐ])(?:([.)/])(?:\s+|(?=[^\W\d_]{2}))|\s([-–])\s)")
_DOTTED = re.compile(
    r"((?:\d{1,2}|[IVX]{1,5}|[A-ZĐ])(?:\s?\.\s?\d{1,2}){1,4})(?:\s?([.):])\s*|\s+)(?=[^\W\d_]|[“\"(*]|(?<=\s)\d)"
)
_ARABIC = re.compile(
    r"(\d{1,3})(?:\s?([.)])[.)/-]?(?:\s+|(?=[^\W\d_“\"])|$)|([/:])[.-]?(?:\s+(?=[^\W\d_])|(?=[^\W\d_]+\s))|"
    r"\s?([-–])\s*(?=[^\W\d_])(?![A-ZĐ]\w{0,6}[/-]))"
)
_SUBLETTER = re.compile(r"([a-zđ])\s?[.]?\s?(\d{1,2})\s?([.)])\s*(?=\D)")
_LETTER = re.compile(rf"([a-zđ])\s?(?:([)/])[.]?\s*|([.])(?:\s+|(?={CAPITAL}[^\W\d_]))|\s?([-–])\s+)(?=\S|$)")
_IN_BRACKETS = re.compile(r"\((?:(\d{1,2})|([a-zđ])|([ivx]{1,5}))\)\s*")
_LOW_ROMAN = re.compile(r"(ii|iii|iv|vi{1,3}|ix)\s?([.)])\s*", re.IGNORECASE)
_BULLET = re.compile(r"([-–—•+*·▪●○◦➢✓§Ø►■□]|o(?=\s+[^\W\d_a-zđ]))(?:\s+|(?=[^\W\d_“\"(])|$)")


def marker_of(text: str) -> Marker | None:
    """The marker with which `text` begins, or None.

    Two of them («- a.», «- +») count as one bullet whose label keeps both.
    """
    if not text:
        return None
    first = text[0]
    if bullet := _BULLET.match(text):
        return _bullet(text, bullet)
    if first.isdigit():
        return _dotted(text) or _arabic(text)
    if first == "(":
        return _bracketed(text)
    if first.isupper():
        return _named(text) or _dotted(text) or _roman(text) or _capital(text)
    return _small(text)


def _bullet(text: str, bullet: re.Match) -> Marker:
    rest = text[bullet.end() :]
    inner = _BULLET.match(rest) or _LETTER.match(rest) or _ARABIC.match(rest)
    end = bullet.end() + (inner.end() if inner else 0)
    return Marker(Form.BULLET, text[:end].strip(), (), bullet[1], text[end:])


def _named(text: str) -> Marker | None:
    match = _NAMED.match(text)
    if not match:
        return None
    form, rest, sign = _NAMES[match["word"].lower()], match["rest"], match["sign"] or ""
    if rest and not sign and not is_capitals(rest):
        return None
    if form == Form.ARTICLE and (match["roman"] or match["ordinal"] or (rest and sign not in (".", ":"))):
        return None
    if match["ordinal"]:
        number = _ORDINALS[match["ordinal"].lower()]
    elif match["roman"]:
        try:
            number = from_roman(match["roman"].upper())
        except ValueError:
            return None
    else:
        number = int(match["number"])
    label = text[: match.start("rest")].strip()
    return Marker(form, label, (number,), sign, rest)


def _roman(text: str) -> Marker | None:
    match = _ROMAN.match(text)
    bare = None if match else _BARE_ROMAN.match(text)
    if bare and is_capitals(text[bare.end() :]) and len(text) > bare.end() + 5:
        match = bare
    if not match:
        return None
    try:
        number = from_roman(match[1])
    except ValueError:
        return None
    if number >= 40:  # «L.», «C.»: a capital letter
        return None
    sign = "" if bare else match[2]
    return Marker(Form.ROMAN, text[: match.end()].strip(), (number,), sign, text[match.end() :])


def _capital(text: str) -> Marker | None:
    match = _CAPITAL.match(text)
    if not match:
        return None
    number = ALPHABET.index(match[1].lower()) + 1
    return Marker(Form.CAPITAL, text[: match.end()].strip(), (number,), match[2] or match[3], text[match.end() :])


def _dotted(text: str) -> Marker | None:
    match = _DOTTED.match(text)
    if not match:
        return None
    rest = text[match.end() :]
    if not match[2] and rest[:1].islower():
        return None
    first, *others = match[1].replace(" ", "").split(".")
    numbers = tuple(map(int, others))
    if first.isdigit():
        number = int(first)
    else:
        try:
            number = from_roman(first)
        except ValueError:
            number = ALPHABET.index(first.lower()) + 1 if len(first) == 1 else 0
    if not 0 < number <= LARGEST_NUMBER or 0 in numbers:
        return None
    deep = Form.DEEP if len(numbers) > 1 else Form.DOTTED
    return Marker(deep, text[: match.end()].strip(), (number, *numbers), match[2] or "", rest)


def _arabic(text: str) -> Marker | None:
    match = _ARABIC.match(text)
    if not match or not 0 < int(match[1]) <= LARGEST_NUMBER:
        return None
    sign = match[2] or match[3] or match[4]
    return Marker(Form.ARABIC, text[: match.end()].strip(), (int(match[1]),), sign, text[match.end() :])


def _bracketed(text: str) -> Marker | None:
    match = _IN_BRACKETS.match(text)
    if not match or match.end() == len(text):
        return None
    if match[2] and not match[3]:
        return Marker(Form.LETTER, match[0].strip(), (ALPHABET.index(match[2]) + 1,), "()", text[match.end() :])
    number = int(match[1]) if match[1] else from_roman(match[3].upper()) if _is_roman(match[3].upper()) else 0
    return Marker(Form.BRACKETED, match[0].strip(), (number,), "()", text[match.end() :]) if number else None


def _is_roman(text: str) -> bool:
    try:
        return bool(from_roman(text))
    except ValueError:
        return False


def _small(text: str) -> Marker | None:
    if (match := _LOW_ROMAN.match(text)) and _is_roman(match[1].upper()):
        return Marker(Form.BRACKETED, match[0].strip(), (from_roman(match[1].upper()),), match[2], text[match.end() :])
    if match := _SUBLETTER.match(text):
        numbers = (ALPHABET.index(match[1]) + 1, int(match[2]))
        return Marker(Form.SUBLETTER, match[0].strip(), numbers, match[3], text[match.end() :])
    if match := _LETTER.match(text):
        sign = match[2] or match[3] or match[4]
        return Marker(Form.LETTER, match[0].strip(), (ALPHABET.index(match[1]) + 1,), sign, text[match.end() :])
    return None


def is_capitals(text: str) -> bool:
    """Whether `text` has at least two letters and nearly all of them are capitals («THỰC HIỆN DỰ ÁN (Dự án 1)» is)."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)
