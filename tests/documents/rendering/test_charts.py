"""Charts: bars that are as long as their numbers, the same drawing on screen and on paper, black on white in print."""

import io
import re
from dataclasses import replace
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest

from documents.conformity import examine
from documents.content import Chart, ChartBar, Section
from documents.examining import expected_of
from documents.layout import Layout
from documents.reading import read, source_of
from documents.rendering import render_pdf
from documents.rendering.charts import on_paper, on_screen
from documents.rendering.fonts import typeface
from tests.factories import faces

SVG = "{http://www.w3.org/2000/svg}"
PLAIN = Chart("Số người", "người", ("Số người",), (ChartBar("A", (50,)), ChartBar("B", (100,)), ChartBar("C", (0,))))
PARTS = Chart("Lớp", "lớp", ("Đã tổ chức", "Đang tổ chức", "Chưa tổ chức"), (ChartBar("Kế hoạch", (2, 1, 1)),))
HOSTILE = '<script>alert("1")</script> & \x00\x0b'


def printed(chart, width=165.0):
    return on_paper(chart, width=width, layout=Layout(), face=typeface())


def lengths(svg):
    """Of every filled area of the bars in the order of drawing; the keys of the legend are as wide as high."""
    areas = [node for node in ElementTree.fromstring(svg).iter(f"{SVG}rect") if node.get("fill") != "none"]
    found = [(float(node.get("width")), float(node.get("height"))) for node in areas]
    return [wide for wide, high in found if wide != high]


def shares(svg, whole):
    return [round(length / whole, 2) for length in lengths(svg)]


def texts_of(svg):
    return [node.text for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def paper_with(*charts):
    sheet = faces.sheet(3)
    return replace(sheet, sections=(Section(1, "", "", charts), *sheet.sections))


def test_bars_of_single_values_are_as_long_as_their_numbers():
    half, whole = lengths(on_screen(PLAIN, name="n"))
    assert half == pytest.approx(whole / 2, abs=0.01)


def test_parts_follow_one_another_to_the_full_length():
    svg = on_screen(PARTS, name="n")
    assert shares(svg, lengths(svg)[0]) == [1, 0.5, 0.25, 0.25]
    assert texts_of(svg) == ["Đã tổ chức", "Đang tổ chức", "Chưa tổ chức", "Kế hoạch", "2/4"]


def test_nested_parts_are_counted_from_the_left():
    chart = replace(faces.CHART, bars=(ChartBar("Lớp", (30, 60, 120)), ChartBar("Quá chỉ tiêu", (0, 150, 100))))
    first, second = (on_screen(replace(chart, bars=(bar,)), name="n") for bar in chart.bars)
    assert shares(first, lengths(first)[0]) == [1, 0.25, 0.25, 0.5]
    assert shares(second, lengths(second)[0]) == [1, 1]
    assert (texts_of(first)[-1], texts_of(second)[-1]) == ("60/120", "150/100")


def test_nothing_counted_draws_empty_bars():
    for chart in (
        replace(PARTS, bars=(ChartBar("Trống", (0, 0, 0)),)),
        replace(PLAIN, bars=(ChartBar("Trống", (0,)),)),
    ):
        assert texts_of(on_screen(chart, name="n"))[-2] == "Trống"
        assert len(printed(chart)) == 1
    assert printed(replace(PLAIN, bars=())) == []
    assert texts_of(on_screen(replace(PLAIN, bars=()), name="n")) == []


def test_everything_is_told_in_words():
    (drawing,) = printed(faces.CHART)
    title = "Số người hoàn thành, có mặt trên số được duyệt tham gia"
    told = (
        "Cả lớp: Hoàn thành 150, Có mặt 170, Được duyệt 200; Xã Mường Báng: Hoàn thành 60, Có mặt 80, Được duyệt 100; "
        "Xã Sín Chải: Hoàn thành 90, Có mặt 90, Được duyệt 100"
    )
    assert drawing.told == f"{title} (người). {told}."
    screen = ElementTree.fromstring(on_screen(faces.CHART, name="n"))
    assert (screen.find(f"{SVG}title").text, screen.find(f"{SVG}desc").text) == (title, told)
    assert ElementTree.fromstring(on_screen(PLAIN, name="n")).find(f"{SVG}desc").text == (
        "A: 50 người; B: 100 người; C: 0 người"
    )


def test_presentation_attributes_only_and_no_markup_of_people():
    chart = replace(
        faces.CHART, title=HOSTILE, unit=HOSTILE, parts=(HOSTILE,) * 3, bars=(ChartBar(HOSTILE, (1, 2, 3)),)
    )
    for svg in (on_screen(chart, name="n"), printed(chart)[0].svg):
        assert re.findall(r"<script|style=|href|url\(|\son\w+=", svg) == []
    kinds = {node.tag.removeprefix(SVG) for node in ElementTree.fromstring(printed(chart)[0].svg).iter()}
    assert kinds == {"svg", "title", "text", "rect", "path"}


def test_paper_is_black_on_white():
    colours = set(re.findall(r'(?:fill|stroke)="(#\w+)"', printed(faces.CHART)[0].svg))
    assert colours == {"#000000", "#ffffff"}


def test_long_labels_stay_in_their_column():
    label = "Tập huấn nâng cao năng lực cho cán bộ " * 9
    face = typeface()
    (drawing,) = printed(replace(PLAIN, bars=(ChartBar(label, (1,)), ChartBar("x" * 400, (1,)))))
    first, second, _number, third, _other = texts_of(drawing.svg)[1:]
    assert (first, second[-1], third[-1]) == ("Tập huấn nâng cao năng lực cho", "…", "…")
    assert max(face.width(text, 12) for text in (first, second, third)) < 0.4 * 165


def test_a_chart_higher_than_a_page_is_continued():
    many = replace(faces.CHART, bars=tuple(ChartBar(f"Xã {n}", (n, 60, 120)) for n in range(60)))
    for width, room in ((165.0, 257), (252.0, 170)):
        drawings = printed(many, width)
        assert max(drawing.height for drawing in drawings) * 25.4 / 72 <= room
        said = [text for drawing in drawings for text in texts_of(drawing.svg)]
        assert [text for text in said if text.startswith("Xã")] == [f"Xã {n}" for n in range(60)]
        titles = [" (tiếp theo)" in drawing.told for drawing in drawings]
        assert titles == [False] + [True] * (len(drawings) - 1)


@pytest.mark.parametrize("chart", [PLAIN, PARTS, faces.CHART], ids=["plain", "parts", "nested"])
def test_a_report_with_a_chart_keeps_the_rules(chart):
    content = faces.charted(chart)
    found = examine(render_pdf(content, Layout()), expected=expected_of(content))
    assert {finding.rule for finding in found} == {4}  # the free font of these tests


def test_the_chart_of_a_document_is_a_figure_with_words_in_the_fonts_of_the_paper():
    with pikepdf.open(io.BytesIO(render_pdf(faces.charted(), Layout()))) as pdf:
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        figures = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == [printed(faces.CHART)[0].told]
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert {str(font.FontName).partition("+")[2].partition("-")[0] for font in fonts} == {"Liberation"}
        assert all("/FontFile2" in font for font in fonts)


def test_a_sheet_draws_the_same_chart():
    pdf = render_pdf(paper_with(PARTS, faces.CHART), Layout())
    with pypdfium2.PdfDocument(pdf) as opened:
        text = " ".join(page.get_textpage().get_text_range() for page in opened)
    assert [words in text for words in ("Đang tổ chức", "2/4", "Xã Sín Chải", "90/100", "Vừ A Dũng")] == [True] * 5
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        names = [str(o.FontName) for o in opened.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o]
    assert {name.partition("+")[2].partition("-")[0] for name in names} == {"LiberationSerif"}


def test_the_reader_leaves_our_charts_out():
    with_chart, without = (
        read(source_of(render_pdf(content, Layout()), "a.pdf")).content for content in (faces.charted(), faces.report())
    )
    assert with_chart == without
