"""Papers as the house prints them, examined by the numbered rules of the decree: not one error."""

from dataclasses import replace

import pytest

from documents.conformity import Severity, examine
from documents.content import Appendix, Paragraph, PartialDate, Section, SignatureBlock
from documents.layout import Layout
from documents.rendering import render_pdf
from tests.factories.contents import FILLER, appendix, plan, sections, with_head

NARROW = Layout(13, 25, 25, 35, 20, 10, 1.5, 12)
LAYOUTS = [Layout(), NARROW, Layout(margin_left=35, margin_right=20), Layout(13, 22, 23, 31, 16, 12.7, 1.2, 8)]

DEPARTMENT = with_head(
    plan(
        signature=SignatureBlock(("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"), "Nguyễn Thị Hồng Nhung"),
        recipients=tuple(f"Đơn vị phối hợp thực hiện kế hoạch thứ {n} trên địa bàn tỉnh" for n in range(14)),
    ),
    superior=("UBND THÀNH PHỐ HỒ CHÍ MINH",),
    issuer=("PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",),
    issuer_name="Phòng Lao động - Thương binh và Xã hội",
    symbol="KH-LĐTBXH",
    place="Thành phố Hồ Chí Minh",
)
PAPERS = {
    "draft": plan(),
    "department": DEPARTMENT,
    "parts": plan(
        sections=(
            Section(0, "Phần I", "Đánh giá tình hình " * 6, (Paragraph(FILLER),), sections(1)[:1]),
            Section(0, "Phần II", "Nhiệm vụ", (Paragraph("Theo Phụ lục I, Phụ lục II."),)),
        )
    ),
    "one appendix": plan(
        sections=(Section(1, "I.", "NỘI DUNG", (Paragraph("Theo Phụ lục kèm theo."),)),),
        appendices=(appendix("Phụ lục", landscape=True),),
    ),
    "one page": plan(sections=(), appendices=()),
}


def errors(pdf, **kwargs):
    return [(f.rule, f.page, f.sentence) for f in examine(pdf, **kwargs) if f.severity == Severity.ERROR]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda v: f"{v.body_pt}-{v.margin_left}")
@pytest.mark.parametrize("name", PAPERS)
def test_draft_has_no_error(name, layout):
    assert errors(render_pdf(PAPERS[name], layout), issued=False) == []


@pytest.mark.parametrize("date", [PartialDate(2026, 1, 5), PartialDate(2026, 6, 30), PartialDate(2026, 12, 10)])
def test_issued_paper_has_no_error(date):
    assert errors(render_pdf(with_head(plan(), number=7, date=date), NARROW), issued=True) == []


@pytest.mark.parametrize("layout", LAYOUTS[:2], ids=lambda v: f"{v.body_pt}-{v.margin_left}")
def test_long_list_has_no_error(layout):
    rows = tuple((str(n), "Nguyễn Văn A", "Trưởng thôn", "", "X", "") for n in range(1, 1101))
    form = appendix("Phụ lục I")
    long = replace(form, blocks=(replace(form.blocks[0], rows=rows), *form.blocks[1:]))
    wide = Appendix("Phụ lục II", ("Danh sách thứ hai",), long.blocks, landscape=True)
    assert errors(render_pdf(plan(appendices=(long, wide)), layout), issued=False) == []
