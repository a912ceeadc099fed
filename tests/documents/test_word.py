"""The Word file: the words of the PDF in its order, and the shape that the decree asks for, in styles one can edit."""

import io
import re
import time
import zipfile
from html import unescape

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Emu
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
from documents.layout import HOUSE_LAYOUT, Layout
from documents.rendering import markup
from documents.rendering.fonts import typeface
from documents.rendering.measures import measure
from documents.word import write_docx
from tests.factories.contents import FILLER, appendix, plan, with_head

WIDE = Layout(
    body_pt=13,
    margin_top=25,
    margin_bottom=25,
    margin_left=35,
    margin_right=20,
    first_line_indent=10,
    line_spacing=1.5,
    paragraph_gap_pt=12,
)


def opened(content, layout=HOUSE_LAYOUT):
    return docx.Document(io.BytesIO(write_docx(content, layout)))


def packed(text):
    """`text` without blanks and the sign that only holds a line together."""
    return re.sub(r"[\s\u2060]", "", text)


def words(document):
    """Everything the body shows, in order: small letters may be shown as capitals."""
    texts = []
    for node in document.element.body.iter(qn("w:r")):
        text = "".join(piece.text or "" for piece in node.iter(qn("w:t")))
        texts.append(text.upper() if node.find(f"{qn('w:rPr')}/{qn('w:caps')}") is not None else text)
    return packed("".join(texts))


def drawn(content, layout=HOUSE_LAYOUT):
    """Everything the PDF is told to say, in order."""
    face = typeface()
    html = markup.document(content, layout, face, measure(content, layout, face))
    return packed(unescape(re.sub(r"<[^>]*>", "", html.partition("<body>")[2])))


def styled(document, name):
    return [paragraph for paragraph in document.paragraphs if paragraph.style.style_id == name]


def ids(document):
    return [paragraph.style.style_id for paragraph in document.paragraphs]


# Words

texts = st.one_of(st.text(max_size=40), st.sampled_from(["", FILLER, "a < b & c", "số 3702/QĐ-UBND", "1.251.000 đồng"]))
paragraphs = st.builds(Paragraph, texts, st.sampled_from(["", "-", "a)", "1."]))
rows = st.lists(st.lists(texts, max_size=4).map(tuple), max_size=4).map(tuple)
tables = st.builds(Table, rows, rows)
forms = st.builds(FormSignatures, st.lists(st.lists(texts, max_size=3).map(tuple), max_size=3).map(tuple))
blocks = st.lists(st.one_of(paragraphs, tables, forms), max_size=3).map(tuple)
lines = st.lists(texts, max_size=3).map(tuple)


def branches(children):
    return st.builds(Section, st.integers(0, 4), texts, texts, blocks, st.lists(children, max_size=2).map(tuple))


sections = st.recursive(st.builds(Section, st.integers(0, 4), texts, texts, blocks), branches, max_leaves=4)
dates = st.sampled_from([PartialDate(2026), PartialDate(2026, 3), PartialDate(2026, 3, 7)])
contents = st.builds(
    Content,
    kind=texts,
    head=st.builds(Head, lines, lines, texts, texts, texts, dates, st.sampled_from([None, 5, 1234])),
    title=texts,
    legal_bases=lines,
    opening=st.lists(paragraphs, max_size=2).map(tuple),
    sections=st.lists(sections, max_size=3).map(tuple),
    closing=st.lists(paragraphs, max_size=2).map(tuple),
    recipients=lines,
    archive=texts,
    signature=st.builds(SignatureBlock, lines, texts),
    appendices=st.lists(st.builds(Appendix, texts, lines, blocks, st.booleans()), max_size=2).map(tuple),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(contents, st.sampled_from([Layout(), WIDE]))
def test_word_says_what_the_pdf_says_in_the_same_order(content, layout):
    assert words(opened(content, layout)) == drawn(content, layout)


def test_the_example_says_what_the_pdf_says():
    content = plan()
    assert words(opened(content)) == drawn(content)
    assert "TủaChùa,ngàythángnăm2026KẾHOẠCH" in words(opened(content))


def test_number_and_date_once_given():
    document = opened(with_head(plan(), number=5, date=PartialDate(2026, 3, 7)))
    assert [cell.text.replace("\xa0", " ") for cell in document.tables[0].rows[1].cells] == [
        "Số: 05/KH-UBND",
        "Tủa Chùa, ngày 07 tháng 3 năm 2026",
    ]


def test_equal_input_gives_equal_bytes_without_dates():
    data = write_docx(plan(), Layout())
    assert write_docx(plan(), Layout()) == data
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# Shape


@pytest.mark.parametrize("layout", [Layout(), WIDE], ids=["P14", "P13"])
def test_pages_are_a4_with_the_margins_of_the_layout(layout):
    main, first, second = opened(plan(), layout).sections
    for section, size, lies in (
        (main, (210, 297), WD_ORIENT.PORTRAIT),
        (first, (210, 297), WD_ORIENT.PORTRAIT),
        (second, (297, 210), WD_ORIENT.LANDSCAPE),
    ):
        assert (round(section.page_width.mm), round(section.page_height.mm), section.orientation) == (*size, lies)
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        legal = (layout.margin_top, layout.margin_bottom, layout.margin_left, layout.margin_right)
        assert [round(margin.mm, 1) for margin in margins] == list(legal)


def test_each_section_counts_its_pages_and_shows_none_on_the_first():
    document = opened(plan())
    for section in document.sections:
        assert section.different_first_page_header_footer
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        (header,) = section.header.paragraphs
        assert [field.get(qn("w:instr")).strip() for field in header._p.iter(qn("w:fldSimple"))] == ["PAGE"]
        assert section.header_distance < section.top_margin
        assert section.first_page_header.paragraphs[0].text == ""
    style = document.styles["header"]
    assert style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_letters_are_times_new_roman_and_vietnamese():
    document = opened(plan())
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert set(defaults.find(f".//{qn('w:rFonts')}").attrib.values()) == {"Times New Roman"}
    assert defaults.find(f".//{qn('w:lang')}").get(qn("w:val")) == "vi-VN"
    assert defaults.find(f".//{qn('w:sz')}").get(qn("w:val")) == "28"
    assert list(document.element.iter(qn("w:rFonts"))) == []
    assert document.core_properties.language == "vi-VN"
    assert document.core_properties.title.startswith("KẾ HOẠCH Thực hiện Dự án 7")


def test_letterhead_has_both_names_and_their_rules():
    table = opened(plan()).tables[0]
    left, right = table.rows[0].cells
    assert [p.text for p in left.paragraphs if p.text] == ["ỦY BAN NHÂN DÂN", "HUYỆN TỦA CHÙA"]
    assert [p.text for p in right.paragraphs if p.text] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    for cell, length in ((left, 17), (right, 60)):
        rule = next(p for p in cell.paragraphs if p.style.style_id == "Rule")
        form = rule.paragraph_format
        assert round(Emu(cell.width - form.left_indent - form.right_indent).mm) == length


def test_bases_are_italic_and_text_is_indented_and_justified():
    document = opened(plan(), WIDE)
    bases = styled(document, "LegalBasis")
    assert len(bases) == 3
    assert bases[0].style.font.italic
    form = document.styles["Body Text"].paragraph_format
    assert (form.alignment, round(form.first_line_indent.mm)) == (WD_ALIGN_PARAGRAPH.JUSTIFY, 10)
    assert (form.line_spacing, form.space_before.pt) == (1.5, 12)


def shown(paragraph):
    """The text of a paragraph as printed."""
    return "".join(run.text.upper() if run.font.all_caps else run.text for run in paragraph.runs)


def outline(document):
    levels = {}
    for style in document.styles:
        level = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if level is not None:
            levels[style.style_id] = int(level.get(qn("w:val")))
    return [(levels[p.style.style_id], shown(p)) for p in document.paragraphs if p.style.style_id in levels]


def test_headings_make_the_outline():
    assert outline(opened(plan())) == [
        (0, "I. MỤC ĐÍCH, YÊU CẦU"),
        (1, "1. Mục đích"),
        (1, "2. Yêu cầu"),
        (0, "II. NỘI DUNG THỰC HIỆN"),
        (1, "1. Nâng cao năng lực thực hiện Chương trình"),
        (2, "1.1. Tập huấn"),
        (3, "a) Đối tượng tham gia"),
        (2, "1.2. Học tập kinh nghiệm"),
        (0, "III. KINH PHÍ"),
        (0, "IV. TỔ CHỨC THỰC HIỆN"),
        (0, "Phụ lục I"),
        (0, "Phụ lục II"),
    ]


def test_with_parts_the_outline_is_one_level_deeper():
    parts = (Section(0, "Phần I", "Chung"), Section(1, "I.", "Mục đích"), Section(4, "a)", "Điểm"))
    document = opened(plan(sections=parts, appendices=()))
    assert outline(document) == [(0, "Phần\xa0I\nCHUNG"), (1, "I. MỤC ĐÍCH"), (4, "a) Điểm")]
    headings = [p.style.font.bold for p in document.paragraphs if p.style.style_id.startswith("Heading")]
    assert headings == [True, True, None]


def test_headings_stay_with_what_follows():
    document = opened(plan())
    for name in ("Heading1", "Heading2", "Heading3", "Heading4", "Title", "AppendixLabel"):
        form = next(style for style in document.styles if style.style_id == name).paragraph_format
        assert (form.keep_with_next, form.keep_together) == (True, True)


def test_signature_block_stays_in_one_piece_with_the_end_of_the_text():
    document = opened(plan(appendices=()))
    last = styled(document, "Closing")[-1]
    assert last.text.endswith("./.")
    assert last.paragraph_format.keep_with_next
    (row,) = document.tables[-1].rows
    assert row._tr.trPr.find(qn("w:cantSplit")) is not None
    left, right = row.cells
    assert left.paragraphs[0].text == "Nơi nhận:"
    assert [p.text for p in right.paragraphs if p.text] == [
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Vừ A Hùng",
    ]
    space = next(p for p in right.paragraphs if p.style.style_id == "Space")
    assert round(space.paragraph_format.line_spacing.mm, 1) == 28.4


def test_a_table_at_the_end_of_the_text_takes_its_last_row_to_the_signature():
    table = Table((("TT", "Nội dung"),), (("1", "Tập huấn"), ("2", "Tham quan")))
    document = opened(plan(sections=(Section(1, "I.", "Bảng", (table,)),), closing=(), appendices=()))
    rows = document.tables[1].rows
    assert [row.cells[1].paragraphs[0].paragraph_format.keep_with_next for row in rows] == [True, None, True]
    assert document.paragraphs[-3].text == "./."


def test_headers_of_tables_repeat_and_rows_are_not_split():
    table = opened(plan()).tables[2]
    rows = table.rows
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True, True, False, False, False]
    assert [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows] == [True] * 5


def test_merged_header_cells():
    header = (("TT", "Kinh phí", "", "Ghi chú"), ("", "Tổng", "Đã cấp", ""), ("1", "2", "3", "4"))
    table = Table(header, (("1", "2.000", "1.000", ""),))
    content = plan(appendices=(appendix(blocks=(table,)),))
    drawn_table = opened(content).tables[2]
    first = drawn_table.rows[0].cells
    assert first[1]._tc is first[2]._tc
    assert drawn_table.cell(1, 0)._tc is first[0]._tc
    assert [cell.text for cell in drawn_table.rows[2].cells] == ["1", "2", "3", "4"]


def test_a_cell_taller_than_a_page_may_be_split():
    table = Table((("A", "B"),), (("1", FILLER * 40), ("2", "ngắn")))
    document = opened(plan(appendices=(appendix(blocks=(table,)),)))
    rows = document.tables[2].rows[1:]
    assert [row._tr.trPr is not None for row in rows] == [False, True]


def test_appendix_begins_on_a_page_of_its_own_under_its_head():
    document = opened(plan())
    found = ids(document)
    at = found.index("AppendixLabel")
    assert found[at : at + 5] == ["AppendixLabel", "AppendixTitle", "AppendixTitle", "AppendixNote", "Rule"]
    assert document.paragraphs[at - 1]._p.pPr.find(qn("w:sectPr")) is not None


def test_time_is_linear_in_the_rows_of_a_table():
    def seconds(count):
        rows = tuple((str(n), "Giàng A Páo", "Bản Đề Hái", "1.000.000", "", "") for n in range(count))
        content = plan(appendices=(appendix(blocks=(Table((("TT", "Họ và tên", "Nơi ở", "Tiền", "A", "B"),), rows),)),))
        start = time.process_time()
        write_docx(content, Layout())
        return time.process_time() - start

    seconds(100)
    assert seconds(32_000) < 24 * seconds(4_000)  # quadratic: 64 times
