"""Spreadsheets for tests, and what may be wrong in them."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

HEADS = ["TT", "Họ và tên", "Chức vụ", "Hưởng lương từ NSNN", "Không hưởng lương từ NSNN", "Ghi chú"]


def a_workbook(rows: Sequence[Sequence[Any]], *, title: str = "Danh sách", **sheets: Sequence[Sequence[Any]]) -> bytes:
    """An .xlsx whose first sheet has `rows`; others by name."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for name, its in sheets.items():
        sheet = book.create_sheet(name)
        for row in its:
            sheet.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of `book`."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def a_list(count: int) -> bytes:
    """A right list of so many people, headed as Phụ lục I."""
    middle = ["A", "Thị", "Văn", "Bá", "Minh", "Thanh", "Ngọc"]
    given = ["Páo", "Sình", "Hoa", "Dế", "Lan", "Chứ", "Tủa", "Mai", "Vàng", "Súa", "Nhè"]
    family = ["Giàng", "Lò", "Vừ", "Sùng", "Hạng", "Mùa", "Quàng", "Cà", "Thào", "Lường", "Tòng", "Lý", "Chang"]
    rows = [["DANH SÁCH ĐẠI BIỂU ĐĂNG KÝ THAM GIA TẬP HUẤN"], [], HEADS, [1, 2, 3, 4, 5, 6]]
    for n in range(count):
        extra = "" if n < 1001 else " " + given[n // 1001 % 11] + (" " + middle[n // 11011 % 7] if n >= 11011 else "")
        name = f"{family[n % 13]} {middle[n % 7]}{extra} {given[n % 11]}"
        paid = n % 3 == 0
        rows.append(
            [n + 1, name, "Chủ tịch UBND" if paid else "Trưởng bản", "X" if paid else "", "" if paid else "X", ""]
        )
    return a_workbook(rows)


BAD_ROWS = [
    [1, "Giàng A Páo", "Trưởng bản", "", "X", ""],
    [2, "", "Trưởng bản", "", "X", ""],
    [3, "Lò Văn 2", "Trưởng bản", "", "X", ""],
    [4, "Vừ A Sình", "Trưởng bản", "", "", ""],
    [5, "Sùng Thị Hoa", "Trưởng bản", "X", "x", ""],
    [6, "Hạng A Dế", "Trưởng bản", "", "?", ""],
    [7, "PÁO A GIÀNG", "Bí thư Chi bộ", "", "X", ""],
    [8, "Mùa A Chứ", "", "", "X", ""],
    [9, "Quàng Văn Tủa (Bí thư)", "Bí thư Chi bộ", "", "X", ""],
    [10, "Cà Văn An, Cà Văn Bình", "Trưởng bản", "", "X", ""],
    [11, "=1+1", "Trưởng bản", "", "X", ""],
    [12, "Th?o A Nhè", "Trưởng bản", "", "X", ""],
    [13, "Lường Văn Súa", "Trưởng bản " * 12, "", "X", ""],
    [14, "Tòng Văn Mai", 45000, "", "X", ""],
    [15, "Lý A Lan", "Trưỡng bảnn", "", "X", ""],
    [16, "vàng  thị mai", "Trưởng bản", "X", "", ""],
    [17, "Chang A Lử", "Chủ tịch UBND", "X", "", ""],
]
"""Two rows are right without remark (the first and the last), two are right with warnings, the others are not."""
BAD_KINDS = {
    6: "name_missing", 7: "name_digits", 8: "payroll_missing", 9: "payroll_both", 10: "payroll_unclear",
    11: "duplicate_in_list", 12: "post_missing", 13: "name_brackets", 14: "name_two_people", 15: "formula",
    16: "name_lost_letters", 17: "too_long", 18: "post_unclear",
}  # fmt: skip
"""The kind of error of each bad row by its number in Excel, with the heads in the third row and their numbers in the
fourth."""


def a_bad_list() -> bytes:
    """A list with thirteen rows that cannot be kept."""
    return a_workbook([["DANH SÁCH"], [], HEADS, [1, 2, 3, 4, 5, 6], *BAD_ROWS])
