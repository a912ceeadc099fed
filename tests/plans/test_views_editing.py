"""Saving and shaping a plan: what each answer is, with and without the editor's script."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from plans.models import Activity, LegalDocument, Plan, PlanSection
from tests.factories.plans import a_document, a_plan, a_post, a_user, an_outline

pytestmark = pytest.mark.django_db
SCRIPT = {"accept": "application/json", "hx-request": "true"}


@pytest.fixture
def drafter(client):
    user = a_user(full_name="Nông Thị Hằng")
    client.force_login(user)
    return user


@pytest.fixture
def plan(drafter) -> Plan:
    plan = a_plan(drafter)
    an_outline(plan, drafter, "MỤC ĐÍCH", "NỘI DUNG", ".Tập huấn")
    return plan


@pytest.fixture
def section(plan) -> PlanSection:
    return plan.sections.get(title="NỘI DUNG")


def save_at(section) -> str:
    return reverse("plans:section_save", args=[section.plan_id, section.pk])


def text(**fields) -> dict:
    return {"title": "NỘI DUNG", "body": "Mới", "is_numbered": "on", "source": "", "version": 1} | fields


def head_of(plan, **fields) -> dict:
    values = {
        "title": plan.title, "year_from": 2024, "year_to": 2024, "place": "", "dated_day": "", "dated_month": "",
        "dated_year": 2024, "number": "", "opening": "", "closing": "", "recipients": "", "archive": "VT",
        "version": plan.version, "programme": "", "department": "", "signer": "",
    }  # fmt: skip
    return values | fields


# ---- one section ------------------------------------------------------------------------------------------------


def test_the_script_is_told_the_new_version_and_the_time(client, section):
    response = client.post(save_at(section), text(), headers=SCRIPT)
    section.refresh_from_db()
    assert (section.body, section.version) == ("Mới", 2)
    assert response.json() | {"saved_at": ""} == {"fresh": {"version": 2}, "saved_at": "", "notices": [], "texts": {}}


def test_a_browser_without_script_goes_back_to_the_section(client, section):
    response = client.post(save_at(section), text())
    assert response.url == f"{reverse('plans:sections', args=[section.plan_id])}#muc-{section.pk}"


def test_the_same_form_sent_twice_is_saved_once(client, section):
    assert [client.post(save_at(section), text(), headers=SCRIPT).status_code for _ in range(2)] == [200, 200]
    section.refresh_from_db()
    assert section.version == 2


def test_a_stale_version_shows_both_texts(client, section, drafter):
    client.post(save_at(section), text(body="Dòng chung\nCủa người khác"))
    for headers in ({}, SCRIPT):
        response = client.post(save_at(section), text(body="Dòng chung\nCủa tôi"), headers=headers)
        page = response.json()["conflict"] if headers else response.content.decode()
        assert response.status_code == 409
        assert "Dòng chung\nCủa tôi</textarea>" in page
        assert "<p>Dòng chung</p><p><mark>Của người khác</mark></p>" in page
        assert 'name="version" value="2"' in page
    section.refresh_from_db()
    assert section.body == "Dòng chung\nCủa người khác"
    assert client.post(save_at(section), text(body="Ghép", version=2)).status_code == 302


def test_the_text_of_a_deleted_section_is_given_back(client, section):
    address = save_at(section)
    section.delete()
    response = client.post(address, text(body="Chưa lưu"))
    assert (response.status_code, "Chưa lưu</textarea>" in response.content.decode()) == (409, True)
    assert "Chưa lưu</textarea>" in client.post(address, text(body="Chưa lưu"), headers=SCRIPT).json()["conflict"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 601}, "title"),
        ({"body": "x" * 2_000_001}, "body"),
        ({"version": "một"}, "version"),
    ],
)
def test_a_refused_text_is_said_beside_its_field_and_stays(client, section, change, field):
    response = client.post(save_at(section), text(**change), headers=SCRIPT)
    assert (response.status_code, list(response.json()["errors"])) == (400, [field])
    page = client.post(save_at(section), text(**{"body": "Còn đây"} | change))
    assert page.status_code == 400
    assert change.get("body", "Còn đây")[:50] in page.content.decode()
    section.refresh_from_db()
    assert section.version == 1


def test_a_million_letters_in_one_section_are_kept(client, section):
    body = ("Tổ chức tập huấn cho cán bộ xã.\n" * 32_000).strip()
    assert client.post(save_at(section), text(body=body), headers=SCRIPT).status_code == 200
    section.refresh_from_db()
    assert section.body == body


def test_markup_is_text(client, section):
    client.post(save_at(section), text(title="<script>alert(1)</script>", body='</textarea><img src=x onerror="a()">'))
    for name in ("detail", "sections"):
        page = client.get(reverse(f"plans:{name}", args=[section.plan_id])).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_decomposed_letters_are_joined_and_old_fonts_converted(client, section):
    client.post(save_at(section), text(body="Tập huấn"))
    section.refresh_from_db()
    assert section.body == "Tập huấn"
    old = "Uû ban nh©n d©n tØnh L¹ng S¬n tæ chøc tËp huÊn cho c¸n bé x·"
    answer = client.post(save_at(section), text(body=old, version=2), headers=SCRIPT).json()
    assert answer["texts"] == {"body": "Uỷ ban nhân dân tỉnh Lạng Sơn tổ chức tập huấn cho cán bộ xã"}
    assert "TCVN3" in answer["notices"][0]


def test_a_section_may_be_without_number_and_have_a_generated_part(client, section):
    client.post(save_at(section), text(is_numbered="", source="activities"))
    section.refresh_from_db()
    assert (section.is_numbered, section.source) == (False, "activities")
    bad = client.post(save_at(section), text(source="không có", version=2), headers=SCRIPT)
    assert (bad.status_code, list(bad.json()["errors"])) == (400, ["source"])


# ---- who may ----------------------------------------------------------------------------------------------------

SECTION_ACTS = ["luu", "them", "len", "xuong", "vao", "ra", "xoa"]


@pytest.mark.parametrize("act", SECTION_ACTS)
def test_acts_are_posts_by_people_who_may(client, section, act):
    name = "save" if act == "luu" else act
    address = reverse(f"plans:section_{name}", args=[section.plan_id, section.pk])
    assert client.get(address).status_code == 405
    client.force_login(a_user(section.plan.organisation, may=("view", "approve")))
    assert client.post(address, text()).status_code == 403
    client.force_login(a_user())
    assert client.post(address, text()).status_code == 404
    client.logout()
    assert client.post(address, text()).status_code == 403
    section.refresh_from_db()
    assert section.body == ""


PAGES = ["detail", "head", "bases", "sections", "appendices", "pages", "download"]


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_a_plan_are_for_those_who_may_see_or_write_it(client, plan, name):
    address = reverse(f"plans:{name}", args=[plan.pk])
    assert client.get(address).status_code == 200
    client.force_login(a_user(plan.organisation, may=("view", "approve")))
    assert client.get(address).status_code == (200 if name in ("detail", "pages", "download") else 403)
    client.force_login(a_user())
    assert client.get(address).status_code == 404


# ---- the outline ------------------------------------------------------------------------------------------------


def outline(plan) -> list[tuple[str, int]]:
    return list(plan.sections.values_list("title", "level"))


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("len", [("NỘI DUNG", 1), ("Tập huấn", 2), ("MỤC ĐÍCH", 1)]),
        ("vao", [("MỤC ĐÍCH", 1), ("NỘI DUNG", 2), ("Tập huấn", 3)]),
        ("ra", [("MỤC ĐÍCH", 1), ("NỘI DUNG", 0), ("Tập huấn", 1)]),
        ("them", [("MỤC ĐÍCH", 1), ("NỘI DUNG", 1), ("Tập huấn", 2), ("Đề mục mới", 1)]),
        ("xoa", [("MỤC ĐÍCH", 1)]),
    ],
)
def test_the_outline_is_shaped_and_undone(client, plan, section, act, expected):
    before = outline(plan)
    client.post(reverse(f"plans:section_{act}", args=[plan.pk, section.pk]))
    assert outline(plan) == expected
    client.post(reverse("plans:undo", args=[plan.pk]))
    assert outline(plan) == before


def test_text_travels_with_an_act_and_is_saved_first(client, plan, section):
    client.post(reverse("plans:section_len", args=[plan.pk, section.pk]), text(body="Đang viết"))
    assert (plan.sections.first().title, plan.sections.first().body) == ("NỘI DUNG", "Đang viết")


def test_stale_text_stops_the_act_that_it_travels_with(client, plan, section):
    client.post(save_at(section), text(body="Của người khác"))
    response = client.post(reverse("plans:section_len", args=[plan.pk, section.pk]), text(body="Của tôi"))
    assert (response.status_code, outline(plan)[0]) == (409, ("MỤC ĐÍCH", 1))


def test_what_cannot_be_done_is_said(client, plan):
    first = plan.sections.first()
    response = client.post(reverse("plans:section_len", args=[plan.pk, first.pk]))
    said = [message.message for message in get_messages(response.wsgi_request)]
    assert (response.status_code, said[0][:21]) == (302, "Mục này đã ở đầu nhóm")


def test_undo_without_anything_to_undo_is_said(client, drafter):
    response = client.post(reverse("plans:undo", args=[a_plan(drafter).pk]))
    assert [m.message for m in get_messages(response.wsgi_request)] == ["Không còn thay đổi nào của bạn để hoàn tác."]


def test_the_editor_asks_the_database_as_often_for_30_sections_as_for_three(
    client, drafter, plan, django_assert_num_queries
):
    address = reverse("plans:sections", args=[plan.pk])
    client.get(address)
    with django_assert_num_queries(9) as few:
        client.get(address)
    sections = an_outline(plan, drafter, *(f"Chương {n}" for n in range(30)))
    for number, section in enumerate(sections):
        Activity.objects.create(plan=plan, section=section, kind="class", name=f"Lớp {number}")
    with django_assert_num_queries(len(few) + 2):  # and one each for the lines and the courses of all activities
        client.get(address)


# ---- the head ---------------------------------------------------------------------------------------------------


def test_the_head_is_saved(client, plan, drafter):
    signer = a_post(drafter.organisation)
    fields = head_of(
        plan, title="Tên mới", dated_day=5, dated_month=3, recipients="Như Điều 3\nCổng TTĐT", signer=signer.pk
    )
    response = client.post(reverse("plans:head_save", args=[plan.pk]), fields, headers=SCRIPT)
    plan.refresh_from_db()
    assert response.json()["fresh"] == {"version": plan.version}
    assert (plan.title, plan.dated_day, plan.recipients, plan.signer) == (
        "Tên mới",
        5,
        "Như Điều 3\nCổng TTĐT",
        signer,
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 501}, "title"),
        ({"dated_day": 31, "dated_month": 2}, "dated_day"),
        ({"dated_day": 31, "dated_month": ""}, "dated_month"),
        ({"dated_month": 13}, "dated_month"),
        ({"year_from": 2024, "year_to": 2023}, "year_to"),
        ({"number": 12}, "number"),
        ({"recipients": "Lưu: VT"}, "recipients"),
        ({"signer": "0"}, "signer"),
        ({"archive": ""}, "archive"),
    ],
)
def test_a_bad_head_is_said_beside_its_field(client, plan, change, field):
    address = reverse("plans:head_save", args=[plan.pk])
    response = client.post(address, head_of(plan, **change), headers=SCRIPT)
    assert (response.status_code, list(response.json()["errors"])) == (400, [field])
    page = client.post(address, head_of(plan, opening="Câu đã viết", **change))
    assert (page.status_code, "Câu đã viết" in page.content.decode()) == (400, True)


def test_a_head_changed_by_another_shows_both(client, plan):
    address = reverse("plans:head_save", args=[plan.pk])
    client.post(address, head_of(plan, title="Của người khác", archive="VT, KH"))
    response = client.post(address, head_of(plan, title="Của tôi", archive="VT, KH"))
    assert response.status_code == 409
    assert [pair.name for pair in response.context["differing"]] == ["title"]


# ---- bases ------------------------------------------------------------------------------------------------------


def test_bases_are_added_ordered_worded_and_removed(client, plan):
    first, second = a_document(), a_document()
    for document in (first, second):
        client.post(reverse("plans:basis_add", args=[plan.pk]), {"document": document.pk})
    one, two = plan.bases.all()
    client.post(reverse("plans:basis_len", args=[plan.pk, two.pk]))
    assert list(plan.bases.values_list("document", flat=True)) == [second.pk, first.pk]
    fields = {"wording": "Căn cứ lời riêng", "was": "", "continues_previous": "on"}
    client.post(reverse("plans:basis_save", args=[plan.pk, one.pk]), fields)
    one.refresh_from_db()
    assert (one.wording, one.continues_previous) == ("Căn cứ lời riêng", True)
    client.post(reverse("plans:basis_xoa", args=[plan.pk, two.pk]))
    assert list(plan.bases.all()) == [one]


def test_a_wording_changed_by_another_is_not_overwritten(client, plan):
    client.post(reverse("plans:basis_add_own", args=[plan.pk]), {"own-wording": "Theo đề nghị của phòng"})
    basis = plan.bases.get()
    address = reverse("plans:basis_save", args=[plan.pk, basis.pk])
    client.post(address, {"wording": "Của người khác", "was": "Theo đề nghị của phòng"})
    response = client.post(address, {"wording": "Của tôi", "was": "Theo đề nghị của phòng"})
    assert response.status_code == 409
    assert 'name="was" value="Của người khác"' in response.content.decode()
    basis.refresh_from_db()
    assert basis.wording == "Của người khác"


def test_a_document_is_entered_in_place(client, plan):
    address = reverse("plans:basis_add_document", args=[plan.pk])
    fields = {"doc-kind": "Quyết định", "doc-reference": "15/QĐ-UBND", "doc-issued_on": "05/06/2025",
              "doc-issuer": "UBND tỉnh", "doc-summary": "về việc giao dự toán"}  # fmt: skip
    client.post(address, fields)
    document = LegalDocument.objects.get()
    assert (document.issued_on.month, plan.bases.get().document) == (6, document)
    again = client.post(address, fields)
    assert (again.status_code, LegalDocument.objects.count()) == (400, 1)
    without_number = client.post(address, fields | {"doc-reference": ""})
    assert list(without_number.context["document"].errors) == ["reference"]
    impossible = client.post(address, fields | {"doc-issued_on": "31/02/2025", "doc-reference": "16/QĐ-UBND"})
    assert (impossible.status_code, list(impossible.context["document"].errors)) == (400, ["issued_on"])


def test_the_register_is_searched_without_accents(client, plan):
    a_document(summary="phê duyệt Chương trình giảm nghèo bền vững")
    a_document(summary="về việc giao dự toán")
    response = client.get(reverse("plans:basis_search", args=[plan.pk]), {"tim": "ben vung ngheo"})
    assert [row["document"].summary for row in response.context["found"]] == [
        "phê duyệt Chương trình giảm nghèo bền vững"
    ]


def test_a_document_cannot_be_cited_twice(client, plan):
    document = a_document()
    address = reverse("plans:basis_add", args=[plan.pk])
    client.post(address, {"document": document.pk})
    response = client.post(address, {"document": document.pk})
    assert plan.bases.count() == 1
    assert f"{document} đã là căn cứ thứ 1 của kế hoạch này." in [
        m.message for m in get_messages(response.wsgi_request)
    ]
    for odd in ("", "x", "0"):
        assert client.post(address, {"document": odd}).status_code == 302


# ---- appendices and activities -------------------------------------------------------------------------------------


def test_appendices_are_added_written_moved_and_deleted(client, plan):
    for _ in range(2):
        client.post(reverse("plans:appendix_add", args=[plan.pk]))
    one, two = plan.appendices.all()
    fields = {"title": "DANH SÁCH", "body": "", "table": "TT\tTên\n1\tAn", "header_rows": 1, "column_widths": "12; 50",
              "notes": "", "signatures": "", "version": 1}  # fmt: skip
    address = reverse("plans:appendix_save", args=[plan.pk, two.pk])
    assert client.post(address, fields, headers=SCRIPT).json()["fresh"] == {"version": 2}
    assert client.post(address, fields | {"title": "KHÁC"}, headers=SCRIPT).status_code == 409
    bad = client.post(address, fields | {"column_widths": "12; rộng", "version": 2}, headers=SCRIPT)
    assert (bad.status_code, list(bad.json()["errors"])) == (400, ["column_widths"])
    client.post(reverse("plans:appendix_len", args=[plan.pk, two.pk]))
    client.post(reverse("plans:appendix_xoa", args=[plan.pk, one.pk]))
    assert [row.title for row in plan.appendices.all()] == ["DANH SÁCH"]


def test_an_activity_is_added_written_and_deleted(client, plan, section):
    response = client.post(reverse("plans:activity_add", args=[plan.pk, section.pk]))
    activity = plan.activities.get()
    assert response.url == reverse("plans:activity", args=[plan.pk, activity.pk])
    lines = list(activity.lines.all())
    fields = {"kind": "class", "name": "Tập huấn", "section": section.pk, "line_style": "letters", "group_count": 4,
              "group_size": 50, "lines-TOTAL_FORMS": 2, "lines-INITIAL_FORMS": 2}  # fmt: skip
    for index, line in enumerate(lines[:2]):
        fields |= {f"lines-{index}-id": line.pk, f"lines-{index}-role": line.role, f"lines-{index}-ORDER": 2 - index}
    fields["was"] = client.get(response.url).context["was"]
    save = reverse("plans:activity_save", args=[plan.pk, activity.pk])
    assert client.post(save, fields).status_code == 302
    activity.refresh_from_db()
    assert (activity.name, activity.expected_people) == ("Tập huấn", 200)
    page = client.get(response.url).content.decode()
    assert "Tổ chức 04 lớp (50 học viên/lớp)." in page
    late = client.post(save, fields | {"name": "Của người đến sau"})
    assert (late.status_code, "Của người đến sau" in late.content.decode()) == (409, True)
    bad = client.post(save, fields | {"name": "", "starts_on": "30/02/2024"})
    assert (bad.status_code, sorted(bad.context["form"].errors)) == (400, ["name", "starts_on"])
    client.post(reverse("plans:activity_delete", args=[plan.pk, activity.pk]))
    assert plan.activities.count() == 0
    assert client.post(save, fields).status_code == 409
