"""How lists are numbered on official papers: Roman numerals, Vietnamese letters.

Nghị định 30/2020, Phụ lục I, II.6.đ and V.6.b: «I.», «1.», «a)» in the order of the Vietnamese alphabet.
"""

import re

LETTERS = tuple("abcdđeghiklmnopqrstuvxy")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ROMAN_SIGNS = {sign: value for value, sign in _ROMAN}
_ROMAN_PATTERN = re.compile(r"M*(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")


def roman(number: int) -> str:
    """`number` (from 1; thousands are repeated M) as a Roman numeral: 4 → «IV». Raises ValueError below 1."""
    if number < 1:
        raise ValueError(f"Số La Mã viết từ 1, không viết được {number}.")
    numeral = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        numeral += sign * count
    return numeral


def from_roman(numeral: str) -> int:
    """The number of a well-formed capital Roman numeral: «IV» → 4. Raises ValueError on anything else («IIII»)."""
    if not numeral or not _ROMAN_PATTERN.fullmatch(numeral):
        raise ValueError(f"«{numeral}» không phải là số La Mã.")
    values = [_ROMAN_SIGNS[c] for c in numeral]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def letter(number: int) -> str:
    """The list letter of place `number`, from 1: 1 → «a», 5 → «đ», 7 → «g», 23 → «y».

    The official list has 23 letters. The decree names nothing after y; so as not to give two points one letter, the
    list goes on with pairs in the same order: 24 → «aa», 25 → «ab». Raises ValueError below 1.
    """
    if number < 1:
        raise ValueError("Thứ tự điểm bắt đầu từ 1.")
    letters = ""
    while number:
        number, rest = divmod(number - 1, len(LETTERS))
        letters = LETTERS[rest] + letters
    return letters
