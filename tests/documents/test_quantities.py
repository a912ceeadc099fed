"""documents.quantities: what a sentence says of numbers, money and people."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.quantities import in_figures, number_of, quantities_in


def told(text):
    return [(str(q.value), q.unit, q.per) for q in quantities_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tổ chức 02 lớp (84 học viên/lớp).", [("2", "lớp", ""), ("84", "học viên", "lớp")]),
        ("22 người (17 học viên và 5 cán bộ)", [("22", "người", ""), ("17", "học viên", ""), ("5", "cán bộ", "")]),
        ("sinh kế (5tiết)", [("5", "tiết", "")]),
        ("thuộc CT135(10 tiết)", [("10", "tiết", "")]),
        ("300 con/150 hộ", [("300", "con", ""), ("150", "hộ", "")]),
        ("Hỗ trợ 02 con/hộ", [("2", "con", "hộ")]),
        ("mỗi con bình quân 20 triệu đồng", [("20000000", "đồng", "con")]),
        ("Mỗi xã, thị trấn 09 đại biểu", [("9", "đại biểu", "xã")]),
        ("1 tỷ 250 triệu đồng", [("1250000000", "đồng", "")]),
        ("1.251.000.000 đ", [("1251000000", "đồng", "")]),
        ("1.5 tỷ", [("1500000000", "đồng", "")]),
        ("1,251,000,000 VNĐ", [("1251000000", "đồng", "")]),
        ("1,2 triệu người", [("1200000", "người", "")]),
        ("05 đồng chí", [("5", "đồng chí", "")]),
        ("01 (một) hộ", [("1", "hộ", "")]),
        ("Đối với 06/09 huyện, thị xã", [("6", "huyện", "")]),
        ("13,3 tỷ USD", [("13300000000", "usd", "")]),
        ("đạt 98,5%", [("197/2", "%", "")]),
    ],
)
def test_quantity_is_read_with_its_unit(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 90/QĐ-TTg ngày 18/01/2022",
        "giai đoạn 2021-2025",
        "năm 2024",
        "Thông tư số 10/2022/TT-BLĐTBXH",
        "tháng 9 năm 2024",
        "Tiểu dự án 1: Nâng cao năng lực",
        "Biểu số 03, Phụ lục 2",
        "đồng bào, đồng thời",
    ],
)
def test_what_is_no_quantity_is_left_alone(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "is_about"),
    [("khoảng 380 người", True), ("từ 30 đến 35 người", True), ("30-35 người", True), ("cho 708 đại biểu", False)],
)
def test_rough_numbers_are_marked(text, is_about):
    assert quantities_in(text)[-1].is_about is is_about


@pytest.mark.parametrize(
    ("digits", "value"),
    [("1.251.000.000", 1251000000), ("7,5", Fraction(15, 2)), ("1 251 000", 1251000), ("1,251,000", 1251000)],
)
def test_figures_are_read(digits, value):
    assert number_of(digits) == value


def test_broken_groups_are_no_number():
    with pytest.raises(ValueError, match="no number"):
        number_of("1.25.000")


@pytest.mark.parametrize(("value", "text"), [(1251000000, "1.251.000.000"), (Fraction(15, 2), "7,5"), (0, "0")])
def test_values_are_written_as_papers_do(value, text):
    assert in_figures(value) == text


@given(st.text(alphabet="0123456789.,/ ()%xđồngtriệutỷlớpngười-–", max_size=200))
def test_any_text_is_read(text):
    assert all(text[q.start : q.end].strip() == q.text for q in quantities_in(text))
