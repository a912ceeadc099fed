"""Kinds by their name and by their symbol."""

import pytest

from documents.reading.kinds import KindLine, in_words, is_plan, kind_in, kind_of_symbol


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("KẾ HOẠCH", KindLine("KẾ HOẠCH", "", True)),
        ("Kế hoạch:", KindLine("KẾ HOẠCH", "", True)),
        ("K Ế H O Ạ C H", KindLine("KẾ HOẠCH", "", True)),
        ("KẾ HOẠCH Tổ chức hội thi", KindLine("KẾ HOẠCH", "Tổ chức hội thi", False)),
        ("KẾ HOẠCH HÀNH ĐỘNG", KindLine("KẾ HOẠCH HÀNH ĐỘNG", "", True)),
        ("QUYÉT ĐỊNH", KindLine("QUYẾT ĐỊNH", "", True)),  # as OCR has it
        ("Kế hoạch tổ chức hội thi", None),
        ("ĐƠN VỊ HÀNH CHÍNH", None),
        ("LỊCH SỬ", None),
        ("kế hoạch", None),
        ("", None),
    ],
)
def test_kind_in_a_line(line, found):
    assert kind_in(line) == found


@pytest.mark.parametrize(
    ("symbol", "kind"),
    [
        ("KH-UBND", "KẾ HOẠCH"),
        ("KH/TU", "KẾ HOẠCH"),
        ("QĐ-TTg", "QUYẾT ĐỊNH"),
        ("TTr-BDT", "TỜ TRÌNH"),
        ("SCT-CN", ""),
        ("", ""),
    ],
)
def test_kind_of_a_symbol(symbol, kind):
    assert kind_of_symbol(symbol) == kind


def test_lesson_plans_are_no_plans():
    assert [is_plan(kind) for kind in ("KẾ HOẠCH", "KẾ HOẠCH LIÊN NGÀNH", "KẾ HOẠCH BÀI DẠY", "CHƯƠNG TRÌNH", "")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_what_a_person_calls_it():
    assert in_words("QUYẾT ĐỊNH") == "một quyết định"
    assert in_words("") == "một bài viết, trang mạng hoặc phụ lục, không mang thể thức của văn bản hành chính"
