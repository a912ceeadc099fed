"""PDFs with a text layer: paragraphs, tables and columns come back as they stand in the Word file."""

import io
from dataclasses import replace

import pikepdf
import pytest
from django.utils.timezone import now

from documents.content import FormSignatures, Paragraph, Section, Table
from documents.layout import HOUSE_LAYOUT, Layout
from documents.reading import read, source_of
from documents.reading.pdf_files import read_pdf
from documents.reading.source import Grid, Line
from documents.rendering import render_pdf
from plans.models import Plan
from plans.papers import PlanPaper
from portal.examples import load_examples
from tests.factories.contents import FILLER, plan


def in_capitals(content):
    """`content` as a PDF shows it: main headings and names of appendices in capitals, the latter on one line."""

    def section(part):
        title = part.title.upper() if part.level <= 1 else part.title
        return replace(part, title=title, sections=tuple(map(section, part.sections)))

    def appendix(part):
        return replace(part, title=" ".join(part.title).upper())

    return replace(
        content,
        sections=tuple(map(section, content.sections)),
        appendices=tuple(map(appendix, content.appendices)),
    )


def foreign(pdf, **changes):
    """The PDF without what says that it is ours."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        del file.docinfo["/Author"]
        for page in file.pages:
            for key, value in changes.items():
                page[f"/{key}"] = value
        file.save(out)
    return out.getvalue()


def grids(pdf):
    return [line for line in read_pdf(pdf).lines if isinstance(line, Grid)]


def lines(pdf):
    return [line for line in read_pdf(pdf).lines if isinstance(line, Line)]


@pytest.mark.django_db
def test_every_example_plan_comes_back_from_its_pdf():
    load_examples(at=now())
    for row in Plan.objects.all():
        content = PlanPaper().content(row)
        found = read(read_pdf(render_pdf(content, PlanPaper().layout(row)))).content
        assert in_capitals(found) == in_capitals(content)


def test_the_example_comes_back_through_the_process_of_its_own():
    reading = read(source_of(render_pdf(plan(), HOUSE_LAYOUT), "ke-hoach.pdf"))
    assert in_capitals(reading.content) == in_capitals(plan())
    assert (reading.kind, reading.is_plan, reading.doubts) == ("KẾ HOẠCH", True, ())


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_pdfs_of_others_are_read_by_where_things_stand_however_the_sheet_lies(turn):
    pdf = foreign(render_pdf(plan(), HOUSE_LAYOUT))
    if turn:
        with pikepdf.open(io.BytesIO(pdf)) as file, pikepdf.new() as other:
            for page in file.pages:
                turned(page, turn)
                other.pages.append(page)
            out = io.BytesIO()
            other.save(out)
            pdf = out.getvalue()
    found, content = read(read_pdf(pdf)).content, plan()
    assert replace(found.head, issuer_name="") == replace(content.head, issuer_name="")
    assert (found.title, found.legal_bases, found.opening) == (content.title, content.legal_bases, content.opening)
    assert (found.recipients, found.archive, found.signature) == (
        content.recipients,
        content.archive,
        content.signature,
    )
    headings = [(part.label, part.title.upper()) for part in found.walk_sections()]
    assert headings == [(part.label, part.title.upper()) for part in content.walk_sections()]
    assert [part.landscape for part in found.appendices] == [part.landscape for part in content.appendices]


def turned(page, turn):
    """The page drawn on its side and turned upright again by its /Rotate."""
    width, height = float(page.mediabox[2]), float(page.mediabox[3])
    matrix = {90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, width)}[turn]
    page.contents_add(b"q %g %g %g %g %g %g cm" % matrix, prepend=True)
    page.contents_add(b"Q")
    page.Rotate = turn
    page.MediaBox = [0, 0, *((width, height) if turn == 180 else (height, width))]
    for key in ("/CropBox", "/TrimBox", "/BleedBox", "/Annots"):
        if key in page:
            del page[key]


def long_plan(*blocks):
    return plan(sections=(Section(1, "I.", "NỘI DUNG", blocks),), appendices=())


def test_page_numbers_are_dropped_and_paragraphs_go_on_over_pages():
    blocks = tuple(Paragraph(f"{number}: {FILLER}", "-") for number in range(40))
    pdf = foreign(render_pdf(long_plan(*blocks), HOUSE_LAYOUT))
    texts = [line.text for line in lines(pdf)]
    assert [text for text in texts if text.isdigit()] == []
    assert [text for text in texts if text.startswith("- ")] == [f"- {block.text}" for block in blocks]


@pytest.mark.parametrize("layout", [HOUSE_LAYOUT, Layout(body_pt=13, margin_left=35, first_line_indent=10)])
@pytest.mark.parametrize("words", range(20, 60, 4))
def test_paragraphs_of_any_length_are_told_apart(words, layout):
    text = " ".join(FILLER.split()[:words])
    blocks = tuple(Paragraph(f"{text} {number}.", "-") for number in range(6))
    pdf = foreign(render_pdf(long_plan(*blocks), layout))
    found = [line.text for line in lines(pdf) if line.text.startswith("- ")]
    assert found == [f"- {block.text}" for block in blocks]


def test_a_table_over_several_pages_is_one_with_its_header_once():
    rows = tuple((str(n), f"Giàng A Páo {n}", "Bản Đề Hái", "1.000.000") for n in range(1, 121))
    table = Table((("TT", "Họ và tên", "Nơi ở", "Số tiền"),), rows)
    for pdf in (render_pdf(long_plan(table), HOUSE_LAYOUT), foreign(render_pdf(long_plan(table), HOUSE_LAYOUT))):
        (grid,) = (grid for grid in grids(pdf) if grid.has_borders)
        assert (grid.rows[: grid.header_rows], grid.rows[grid.header_rows :]) == (table.header, rows)


def test_merged_heads_and_cells_of_several_lines():
    header = (("TT", "Kinh phí", "", "Ghi chú"), ("", "Tổng", "Đã cấp", ""))
    table = Table(header, (("1", "2.000", "1.000", "Đỗ Mạnh Cường\nVũ Việt Linh"), ("2", "", "", FILLER)))
    (grid,) = (grid for grid in grids(foreign(render_pdf(long_plan(table), HOUSE_LAYOUT))) if grid.has_borders)
    assert grid.rows == (*header, *table.rows)


def test_places_for_signatures_stand_side_by_side():
    form = FormSignatures((("Người lập",), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")))
    *_, signatures, _recipients = grids(foreign(render_pdf(long_plan(Paragraph("Ghi chú."), form), HOUSE_LAYOUT)))
    assert signatures.rows == (("Người lập", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"),)
