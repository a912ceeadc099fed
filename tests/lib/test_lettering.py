import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.lettering import from_roman, letter, roman


def test_letters_follow_the_official_list():
    assert [letter(n) for n in range(1, 24)] == list("abcdđeghiklmnopqrstuvxy")
    assert [letter(n) for n in (24, 25, 46, 47)] == ["aa", "ab", "ay", "ba"]


def test_no_two_points_have_one_letter():
    assert len({letter(n) for n in range(1, 2000)}) == 1999


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
