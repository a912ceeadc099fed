"""Text in whatever encoding it comes."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.reading import source_of, source_of_text
from documents.reading.source import Format, Line
from lib.legacy_encodings import TCVN3, VNI
from lib.refusals import Refused

BASIS = "Căn cứ Quyết định số 90/QĐ-TTg ngày 18 tháng 01 năm 2022 của Thủ tướng Chính phủ"
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text):
    """`text` as Windows wrote it in the nineties: shapes of vowels precomposed, tones as letters of their own."""
    letters = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in TONES)
        letters.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES)) + tone)
    return "".join(letters).encode("cp1258")


def old(text, table):
    """`text` typed with an old font."""
    codes = {letter: code for code, letter in table.items()}
    return "".join(codes.get(letter, letter) for letter in text)


@pytest.mark.parametrize(
    "data",
    [
        BASIS.encode(),
        BASIS.encode("utf-8-sig"),
        BASIS.encode("utf-16"),
        BASIS.encode("utf-16-le"),
        BASIS.encode("utf-16-be"),
        BASIS.encode("utf-32"),
        unicodedata.normalize("NFD", BASIS).encode(),
        windows_1258(BASIS),
        old(BASIS, TCVN3).encode("latin-1"),
        old(BASIS, VNI).encode("latin-1"),
        old(BASIS, TCVN3).encode(),
    ],
    ids=["UTF-8", "mark", "UTF-16", "LE", "BE", "UTF-32", "NFD", "1258", "TCVN3", "VNI", "TCVN3 in UTF-8"],
)
def test_every_encoding_gives_the_same_line(data):
    source = source_of(data, "a.txt")
    assert (source.format, source.lines) == (Format.TEXT, (Line(BASIS),))


def test_a_conversion_of_old_fonts_is_said():
    assert source_of_text(old(BASIS, VNI)).remarks == (
        "Văn bản gõ bằng phông chữ cũ (VNI) đã được chuyển sang Unicode; hãy so lại với bản gốc.",
    )
    assert source_of_text(BASIS).remarks == ()


def test_blanks_and_empty_lines_stay_where_they_are():
    lines = source_of_text("  UBND TỈNH\t\tCỘNG HÒA \r\n\r\nSố:    /KH\u00a0-UBND\n\n\n").lines
    assert [line.text for line in lines] == ["  UBND TỈNH\t\tCỘNG HÒA", "", "Số:    /KH -UBND"]


def test_pages_of_pdftotext_lose_their_numbers_and_nothing_else():
    lines = source_of_text("I. MỤC ĐÍCH\n\f2\n\nII. NỘI DUNG\n\f 2026 \nIII. KINH PHÍ").lines
    assert [(line.text, line.page) for line in lines] == [
        ("I. MỤC ĐÍCH", 1),
        ("", 1),
        ("", 2),
        ("II. NỘI DUNG", 2),
        ("", 2),
        (" 2026", 3),
        ("III. KINH PHÍ", 3),
    ]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "\x00\x01"])
def test_nothing_to_read_is_said(text):
    with pytest.raises(Refused, match="Không có chữ nào để đọc"):
        source_of_text(text)


def test_far_too_much_is_refused():
    with pytest.raises(Refused, match="quá dài"):
        source_of_text("a" * 4_000_001)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        lines = source_of_text(text).lines
    except Refused:
        return
    assert all("\n" not in line.text and line.text == line.text.rstrip(" ") for line in lines)


@settings(deadline=None)  # a PDF is opened in a process of its own
@given(st.binary())
def test_any_bytes_are_read_or_refused(data):
    try:
        source_of(data[:0] + b"\x01" + data, "a.txt")
    except Refused as refused:
        assert refused.sentence.endswith(".")
