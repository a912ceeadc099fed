"""Whatever text comes in: it stands on the paper as typed, in order, escaped, composed, and inside the margins."""

import io
import re
import unicodedata
from dataclasses import replace

import pdfplumber
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.content import (
    Appendix,
    Content,
    FormSignatures,
    Head,
    Paragraph,
    PartialDate,
    Section,
    SignatureBlock,
    Table,
)
from documents.layout import Layout
from documents.rendering import render_pdf
from tests.documents.rendering.measuring import measured
from tests.factories.contents import FILLER, appendix, plan


def words(content):
    with pdfplumber.open(io.BytesIO(render_pdf(content, Layout()))) as document:
        return " ".join(" ".join(page.extract_text() or "" for page in document.pages).split())


def filled(text):
    """A paper with `text` in every field."""
    head = Head((text,), (text,), text, text, text, PartialDate(2026))
    table = Table(((text, "B"),), ((text, text), (text,)))
    form = FormSignatures(((text, text), (text,)))
    return Content(
        kind=text,
        head=head,
        title=text,
        legal_bases=(text,),
        opening=(Paragraph(text, text),),
        sections=tuple(Section(level, text, text, (Paragraph(text), table, form)) for level in range(5)),
        closing=(Paragraph(text),),
        recipients=(text,),
        archive=text,
        signature=SignatureBlock((text,), text),
        appendices=(Appendix(text, (text,), (Paragraph(text), table, form)),),
    )


NASTY = [
    "<script>alert(1)</script>",
    "</style></body><h1>x</h1>",
    "<img src=file:///etc/passwd>",
    "&lt;b&gt; &amp; &#60;",
    "{{ 7|add:7 }} {% load x %} $body_pt ${margins}",
    "]]> <!-- <![CDATA[",
    "\x00\x07\ud800￾",
    "a\u200bb\u00adc\u202ed",
    "漢字 😀 ☑ ✓ \ue000 \U000f0000",
    "́̂",
    "- + a) ./. ;;; ...",
    "\n\n\t\r\n",
]


@pytest.mark.parametrize("text", NASTY)
def test_any_text_in_every_field_is_printed(text):
    assert render_pdf(filled(text), Layout())[:8] == b"%PDF-1.7"


@pytest.mark.parametrize("text", NASTY[:6])
def test_markup_stands_as_typed(text):
    shown = words(plan(opening=(Paragraph(f"Trước {text} sau"),), appendices=()))
    assert f"Trước {text} sau".replace(" ", "") in shown.replace(" ", "")


def test_nothing_outside_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("BIMAT")
    text = f'<link rel=attachment href="{secret.as_uri()}"><img src="{secret.as_uri()}">'
    pdf = render_pdf(filled(text), Layout())
    assert b"BIMAT" not in pdf
    assert b"/EmbeddedFile" not in pdf


def test_combining_letters_come_out_composed():
    typed = unicodedata.normalize("NFD", "Nghị quyết về tiếng Việt có dấu: ấ ẫ ặ ữ ợ đ")
    shown = words(plan(title=typed, opening=(Paragraph(typed),), appendices=()))
    assert unicodedata.is_normalized("NFC", shown)
    assert shown.count("Nghị quyết về tiếng Việt có dấu: ấ ẫ ặ ữ ợ đ") == 2


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80), st.sampled_from([Layout(), Layout(body_pt=13, margin_left=35, margin_right=20)]))
def test_any_unicode_text_prints_and_prints_the_same(text, layout):
    content = filled(text)
    assert render_pdf(content, layout) == render_pdf(content, layout)


def test_a_million_letters_in_one_section_lose_nothing():
    count = 1_000_000 // len(FILLER)
    paragraphs = (Paragraph(" ".join([FILLER] * (count // 2))), *[Paragraph(FILLER)] * (count - count // 2))
    document = pypdfium2.PdfDocument(
        render_pdf(plan(sections=(Section(1, "I.", "Dài", paragraphs),), appendices=()), Layout())
    )
    shown = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    document.close()
    assert re.sub(r" \d+ ", " ", shown).count("giảm nghèo đến người dân ở các thôn, bản") == count


def test_words_longer_than_a_line_are_broken_inside_the_margins():
    content = plan(
        title="W" * 300,
        legal_bases=("Căn cứ " + "C" * 300,),
        opening=(Paragraph("A" * 900),),
        recipients=("B" * 200,),
        signature=SignatureBlock(("D" * 100,), "E" * 100),
        sections=(Section(1, "I.", "F" * 200, (Table((("G" * 100, "H"),), (("I" * 200, "J"),)),)),),
    )
    content = replace(content, head=replace(content.head, issuer=("K" * 80,), symbol="L" * 80))
    for page in measured(render_pdf(content, Layout())):
        assert min(line.x0 for line in page.lines) >= 29.7
        assert max(line.x1 for line in page.lines) <= page.width - 14.7


def test_references_and_amounts_stay_on_one_line():
    text = "theo Quyết định số 3702/QĐ-UBND và Thông tư số 11/2023/TT-BLĐTBXH, tổng cộng 1.252.000.000 đồng, "
    lines = [
        line.text
        for page in measured(render_pdf(plan(opening=(Paragraph(text * 40),), appendices=()), Layout()))
        for line in page.lines
    ]
    whole = " ".join(lines)
    for piece in ("3702/QĐ-UBND", "11/2023/TT-BLĐTBXH", "1.252.000.000 đồng"):
        assert sum(line.count(piece) for line in lines) == whole.replace(" ", "").count(piece.replace(" ", "")) == 40


def test_end_marks():
    content = plan(
        legal_bases=("Căn cứ Luật A;", "Căn cứ Luật B.", "Căn cứ Luật C"),
        recipients=("- Như trên;", "Sở Tài chính."),
        archive="Lưu: VT, TH (2).",
        closing=(Paragraph("Trên đây là Kế hoạch."),),
        appendices=(),
    )
    shown = words(content)
    assert "Căn cứ Luật A; Căn cứ Luật B; Căn cứ Luật C." in shown
    assert "- Như trên;" in shown
    assert "- Sở Tài chính;" in shown
    assert "- Lưu: VT, TH (2)." in shown
    assert "Trên đây là Kế hoạch./." in shown
    assert shown.count("./.") == 1


@pytest.mark.parametrize(
    ("changes", "ending"),
    [
        ({"closing": (Paragraph("Hết./."),)}, "Hết./."),
        ({"closing": (Paragraph("Hết;"),)}, "Hết./."),
        ({"closing": (Paragraph("Hết"), Paragraph("  "))}, "Hết./."),
        ({"closing": (), "sections": (Section(1, "I.", "Một", (Paragraph("điểm cuối", "-"),)),)}, "- điểm cuối./."),
        ({"closing": (), "sections": (Section(1, "I.", "Một"), Section(4, "a)", "Mục rỗng"))}, "a) Mục rỗng./."),
        ({"closing": (), "sections": (Section(0, "Phần I", "Mở đầu"),)}, "Phần I MỞ ĐẦU./."),
        ({"closing": (), "sections": (Section(1, "I.", "Một", (Table((), (("ô",),)),)),)}, "ô ./."),
        ({"closing": (Paragraph("Giống"), Paragraph("Giống"))}, "Giống Giống./."),
    ],
)
def test_end_mark_closes_the_body_once(changes, ending):
    shown = words(plan(appendices=(), **changes))
    assert shown.count("./.") == 1
    assert shown[: shown.index("./.") + 3].endswith(ending)


def test_sections_without_text_and_unnumbered_headings():
    sections = (
        Section(0, "Phần I", "Mở đầu", (), (Section(1, "I.", "", ()),)),
        Section(2, "", "Tiêu đề không số", (Paragraph(""), Paragraph("Sau tiêu đề"))),
        Section(1, "", "", ()),
    )
    (page, *_rest) = measured(render_pdf(plan(sections=sections, appendices=()), Layout()))
    styles = {line.text: line.style for line in page.lines}
    assert styles["Phần I"] == styles["MỞ ĐẦU"] == styles["I."] == styles["Tiêu đề không số"] == "bold"
    assert abs(page.line("Phần I").centre - 112.5) <= 0.7
    assert abs(page.line("Tiêu đề không số").x0 - 42.7) <= 0.4


def test_tables_of_every_shape():
    blocks = (
        Table((), ()),
        Table(((),), ((),)),
        Table((("TT", "Chỉ có đầu"),), ()),
        Table((), (("một cột",),)),
        Table((("TT", "thiếu ô"),), (("1",), ("2", "b", "thừa"))),
        Table(
            (tuple(f"Cột {n}" for n in range(12)),), tuple(tuple(str(n * 1000) for n in range(12)) for _ in range(3))
        ),
        Table((("A", "B"),), (("1", "2"),), widths=(500.0, 500.0)),
        Table((("A", "B"),), (("1", FILLER * 40),)),
    )
    for landscape in (False, True):
        form = appendix(blocks=blocks, landscape=landscape)
        for page in measured(render_pdf(plan(appendices=(form,)), Layout())):
            assert max((line.x1 for line in page.lines), default=0) <= page.width - 14.7
            assert max((rule.x1 for rule in page.rules), default=0) <= page.width - 14.5
            assert max((line.bottom for line in page.lines), default=0) <= page.height - 19.7


def test_merged_header_cells_and_column_numbers():
    table = Table(
        (
            ("TT", "Nội dung", "Kinh phí (triệu đồng)", "", "Ghi chú"),
            ("", "", "2025", "2026", ""),
            ("1", "2", "3", "4=3+1", "5"),
        ),
        (("1", "Tập huấn", "1.000,5", "2.000", ""), ("2", "Hội nghị", "30", "4.000.000", "")),
    )
    page = measured(render_pdf(plan(appendices=(appendix(blocks=(table,)),)), Layout()))[-1]
    years, money = [page.line(year) for year in ("2025", "2026")], page.line("Kinh phí")
    assert abs(money.centre - (years[0].centre + years[1].centre) / 2) < 4
    assert page.line("4=3+1").style == "italic"
    assert page.line("2.000").x1 == pytest.approx(page.line("4.000.000").x1, abs=0.3)
    assert page.line("TT").baseline > money.baseline


def test_rows_are_not_split_and_heads_repeat():
    rows = tuple((str(n), "Nội dung công việc dài hơn một dòng của ô này. " * 3) for n in range(1, 60))
    pages = measured(render_pdf(plan(appendices=(appendix(blocks=(Table((("TT", "Việc"),), rows),)),)), Layout()))
    pages = [page for page in pages if any(line.text == "TT" for line in page.lines)]
    assert len(pages) > 2
    whole = "Nội dung công việc dài hơn một dòng của ô này."
    for page in pages:
        text = " ".join(line.text for line in page.lines if line.x0 > 38)
        assert text.count(whole[:8]) % 3 == 0


def test_recipients_stand_at_the_same_place_without_signer():
    signed, unsigned = (
        measured(render_pdf(plan(appendices=(), signature=block), Layout()))[-1].line("Nơi nhận:").baseline
        for block in (SignatureBlock(("CHỦ TỊCH",), "Vừ A Hùng"), SignatureBlock((), ""))
    )
    assert unsigned == pytest.approx(signed, abs=0.05)


@pytest.mark.parametrize("rows_before", [0, 1])
def test_a_row_longer_than_a_page_keeps_head_and_column_titles(rows_before):
    rows = (("0", "ngắn"),) * rows_before + (("1", FILLER * 40),)
    pages = measured(render_pdf(plan(appendices=(appendix(blocks=(Table((("TT", "Việc"),), rows),)),)), Layout()))
    start = next(n for n, page in enumerate(pages) if any(line.text == "Phụ lục I" for line in page.lines))
    assert len(pages) - start > 2
    assert [sum(line.text == "TT" for line in page.lines) for page in pages[start:]] == [1] * (len(pages) - start)


def test_references_in_tables_stay_on_one_line():
    table = Table((("TT", "Việc"),), (("1", "theo Quyết định số 3702/QĐ-UBND ngày 12 " * 20),), (15, 60))
    pages = measured(render_pdf(plan(appendices=(appendix(blocks=(table,)),)), Layout()))
    lines = [line.text for page in pages for line in page.lines]
    assert sum(line.count("3702/QĐ-UBND") for line in lines) == 20


@pytest.mark.parametrize("rows", range(26, 34))
@pytest.mark.parametrize("notes", [(), (Paragraph("Ghi chú: Cột 2 tích dấu “X”."),)], ids=["bare", "noted"])
def test_signatures_of_a_form_never_stand_without_a_row(rows, notes):
    table = Table((("TT", "Việc"),), tuple((f"{n}.", "việc") for n in range(rows)))
    form = FormSignatures((("Người lập",),))
    pages = measured(render_pdf(plan(appendices=(appendix(blocks=(table, *notes, form)),)), Layout()))
    texts = [line.text for line in pages[-1].lines]
    assert (f"{rows - 1}." in texts, "Người lập" in texts) == (True, True)


TAILS = {
    "two lines": ((), Paragraph(FILLER)),
    "many lines": ((), Paragraph(FILLER * 3)),
    "one line": ((), Paragraph("Trên đây là Kế hoạch.")),
    "one line after a heading": ((Section(2, "1.", "Sở"),), Paragraph("Trên đây là Kế hoạch.")),
}


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("filler", range(16, 26))
def test_signature_is_never_alone_and_no_heading_ends_a_page(tail, filler):
    """Texts that end all around the foot of the first page, one line more each time: rules 17, 57 and 65."""
    headings, closing = TAILS[tail]
    paragraphs = tuple(Paragraph(f"Dòng {n} của nội dung.") for n in range(filler))
    sections = (Section(1, "I.", "Nội dung", paragraphs), *headings)
    content = plan(legal_bases=(), sections=sections, closing=(closing,), appendices=())
    pages = measured(render_pdf(content, Layout()))
    last = pages[-1]
    to = last.line("Nơi nhận:").baseline
    above = [line for line in last.lines if line.baseline < to - 2 and line.top > 19]
    assert len(above) >= 2
    assert last.line("Vừ A Hùng")
    for page in pages[:-1]:
        assert max(page.lines, key=lambda line: line.baseline).style != "bold"
