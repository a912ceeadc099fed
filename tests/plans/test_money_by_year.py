from dataclasses import replace

import pytest

from documents.content import Paragraph, Section, Table
from plans.money_by_year import money_by_year
from tests.factories.contents import plan


def found(*blocks):
    content = replace(plan(appendices=()), sections=(Section(1, "I.", "KINH PHÍ", blocks),))
    return [(item.year, item.amount, item.words) for item in money_by_year(content)]


def test_sentences_that_go_year_by_year():
    blocks = (
        Paragraph("Năm 2022: 1.200 triệu đồng; năm 2023: 3,5 tỷ đồng.", "-"),
        Paragraph("Năm 2024 là 1.251.000.000 đồng"),
    )
    assert found(*blocks) == [
        (2022, 1_200_000_000, "1.200 triệu đồng"),
        (2023, 3_500_000_000, "3,5 tỷ đồng"),
        (2024, 1_251_000_000, "1.251.000.000 đồng"),
    ]


def test_a_table_with_a_column_for_every_year():
    table = Table(
        header=(("TT", "Nội dung", "Năm 2021", "Năm 2022"),),
        rows=(("1", "Tập huấn", "50", "60"), ("", "Tổng cộng", "150", "1.160")),
    )
    assert found(Paragraph("Đơn vị tính: Triệu đồng"), table) == [
        (2021, 150_000_000, "150 triệu đồng"),
        (2022, 1_160_000_000, "1.160 triệu đồng"),
    ]
    assert found(table) == [(2021, None, "150"), (2022, None, "1.160")]


@pytest.mark.parametrize(
    "text",
    [
        "Tổng kinh phí năm 2024: 500 triệu đồng.",
        "Quyết định năm 2023 giao 2.000 lớp, năm 2024 giao 3 lớp.",
        "Thực hiện từ năm 2021 đến năm 2025.",
    ],
)
def test_one_year_or_no_money_is_not_year_by_year(text):
    assert found(Paragraph(text)) == []
