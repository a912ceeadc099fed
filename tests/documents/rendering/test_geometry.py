"""The measures of Nghị định 30/2020 (Phụ lục I) on the produced pages, for every layout that the law allows."""

from itertools import pairwise, product

import pytest

from documents.content import PartialDate
from documents.layout import Layout
from documents.rendering import render_pdf
from tests.documents.rendering.measuring import measured
from tests.factories.contents import plan, with_head

MARGINS = [(20, 20, 30, 15), (25, 25, 35, 20), (20, 25, 30, 20), (25, 20, 35, 15), (22.5, 21, 32, 17)]
LAYOUTS = [
    Layout(
        body_pt=pt,
        margin_top=top,
        margin_bottom=bottom,
        margin_left=left,
        margin_right=right,
        first_line_indent=indent,
        line_spacing=spacing,
        paragraph_gap_pt=gap,
    )
    for (pt, (top, bottom, left, right)), (indent, spacing, gap) in zip(
        product((14, 13), MARGINS),
        [(12.7, 1.0, 6), (10, 1.5, 12), (12.7, 1.15, 6), (10, 1.0, 8), (12.7, 1.5, 6)] * 2,
        strict=True,
    )
]


@pytest.fixture(scope="module", params=LAYOUTS, ids=lambda v: f"{v.body_pt}-{v.margin_left}-{v.line_spacing}")
def paper(request):
    return request.param, measured(render_pdf(plan(), request.param))


@pytest.fixture
def layout(paper):
    return paper[0]


@pytest.fixture
def pages(paper):
    return paper[1]


@pytest.fixture
def main(pages):
    """The pages before the first appendix."""
    end = next(n for n, page in enumerate(pages) if any(line.text == "Phụ lục I" for line in page.lines))
    return pages[:end]


def text_edges(layout):
    return layout.margin_left, 210 - layout.margin_right


def body_lines(main, layout):
    """Lines of the text proper, page by page: from the first basis to the signature, without page numbers."""
    bodies = []
    for number, page in enumerate(main):
        lines = [line for line in page.lines if line.top > layout.margin_top - 1]
        if number == 0:
            start = page.lines.index(page.line("Căn cứ Luật"))
            lines = list(page.lines[start:])
        if any(line.text == "Nơi nhận:" for line in lines):
            end = page.line("Nơi nhận:").baseline - 2
            lines = [line for line in lines if line.baseline < end]
        bodies.append(lines)
    return bodies


def test_pages_are_a4_and_the_wide_appendix_lies(pages):
    sizes = [(round(page.width), round(page.height)) for page in pages]
    assert sizes == [(210, 297)] * (len(pages) - 1) + [(297, 210)]


def test_ink_stays_inside_the_margins(pages, layout):
    for page in pages:
        text = [line for line in page.lines if line.top >= layout.margin_top - 1]
        assert min(line.x0 for line in text) >= layout.margin_left - 0.3
        assert max(line.x1 for line in text) <= page.width - layout.margin_right + 0.3
        assert max(line.bottom for line in text) <= page.height - layout.margin_bottom + 0.3
        assert max((rule.x1 for rule in page.rules), default=0) <= page.width - layout.margin_right + 0.3


def test_pages_are_numbered_from_two_in_the_top_margin(main, layout):
    left, right = text_edges(layout)
    numbers = [[line for line in page.lines if line.bottom <= layout.margin_top] for page in main]
    assert [[line.text for line in found] for found in numbers] == [[], *([str(n)] for n in range(2, len(main) + 1))]
    for (number,) in numbers[1:]:
        assert (number.pt, number.style) == (layout.body_pt, "regular")
        assert abs(number.centre - (left + right) / 2) <= 1
        assert 5 <= number.top < number.bottom <= layout.margin_top - 2


def test_national_name_and_motto(main, layout):
    page = main[0]
    nation, motto = page.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), page.line("Độc lập - Tự do - Hạnh phúc")
    assert (nation.pt, nation.style, motto.pt, motto.style) == (layout.national_pt, "bold", layout.body_pt, "bold")
    assert nation.centre >= 130
    assert abs(nation.centre - motto.centre) <= 0.5
    assert 4.6 <= motto.baseline - nation.baseline <= 6.2
    assert nation.baseline <= layout.margin_top + 6
    rule = page.rule_under(motto)
    assert abs(rule.x0 - motto.x0) <= 1
    assert abs(rule.x1 - motto.x1) <= 1
    assert 0.5 <= rule.y - motto.baseline <= 3.5
    assert 0.2 <= rule.thickness <= 0.4


def test_issuer(main, layout):
    page = main[0]
    first, second = page.line("ỦY BAN NHÂN DÂN"), page.line("HUYỆN TỦA CHÙA")
    nation = page.line("CỘNG HÒA")
    assert {(line.pt, line.style) for line in (first, second)} == {(layout.national_pt, "bold")}
    assert abs(first.centre - second.centre) <= 0.7
    assert abs(first.baseline - nation.baseline) <= 1
    assert max(first.x1, second.x1) <= nation.x0 - 2
    rule = page.rule_under(second)
    assert 1 / 3 <= rule.width / second.width <= 1 / 2
    assert abs(rule.centre - second.centre) <= 0.7


def test_number_and_date_wait_in_gaps(main, layout):
    page = main[0]
    number, date = page.line("Số:"), page.line("Tủa Chùa, ngày")
    assert " ".join(number.text.split()) == "Số: /KH-UBND"
    assert " ".join(date.text.split()) == "Tủa Chùa, ngày tháng năm 2026"
    assert (number.pt, number.style) == (13, "regular")
    assert (date.pt, date.style) == (layout.body_pt, "italic")
    assert abs(number.centre - page.line("ỦY BAN NHÂN DÂN").centre) <= 1.5
    assert abs(date.centre - page.line("CỘNG HÒA").centre) <= 1
    assert abs(number.baseline - date.baseline) <= 1
    assert number.baseline > max(rule.y for rule in page.rules if rule.y < number.baseline) + 3


def test_title(main, layout):
    page = main[0]
    left, right = text_edges(layout)
    kind = page.line("KẾ HOẠCH")
    start = page.lines.index(kind)
    title = page.lines[start + 1 : page.lines.index(page.line("Căn cứ Luật"))]
    assert kind.baseline >= page.line("Số:").baseline + 6
    assert {(line.pt, line.style) for line in (kind, *title)} == {(layout.body_pt, "bold")}
    assert all(abs(line.centre - (left + right) / 2) <= 0.7 for line in (kind, *title))
    assert 4.6 <= title[0].baseline - kind.baseline <= 8.6
    rule = page.rule_under(title[-1])
    assert 1 / 3 <= rule.width / title[-1].width <= 1 / 2
    assert 0.5 <= rule.y - title[-1].baseline <= 4


def test_body_has_one_size_and_bases_are_italic(main, layout):
    lines = [line for page in body_lines(main, layout) for line in page]
    assert {line.pt for line in lines} == {layout.body_pt}
    first = next(n for n, line in enumerate(lines) if line.text.startswith("Ủy ban nhân dân"))
    assert {line.style for line in lines[:first]} == {"italic"}
    assert {line.style for line in lines[first:]} == {"regular", "bold"}


def test_paragraphs_are_indented_and_justified(main, layout):
    left, right = text_edges(layout)
    for page in body_lines(main, layout):
        for line, following in pairwise(page):
            assert min(abs(line.x0 - left), abs(line.x0 - left - layout.first_line_indent)) <= 0.4
            if abs(following.x0 - left) <= 0.4:  # the paragraph goes on
                assert abs(line.x1 - right) <= 0.5


def test_steps_between_lines_and_paragraphs(main, layout):
    left, _right = text_edges(layout)
    inside = 1.149 * layout.line_spacing * layout.body_pt * 25.4 / 72
    for page in body_lines(main, layout):
        for line, following in pairwise(page):
            step = following.baseline - line.baseline
            if abs(following.x0 - left) <= 0.4:
                assert abs(step - inside) <= 0.15
            else:
                assert step - inside >= layout.paragraph_gap_pt * 25.4 / 72 - 0.15


def test_headings_by_level(main, layout):
    lines = [line for page in main for line in page.lines]
    styles = {line.text: line.style for line in lines}
    assert styles["I. MỤC ĐÍCH, YÊU CẦU"] == "bold"
    assert styles["1. Mục đích"] == "bold"
    assert styles["1.1. Tập huấn"] == "bold"
    assert styles["a) Đối tượng tham gia"] == "regular"


def test_no_heading_ends_a_page(main, layout):
    for page in body_lines(main, layout)[:-1]:
        assert page[-1].style != "bold"
        assert not page[-1].text.startswith("a) Đối tượng")


def test_signature_block(main, layout):
    page = main[-1]
    titles = [page.line(text) for text in ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")]
    name, to = page.line("Vừ A Hùng"), page.line("Nơi nhận:")
    assert {(line.pt, line.style) for line in (*titles, name)} == {(layout.body_pt, "bold")}
    assert all(abs(line.centre - titles[0].centre) <= 0.7 for line in (*titles, name))
    assert titles[0].centre >= 120
    assert 30 <= name.baseline - titles[-1].baseline <= 36
    assert abs(to.baseline - titles[0].baseline) <= 1
    assert (to.pt, to.style) == (12, "bold italic")
    between = [x for x in page.lines if titles[-1].baseline < x.baseline < name.top and x.x1 > titles[0].centre - 35]
    assert between == []


def test_recipients(main, layout):
    page = main[-1]
    to = page.line("Nơi nhận:")
    items = [line for line in page.lines if line.baseline > to.baseline and line.x0 < layout.margin_left + 5]
    assert [line.text for line in items] == [
        "- Sở Dân tộc và Tôn giáo;",
        "- Thường trực Huyện ủy, HĐND huyện;",
        "- UBND các xã, thị trấn;",
        "- Lưu: VT, LĐTBXH.",
    ]
    assert {(line.pt, line.style) for line in items} == {(11, "regular")}
    assert all(abs(line.x0 - layout.margin_left) <= 0.5 for line in (to, *items))


def test_appendix_head(pages, layout):
    page = pages[-2]
    centre = sum(text_edges(layout)) / 2
    label, name, note = page.line("Phụ lục I"), page.line("DANH SÁCH"), page.line("(Kèm theo Kế hoạch số …/KH-UBND")
    assert (label.pt, label.style) == (14, "bold")
    assert name.style == "bold"
    assert {name.pt, note.pt} <= {13, 14}
    assert note.style == "italic"
    assert all(abs(line.centre - centre) <= 0.7 for line in (label, name, note))
    assert len([rule for rule in page.rules if rule.y - note.baseline > 0 and rule.thickness > 0.2]) == 1


def test_house_profile_stands_where_the_reference_does():
    """The measures of a plan of UBND huyện Tủa Chùa at margins 20/20/30/15, 14 pt, single spacing."""
    pages = measured(render_pdf(plan(), Layout()))
    page = pages[0]
    issuer, place, nation = page.line("ỦY BAN NHÂN DÂN"), page.line("HUYỆN TỦA CHÙA"), page.line("CỘNG HÒA")
    motto, kind = page.line("Độc lập"), page.line("KẾ HOẠCH")
    assert (round(issuer.x0, 1), round(issuer.x1, 1)) == (41.5, 84.5)
    assert (round(place.centre), round(nation.centre, 1), round(motto.centre, 1)) == (63, 145.5, 145.5)
    assert round(page.rule_under(motto).width) == 60
    assert (round(kind.centre, 1), kind.pt) == (112.5, 14)
    signature = [line for line in pages[-3].lines if line.text in {"PHÓ CHỦ TỊCH", "Vừ A Hùng"}]
    assert [round(line.centre, 1) for line in signature] == [149.6, 149.6]


def test_filled_number_and_date():
    content = with_head(plan(), number=5, date=PartialDate(2026, 3, 7))
    page = measured(render_pdf(content, Layout()))[0]
    assert page.line("Số:").text == "Số: 05/KH-UBND"
    assert page.line("Tủa Chùa").text == "Tủa Chùa, ngày 07 tháng 3 năm 2026"


@pytest.mark.parametrize("layout", [Layout(), Layout(margin_left=35, margin_right=20)], ids=["wide", "narrow"])
def test_long_place_falls_back_to_13_points_on_one_line(layout):
    content = with_head(plan(), place="Thành phố Quảng Ninh", date=PartialDate(2026, 12, 24))
    page = measured(render_pdf(content, layout))[0]
    date = page.line("Thành phố Quảng Ninh, ngày 24 tháng 12 năm 2026")
    assert (date.pt, date.style) == (13, "italic")
    assert date.x1 <= 210 - layout.margin_right + 0.3


def test_long_letterhead_wraps_and_leaves_the_national_name_whole():
    content = with_head(plan(), superior=("UBND HUYỆN TỦA CHÙA",), issuer=("Phòng Lao động - Thương binh và Xã hội",))
    page = measured(render_pdf(content, Layout(margin_left=35, margin_right=20)), gap=1.9)[0]
    nation = page.line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    left = [line for line in page.lines if line.x1 < nation.x0 - 2 and line.baseline < page.line("Số:").baseline - 5]
    assert [(line.text, line.style) for line in left] == [
        ("UBND HUYỆN TỦA CHÙA", "regular"),
        ("PHÒNG LAO ĐỘNG -", "bold"),
        ("THƯƠNG BINH", "bold"),
        ("VÀ XÃ HỘI", "bold"),
    ]
