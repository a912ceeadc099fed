"""The state line of a plan: which stations, where it is, who has it, for how long."""

from datetime import timedelta

import pytest

from organisations.enums import Role
from plans.enums import PlanState
from plans.models import Plan
from plans.stations import Holders, days_waiting, holders, stations
from tests.factories.plans import NOW
from tests.factories.steps import a_plan_in, a_team, someone

pytestmark = pytest.mark.django_db

ALL = ["Dự thảo", "Trưởng phòng", "Văn thư", "Lãnh đạo", "Ký", "Số", "Ban hành"]
HERE = {
    PlanState.DRAFT: "Dự thảo",
    PlanState.RETURNED: "Dự thảo",
    PlanState.SUBMITTED: "Trưởng phòng",
    PlanState.PASSED: "Văn thư",
    PlanState.CHECKED: "Lãnh đạo",
    PlanState.APPROVED: "Ký",
    PlanState.SIGNED: "Số",
    PlanState.NUMBERED: "Ban hành",
}


@pytest.fixture
def team():
    return a_team()


@pytest.mark.parametrize("state", PlanState)
def test_each_state_has_its_station(team, state):
    plan = Plan(organisation=team.office, state=state)
    line = stations(plan)
    here = [station.name for station in line if station.reached == "here"]
    done = [station.name for station in line if station.reached == "done"]
    assert [station.name for station in line] == ALL
    assert here == ([HERE[state]] if state in HERE else [])
    assert done == (ALL[: ALL.index(HERE[state])] if state in HERE else ALL)


def test_an_office_without_departments_has_no_station_for_a_head():
    office = a_team(reviews_in_departments=False).office
    assert [s.name for s in stations(Plan(organisation=office, state=PlanState.PASSED))] == ALL[:1] + ALL[2:]
    started_before = Plan(organisation=office, state=PlanState.SUBMITTED)
    assert [s.name for s in stations(started_before)] == ALL


HOLDERS = [
    (PlanState.SUBMITTED, "head"),
    (PlanState.PASSED, "clerk"),
    (PlanState.CHECKED, "leader"),
    (PlanState.APPROVED, "leader"),
    (PlanState.SIGNED, "clerk"),
]


@pytest.mark.parametrize(("state", "who"), HOLDERS)
def test_the_next_in_line_are_named(team, state, who, django_assert_num_queries):
    a_team()  # people of another office
    plan = Plan.objects.select_related("organisation", "signer").get(pk=a_plan_in(state, team).pk)
    with django_assert_num_queries(1):
        found = holders(plan)
    assert (found.names, found.more) == ((str(getattr(team, who)),), 0)


def test_nobody_is_named_for_a_plan_that_waits_for_its_drafter_or_for_nobody(team):
    plan = a_plan_in(PlanState.RETURNED, team)
    assert holders(plan) is None
    assert holders(Plan(organisation=team.office, state=PlanState.ISSUED)) is None


def test_only_the_signer_is_named_when_the_post_has_an_account(team):
    someone(Role.LEADER, team.office)
    team.post.account = team.leader
    team.post.save()
    plan = a_plan_in(PlanState.CHECKED, team)
    assert holders(plan) == Holders((str(team.leader),), 0, "Lãnh đạo")


def test_a_step_that_nobody_can_take_says_which_role_is_missing(team):
    plan = a_plan_in(PlanState.SUBMITTED, team)
    team.head.groups.clear()
    assert holders(plan) == Holders((), 0, "Trưởng phòng")


def test_of_many_people_three_are_named(team):
    plan = a_plan_in(PlanState.PASSED, team)
    for _ in range(4):
        someone(Role.CLERK, team.office)
    found = holders(plan)
    assert (len(found.names), found.more) == (3, 2)


@pytest.mark.parametrize(("hours", "days"), [(0, 0), (15, 0), (16, 1), (40, 2)])
def test_days_are_counted_by_the_calendar(hours, days):
    """NOW is half past eight in the morning."""
    assert days_waiting(Plan(state_since=NOW), NOW + timedelta(hours=hours)) == days
