"""People's names in Vietnamese order, by keys that sort the same on every database and with every collation.

Lists of people go by given name (tên), then by family name and what stands between: «Bùi Thị An» before «Lò Văn Ân».
Letters in the order of the alphabet (a ă â b … d đ e ê … o ô ơ … u ư …), syllable by syllable; in syllables of the same
letters the tones: none, huyền, hỏi, ngã, sắc, nặng. So all «Hoa» stand before all «Hòa», whatever their family names.
"""

import unicodedata
from functools import lru_cache

from lib.text import clean_text, fold

LONGEST_NAME_KEY = 80
LONGEST_SORT_KEY = 200

_LETTERS = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_CODES = {letter: f"{code:02}" for code, letter in enumerate(_LETTERS, start=10)}
_OTHER = "99"  # letters of other scripts
_SHAPES = {"\u0306": "ă", "\u0302": "âêô", "\u031b": "ơư"}
_SHAPED = {
    (base, mark): shaped
    for mark, letters in _SHAPES.items()
    for shaped in letters
    for base in [unicodedata.normalize("NFD", shaped)[0]]
}
_TONES = {"\u0300": "01", "\u0309": "02", "\u0303": "03", "\u0301": "04", "\u0323": "05"}
_NO_TONE = "00"
_LAST_SHAPE = dict(zip("adeou", "âđêơư", strict=True))


def words_of(full_name: str) -> list[str]:
    """The words of a name, lower case, in NFC; hyphens, apostrophes and points part words («Y-Blô», «H'Hen»)."""
    text = clean_text(full_name).lower()
    parted = "".join(c if c.isalnum() or unicodedata.combining(c) else " " for c in text)
    return parted.split()


def sort_key(full_name: str) -> str:
    """Digits (at most 200) by which names sort as in a Vietnamese list; equal for «Hoà» and «Hòa», «AN» and «An».

    Two digits for each letter, two for the end of a syllable, which tell its tone: compared as text they give the order
    above, since an end is lower than any letter. Empty for a text without letters.
    """
    words = words_of(full_name)
    return "".join(_syllable_key(word) for word in words[-1:] + words[:-1])[:LONGEST_SORT_KEY]


def name_key(full_name: str) -> str:
    """`full_name` folded for finding the same name again, however it is typed: no accents, case, points or hyphens."""
    return " ".join(fold(" ".join(words_of(full_name))).split())[:LONGEST_NAME_KEY]


def given_range(word: str) -> tuple[str, str]:
    """(first, past the last) of the sort keys of people whose given name begins with the folded `word`.

    The range may hold others: between «hoa» and «hơâ» stand Hòe and Hồng.
    """
    first = "".join(_CODES.get(letter, _OTHER) for letter in word)
    last = "".join(_CODES.get(_LAST_SHAPE.get(letter, letter), _OTHER) for letter in word)
    return first, f"{last}:"


@lru_cache(maxsize=20_000)
def _syllable_key(word: str) -> str:
    tone, letters = _NO_TONE, []
    for c in unicodedata.normalize("NFD", word):
        if c in _TONES:
            tone = _TONES[c] if tone == _NO_TONE else tone
        elif unicodedata.combining(c):
            letters[-1:] = [_SHAPED.get((letter, c), letter) for letter in letters[-1:]]
        else:
            letters.append(c)
    return "".join(_CODES.get(letter, _OTHER) for letter in letters) + tone
