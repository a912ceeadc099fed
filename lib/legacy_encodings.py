"""Text typed with the fonts of before Unicode (.VnTime, VNI-Times), pasted from old Word files: find it, convert it.

Such text looks like «Uû ban nh©n d©n» (TCVN3, also called ABC) or «UÛy ban nhaân daân» (VNI) in any other font.
Sources: TCVN 5712:1993, table VN3; the character table of VNI-Windows.
"""

import re
import unicodedata
from typing import Literal

from lib.syllables import is_syllable

Encoding = Literal["TCVN3", "VNI"]

# Codes 0xA1–0xAE are plain letters, from 0xB5 on letters with tones. The fonts whose name ends in H (.VnTimeH) show the
# lower-case codes as capitals; the table itself has no accented capitals beyond Ă Â Ê Ô Ơ Ư Đ.
_TCVN3_LETTERS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứự",
    0xFA: "ỳỷỹýỵ",
}
TCVN3 = {chr(first + i): letter for first, letters in _TCVN3_LETTERS.items() for i, letter in enumerate(letters)}

# A VNI letter is a base letter with a mark behind it, or one code of its own.
_VNI_MARKS = {
    "a": dict(zip("øùûõïâàáåãäêèéúüë", "àáảãạâầấẩẫậăằắẳẵặ", strict=True)),
    "e": dict(zip("øùûõïâàáåãä", "èéẻẽẹêềếểễệ", strict=True)),
    "o": dict(zip("øùûõïâàáåãä", "òóỏõọôồốổỗộ", strict=True)),
    "u": dict(zip("øùûõï", "ùúủũụ", strict=True)),
    "y": dict(zip("øùûõ", "ỳýỷỹ", strict=True)),
    "ô": dict(zip("øùûõï", "ờớởỡợ", strict=True)),
    "ö": dict(zip("øùûõï", "ừứửữự", strict=True)),
}
_VNI_SINGLE = {"ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ"}
VNI = {base + mark: letter for base, marks in _VNI_MARKS.items() for mark, letter in marks.items()} | _VNI_SINGLE
VNI |= {code.upper(): letter.upper() for code, letter in VNI.items()}
_VNI_CAPITALISED = {code.capitalize(): letter.upper() for code, letter in VNI.items() if len(code) == 2}  # «Uû»
_VNI_TO_UNICODE = VNI | _VNI_CAPITALISED
_VNI_CODE = re.compile("|".join(sorted(_VNI_TO_UNICODE, key=len, reverse=True)))
_TCVN3_TO_UNICODE = str.maketrans(TCVN3)

_WORD = re.compile("[A-Za-z\u00a1-\u00ff]+")


def detect(text: str) -> Encoding | None:
    """The old encoding that `text` is certainly written in, or None.

    Certain means: no letter of today's Vietnamese outside Latin-1, at least two different words that are syllables only
    when read in that encoding, four of five marked words readable so, and three of four words Vietnamese in all.
    French, English or Unicode text never passes; a single odd word does not pass either.
    """
    text = unicodedata.normalize("NFC", text)
    if any(c > "\u00ff" and (c.isalpha() or unicodedata.combining(c)) for c in text):
        return None
    words = _WORD.findall(text)
    marked = [word for word in words if not word.isascii()]
    plain = [word for word in words if word.isascii() and len(word) > 1 and not word.isupper()]
    if len(marked) < 2 or sum(map(_is_natural, marked)) > 0.6 * len(marked):
        return None
    best = max(("TCVN3", "VNI"), key=lambda encoding: len(_readable(marked, encoding)))
    readable = _readable(marked, best)
    if len({word.lower() for word in readable if not _is_natural(word)}) < 2 or len(readable) < 0.8 * len(marked):
        return None
    vietnamese = len(readable) + sum(map(is_syllable, plain))
    return best if vietnamese >= 0.75 * (len(marked) + len(plain)) else None


def to_unicode(text: str, encoding: Encoding) -> str:
    """`text` of that encoding in Unicode (NFC). Characters outside the table stay."""
    text = unicodedata.normalize("NFC", text)
    if encoding == "VNI":
        return _from_vni(text)
    return "\n".join(_capitals_of_tcvn3_h(line) for line in text.split("\n"))


def convert(text: str) -> tuple[str, Encoding | None]:
    """`text` with whatever is certainly TCVN3 or VNI turned into Unicode, and the encoding found (None: unchanged).

    The whole text is looked at first, then, when new and old text stand together, line by line.
    """
    if text.isascii():
        return text, None
    encoding = detect(text)
    if encoding:
        return to_unicode(text, encoding), encoding
    found, lines = None, []
    for line in text.split("\n"):
        encoding = detect(line)
        found = found or encoding
        lines.append(to_unicode(line, encoding) if encoding else line)
    return "\n".join(lines), found


def _is_natural(word: str) -> bool:
    """Whether `word` is a Vietnamese syllable as it stands («sông», but not «c«ng», «cÊp»)."""
    word = word.strip("«»")
    return is_syllable(word) and (word.islower() or word.istitle() or word.isupper())


def _readable(words: list[str], encoding: Encoding) -> list[str]:
    decode = _from_vni if encoding == "VNI" else _from_tcvn3
    return [word for word in words if is_syllable(decode(word))]


def _from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3_TO_UNICODE)


def _from_vni(text: str) -> str:
    return _VNI_CODE.sub(lambda code: _VNI_TO_UNICODE[code[0]], text)


def _capitals_of_tcvn3_h(line: str) -> str:
    """Decode one line; «KÕ HO¹CH», typed in capitals for a font .VnTimeH, becomes «KẾ HOẠCH»."""
    is_all_capitals = any(map(_is_shouted, _WORD.findall(line))) and not re.search("[a-z]", line)
    if is_all_capitals:
        return _from_tcvn3(line).upper()
    return _WORD.sub(lambda word: _from_tcvn3(word[0]).upper() if _is_shouted(word[0]) else _from_tcvn3(word[0]), line)


def _is_shouted(word: str) -> bool:
    """Whether a capital stands after the first letter, and no small plain letter anywhere."""
    return bool(re.search("[A-Z]", word[1:])) and not re.search("[a-z]", word)
