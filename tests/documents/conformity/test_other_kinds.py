"""Letters, invitations, reports and decisions: what the renderer makes keeps the rules of its kind, and faults show."""

from dataclasses import replace

import pytest

from documents.conformity import Expected, examine
from documents.content import Appendix, Paragraph
from documents.examining import expected_of
from documents.layout import Layout
from documents.rendering import render_pdf
from tests.factories import faces
from tests.factories.contents import appendix

SUBSTITUTE = 4  # the free font of these tests is always mentioned
LONG = "Ủy ban nhân dân các xã, phường, đặc khu trên địa bàn tỉnh Điện Biên có đại biểu tham dự lớp tập huấn"


def faults(content, layout=None, **told):
    expected = Expected(**told) if told else expected_of(content)
    found = examine(render_pdf(content, layout or Layout()), expected=expected)
    return {(finding.rule, finding.sentence) for finding in found if finding.rule != SUBSTITUTE}


def rules(content, **told):
    return {rule for rule, _ in faults(content, **told)}


@pytest.mark.parametrize(
    "content",
    [
        faces.letter(),
        faces.letter(addressees=("Ủy ban nhân dân các xã, phường",)),
        faces.letter(addressees=(LONG, "Sở Tài chính")),
        faces.letter(appendices=(appendix("Phụ lục"),), closing=(Paragraph("Danh sách tại Phụ lục kèm theo"),)),
        faces.invitation(),
        faces.report(),
        faces.decision(),
        faces.decision(appendices=(Appendix("Phụ lục", ("Danh sách",), (Paragraph("Theo Điều 1."),)),)),
    ],
    ids=lambda content: content.kind,
)
@pytest.mark.parametrize("layout", [Layout(), Layout(body_pt=13, margin_left=35, margin_right=20)], ids=["P14", "P13"])
def test_what_the_renderer_makes_keeps_the_rules_of_its_kind(content, layout):
    found = faults(content, layout)
    assert {rule for rule, _ in found} <= {75}, found  # an appendix that the text does not mention


def test_another_kind_than_expected_is_named():
    assert (36, "Tên loại ghi «BÁO CÁO»; phải là «GIẤY MỜI», chữ in hoa, không có dấu (Phụ lục I, II.5.b)") in faults(
        faces.report(), kind="GIẤY MỜI"
    )


def test_letter_does_not_print_a_kind_and_needs_its_subject():
    assert 36 in rules(faces.invitation(), kind="CÔNG VĂN")
    assert rules(replace(faces.letter(), title="")) == {36}


def test_letter_needs_somebody_it_goes_to():
    assert rules(faces.letter(addressees=(), recipients=("Sở Tài chính",))) == {69}


def test_as_above_stands_only_where_something_is_above():
    assert rules(faces.report(addressees=())) == {69}
    assert rules(faces.invitation(recipients=("Như trên",))) == {69}


def test_symbol_is_of_the_kind():
    head = faces.decision().head
    wrong = head.__class__(**{**vars(head), "symbol": "KH-SDTTG"})
    assert rules(faces.decision(head=wrong)) == {27}
    assert rules(faces.letter(head=wrong.__class__(**{**vars(wrong), "symbol": "sdttg"}))) == {27}
