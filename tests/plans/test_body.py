import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.content import Paragraph, Table
from plans.body import parse_body, parse_paragraphs


@pytest.mark.parametrize(
    ("line", "marker", "text"),
    [
        ("Giao phòng Chính sách chủ trì.", "", "Giao phòng Chính sách chủ trì."),
        ("- Nâng cao năng lực", "-", "Nâng cao năng lực"),
        ("+ Lớp thứ nhất", "+", "Lớp thứ nhất"),
        ("a) Đối tượng", "a)", "Đối tượng"),
        ("đ) Địa điểm", "đ)", "Địa điểm"),
        ("1. Phòng Tài chính", "1.", "Phòng Tài chính"),
        ("12) Phòng Tài chính", "12.", "Phòng Tài chính"),
        ("• Nâng cao", "-", "Nâng cao"),
        ("* Nội dung hỗ trợ: Giống", "-", "Nội dung hỗ trợ: Giống"),
        ("– Nâng cao", "-", "Nâng cao"),
        ("— Nâng cao", "-", "Nâng cao"),
        ("-Nâng cao", "-", "Nâng cao"),
        ("a. Số lớp: 02", "a)", "Số lớp: 02"),
        ("(b) Đối tượng", "b)", "Đối tượng"),
        ("- + Trực tiếp kiểm tra", "+", "Trực tiếp kiểm tra"),
        ("- a. Số lớp", "a)", "Số lớp"),
        ("  -   Nâng   cao  ", "-", "Nâng cao"),
        ("-\tNâng cao", "-", "Nâng cao"),
        ("1.\tPhòng Tài chính", "1.", "Phòng Tài chính"),
        ("\tThụt đầu dòng", "", "Thụt đầu dòng"),
        ("Va\u0302\u0303n ba\u0309n", "", "Vẫn bản"),
        ("<b>đậm</b> & <script>alert(1)</script>", "", "<b>đậm</b> & <script>alert(1)</script>"),
        ("1.251.000.000 đ", "", "1.251.000.000 đ"),
        ("-5 độ C", "", "-5 độ C"),
        ("1.1. Phạm vi", "", "1.1. Phạm vi"),
        ("2024. Trong năm", "", "2024. Trong năm"),
        ("f) không phải chữ cái của văn bản", "", "f) không phải chữ cái của văn bản"),
        ("ABC. Chữ", "", "ABC. Chữ"),
        ("a)", "a)", ""),
    ],
)
def test_a_line_is_read_as_it_is_meant_on_paper(line, marker, text):
    assert parse_body(line) == (Paragraph(text, marker),)


def test_nothing_gives_nothing():
    assert parse_body("") == ()
    assert parse_body("\n \n-\n•  \n") == ()


def test_lines_with_tabs_are_a_table_with_the_first_line_as_header():
    text = "Trước bảng\nTT\tTên\tGhi chú\n1\tĐặng  Thị\n\tCộng\t\nSau bảng"
    assert parse_body(text) == (
        Paragraph("Trước bảng"),
        Table(header=(("TT", "Tên", "Ghi chú"),), rows=(("1", "Đặng Thị", ""), ("", "Cộng", ""))),
        Paragraph("Sau bảng"),
    )


def test_a_single_line_with_a_tab_is_a_paragraph():
    assert parse_body("Số lượng:\t12 người") == (Paragraph("Số lượng: 12 người"),)


def test_two_tables_are_kept_apart_by_a_line_between_them():
    blocks = parse_body("A\tB\n1\t2\n\nC\tD\n3\t4")
    assert [block.header for block in blocks] == [(("A", "B"),), (("C", "D"),)]


def test_paragraphs_alone_never_make_a_table():
    assert parse_paragraphs("A\tB\n1\t2") == (Paragraph("A B"), Paragraph("1 2"))


LINES = st.lists(
    st.one_of(
        st.text(alphabet="ab đ-+*•.)(1\t ", max_size=12),
        st.text(max_size=20),
        st.sampled_from(["- a. Một", "A\tB", "\tC\tD", "1.\tHai", "- + Ba", "* Bốn"]),
    ),
    max_size=12,
)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


@given(LINES)
def test_no_word_is_lost_and_none_changes_its_place(lines):
    from lib.text import clean_text

    printed = []
    for block in parse_body("\n".join(lines)):
        if isinstance(block, Paragraph):
            printed.append(f"{block.marker} {block.text}")
        else:
            printed += [" ".join(row) for row in (*block.header, *block.rows)]
    assert _words("\n".join(printed)) == _words(clean_text("\n".join(lines)))


@given(LINES)
def test_what_is_printed_reads_as_itself(lines):
    """Paper typed in again gives the same paper."""
    first = [b for b in parse_body("\n".join(lines)) if isinstance(b, Paragraph) and b.text]
    again = [b for b in parse_body("\n".join(f"{b.marker} {b.text}".strip() for b in first)) if b.marker]
    assert again == [b for b in first if b.marker]


@pytest.mark.parametrize("line", ["Một dòng dài vừa phải để thử.\n", "- ", "a) ", "A\tB\n", "  \t", "((a) "])
def test_a_megabyte_takes_no_longer_than_reading_it(line):
    text = line * (1_000_000 // len(line))
    start = time.process_time()
    parse_body(text)
    assert time.process_time() - start < 5
