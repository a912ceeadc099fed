"""Lines that were broken to fit a column become paragraphs again."""

import textwrap
from pathlib import Path

import pytest

from documents.reading import read, source_of_text
from documents.reading.joining import joined
from documents.reading.rows import rows_of

SOURCES = Path(__file__).parents[2] / "data" / "sources"
UNBROKEN = ("quang_tri_2020", "tua_chua_2024", "lang_son_2022")


def paragraphs_of(text):
    """The texts of the paragraphs that `text` consists of."""
    lines = source_of_text(text).lines
    return [paragraph.text for paragraph in joined(rows_of(lines, 0, len(lines)))]


def early(paragraph, *, first, width=79):
    """A paragraph broken as law databases do: its first line much earlier than the others."""
    head, *rest = textwrap.wrap(paragraph, first, break_on_hyphens=False)
    return [head, *textwrap.wrap(" ".join(rest), width, break_on_hyphens=False)]


@pytest.mark.parametrize("width", [66, 72, 80, 95])
@pytest.mark.parametrize("name", UNBROKEN)
def test_broken_text_reads_as_unbroken_text(name, width):
    text = (SOURCES / f"{name}.txt").read_text()
    broken = "\n".join(
        "\n".join(textwrap.wrap(line, width, break_on_hyphens=False))
        if len(line) > width and "\t" not in line
        else line
        for line in text.split("\n")
    )
    expected = read(source_of_text(text)).content
    assert read(source_of_text(broken)).content.sections == expected.sections


@pytest.mark.parametrize("name", UNBROKEN)
def test_text_broken_early_keeps_its_headings(name):
    text = (SOURCES / f"{name}.txt").read_text()
    lines = [line for line in text.split("\n") if line.strip()]
    broken = "\n".join("\n".join(early(line, first=33)) if "\t" not in line else line for line in lines)
    expected = [(s.label, s.title) for s in read(source_of_text(text)).content.walk_sections()]
    assert [(s.label, s.title) for s in read(source_of_text(broken)).content.walk_sections()] == expected


def test_heading_cut_before_a_name_is_whole_again():
    text = (SOURCES / "quang_nam_2021.txt").read_text()
    titles = [section.title for section in read(source_of_text(text)).content.sections[2].sections]
    assert titles == [
        "Ban Dân tộc tỉnh",
        "Sở Tài chính",
        "Sở Khoa học và Công nghệ",
        "Sở Nông nghiệp và PTNT",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Đề nghị Mặt trận Tổ quốc Việt Nam và các đoàn thể chính trị - xã hội tỉnh",
        "Các Sở, Ban, ngành tỉnh liên quan; các cơ quan, đơn vị, địa phương được phân công tham gia kết nghĩa theo các "
        "Quyết định của UBND tỉnh",
        "UBND các huyện và xã được nhận kết nghĩa",
    ]


def test_dash_and_number_in_the_middle_of_a_sentence_begin_no_paragraph():
    text = """Tổ chức thực hiện các chương trình phát triển kinh tế
- xã hội trên địa bàn các xã đặc biệt khó khăn theo Nghị định số 27/2022/NĐ-
CP và hướng dẫn của Bộ, báo cáo kết quả trước ngày 15 tháng
12. Các cơ quan, đơn vị có liên quan phối hợp thực hiện, bảo đảm đúng quy
định của pháp luật và tiến độ đề ra trong kế hoạch.
- Giao Sở Tài chính bố trí kinh phí thực hiện các nhiệm vụ theo phân cấp
ngân sách hiện hành."""
    assert paragraphs_of(text) == [
        "Tổ chức thực hiện các chương trình phát triển kinh tế - xã hội trên địa bàn các xã đặc biệt khó khăn theo "
        "Nghị định số 27/2022/NĐ-CP và hướng dẫn của Bộ, báo cáo kết quả trước ngày 15 tháng 12. Các cơ quan, đơn vị "
        "có liên quan phối hợp thực hiện, bảo đảm đúng quy định của pháp luật và tiến độ đề ra trong kế hoạch.",
        "- Giao Sở Tài chính bố trí kinh phí thực hiện các nhiệm vụ theo phân cấp ngân sách hiện hành.",
    ]


def test_lines_that_are_paragraphs_stay_apart():
    text = "Các xã tham gia\nĐơn vị chủ trì\nPhòng Nội vụ"
    assert paragraphs_of(text) == text.split("\n")


def test_where_every_paragraph_is_indented_other_lines_go_on():
    text = """      - Qua kiểm tra, các đơn vị đã thực hiện đúng các quy định về vật liệu nổ như:
Giấy phép sử dụng, hợp đồng mua bán, hộ chiếu nổ mìn được lưu giữ đầy đủ; trong
quá trình bảo quản và sử dụng không để xảy ra thất thoát.
      1. Kiến nghị của Đoàn kiểm tra
      Đề nghị các đơn vị tiếp tục tăng cường công tác quản lý, kiểm tra, giám sát
việc nổ mìn theo quy định.
      2. Tổ chức thực hiện
      - Tăng cường rà soát, bổ sung biển báo, nội quy kho và báo cáo kết quả trước
ngày 30 tháng 6 năm 2026.
      - Nghiêm chỉnh chấp hành các quy định của pháp luật hiện hành về vật liệu nổ
công nghiệp."""
    assert [len(paragraph.split()) for paragraph in paragraphs_of(text)] == [50, 7, 23, 5, 24, 19]
    assert paragraphs_of(text)[1:4:2] == ["1. Kiến nghị của Đoàn kiểm tra", "2. Tổ chức thực hiện"]


def test_symbol_at_the_beginning_of_a_line_is_no_number():
    assert paragraphs_of("Căn cứ Chỉ thị số\n16-CT/TU ngày 02/01/2024 của Tỉnh ủy;") == [
        "Căn cứ Chỉ thị số 16-CT/TU ngày 02/01/2024 của Tỉnh ủy;"
    ]
