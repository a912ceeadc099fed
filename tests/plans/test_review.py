"""Submit, withdraw, pass on, check, return, approve: who, when, what is refused and what the log keeps."""

import pytest

from plans.enums import PlanAct, PlanState
from tests.factories.steps import a_plan_in, a_team

pytestmark = pytest.mark.django_db


def test_a_plan_goes_from_draft_to_approval_and_the_log_says_who():
    team = a_team()
    plan = a_plan_in(PlanState.APPROVED, team)
    log = plan.transitions.values_list("act", "from_state", "to_state", "by")
    assert list(log) == [
        (PlanAct.SUBMIT, PlanState.DRAFT, PlanState.SUBMITTED, team.drafter.pk),
        (PlanAct.PASS_ON, PlanState.SUBMITTED, PlanState.PASSED, team.head.pk),
        (PlanAct.CHECK, PlanState.PASSED, PlanState.CHECKED, team.clerk.pk),
        (PlanAct.APPROVE, PlanState.CHECKED, PlanState.APPROVED, team.leader.pk),
    ]
    assert plan.paper.content == plan.transitions.last().content
