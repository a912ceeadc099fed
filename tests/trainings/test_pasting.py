"""Blocks copied from Excel land in the right columns, with headings and without."""

import pytest

from lib.refusals import Refused
from trainings.grid import columns
from trainings.pasting import pasted_rows

HEADS = columns(["sex", "birth_year"])


def rows(text, start="full_name"):
    found = pasted_rows(text, columns=HEADS, start=start)
    return [{name: cell for name, cell in row.items() if cell} for row in found.rows]


def test_cells_go_to_the_columns_from_where_it_was_pasted():
    text = "Lò Thị Mai\tTrưởng bản\t\tX\tNữ\t1985\r\nGiàng A Dê\tBí thư\tx\t\tNam\t1979\r\n"
    mai = {"full_name": "Lò Thị Mai", "post": "Trưởng bản", "unpaid": "x", "sex": "Nữ", "birth_year": "1985"}
    de = {"full_name": "Giàng A Dê", "post": "Bí thư", "paid": "x", "sex": "Nam", "birth_year": "1979"}
    assert rows(text) == [mai, de]
    assert rows("1985\n1979", start="birth_year") == [{"birth_year": "1985"}, {"birth_year": "1979"}]


def test_a_column_of_ordinal_numbers_is_left_out():
    assert rows("1\tLò Thị Mai\tTrưởng bản\n2.\tGiàng A Dê\tBí thư") == [
        {"full_name": "Lò Thị Mai", "post": "Trưởng bản"},
        {"full_name": "Giàng A Dê", "post": "Bí thư"},
    ]


def test_headings_are_recognised_in_any_order_and_other_columns_named():
    text = "Ghi chú\tChức danh\tHọ tên\tĐiện thoại nhà\tKhông hưởng lương\nmới\tTrưởng bản\tLò Thị Mai\t0912\tX\n"
    found = pasted_rows(text, columns=HEADS, start="note")
    kept = {name: cell for name, cell in found.rows[0].items() if cell}
    assert kept == {"full_name": "Lò Thị Mai", "post": "Trưởng bản", "unpaid": "x", "note": "mới"}
    assert (found.has_heads, found.unread) == (True, ["Điện thoại nhà"])


def test_totals_and_signatures_are_no_people():
    text = "Họ và tên\tChức vụ\tHưởng lương\tKhông hưởng lương\nLò Thị Mai\tTrưởng bản\t\tx\nTổng cộng\t\t\t1\n"
    found = pasted_rows(text, columns=HEADS, start="full_name")
    assert ([row["full_name"] for row in found.rows], found.skipped) == (["Lò Thị Mai"], 1)


def test_cells_with_line_ends_in_quotes_stay_one_cell():
    assert rows('"Lò Thị\nMai"\tTrưởng bản') == [{"full_name": "Lò Thị Mai", "post": "Trưởng bản"}]


def test_nothing_and_too_much_are_refused():
    with pytest.raises(Refused, match="Không có gì"):
        rows("\t\n\n")
    with pytest.raises(Refused, match="1001 dòng"):
        rows("Lò Thị Mai\n" * 1001)
    with pytest.raises(Refused, match="quá lớn"):
        rows("x" * 600_000)


def test_a_quote_that_is_never_closed_is_said_to_be_so():
    with pytest.raises(Refused, match="thừa dấu ngoặc kép"):
        rows('"Lò Thị Mai\n' + "Giàng A Dê\n" * 13_000)
