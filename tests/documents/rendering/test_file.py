"""The PDF as a file: PDF/A, tags, fonts, language, and the same bytes everywhere."""

import hashlib
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from django.core.exceptions import ImproperlyConfigured

from documents.content import FormSignatures, Paragraph, SignatureBlock, to_json
from documents.layout import Layout
from documents.rendering import render_pdf
from documents.rendering.engine import NO_PANGO
from tests.factories.contents import plan

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def pdf():
    with pikepdf.open(io.BytesIO(render_pdf(plan(), Layout()))) as opened:
        yield opened


def dictionaries(pdf, **wanted):
    return [
        o
        for o in pdf.objects
        if isinstance(o, pikepdf.Dictionary) and all(o.get(f"/{key}") == value for key, value in wanted.items())
    ]


def test_file_is_pdf_a_2a(pdf):
    metadata = pdf.open_metadata()
    assert pdf.pdf_version == "1.7"
    assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
    assert [str(intent.S) for intent in pdf.Root.OutputIntents] == ["/GTS_PDFA1"]
    assert "/ID" in pdf.trailer
    assert not pdf.is_encrypted


def test_file_is_tagged_vietnamese_and_titled(pdf):
    title = (
        "KẾ HOẠCH Thực hiện Dự án 7: Nâng cao năng lực và giám sát, đánh giá thực hiện Chương trình mục tiêu quốc gia "
        "giảm nghèo bền vững năm 2026"
    )
    assert str(pdf.Root.Lang) == "vi"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.docinfo.Title) == title
    assert pdf.open_metadata()["dc:title"] == title
    assert str(pdf.docinfo.Author) == "Ủy ban nhân dân huyện Tủa Chùa"
    kinds = {str(element.S) for element in dictionaries(pdf, Type=pikepdf.Name.StructElem)}
    assert {"/Document", "/H1", "/H2", "/H3", "/P", "/Table", "/TH", "/TD"} <= kinds


def test_bookmarks_follow_the_headings(pdf):
    with pdf.open_outline() as outline:
        (title,) = outline.root
        assert [" ".join(item.title.split()) for item in title.children][-2:] == [
            "Phụ lục I DANH SÁCH ĐẠI BIỂU ĐĂNG KÝ THAM GIA TẬP HUẤN NÂNG CAO NĂNG LỰC NĂM 2026",
            "Phụ lục II DANH SÁCH ĐẠI BIỂU ĐĂNG KÝ THAM GIA TẬP HUẤN NÂNG CAO NĂNG LỰC NĂM 2026",
        ]
        assert [item.title for item in title.children[0].children] == ["1. Mục đích", "2. Yêu cầu"]


def test_file_has_no_dates_forms_scripts_or_pictures(pdf):
    assert {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys()) == set()
    assert {"/AcroForm", "/OpenAction", "/AA"} & set(pdf.Root.keys()) == set()
    assert dictionaries(pdf, S=pikepdf.Name.JavaScript) == []
    assert [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"] == []


def test_every_font_is_embedded_and_readable(pdf):
    fonts = dictionaries(pdf, Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0)
    names = {re.sub(r"^/[A-Z]{6}\+", "", str(font.BaseFont)) for font in fonts}
    assert names == {
        "Liberation-Serif",
        "Liberation-Serif-Bold",
        "Liberation-Serif-Italic",
        "Liberation-Serif-Bold-Italic",
    }
    assert all("/ToUnicode" in font for font in fonts)
    assert all("/FontFile2" in descriptor for descriptor in dictionaries(pdf, Type=pikepdf.Name.FontDescriptor))


def test_all_ink_is_black(pdf):
    colours = set()
    for page in pdf.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in {"g", "G", "rg", "RG", "k", "K", "sc", "scn", "SC", "SCN"}:
                colours.add((str(operator).lower(), *(float(value) for value in operands)))
    assert colours <= {("g", 0.0), ("rg", 0.0, 0.0, 0.0), ("scn", 0.0, 0.0, 0.0), ("k", 0.0, 0.0, 0.0, 1.0)}


@pytest.mark.parametrize("seed", ["1", "2"])
def test_other_processes_make_the_same_bytes(seed):
    program = (
        "import sys, hashlib, django; django.setup()\n"
        "from documents.content import from_json; from documents.layout import Layout\n"
        "from documents.rendering import render_pdf\n"
        "content = from_json(sys.stdin.buffer.read().decode())\n"
        "print(hashlib.sha256(render_pdf(content, Layout())).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", program],
        input=to_json(plan()).encode(),
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "config.settings.test", "LC_ALL": "C"},
    )
    assert other.stdout.decode().strip() == hashlib.sha256(render_pdf(plan(), Layout())).hexdigest()


def test_fonts_of_the_host_do_not_matter(tmp_path):
    program = (
        "import sys, django; django.setup()\n"
        "from documents.content import from_json; from documents.layout import Layout\n"
        "from documents.rendering import render_pdf\n"
        "sys.stdout.buffer.write(render_pdf(from_json(sys.stdin.buffer.read().decode()), Layout()))"
    )
    nothing = tmp_path / "fonts.conf"
    nothing.write_text("<fontconfig></fontconfig>")
    signs = plan(closing=(Paragraph("Biểu tượng ☑ ✓ 漢字 😀 ở đây."),))
    other = subprocess.run(
        [sys.executable, "-c", program],
        input=to_json(signs).encode(),
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=os.environ | {"FONTCONFIG_FILE": str(nothing), "DJANGO_SETTINGS_MODULE": "config.settings.test"},
    )
    assert other.stdout == render_pdf(signs, Layout())


def test_office_fonts_are_used_when_the_folder_is_right(settings, tmp_path):
    """Files with the names and the family name of the licensed fonts, made from the shipped ones."""
    from fontTools.ttLib import TTFont

    names = ("Regular", "times"), ("Bold", "timesbd"), ("Italic", "timesi"), ("BoldItalic", "timesbi")
    for style, file in names:
        font = TTFont(ROOT / "static" / "fonts" / f"LiberationSerif-{style}.ttf")
        for record in font["name"].names:
            if record.nameID in {1, 16}:
                record.string = "Times New Roman"
        font.save(tmp_path / f"{file}.TTF")
    settings.OFFICE_FONT_DIR = str(tmp_path)
    with pikepdf.open(io.BytesIO(render_pdf(plan(), Layout()))) as office:
        fonts = dictionaries(office, Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0)
        # Pango writes a comma after a family whose last word is also the name of a style.
        assert {str(font.BaseFont).split("+")[1].replace(",", "") for font in fonts} == {
            "Times-New-Roman",
            "Times-New-Roman-Bold",
            "Times-New-Roman-Italic",
            "Times-New-Roman-Bold-Italic",
        }


def test_wrong_office_font_folder_is_said(settings, tmp_path):
    settings.OFFICE_FONT_DIR = str(tmp_path / "nowhere")
    with pytest.raises(ImproperlyConfigured, match="không có thư mục"):
        render_pdf(plan(), Layout())
    settings.OFFICE_FONT_DIR = str(tmp_path)
    with pytest.raises(ImproperlyConfigured, match=r"thiếu times\.ttf, timesbd\.ttf, timesi\.ttf, timesbi\.ttf"):
        render_pdf(plan(), Layout())
    for name in ("times", "timesbd", "timesi", "timesbi"):
        (tmp_path / f"{name}.ttf").write_bytes((ROOT / "static/fonts/LiberationSerif-Regular.ttf").read_bytes())
    with pytest.raises(ImproperlyConfigured, match="không phải phông Times New Roman"):
        render_pdf(plan(), Layout())
    (tmp_path / "times.ttf").write_bytes(b"not a font")
    settings.OFFICE_FONT_DIR = f"{tmp_path}/"
    with pytest.raises(ImproperlyConfigured, match="Không đọc được tệp phông chữ"):
        render_pdf(plan(), Layout())


def test_machine_without_pango_starts_and_says_what_to_install():
    program = (
        "import ctypes.util, django; django.setup()\n"
        "import cffi.api\n"
        "def missing(self, name, flags=0): raise OSError(f\"cannot load library '{name}'\")\n"
        "cffi.api.FFI.dlopen = missing\n"
        "from documents.layout import Layout; from documents.rendering import render_pdf\n"
        "from lib.refusals import Refused; from tests.factories.contents import plan\n"
        "import documents.actions, documents.tasks\n"
        "try: render_pdf(plan(), Layout())\n"
        "except Refused as refused: print(refused.sentence)"
    )
    other = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test", "PYTHONIOENCODING": "utf-8"},
    )
    assert other.stdout.decode().splitlines()[-1] == NO_PANGO


def test_empty_paper_is_a_page():
    empty = plan(
        title="",
        legal_bases=(),
        opening=(),
        sections=(),
        closing=(),
        recipients=(),
        archive="",
        signature=SignatureBlock((), ""),
        appendices=(replace(plan().appendices[0], title=(), blocks=(FormSignatures(()),)),),
    )
    with pikepdf.open(io.BytesIO(render_pdf(empty, Layout()))) as opened:
        assert len(opened.pages) == 2
