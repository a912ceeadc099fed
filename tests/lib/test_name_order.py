import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.name_order import LONGEST_NAME_KEY, LONGEST_SORT_KEY, given_range, name_key, sort_key, words_of

IN_ORDER = [
    "Bùi Thị An",
    "Nguyễn Văn An",
    "Nguyễn Vân An",
    "Lò Văn Anh",
    "Giàng A Ánh",
    "Lường Văn Ăm",
    "Lò Văn Ân",
    "Cà Thị Ấn",
    "Vàng A Ba",
    "Vàng A Bà",
    "Đặng Văn Dũng",
    "Trần Văn Dũng",
    "Bùi Anh Đức",
    "Bùi Thị Em",
    "Bùi Thị Én",
    "Bùi Thị Êm",
    "Trần Thị Hoa",
    "Vũ Thị Hoa",
    "Bùi Thị Hòa",
    "Bùi Thị Hỏa",
    "Bùi Thị Hóa",
    "Bùi Thị Họa",
    "Bùi Văn Hô",
    "Bùi Văn Hơ",
    "Mùa A Sình",
    "Sùng A Sình",
    "Thào A Tủa",
    "Thào A Tũa",
    "Thào A Túa",
    "Thào A Tụa",
    "Thào A Tưa",
    "Phàn Thị Ý",
]


def test_sort_key_gives_the_order_of_a_vietnamese_list():
    shuffled = random.Random(5).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=sort_key) == IN_ORDER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lò Thị Hòa", "Lò Thị Hoà"),
        ("LÒ VĂN AN", "Lò Văn An"),
        ("  Lò   Văn\u00a0An ", "Lò Văn An"),
        ("H'Hen Niê", "H’ Hen Niê"),
        ("Y-Blô Êban", "Y Blô Êban"),
        ("Ðặng Thị Mai", "Đặng Thị Mai"),
    ],
)
def test_the_same_name_typed_otherwise_has_the_same_keys(one, other):
    assert (sort_key(one), name_key(one)) == (sort_key(other), name_key(other))


@given(st.sampled_from(IN_ORDER))
def test_unicode_form_does_not_matter(name):
    decomposed = unicodedata.normalize("NFD", name)
    assert (sort_key(decomposed), name_key(decomposed)) == (sort_key(name), name_key(name))


def test_name_key_is_blind_for_accents_but_not_for_the_order_of_words():
    assert name_key("Đặng Thị Hoà") == "dang thi hoa"
    assert name_key("Hòa Đặng Thị") == "hoa dang thi"


def test_shorter_given_names_come_before_longer_ones_with_the_same_beginning():
    assert sorted(["Lò Anh", "Vũ An", "Bùi Ang"], key=sort_key) == ["Vũ An", "Bùi Ang", "Lò Anh"]


def test_names_without_letters_have_empty_keys():
    assert (sort_key(" -.' "), name_key(" -.' ")) == ("", "")


@given(st.text(max_size=300))
def test_keys_of_any_text_are_plain_and_fit_their_columns(text):
    key = sort_key(text)
    assert key == "".join(c for c in key if c in "0123456789")
    assert len(key) <= LONGEST_SORT_KEY
    assert len(name_key(text)) <= LONGEST_NAME_KEY
    assert name_key(name_key(text)) == name_key(text)


@given(st.text(alphabet="aăâbdđeêoôơuưáàảãạhn ", max_size=80))
def test_a_name_that_fits_its_column_keeps_its_whole_sort_key(name):
    assert len(sort_key(name)) == 2 * sum(len(word) + 1 for word in words_of(name))


@given(st.text(alphabet="aăâáậdđeêếoôơớòuưứbhngt", min_size=1, max_size=6), st.integers(1, 6))
def test_given_names_stand_in_the_range_of_their_beginnings(given_name, length):
    first, past = given_range(name_key(given_name)[:length])
    assert first <= sort_key(f"Lò Văn {given_name}") < past


def test_other_letters_stand_outside_the_range():
    first, past = given_range("tu")
    keys = [sort_key(f"Lò Văn {name}") for name in ("Tơ", "Tuấn", "Tư", "Ty")]
    assert [first <= key < past for key in keys] == [False, True, True, False]
