import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.text import clean_line, clean_lines, clean_text, fold


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        (unicodedata.normalize("NFD", "Kế hoạch giảm nghèo"), "Kế hoạch giảm nghèo"),
        ("e\u0301\u0302", "ế"),
        ("u\u0323\u031b", "ự"),
        ("a\r\nb\rc\vd\u2028e", "a\nb\nc\nd\ne"),
        ("a\x00\x07\x1b\x9fb", "ab"),
        ("a\u200bb\u00adc\ufeffd\u202ee\u2060f", "abcdef"),
        ("tháng\u00a06\u2009năm", "tháng 6 năm"),
        ("Ðảng, ðịa", "Đảng, địa"),
        ("\uf0b7 mục", "- mục"),
        ("x\ue123\ufffdy", "xy"),
        ("2021\u20112025", "2021-2025"),
        ("giai đoạn 2016 – 2020 “nông thôn mới”…", "giai đoạn 2016 – 2020 “nông thôn mới”…"),
        ("a\tb\n", "a\tb\n"),
        ("\ud800x", "x"),
    ],
)
def test_clean_text(typed, clean):
    assert clean_text(typed) == clean


def test_clean_line_and_lines():
    assert clean_line("  Ban \t Dân\u00a0tộc\n tỉnh ") == "Ban Dân tộc tỉnh"
    assert clean_lines("\n\n a  \n\n\tb \n\n") == " a\n\n\tb"


@given(st.text())
def test_clean_text_is_stable_and_printable(text):
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert [c for c in clean if unicodedata.category(c) in ("Cc", "Co", "Cs") and c not in "\t\n"] == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đặng Thị Hoà", "dang thi hoa"),
        ("QUẢNG TRỊ", "quang tri"),
        ("Ðắk  Lắk\n", "dak lak"),
        ("Thừa Thiên - Huế", "thua thien - hue"),
        ("16-CT/TU", "16-ct/tu"),
    ],
)
def test_fold(text, key):
    assert fold(text) == key


@given(st.text())
def test_fold_does_not_see_accents_case_and_form(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(fold(text)) == fold(text)
