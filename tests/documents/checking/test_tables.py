"""documents.checking.rules.tables and estimates: tables of numbers, totals of the whole plan."""

from dataclasses import replace

import pytest

from documents.content import Appendix, Paragraph, Section, Table
from tests.factories.checking import findings, messages, outlined, saying

ESTIMATE = Table(
    (("TT", "Nội dung", "ĐVT", "Số lượng", "Số ngày", "Đơn giá", "Thành tiền"),),
    (
        ("I", "Lớp tập huấn", "", "", "", "", "10.500.000"),
        ("1", "Tiền ăn", "người", "30", "3", "100.000", "9.000.000"),
        ("2", "Nước uống", "người", "30", "1", "50.000", "1.500.000"),
        ("II", "Tham quan", "", "", "", "", "24.000.000"),
        ("1", "Thuê xe", "xe", "1", "4", "5.000.000", "20.000.000"),
        ("2", "Tiền nghỉ", "người", "20", "1", "200.000", "4.000.000"),
        ("", "Tổng cộng", "", "", "", "", "34.500.000"),
    ),
)
YEARS = Table(
    (("TT", "Xã", "Tổng số", "Năm 2024", "Năm 2025"),),
    (
        ("1", "Mường Đun", "30", "10", "20"),
        ("2", "Xá Nhè", "45", "20", "25"),
        ("3", "Tả Phìn", "25", "10", "15"),
        ("", "Tổng cộng", "100", "40", "60"),
    ),
)


def with_cell(table, row, column, text):
    """`table` with another text in one cell below its header."""
    rows = [list(cells) for cells in table.rows]
    rows[row][column] = text
    return replace(table, rows=tuple(tuple(cells) for cells in rows))


def annexed(table, *lines):
    """A plan with `table` in its appendix."""
    return replace(saying(*lines), appendices=(Appendix("Phụ lục", ("DỰ TOÁN",), (table,)),))


@pytest.mark.parametrize("rule", ["amounts.row", "amounts.column", "amounts.across"])
@pytest.mark.parametrize("table", [ESTIMATE, YEARS], ids=["estimate", "years"])
def test_a_right_table_is_left_alone(rule, table):
    assert findings(rule, annexed(table)) == []


def test_price_times_count_is_the_amount():
    wrong = with_cell(ESTIMATE, 1, 6, "9.900.000")

    assert messages("amounts.row", annexed(wrong)) == ["30 × 3 × 100.000 = 9.000.000, ở đây ghi 9.900.000."]


def test_rows_make_up_their_group():
    wrong = with_cell(ESTIMATE, 0, 6, "10.550.000")

    assert messages("amounts.column", annexed(wrong)) == [
        "Cột «Thành tiền»: các dòng thành phần cộng lại là 10.500.000, ở «Lớp tập huấn» ghi 10.550.000.",
    ]


def test_rows_make_up_the_total():
    assert findings("amounts.column", annexed(with_cell(ESTIMATE, 6, 6, "35.400.000"))) == [("35.400.000", None)]
    assert findings("amounts.column", annexed(with_cell(YEARS, 3, 3, "50"))) == [("50", None)]


def test_columns_make_up_the_total_beside_them():
    assert messages("amounts.across", annexed(with_cell(YEARS, 1, 2, "54"))) == [
        "20 + 25 = 45, ở cột «Tổng số» ghi 54."
    ]


def test_lists_and_forms_have_no_sums():
    people = Table(
        (("TT", "Họ và tên", "Năm sinh", "Ghi chú"), ("1", "2", "3", "4")),
        (("1", "Lò Văn A", "1980", ""), ("2", "Vừ Thị B", "1985", ""), ("", "Tổng số", "2", "")),
    )

    assert [findings(rule, annexed(people)) for rule in ("amounts.row", "amounts.column", "amounts.across")] == [[]] * 3


def test_text_and_estimate_have_one_total():
    right = annexed(ESTIMATE, "Tổng kinh phí: 34.500.000 đồng từ ngân sách huyện.")
    wrong = annexed(ESTIMATE, "Tổng kinh phí: 43.500.000 đồng từ ngân sách huyện.")

    assert findings("amounts.table_total", right) == []
    assert findings("amounts.table_total", wrong) == [("43.500.000 đồng", None)]


def test_a_total_is_the_same_everywhere():
    def plan(first, second):
        return outlined(
            Section(1, "I.", "NỘI DUNG", (Paragraph(f"Tổng kinh phí thực hiện: {first} đồng từ ngân sách."),)),
            Section(1, "II.", "TỔ CHỨC", (Paragraph(f"Bố trí tổng kinh phí thực hiện {second} đồng."),)),
        )

    assert findings("amounts.total", plan("1.251.000.000", "1.251.000.000")) == []
    assert findings("amounts.total", plan("1.251.000.000", "1.215.000.000")) == [("1.215.000.000 đồng", None)]


def test_parts_of_a_chapter_have_totals_of_their_own():
    models = [
        Section(2, f"{number}.", f"Mô hình {number}", (Paragraph(f"Tổng kinh phí thực hiện: {number} tỷ đồng."),))
        for number in (1, 2)
    ]

    assert findings("amounts.total", outlined(Section(1, "I.", "NỘI DUNG", (), tuple(models)))) == []


@pytest.mark.parametrize(
    ("line", "quotes"),
    [
        ("Dự kiến kinh phí thực hiện Tiểu dự án 2: 100.000.000 đồng", ["100.000.000 đồng"]),
        ("Kinh phí: 100.000.000 đồng từ ngân sách Trung ương", []),
        ("Kinh phí: 100.000.000 đồng theo Quyết định số 12/QĐ-UBND", []),
        ("Các đơn vị tự bảo đảm", []),
    ],
)
def test_money_has_a_source(line, quotes):
    content = outlined(Section(1, "I.", "NỘI DUNG"), Section(1, "II.", "KINH PHÍ", (Paragraph(line),)))

    assert [quote for quote, _ in findings("amounts.source", content)] == quotes


def test_one_amount_for_many_activities_is_not_enough():
    events = tuple(Section(2, f"{n}.", f"Nhóm {n}", (Paragraph(f"Tổ chức 0{n} lớp"),)) for n in (1, 2, 3))
    money = Section(1, "II.", "KINH PHÍ", (Paragraph("Tổng kinh phí: 90.000.000 đồng từ ngân sách tỉnh"),))
    apart = replace(money, blocks=(*money.blocks, Paragraph("Nhóm 1: 30.000.000 đồng")))

    assert findings("amounts.breakdown", outlined(Section(1, "I.", "NỘI DUNG", (), events), money)) == [
        ("90.000.000 đồng", None)
    ]
    assert findings("amounts.breakdown", outlined(Section(1, "I.", "NỘI DUNG", (), events), apart)) == []
    assert findings("amounts.breakdown", outlined(Section(1, "I.", "NỘI DUNG", (), events[:2]), money)) == []


@pytest.mark.parametrize(
    ("money", "quotes"),
    [
        ("Từ nguồn kinh phí Dự án 7 năm 2024.", ["KINH PHÍ"]),
        ("Từ ngân sách huyện: 90.000.000 đồng.", []),
        ("Dự toán kèm theo ở phụ lục.", []),
    ],
)
def test_activities_have_money(money, quotes):
    events = (Paragraph("Mở 04 lớp tập huấn."), Paragraph("Tổ chức 01 đoàn tham quan 48 người."))
    content = outlined(Section(1, "I.", "NỘI DUNG", events), Section(1, "II.", "KINH PHÍ", (Paragraph(money),)))

    assert [quote for quote, _ in findings("amounts.none", content)] == quotes
