"""Appendices of thousands of rows: every row once, in order, on numbered pages, in one valid file."""

import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from documents.content import Appendix, FormSignatures, Paragraph, Table
from documents.layout import Layout
from documents.rendering import render_pdf
from tests.documents.rendering.measuring import measured
from tests.factories.contents import appendix, plan


def people(count):
    return tuple(
        (f"{n}", f"Nguyễn Văn {'ABCDE'[n % 5]}", "Công chức Văn hóa - Xã hội" if n % 3 else "Trưởng thôn", "", "X", "")
        for n in range(1, count + 1)
    )


def long_appendix(count, **changes):
    form = appendix()
    return replace(form, blocks=(replace(form.blocks[0], rows=people(count)), *form.blocks[1:]), **changes)


def pages_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


@pytest.fixture(scope="module")
def papers():
    layouts = {"P14": Layout(), "P13": Layout(body_pt=13, margin_left=35, margin_right=20, margin_top=25)}
    content = plan(appendices=(long_appendix(4300), appendix("Phụ lục II")))
    return {name: render_pdf(content, layout) for name, layout in layouts.items()}


@pytest.mark.parametrize("profile", ["P14", "P13"])
def test_every_row_stands_once_and_in_order(papers, profile):
    numbers = [int(n) for text in pages_of(papers[profile]) for n in re.findall(r"(?m)^(\d+) Nguyễn", text)]
    assert numbers == list(range(1, 4301))


@pytest.mark.parametrize("profile", ["P14", "P13"])
def test_pages_are_numbered_from_two_across_the_parts(papers, profile):
    pages = pages_of(papers[profile])
    first = next(n for n, text in enumerate(pages) if text.startswith("Phụ lục I\r"))
    second = next(n for n, text in enumerate(pages) if text.startswith("Phụ lục II\r"))
    assert [text.split()[0] for text in pages[first + 1 : second]] == [str(n) for n in range(2, second - first + 1)]


def test_header_stands_on_every_page_and_no_page_is_half_empty(papers):
    pages = pages_of(papers["P14"])
    first = next(n for n, text in enumerate(pages) if text.startswith("Phụ lục I\r"))
    rows = [len(re.findall(r"(?m)^\d+ Nguyễn", text)) for text in pages[first:-1]]
    assert all("Họ và tên" in text for text, count in zip(pages[first:-1], rows, strict=True) if count)
    assert min(rows[1:-2]) > 15


def test_file_is_pdf_a_2u_with_every_font_embedded(papers):
    with pikepdf.open(io.BytesIO(papers["P14"])) as pdf:
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "U")
        assert str(pdf.Root.Lang) == "vi"
        assert len(pdf.Root.OutputIntents) == 1
        assert "/CreationDate" not in pdf.docinfo
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root][-2:] == ["Phụ lục I", "Phụ lục II"]


def test_equal_input_gives_equal_bytes():
    content = plan(appendices=(long_appendix(1100),))
    assert render_pdf(content, Layout()) == render_pdf(content, Layout())


def test_typed_text_is_never_typst_markup():
    rows = (("1", "#sys.version *x* $y$ \\ [z] <a> @b", 'a "b"', "= c", "", "- d"), *people(1100))
    content = plan(appendices=(Appendix("Phụ lục", ("Tên #1",), (Paragraph("*đậm* #let x = 1"), Table((), rows))),))
    text = " ".join(" ".join(pages_of(render_pdf(content, Layout()))).split())
    assert "#sys.version *x* $y$ \\ [z] <a> @b" in text
    assert "*đậm* #let x = 1" in text
    assert "TÊN #1" in text


def test_long_table_beside_other_blocks_and_a_second_table():
    blocks = (
        Paragraph("Danh sách thứ nhất"),
        Table((("TT", "Họ và tên"),), tuple(row[:2] for row in people(1500))),
        Paragraph("Danh sách thứ hai theo Quyết định số 3208/QĐ-UBND"),
        Table((("TT", "Họ và tên"),), tuple(row[:2] for row in people(1500))),
        FormSignatures((("Người lập", "(Ký, ghi rõ họ tên)"), ("CHỦ TỊCH",))),
    )
    pages = pages_of(render_pdf(plan(appendices=(Appendix("Phụ lục", (), blocks),)), Layout()))
    numbers = [int(n) for text in pages for n in re.findall(r"(?m)^(\d+) Nguyễn", text)]
    assert numbers == [*range(1, 1501), *range(1, 1501)]
    assert "(Ký, ghi rõ họ tên)" in pages[-1]


@pytest.mark.parametrize("count", [1012, 1018, 1022])
def test_signatures_of_a_form_never_stand_without_a_row(count):
    """The last page holds 35 rows: of 1,012 rows with the form on it, of 1,018 or 1,022 without room for the form."""
    table = Table((("TT", "Họ và tên"),), tuple(row[:2] for row in people(count)))
    blocks = (table, FormSignatures((("Người lập",),)))
    pages = pages_of(render_pdf(plan(appendices=(Appendix("Phụ lục", (), blocks),)), Layout()))
    numbers = [int(n) for text in pages for n in re.findall(r"(?m)^(\d+) Nguyễn", text)]
    assert numbers == list(range(1, count + 1))
    assert (f"{count} Nguyễn" in pages[-1], "Người lập" in pages[-1]) == (True, True)


def test_cell_longer_than_a_page():
    rows = ((("1", "Nội dung rất dài " * 1200)), *(row[:2] for row in people(1100)))
    pages = pages_of(render_pdf(plan(appendices=(Appendix("Phụ lục", (), (Table((), rows),)),)), Layout()))
    assert " ".join(" ".join(pages).split()).count("Nội dung rất dài") == 1200


def test_words_wider_than_their_column_stay_inside_the_margins():
    rows = (("1", "A" * 300, "một từ " + "B" * 90, "C\n" + "D" * 60, "", ""), *people(1100))
    blocks = (Paragraph("W" * 400), Table((tuple("Tiêu đề" for _ in range(6)),), rows))
    content = plan(appendices=(Appendix("Phụ lục", ("E" * 300,), blocks),))
    pages = [page for page in measured(render_pdf(content, Layout())) if page.lines]
    assert max(line.x1 for page in pages for line in page.lines) <= 195.3
    assert sum(line.text.count("A") for page in pages for line in page.lines if "AA" in line.text) == 300


def test_many_middling_tables_count_together():
    appendices = tuple(long_appendix(600, label=f"Phụ lục {label}") for label in ("I", "II"))
    with pikepdf.open(io.BytesIO(render_pdf(plan(appendices=appendices), Layout()))) as pdf:
        assert pdf.open_metadata()["pdfaid:conformance"] == "U"
