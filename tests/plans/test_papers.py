import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.content import Appendix, FormSignatures, Head, Paragraph, PartialDate, SignatureBlock, Table
from documents.layout import HOUSE_LAYOUT
from documents.models import PageLayout
from documents.papers import paper
from organisations.enums import Capacity
from plans.actions import add_appendix, add_basis, add_section, save_head
from plans.models import Activity, ActivityLine
from tests.factories.plans import NOW, a_document, a_plan, a_post, a_user, an_organisation, an_outline

pytestmark = pytest.mark.django_db


def content_of(plan):
    sheet = paper("plan")
    return sheet.content(sheet.find(plan.pk))


def test_the_head_comes_from_the_organisation_and_the_plan():
    province = an_organisation(short_name="UBND TỈNH LẠNG SƠN")
    office = an_organisation(name="Ban Dân tộc", superior=province)
    by = a_user(office)
    signer = a_post(office, title="PHÓ TRƯỞNG BAN", capacity=Capacity.DEPUTY)
    plan = a_plan(by, title="Thực hiện\nDự án 7", dated_month=6, signer=signer, archive="VT, NV.")
    content = content_of(plan)
    assert content.head == Head(
        superior=("UBND TỈNH LẠNG SƠN",),
        issuer=("BAN DÂN TỘC",),
        issuer_name="Ban Dân tộc",
        symbol="KH-BDT",
        place="Lạng Sơn",
        date=PartialDate(2024, 6),
        number=None,
    )
    assert (content.kind, content.title, content.archive) == ("KẾ HOẠCH", "Thực hiện Dự án 7", "VT, NV")
    assert content.signature == SignatureBlock(lines=("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"), name="Lý Văn Khi")


def test_a_plan_without_signer_has_an_empty_signature():
    assert content_of(a_plan(a_user())).signature == SignatureBlock(lines=(), name="")


def test_bases_are_written_from_the_documents():
    by = a_user()
    plan = a_plan(by)
    law = a_document(
        kind="Luật",
        reference="",
        issuer="",
        issued_on=datetime.date(2015, 6, 19),
        summary="Tổ chức chính quyền địa phương",
    )
    decision = a_document(reference="90/QĐ-TTg", summary="phê duyệt Chương trình;")
    directive = a_document(
        kind="Chỉ thị",
        reference="16-CT/TU",
        issued_on=datetime.date(2021, 9, 9),
        issuer="Ban Thường vụ Tỉnh ủy",
        summary="về tăng cường đổi mới",
    )
    add_basis(plan, document=law, by=by, at=NOW)
    add_basis(plan, document=directive, by=by, at=NOW)
    add_basis(plan, document=decision, continues_previous=True, by=by, at=NOW)
    add_basis(plan, wording="Theo đề nghị của Trưởng phòng Nghiệp vụ./.", by=by, at=NOW)
    assert content_of(plan).legal_bases == (
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
        "Căn cứ Chỉ thị số 16-CT/TU ngày 09/9/2021 của Ban Thường vụ Tỉnh ủy về tăng cường đổi mới; "
        "Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ phê duyệt Chương trình",
        "Theo đề nghị của Trưởng phòng Nghiệp vụ",
    )


def test_opening_outline_closing_and_recipients():
    by = a_user()
    plan = a_plan(
        by,
        opening="Ban Dân tộc xây dựng kế hoạch\tnhư sau:",
        closing="Trên đây là Kế hoạch của Ban./.",
        recipients="- Sở LĐTB-XH;\n• Lãnh đạo Ban;\n\nPhòng LĐTBXH.",
    )
    _first, second, _third = an_outline(plan, by, "MỤC ĐÍCH", ".Yêu cầu", "KINH PHÍ")
    add_section(plan, after=second, level=4, title="Điểm", body="- Một\n+ Hai", by=by, at=NOW)
    content = content_of(plan)
    assert content.opening == (Paragraph("Ban Dân tộc xây dựng kế hoạch như sau:"),)
    assert content.closing == (Paragraph("Trên đây là Kế hoạch của Ban"),)
    assert content.recipients == ("Sở LĐTB-XH", "Lãnh đạo Ban", "Phòng LĐTBXH")
    assert [(s.level, s.label, s.title) for s in content.walk_sections()] == [
        (1, "I.", "MỤC ĐÍCH"),
        (2, "1.", "Yêu cầu"),
        (4, "a)", "Điểm"),
        (1, "II.", "KINH PHÍ"),
    ]
    assert content.sections[0].sections[0].sections[0].blocks == (Paragraph("Một", "-"), Paragraph("Hai", "+"))


def test_an_end_mark_typed_at_the_end_of_the_body_is_left_to_the_renderer():
    by = a_user()
    plan = a_plan(by)
    add_section(plan, after=None, level=1, title="TỔ CHỨC", body="Xem xét, giải quyết./.", by=by, at=NOW)
    assert content_of(plan).sections[0].blocks == (Paragraph("Xem xét, giải quyết"),)


def test_activities_are_printed_under_their_section():
    by = a_user()
    plan = a_plan(by)
    section = add_section(plan, after=None, level=2, title="Đối với nhóm cộng đồng", body="Mở lớp:", by=by, at=NOW)
    add_section(plan, after=None, level=2, title="Sau", by=by, at=NOW)
    lines = Activity.objects.create(plan=plan, section=section, kind="class", name="Lớp 1", group_count=2)
    ActivityLine.objects.create(activity=lines, role="quantity")
    named = Activity.objects.create(plan=plan, section=section, kind="class", name="Lớp nâng cao", prints_name=True)
    ActivityLine.objects.create(activity=named, role="place", text="Tại xã")
    Activity.objects.create(plan=plan, section=None, kind="class", name="Chưa đặt chỗ")
    first, last = content_of(plan).sections
    assert first.blocks == (Paragraph("Mở lớp:"), Paragraph("Số lớp: Tổ chức 02 lớp.", "a)"))
    assert [(s.label, s.title, s.blocks) for s in first.sections] == [
        ("1.1.", "Lớp nâng cao", (Paragraph("Địa điểm: Tại xã", "a)"),))
    ]
    assert (last.label, last.title) == ("2.", "Sau")


def test_one_appendix_has_no_number_and_two_have_roman_ones():
    by = a_user()
    plan = a_plan(by)
    add_appendix(
        plan,
        title="DANH SÁCH ĐẠI BIỂU\nNĂM 2024",
        table='TT\tHọ và tên\tGhi chú\n1\t2\t3\n1\t\t\n2\t"Nguyễn\nVăn A"',
        header_rows=2,
        column_widths="12; 100; 53",
        notes="Ghi chú:\nCột 3: để trống",
        signatures="Người lập\nTM. ỦY BAN NHÂN DÂN",
        is_landscape=True,
        by=by,
        at=NOW,
    )
    only = content_of(plan).appendices
    assert only == (
        Appendix(
            label="Phụ lục",
            title=("DANH SÁCH ĐẠI BIỂU", "NĂM 2024"),
            blocks=(
                Table(
                    header=(("TT", "Họ và tên", "Ghi chú"), ("1", "2", "3")),
                    rows=(("1", "", ""), ("2", "Nguyễn Văn A", "")),
                    widths=(12.0, 100.0, 53.0),
                ),
                Paragraph("Ghi chú:"),
                Paragraph("Cột 3: để trống"),
                FormSignatures(places=(("Người lập",), ("TM. ỦY BAN NHÂN DÂN",))),
            ),
            landscape=True,
        ),
    )
    add_appendix(plan, title="HAI", by=by, at=NOW)
    assert [appendix.label for appendix in content_of(plan).appendices] == ["Phụ lục I", "Phụ lục II"]


def test_the_layout_is_that_of_the_organisation_or_the_house():
    plan = a_plan(a_user())
    sheet = paper("plan")
    assert sheet.layout(sheet.find(plan.pk)) == HOUSE_LAYOUT
    PageLayout.objects.create(organisation=plan.organisation, body_pt=13, margin_left=35)
    layout = sheet.layout(sheet.find(plan.pk))
    assert (layout.body_pt, layout.margin_left, layout.margin_top) == (13, 35, 20)


def test_a_row_that_was_read_otherwise_gives_the_same_content():
    by = a_user()
    plan = a_plan(by)
    an_outline(plan, by, "MỘT", ".Hai")
    assert paper("plan").content(plan) == content_of(plan)


def test_a_big_plan_takes_as_many_queries_as_a_small_one():
    by = a_user()

    def queries(size):
        plan = a_plan(by, signer=a_post(by.organisation))
        for number in range(size):
            add_basis(plan, document=a_document(), by=by, at=NOW)
            section = add_section(plan, after=None, level=1, title=f"Mục {number}", by=by, at=NOW)
            activity = Activity.objects.create(plan=plan, section=section, kind="class", name="Lớp")
            ActivityLine.objects.create(activity=activity, role="place", text="Tại xã")
            add_appendix(plan, title="Biểu", source="activities", by=by, at=NOW)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            sheet = paper("plan")
            row = sheet.find(plan.pk)
            sheet.content(row)
            sheet.layout(row)
        return len(captured)

    assert queries(1) == queries(6) == 8


def test_a_transcript_keeps_its_number():
    by = a_user()
    plan = a_plan(by, is_transcript=True, number=9295, dated_month=12, dated_day=24)
    assert content_of(plan).head.number == 9295
    saved = save_head(plan, {"place": "Quảng Nam"}, version=1, by=by, at=NOW)
    assert content_of(saved).head.place == "Quảng Nam"
