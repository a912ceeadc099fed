"""One cell of a list: cleaned, and what had to be cleaned said."""

import unicodedata

from lib.text import clean_line, fold

_ERROR_VALUES = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
_SPACES = "\u0020\u00a0\t\n\r"
_FORMS = "Chữ gõ kiểu tổ hợp hoặc dựng sẵn lẫn lộn (Unicode tổ hợp), đã đổi sang Unicode dựng sẵn."
_INVISIBLE = "Ô có ký tự không nhìn thấy, đã bỏ."
_BLANKS = "Ô thừa khoảng trắng, đã bỏ."


def tidied(raw: str) -> tuple[str, list[tuple[str, str]]]:
    """The cell as it is kept, and what was repaired: (kind, sentence) each."""
    if raw.isascii() and raw.isprintable():
        text = " ".join(raw.split())
        return text, [("blanks", _BLANKS)] if text != raw else []
    text = clean_line(raw)
    if text == raw:
        return text, []
    composed = unicodedata.normalize("NFC", raw)
    seen = "".join(c for c in composed if c.isprintable() or c in _SPACES)
    repairs = []
    if not unicodedata.is_normalized("NFC", raw):
        repairs.append(("not_nfc", _FORMS))
    if seen != composed:
        repairs.append(("invisible", _INVISIBLE))
    if " ".join(seen.split()) != seen:
        repairs.append(("blanks", _BLANKS))
    return text, repairs


def is_error_value(text: str) -> bool:
    """Whether the cell shows what Excel shows for a formula that failed."""
    return text.startswith("#") and text.upper() in _ERROR_VALUES


def is_formula(text: str) -> bool:
    """Whether the cell holds a formula that nobody has computed, or a text that Excel would take for one."""
    return text.startswith("=")


def key(text: str) -> str:
    """`text` for comparison: without accents, case, and points at the ends."""
    return fold(text).strip(" .:;,-*()")
