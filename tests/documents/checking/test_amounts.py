"""documents.checking.rules.amounts: figures against words, units, separators."""

import pytest

from tests.factories.checking import findings, saying


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Tổng kinh phí: 1.251.000.000 đ (Một tỷ, hai trăm năm mươi một nghìn đồng)",
            [("Một tỷ, hai trăm năm mươi một nghìn đồng", "Một tỷ hai trăm năm mươi mốt triệu đồng")],
        ),
        (
            "Tổng: 100.000.000 đồng (Bằng chữ: Mười triệu đồng chẵn).",
            [("Mười triệu đồng chẵn", "Một trăm triệu đồng")],
        ),
        ("Số tiền 9 tỷ đồng (tám tỷ đồng)", [("tám tỷ đồng", "chín tỷ đồng")]),
        ("Tổng: 1.500.000 đồng, bằng chữ: Một triệu rưỡi đồng", [("Một triệu", "Một triệu năm trăm nghìn")]),
        ("Tổng: 404.000 đồng (Bốn trăm lẻ bốn ngàn đồng)", []),
        ("Tổng: 1.000.251.000 đồng (Một tỷ không triệu hai trăm năm mươi mốt nghìn đồng)", []),
        ("Tổng: 21.015.000 đồng (Hai mươi mốt triệu không trăm mười lăm nghìn đồng chẵn./.)", []),
        ("Mức chi 50.000 đồng (một ngày hai buổi)", []),
        ("Hỗ trợ 20 triệu đồng (hai đợt)", []),
    ],
)
def test_words_say_the_same_amount_as_figures(line, expected):
    assert findings("amounts.words", saying(line)) == expected


def test_words_on_the_next_line_belong_to_the_amount_above():
    content = saying("Tổng kinh phí: 1.251.000.000 đồng.", "Bằng chữ: Một tỷ hai trăm năm mươi mốt nghìn đồng.")

    assert findings("amounts.words", content) == [
        ("Một tỷ hai trăm năm mươi mốt nghìn đồng", "Một tỷ hai trăm năm mươi mốt triệu đồng")
    ]


@pytest.mark.parametrize(
    ("line", "quotes"),
    [
        ("bầu chọn 01 (hai) hộ", ["01 (hai)"]),
        ("bầu chọn 01 (một) hộ", []),
        ("gồm 12 (mười hai) xã và 05 (năm) phường", []),
        ("báo cáo năm 2024 (hai lần)", []),
    ],
)
def test_counts_in_brackets_say_the_same_number(line, quotes):
    assert [quote for quote, _ in findings("amounts.count_words", saying(line))] == quotes


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tổng kinh phí: 1.251.000.000", [("1.251.000.000", "1.251.000.000 đồng")]),
        ("Tổng kinh phí: 1.251.000.000 đồng", []),
        ("Tổng kinh phí 1.251.000 triệu đồng", []),
        ("Dự toán (đơn vị tính: nghìn đồng): 1.251.000", []),
        ("Diện tích rừng 1.251.000 ha do ngân sách hỗ trợ", []),
    ],
)
def test_money_has_a_unit(line, expected):
    assert findings("amounts.unit", saying(line)) == expected


def test_short_currency_is_told_once():
    content = saying("Kinh phí: 1.251.000.000 đ", "Hỗ trợ 50.000đ/người", "Đoàn gồm 05 đ/c")

    assert findings("amounts.currency", content) == [("1.251.000.000 đ", "1.251.000.000 đồng")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("kinh phí 1.25.000 đồng", [("1.25.000", None)]),
        ("kinh phí 12.5000 đồng", [("12.5000", None)]),
        ("kinh phí 1,251,000,000 đồng", [("1,251,000,000", "1.251.000.000")]),
        ("kinh phí 1251000000 đồng", [("1251000000", "1.251.000.000")]),
        ("kinh phí 1.5 tỷ đồng", [("1.5 tỷ đồng", "1,5 tỷ đồng")]),
        ("kinh phí 1,5 tỷ đồng; 2.750 triệu đồng; 300.000 đồng/ngày", []),
    ],
)
def test_separators_are_those_of_vietnam(line, expected):
    assert findings("amounts.separators", saying(line)) == expected
