"""The acts on a whole plan as a browser asks for them: what is offered, what is refused, and that nothing is lost."""

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.enums import PlanAct, PlanState
from tests.factories.steps import a_plan_in, a_ready_plan, a_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return a_team()


def page_of(plan) -> str:
    return reverse("plans:detail", args=[plan.pk])


def offered(client, plan, user) -> list[str]:
    client.force_login(user)
    return [offer.act.value for offer in client.get(page_of(plan)).context["offers"]]


def send(client, plan, act, user, **fields):
    client.force_login(user)
    return client.post(reverse(f"plans:step_{act}", args=[plan.pk]), fields)


# ---- what is offered ----------------------------------------------------------------------------------------------

OFFERED = [
    (PlanState.DRAFT, "drafter", ["submit"]),
    (PlanState.DRAFT, "leader", []),
    (PlanState.SUBMITTED, "drafter", ["withdraw"]),
    (PlanState.SUBMITTED, "head", ["pass_on", "return"]),
    (PlanState.PASSED, "clerk", ["check", "return"]),
    (PlanState.CHECKED, "leader", ["approve", "return"]),
    (PlanState.CHECKED, "clerk", []),
    (PlanState.APPROVED, "leader", ["return"]),
    (PlanState.SIGNED, "clerk", ["number"]),
    (PlanState.NUMBERED, "clerk", ["issue"]),
    (PlanState.ISSUED, "clerk", ["correct"]),
    (PlanState.ISSUED, "drafter", ["replace"]),
    (PlanState.ISSUED, "leader", ["recall"]),
    (PlanState.RECALLED, "leader", []),
]


@pytest.mark.parametrize(("state", "who", "acts"), OFFERED)
def test_the_page_offers_what_this_person_may_do_now(client, team, state, who, acts):
    assert offered(client, a_plan_in(state, team), getattr(team, who)) == acts


def test_the_way_walks_by_the_buttons(client, team):
    plan = a_ready_plan(team, dated_year=timezone.localdate().year)
    way = [
        (PlanAct.SUBMIT, team.drafter, "submitted"),
        (PlanAct.PASS_ON, team.head, "passed"),
        (PlanAct.CHECK, team.clerk, "checked"),
        (PlanAct.APPROVE, team.leader, "approved"),
    ]
    for act, user, state in way:
        response = send(client, plan, act, user, note="Xin xem")
        plan.refresh_from_db()
        assert (response.status_code, response.url, plan.state) == (302, page_of(plan), state)
    notes = list(plan.transitions.values_list("act", "reason"))
    assert notes == [(act.value, "Xin xem") for act, _, _ in way]
