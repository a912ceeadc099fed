"""Data entry in the admin, through HTTP as a person does it."""

import datetime
import io
import zipfile
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.papers import paper
from documents.rendering import render_pdf
from organisations.models import User
from plans.actions import (
    add_activity,
    add_appendix,
    add_basis,
    add_comment,
    delete_section,
    save_section,
    undo_edit,
    withdraw_plan,
)
from plans.enums import PlanState
from plans.models import Activity, ActivityLine, LegalDocument, Plan, PlanSection, Programme
from tests.factories.plans import NOW, a_document, a_plan, a_user, an_organisation, an_outline
from tests.factories.steps import a_plan_in, a_ready_plan, a_team, advance

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    user = a_user(is_staff=True)
    client.force_login(user)
    return user


def page_data(response) -> dict[str, str]:
    """Everything a browser would send back from the page as it is."""
    page = _Page()
    page.feed(response.content.decode())
    return page.data


class _Page(HTMLParser):
    """Reads names and values of the fields of a page."""

    def __init__(self):
        super().__init__()
        self.data, self.name, self.option = {}, None, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "textarea":
            self.name = attrs["name"]
            self.data[self.name] = ""
        elif tag == "select":
            self.name = None
            self.option = attrs["name"]
            self.data[self.option] = None
        elif tag == "option" and self.option:
            if "selected" in attrs or self.data[self.option] is None:
                self.data[self.option] = attrs.get("value", "")
        elif tag == "input" and attrs.get("type") == "checkbox":
            if "checked" in attrs:
                self.data[attrs["name"]] = attrs.get("value", "on")
        elif tag == "input" and "name" in attrs and attrs.get("type") not in ("submit", "file", "radio"):
            self.data[attrs["name"]] = attrs.get("value", "")

    def handle_data(self, text):
        if self.name:
            self.data[self.name] += text

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.data[self.name] = self.data[self.name].removeprefix("\n").removeprefix("\r\n")
            self.name = None
        elif tag == "select":
            self.option = None


def errors_of(response) -> list[str]:
    """Every sentence against what was typed."""
    context = response.context
    found = [s for sentences in context["adminform"].form.errors.values() for s in sentences]
    for inline in context["inline_admin_formsets"]:
        found += inline.formset.non_form_errors()
        found += [s for errors in inline.formset.errors for sentences in errors.values() for s in sentences]
    return [str(sentence) for sentence in found]


def change_url(row) -> str:
    return reverse(f"admin:plans_{row._meta.model_name}_change", args=[row.pk])


def add_url(name) -> str:
    return reverse(f"admin:plans_{name}_add")


# Plans


def test_a_plan_is_entered_with_bases_outline_and_appendices(client, staff):
    document = a_document()
    data = page_data(client.get(add_url("plan"))) | {
        "title": "Thực hiện\u0323 Dự án 7",
        "bases-TOTAL_FORMS": "2",
        "bases-0-document": document.pk,
        "bases-1-wording": "Theo đề nghị của Trưởng phòng;",
        "bases-1-position": "",
        "bases-0-position": "1",
        "sections-TOTAL_FORMS": "2",
        "sections-0-title": "NỘI DUNG",
        "sections-0-level": "1",
        "sections-0-is_numbered": "on",
        "sections-0-position": "2",
        "sections-1-title": "MỤC ĐÍCH",
        "sections-1-level": "1",
        "sections-1-is_numbered": "on",
        "sections-1-position": "1",
        "sections-1-body": "- Một\n- Hai",
        "appendices-TOTAL_FORMS": "1",
        "appendices-0-title": "DANH SÁCH",
        "appendices-0-header_rows": "1",
        "appendices-0-table": "A\tB\n1\t2",
    }
    response = client.post(add_url("plan"), data)
    assert response.status_code == 302, errors_of(response)
    plan = Plan.objects.get()
    assert (plan.organisation, plan.drafter, plan.updated_by) == (staff.organisation, staff, staff)
    assert plan.created_at == plan.updated_at or plan.updated_at > plan.created_at
    assert [(b.position, b.document, b.wording) for b in plan.bases.all()] == [
        (1, document, ""),
        (2, None, "Theo đề nghị của Trưởng phòng;"),
    ]
    assert [(s.position, s.title) for s in plan.sections.all()] == [(1, "MỤC ĐÍCH"), (2, "NỘI DUNG")]
    assert [(a.position, a.title) for a in plan.appendices.all()] == [(1, "DANH SÁCH")]
    assert sorted(edit.kind for edit in plan.edits.all()) == ["appendices", "bases", "text"]


def test_a_page_sent_back_as_it_is_changes_nothing(client, staff):
    plan = a_plan(staff, opening="Mở đầu", dated_month=3)
    an_outline(plan, staff, "MỘT", ".Hai")
    add_basis(plan, document=a_document(), by=staff, at=NOW)
    add_appendix(plan, title="BA", by=staff, at=NOW)
    rows = list(plan.sections.values()), list(plan.bases.values()), list(plan.appendices.values())
    edits = plan.edits.count()
    response = client.post(change_url(plan), page_data(client.get(change_url(plan))))
    assert response.status_code == 302, errors_of(response)
    assert (list(plan.sections.values()), list(plan.bases.values()), list(plan.appendices.values())) == rows
    assert plan.edits.count() == edits


def test_a_change_counts_is_recorded_and_can_be_undone(client, staff):
    plan = a_plan(staff)
    (section,) = an_outline(plan, staff, "MỘT")
    data = page_data(client.get(change_url(plan))) | {"opening": "Mở đầu", "sections-0-body": "Nội dung"}
    assert client.post(change_url(plan), data).status_code == 302
    plan.refresh_from_db()
    section.refresh_from_db()
    assert (plan.opening, plan.version, section.body, section.version) == ("Mở đầu", 2, "Nội dung", 2)
    assert plan.updated_by == staff
    assert plan.updated_at > NOW
    assert [edit.kind for edit in plan.edits.all()] == ["text", "head", "add"]
    undo_edit(plan, by=staff, at=NOW)
    section.refresh_from_db()
    assert section.body == ""


def test_fields_that_others_changed_meanwhile_are_kept(client, staff):
    plan = a_plan(staff)
    first, _ = an_outline(plan, staff, "MỘT", "HAI")
    page = page_data(client.get(change_url(plan)))
    save_section(first, title="MỘT", body="Của người kia", version=1, by=staff, at=NOW)
    response = client.post(change_url(plan), page | {"sections-1-body": "Của tôi", "closing": "Kết"})
    assert response.status_code == 302, errors_of(response)
    assert [s.body for s in plan.sections.all()] == ["Của người kia", "Của tôi"]


def test_a_field_that_two_people_changed_is_said_beside_it_and_nothing_is_lost(client, staff):
    plan = a_plan(staff)
    (section,) = an_outline(plan, staff, "MỘT")
    page = page_data(client.get(change_url(plan))) | {"sections-0-body": "Của tôi"}
    save_section(section, title="MỘT", body="Của người kia", version=1, by=staff, at=NOW)
    response = client.post(change_url(plan), page)
    assert response.status_code == 200
    assert errors_of(response) == [
        "Người khác vừa sửa ô này, hiện là: «Của người kia». Nội dung bạn gõ vẫn còn đây: hãy chép thêm phần cần giữ "
        "rồi bấm lưu lần nữa để thay bản của người kia."
    ]
    again = page_data(response)
    assert again["sections-0-body"] == "Của tôi"
    assert PlanSection.objects.get().body == "Của người kia"
    assert client.post(change_url(plan), again).status_code == 302
    assert PlanSection.objects.get().body == "Của tôi"


def test_a_row_that_was_deleted_meanwhile_is_said_to_be_gone(client, staff):
    plan = a_plan(staff)
    section, _ = an_outline(plan, staff, "MỘT", "HAI")
    page = page_data(client.get(change_url(plan))) | {"sections-0-body": "Của tôi"}
    section.delete()
    response = client.post(change_url(plan), page)
    assert response.status_code == 200
    assert errors_of(response) == [
        "Người khác vừa xóa phần này. Nội dung bạn gõ vẫn còn đây: bấm lưu lần nữa để thêm lại, "
        "hoặc đánh dấu xóa để bỏ."
    ]
    again = page_data(response)
    assert again["sections-1-body"] == "Của tôi"
    assert client.post(change_url(plan), again | {"sections-1-DELETE": "on"}).status_code == 302
    assert [s.title for s in plan.sections.all()] == ["HAI"]
    assert client.post(change_url(plan), again).status_code == 302
    assert sorted((s.title, s.body) for s in plan.sections.all()) == [("HAI", ""), ("MỘT", "Của tôi")]


def test_a_row_that_was_deleted_meanwhile_and_not_touched_stays_away(client, staff):
    plan = a_plan(staff)
    first, _ = an_outline(plan, staff, "MỘT", "HAI")
    page = page_data(client.get(change_url(plan))) | {"sections-1-body": "Của tôi"}
    delete_section(first, by=staff, at=NOW)
    response = client.post(change_url(plan), page)
    assert response.status_code == 302, errors_of(response)
    assert [(s.title, s.body) for s in plan.sections.all()] == [("HAI", "Của tôi")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, ""),
        ({"title": "x" * 501}, ""),
        ({"dated_month": "2", "dated_day": "31"}, "Không có ngày 31 tháng 2"),
        ({"dated_day": "5"}, "Đã có ngày thì phải có tháng."),
        ({"dated_month": "hai"}, ""),
        ({"year_from": "2025", "year_to": "2024"}, "Năm kết thúc phải từ năm bắt đầu trở đi."),
        ({"year_from": "99999999999999999999"}, ""),
        ({"number": "5"}, "Dự thảo không có số"),
        ({"recipients": "- Lưu: VT"}, "Dòng «Lưu: …» do phần mềm viết"),
        ({"sections-TOTAL_FORMS": "1", "sections-0-level": "1", "sections-0-body": "Thiếu đề mục"}, ""),
        ({"sections-TOTAL_FORMS": "1", "sections-0-title": "A", "sections-0-level": "9"}, ""),
        ({"sections-TOTAL_FORMS": "1", "sections-0-title": "A", "sections-0-level": "1", "sections-0-source": "x"}, ""),
        ({"bases-TOTAL_FORMS": "1", "bases-0-continues_previous": "on"}, "Chọn một văn bản hoặc tự viết căn cứ."),
        ({"bases-TOTAL_FORMS": "1", "bases-0-document": "999999"}, ""),
        (
            {"appendices-TOTAL_FORMS": "1", "appendices-0-title": "A", "appendices-0-header_rows": "1",
             "appendices-0-column_widths": "rộng"},
            "«rộng» không phải là độ rộng",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(client, staff, typed, sentence):
    plan = a_plan(staff, dated_year=2026)
    page = page_data(client.get(change_url(plan))) | {"opening": "Gõ dở", **typed}
    response = client.post(change_url(plan), page)
    assert response.status_code == 200
    assert any(sentence in found for found in errors_of(response)), errors_of(response)
    again = page_data(response)
    kept = {name: value for name, value in typed.items() if "level" not in name and "document" not in name}
    kept = {name: value for name, value in kept.items() if "source" not in name}  # a browser offers known choices only
    assert {name: again.get(name) for name in kept} == kept
    assert again["opening"] == "Gõ dở"
    plan.refresh_from_db()
    assert plan.opening == ""


def test_script_and_odd_letters_are_stored_as_text(client, staff):
    plan = a_plan(staff)
    typed = "<script>alert(1)</script> Vẫn bản & \x00\u200b«x»"
    page = page_data(client.get(change_url(plan))) | {
        "opening": typed, "sections-TOTAL_FORMS": "1", "sections-0-title": "<b>A</b>", "sections-0-level": "1",
        "sections-0-body": typed,
    }  # fmt: skip
    response = client.post(change_url(plan), page)
    if response.status_code == 200:  # Django itself refuses the NUL character with a sentence
        response = client.post(change_url(plan), {k: str(v).replace("\x00", "") for k, v in page.items()})
    assert response.status_code == 302, errors_of(response)
    plan.refresh_from_db()
    assert plan.opening == "<script>alert(1)</script> Vẫn bản & «x»"
    html = client.get(change_url(plan)).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_megabyte_of_text_is_saved(client, staff):
    plan = a_plan(staff)
    (section,) = an_outline(plan, staff, "MỘT")
    text = "- Nâng cao năng lực quản lý cho đội ngũ cán bộ cấp xã.\n" * 20_000
    page = page_data(client.get(change_url(plan))) | {"sections-0-body": text}
    assert client.post(change_url(plan), page).status_code == 302
    section.refresh_from_db()
    assert section.body == text.strip()
    assert client.get(change_url(plan)).status_code == 200


def test_an_office_that_is_gone_is_refused_beside_the_field(client, staff):
    heir = an_organisation(name="Sở Dân tộc và Tôn giáo")
    type(heir).objects.filter(pk=staff.organisation_id).update(
        name="Ban Dân tộc", valid_to=datetime.date(2025, 2, 28), successor=heir
    )
    page = page_data(client.get(add_url("plan"))) | {"title": "Kế hoạch", "dated_year": "2026"}
    response = client.post(add_url("plan"), page)
    assert errors_of(response) == [
        "Ban Dân tộc chỉ tồn tại đến 28/02/2025; cơ quan kế tục: Sở Dân tộc và Tôn giáo. "
        "Hãy chọn cơ quan tồn tại vào ngày của kế hoạch, hoặc sửa ngày."
    ]
    assert Plan.objects.count() == 0


def test_people_write_only_for_their_own_office(client, staff):
    elsewhere = an_organisation(name="Ban khác")
    page = page_data(client.get(add_url("plan"))) | {"title": "Kế hoạch", "organisation": elsewhere.pk}
    response = client.post(add_url("plan"), page)
    assert errors_of(response) == ["Bạn không lập được kế hoạch của Ban khác: hãy chọn cơ quan của mình."]


def test_plans_of_others_are_not_there_and_readers_only_read(client, staff):
    others = a_plan(a_user())
    mine = a_plan(staff)
    titles = [row.pk for row in client.get(reverse("admin:plans_plan_changelist")).context["cl"].result_list]
    assert titles == [mine.pk]
    assert client.get(change_url(others)).status_code == 302
    assert client.post(change_url(others), {"title": "x"}).status_code == 302
    client.force_login(a_user(staff.organisation, may=["view", "approve"], is_staff=True))
    page = client.get(change_url(mine))
    assert (page.status_code, page.context["has_change_permission"]) == (200, False)
    assert client.post(change_url(mine), {"title": "x"}).status_code == 403
    client.force_login(a_user(staff.organisation, may=[], is_staff=True))
    assert client.get(change_url(mine)).status_code == 403
    mine.refresh_from_db()
    assert mine.title == "Thực hiện Dự án 7 năm 2024"


def test_search_ignores_accents_and_case(client, staff):
    plan = a_plan(staff, title="Hỗ trợ đồng bào Đặng Thị ở Quảng Trị")
    a_plan(staff, title="Kế hoạch khác")
    for words in ("dang", "QUANG TRI", "tri quảng", "đồng"):
        found = client.get(reverse("admin:plans_plan_changelist"), {"q": words}).context["cl"].result_list
        assert [row.pk for row in found] == [plan.pk]


def test_lists_and_pages_ask_a_constant_number_of_queries(client, staff):
    def fill(size):
        for number in range(size):
            programme = Programme.objects.create(name=f"Chương trình {number}", level=1)
            plan = a_plan(staff, programme=programme)
            an_outline(plan, staff, "MỘT", ".Hai")
            activity = Activity.objects.create(plan=plan, kind="class", name="Lớp", section=plan.sections.first())
            ActivityLine.objects.create(activity=activity, role="place", text="Tại xã")
            a_document(replaced_by=a_document())
        for _ in range(size):
            add_basis(plan, document=a_document(), by=staff, at=NOW)
            add_appendix(plan, title="BIỂU", by=staff, at=NOW)
        return plan, activity

    def queries(plan, activity):
        counts = []
        names = ("plan", "legaldocument", "programme", "activity", "planedit")
        urls = [reverse(f"admin:plans_{name}_changelist") for name in names]
        for url in [*urls, change_url(plan), change_url(activity)]:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(url).status_code == 200
            counts.append(len(captured))
        return counts

    queries(*fill(1))  # what Django keeps for later is kept now
    assert queries(*fill(2)) == queries(*fill(9))


# Legal documents


def document_data(**fields) -> dict:
    values = {
        "kind": "Quyết định",
        "reference": "90/QĐ-TTg",
        "issued_on": "18/01/2022",
        "issuer": "Thủ tướng Chính phủ",
        "summary": "phê duyệt Chương trình",
    }
    return values | fields


def test_a_document_is_entered_once(client, staff):
    url = add_url("legaldocument")
    assert client.post(url, document_data()).status_code == 302
    known = LegalDocument.objects.get()
    assert (known.issued_on, known.reference) == (datetime.date(2022, 1, 18), "90/QĐ-TTg")
    response = client.post(url, document_data(reference="90/QĐ-TTG", summary="Câu khác"))
    assert response.status_code == 200
    (sentence,) = errors_of(response)
    assert sentence == (
        f'Văn bản này đã có trong danh mục: <a href="{change_url(known)}">Quyết định 90/QĐ-TTg</a>. Hãy dùng lại.'
    )
    assert LegalDocument.objects.count() == 1
    assert client.post(change_url(known), document_data(summary="phê duyệt khác")).status_code == 302


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reference": ""}, "reference"),
        ({"reference": "số 90/QĐ-TTg"}, "reference"),
        ({"issued_on": "31/02/2022"}, "issued_on"),
        ({"summary": ""}, "summary"),
        ({"kind": "Thư"}, "kind"),
        ({"kind": ""}, "kind"),
        ({"in_force_from": "01/02/2022", "in_force_to": "01/01/2022"}, "in_force_to"),
    ],
)
def test_a_document_that_cannot_be_cited_is_said_beside_the_field(client, staff, fields, field):
    response = client.post(add_url("legaldocument"), document_data(**fields))
    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == [field]
    assert len(errors_of(response)) == 1
    assert LegalDocument.objects.count() == 0


def test_a_law_needs_no_number(client, staff):
    law = document_data(kind="Luật", reference="", issuer="", summary="Tổ chức chính quyền địa phương")
    assert client.post(add_url("legaldocument"), law).status_code == 302
    assert str(LegalDocument.objects.get()) == "Luật Tổ chức chính quyền địa phương"


def test_a_document_does_not_replace_itself(client, staff):
    newer = a_document()
    older = a_document(replaced_by=newer)
    data = document_data(reference=newer.reference, replaced_by=older.pk)
    response = client.post(change_url(newer), data)
    assert errors_of(response) == ["Văn bản không thể bị thay thế bởi chính nó hay bởi văn bản mà nó thay thế."]


def a_pdf() -> bytes:
    plan = a_plan(a_user())
    sheet = paper("plan")
    return render_pdf(sheet.content(plan), sheet.layout(plan))


def a_docx(*names) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names or ("[Content_Types].xml", "word/document.xml"):
            archive.writestr(name, "<x/>")
    return data.getvalue()


def test_a_file_is_kept_privately_and_handed_out_to_who_may_read(client, staff):
    pdf = a_pdf()
    upload = SimpleUploadedFile("../../Quyết định.PDF", pdf, content_type="text/html")
    assert client.post(add_url("legaldocument"), document_data(file=upload)).status_code == 302
    document = LegalDocument.objects.get()
    assert document.file.name.endswith(".pdf")
    assert "Quy" not in document.file.name
    url = reverse("plans:legal_file", args=[document.pk])
    assert f'href="{url}"' in client.get(change_url(document)).content.decode()
    response = client.get(url)
    assert b"".join(response.streaming_content) == pdf
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''Quy%E1%BA%BFt")
    assert client.post(change_url(document), document_data(summary="khác")).status_code == 302
    assert client.get(url).status_code == 200
    client.force_login(a_user(may=[]))
    assert client.get(url).status_code == 403
    client.logout()
    assert client.get(url).status_code == 302


def test_a_document_without_file_or_with_a_lost_one_is_not_there(client, staff):
    document = a_document()
    assert client.get(reverse("plans:legal_file", args=[document.pk])).status_code == 404
    LegalDocument.objects.update(file="legal/2020/mat.pdf")
    assert client.get(reverse("plans:legal_file", args=[document.pk])).status_code == 404


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"MZ\x90 program", "Chỉ nhận tệp PDF hoặc Word"),
        (b"%PDF-1.7 and nothing more", "Không mở được tệp PDF này"),
        (a_docx("xl/workbook.xml"), "Tệp này là tệp nén khác."),
        (a_docx("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "tệp chứa macro"),
        (b"PK\x03\x04 broken", "Không mở được tệp Word này"),
        (b"%PDF-" + b"0" * (30 * 1024 * 1024), "chỉ nhận đến 30 MB"),
    ],
)
def test_a_file_is_opened_and_not_believed(client, staff, data, sentence):
    upload = SimpleUploadedFile("van-ban.pdf", data, content_type="application/pdf")
    response = client.post(add_url("legaldocument"), document_data(file=upload))
    assert [sentence in found for found in errors_of(response)] == [True]
    assert LegalDocument.objects.count() == 0


def test_a_word_file_is_taken(client, staff):
    upload = SimpleUploadedFile("van-ban.docx", a_docx())
    assert client.post(add_url("legaldocument"), document_data(file=upload)).status_code == 302
    assert LegalDocument.objects.get().file.name.endswith(".docx")


# Programmes, activities, history


def test_a_programme_stands_under_one_of_a_higher_level(client, staff):
    top = Programme.objects.create(name="Chương trình", level=1)
    url = add_url("programme")
    good = {"name": "Dự án 7", "level": "3", "position": "7", "parent": top.pk}
    assert client.post(url, good).status_code == 302
    bad = client.post(url, good | {"level": "1"})
    assert "không ở cấp trên của mục này" in errors_of(bad)[0]
    wrong_years = client.post(url, good | {"year_from": "2025", "year_to": "2021"})
    assert errors_of(wrong_years) == ["Năm kết thúc phải từ năm bắt đầu trở đi."]
    lowered = client.post(change_url(top), {"name": "Chương trình", "level": "4", "position": "1"})
    assert "Bên dưới còn mục cùng cấp" in errors_of(lowered)[0]


def test_an_activity_is_entered_under_a_section_of_its_plan(client, staff):
    plan, other = a_plan(staff), a_plan(staff)
    (section,) = an_outline(plan, staff, "MỘT")
    (foreign,) = an_outline(other, staff, "HAI")
    data = page_data(client.get(add_url("activity"), {"plan": plan.pk})) | {
        "plan": plan.pk, "section": section.pk, "name": "Lớp 1", "kind": "class", "line_style": "letters",
        "lines-TOTAL_FORMS": "1", "lines-0-role": "place", "lines-0-text": "Tại xã", "lines-0-position": "1",
    }  # fmt: skip
    response = client.post(add_url("activity"), data | {"section": foreign.pk})
    assert len(errors_of(response)) == 1
    assert client.post(add_url("activity"), data).status_code == 302
    activity = Activity.objects.get()
    assert (activity.section, [line.text for line in activity.lines.all()]) == (section, ["Tại xã"])
    plan.refresh_from_db()
    assert plan.updated_at > NOW
    page = client.get(change_url(activity))
    labels = [label for _, label in page.context["adminform"].form.fields["section"].choices]
    assert labels == ["— Chưa in —", "I. MỘT"]
    backwards = page_data(page) | {"starts_on": "05/03/2024", "ends_on": "01/03/2024"}
    assert errors_of(client.post(change_url(activity), backwards)) == ["Ngày kết thúc phải từ ngày bắt đầu trở đi."]
    client.post(change_url(activity), page_data(page) | {"name": "Lớp 2", "lines-0-text": "Tại huyện"})
    edit = plan.edits.first()
    html = client.get(change_url(edit)).content.decode()
    assert (edit.kind, "Lớp 1" in html, "Tại xã" in html) == ("activities", True, True)
    undo_edit(plan, by=staff, at=NOW)
    activity.refresh_from_db()
    assert (activity.name, activity.lines.get().text) == ("Lớp 1", "Tại xã")
    many = {"action": "delete_selected", "_selected_action": [activity.pk], "post": "yes"}
    client.post(reverse("admin:plans_activity_changelist"), many)
    assert (plan.activities.count(), plan.edits.first().kind) == (0, "activities")


@pytest.mark.parametrize("plan_id", ["", "x", "0", "99999999999999999999999", "-1"])
def test_an_activity_of_no_plan_is_refused(client, staff, plan_id):
    response = client.post(
        add_url("activity"),
        {"plan": plan_id, "name": "x", "kind": "class", "lines-TOTAL_FORMS": "0", "lines-INITIAL_FORMS": "0"},
    )
    assert response.status_code == 200
    assert Activity.objects.count() == 0


def test_activities_of_plans_that_one_may_only_read_stay(client, staff):
    plan = a_plan(staff)
    activity = Activity.objects.create(plan=plan, kind="class", name="Lớp")
    client.force_login(a_user(staff.organisation, may=["view", "approve"], is_staff=True))
    assert client.get(change_url(activity)).status_code == 200
    assert client.post(change_url(activity), {"name": "x"}).status_code == 403
    client.force_login(a_user(is_staff=True))
    assert client.get(change_url(activity)).status_code == 302
    response = client.post(
        add_url("activity"),
        {"plan": plan.pk, "name": "x", "kind": "class", "lines-TOTAL_FORMS": "0", "lines-INITIAL_FORMS": "0"},
    )
    assert response.status_code == 200
    assert Activity.objects.count() == 1


def test_the_history_shows_what_stood_there_and_is_only_read(client, staff):
    plan = a_plan(staff)
    (section,) = an_outline(plan, staff, "MỘT")
    save_section(section, title="MỘT <b>", body="", version=1, by=staff, at=NOW)
    edit = plan.edits.first()
    html = client.get(change_url(edit)).content.decode()
    assert "<dt>đề mục</dt>" in html
    assert client.post(change_url(edit), {"kind": "add"}).status_code == 403
    assert client.get(add_url("planedit")).status_code == 403
    client.force_login(a_user(is_staff=True))
    assert client.get(change_url(edit)).status_code == 302


def test_text_from_old_fonts_is_converted_and_said(client, staff):
    plan = a_plan(staff)
    page = page_data(client.get(change_url(plan))) | {"opening": "Uû ban nh©n d©n tØnh x©y dùng kÕ ho¹ch nh­ sau:"}
    response = client.post(change_url(plan), page, follow=True)
    plan.refresh_from_db()
    assert plan.opening == "Uỷ ban nhân dân tỉnh xây dựng kế hoạch như sau:"
    assert any("sang Unicode" in str(message) for message in response.context["messages"])


def test_a_plan_of_two_hundred_sections_is_saved(client, staff):
    plan = a_plan(staff)
    PlanSection.objects.bulk_create(
        PlanSection(plan=plan, position=n, title=f"Mục {n}", level=1) for n in range(1, 201)
    )
    page = page_data(client.get(change_url(plan))) | {"sections-199-body": "Cuối"}
    response = client.post(change_url(plan), page)
    assert response.status_code == 302, errors_of(response)
    assert plan.sections.last().body == "Cuối"


def test_a_plan_is_deleted_with_its_history_by_who_may(client, staff):
    plan = a_plan(staff)
    an_outline(plan, staff, "MỘT")
    url = reverse("admin:plans_plan_delete", args=[plan.pk])
    client.force_login(a_user(staff.organisation, may=["view", "change"], is_staff=True))
    assert client.post(url, {"post": "yes"}).status_code == 403
    client.force_login(staff)
    assert client.post(url, {"post": "yes"}).status_code == 302
    assert Plan.objects.count() == 0


def test_a_plan_under_review_is_for_reading_and_says_who_has_it(client):
    team = a_team()
    plan = a_plan_in(PlanState.SUBMITTED, team)
    User.objects.filter(pk=team.drafter.pk).update(is_staff=True)
    client.force_login(team.drafter)
    page = client.get(change_url(plan))
    locked = (
        f"Không sửa được: {team.drafter} đã trình lúc 08:30 ngày 05/3/2024, nay là «Chờ trưởng phòng duyệt». Muốn sửa, "
        "hãy rút lại khi chưa ai xử lý, hoặc đề nghị người đang giữ trả lại."
    )
    assert (page.status_code, page.context["has_change_permission"], page.context["locked"]) == (200, False, locked)
    assert locked in page.content.decode()
    assert ("2.024" in page.content.decode(), "ngày … tháng … năm 2024" in page.content.decode()) == (False, True)
    saved = client.post(change_url(plan), {"title": "Khác"})
    assert (saved.status_code, saved.context["sentence"]) == (409, locked)
    plan.refresh_from_db()
    assert plan.title == "Thực hiện Dự án 7 năm 2024"


def test_activities_of_a_plan_under_review_are_for_reading(client):
    team = a_team()
    plan = a_ready_plan(team)
    activity = add_activity(plan, section=None, lines=[], kind="class", name="Lớp", by=team.drafter, at=NOW)
    User.objects.filter(pk=team.drafter.pk).update(is_staff=True)
    client.force_login(team.drafter)
    assert client.get(change_url(activity)).context["has_change_permission"]
    advance(plan, PlanState.SUBMITTED, team)
    page = client.get(change_url(activity))
    assert (page.status_code, page.context["has_change_permission"]) == (200, False)
    added = client.post(
        add_url("activity"),
        page_data(client.get(add_url("activity"))) | {"plan": plan.pk, "name": "B", "kind": "class"},
    )
    assert [error[:15] for error in errors_of(added)] == ["Không sửa được:"]
    assert plan.activities.count() == 1


def test_a_plan_that_was_submitted_is_not_deleted(client):
    team = a_team()
    plan = a_plan_in(PlanState.SUBMITTED, team)
    withdraw_plan(plan, by=team.drafter, at=NOW)
    administrator = User.objects.create_superuser("quantri", reads_all_papers=True, password="x")
    client.force_login(administrator)
    url = reverse("admin:plans_plan_delete", args=[plan.pk])
    assert len(client.get(url).context["protected"]) == 2
    assert client.post(url, {"post": "yes"}).status_code == 200
    assert Plan.objects.filter(pk=plan.pk).exists()


def test_the_log_of_steps_is_for_reading(client):
    team = a_team()
    plan = a_plan_in(PlanState.SUBMITTED, team)
    comment = add_comment(plan, text="Thiếu số liệu", by=team.head, at=NOW)
    administrator = User.objects.create_superuser("quantri", reads_all_papers=True, password="x")
    client.force_login(administrator)
    for row in (plan.transitions.get(), comment):
        page = client.get(change_url(row))
        rights = ("has_change_permission", "has_delete_permission", "has_add_permission")
        assert [page.context[right] for right in rights] == [False] * 3
        assert client.post(change_url(row), {}).status_code == 403
