"""Vietnamese text: one Unicode form, keys that ignore accents and case."""

import unicodedata

_INVISIBLE = dict.fromkeys([0x00AD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)])
_CONTROL = dict.fromkeys(i for i in [*range(0x20), *range(0x7F, 0xA0)] if chr(i) not in "\t\n")


def clean_text(text: str) -> str:
    """Return `text` in NFC, with \\n line ends, without control and invisible characters.

    TCVN 6909:2001 (Nghị định 30/2020, Phụ lục I, I.4) asks for precomposed letters. Tabs and new lines stay.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text).translate(_CONTROL).translate(_INVISIBLE)


def fold(text: str) -> str:
    """Return `text` for accent-blind comparison: lower case ASCII letters, single spaces («Đặng» → «dang»)."""
    decomposed = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(plain.lower().split())
