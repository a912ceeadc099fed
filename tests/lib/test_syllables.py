import unicodedata

import pytest

from lib.syllables import is_syllable

SYLLABLES = (
    "nghiêng giếng gì quyết quốc khuya thuở Ủy ươn yêu Đường nguyễn hoà hóa oách kỹ sĩ uỷ xoong KHUỶU qua quý giặt ăn"
)


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_syllable(word):
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize(
    "word", ["", "enfant", "hÖ", "été", "straße", "nghieng̀́", "các̀", "hòp", "ng", "français", "zaf"]
)
def test_no_syllable(word):
    assert not is_syllable(word)
