"""Role × act × state × relation: what the program answers everywhere is what `matrix.rules` says."""

import pytest

from plans.enums import PlanAct, PlanState
from plans.models import Plan
from plans.permissions import can_do, can_edit_plan
from plans.steps import is_possible
from tests.house.matrix.rules import TIMES, Relation, may_do, may_write, sees
from tests.house.matrix.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def _drafted_by(plan: Plan, world: World, role: str, relation: Relation) -> None:
    """The plan is drafted by this person when the relation is OWN, by nobody of the matrix otherwise."""
    person = world.people[role, relation]
    drafter = person if relation == Relation.OWN else world.outsider
    Plan.objects.filter(pk=plan.pk).update(drafter=drafter)
    plan.drafter = drafter


@pytest.mark.parametrize("state", PlanState)
def test_who_sees_and_who_may(state, world):
    """One cell for each person: seeing, writing, and each act."""
    plan = world.plan(state, world.outsider)
    wrong = []
    for (role, relation), person in world.people.items():
        _drafted_by(plan, world, role, relation)
        cells = {"sees": (Plan.objects.visible_to(person).filter(pk=plan.pk).exists(), sees(role, relation, state))}
        cells["writes"] = can_edit_plan(person, plan), may_write(role, relation)
        for act in PlanAct:
            cells[act] = can_do(person, plan, act), may_do(role, relation, act, state)
        wrong += [f"{role}, {relation}, {state}: {cell} is {got}" for cell, (got, want) in cells.items() if got != want]
    assert wrong == []


@pytest.mark.parametrize("state", PlanState)
def test_when_an_act_is_possible(state, world):
    plan = world.plan(state, world.outsider)
    assert {act for act in PlanAct if is_possible(plan, act)} == {act for act in PlanAct if state in TIMES[act]}
