"""The list of plans and the page for a new one, as a browser asks for them."""

import datetime

import pytest
from django.urls import reverse

from organisations.models import Department
from plans.enums import PlanState
from plans.models import Plan, Programme
from tests.factories.plans import a_plan, a_post, a_user, an_organisation, an_outline
from tests.factories.steps import a_plan_in, a_ready_plan, a_team

pytestmark = pytest.mark.django_db
LIST, NEW = reverse("plans:list"), reverse("plans:new")


@pytest.fixture
def drafter(client):
    user = a_user()
    client.force_login(user)
    return user


def shown(client, **query) -> list[str]:
    return [plan.title for plan in client.get(LIST, query).context["page"]]


def asked(office, **fields) -> dict:
    values = {"title": "Kế hoạch mới", "year_from": 2026, "year_to": 2026, "programme": "", "start": "outline"}
    return values | {"organisation": office.pk} | fields


# ---- the list ---------------------------------------------------------------------------------------------------


def test_the_list_shows_what_the_person_may_see(client, drafter):
    a_plan(drafter, title="Của cơ quan mình")
    a_plan(a_user(), title="Của cơ quan khác")
    assert shown(client) == ["Của cơ quan mình"]


@pytest.mark.parametrize("words", ["giám nghèo", "giam ngheo", "ngheo giam", "NGHÈO"])
def test_words_are_found_without_accents_in_any_order(client, drafter, words):
    a_plan(drafter, title="Giám sát giảm nghèo")
    a_plan(drafter, title="Tập huấn cán bộ")
    assert shown(client, q=words) == ["Giám sát giảm nghèo"]


def test_the_list_is_narrowed_by_organisation_programme_year_and_drafter(client, drafter):
    project = Programme.objects.create(level=3, name="Dự án 5")
    other = a_user(drafter.organisation)
    a_plan(drafter, title="A", year_from=2024, year_to=2026, programme=project)
    a_plan(other, title="B", year_from=2023, year_to=2023)
    assert shown(client, chuong_trinh=project.pk) == ["A"]
    assert shown(client, nam=2025) == ["A"]
    assert shown(client, nguoi_soan=other.pk) == ["B"]
    assert sorted(shown(client, co_quan=drafter.organisation.pk)) == ["A", "B"]


def test_the_list_shows_states_and_is_narrowed_by_them(client):
    team = a_team()
    client.force_login(team.drafter)
    for state in (PlanState.DRAFT, PlanState.RETURNED, PlanState.CHECKED):
        a_plan_in(state, team, title=f"Ở bước {state}")
    old = a_ready_plan(team, title="Văn bản cũ")
    Plan.objects.filter(pk=old.pk).update(is_transcript=True)
    assert shown(client, trang_thai="checked") == ["Ở bước checked"]
    assert shown(client, trang_thai="draft") == ["Ở bước draft"]
    assert shown(client, trang_thai="chep-lai") == ["Văn bản cũ"]
    assert len(shown(client, trang_thai="không có")) == 4
    assert '<span class="chip chip-checked">Chờ lãnh đạo duyệt</span>' in client.get(LIST).content.decode()


@pytest.mark.parametrize(("order", "titles"), [("ten", ["A", "B"]), ("nam", ["B", "A"])])
def test_the_list_is_ordered_as_asked(client, drafter, order, titles):
    a_plan(drafter, title="A", year_from=2023, year_to=2023)
    a_plan(drafter, title="B", year_from=2025, year_to=2025)
    assert shown(client, sap_xep=order) == titles


@pytest.mark.parametrize(
    "query", [{"co_quan": "x"}, {"nam": "hai"}, {"sap_xep": "lạ"}, {"trang": "999"}, {"trang": "-1"}, {"q": "\0<b>"}]
)
def test_odd_questions_are_answered(client, drafter, query):
    a_plan(drafter)
    assert client.get(LIST, query).status_code == 200


def test_the_list_asks_the_database_as_often_for_30_plans_as_for_one(client, drafter, django_assert_num_queries):
    a_plan(drafter)
    client.get(LIST)
    with django_assert_num_queries(10) as one:
        client.get(LIST)
    for number in range(30):
        a_plan(a_user(drafter.organisation), title=f"Kế hoạch {number}")
    with django_assert_num_queries(len(one)):
        response = client.get(LIST)
    assert (len(response.context["page"]), response.context["page"].paginator.num_pages) == (25, 2)


def test_an_empty_list_offers_to_begin(client, drafter):
    assert client.get(LIST).content.decode().count(NEW) == 2
    client.force_login(a_user(drafter.organisation, may=("view",)))
    assert NEW not in client.get(LIST).content.decode()


# ---- a new plan -------------------------------------------------------------------------------------------------


def test_a_plan_begins_with_the_customary_chapters(client, drafter):
    response = client.post(NEW, asked(drafter.organisation))
    plan = Plan.objects.get()
    assert (response.status_code, response.url) == (302, reverse("plans:detail", args=[plan.pk]))
    assert (plan.title, plan.drafter, plan.year_from) == ("Kế hoạch mới", drafter, 2026)
    assert list(plan.sections.values_list("title", "level")) == [
        ("MỤC ĐÍCH, YÊU CẦU", 1),
        ("NỘI DUNG THỰC HIỆN", 1),
        ("KINH PHÍ", 1),
        ("TỔ CHỨC THỰC HIỆN", 1),
    ]


def test_a_plan_begins_as_a_copy(client, drafter):
    source = a_plan(drafter, year_from=2024, signer=a_post(drafter.organisation))
    an_outline(source, drafter, "MỤC ĐÍCH", ".Yêu cầu")
    client.post(NEW, asked(drafter.organisation, start="copy", source=source.pk, title="Bản sao"))
    copy = Plan.objects.get(title="Bản sao")
    assert (copy.year_from, copy.year_to, copy.signer, copy.drafter) == (2026, 2026, source.signer, drafter)
    assert list(copy.sections.values_list("title", flat=True)) == ["MỤC ĐÍCH", "Yêu cầu"]


def test_the_copied_plan_may_be_named_in_the_address(client, drafter):
    source = a_plan(drafter, title="Nguồn")
    response = client.get(NEW, {"sao-chep": source.pk})
    assert (response.context["form"]["start"].value(), response.context["chosen"]) == ("copy", source)
    for odd in ("x", "0", str(a_plan(a_user()).pk), "99999999999999999999"):
        assert client.get(NEW, {"sao-chep": odd}).context["chosen"] is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 501}, "title"),
        ({"year_from": "1789"}, "year_from"),
        ({"year_to": "2020"}, "year_to"),
        ({"year_from": "năm nay"}, "year_from"),
        ({"organisation": ""}, "organisation"),
        ({"start": "copy"}, "source"),
        ({"start": "copy", "source": "0"}, "source"),
    ],
)
def test_bad_input_is_said_beside_its_field_and_nothing_is_lost(client, drafter, change, field):
    response = client.post(NEW, asked(drafter.organisation, **change))
    assert (response.status_code, list(response.context["form"].errors)) == (400, [field])
    typed = change.get("title", "Kế hoạch mới").strip() or " "
    assert typed in response.content.decode()
    assert Plan.objects.count() == 0


def test_a_plan_of_one_year_needs_that_year_only(client, drafter):
    client.post(NEW, asked(drafter.organisation, year_from=2027, year_to=""))
    plan = Plan.objects.get()
    assert (plan.year_from, plan.year_to) == (2027, 2027)


def test_the_archive_line_of_a_new_plan_names_the_department(client, drafter):
    drafter.department = Department.objects.create(
        organisation=drafter.organisation, name="Phòng Chính sách", abbreviation="CSDT"
    )
    drafter.save()
    client.post(NEW, asked(drafter.organisation))
    assert Plan.objects.get().archive == "VT, CSDT"


def test_an_office_that_has_ended_cannot_be_chosen(client):
    ended = an_organisation(valid_to=datetime.date(2025, 6, 30))
    admin = a_user(is_superuser=True)
    client.force_login(admin)
    response = client.post(NEW, asked(ended))
    assert response.status_code == 400
    assert response.context["form"].errors["organisation"][0].startswith("Cơ quan này đã hết hiệu lực")


def test_a_drafter_of_an_office_that_has_ended_is_told_who_goes_on(client):
    heir = an_organisation(name="Sở Dân tộc và Tôn giáo tỉnh Lạng Sơn")
    ended = an_organisation(valid_to=datetime.date(2025, 6, 30), successor=heir)
    client.force_login(a_user(ended))
    assert client.get(NEW).status_code == 200
    response = client.post(NEW, asked(ended))
    assert response.status_code == 400
    sentence = response.context["form"].errors["organisation"][0]
    assert "chỉ tồn tại đến 30/6/2025; cơ quan kế tục: Sở Dân tộc và Tôn giáo tỉnh Lạng Sơn." in sentence
    assert response.context["form"]["title"].value() == asked(ended)["title"]
    assert Plan.objects.count() == 0


def test_only_drafters_begin_plans(client):
    user = a_user(may=("view",))
    client.force_login(user)
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, asked(user.organisation)).status_code == 403


def test_plans_to_copy_are_found_among_visible_ones(client, drafter):
    a_plan(drafter, title="Giám sát giảm nghèo")
    a_plan(a_user(), title="Giám sát giảm nghèo của nơi khác")
    response = client.get(reverse("plans:copy_candidates"), {"tim": "giam ngheo"})
    assert [plan.title for plan in response.context["candidates"]] == ["Giám sát giảm nghèo"]


@pytest.mark.parametrize(("may", "is_offered"), [(("view", "approve"), False), (("view", "approve", "add"), True)])
def test_copying_is_offered_to_those_who_may_begin_plans(client, may, is_offered):
    reader = a_user(may=may)
    plan = a_plan(a_user(reader.organisation))
    client.force_login(reader)
    page = client.get(reverse("plans:detail", args=[plan.pk])).content.decode()
    assert (f"?sao-chep={plan.pk}" in page) is is_offered


def test_a_copy_is_proposed_for_the_years_that_follow(client, drafter):
    one = a_plan(drafter, title="Tập huấn năm 2027", year_from=2027, year_to=2027)
    initial = client.get(NEW, {"sao-chep": one.pk}).context["form"].initial
    assert (initial["title"], initial["year_from"], initial["year_to"]) == ("Tập huấn năm 2028", 2028, None)
    five = a_plan(drafter, title="Giai đoạn 2026-2030", year_from=2026, year_to=2030)
    initial = client.get(NEW, {"sao-chep": five.pk}).context["form"].initial
    assert (initial["title"], initial["year_from"], initial["year_to"]) == ("Giai đoạn 2031-2035", 2031, 2035)
