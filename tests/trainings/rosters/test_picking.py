"""People are told from totals, group heads, notes and signatures; nobody is swallowed."""

from datetime import date

import pytest

from tests.factories.sheets import HEADS, a_workbook
from trainings.rosters.facts import Facts
from trainings.rosters.lists import read_list

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
