import pytest

from organisations.enums import Role, Scope
from organisations.models import Department
from plans.enums import PlanState
from plans.models import Plan
from plans.permissions import can_create_plan, can_edit_plan
from tests.factories.plans import a_plan, a_user, an_organisation
from tests.factories.steps import a_plan_in, a_ready_plan, a_team, someone

pytestmark = pytest.mark.django_db


def test_people_write_and_change_plans_of_their_own_office():
    by = a_user()
    plan = a_plan(by)
    colleague, stranger = a_user(by.organisation), a_user()
    reader, gone = a_user(by.organisation, may=["view"]), a_user(by.organisation, is_active=False)
    assert [can_create_plan(user, by.organisation) for user in (by, colleague, stranger, reader, gone)] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert [can_edit_plan(user, plan) for user in (by, colleague, stranger, reader, gone)] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_an_heir_changes_the_plans_it_took_over_and_a_superior_only_reads():
    superior, heir = an_organisation(), an_organisation()
    office = an_organisation(superior=superior, successor=heir)
    plan = a_plan(a_user(office))
    assert can_edit_plan(a_user(heir), plan)
    above = a_user(superior, scope=Scope.BELOW)
    assert list(Plan.objects.visible_to(above)) == [plan]
    assert not can_edit_plan(above, plan)


def test_who_sees_a_department_changes_its_plans_and_the_own_ones():
    office = an_organisation()
    mine = Department.objects.create(organisation=office, name="Phòng Chính sách")
    theirs = Department.objects.create(organisation=office, name="Phòng Kế hoạch")
    by = a_user(office, department=mine, scope=Scope.DEPARTMENT)
    plan = a_plan(by)
    near, far = a_user(office, department=mine, scope=Scope.DEPARTMENT), None
    far = a_user(office, department=theirs, scope=Scope.DEPARTMENT)
    assert (can_edit_plan(near, plan), can_edit_plan(far, plan)) == (True, False)
    Plan.objects.filter(pk=plan.pk).update(drafter=far)
    plan.refresh_from_db()
    assert can_edit_plan(far, plan)


def test_everything_and_nothing():
    plan = a_plan(a_user())
    assert can_edit_plan(a_user(scope=Scope.EVERYTHING, reads_all_papers=True), plan)
    assert can_edit_plan(a_user(may=[], is_superuser=True, reads_all_papers=True), plan)
    assert not can_edit_plan(a_user(is_superuser=True), plan)  # an administrator reads no papers unless told so
    homeless = a_user()
    homeless.organisation = None
    assert not can_edit_plan(homeless, plan)
    assert not can_create_plan(homeless, plan.organisation)


@pytest.mark.parametrize("scope", list(Scope))
def test_whoever_may_change_a_plan_sees_it(scope):
    heir = an_organisation()
    office = an_organisation(successor=heir, superior=an_organisation())
    plan = a_plan(a_user(office))
    for user in (a_user(office, scope=scope), a_user(heir, scope=scope), a_user(office.superior, scope=scope)):
        if can_edit_plan(user, plan):
            assert list(Plan.objects.visible_to(user)) == [plan]


def test_who_makes_no_plans_sees_them_from_approval_on():
    team = a_team()
    seen = {}
    for role in (Role.DRAFTER, Role.DEPARTMENT_HEAD, Role.CLERK, Role.LEADER, Role.REGISTRAR, Role.MONITOR):
        seen[role] = someone(role, team.office)
    draft, approved = a_plan_in(PlanState.CHECKED, team), a_plan_in(PlanState.APPROVED, team)
    transcript = a_ready_plan(team, is_transcript=True, number=5, dated_month=3, dated_day=1)
    outsiders = {Role.REGISTRAR, Role.MONITOR}
    assert {role: set(Plan.objects.visible_to(user)) for role, user in seen.items()} == {
        role: {approved, transcript} if role in outsiders else {draft, approved, transcript} for role in seen
    }


def test_the_clerk_of_the_superior_sees_the_plans_of_its_councils():
    superior = a_team()
    council = a_team(is_council=True, superior=superior.office, reviews_in_departments=False)
    plan, draft = a_plan_in(PlanState.PASSED, council), a_ready_plan(superior)
    assert set(Plan.objects.visible_to(superior.clerk)) == {plan, draft}
    assert set(Plan.objects.visible_to(superior.leader)) == {draft}
    assert set(Plan.objects.visible_to(a_team().clerk)) == set()
