"""Which paragraphs are headings, which stand under which."""

import pytest

from documents.content import Paragraph
from documents.reading import read, source_of_text

HEAD = "KẾ HOẠCH\nTuyên truyền năm 2024\nSở Nội vụ xây dựng Kế hoạch như sau:\n"
TEXT = "Nâng cao nhận thức của người dân về chính sách, pháp luật."


def content_of(*lines):
    """The content of a plan with these lines under its opening; «…» stands for a sentence."""
    return read(source_of_text(HEAD + "\n".join(TEXT if line == "…" else line for line in lines))).content


def outline_of(*lines):
    """Level, label and title of its sections."""
    return [(s.level, s.label, s.title) for s in content_of(*lines).walk_sections()]


def test_capital_letters_stand_above_roman_numbers():
    assert outline_of("A. TÌNH HÌNH", "I. Thuận lợi", "…", "II. Khó khăn", "…", "B. NỘI DUNG", "1. Mục tiêu", "…") == [
        (0, "A.", "TÌNH HÌNH"),
        (1, "I.", "Thuận lợi"),
        (1, "II.", "Khó khăn"),
        (0, "B.", "NỘI DUNG"),
        (2, "1.", "Mục tiêu"),
    ]


def test_parts_have_their_names_below():
    lines = (
        "Phần thứ nhất",
        "KẾT QUẢ",
        "I. CÔNG TÁC A",
        "…",
        "Phần thứ hai",
        "KẾ HOẠCH",
        "NĂM 2024",
        "I. MỤC TIÊU",
        "…",
    )
    assert outline_of(*lines) == [
        (0, "Phần thứ nhất", "KẾT QUẢ"),
        (1, "I.", "CÔNG TÁC A"),
        (0, "Phần thứ hai", "KẾ HOẠCH NĂM 2024"),
        (1, "I.", "MỤC TIÊU"),
    ]


def test_numbers_with_dots_stand_under_their_number():
    lines = (
        "I. NỘI DUNG",
        "1. Tập huấn",
        "1.1. Cấp tỉnh",
        "a) Đối tượng",
        "…",
        "b) Thời gian",
        "…",
        "1.2. Cấp xã",
        "…",
    )
    content = content_of(*lines, "1.2.1. Lớp một", "…", "1.2.2. Lớp hai", "…", "2. Giám sát", "…")
    tree = [(s.label, [t.label for t in s.sections]) for s in content.walk_sections() if s.sections]
    assert tree == [
        ("I.", ["1.", "2."]),
        ("1.", ["1.1.", "1.2."]),
        ("1.1.", ["a)", "b)"]),
        ("1.2.", ["1.2.1.", "1.2.2."]),
    ]


def test_headings_without_number_in_capitals():
    lines = ("MỤC ĐÍCH, YÊU CẦU", "…", "NỘI DUNG THỰC HIỆN", "…", "KINH PHÍ THỰC HIỆN", "…")
    assert outline_of(*lines) == [(1, "", line) for line in lines if line != "…"]


def test_bold_headings_without_number_stand_under_the_numbered_one():
    lines = (
        "**I. NỘI DUNG**",
        "**Tuyên truyền trên báo**",
        "…",
        "**Tuyên truyền trên đài**",
        "…",
        "**II. KINH PHÍ**",
        "…",
    )
    assert outline_of(*lines) == [
        (1, "I.", "NỘI DUNG"),
        (2, "", "Tuyên truyền trên báo"),
        (2, "", "Tuyên truyền trên đài"),
        (1, "II.", "KINH PHÍ"),
    ]


def test_one_bold_line_alone_is_no_heading():
    assert outline_of("**I. NỘI DUNG**", "**Tuyên truyền:**", "…", "**II. KINH PHÍ**", "…") == [
        (1, "I.", "NỘI DUNG"),
        (1, "II.", "KINH PHÍ"),
    ]


def test_numbered_sentences_are_paragraphs():
    content = content_of("I. NỘI DUNG", f"1. {TEXT}", f"2. {TEXT}", "II. KINH PHÍ", "…")
    assert [(s.label, s.blocks) for s in content.walk_sections()] == [
        ("I.", (Paragraph(TEXT, "1."), Paragraph(TEXT, "2."))),
        ("II.", (Paragraph(TEXT),)),
    ]


def test_heading_run_into_its_text_is_one_among_headings():
    content = content_of(
        "I. NỘI DUNG", "1. Thời gian: Tháng 5/2024.", "2. Nội dung tập huấn", "…", "3. Địa điểm: Tại Sở."
    )
    assert [(s.label, s.title, s.blocks) for s in content.sections[0].sections] == [
        ("1.", "Thời gian", (Paragraph("Tháng 5/2024."),)),
        ("2.", "Nội dung tập huấn", (Paragraph(TEXT),)),
        ("3.", "Địa điểm", (Paragraph("Tại Sở."),)),
    ]


def test_run_in_headings_among_themselves_are_paragraphs():
    content = content_of("I. NỘI DUNG", "1. Thời gian: Tháng 5/2024.", "2. Địa điểm: Tại Sở.", "II. KINH PHÍ", "…")
    assert content.sections[0].blocks == (
        Paragraph("Thời gian: Tháng 5/2024.", "1."),
        Paragraph("Địa điểm: Tại Sở.", "2."),
    )


@pytest.mark.parametrize("labels", [("1.", "2.", "3."), ("I.", "II.", "III.")])
def test_run_in_headings_of_a_whole_document_are_its_outline(labels):
    titles = ("Mục đích", "Thời gian", "Kinh phí")
    lines = [f"{label} {title}: {TEXT}" for label, title in zip(labels, titles, strict=True)]
    assert [(s.label, s.title) for s in content_of(*lines).sections] == list(zip(labels, titles, strict=True))


def test_wrong_numbers_are_kept_as_printed():
    lines = ("I. MỤC ĐÍCH", "…", "II. NỘI DUNG", "1. Công tác A", "…", "3. Công tác B", "…", "II. KINH PHÍ", "…")
    assert [(label, title) for _, label, title in outline_of(*lines)] == [
        ("I.", "MỤC ĐÍCH"),
        ("II.", "NỘI DUNG"),
        ("1.", "Công tác A"),
        ("3.", "Công tác B"),
        ("II.", "KINH PHÍ"),
    ]


def test_sections_nest_no_deeper_than_their_numbers():
    content = content_of(*["1. A", "…"] * 3000)
    assert max(_depth(section) for section in content.sections) <= 3


def _depth(section):
    return 1 + max(map(_depth, section.sections), default=0)


def test_plan_without_headings_keeps_its_text():
    content = content_of("…", f"- {TEXT}")
    assert [(s.label, s.title, s.blocks) for s in content.sections] == [
        ("", "", (Paragraph(TEXT), Paragraph(TEXT, "-"))),
    ]


def test_slogans_in_capitals_are_text_where_chapters_have_numbers():
    slogans = ("NHIỆT LIỆT HƯỞNG ỨNG", "TẤT CẢ VÌ SỨC KHỎE", "CHUNG TAY PHÒNG DỊCH")
    assert outline_of("I. KHẨU HIỆU", *slogans, "II. KINH PHÍ", "…") == [(1, "I.", "KHẨU HIỆU"), (1, "II.", "KINH PHÍ")]


def test_list_of_people_is_text():
    people = ("1. Bà Nguyễn Thị An - Trưởng ban", "2. Ông Trần Văn Ba - Phó ban", "3. Ông Lê Văn Cảnh - Ủy viên")
    assert outline_of("I. BAN TỔ CHỨC", *people, "II. KINH PHÍ", "…") == [
        (1, "I.", "BAN TỔ CHỨC"),
        (1, "II.", "KINH PHÍ"),
    ]


def test_table_of_contents_is_left_out():
    lines = ("I. MỤC ĐÍCH ........... 2", "II. NỘI DUNG ……… 3", "I. MỤC ĐÍCH", "…", "II. NỘI DUNG", "…")
    assert outline_of(*lines) == [(1, "I.", "MỤC ĐÍCH"), (1, "II.", "NỘI DUNG")]
