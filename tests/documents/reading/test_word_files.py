"""What Word can write, as Word would print it."""

import io
import shutil

import docx as python_docx
import pytest

from documents.reading import source_of
from documents.reading.source import Format, Grid, Line
from documents.reading.word_files import read_word
from documents.reading.word_numbering import written
from lib.legacy_encodings import TCVN3
from lib.refusals import Refused
from tests.factories.word_parts import docx, p


def texts(data):
    return [f"{line.marker} {line.text}".strip() for line in read_word(data).lines]


def run(words, looks=""):
    return f"<w:r><w:rPr>{looks}</w:rPr><w:t>{words}</w:t></w:r>"


def item(words, depth=0, number=1):
    return p(words, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth, form, text, more="", start=1):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
        "</w:lvl>"
    )


def lists(*levels, numbers='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'):
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{numbers}'


OUTLINE = lists(
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "decimal", "%2.%3."),
    level(3, "lowerLetter", "%4)"),
    level(4, "bullet", "\uf0b7"),
)


def test_automatic_lists_are_written_out():
    body = "".join(item(str(number), depth) for number, depth in enumerate([0, 1, 1, 2, 2, 3, 3, 4, 1, 2, 0, 1], 1))
    assert texts(docx(body, numbering=OUTLINE)) == [
        *("I. 1", "1. 2", "2. 3", "2.1. 4", "2.2. 5", "a) 6", "b) 7", "- 8", "3. 9", "3.1. 10", "II. 11", "1. 12"),
    ]


def test_numbers_stand_apart_from_the_words():
    assert read_word(docx(item("Mục đích"), numbering=OUTLINE)).lines == (
        Line("Mục đích", True, "I.", is_bold=False, is_italic=False, is_centred=False, page=1),
    )


def test_lists_go_on_or_begin_again_as_the_file_says():
    numbers = "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="0"/>{change}</w:num>'
        for key, change in (
            (1, ""),
            (2, ""),
            (3, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
            (4, f'<w:lvlOverride w:ilvl="0">{level(0, "lowerLetter", "%1)", start=4)}</w:lvlOverride>'),
        )
    )
    numbering = lists(level(0, "decimal", "%1."), numbers=numbers)
    body = item("a", number=1) + item("b", number=2) + item("c", number=3) + item("d", number=3) + item("e", number=1)
    assert texts(docx(body, numbering=numbering)) == ["1. a", "2. b", "1. c", "2. d", "3. e"]
    assert texts(docx(item("a", number=4) + item("b", number=4), numbering=numbering)) == ["d) a", "e) b"]


def test_a_level_may_never_begin_again():
    numbering = lists(level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'))
    body = item("a") + item("b", 1) + item("c") + item("d", 1)
    assert texts(docx(body, numbering=numbering)) == ["I. a", "1. b", "II. c", "2. d"]


def test_styles_number_paragraphs_and_zero_takes_the_number_away():
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="Mục"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="B"><w:name w:val="Con"/><w:basedOn w:val="A"/>'
        "</w:style>"
    )
    body = (
        p("một", properties='<w:pStyle w:val="A"/>')
        + p("hai", properties='<w:pStyle w:val="B"/>')
        + p("không", properties='<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert texts(docx(body, numbering=OUTLINE, styles=styles)) == ["I. một", "II. hai", "không"]


@pytest.mark.parametrize(
    ("form", "number", "shown"),
    [
        *(("decimal", 12, "12"), ("decimalZero", 3, "03"), ("upperRoman", 1994, "MCMXCIV"), ("lowerRoman", 4, "iv")),
        *(
            ("lowerLetter", 27, "aa"),
            ("upperLetter", 2, "B"),
            ("none", 5, ""),
            ("chicago", 5, "5"),
            ("decimal", 0, "0"),
        ),
    ],
)
def test_numbers_are_written_as_word_writes_them(form, number, shown):
    assert written(number, form) == shown


def test_tracked_changes_are_taken_as_accepted():
    body = (
        p("Kinh phí ", "<w:del><w:r><w:delText>100</w:delText></w:r></w:del>", f"<w:ins>{run('200')}</w:ins>", " đồng")
        + p("một ", properties="<w:rPr><w:del/></w:rPr>")
        + p("câu")
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )
    source = read_word(docx(body))
    assert [line.text for line in source.lines] == ["Kinh phí 200 đồng", "một câu"]
    assert source.remarks == (
        "Tệp có thay đổi chưa duyệt (Track Changes): đã đọc như khi chấp nhận tất cả các thay đổi.",
    )


def test_what_is_not_printed_is_not_read():
    body = p(
        *("Thực hiện", run(" ẩn", "<w:vanish/>"), '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'),
        "<w:r><w:instrText> PAGE </w:instrText></w:r>",
        *('<w:r><w:fldChar w:fldCharType="separate"/></w:r>', run(" 5"), "<w:r><w:softHyphen/></w:r>"),
        *(
            "<w:hyperlink><w:r><w:t xml:space='preserve'> Đề án</w:t></w:r></w:hyperlink>",
            "<w:r><w:noBreakHyphen/></w:r>",
        ),
        *('<w:r><w:sym w:font="Wingdings" w:char="F0A7"/></w:r>', run(" chữ hoa", "<w:caps/>")),
    )
    assert texts(docx(body)) == ["Thực hiện 5 Đề án-- CHỮ HOA"]


def test_line_breaks_end_lines_and_page_breaks_pages():
    body = p("một", "<w:r><w:br/></w:r>", "hai") + p('<w:r><w:br w:type="page"/></w:r>', "ba")
    lines = read_word(docx(body)).lines
    assert [(line.text, line.is_whole, line.starts_paragraph, line.page) for line in lines] == [
        ("một", False, True, 1),
        ("hai", False, False, 1),
        ("ba", True, None, 2),
    ]


def test_looks_are_told_of_all_letters():
    styles = (
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="T"/><w:pPr><w:jc w:val="center"/></w:pPr>'
        "<w:rPr><w:b/><w:i/></w:rPr></w:style>"
    )
    body = p("đậm", properties='<w:pStyle w:val="T"/>') + p(
        run("một"), run(" phần", "<w:b w:val='0'/>"), properties='<w:pStyle w:val="T"/>'
    )
    lines = read_word(docx(body, styles=styles)).lines
    assert [(line.is_bold, line.is_italic, line.is_centred) for line in lines] == [
        (True, True, True),
        (False, True, True),
    ]


def test_old_fonts_are_converted_run_by_run():
    codes = {letter: code for code, letter in TCVN3.items()}
    words = "".join(codes.get(letter, letter) for letter in "kế hoạch")
    body = p(
        run(words, '<w:rFonts w:ascii=".VnTimeH"/>'), run(" năm"), run(f" {words}", '<w:rFonts w:ascii=".VnTime"/>')
    )
    source = read_word(docx(body))
    assert [line.text for line in source.lines] == ["KẾ HOẠCH năm kế hoạch"]
    assert source.remarks == (
        "Văn bản gõ bằng phông chữ cũ (TCVN3) đã được chuyển sang Unicode; hãy so lại với bản gốc.",
    )


def test_names_of_old_fonts_alone_convert_nothing():
    body = p(run("UBND các xã", '<w:rFonts w:ascii=".VnTime"/>')) + p(run("Ủy ban", '<w:rFonts w:ascii=".VnTimeH"/>'))
    source = read_word(docx(body))
    assert ([line.text for line in source.lines], source.remarks) == (["UBND các xã", "Ủy ban"], ())


def test_text_boxes_stand_behind_their_paragraph_and_only_once():
    box = f"<w:txbxContent>{p('Số: 05/KH-UBND')}</w:txbxContent>"
    shape = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(docx(p("UBND TỈNH", shape) + p("KẾ HOẠCH"))) == ["UBND TỈNH", "Số: 05/KH-UBND", "KẾ HOẠCH"]


def test_notes_are_said_and_left_out():
    notes = f'<w:footnote w:id="2">{p("Theo Nghị định 30.")}</w:footnote>'
    source = read_word(docx(p("Thể thức", '<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes=notes))
    assert [line.text for line in source.lines] == ["Thể thức"]
    assert source.remarks == ("Chú thích không đưa vào kế hoạch: (1) Theo Nghị định 30.",)


def cell(words, look=""):
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{p(words)}</w:tc>"


FIRST, WIDE = '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>'
BORDERS = "<w:tblBorders>" + "".join(f'<w:{side} w:val="single"/>' for side in ("left", "insideV")) + "</w:tblBorders>"


def test_merged_cells_say_their_words_once():
    rows = (
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('TT', FIRST)}"
        f"{cell('Kinh phí', WIDE)}</w:tr>"
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('', '<w:vMerge/>')}{cell('Tổng')}{cell('Đã cấp')}</w:tr>"
        f"<w:tr>{cell('1')}{cell('200')}{cell('100')}</w:tr>"
    )
    grid = '<w:tblGrid><w:gridCol w:w="567"/><w:gridCol w:w="1134"/><w:gridCol w:w="1134"/></w:tblGrid>'
    assert read_word(docx(f"<w:tbl><w:tblPr>{BORDERS}</w:tblPr>{grid}{rows}</w:tbl>")).lines == (
        Grid(
            (("TT", "Kinh phí", ""), ("", "Tổng", "Đã cấp"), ("1", "200", "100")),
            header_rows=2,
            widths=(10.0, 20.0, 20.0),
            has_borders=True,
            page=1,
        ),
    )


def test_a_table_without_lines_says_so_and_a_frame_is_text():
    pair = f"<w:tbl><w:tblPr/><w:tr>{cell('UBND TỈNH')}{cell('CỘNG HÒA')}</w:tr></w:tbl>"
    box = f"<w:tbl><w:tblPr>{BORDERS}</w:tblPr><w:tr>{cell('Ghi chú')}</w:tr></w:tbl>"
    first, second = read_word(docx(pair + box)).lines
    assert (first.rows, first.has_borders) == ((("UBND TỈNH", "CỘNG HÒA"),), False)
    assert (second.text, second.is_whole) == ("Ghi chú", True)


def test_numbers_of_lists_fill_cells():
    row = f"<w:tr><w:tc>{item('')}</w:tc>{cell('Ra đề')}</w:tr>"
    numbering = lists(level(0, "decimal", "%1"))
    (grid,) = read_word(docx(f"<w:tbl><w:tblPr>{BORDERS}</w:tblPr>{row * 2}</w:tbl>", numbering=numbering)).lines
    assert grid.rows == (("1", "Ra đề"), ("2", "Ra đề"))


def test_landscape_parts_are_told_from_upright_ones():
    lying = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    upright = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    body = p("a", properties=upright) + p("b") + p("c", properties=lying) + p("d") + upright
    source = read_word(docx(body))
    assert (source.landscape_from, source.portrait_from) == ((1,), (0, 3))


def test_a_letterhead_in_the_page_header_is_read():
    document = python_docx.Document()
    document.sections[0].header.paragraphs[0].text = "Độc lập - Tự do - Hạnh phúc"
    document.add_paragraph("KẾ HOẠCH")
    out = io.BytesIO()
    document.save(out)
    assert texts(out.getvalue()) == ["Độc lập - Tự do - Hạnh phúc", "KẾ HOẠCH"]


def test_what_python_docx_writes_is_read():
    document = python_docx.Document()
    document.add_paragraph("Mục đích", style="List Number")
    document.add_paragraph("Yêu cầu", style="List Number")
    document.add_paragraph("Nghiêm túc", style="List Bullet")
    table = document.add_table(2, 2, style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Chung"
    out = io.BytesIO()
    document.save(out)
    *lines, grid = read_word(out.getvalue()).lines
    assert [(line.marker, line.text) for line in lines] == [("1.", "Mục đích"), ("2.", "Yêu cầu"), ("-", "Nghiêm túc")]
    assert (grid.rows, grid.has_borders) == ((("Chung", ""), ("", "")), True)


RTF = rb"{\rtf1\ansi\ansicpg1258\uc1 K\u7870? HO\u7840?CH\par N\u259?m 2026\par}"


def test_rtf_is_read_where_libreoffice_is_and_refused_in_words_where_not():
    if shutil.which("soffice") is None:
        with pytest.raises(Refused, match="chưa cài LibreOffice"):
            source_of(RTF, "a.rtf")
    else:
        source = source_of(RTF, "a.rtf")
        assert (source.format, [line.text for line in source.lines]) == (Format.OLD_WORD, ["KẾ HOẠCH", "Năm 2026"])
