"""documents.checking.rules.endings: what is found and what is left alone."""

import pytest

from documents.content import Paragraph
from tests.factories.checking import findings, saying

LONG = "Tổ chức tuyên truyền, phổ biến chính sách đến người dân ở các thôn, bản"


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((";", ";", "."), []),
        ((".", ".", "."), []),
        (("", "", ""), []),
        ((";", ";", ";"), []),
        ((";", ",...", "."), []),
        ((";", ".", ";", "."), ["ở các thôn, bản."]),
        ((".", "", ".", "."), ["người dân ở các thôn, bản".removeprefix("người dân ")]),
        ((";", ";", ""), ["ở các thôn, bản"]),
    ],
)
def test_members_of_a_list(marks, expected):
    content = saying(*(f"- {number}{LONG[1:]}{mark}" for number, mark in enumerate(marks, start=1)))

    assert [quote for quote, _ in findings("typography.list_marks", content)] == expected


def test_list_inside_a_list_is_looked_at_by_itself():
    content = saying(f"- {LONG}:", f"+ {LONG};", f"+ {LONG}.", f"- {LONG};", f"- {LONG}.")

    assert findings("typography.list_marks", content) == []


def test_points_that_are_headings_are_no_members():
    content = saying(
        Paragraph("Đối tượng tham gia", "a)"),
        f"- {LONG}.",
        Paragraph(f"Nội dung: {LONG}.", "b)"),
        Paragraph("Hình thức, thời gian", "c)"),
        f"- {LONG}.",
    )

    assert findings("typography.list_marks", content) == []


def test_paragraph_without_end_mark_is_found():
    content = saying(f"{LONG}.", LONG, f"{LONG}.", f"{LONG}:", f"{LONG}...")

    assert findings("typography.paragraph_end", content) == [("ở các thôn, bản", "ở các thôn, bản.")]


def test_text_that_never_ends_with_a_mark_is_left_alone():
    assert findings("typography.paragraph_end", saying(*[LONG] * 6)) == []
