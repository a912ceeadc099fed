"""A plan that goes its way keeps what it said when it was submitted; its checks and its print agree with the course."""

import pytest

from documents.papers import paper
from organisations.enums import Role
from plans import actions
from plans.enums import LineRole, PlanState
from plans.facts import facts_of
from plans.models import Activity, Plan
from tests.factories.plans import NOW
from tests.factories.steps import a_ready_plan, a_team, advance, let_stand
from tests.factories.trainings import a_person_of
from trainings.actions.class_days import generate_classes
from trainings.actions.courses import begin_course, put_modules, save_course
from trainings.models import Course, Venue

pytestmark = pytest.mark.django_db

ROLES = [LineRole.QUANTITY, LineRole.AUDIENCE, LineRole.TIME, LineRole.PLACE, LineRole.CONTENT]


@pytest.fixture
def team():
    return a_team()


@pytest.fixture
def by(team):
    return a_person_of(team.office, Role.DRAFTER)


@pytest.fixture
def course(team, by):
    plan = a_ready_plan(team)
    activity = actions.add_activity(
        plan, section=plan.sections.first(), lines=[{"role": role} for role in ROLES], kind="class", name="Lớp",
        group_count=2, group_size=84, days=3, by=by, at=NOW,
    )  # fmt: skip
    course = begin_course(activity, {"audience": "Cán bộ xã."}, plan_follows=True, by=by, at=NOW)
    put_modules(course, [{"id": None, "name": "Thể chế", "periods": 10}], version=1, by=by, at=NOW)
    return Course.objects.get(pk=course.pk)


def lines(plan) -> list[str]:
    """What the paper of `plan` prints about its activities."""
    content = paper("plan").content(Plan.objects.get(pk=plan.pk))
    return [block.text for section in content.walk_sections() for block in section.blocks if ": " in block.text]


BEFORE = [
    "Số lớp: Tổ chức 02 lớp (84 học viên/lớp).",
    "Đối tượng: Cán bộ xã.",
    "Thời gian: 3 ngày/lớp.",
    "Nội dung: Thể chế (10 tiết).",
]


def change(course, by):
    """Everything about the course becomes something else."""
    course = Course.objects.get(pk=course.pk)
    save_course(course, {"audience": "Người dân.", "days": 5}, version=course.version, by=by, at=NOW)
    put_modules(course, [{"id": None, "name": "Khác", "periods": 4}], version=course.version + 1, by=by, at=NOW)
    generate_classes(course, count=4, size=20, version=course.version + 2, by=by, at=NOW)
    hall = Venue.objects.create(organisation=course.organisation, name="Hội trường A")
    course.classes.update(venue=hall)


AFTER = [
    "Số lớp: Tổ chức 04 lớp (20 học viên/lớp).",
    "Đối tượng: Người dân.",
    "Thời gian: 5 ngày/lớp.",
    "Địa điểm: Tại Hội trường A.",
    "Nội dung: Khác (4 tiết).",
]


def test_print_facts_and_people_follow_the_course_of_a_draft(course, by):
    plan = course.activity.plan
    assert lines(plan)[-4:] == BEFORE
    change(course, by)
    assert lines(plan)[-5:] == AFTER
    found = facts_of(paper("plan").find(plan.pk), on=NOW.date()).activities
    assert [(one.group_count, one.group_size, one.days) for one in found][-1] == (4, 20, 5)
    assert Activity.objects.get(pk=course.activity_id).expected_people == 80


@pytest.mark.parametrize("state", [PlanState.SUBMITTED, PlanState.CHECKED, PlanState.APPROVED, PlanState.ISSUED])
def test_what_was_submitted_stays_as_it_was(course, by, team, state):
    plan = Plan.objects.get(pk=course.activity.plan_id)
    let_stand(plan, by=by)
    advance(plan, state, team)
    assert Plan.objects.get(pk=plan.pk).state == state
    change(course, by)
    assert lines(plan)[-4:] == BEFORE
    assert Activity.objects.get(pk=course.activity_id).group_count == 2


def test_a_returned_plan_follows_again(course, by, team):
    plan = Plan.objects.get(pk=course.activity.plan_id)
    let_stand(plan, by=by)
    advance(plan, PlanState.SUBMITTED, team)
    change(course, by)
    plan = Plan.objects.get(pk=plan.pk)
    actions.withdraw_plan(plan, by=team.drafter, at=NOW)
    assert lines(plan)[-4:] == [BEFORE[0], AFTER[1], BEFORE[2], *AFTER[3:]][-4:]
    course = Course.objects.get(pk=course.pk)
    save_course(course, {"reference": "Chương trình khung"}, version=course.version, by=by, at=NOW)
    assert lines(plan)[-5:] == AFTER
