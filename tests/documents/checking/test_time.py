"""Checking takes time linear in the length of the document, however its words are cut into paragraphs and rows."""

import time

import pytest

from documents.checking import check
from documents.checking.shipped import shipped_facts
from documents.content import Paragraph, Section, Table
from tests.factories.contents import plan

SENTENCE = (
    "Ủy ban nhân dân xã Mường Nhé chủ trì, phối hợp với Sở Dân tộc và Tôn giáo tỉnh Điện Biên mở {0} lớp cho 50 người, "
    "03 ngày, từ ngày 10/5/2026 đến ngày 12/5/2026, kinh phí 120.000.000 đồng (Một trăm hai mươi triệu đồng), theo "
    "Quyết định số {0}/QĐ-UBND ngày 01 tháng 02 năm 2025 của Ủy ban nhân dân tỉnh Điện Biên. "
)
COLUMNS = ("TT", "Nội dung", "Số lượng", "Đơn giá", "Thành tiền")


def told(*blocks):
    return plan(sections=(Section(1, "I.", "NỘI DUNG", blocks),))


SHAPES = {
    "one paragraph": lambda n: told(Paragraph("".join(map(SENTENCE.format, range(n))))),
    "paragraphs": lambda n: told(*(Paragraph(SENTENCE.format(number), "-") for number in range(n))),
    "list": lambda n: told(*(Paragraph(f"Hỗ trợ hộ nghèo đợt {n};", f"{n}.") for n in range(1, 10 * n))),
    "table": lambda n: told(
        Table((COLUMNS,), tuple((str(row), "Tiền ăn", "10", "50.000", "500.000") for row in range(10 * n)))
    ),
    "sections": lambda n: plan(
        sections=tuple(Section(1, f"{i}.", f"Việc {i}", (Paragraph(SENTENCE.format(i)),)) for i in range(1, n))
    ),
    "bases": lambda n: plan(legal_bases=tuple(f"Căn cứ {SENTENCE.format(number)[-110:]}" for number in range(n))),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_ten_times_the_length_takes_about_ten_times_as_long(shape):
    facts = shipped_facts()

    def seconds(count):
        content = SHAPES[shape](count)
        start = time.process_time()
        check(content, facts)
        return time.process_time() - start

    seconds(5)
    assert seconds(400) < 30 * seconds(40) + 0.5  # quadratic: 100 times
