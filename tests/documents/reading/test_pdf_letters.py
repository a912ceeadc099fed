"""Letters of PDFs without a table of letters."""

import pytest

from documents.reading.pdf_letters import from_macintosh, is_macintosh, letter_of_glyph


@pytest.mark.parametrize(
    ("signs", "font", "words"),
    [
        (".ӂ+2Ҥ&+", "TimesNewRomanPS-BoldMT", "KẾHOẠCH"),
        ("7+ѬѪ1*", "TimesNewRomanPSMT", "THƯƠNG"),
        ("ĈRjQ", "TimesNewRomanPSMT", "Đoàn"),
        ("Ĉ2¬1", "TimesNewRomanPSMT", "ĐOÀN"),
        ("QăP", "TimesNewRomanPSMT", "năm"),
        ("ÿӏQKNǤ", "TimesNewRomanPSMT", "địnhkỳ"),
        ("\x14\x13\x18\x13\x124Ĉ\x106&7", "TimesNewRomanPSMT", "1050/QĐ-SCT"),
        ("7K˱˯QJ", "TimesNewRomanPS-ItalicMT", "Thương"),
        ("/X̵W", "TimesNewRomanPS-BoldItalicMT", "Luật"),
        ("7+ѬѪ1*", "ArialMT", "7+ѬѪ1*"),
    ],
)
def test_glyphs_of_times_new_roman(signs, font, words):
    assert "".join(letter_of_glyph(ord(sign), font) for sign in signs) == words


@pytest.mark.parametrize(
    ("signs", "words"),
    [("L‡o Cai", "Lào Cai"), ("CÙng ty", "Công ty"), ("th·ng", "tháng"), ("GI£M", "GIÁM"), ("2026", "2026")],
)
def test_letters_taken_for_macintosh(signs, words):
    assert "".join(map(from_macintosh, signs)) == words


def test_macintosh_letters_are_known_by_signs_that_vietnamese_has_not():
    assert is_macintosh(set("L‡o Cai, ng‡y 12, l˝"))
    assert not is_macintosh(set("HƯỚNG DẪN LIÊN NGÀNH · ‡"))
