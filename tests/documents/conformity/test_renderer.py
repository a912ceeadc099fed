"""What our own renderer writes holds every rule, in every layout that the decree allows."""

from dataclasses import replace
from itertools import product

import pytest

from documents.conformity import Expected, Severity, examine
from documents.content import PartialDate, Section, SignatureBlock
from documents.layout import Layout
from documents.rendering import render_pdf
from tests.factories.contents import plan, with_head

LAYOUTS = [
    *(
        Layout(body_pt=size, margin_left=left, margin_right=right, first_line_indent=indent)
        for size, left, right, indent in product((13, 14), (30, 35), (15, 20), (10, 12.7))
    ),
    *(
        Layout(body_pt=size, margin_top=margin, margin_bottom=45 - margin, line_spacing=spacing, paragraph_gap_pt=gap)
        for size, margin, (spacing, gap) in product((13, 14), (20, 25), ((1, 6), (1.15, 6), (1.5, 12)))
    ),
]


def office_plan(**changes):
    """An issued plan of an office under a province, with a long name and a long place."""
    content = with_head(
        plan(),
        superior=("UBND THÀNH PHỐ QUẢNG NINH",),
        issuer=("SỞ DÂN TỘC VÀ TÔN GIÁO",),
        issuer_name="Sở Dân tộc và Tôn giáo",
        symbol="KH-SDTTG",
        place="Thành phố Quảng Ninh",
        number=7,
        date=PartialDate(2026, 12, 24),
    )
    return replace(
        content, signature=SignatureBlock(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Nguyễn Thị Ánh Ngọc"), **changes
    )


def errors(pdf, **told):
    return [(f.rule, f.page, f.sentence) for f in examine(pdf, **told) if f.severity == Severity.ERROR]


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_a_draft_has_no_errors_in_any_legal_layout(layout):
    assert errors(render_pdf(plan(), layout), issued=False) == []


@pytest.mark.parametrize("layout", (Layout(), Layout(body_pt=13), Layout(margin_left=35, margin_right=20)), ids=str)
def test_an_issued_plan_has_no_errors(layout):
    expected = Expected(
        issued=True, signature_lines=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), signer_name="Nguyễn Thị Ánh Ngọc"
    )
    assert errors(render_pdf(office_plan(), layout), expected=expected) == []


def test_a_plan_without_signer_lacks_a_name_and_nothing_else():
    unsigned = plan(signature=SignatureBlock(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), ""))
    found = [(rule, sentence) for rule, _, sentence in errors(render_pdf(unsigned, Layout()), issued=False)]
    assert found == [(62, "Không thấy họ tên người ký dưới chức vụ (Phụ lục I, II.7.c–đ)")]


def test_only_the_substitute_font_is_mentioned():
    assert [f.rule for f in examine(render_pdf(plan(), Layout()), issued=False)] == [4]


def test_a_plan_divided_into_parts_has_no_errors():
    parts = tuple(
        Section(0, f"Phần {number}", title, (), plan().sections[:2])
        for number, title in (("I", "TÌNH HÌNH CHUNG"), ("II", "NHIỆM VỤ NĂM 2026"))
    )
    text = "Các đơn vị thực hiện theo Phụ lục I và Phụ lục II kèm theo Kế hoạch này"
    content = plan(sections=parts, closing=(replace(plan().closing[0], text=text),))
    assert errors(render_pdf(content, Layout()), issued=False) == []


@pytest.mark.parametrize("lines", range(1, 13))
def test_the_signature_finds_its_place_wherever_the_page_ends(lines):
    closing = tuple(replace(plan().closing[0]) for _ in range(lines))
    assert errors(render_pdf(plan(closing=closing, appendices=(), sections=plan().sections[:3]), Layout())) == []
