"""The total that a plan states."""

from dataclasses import replace

import pytest

from documents.content import Content, Paragraph, Section, SignatureBlock
from documents.places import Part, Place
from documents.reading.heads import NO_HEAD
from documents.reading.money import read_money
from documents.reading.result import Money

EMPTY = Content("KẾ HOẠCH", NO_HEAD, "", (), (), (), (), (), "", SignatureBlock((), ""))


def total(*paragraphs, title="KINH PHÍ"):
    blocks = tuple(Paragraph(text) for text in paragraphs)
    return read_money(replace(EMPTY, sections=(Section(1, "I.", "NỘI DUNG"), Section(1, "II.", title, blocks))))


@pytest.mark.parametrize(
    ("text", "amount", "words"),
    [
        (
            "Tổng kinh phí: 1.251.000.000 đ (Một tỷ, hai trăm năm mươi một nghìn đồng)",
            1_251_000_000,
            "Một tỷ, hai trăm năm mươi một nghìn đồng",
        ),
        ("Dự kiến kinh phí thực hiện: 9 tỷ đồng, trong đó:", 9_000_000_000, None),
        (
            "Ban dự kiến kinh phí thực hiện tiểu dự án 2, dự án 7: Nâng cao năng lực: 100.000.000 đồng",
            100_000_000,
            None,
        ),
        ("Tổng kinh phí thực hiện là 12,5 tỷ đồng.", 12_500_000_000, None),
        (
            "Tổng dự toán: 350.000.000 VNĐ. Bằng chữ: Ba trăm năm mươi triệu đồng./.",
            350_000_000,
            "Ba trăm năm mươi triệu đồng",
        ),
        (
            "Tổng kinh phí: 350.000.000 đồng (Bằng chữ: Ba trăm năm mươi triệu đồng chẵn).",
            350_000_000,
            "Ba trăm năm mươi triệu đồng chẵn",
        ),
        ("Kinh phí thực hiện theo quy định. Hỗ trợ 500.000 đồng/hộ.", None, None),
        ("Mức hỗ trợ: 500.000 đồng", None, None),
        ("Hỗ trợ kinh phí 5.000.000 đồng cho mỗi lớp", None, None),
        ("Kinh phí tổ chức: 5.000.000 đồng mỗi lớp", None, None),
        (
            "Tổng kinh phí thực hiện Kế hoạch là: 2.350 triệu đồng, trong đó: NSTW: 2.000 triệu đồng",
            2_350_000_000,
            None,
        ),
        ("Tổng nhu cầu kinh phí giai đoạn 2021-2025: 12.345,67 triệu đồng", 12_345_670_000, None),
        ("Tổng kinh phí: 1.25.000 đồng", None, None),
    ],
)
def test_total(text, amount, words):
    assert total(text).money == Money(amount, words)


def test_words_in_the_next_paragraph():
    found = total("Tổng kinh phí: 350.000.000 đồng", "(Bằng chữ: Ba trăm năm mươi triệu đồng)")
    assert found.money == Money(350_000_000, "Ba trăm năm mươi triệu đồng")
    assert found.place == Place(Part.SECTIONS, 1, 0)


def test_the_named_total_wins_over_its_parts():
    found = total("Kinh phí tuyên truyền: 50.000.000 đồng", "Tổng kinh phí: 350.000.000 đồng")
    assert (found.money.amount, found.doubts) == (350_000_000, ())


def test_the_largest_total_named_first_is_taken_with_a_doubt():
    found = total("Tổng kinh phí: 350.000.000 đồng", "Tổng kinh phí năm 2025: 50.000.000 đồng")
    assert (found.money.amount, len(found.doubts)) == (350_000_000, 1)


def test_no_total_where_several_amounts_stand_side_by_side():
    found = total("Kinh phí lớp 1: 50.000.000 đồng", "Kinh phí lớp 2: 60.000.000 đồng", title="NỘI DUNG CHI")
    assert found.money == Money()
    assert [d.sentence for d in found.doubts] == [
        "Văn bản nêu nhiều số tiền, không rõ số nào là tổng kinh phí nên để trống."
    ]


def test_no_money_in_an_empty_document():
    assert read_money(EMPTY).money == Money()
