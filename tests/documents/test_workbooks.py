"""Sheets and forms as Excel: the words of the paper, numbers as numbers, nothing that becomes a formula."""

import io
from dataclasses import replace

import openpyxl
import pytest

from documents.content import Section, Table
from documents.layout import HOUSE_LAYOUT
from documents.workbooks import write_xlsx
from tests.factories import faces


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(content, HOUSE_LAYOUT))).active


def texts(sheet):
    return [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]


def test_sheet_says_head_rows_totals_and_who_signs():
    said = texts(opened(faces.sheet(2)))
    assert said[:3] == [
        ["UBND TỈNH ĐIỆN BIÊN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["SỞ DÂN TỘC VÀ TÔN GIÁO", "Độc lập - Tự do - Hạnh phúc"],
        ["Điện Biên, ngày      tháng 3 năm 2026"],
    ]
    assert ["DANH SÁCH HỌC VIÊN"] in said
    assert [1, "Vừ A Dũng", "Trưởng thôn", "Xã Mường Báng", "X"] in said
    assert ["Tổng số", "2 người", 0, 2] in said
    assert said[-1] == ["Lò Văn Tiến"]


def test_a_chart_stands_as_the_rows_of_its_numbers():
    sheet = faces.sheet(2)
    said = texts(opened(replace(sheet, sections=(*sheet.sections, Section(1, "", "", (faces.CHART,))))))
    assert said[-4:] == [
        [f"{faces.CHART.title} (người)", "Hoàn thành", "Có mặt", "Được duyệt"],
        ["Cả lớp", 150, 170, 200],
        ["Xã Mường Báng", 60, 80, 100],
        ["Xã Sín Chải", 90, 90, 100],
    ]


def test_form_has_the_heads_of_the_appendix_and_repeats_them_in_print():
    sheet = opened(faces.form(3))
    said = texts(sheet)
    heads = ["TT", "Họ và tên", "Chức vụ", "Hưởng lương từ NSNN", "Không hưởng lương từ NSNN", "Ghi chú"]
    at = said.index(heads)
    assert said[0] == ["Phụ lục I"]
    assert said[at + 1] == ["1", "2", "3", "4", "5", "6"]
    assert sheet.print_title_rows == f"${at + 1}:${at + 2}"
    assert said[-1] == ["Người lập", "TM. ỦY BAN NHÂN DÂN"]


def test_text_that_looks_like_a_formula_and_long_numbers_stay_text():
    table = Table(
        (("TT", "Họ và tên", "CCCD", "Tiền"),),
        (("1", "=1+1", "001085000123", "1.500.000"), ("2", "@SUM(A1)", "0912345678", "-")),
    )
    row, other = [
        list(line)
        for line in opened(faces.sheet(sections=(Section(1, "", "", (table,)),))).iter_rows()
        if line[0].value in (1, 2)
    ]
    assert [(cell.value, cell.data_type) for cell in row[:4]] == [
        (1, "n"),
        ("=1+1", "s"),
        ("001085000123", "s"),
        (1_500_000, "n"),
    ]
    assert [cell.data_type for cell in other[:4]] == ["n", "s", "s", "s"]


@pytest.mark.parametrize("landscape", [False, True])
def test_sheet_is_printed_as_it_lies(landscape):
    sheet = opened(faces.sheet(2, landscape=landscape))
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape" if landscape else "portrait", 1)


def test_heads_of_two_rows_are_merged():
    table = Table((("TT", "Họ và tên", "20/3", "", "21/3"), ("", "", "Sáng", "Chiều", "")), (("1", "A", "", "", ""),))
    sheet = opened(replace(faces.sheet(), sections=(Section(1, "", "", (table,)),)))
    top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "TT")
    merged = {str(found) for found in sheet.merged_cells.ranges}
    assert {f"A{top}:A{top + 1}", f"B{top}:B{top + 1}", f"C{top}:D{top}", f"E{top}:E{top + 1}"} <= merged


def test_signs_that_excel_cannot_hold_are_left_out():
    sheet = opened(replace(faces.sheet(1), kind="DANH/SÁCH: [1]\x01"))
    assert ["DANH/SÁCH: [1]"] in texts(sheet)
    assert sheet.title == "DANH SÁCH   1"


def test_forms_in_one_file_have_a_tab_each():
    one = faces.form(2)
    other = replace(one.appendices[0], title=("DANH SÁCH", "trên địa bàn xã Sín Chải"))
    both = replace(one, appendices=(*one.appendices, other))
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(both, HOUSE_LAYOUT)))
    assert book.sheetnames == ["xã Mường Báng", "xã Sín Chải"]
