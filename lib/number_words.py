"""Whole numbers ↔ Vietnamese words («hai mươi mốt», «một tỷ không trăm linh năm triệu»).

Numbers are read in groups of three digits. A group of zeros inside a number is passed over; a group that follows a
higher one is read with all three digits («không trăm linh năm»). Above tỷ come nghìn tỷ, triệu tỷ and tỷ tỷ.
"""

import re
import unicodedata

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_UNITS_IN_BILLION = ((10**6, "triệu"), (10**3, "nghìn"), (1, ""))

_VALUES = {word: value for value, word in enumerate(_DIGITS)} | {"bẩy": 7}
_VALUES_AFTER_ZERO_TENS = {word: value for word, value in _VALUES.items() if value} | {"tư": 4}
_VALUES_AFTER_TEN = _VALUES_AFTER_ZERO_TENS | {"lăm": 5, "nhăm": 5}
_VALUES_AFTER_TENS = _VALUES_AFTER_TEN | {"mốt": 1}
_ZERO_TENS = {"linh", "lẻ"}
_UNITS = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6}
_BILLION = {"tỷ", "tỉ"}
_KNOWN = {"không", *_VALUES_AFTER_TENS, *_ZERO_TENS, *_UNITS, *_BILLION, "mười", "mươi", "trăm", "âm", "trừ"}


def number_in_words(number: int) -> str:
    """`number` in lower-case words: 1251 → «một nghìn hai trăm năm mươi mốt». Raises TypeError unless it is an int."""
    if isinstance(number, bool) or not isinstance(number, int):
        raise TypeError(f"number_in_words takes a whole number, not {number!r}")
    if number == 0:
        return _DIGITS[0]
    words: list[str] = ["âm"] if number < 0 else []
    has_higher = False
    for power, chunk in reversed(list(enumerate(_chunks_of_a_billion(abs(number))))):
        if chunk == 0:
            continue
        for unit, name in _UNITS_IN_BILLION:
            group = chunk // unit % 1000
            if group:
                words += _group_in_words(group, in_full=has_higher)
                words += [name] if name else []
                has_higher = True
        words += ["tỷ"] * power
    return " ".join(words)


def ordinal_in_words(number: int) -> str:
    """`number` as a place in a row: 1 → «thứ nhất», 4 → «thứ tư», 14 → «thứ mười bốn», 24 → «thứ hai mươi tư».

    Raises ValueError below 1.
    """
    if number < 1:
        raise ValueError(f"There is no place {number} in a row")
    words = "nhất" if number == 1 else number_in_words(number)
    tens = number // 10 % 10
    if number % 10 == 4 and tens != 1:
        words = words.removesuffix("bốn") + "tư"
    return f"thứ {words}"


def number_in_figures(number: int) -> str:
    """`number` with dots between groups of three digits: 1251000000 → «1.251.000.000»."""
    return f"{number:,}".replace(",", ".")


def number_from_words(text: str) -> int:
    """The number that `text` names; every usual spelling is understood.

    linh/lẻ, bốn/tư, lăm/nhăm/năm, một/mốt after mươi, nghìn/ngàn, tỷ/tỉ, commas, capital letters, NFD, «không trăm» and
    groups of zeros said or left out. Raises ValueError with a Vietnamese sentence when the words are no number.
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())
    return _Reader(words).number()


def _chunks_of_a_billion(number: int) -> list[int]:
    chunks = []
    while number:
        number, chunk = divmod(number, 10**9)
        chunks.append(chunk)
    return chunks


def _group_in_words(group: int, *, in_full: bool) -> list[str]:
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    words = []
    if hundreds or in_full:
        words += [_DIGITS[hundreds], "trăm"]
    if tens == 0 and ones and words:
        words += ["linh", _DIGITS[ones]]
    elif tens == 0 and ones:
        words.append(_DIGITS[ones])
    elif tens == 1:
        words += ["mười", *([{5: "lăm"}.get(ones, _DIGITS[ones])] if ones else [])]
    elif tens:
        words += [_DIGITS[tens], "mươi", *([{1: "mốt", 5: "lăm"}.get(ones, _DIGITS[ones])] if ones else [])]
    return words


class _Reader:
    """Reads words from left to right. Every group of three digits gets its unit; units must fall all the way."""

    def __init__(self, words: list[str]):
        self.words = words
        self.at = 0

    def number(self) -> int:
        for word in self.words:
            if word not in _KNOWN:
                raise ValueError(f"Không hiểu chữ «{word}» trong số viết bằng chữ.")
        sign = -1 if self._take({"âm", "trừ"}) else 1
        if self.at == len(self.words):
            raise ValueError("Chưa có chữ nào để đọc thành số.")
        total, last_unit = 0, None
        chunk: list[tuple[int, int]] = []  # groups that wait for the «tỷ» after them
        while self.at < len(self.words):
            group, is_bare_digit = self._group(follows=bool(chunk) or last_unit is not None)
            unit = self._unit()
            chunk.append((group, unit))
            power = self._billions()
            if power or self.at == len(self.words):
                if is_bare_digit and unit == 1 and not power and (len(chunk) > 1 or last_unit):
                    raise ValueError("Chữ số cuối chưa rõ hàng: hãy viết đủ, ví dụ «không trăm linh năm».")
                for value, own_unit in chunk:
                    effective = own_unit * 10 ** (9 * power)
                    if last_unit is not None and effective >= last_unit:
                        raise ValueError("Các hàng (tỷ, triệu, nghìn) không theo thứ tự từ lớn đến nhỏ.")
                    total, last_unit = total + value * effective, effective
                chunk = []
            elif unit == 1:
                raise ValueError(f"Không đọc được từ chữ «{self.words[self.at]}»: thiếu hàng (tỷ, triệu, nghìn).")
        return sign * total

    def _take(self, accepted) -> str | None:
        if self.at < len(self.words) and self.words[self.at] in accepted:
            self.at += 1
            return self.words[self.at - 1]
        return None

    def _digit(self, values: dict[str, int]) -> int | None:
        word = self._take(values)
        return None if word is None else values[word]

    def _group(self, *, follows: bool) -> tuple[int, bool]:
        """A number below 1000, and whether it was said as one digit only."""
        start = self.at
        if follows and self._take(_ZERO_TENS):
            return self._needed(_VALUES_AFTER_ZERO_TENS), False
        if self._take({"mười"}):
            return 10 + (self._digit(_VALUES_AFTER_TEN) or 0), False
        first = self._digit(_VALUES)
        if first is None:
            raise ValueError(f"Không đọc được từ chữ «{self.words[start]}»: thiếu số đứng trước.")
        if self._take({"mươi"}):
            return self._tens(first), False
        if not self._take({"trăm"}):
            return first, True
        rest = 0
        if self._take(_ZERO_TENS):
            rest = self._needed(_VALUES_AFTER_ZERO_TENS)
        elif self._take({"mười"}):
            rest = 10 + (self._digit(_VALUES_AFTER_TEN) or 0)
        elif (tens := self._digit(_VALUES)) is not None:
            if not self._take({"mươi"}):
                raise ValueError("Sau «trăm» cần «linh», «mười» hoặc «… mươi».")
            rest = self._tens(tens)
        return first * 100 + rest, False

    def _tens(self, tens: int) -> int:
        if tens < 2:
            raise ValueError("Trước «mươi» phải là số từ hai đến chín.")
        return tens * 10 + (self._digit(_VALUES_AFTER_TENS) or 0)

    def _needed(self, values: dict[str, int]) -> int:
        digit = self._digit(values)
        if digit is None:
            raise ValueError("Sau «linh» (lẻ) phải là một chữ số từ một đến chín.")
        return digit

    def _unit(self) -> int:
        word = self._take(_UNITS)
        return _UNITS[word] if word else 1

    def _billions(self) -> int:
        power = 0
        while self._take(_BILLION):
            power += 1
        return power
