"""A plan used again: another year, an heir, a template."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lib.refusals import Refused
from plans.actions import add_appendix, add_basis, copy_plan, make_template, save_section, submit_plan
from plans.enums import ConfirmationKind
from plans.models import Activity, ActivityLine, LegalDocument, Plan, PlanConfirmation
from tests.factories.plans import NOW, a_document, a_plan, a_user, an_organisation, an_outline
from tests.factories.steps import a_ready_plan, a_team

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(minutes=5)


def write(section, body, *, by):
    save_section(section, title=section.title, body=body, version=section.version, by=by, at=NOW)


def confirmations(plan, kind):
    return [(row.quote, row.sentence) for row in plan.confirmations.filter(kind=kind)]


def test_years_and_dates_move_in_fields_and_in_words():
    by = a_user()
    plan = a_plan(by, title="Kế hoạch năm 2024", is_transcript=True, number=7, dated_month=3, dated_day=5)
    section, _ = an_outline(plan, by, "NỘI DUNG NĂM 2024", "KINH PHÍ")
    basis = add_basis(plan, document=a_document(), by=by, at=NOW)
    add_appendix(plan, title="DANH SÁCH", table="Năm\t2024\nQuý I/2024\tB", by=by, at=NOW)
    activity = Activity.objects.create(
        plan=plan,
        section=section,
        kind="class",
        name="Lớp",
        starts_on=datetime.date(2024, 2, 1),
        ends_on=datetime.date(2024, 2, 29),
    )
    ActivityLine.objects.create(activity=activity, role="time", text="Trong tháng 2/2024, xong trước 15/01/2025")
    copy = copy_plan(plan, year=2025, by=by, at=LATER)
    copy.refresh_from_db()
    assert (copy.title, copy.year_from, copy.year_to, copy.dated_year) == ("Kế hoạch năm 2025", 2025, 2025, 2025)
    assert (copy.number, copy.is_transcript, copy.dated_month, copy.dated_day) == (None, False, None, None)
    assert (copy.created_at, copy.drafter, copy.version) == (LATER, by, 1)
    assert [s.title for s in copy.sections.all()] == ["NỘI DUNG NĂM 2025", "KINH PHÍ"]
    assert [b.document for b in copy.bases.all()] == [basis.document]
    assert [(a.title, a.table) for a in copy.appendices.all()] == [("DANH SÁCH", "Năm\t2025\nQuý I/2025\tB")]
    new = copy.activities.get()
    assert new.section == copy.sections.first()
    assert (new.starts_on, new.ends_on) == (datetime.date(2025, 2, 1), datetime.date(2025, 2, 28))
    assert [line.text for line in new.lines.all()] == ["Trong tháng 2/2025, xong trước 15/01/2026"]
    assert (plan.sections.count(), plan.activities.count(), plan.activities.get().lines.count()) == (2, 1, 1)
    assert plan.activities.get().lines.get().text == "Trong tháng 2/2024, xong trước 15/01/2025"


def test_heir_of_an_office_that_is_gone_writes_the_copy():
    heir = an_organisation(name="Sở Dân tộc và Tôn giáo", valid_from=datetime.date(2025, 3, 1))
    office = an_organisation(name="Ban Dân tộc", valid_to=datetime.date(2025, 2, 28), successor=heir)
    plan = a_plan(a_user(office), place="Lạng Sơn")
    by = a_user(heir)
    copy = copy_plan(plan, year=2026, by=by, at=LATER)
    assert (copy.organisation, copy.dated_year, copy.signer, copy.drafter) == (heir, 2026, None, by)


def test_copy_asks_for_sight_and_right():
    by = a_user()
    plan = a_plan(by)
    with pytest.raises(PermissionDenied):
        copy_plan(plan, year=2025, by=a_user(), at=LATER)
    with pytest.raises(PermissionDenied):
        copy_plan(plan, year=2025, by=a_user(by.organisation, may=["view"]), at=LATER)
    with pytest.raises(Refused, match="Năm phải từ 1990 đến 2100"):
        copy_plan(plan, year=3000, by=by, at=LATER)
    assert Plan.objects.count() == 1


def test_numbers_of_people_and_money_are_kept_and_marked():
    by = a_user()
    plan = a_plan(by)
    words, money, plain = an_outline(plan, by, "NỘI DUNG", "KINH PHÍ", "TỔ CHỨC THỰC HIỆN")
    write(words, "Tổ chức 02 lớp (84 học viên/lớp).", by=by)
    write(money, "Tổng: 1.251.000.000 đồng", by=by)
    write(plain, "Văn phòng theo dõi, báo cáo.", by=by)
    Activity.objects.create(plan=plan, section=words, kind="class", name="Lớp", group_count=2)
    copy = copy_plan(plan, year=2025, by=by, at=LATER)
    said = "Số liệu chép từ kế hoạch năm 2024: hãy xem lại rồi sửa hoặc xác nhận."
    assert confirmations(copy, ConfirmationKind.COPIED) == [
        ("02 lớp; 84 học viên/lớp", said),
        ("1.251.000.000 đồng", said),
        ("", said),
    ]
    assert [row.section and row.section.title for row in copy.confirmations.all()] == ["NỘI DUNG", "KINH PHÍ", None]
    assert copy.confirmations.last().activity == copy.activities.get()
    assert copy.sections.first().body == "Tổ chức 02 lớp (84 học viên/lớp)."


def test_bases_are_renewed_or_marked():
    by = a_user()
    plan = a_plan(by)
    day = datetime.date(2025, 1, 1)
    newest = a_document(reference="3/QĐ-TTg", issued_on=datetime.date(2024, 12, 1))
    newer = a_document(reference="2/QĐ-TTg", in_force_to=day, replaced_by=newest)
    replaced = a_document(reference="1/QĐ-TTg", replaced_by=newer)
    ended = a_document(reference="9/QĐ-UBND", in_force_to=datetime.date(2024, 12, 31))
    yearly = a_document(reference="8/QĐ-UBND", summary="giao dự toán năm 2024", issued_on=datetime.date(2024, 1, 2))
    lasting = a_document(reference="7/QĐ-TTg", summary="phê duyệt Chương trình giai đoạn 2020 – 2024")
    for document in (replaced, ended, yearly, lasting):
        add_basis(plan, document=document, by=by, at=NOW)
    add_basis(plan, wording="Căn cứ Luật Đầu tư công ngày 29 tháng 11 năm 2024", by=by, at=NOW)
    copy = copy_plan(plan, year=2025, by=by, at=LATER)
    assert [basis.document for basis in copy.bases.all()] == [newest, ended, yearly, lasting, None]
    assert [sentence for _, sentence in confirmations(copy, ConfirmationKind.BASIS)] == [
        "Quyết định 1/QĐ-TTg đã hết hiệu lực, được thay bằng Quyết định 3/QĐ-TTg. Hãy xem lại câu căn cứ.",
        "Quyết định 9/QĐ-UBND đã hết hiệu lực từ ngày 31/12/2024. Hãy tìm văn bản thay thế, hoặc bỏ căn cứ này.",
        "Căn cứ nói về năm 2024. Hãy thay bằng văn bản của năm nay, hoặc xác nhận vẫn dùng.",
    ]


def test_documents_that_replace_each_other_end_nowhere():
    by = a_user()
    plan = a_plan(by)
    one, two = a_document(), a_document()
    LegalDocument.objects.filter(pk=one.pk).update(replaced_by=two)
    LegalDocument.objects.filter(pk=two.pk).update(replaced_by=one)
    add_basis(plan, document=one, by=by, at=NOW)
    copy = copy_plan(plan, year=2025, by=by, at=LATER)
    assert [basis.document for basis in copy.bases.all()] == [one]
    assert "đã hết hiệu lực" in copy.confirmations.get().sentence


def test_copy_within_the_year_changes_nothing_and_asks_nothing():
    by = a_user()
    plan = a_plan(by, title="Kế hoạch năm 2024")
    (section,) = an_outline(plan, by, "NỘI DUNG")
    write(section, "Tổ chức 02 lớp trong năm 2024.", by=by)
    copy = copy_plan(plan, year=2024, by=by, at=LATER)
    assert copy.sections.get().body == "Tổ chức 02 lớp trong năm 2024."
    assert copy.confirmations.count() == 0


def test_what_nobody_has_looked_at_stays_unsure_in_a_copy():
    by = a_user()
    plan = a_plan(by)
    (section,) = an_outline(plan, by, "NỘI DUNG")
    kept = {"kind": ConfirmationKind.READ, "plan": plan}
    PlanConfirmation.objects.create(sentence="Cấp của mục?", section=section, **kept)
    PlanConfirmation.objects.create(sentence="Trích yếu?", **kept)
    PlanConfirmation.objects.create(sentence="Đã xem", settled_at=NOW, settled_by=by, **kept)
    copy = copy_plan(plan, year=2024, by=by, at=LATER)
    assert [(row.sentence, row.section) for row in copy.confirmations.all()] == [
        ("Cấp của mục?", copy.sections.get()),
        ("Trích yếu?", None),
    ]
    assert plan.confirmations.count() == 3


# ---- templates --------------------------------------------------------------------------------------------------


def test_template_is_begun_from_and_never_submitted():
    team = a_team()
    template = make_template(a_ready_plan(team), title="Mẫu tập huấn Dự án 7", by=team.drafter, at=LATER)
    assert (template.title, template.is_template, template.year_from) == ("Mẫu tập huấn Dự án 7", True, 2024)
    with pytest.raises(Refused, match="Bản mẫu không trình, không ban hành"):
        submit_plan(template, by=team.drafter, at=LATER)
    with pytest.raises(Refused, match="Đây đã là bản mẫu"):
        make_template(template, title="Mẫu của mẫu", by=team.drafter, at=LATER)
    with pytest.raises(Refused, match="Hãy đặt tên cho bản mẫu"):
        make_template(a_ready_plan(team), title="  ", by=team.drafter, at=LATER)
    (section, *_) = template.sections.all()
    write(section, "Tổ chức 03 lớp.", by=team.drafter)
    plan = copy_plan(template, year=2024, by=team.drafter, at=LATER, title="Kế hoạch thật")
    assert (plan.is_template, plan.title) == (False, "Kế hoạch thật")
    assert ("03 lớp", "Số liệu chép từ bản mẫu «Mẫu tập huấn Dự án 7»: hãy xem lại rồi sửa hoặc xác nhận.") in (
        confirmations(plan, ConfirmationKind.COPIED)
    )


def test_pages_of_templates(client):
    by = a_user()
    plan = a_plan(by, title="Kế hoạch tập huấn")
    client.force_login(by)
    page = reverse("plans:make_template", args=[plan.pk])
    assert client.get(page).status_code == 200
    empty = client.post(page, {"title": ""})
    assert (empty.status_code, "Hãy đặt tên cho bản mẫu" in empty.content.decode()) == (400, True)
    made = client.post(page, {"title": "Mẫu tập huấn"})
    template = Plan.objects.get(is_template=True)
    assert (made.status_code, made.url) == (302, reverse("plans:detail", args=[template.pk]))
    assert "không trình, không ban hành" in client.get(made.url).content.decode()
    titles = [row.title for row in client.get(reverse("plans:list")).context["page"]]
    assert titles == ["Kế hoạch tập huấn"]
    titles = [row.title for row in client.get(reverse("plans:list"), {"trang_thai": "ban-mau"}).context["page"]]
    assert titles == ["Mẫu tập huấn"]
    offered = client.get(reverse("plans:new")).context["candidates"]
    assert [row.title for row in offered] == ["Mẫu tập huấn", "Kế hoạch tập huấn"]
    assert "Mẫu tập huấn" not in client.get(reverse("portal:home")).content.decode()


def test_copy_for_a_year_that_is_over_is_dated_now(client):
    by = a_user()
    plan = a_plan(by, title="Kế hoạch năm 2020", year_from=2020, year_to=2020, dated_year=2020)
    copy = copy_plan(plan, year=2021, by=by, at=LATER)
    assert (copy.title, copy.year_from, copy.dated_year) == ("Kế hoạch năm 2021", 2021, 2024)


def test_proposed_title_follows_the_year_that_was_chosen(client):
    by = a_user()
    plan = a_plan(by, title="Kế hoạch năm 2024")
    client.force_login(by)
    page = reverse("plans:new")
    asked = {"organisation": by.organisation_id, "start": "copy", "source": plan.pk, "programme": "", "year_to": ""}
    client.post(page, asked | {"title": "Kế hoạch năm 2025", "year_from": 2027})
    client.post(page, asked | {"title": "Tên tự đặt năm 2025", "year_from": 2027})
    assert [row.title for row in Plan.objects.exclude(pk=plan.pk).order_by("pk")] == [
        "Kế hoạch năm 2027",
        "Tên tự đặt năm 2025",
    ]
