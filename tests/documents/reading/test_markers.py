"""What stands before the words of a paragraph."""

import pytest

from documents.reading.markers import Form, is_capitals, marker_of


@pytest.mark.parametrize(
    ("text", "form", "label", "numbers", "rest"),
    [
        ("Phần I", Form.PART, "Phần I", (1,), ""),
        ("PHẦN THỨ HAI. NỘI DUNG", Form.PART, "PHẦN THỨ HAI.", (2,), "NỘI DUNG"),
        ("Chương III TỔ CHỨC THỰC HIỆN", Form.CHAPTER, "Chương III", (3,), "TỔ CHỨC THỰC HIỆN"),
        ("Điều 5. Kinh phí", Form.ARTICLE, "Điều 5.", (5,), "Kinh phí"),
        ("II. NỘI DUNG", Form.ROMAN, "II.", (2,), "NỘI DUNG"),
        ("IV/ KINH PHÍ", Form.ROMAN, "IV/", (4,), "KINH PHÍ"),
        ("I.MỤC ĐÍCH", Form.ROMAN, "I.", (1,), "MỤC ĐÍCH"),
        ("III MỤC ĐÍCH, YÊU CẦU", Form.ROMAN, "III", (3,), "MỤC ĐÍCH, YÊU CẦU"),
        ("B. NỘI DUNG", Form.CAPITAL, "B.", (2,), "NỘI DUNG"),
        ("1. Mục đích", Form.ARABIC, "1.", (1,), "Mục đích"),
        ("2.Yêu cầu", Form.ARABIC, "2.", (2,), "Yêu cầu"),
        ("3/ Thời gian", Form.ARABIC, "3/", (3,), "Thời gian"),
        ("1.1 Mục tiêu chung", Form.DOTTED, "1.1", (1, 1), "Mục tiêu chung"),
        ("II.2. Kinh phí", Form.DOTTED, "II.2.", (2, 2), "Kinh phí"),
        ("1.2.3. Địa điểm", Form.DEEP, "1.2.3.", (1, 2, 3), "Địa điểm"),
        ("đ) Báo cáo", Form.LETTER, "đ)", (5,), "Báo cáo"),
        ("a.Hình thức", Form.LETTER, "a.", (1,), "Hình thức"),
        ("a1) Cấp tỉnh", Form.SUBLETTER, "a1)", (1, 1), "Cấp tỉnh"),
        ("(2) Cấp huyện", Form.BRACKETED, "(2)", (2,), "Cấp huyện"),
        ("iii) Cấp xã", Form.BRACKETED, "iii)", (3,), "Cấp xã"),
        ("- Nâng cao năng lực", Form.BULLET, "-", (), "Nâng cao năng lực"),
        ("-Nâng cao năng lực", Form.BULLET, "-", (), "Nâng cao năng lực"),
        ("- a. Số lớp: 02 lớp", Form.BULLET, "- a.", (), "Số lớp: 02 lớp"),
        ("- + Trực tiếp", Form.BULLET, "- +", (), "Trực tiếp"),
    ],
)
def test_marker(text, form, label, numbers, rest):
    marker = marker_of(text)
    assert (marker.form, marker.label, marker.numbers, marker.rest) == (form, label, numbers, rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mục đích của Kế hoạch",
        "Điều 9 Nghị định số 181/2024/NĐ-CP quy định",
        "Phần lớn người dân",
        "2021. Tiếp tục thực hiện",
        "10.5 triệu đồng",
        "1.251.000.000 đồng",
        "31/12/2024",
        "66/2025/NQ-CP ngày 21/9/2025",
        "02 lớp tập huấn",
        "Đoàn tham quan có 22 người",
    ],
)
def test_words_are_no_marker(text):
    assert marker_of(text) is None


@pytest.mark.parametrize(
    ("text", "expected"), [("THỰC HIỆN DỰ ÁN 7 (Dự án)", True), ("Thực hiện DỰ ÁN", False), ("", False), ("12", False)]
)
def test_capitals(text, expected):
    assert is_capitals(text) is expected
