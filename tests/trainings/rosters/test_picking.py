"""People are told from totals, group heads, notes and signatures; nobody is swallowed."""

import time
from datetime import date

import pytest
from openpyxl import Workbook

from tests.factories.sheets import HEADS, a_workbook, saved
from trainings.rosters.columns import match
from trainings.rosters.facts import Facts
from trainings.rosters.lists import check_list, read_list
from trainings.rosters.picking import pick
from trainings.rosters.sheets import Sheet

FACTS = Facts(on=date(2024, 3, 1), unit="xa")


def picked(*rows):
    """The names of those who are taken for people, and why other rows were left out."""
    found = read_list(a_workbook([HEADS, *rows]), "ds.xlsx", FACTS).picked
    return [said.cells.get("full_name", "") for said in found.said], [(one.row, one.reason) for one in found.skipped]


def test_what_stands_around_people_is_left_out_and_named():
    names, skipped = picked(
        [1, 2, 3, 4, 5, 6],
        ["I", "CẤP XÃ"],
        [1, "Giàng A Páo", "Chủ tịch UBND", "X"],
        ["II", "Bản Tà Là Cáo"],
        [2, "Lò Thị Hoa", "Trưởng bản", "", "X"],
        HEADS,
        [3, "Vừ A Dế", "Trưởng bản", "", "X"],
        ["", "Tổng cộng", "", 1, 2],
        ["Ghi chú: cột 4, 5 đánh dấu X"],
        ["", "", "", "Mường Báng, ngày 10 tháng 3 năm 2024"],
        ["Người lập", "", "TM. ỦY BAN NHÂN DÂN"],
        ["", "", "CHỦ TỊCH"],
        ["Lò Văn Páo", "", "Vừ A Hùng"],
    )
    assert names == ["Giàng A Páo", "Lò Thị Hoa", "Vừ A Dế"]
    assert skipped == [
        (2, "số thứ tự cột"), (3, "tên nhóm"), (5, "tên nhóm"), (7, "tiêu đề lặp lại"), (9, "dòng tổng cộng"),
        (10, "ghi chú"), (11, "chữ ký"), (12, "chữ ký"), (13, "chữ ký"), (14, "chữ ký"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        [1, "Tòng Văn Cộng", "Trưởng bản"],
        [1, "Tòng Thị Số", "Trưởng bản", "", "X"],
        [1, "Đoàn Văn An"],
        ["", "Đoàn Văn An", "Trưởng bản"],
        [1, "Bàn Văn Thôn"],
        [1, "Lang Thị Hồi", "Giám đốc"],
        [1, "Cấp Văn Xã", "Chủ tịch"],
        [1, "Người Thị Lập", "Trưởng phòng"],
        [1, "Kt Văn An", "Trưởng thôn", "", "X"],
    ],
)
def test_people_with_names_like_heads_are_people(row):
    assert picked(row) == ([row[1]], [])


def test_a_row_without_a_name_is_a_fault_not_left_out():
    assert picked([1, "", "Trưởng bản", "", "X"]) == ([""], [])


def checked(data, *asks, name="ds.xlsx"):
    """The file as it is understood, and its faults."""
    facts = Facts(on=date(2024, 3, 1), unit="xa", asks=frozenset(asks))
    found = read_list(data, name, facts)
    return found, check_list(found, facts)


def test_heads_in_two_rows_that_stand_again_on_every_page_are_left_out():
    book = Workbook()
    sheet = book.active
    for page in range(60):
        top = sheet.max_row + 1 if page else 1
        sheet.append(["TT", "Họ và tên", "Chức vụ", "Đối tượng", None])
        sheet.append([None, None, None, "Hưởng lương từ NSNN", "Không hưởng lương từ NSNN"])
        for area in ("A{0}:A{1}", "B{0}:B{1}", "C{0}:C{1}", "D{0}:E{0}"):
            sheet.merge_cells(area.format(top, top + 1))
        sheet.append([page + 1, f"Giàng A {chr(65 + page % 26)}{'aeiou'[page // 26]}", "Trưởng bản", None, "X"])
    found, result = checked(saved(book))
    assert (len(result.rows), result.faults) == (60, ())
    assert {one.reason for one in found.picked.skipped} == {"tiêu đề lặp lại"}


def test_a_second_table_with_its_columns_in_another_order_is_read_by_its_own_heads():
    other = ["TT", "Chức vụ", "Họ và tên", "Không hưởng lương từ NSNN", "Hưởng lương từ NSNN"]
    data = a_workbook([HEADS, [1, "Giàng A Páo", "Chủ tịch UBND", "X"], other, [1, "Trưởng bản", "Lò Thị Hoa", "X"]])
    found, result = checked(data)
    rows = [(row.full_name, row.post, row.is_paid) for row in result.rows]
    assert rows == [("Giàng A Páo", "Chủ tịch UBND", True), ("Lò Thị Hoa", "Trưởng bản", False)]
    assert found.picked.said[1].letters["full_name"] == "C"


def test_heads_that_change_in_every_row_take_bounded_time():
    other = [HEADS[0], HEADS[2], HEADS[1], *HEADS[3:]]
    rows = tuple((number, tuple(HEADS if number % 2 else other)) for number in range(1, 30_001))
    merged = tuple((row, 8, row + 1, 8) for row in range(0, 20_000, 2))
    sheet = Sheet("", rows, merged)
    start = time.process_time()
    found = pick(sheet, match(sheet, ()))
    assert len(found.said) + len(found.skipped) == 29_999
    assert time.process_time() - start < 20


def test_a_cell_merged_over_rows_means_all_of_them_and_ditto_the_one_above():
    book = Workbook()
    sheet = book.active
    sheet.append([*HEADS[:5], "Thôn, bản"])
    for number, post in enumerate(["Trưởng bản", "nt", '"', "Bí thư chi bộ"], start=1):
        village = "Bản Cáp" if number == 1 else "-nt-" if number == 4 else None
        sheet.append([number, f"Giàng A {['Páo', 'Dế', 'Chứ', 'Sử'][number - 1]}", post, None, "X", village])
    sheet.merge_cells("F2:F4")
    _, result = checked(saved(book), "village")
    assert [(row.post, row.village) for row in result.rows] == [
        ("Trưởng bản", "Bản Cáp"), ("Trưởng bản", "Bản Cáp"), ("Trưởng bản", "Bản Cáp"), ("Bí thư chi bộ", "Bản Cáp"),
    ]  # fmt: skip
    assert result.faults == ()


@pytest.mark.parametrize(
    "below",
    [
        [["", "", "", "TRƯỞNG BẢN"], ["", "", "", "(Ký, ghi rõ họ tên)"], ["", "", "", "Giàng A Sử"]],
        [["", "Cán bộ lập danh sách", "", "Duyệt của lãnh đạo"], ["", "Lò Văn A", "", "Mùa A B"]],
        [["", "Xác nhận của UBND xã", "", "Người lập danh sách"], ["", "Lò Văn A", "", "Mùa A B"]],
        [["", "", "Sính Phình, ngày 12/03/2024"], ["", "", "BÍ THƯ ĐẢNG ỦY"], ["", "", "Lò Văn A"]],
        [["", "KẾ TOÁN", "", "HIỆU TRƯỞNG"], ["", "Lò Văn A", "", "Mùa A B"]],
    ],
)
def test_signatures_in_the_columns_of_people_are_no_people(below):
    found, result = checked(a_workbook([HEADS, [1, "Giàng A Páo", "Trưởng bản", "", "X"], *below]))
    assert ([row.full_name for row in result.rows], result.faults) == (["Giàng A Páo"], ())
    assert [one.reason for one in found.picked.skipped] == ["chữ ký"] * len(below)


def test_the_sheet_with_people_is_read_before_the_blank_form():
    data = a_workbook([HEADS, [1], [2]], title="Mẫu", Dsach=[HEADS, [1, "Giàng A Páo", "Trưởng bản", "", "X"]])
    found, _ = checked(data)
    assert (found.sheet.name, found.notices) == ("Dsach", ())


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["TT", "Hä vµ tªn", "Chøc vô", "H­ëng l­¬ng", "Kh«ng h­ëng l­¬ng"],
            [1, "NguyÔn V¨n TuÊn", "Tr­ëng b¶n", None, "X"],
            [2, "TrÇn ThÞ H¹nh", "Tr­ëng b¶n", None, "X"],
        ],
        [
            ["STT", "Hoï vaø teân", "Chöùc vuï", "Höôûng löông", "Khoâng höôûng löông"],
            [1, "Nguyeãn Vaên Tuaán", "Tröôûng baûn", None, "X"],
            [2, "Traàn Thò Haïnh", "Tröôûng baûn", None, "X"],
        ],
    ],
)
def test_a_whole_workbook_with_old_letters_is_read(rows):
    _, result = checked(a_workbook(rows))
    said = [(row.full_name, row.post, row.is_paid) for row in result.rows]
    assert said == [("Nguyễn Văn Tuấn", "Trưởng bản", False), ("Trần Thị Hạnh", "Trưởng bản", False)]


def test_ticks_of_wingdings_are_no_old_letters():
    marks = ["ü", "þ", "ü", "P", "R"]
    names = ["Giàng A Páo", "Lò Thị Hoa", "Vừ A Dế", "Mùa A Chứ", "Lý A Sử"]
    found, result = checked(
        a_workbook([HEADS, *([1, n, "Trưởng bản", "", m] for n, m in zip(names, marks, strict=True))])
    )
    assert (len(result.rows), found.notices) == (5, ())


def test_only_a_column_for_women_tells_men_too():
    heads = ["TT", "Họ và tên", "Nữ", "Chức vụ", "HL", "Không HL"]
    rows = [[1, "Giàng A Páo", "", "Trưởng bản", "", "X"], [2, "Lò Thị Hoa", "x", "Trưởng bản", "", "X"]]
    _, result = checked(a_workbook([heads, *rows]), "sex")
    assert [(row.sex, row.is_paid) for row in result.rows] == [("m", False), ("f", False)]
