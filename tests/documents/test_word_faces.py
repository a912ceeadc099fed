"""Word files of other papers than plans: the words of the PDF in its order, and the same content when read back."""

import io

import docx
import pdfplumber
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from documents.layout import HOUSE_LAYOUT
from documents.reading import read
from documents.reading.word_files import read_word
from documents.rendering import render_pdf
from documents.word import write_docx
from tests.factories import faces


def opened(content):
    return docx.Document(io.BytesIO(write_docx(content, HOUSE_LAYOUT)))


def words_of_word(document):
    """All words of the body, table cells in the order of the rows, each merged cell once."""
    found = []
    for text in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
        said = docx.text.paragraph.Paragraph(text, document).text
        shouted = any(run.font.all_caps for run in docx.text.paragraph.Paragraph(text, document).runs)
        found += (said.upper() if shouted else said).split()
    return found


def words_of_pdf(content):
    with pdfplumber.open(io.BytesIO(render_pdf(content, HOUSE_LAYOUT))) as pdf:
        return [word for page in pdf.pages for word in page.extract_text().split()]


MAKERS = [faces.letter, faces.invitation, faces.report, faces.decision, lambda: faces.sheet(5), faces.form]


@pytest.mark.parametrize("make", MAKERS)
def test_word_says_what_the_pdf_says(make):
    assert sorted(words_of_word(opened(make()))) == sorted(words_of_pdf(make()))


@pytest.mark.parametrize("make", [faces.letter, faces.invitation, faces.report, faces.decision])
def test_paper_comes_back_from_word(make):
    content = make()
    reading = read(read_word(write_docx(content, HOUSE_LAYOUT)))
    assert (reading.content, reading.kind, reading.is_plan) == (content, content.kind, False)


def test_one_addressee_comes_back_from_word():
    content = faces.letter(addressees=("Ủy ban nhân dân các xã, phường",))
    assert read(read_word(write_docx(content, HOUSE_LAYOUT))).content == content


def test_subject_of_a_letter_stands_under_its_number():
    cells = opened(faces.letter()).tables[0].rows[1].cells
    assert [p.style.name for p in cells[0].paragraphs] == ["Số, ký hiệu", "Trích yếu công văn"]
    assert cells[0].paragraphs[1].text.startswith("V/v đôn đốc gửi danh sách")


def test_article_numbers_are_bold():
    articles = [p for p in opened(faces.decision()).paragraphs if p.text.startswith("Điều")]
    assert [[bool(run.bold) for run in p.runs][:2] for p in articles] == [[True, False]] * 3
    assert [p.runs[0].text.replace("\xa0", " ") for p in articles] == ["Điều 1.", "Điều 2.", "Điều 3."]


@pytest.mark.parametrize("landscape", [False, True])
def test_sheet_lies_as_the_content_says_and_repeats_its_head(landscape):
    document = opened(faces.sheet(5, landscape=landscape))
    (section,) = document.sections
    assert section.orientation == (WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT)
    assert section.page_width == pytest.approx(Mm(297 if landscape else 210), abs=10_000)
    assert "Nơi nhận:" not in [p.text for table in document.tables for cell in table._cells for p in cell.paragraphs]
    rows = document.tables[1].rows
    assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in rows] == [True, *[False] * 6]
    assert [bool(cell.paragraphs[0].runs and cell.paragraphs[0].runs[0].bold) for cell in rows[-1].cells][1] is True


def test_form_of_its_own_is_one_section_that_begins_with_its_label():
    document = opened(faces.form())
    assert len(document.sections) == 1
    assert document.paragraphs[0].text == "Phụ lục I"


def test_equal_input_gives_equal_bytes():
    assert write_docx(faces.sheet(9), HOUSE_LAYOUT) == write_docx(faces.sheet(9), HOUSE_LAYOUT)


def test_a_chart_is_a_table_that_can_be_edited():
    tables = opened(faces.charted()).tables
    (found,) = [table for table in tables if table.cell(0, 1).text == "Hoàn thành"]
    assert [[cell.text for cell in row.cells] for row in found.rows] == [
        [f"{faces.CHART.title} (người)", "Hoàn thành", "Có mặt", "Được duyệt"],
        ["Cả lớp", "150", "170", "200"],
        ["Xã Mường Báng", "60", "80", "100"],
        ["Xã Sín Chải", "90", "90", "100"],
    ]
