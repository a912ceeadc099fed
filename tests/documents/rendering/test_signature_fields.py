"""The empty form fields of a signed-ready PDF: which, where, and that the file stays what it was."""

import io
import re
import subprocess
import sys

import pdfplumber
import pikepdf
import pytest

from documents.conformity import examine
from documents.content import PartialDate, Table
from documents.layout import Layout
from documents.rendering import render_pdf
from documents.signature_fields import SIGNATURE_FIELDS, TEXT_FIELDS
from organisations.enums import SignedReady
from tests.documents.rendering.measuring import measured
from tests.factories.contents import appendix, plan, with_head

MM, PAGE_HEIGHT = 25.4 / 72, 297
P14, P13 = Layout(), Layout(body_pt=13, margin_left=35, margin_right=20, line_spacing=1.5)


def fields(pdf):
    """Name → (page number, rectangle in mm from the top left corner, the field)."""
    found = {}
    for number, page in enumerate(pdf.pages):
        height = float(page.mediabox[3])
        for annotation in page.get("/Annots", []):
            x0, y0, x1, y1 = map(float, annotation.Rect)
            found[str(annotation.T)] = (number, (x0 * MM, (height - y1) * MM, x1 * MM, (height - y0) * MM), annotation)
    return found


def gap(chars, before, after):
    """Left and right edge and baseline (mm) of the blanks between two words of the page."""
    text = "".join(char["text"] for char in chars)
    found = re.search(rf"{before}(\xa0+){after}", text)
    first, last = chars[found.start(1)], chars[found.end(1) - 1]
    return first["x0"] * MM, last["x1"] * MM, (PAGE_HEIGHT - first["matrix"][5] * MM)


@pytest.fixture(scope="module", params=[P14, P13], ids=["P14", "P13"])
def layout(request):
    return request.param


@pytest.fixture(scope="module")
def data(layout):
    return render_pdf(plan(), layout, signed_ready=SignedReady.FIELDS)


@pytest.fixture
def pdf(data):
    with pikepdf.open(io.BytesIO(data)) as opened:
        yield opened


def test_fields_stand_in_the_form_and_on_the_pages(pdf):
    names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
    assert names == [*TEXT_FIELDS, *SIGNATURE_FIELDS]
    assert sorted(fields(pdf)) == sorted(names)
    assert {str(field.FT) for name, (_, _, field) in fields(pdf).items() if name in TEXT_FIELDS} == {"/Tx"}
    assert {str(field.FT) for name, (_, _, field) in fields(pdf).items() if name in SIGNATURE_FIELDS} == {"/Sig"}
    assert [field for _, _, field in fields(pdf).values() if "/V" in field] == []


def test_every_field_prints_says_what_it_is_and_has_an_appearance(pdf):
    for page, (x0, top, x1, bottom), field in fields(pdf).values():
        assert int(field.F) == 4
        assert "của" in str(field.TU) or "ban hành" in str(field.TU)
        assert field.P.objgen == pdf.pages[page].obj.objgen
        assert [float(edge) * MM for edge in field.AP.N.BBox] == pytest.approx([0, 0, x1 - x0, bottom - top], abs=0.01)


def test_the_plain_variant_has_no_field_at_all(layout):
    for variant in (None, SignedReady.PLAIN):
        with pikepdf.open(io.BytesIO(render_pdf(plan(), layout, signed_ready=variant))) as pdf:
            assert "/AcroForm" not in pdf.Root
            assert [page for page in pdf.pages if "/Annots" in page] == []


def test_both_variants_print_the_same(data, layout):
    assert measured(data) == measured(render_pdf(plan(), layout, signed_ready=SignedReady.PLAIN))


def test_text_fields_lie_over_the_gaps_on_the_printed_line(data, pdf, layout):
    found = fields(pdf)
    with pdfplumber.open(io.BytesIO(data)) as document:
        chars = document.pages[0].chars
    for name, before, after, pt in (
        ("So", "Số:", "/KH", 13),
        ("Ngay", "ngày", "tháng", layout.body_pt),
        ("Thang", "tháng", "năm", layout.body_pt),
    ):
        number, (x0, top, x1, bottom), field = found[name]
        left, right, baseline = gap(chars, before, after)
        assert number == 0
        assert (x0, x1) == pytest.approx((left, right), abs=0.1)
        assert x1 - x0 >= {"So": 9, "Ngay": 5, "Thang": 5}[name]
        descent = 0.216 * pt * MM
        assert bottom - descent == pytest.approx(baseline, abs=0.05)
        assert bottom - top == pytest.approx(1.107 * pt * MM, abs=0.05)
        assert re.fullmatch(rf"/Chu\w+ {pt} Tf 0 g", str(field.DA))


def test_number_and_date_that_are_given_have_no_field():
    def names(content):
        with pikepdf.open(io.BytesIO(render_pdf(content, P14, signed_ready=SignedReady.FIELDS))) as pdf:
            return [str(field.T) for field in pdf.Root.AcroForm.Fields]

    assert names(with_head(plan(), date=PartialDate(2026, 3))) == ["So", "Ngay", *SIGNATURE_FIELDS]
    assert names(with_head(plan(), number=5, date=PartialDate(2026, 3, 7))) == [*SIGNATURE_FIELDS]


def test_signature_stands_between_titles_and_name(data, pdf):
    number, (x0, top, x1, bottom), _ = fields(pdf)["NguoiKy"]
    page = measured(data)[number]
    title, name = page.line("PHÓ CHỦ TỊCH"), page.line("Vừ A Hùng")
    assert title.baseline < top < bottom < name.top
    assert (x0 + x1) / 2 == pytest.approx(title.centre, abs=0.5)
    assert bottom - top >= 20
    assert x1 - x0 == pytest.approx(48, abs=0.1)


def test_seal_is_round_and_covers_the_left_third_of_the_signature(data, pdf):
    number, (x0, top, x1, bottom), _ = fields(pdf)["DauCoQuan"]
    page, (left, above, right, below), _ = fields(pdf)["NguoiKy"]
    assert number == page
    assert x1 - x0 == pytest.approx(36, abs=0.1)
    assert bottom - top == pytest.approx(36, abs=0.1)
    assert x1 - left == pytest.approx((right - left) / 3, abs=0.1)
    assert (top + bottom) / 2 == pytest.approx((above + below) / 2, abs=0.1)
    recipients = [line for line in measured(data)[number].lines if line.pt == 11]
    assert max(line.x1 for line in recipients) < x0


def test_fonts_of_the_text_fields_are_embedded_and_hold_the_figures(pdf):
    for name, font in pdf.Root.AcroForm.DR.Font.items():
        program = bytes(font.FontDescriptor.FontFile2.read_bytes())
        assert (name, str(font.Subtype), str(font.Encoding)) == (name, "/TrueType", "/WinAnsiEncoding")
        assert len(program) == int(font.FontDescriptor.FontFile2.Length1)
        widths = dict(zip(range(int(font.FirstChar), int(font.LastChar) + 1), map(int, font.Widths), strict=True))
        assert {widths[ord(figure)] for figure in "0123456789"} == {500}
        assert widths[ord(" ")] == 250


def test_the_file_stays_tagged_and_every_field_is_in_the_structure(pdf):
    assert bool(pdf.Root.MarkInfo.Marked)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for _, _, field in fields(pdf).values():
        element = parents[int(field.StructParent)]
        assert str(element.S) == "/Form"
        assert element.K.Obj.objgen == field.objgen
        assert element.objgen in {child.objgen for child in element.P.K}
    assert [key for key in pdf.Root if key in ("/Perms", "/AA", "/OpenAction")] == []


def test_every_rule_still_passes(data):
    assert [finding for finding in examine(data) if finding.rule not in (4,)] == []


def test_equal_input_gives_equal_bytes_in_another_process(data, layout):
    program = (
        "import sys, django; django.setup()\n"
        "from tests.documents.rendering.test_signature_fields import *\n"
        f"pdf = render_pdf(plan(), {layout!r}, signed_ready=SignedReady.FIELDS)\n"
        "sys.stdout.buffer.write(pdf)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout == data


def test_a_paper_with_a_long_list_has_its_fields_too():
    rows = tuple((str(n), "Giàng A Páo") for n in range(1_200))
    long = plan(appendices=(appendix(blocks=(Table((("TT", "Họ và tên"),), rows),)),))
    with pikepdf.open(io.BytesIO(render_pdf(long, P14, signed_ready=SignedReady.FIELDS))) as pdf:
        assert [str(field.T) for field in pdf.Root.AcroForm.Fields] == [*TEXT_FIELDS, *SIGNATURE_FIELDS]
        assert sorted(fields(pdf)) == sorted([*TEXT_FIELDS, *SIGNATURE_FIELDS])


def test_poppler_lists_the_empty_signature_fields(data, tmp_path):
    (tmp_path / "paper.pdf").write_bytes(data)
    done = subprocess.run(["pdfsig", tmp_path / "paper.pdf"], capture_output=True, text=True, check=False)
    assert re.findall(r"Signature Field Name: (\w+)\n +(.+)", done.stdout) == [
        (name, "The signature form field is not signed.") for name in SIGNATURE_FIELDS
    ]
