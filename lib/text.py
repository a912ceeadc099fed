"""Vietnamese text: one Unicode form, keys that ignore accents and case."""

import re
import unicodedata

LONGEST_SEARCH = 200
_LINE_ENDS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_TONE_BEFORE_SHAPE = re.compile("([\u0300\u0301\u0303\u0309\u0323])([\u0302\u0306\u031b])")
_ODD_SPACES = dict.fromkeys([0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_LOOK_ALIKES = {
    0x00D0: "Đ", 0x0189: "Đ", 0x00F0: "đ", 0x0256: "đ",  # eth and African d in place of đ
    0x01A2: "Ư", 0x01A3: "ư",  # the letter oi, which many PDF files have for ư
    0x001E: "-", 0x2010: "-", 0x2011: "-", 0x2212: "-",  # Word's fixed hyphen and other hyphens
    0xF0B7: "-", 0xF0A7: "-", 0xF0D8: "-", 0xF02D: "-", 0xF0FC: "-",  # Word's bullets of the fonts Symbol and Wingdings
}  # fmt: skip
_INVISIBLE = dict.fromkeys([0x00AD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)])
_CONTROL = dict.fromkeys(i for i in [*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)] if chr(i) not in "\t\n")
_PRIVATE = dict.fromkeys([*range(0xE000, 0xF900), 0xFFFD, 0xFFFE, 0xFFFF])
_PRIVATE_PLANES = re.compile("[\U000f0000-\U0010ffff]")
_CLEAN = _CONTROL | _INVISIBLE | _PRIVATE | _ODD_SPACES | _LOOK_ALIKES
_UNCLEAN = re.compile(f"[{re.escape(''.join(map(chr, _CLEAN)))}\u0300-\u036f\u2028\u2029\U000f0000-\U0010ffff]")


def clean_text(text: str) -> str:
    """Return `text` in NFC, with \\n line ends and plain blanks, without control, invisible and private characters.

    TCVN 6909:2001 (Nghị định 30/2020, Phụ lục I, I.4) asks for precomposed letters. Tabs and new lines stay. A tone
    typed before the shape of its vowel, «Ð» for «Đ» and the bullets of Word's symbol fonts are put right.
    """
    if unicodedata.is_normalized("NFC", text) and not _UNCLEAN.search(text):
        return text
    text = _TONE_BEFORE_SHAPE.sub(r"\2\1", unicodedata.normalize("NFD", _LINE_ENDS.sub("\n", text)))
    return unicodedata.normalize("NFC", _PRIVATE_PLANES.sub("", text).translate(_CLEAN))


def clean_line(text: str) -> str:
    """`text` cleaned, on one line, with single blanks and none at the ends."""
    return " ".join(clean_text(text).split())


def clean_lines(text: str) -> str:
    """`text` cleaned, without blanks at line ends and empty lines at either end."""
    return "\n".join(line.rstrip(" ") for line in clean_text(text).split("\n")).strip("\n")


def search_words(text: str) -> list[str]:
    """The folded words of what a person typed into a search box; letters beyond 200 are left out.

    Databases refuse very long patterns and hundreds of conditions.
    """
    return list(dict.fromkeys(fold(text[:LONGEST_SEARCH]).split()))


def fold(text: str) -> str:
    """Return `text` for accent-blind comparison: lower case ASCII letters, single spaces («Đặng» → «dang»)."""
    decomposed = unicodedata.normalize("NFD", clean_text(text)).replace("Đ", "D").replace("đ", "d")
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(plain.lower().split())
