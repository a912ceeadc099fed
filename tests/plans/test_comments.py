"""Remarks on a plan and its sections, at every step, by those who take part in making plans."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from lib.refusals import Refused
from organisations.enums import Role
from plans.actions import add_comment, delete_section, settle_comment
from plans.enums import PlanState
from plans.models import PlanComment
from tests.factories.plans import NOW
from tests.factories.steps import a_plan_in, a_ready_plan, a_team, someone

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", list(PlanState))
def test_everybody_of_the_office_who_makes_plans_remarks_at_every_step(state):
    team = a_team()
    plan = a_plan_in(state, team)
    section = plan.sections.get()
    for person in (team.drafter, team.head, team.clerk, team.leader):
        comment = add_comment(plan, section=section, text=" Thiếu số liệu ", by=person, at=NOW)
        assert (comment.section_title, comment.state) == ("MỤC ĐÍCH", state)
    assert list(plan.comments.values_list("text", "by")) == [
        ("Thiếu số liệu", person.pk) for person in (team.drafter, team.head, team.clerk, team.leader)
    ]
    assert Entry.objects.filter(act="góp ý", row_id=plan.pk, table="plans.plan").count() == 4


def test_others_do_not_remark():
    team = a_team()
    plan = a_plan_in(PlanState.ISSUED, team)
    others = [someone(role, team.office) for role in (Role.REGISTRAR, Role.MONITOR, Role.ADMINISTRATOR)]
    for person in [*others, a_team().leader]:
        with pytest.raises(PermissionDenied):
            add_comment(plan, text="Góp ý", by=person, at=NOW)
    assert not PlanComment.objects.exists()


def test_a_remark_says_something_and_is_not_too_long():
    team = a_team()
    plan = a_ready_plan(team)
    for text in (" \n ", "a" * 2001):
        with pytest.raises(Refused, match=r"^Góp ý: "):
            add_comment(plan, text=text, by=team.head, at=NOW)


def test_a_remark_belongs_to_a_section_of_this_plan():
    team = a_team()
    plan, other = a_ready_plan(team), a_ready_plan(team)
    with pytest.raises(Refused, match="Mục này đã bị xóa"):
        add_comment(plan, section=other.sections.get(), text="Góp ý", by=team.head, at=NOW)


def test_a_remark_stays_when_its_section_goes():
    team = a_team()
    plan = a_ready_plan(team)
    comment = add_comment(plan, section=plan.sections.get(), text="Góp ý", by=team.head, at=NOW)
    delete_section(plan.sections.get(), by=team.drafter, at=NOW)
    comment.refresh_from_db()
    assert (comment.section, comment.section_title) == (None, "MỤC ĐÍCH")


def test_who_made_it_or_may_change_the_plan_settles_a_remark_once():
    team = a_team()
    plan = a_ready_plan(team)
    by_clerk, by_leader = (add_comment(plan, text="Góp ý", by=person, at=NOW) for person in (team.clerk, team.leader))
    with pytest.raises(PermissionDenied):
        settle_comment(by_leader, by=team.clerk, at=NOW)
    assert settle_comment(by_clerk, by=team.clerk, at=NOW).settled_by == team.clerk
    assert settle_comment(by_leader, by=team.drafter, at=NOW).settled_by == team.drafter
    assert settle_comment(by_leader, by=team.leader, at=NOW).settled_by == team.drafter
    assert Entry.objects.filter(act="đánh dấu góp ý đã xong").count() == 2


def test_a_remark_that_is_gone_is_said_to_be():
    team = a_team()
    comment = add_comment(a_ready_plan(team), text="Góp ý", by=team.head, at=NOW)
    PlanComment.objects.all().delete()
    with pytest.raises(Refused, match="Góp ý này không còn"):
        settle_comment(comment, by=team.head, at=NOW)
