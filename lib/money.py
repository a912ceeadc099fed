"""Amounts of money in whole đồng: as figures («1.251.000.000»), and in words («Một tỷ … đồng»)."""

import re
import unicodedata

from lib.number_words import number_from_words, number_in_words

_CURRENCY = re.compile(r"\s*(?:đồng|vnđ|vnd|đ|₫)\s*$")
_NUMBER = r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+|[0-9]+)"
_PART = re.compile(
    rf"(?P<whole>{_NUMBER})(?:,(?P<fraction>[0-9]+))?(?: ?(?P<unit>nghìn tỷ|triệu tỷ|tỷ|triệu|nghìn))?(?: |$)"
)
_UNITS = {"": 1, "nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9, "nghìn tỷ": 10**12, "triệu tỷ": 10**15}
_ENGLISH_THOUSANDS = re.compile(r"[0-9]{1,3}(,[0-9]{3}){2,}")
_LEAD_IN = re.compile(r"^\W*(?:số tiền\s+)?(?:viết\s+)?bằng chữ\s*:?")
_LONGEST = 1000  # characters; a longer text is no amount
_TAIL = re.compile(r"(?<!\w)(?:đồng)?(?:\s+việt nam)?(?:\s*chẵn)?\W*$")


def amount_in_words(amount: int) -> str:
    """`amount` (đồng) as papers write it: 1251000000 → «Một tỷ hai trăm năm mươi mốt triệu đồng»."""
    words = number_in_words(amount)
    return f"{words[0].upper()}{words[1:]} đồng"


def amount_from_words(text: str) -> int:
    """The amount (đồng) that `text` names: «Một tỷ, hai trăm năm mươi một nghìn đồng chẵn» → 1000251000.

    Understands the spellings of `number_from_words`, with or without «Bằng chữ:», «đồng», «đồng Việt Nam», «chẵn» and
    brackets around. Raises ValueError with a Vietnamese sentence when the words are no amount.
    """
    if len(text) > _LONGEST:
        raise ValueError("Câu quá dài, không phải số tiền bằng chữ.")
    words = unicodedata.normalize("NFC", text).strip().lower()
    return number_from_words(_TAIL.sub("", _LEAD_IN.sub("", words)))


def parse_amount(text: str) -> int:
    """The amount (đồng) that `text` writes in figures: «1.251.000.000 đ», «9 tỷ đồng», «1,5 tỷ», «1 tỷ 250 triệu đồng».

    The dot separates thousands, the comma decimals (of tỷ, triệu, nghìn only). Raises ValueError with a Vietnamese
    sentence on anything else («1.25.000», «1,251,000,000», «1.5 tỷ», half a đồng).
    """
    if len(text) > _LONGEST:
        raise ValueError("Số tiền quá dài.")
    figures = " ".join(unicodedata.normalize("NFC", text).lower().split())
    figures = _CURRENCY.sub("", figures).replace("tỉ", "tỷ").replace("ngàn", "nghìn")
    sign = -1 if figures[:1] in ("-", "−") else 1
    figures = figures[1:].strip() if sign < 0 else figures
    if not figures:
        raise ValueError("Chưa có số tiền.")
    if _ENGLISH_THOUSANDS.search(figures):
        raise ValueError("Hãy dùng dấu chấm để ngăn hàng nghìn, ví dụ 1.251.000.000.")
    total, last_unit, at = 0, None, 0
    while at < len(figures):
        part = _PART.match(figures, at)
        if part is None:
            raise ValueError(
                f"Không đọc được số tiền «{text.strip()[:60]}»: hãy viết như 1.251.000.000 hoặc 1,5 tỷ đồng."
            )
        unit = _UNITS[part["unit"] or ""]
        if part["fraction"] and unit == 1:
            raise ValueError("Số tiền là số đồng nguyên; dấu phẩy chỉ dùng với tỷ, triệu, nghìn (1,5 tỷ đồng).")
        fraction = part["fraction"] or ""
        value, rest = divmod(int(re.sub(r"[^0-9]", "", part["whole"]) + fraction) * unit, 10 ** len(fraction))
        if rest:
            raise ValueError("Số tiền phải là số đồng nguyên.")
        if last_unit is not None and (unit >= last_unit or value >= last_unit):
            raise ValueError("Các hàng (tỷ, triệu, nghìn) không theo thứ tự từ lớn đến nhỏ.")
        total, last_unit, at = total + value, unit, part.end()
    return sign * total
