import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.lettering import from_roman, letter, letter_number, ordinal, roman


def test_letters_follow_the_official_list():
    assert [letter(n) for n in range(1, 24)] == list("abcdđeghiklmnopqrstuvxy")
    assert [letter(n) for n in (24, 25, 46, 47)] == ["aa", "ab", "ay", "ba"]


@given(st.integers(1, 100_000))
def test_letters_give_their_place_back(number):
    assert letter_number(letter(number)) == number


@pytest.mark.parametrize("letters", ["", "f", "w", "A", "ă", "a1"])
def test_other_letters_are_refused(letters):
    with pytest.raises(ValueError):
        letter_number(letters)


def test_letters_begin_at_one():
    with pytest.raises(ValueError):
        letter(0)


def test_roman_numerals():
    assert [roman(n) for n in (1, 4, 5, 9, 14, 40, 90, 400, 1990, 4000)] == [
        "I", "IV", "V", "IX", "XIV", "XL", "XC", "CD", "MCMXC", "MMMM",
    ]  # fmt: skip


@given(st.integers(1, 9999))
def test_roman_numerals_give_their_number_back(number):
    assert from_roman(roman(number)) == number


@pytest.mark.parametrize("numeral", ["", "IIII", "VX", "IC", "iv", "Phụ", "IVI"])
def test_other_numerals_are_refused(numeral):
    with pytest.raises(ValueError):
        from_roman(numeral)


@pytest.mark.parametrize("number", [0, -1])
def test_roman_numerals_begin_at_one(number):
    with pytest.raises(ValueError):
        roman(number)


def test_ordinals():
    assert [ordinal(n) for n in (1, 2, 3, 4, 5, 11, 14, 21)] == [
        "thứ nhất", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ mười một", "thứ mười bốn", "thứ hai mươi mốt",
    ]  # fmt: skip
    with pytest.raises(ValueError):
        ordinal(0)
