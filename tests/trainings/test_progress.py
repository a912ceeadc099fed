"""How far plans, programmes, years and areas are."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from documents.content import ChartBar
from documents.papers import paper
from documents.rendering.charts import on_screen
from organisations.enums import Role
from organisations.models import AreaSuccession
from people.enums import PrivateField, Sex
from people.models import Person
from plans.enums import ActivityKind, PlanState
from plans.models import Plan, Programme
from tests.factories.plans import NOW, a_plan
from tests.factories.steps import a_plan_in, a_team
from tests.factories.trainings import (
    a_campaign,
    a_class,
    a_commune,
    a_course,
    a_district,
    a_person_of,
    a_roster,
    a_share,
    an_activity,
    an_enrolment,
    an_organiser,
)
from trainings.enums import ClassState, CourseKind, EnrolmentState
from trainings.figures import refresh
from trainings.progress.areas import below, rolled_up
from trainings.progress.charts import charts_of
from trainings.progress.home import progress_this_year
from trainings.progress.numbers import Numbers, Portion
from trainings.progress.report import OFFICES, By, report
from trainings.progress.scope import Scope, with_those_below

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 1)


@pytest.fixture
def organiser():
    return an_organiser()


def person(organiser, name="Sùng A Dế") -> Person:
    return Person.objects.create(keeper=organiser.organisation, full_name=name, created_at=NOW, updated_at=NOW)


def came(training_class, *, share=None, number=1, persons=(), **fields) -> None:
    """So many people of `share` came to the class; `persons` are the records of the first of them."""
    roster = getattr(share, "list", None) if share else None
    if share and roster is None:
        campaign = getattr(training_class.course, "campaign", None) or a_campaign(training_class.course)
        roster = a_roster(campaign, share)
    ethnic_group = fields.pop("ethnic_group", "")
    private = {PrivateField.ETHNIC_GROUP.value: ethnic_group} if ethnic_group else {}
    for n in range(number):
        an_enrolment(
            roster,
            course=training_class.course,
            training_class=training_class,
            person=persons[n] if n < len(persons) else None,
            private=private,
            **{"state": EnrolmentState.COMPLETED, "half_days": 2} | fields,
        )
    refresh([training_class.pk])


def lines(organiser, by=By.PLAN, **scope) -> dict[str, Numbers]:
    found = report(Scope(organiser, **scope), by, on=TODAY)
    return {row.label: row.numbers for row in found.rows} | {"Cộng": found.total.numbers}


def test_a_plan_counts_classes_seats_and_people(organiser):
    course = a_course(organiser, activity=an_activity(a_plan(organiser), group_count=3, group_size=20))
    held = a_class(course, state=ClassState.COMPLETED)
    running = a_class(course, state=ClassState.HELD)
    a_class(course, state=ClassState.CANCELLED, seats=20)
    ours, theirs = a_share(course, seats=15, training_class=held), a_share(course, seats=9, training_class=running)
    somebody = person(organiser)
    came(held, share=ours, number=3, persons=[somebody], sex=Sex.FEMALE)
    came(held, share=ours, state=EnrolmentState.NOT_COMPLETED, half_days=0)
    came(running, share=theirs, number=2, state=EnrolmentState.INVITED, half_days=1, sex=Sex.MALE)
    expected = Numbers(
        planned=3, held=1, running=1, cancelled=1, seats=24, registered=6, present=5, completed=3, women=3,
        sex_known=5, persons=1, unmatched=4,
    )  # fmt: skip
    assert lines(organiser) == {"Thực hiện Dự án 7 năm 2024": expected, "Cộng": expected}


def test_persons_and_turns_are_counted_apart(organiser):
    """«Trên 1.000 lượt học viên» are fewer persons: who came to two courses is one."""
    plan = a_plan(organiser)
    first, second = (a_class(a_course(organiser, activity=an_activity(plan))) for _ in range(2))
    one, other = person(organiser), person(organiser, "Lò Thị Pó")
    came(first, number=2, persons=[one, other])
    came(second, persons=[one])
    numbers = lines(organiser)["Cộng"]
    assert (numbers.present, numbers.persons, numbers.unmatched) == (3, 2, 0)
    Person.objects.filter(pk=other.pk).update(merged_into=one)
    assert lines(organiser)["Cộng"].persons == 1
    Person.objects.filter(pk=other.pk).update(merged_into=None)
    assert lines(organiser)["Cộng"].persons == 2


def test_people_whose_lists_are_not_accepted_yet_are_registered(organiser):
    course = a_course(organiser)
    lop = a_class(course)
    share = a_share(course, seats=5, training_class=lop)
    an_enrolment(a_roster(a_campaign(course), share))
    an_enrolment(share.list, state=EnrolmentState.QUEUED)
    numbers = lines(organiser)["Cộng"]
    assert (numbers.seats, numbers.registered, numbers.present) == (5, 1, 0)
    assert lines(organiser, By.AREA_THEN)["Cộng"].registered == 1


def test_a_class_belongs_to_the_year_in_which_it_is_held(organiser):
    plan = a_plan(organiser, year_from=2021, year_to=2025)
    course = a_course(organiser, activity=an_activity(plan, group_count=3, group_size=10))
    came(a_class(course, starts_on=date(2022, 5, 3), ends_on=date(2022, 5, 4), seats=10), number=2)
    a_class(course, expected_from=date(2023, 5, 3), seats=10)
    years = lines(organiser, By.YEAR)
    assert {year: (n.planned, n.seats, n.present) for year, n in years.items()} == {
        "2021": (1, 10, 0),
        "2022": (1, 10, 2),
        "2023": (1, 10, 0),
        "Cộng": (3, 30, 2),
    }
    assert lines(organiser, By.YEAR, first=2022, last=2022).keys() == {"2022", "Cộng"}


def test_an_approved_plan_counts_what_has_no_course_yet_a_draft_does_not(organiser):
    transcript, draft = a_plan(organiser), a_plan(organiser, title="Dự thảo")
    Plan.objects.filter(pk=transcript.pk).update(is_transcript=True)
    an_activity(transcript, group_count=14, people=906)
    an_activity(transcript, kind=ActivityKind.MONITORING)
    an_activity(draft)
    assert lines(organiser) == {
        transcript.title: Numbers(planned=14, seats=906, persons=0),
        "Cộng": Numbers(planned=14, seats=906, persons=0),
    }


def test_programmes_hold_what_is_below_them(organiser):
    programme = Programme.objects.create(level=1, name="Giảm nghèo bền vững")
    project = Programme.objects.create(level=3, name="Dự án 7", parent=programme)
    a_course(organiser, plan=a_plan(organiser, programme=project))
    a_course(organiser)
    assert lines(organiser, By.PROGRAMME).keys() == {"Dự án 7", "Không thuộc chương trình nào", "Cộng"}
    below_it = with_those_below(programme)
    assert lines(organiser, By.PROGRAMME, programmes=below_it).keys() == {"Dự án 7", "Cộng"}


def test_tours_are_counted_like_classes(organiser):
    activity = an_activity(a_plan(organiser), kind=ActivityKind.STUDY_TOUR, group_count=1, group_size=48)
    tour = a_course(organiser, activity=activity, kind=CourseKind.TOUR)
    came(a_class(tour, state=ClassState.COMPLETED, seats=48), number=4)
    a_course(organiser)
    assert lines(organiser, kind=CourseKind.TOUR)["Cộng"] == Numbers(
        planned=1, held=1, seats=48, registered=4, present=4, completed=4, persons=0, unmatched=4
    )


def test_others_do_not_see_our_numbers(organiser):
    a_course(organiser)
    assert lines(an_organiser()) == {"Cộng": Numbers(persons=0)}


def test_areas_as_they_were_then_and_as_they_are_now(organiser):
    district = a_district("Tủa Chùa")
    ended = {"valid_to": date(2025, 6, 30), "parent": district}
    old = [a_commune(name, **ended) for name in ("Mường Đun", "Tủa Thàng", "Xá Nhè", "Lao Xả Phình")]
    new = [a_commune(name, valid_from=date(2025, 7, 1)) for name in ("Tủa Thàng mới", "Sín Chải")]
    AreaSuccession.objects.create(old=old[0], new=new[0])
    AreaSuccession.objects.create(old=old[1], new=new[0], is_whole=False)
    for after in new:
        AreaSuccession.objects.create(old=old[2], new=after, is_whole=False)
    course = a_course(organiser)
    lop = a_class(course)
    one = person(organiser)
    for area in old[:3]:
        came(lop, share=a_share(course, area, seats=5, training_class=lop), number=2)
    other = a_class(a_course(organiser))
    came(other, share=a_share(other.course, old[0], seats=5, training_class=other), persons=[one])
    third = a_class(a_course(organiser))
    came(third, share=a_share(third.course, old[1], seats=5, training_class=third), persons=[one])
    then = lines(organiser, By.AREA_THEN)
    assert {name: (n.seats, n.present, n.persons) for name, n in then.items()} == {
        "Xã Mường Đun, Huyện Tủa Chùa (đến 30/06/2025)": (10, 3, 1),
        "Xã Tủa Thàng, Huyện Tủa Chùa (đến 30/06/2025)": (10, 3, 1),
        "Xã Xá Nhè, Huyện Tủa Chùa (đến 30/06/2025)": (5, 2, 0),
        "Cộng": (25, 8, 1),
    }
    now = report(Scope(organiser), By.AREA_NOW, on=TODAY)
    assert [(row.label, row.numbers.present, row.numbers.persons, row.note) for row in now.rows] == [
        (
            "Xã Xá Nhè, Huyện Tủa Chùa (đến 30/06/2025)",
            2,
            0,
            "chia vào Xã Tủa Thàng mới và Xã Sín Chải: số liệu không tách được",
        ),
        ("Xã Tủa Thàng mới", 6, 1, "gồm Xã Mường Đun (cũ); một phần của Xã Tủa Thàng (cũ)"),
    ]
    of_new = lines(organiser, By.YEAR, areas=below(new[0]))["Cộng"]
    assert (of_new.planned, of_new.seats, of_new.present) == (3, 25, 8)
    assert lines(organiser, By.YEAR, areas=below(district))["Cộng"].present == 8
    assert rolled_up([old[3].pk], day=TODAY).stands_for == {old[3].pk: old[3].pk}


def test_people_of_offices_stand_in_a_line_of_their_own(organiser):
    lop = a_class(a_course(organiser))
    came(lop, number=2)
    assert {name: n.present for name, n in lines(organiser, By.AREA_THEN).items()} == {OFFICES: 2, "Cộng": 2}


@pytest.mark.parametrize(
    ("women", "known", "portion"),
    [
        (10, 20, Portion(10, 20)),
        (4, 20, Portion(4, 20, is_hidden=True)),
        (16, 20, Portion(16, 20, is_hidden=True)),
        (0, 20, Portion(0, 20)),
        (20, 20, Portion(20, 20)),
        (4, 4, Portion(4, 4, is_hidden=True)),
        (0, 0, Portion(0, 0)),
    ],
)
def test_small_groups_are_hidden(women, known, portion):
    assert Numbers(women=women, sex_known=known).of_women == portion


def test_a_hidden_portion_cannot_be_had_from_the_total(organiser):
    """One hidden line alone could be subtracted: the smallest told one is hidden with it."""
    for number, ethnic_group in ((8, "Mông"), (9, "Mông"), (3, "Mông")):
        lop = a_class(a_course(organiser))
        came(lop, number=number, ethnic_group=ethnic_group)
        came(lop, number=7, ethnic_group="Kinh")
    found = report(Scope(organiser), By.COURSE, on=TODAY)
    assert [(row.minorities.part, row.minorities.percent) for row in found.rows] == [(8, None), (9, 56), (3, None)]
    assert found.total.minorities.percent == 49


@pytest.mark.parametrize("by", By)
def test_a_table_asks_as_much_for_thirty_rows_as_for_one(organiser, by):
    def grow():
        course = a_course(organiser)
        lop = a_class(course)
        came(lop, share=a_share(course, training_class=lop), number=2, persons=[person(organiser)])

    def questions() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/tien-do/", {"theo": by}).status_code == 200
        return len(captured)

    client = Client()
    client.force_login(organiser)
    grow()
    first = questions()
    for _ in range(29):
        grow()
    assert questions() == first


def test_the_sheet_cannot_become_a_formula_and_hides_small_groups(organiser):
    activity = an_activity(a_plan(organiser), name="=1+1")
    lop = a_class(a_course(organiser, activity=activity))
    came(lop, number=2, sex=Sex.FEMALE)
    client = Client()
    client.force_login(organiser)
    asked = {"theo": By.COURSE, "tu": 2024, "den": 2024}
    answer = client.get("/tien-do/bang/", asked)
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    cell = load_workbook(BytesIO(answer.content)).active["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert rows[1][5:12] == (40, 2, 2, 0, 2, "nhóm dưới 5 người", 2)
    text = client.get("/tien-do/bang/", asked | {"kieu": "csv"}).content.decode("utf-8-sig")
    assert text.splitlines()[1].startswith("'=1+1,2,0,0,0,40,2,2,0,2,nhóm dưới 5 người,2,")


def test_page_and_paper_have_the_same_charts(organiser):
    course = a_course(organiser, name="Nâng cao năng lực")
    lop = a_class(course, state=ClassState.COMPLETED)
    came(lop, share=a_share(course, training_class=lop), number=6)
    plan = course.activity.plan
    found = report(Scope(user=None, plan=plan), By.COURSE, on=TODAY)
    classes, people = charts_of(found)
    assert classes.bars == (ChartBar("Nâng cao năng lực", (1, 0, max(0, found.total.numbers.planned - 1))),)
    n = found.total.numbers
    assert people.bars == (ChartBar("Nâng cao năng lực", (n.completed, n.present, n.registered, n.seats)),)
    source = paper("progress")
    (section,) = source.content(source.find(plan.pk)).sections
    assert section.blocks[-2:] == (classes, people)
    client = Client()
    client.force_login(organiser)
    shown = client.get(f"/tien-do/ke-hoach/{plan.pk}/", {"theo": By.COURSE}).content.decode()
    assert [shown.count(on_screen(chart, name=f"bieu-do-{n}")) for n, chart in enumerate((classes, people), 1)] == [
        1,
        1,
    ]


def test_pages_of_a_plan(organiser):
    course = a_course(organiser)
    lop = a_class(course, state=ClassState.COMPLETED)
    came(lop, share=a_share(course, training_class=lop), number=6, sex=Sex.FEMALE)
    client = Client()
    client.force_login(organiser)
    address = f"/tien-do/ke-hoach/{course.activity.plan_id}/"
    for by in ("", By.COURSE, By.YEAR, By.AREA_THEN, By.AREA_NOW, "khong-co"):
        answer = client.get(address, {"theo": by})
        assert answer.status_code == 200
        assert "của 6 người có ghi" in answer.content.decode()
    assert client.get(f"{address}bang/").status_code == 200
    paper = client.get(f"{address}in/")
    assert (paper.status_code, paper.content[:4]) == (200, b"%PDF")
    assert client.get("/tien-do/in/").content[:4] == b"%PDF"


def test_the_page_of_a_plan_loads_the_panel_of_its_classes(organiser):
    course = a_course(organiser)
    lop = a_class(course, state=ClassState.COMPLETED)
    came(lop, share=a_share(course, training_class=lop), number=6)
    client = Client()
    client.force_login(organiser)
    plan_id = course.activity.plan_id
    page = client.get(f"/ke-hoach/{plan_id}/").content.decode()
    assert f'hx-get="/tien-do/ke-hoach/{plan_id}/tren-ke-hoach/"' in page
    panel = client.get(f"/tien-do/ke-hoach/{plan_id}/tren-ke-hoach/", headers={"hx-request": "true"}).content.decode()
    assert "1/2 lớp, đoàn đã tổ chức" in panel
    assert "đăng ký 6/10 chỗ" in panel
    assert "Số liệu chưa khớp với kế hoạch ở" in panel
    assert "chưa khớp</span>" in panel
    assert client.get(f"/tien-do/ke-hoach/{plan_id}/tren-ke-hoach/").url == f"/tien-do/ke-hoach/{plan_id}/"


@pytest.mark.parametrize("state", [PlanState.SUBMITTED, PlanState.ISSUED])
def test_the_panel_stands_on_plans_that_are_no_drafts_with_each_course(state):
    team = a_team()
    organiser, plan = an_organiser(team.office), a_plan_in(state, team)
    agreeing, differing = (
        a_course(organiser, activity=an_activity(plan, name=f"Tập huấn {size}", group_count=1, group_size=size))
        for size in (10, 12)
    )
    for course in (agreeing, differing):
        lop = a_class(course, state=ClassState.COMPLETED)
        came(lop, share=a_share(course, seats=10, training_class=lop), number=4)
    Plan.objects.filter(pk=plan.pk).update(state=state)
    client = Client()
    client.force_login(organiser)
    assert (
        f'hx-get="/tien-do/ke-hoach/{plan.pk}/tren-ke-hoach/"' in client.get(f"/ke-hoach/{plan.pk}/").content.decode()
    )
    panel = client.get(f"/tien-do/ke-hoach/{plan.pk}/tren-ke-hoach/", headers={"hx-request": "true"}).content.decode()
    assert (panel.count("đăng ký 4/10 chỗ"), panel.count("4 lượt có mặt")) == (2, 2)
    assert "Số liệu hoạt động của kế hoạch ghi 10 đại biểu; chỉ tiêu là 10: khớp." in panel
    assert "Số liệu hoạt động của kế hoạch ghi 12 đại biểu; chỉ tiêu là 10" in panel
    assert "Số liệu chưa khớp với kế hoạch ở 2 chỗ" in panel


def test_a_plan_without_classes_has_no_such_panel(organiser):
    plan = a_plan(organiser)
    an_activity(plan, kind=ActivityKind.MONITORING)
    client = Client()
    client.force_login(organiser)
    assert "tren-ke-hoach" not in client.get(f"/ke-hoach/{plan.pk}/").content.decode()


def test_the_panel_says_that_the_plan_agrees(organiser):
    course = a_course(organiser, activity=an_activity(a_plan(organiser), group_count=1, group_size=10))
    a_share(course, seats=10, training_class=a_class(course))
    client = Client()
    client.force_login(organiser)
    address = f"/tien-do/ke-hoach/{course.activity.plan_id}/tren-ke-hoach/"
    panel = client.get(address, headers={"hx-request": "true"}).content.decode()
    assert "Số liệu khớp với kế hoạch" in panel
    assert "chưa khớp" not in panel


def test_leaders_see_on_the_home_page_how_far_this_year_is(organiser):
    course = a_course(organiser, activity=an_activity(a_plan(organiser, year_from=2024), group_count=4))
    a_class(course, state=ClassState.COMPLETED, starts_on=date(2024, 4, 1))
    a_class(course, starts_on=date(2024, 5, 1))
    leader = a_person_of(organiser.organisation, Role.LEADER)
    shown = progress_this_year(leader, roles=frozenset({Role.LEADER}), at=NOW)
    assert [(item.facts, item.percent) for item in shown.items] == [
        (("1/4 lớp, đoàn đã tổ chức", "đăng ký 0/80 chỗ"), 25)
    ]
    assert progress_this_year(organiser, roles=frozenset({Role.DRAFTER}), at=NOW) is None
    client = Client()
    client.force_login(leader)
    assert client.get("/").status_code == 200
