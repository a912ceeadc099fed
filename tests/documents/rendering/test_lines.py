"""Where the lines of running text end."""

import io
from itertools import pairwise

import pdfplumber
import pytest

from documents.content import Paragraph
from documents.layout import Layout
from documents.rendering import render_pdf
from documents.rendering.fonts import typeface
from tests.documents.rendering.measuring import measured
from tests.factories.contents import plan

REFERENCES = (
    "Quyết định số 1719/QĐ-TTg và Quyết định số 90/QĐ-TTg ngày 18/01/2022, Thông tư số 10/2022/TT-BLĐTBXH và "
    "02/2022/TT-UBDT, Chương trình 12/CTr-A&B, hội A&B, P&G và R&D của Ủy ban nhân dân tỉnh An Giang"
)


@pytest.fixture(scope="module")
def pdf():
    """Paragraphs in which references stand at every place of a line."""
    texts = ["một " * shift + f"{'i' * (shift % 7 + 1)} {REFERENCES} {REFERENCES}" for shift in range(24)]
    return render_pdf(plan(opening=tuple(map(Paragraph, texts)), sections=(), appendices=()), Layout())


@pytest.fixture(scope="module")
def broken_lines(pdf):
    """Lines of the text with the line that continues them."""
    lines = [line for page in measured(pdf, gap=12) for line in page.lines if line.pt == 14]
    return [
        (line, after) for line, after in pairwise(lines) if after.x0 < 30.5 and 5 < after.baseline - line.baseline < 6
    ]


def test_no_line_ends_before_a_word_that_had_room(broken_lines):
    def width(line, after):
        return typeface().width(f"{line.text.strip()} {after.text.split()[0]}", 14)

    assert len(broken_lines) > 80
    assert [line.text for line, after in broken_lines if line.x0 + width(line, after) < 194.7] == []


def test_justified_lines_end_at_the_margin(broken_lines):
    assert [line.text for line, _ in broken_lines if not 194.85 < line.x1 < 195.05] == []


def test_what_joins_references_leaves_no_trace(pdf):
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        text = "".join(char["text"] for page in document.pages for char in page.chars)
    assert "1719/QĐ-TTg" in text
    assert "\u2060" not in text
