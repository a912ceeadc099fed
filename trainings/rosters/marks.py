"""What a tick in the columns «Hưởng lương», «Không hưởng lương», «Nam», «Nữ» says."""

from lib.text import fold

_YES = frozenset(
    {"x", "xx", "v", "1", "y", "yes", "true", "co", "dung", "da", "*", "+", "o", "✓", "✔", "√", "☑", "☒", "✗", "✘", "×"}
    | {"ü", "ì", "þ", "r", "p", "р", "х", "•", "●", "■", "(x)", "[x]", "dau x"}
)  # ü, ì, þ, r, p: ticks of the fonts Wingdings and Wingdings 2; р, х: Cyrillic letters
_NO = frozenset({"", "0", "-", "--", "–", "—", "no", "false", "khong", "ko", "k", "n", "☐", "□", "/", ".", "..", "…"})
_PAID = ("huong luong", "co luong", "luong", "nsnn", "can bo", "cong chuc", "vien chuc", "bien che")
_UNPAID = ("khong", "ko ", "k ", "chua", "phu cap", "ban chuyen trach", "kct", "tu tuc")


def is_marked(text: str) -> bool | None:
    """Whether a cell for a tick is ticked; None when that cannot be told («?», «5»)."""
    said = fold(text).strip(" .;,") or text.strip()
    if said in _YES or text.strip() in _YES:
        return True
    return False if said in _NO or text.strip() in _NO else None


def is_paid_in_words(text: str) -> bool | None:
    """What one column «Chế độ lương» says in words: «Không hưởng lương», «Có», «Hưởng lương NSNN»."""
    said = fold(text)
    if said.startswith(_UNPAID):
        return False
    if said.startswith(_PAID):
        return True
    return is_marked(text)
