"""What the produced PDF says, whatever its layout."""

import io

import pdfplumber

from documents.layout import Layout
from documents.rendering import render_pdf
from tests.factories.contents import plan


def text_of(pdf):
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [" ".join(page.extract_text().split()) for page in document.pages]


def test_equal_input_gives_equal_bytes():
    assert render_pdf(plan(), Layout()) == render_pdf(plan(), Layout())


def test_end_mark_stands_once_before_the_signature():
    pages = text_of(render_pdf(plan(appendices=()), Layout()))
    assert " ".join(pages).count("./.") == 1
    assert "thực hiện nghiêm túc./." in pages[-1]


def test_markup_in_the_text_is_shown_as_typed():
    pages = text_of(render_pdf(plan(title="Giảm nghèo <b>bền vững</b> & <script>alert(1)</script>"), Layout()))
    assert "Giảm nghèo <b>bền vững</b> & <script>alert(1)</script>" in pages[0]
