import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.number_words import number_from_words, number_in_figures, number_in_words, ordinal_in_words

CHECKED_BY_HAND = [
    (0, "không"),
    (4, "bốn"),
    (5, "năm"),
    (10, "mười"),
    (11, "mười một"),
    (14, "mười bốn"),
    (15, "mười lăm"),
    (20, "hai mươi"),
    (21, "hai mươi mốt"),
    (24, "hai mươi bốn"),
    (25, "hai mươi lăm"),
    (100, "một trăm"),
    (101, "một trăm linh một"),
    (105, "một trăm linh năm"),
    (110, "một trăm mười"),
    (115, "một trăm mười lăm"),
    (121, "một trăm hai mươi mốt"),
    (404, "bốn trăm linh bốn"),
    (555, "năm trăm năm mươi lăm"),
    (1000, "một nghìn"),
    (1001, "một nghìn không trăm linh một"),
    (1005, "một nghìn không trăm linh năm"),
    (1010, "một nghìn không trăm mười"),
    (1015, "một nghìn không trăm mười lăm"),
    (1021, "một nghìn không trăm hai mươi mốt"),
    (2024, "hai nghìn không trăm hai mươi bốn"),
    (10_000, "mười nghìn"),
    (21_000, "hai mươi mốt nghìn"),
    (404_000, "bốn trăm linh bốn nghìn"),
    (1_000_001, "một triệu không trăm linh một"),
    (1_024_055, "một triệu không trăm hai mươi bốn nghìn không trăm năm mươi lăm"),
    (2_005_000, "hai triệu không trăm linh năm nghìn"),
    (10_005_000, "mười triệu không trăm linh năm nghìn"),
    (21_015_000, "hai mươi mốt triệu không trăm mười lăm nghìn"),
    (100_000_000, "một trăm triệu"),
    (1_000_000_000, "một tỷ"),
    (1_000_000_015, "một tỷ không trăm mười lăm"),
    (1_000_251_000, "một tỷ hai trăm năm mươi mốt nghìn"),
    (1_251_000_000, "một tỷ hai trăm năm mươi mốt triệu"),
    (2_005_001_004, "hai tỷ không trăm linh năm triệu không trăm linh một nghìn không trăm linh bốn"),
    (9_000_000_000, "chín tỷ"),
    (1_250_000_000_000, "một nghìn hai trăm năm mươi tỷ"),
    (10**15, "một triệu tỷ"),
    (10**15 + 5 * 10**9, "một triệu không trăm linh năm tỷ"),
    (10**18, "một tỷ tỷ"),
    (10**18 + 200 * 10**9, "một tỷ tỷ hai trăm tỷ"),
    (-5, "âm năm"),
    (-1_251, "âm một nghìn hai trăm năm mươi mốt"),
]


@pytest.mark.parametrize(("number", "words"), CHECKED_BY_HAND)
def test_number_is_read_as_checked_by_hand(number, words):
    assert number_in_words(number) == words
    assert number_from_words(words) == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Một tỷ, hai trăm năm mươi một nghìn", 1_000_251_000),
        ("một tỉ không triệu hai trăm năm mươi mốt ngàn", 1_000_251_000),
        ("một tỷ không triệu không nghìn không trăm linh năm", 1_000_000_005),
        ("một tỷ năm mươi triệu", 1_050_000_000),
        ("một tỷ năm triệu", 1_005_000_000),
        ("hai mươi nhăm", 25),
        ("hai mươi năm", 25),
        ("hai mươi tư", 24),
        ("mười tư", 14),
        ("ba trăm lẻ tư", 304),
        ("một nghìn lẻ năm", 1005),
        ("hai nghìn hai mươi tư", 2024),
        ("hai nghìn mười", 2010),
        ("bẩy mươi mốt", 71),
        ("một nghìn tỷ", 10**12),
        ("một nghìn tỷ hai trăm năm mươi tỷ", 1_250 * 10**9),
        ("ba triệu tỷ", 3 * 10**15),
        ("trừ năm", -5),
        ("MỘT TRIỆU HAI TRĂM NGHÌN", 1_200_000),
        ("không trăm linh năm", 5),
    ],
)
def test_usual_spellings_are_understood(words, number):
    assert number_from_words(words) == number
    assert number_from_words(unicodedata.normalize("NFD", words)) == number


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Chưa có chữ nào để đọc thành số."),
        ("một tạ", "Không hiểu chữ «tạ» trong số viết bằng chữ."),
        ("12 triệu", "Không hiểu chữ «12» trong số viết bằng chữ."),
        ("một nghìn hai triệu", "Các hàng (tỷ, triệu, nghìn) không theo thứ tự từ lớn đến nhỏ."),
        ("một tỷ hai tỷ", "Các hàng (tỷ, triệu, nghìn) không theo thứ tự từ lớn đến nhỏ."),
        ("một triệu hai triệu", "Các hàng (tỷ, triệu, nghìn) không theo thứ tự từ lớn đến nhỏ."),
        ("triệu", "Không đọc được từ chữ «triệu»: thiếu số đứng trước."),
        ("hai ba", "Không đọc được từ chữ «ba»: thiếu hàng (tỷ, triệu, nghìn)."),
        ("một mươi", "Trước «mươi» phải là số từ hai đến chín."),
        ("hai trăm năm", "Sau «trăm» cần «linh», «mười» hoặc «… mươi»."),
        ("hai triệu năm", "Chữ số cuối chưa rõ hàng: hãy viết đủ, ví dụ «không trăm linh năm»."),
        ("một trăm linh mười", "Sau «linh» (lẻ) phải là một chữ số từ một đến chín."),
        ("âm", "Chưa có chữ nào để đọc thành số."),
        ("mười mốt", "Không đọc được từ chữ «mốt»: thiếu hàng (tỷ, triệu, nghìn)."),
        ("linh năm", "Không đọc được từ chữ «linh»: thiếu số đứng trước."),
        ("một tỷ tỷ một tỷ tỷ", "Các hàng (tỷ, triệu, nghìn) không theo thứ tự từ lớn đến nhỏ."),
    ],
)
def test_nonsense_is_refused_with_a_sentence(words, sentence):
    with pytest.raises(ValueError) as refusal:
        number_from_words(words)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("value", [1.0, "1", True, None])
def test_only_whole_numbers_are_read(value):
    with pytest.raises(TypeError):
        number_in_words(value)


@given(st.integers(-(10**15), 10**15))
def test_words_give_the_number_back(number):
    assert number_from_words(number_in_words(number)) == number


@given(st.integers(0, 10**30))
def test_words_give_very_large_numbers_back(number):
    assert number_from_words(number_in_words(number)) == number


@given(st.lists(st.sampled_from(sorted({word for _, words in CHECKED_BY_HAND for word in words.split()})), max_size=12))
def test_any_heap_of_number_words_is_read_or_refused(words):
    try:
        number = number_from_words(" ".join(words))
    except ValueError as refusal:
        assert str(refusal).endswith(".")
    else:
        assert number_from_words(number_in_words(number)) == number


def test_figures_are_grouped_by_dots():
    assert [number_in_figures(n) for n in (0, 999, 1_000, 1_251_000_000, -5_000)] == [
        "0", "999", "1.000", "1.251.000.000", "-5.000",
    ]  # fmt: skip


def test_places_in_a_row_are_said_in_words():
    said = {
        number: ordinal_in_words(number).removeprefix("thứ ") for number in (1, 2, 4, 5, 10, 14, 15, 21, 24, 25, 104)
    }
    assert said == {
        1: "nhất", 2: "hai", 4: "tư", 5: "năm", 10: "mười", 14: "mười bốn", 15: "mười lăm", 21: "hai mươi mốt",
        24: "hai mươi tư", 25: "hai mươi lăm", 104: "một trăm linh tư",
    }  # fmt: skip


def test_there_is_no_place_before_the_first():
    with pytest.raises(ValueError, match="place 0"):
        ordinal_in_words(0)
