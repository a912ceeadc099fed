"""documents.checking.rules.sums and products: arithmetic that a plan states."""

from dataclasses import replace

import pytest

from tests.factories.checking import findings, messages, saying


@pytest.mark.parametrize(
    ("line", "quotes"),
    [
        ("Đoàn có 22 người (17 học viên và 6 cán bộ thuộc Ban)", ["22 người (17 học viên và 6 cán bộ thuộc Ban)"]),
        ("Đoàn có 22 người (17 học viên và 5 cán bộ thuộc Ban)", []),
        ("Cấp xã: 36 người (01 lãnh đạo, 01 công chức, 01 thôn)", []),
        ("Cấp xã: 36 người (01 lãnh đạo, 01 công chức)", ["36 người (01 lãnh đạo, 01 công chức)"]),
        ("Cấp xã: 36 người (mỗi xã 01 lãnh đạo, 01 công chức, 01 cán bộ thôn)", []),
        ("126 đơn vị gồm 99 xã, 27 phường", []),
        ("Lớp có 50 học viên (trong đó 20 nữ, 35 người dân tộc thiểu số)", []),
        ("Hỗ trợ 100 con (mỗi hộ 2 con, tối đa 5 con)", []),
        ("Kinh phí 500.000.000 đồng (ngân sách tỉnh 300.000.000 đồng, xã 150.000.000 đồng)",
         ["500.000.000 đồng (ngân sách tỉnh 300.000.000 đồng, xã 150.000.000 đồng)"]),
    ],
)  # fmt: skip
def test_numbers_in_brackets_add_up(line, quotes):
    assert [quote for quote, _ in findings("amounts.brackets", saying(line))] == quotes


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Kinh phí: 9 tỷ đồng, trong đó: ngân sách tỉnh 6 tỷ đồng; vốn lồng ghép 2 tỷ đồng.", 1),
        ("Kinh phí: 9 tỷ đồng, trong đó: ngân sách tỉnh 6 tỷ đồng; vốn lồng ghép 3 tỷ đồng.", 0),
        ("Tổng số 48 đại biểu, gồm: cấp huyện 12 đại biểu; cấp xã 34 đại biểu.", 1),
        ("Tổng số 48 đại biểu, gồm: cấp huyện 12 đại biểu; cấp xã 36 đại biểu. Thời gian 02 ngày.", 0),
        ("Có 100 hộ, trong đó có 60 hộ nghèo, 30 hộ cận nghèo.", 0),
        ("Khoảng 100 người, gồm: cấp huyện 12 người; cấp xã 36 người.", 0),
        ("Kinh phí 10 triệu đồng, gồm 2 hội nghị (mỗi hội nghị 5 triệu đồng)", 0),
    ],
)
def test_parts_in_a_sentence_add_up(line, count):
    assert len(findings("amounts.parts", saying(line))) == count


def test_parts_in_the_lines_below_add_up():
    lines = ("- Dự kiến kinh phí: 9 tỷ đồng, trong đó:", "+ Bò: 300 con x 20 triệu đồng/con = 6 tỷ đồng;")

    assert findings("amounts.parts", saying(*lines, "+ Dê: 750 con x 4 triệu đồng/con = 3 tỷ đồng.")) == []
    assert messages("amounts.parts", saying(*lines, "+ Dê: 500 con x 4 triệu đồng/con = 2 tỷ đồng.")) == [
        "6.000.000.000 + 2.000.000.000 = 8.000.000.000, không bằng 9.000.000.000 đồng."
    ]


def test_a_line_without_an_amount_leaves_the_sum_open():
    content = saying("- Mở 04 lớp cho 708 đại biểu, gồm:", "+ Lớp thứ nhất: 182 đại biểu;", "+ Các lớp còn lại.")

    assert findings("amounts.parts", content) == []


def test_years_in_the_next_paragraph_add_up():
    years = (
        "Trong đó: Năm 2022 : 10.000.000 đồng; Năm 2023 : {} đồng; Năm 2024 : 30.000.000 đồng, "
        "Năm 2025 : 30.000.000 đồng"
    )
    total = "Dự kiến kinh phí: 100.000.000 đồng"

    assert findings("amounts.parts", saying(total, years.format("30.000.000"))) == []
    assert messages("amounts.parts", saying(total, years.format("20.000.000"))) == [
        "10.000.000 + 20.000.000 + 30.000.000 + 30.000.000 = 90.000.000, không bằng 100.000.000 đồng."
    ]


@pytest.mark.parametrize(
    ("years", "message"),
    [
        ("năm 2021: 5 triệu đồng; năm 2022: 5 triệu đồng", []),
        ("năm 2022: 5 triệu đồng; năm 2023: 5 triệu đồng", ["Chưa có kinh phí của năm 2021"]),
        ("năm 2021: 5 triệu đồng; năm 2023: 5 triệu đồng", ["Chưa có kinh phí của năm 2022"]),
        ("năm 2021: 5 triệu đồng; năm 2021: 5 triệu đồng", ["Năm 2021 được ghi hai lần."]),
        ("năm 2021: 5 triệu đồng; năm 2022: 5 triệu đồng; năm 2024: 1 triệu đồng", ["Năm 2024 nằm ngoài giai đoạn"]),
    ],
)
def test_every_year_of_the_plan_has_its_money(years, message):
    title = "Thực hiện Chương trình giai đoạn 2021 - " + ("2022" if "2023" not in years else "2023")
    content = replace(saying(f"Kinh phí: {years}"), title=title)

    assert [
        said[: len(start)] for said, start in zip(messages("amounts.years", content), message, strict=True)
    ] == message


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("300 con x 20 triệu đồng/con = 7 tỷ đồng", ["Kết quả phép tính là 6 tỷ đồng, không phải 7 tỷ đồng."]),
        ("300 con x 20 triệu đồng/con = 6 tỷ đồng", []),
        ("22 người x 7 ngày x 200.000 đồng = 30.800.000 đồng", []),
        ("22 người x 7 ngày x 2.000 đồng = 388.000 đồng",
         ["Kết quả phép tính là 308.000 đồng, không phải 388.000 đồng."]),
        ("12 người + 36 người = 50 người", ["Kết quả phép tính là 48 người, không phải 50 người."]),
        ("100.000.000 đồng x 10% = 10.000.000 đồng", []),
        ("30 người x 20 = 600 triệu đồng", []),
        ("xã A = 5 lớp; xã B x 3", []),
    ],
)  # fmt: skip
def test_stated_results_are_right(line, message):
    assert messages("amounts.product", saying(line)) == message


def test_norms_and_ratios_agree():
    right = ("300 con/150 hộ; mỗi huyện dự kiến 100 con/50 hộ", "Hỗ trợ 02 con/hộ")

    assert findings("amounts.ratio", saying(*right)) == []
    assert findings("amounts.ratio", saying("300 con/150 hộ; mỗi huyện dự kiến 100 con/40 hộ")) == [
        ("300 con/150 hộ; mỗi huyện dự kiến 100 con/40 hộ", None)
    ]
    assert findings("amounts.ratio", saying("Dự kiến 300 con/150 hộ", "Hỗ trợ 03 con/hộ")) == [("300 con/150 hộ", None)]


def test_people_of_the_groups_make_the_whole_party():
    lines = (
        "Thành phần tham gia",
        "- Cấp huyện: 12 người.",
        "- Cấp xã: 36 người.",
        "Tổ chức 01 đoàn dự kiến {} người.",
    )

    assert findings("amounts.audience", saying(*(line.format(48) for line in lines))) == []
    assert findings("amounts.audience", saying(*(line.format(50) for line in lines))) == [("50 người", None)]


def test_norms_are_the_prices_reckoned_with():
    lines = ("Mỗi con bình quân {} triệu đồng.", "Kinh phí: 300 con x 20 triệu đồng/con = 6 tỷ đồng.")

    assert findings("amounts.unit_price", saying(*(line.format(20) for line in lines))) == []
    assert findings("amounts.unit_price", saying(*(line.format(25) for line in lines))) == [("25 triệu đồng", None)]
