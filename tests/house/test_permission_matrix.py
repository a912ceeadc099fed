"""Role × act × state × relation: what the program answers everywhere is what `matrix.rules` says."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, reverse

from plans import urls
from plans.enums import PlanAct, PlanState
from plans.models import Plan
from plans.permissions import can_do, can_edit_plan
from plans.steps import is_possible
from tests.factories.plans import NOW
from tests.house.matrix import addresses
from tests.house.matrix.rules import (
    BEFORE_APPROVAL,
    BLIND_SUPERUSER,
    LEADS,
    SUPERUSER,
    TIMES,
    WRITERS,
    Relation,
    may_do,
    may_remark,
    may_settle,
    may_write,
    sees,
)
from tests.house.matrix.world import World

pytestmark = pytest.mark.django_db

DONE = {200, 202, 302}
ANSWERED = DONE | {400, 409}
"""The person may: it is done, or a sentence says what is missing in the empty form that was sent."""


@pytest.fixture
def world() -> World:
    return World()


def _drafted_by(plan: Plan, world: World, role: str, relation: Relation) -> None:
    """The plan is drafted by this person when the relation is OWN, by nobody of the matrix otherwise."""
    drafter = world.people[role, relation] if relation == Relation.OWN else world.outsider
    Plan.objects.filter(pk=plan.pk).update(drafter=drafter)
    plan.drafter = drafter


# ---- rights, without pages --------------------------------------------------------------------------------------


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


def test_when_an_act_is_possible(world):
    plan = world.plan(PlanState.DRAFT, world.outsider)
    for state in PlanState:
        plan.state = state
        assert {act for act in PlanAct if is_possible(plan, act)} == {act for act in PlanAct if state in TIMES[act]}


# ---- every address of a plan ------------------------------------------------------------------------------------

PATTERNS = {pattern.name: pattern for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)}
OF_A_PLAN = sorted(set(PATTERNS) - set(addresses.WITHOUT_A_PLAN))


def _kind(name: str) -> str:
    kinds = {
        "read": addresses.READ,
        "files": addresses.FILES,
        "page": addresses.WRITING_PAGES,
        "write": addresses.WRITING,
        "remark": addresses.REMARKS,
        "desk": addresses.DESK,
        "begin": addresses.BEGINNING,
        "step": addresses.STEPS,
    }
    found = next((kind for kind, names in kinds.items() if name in names), None)
    return found or ("write" if name.startswith(addresses.ROW_ACTS) else "")


def _expected(name: str, role: str, relation: Relation, state: PlanState) -> set[int]:
    """The answers that are right for this person at this address."""
    kind = _kind(name)
    if not sees(role, relation, state) or (kind == "files" and state in BEFORE_APPROVAL):
        return {404}
    if kind == "step":
        return _expected_of_act(addresses.STEPS[name], role, relation, state)
    is_open = {
        "remark": may_settle(role, relation) if name == "comment_settle" else may_remark(role, relation),
        "desk": role in LEADS,
        "begin": role in WRITERS | {SUPERUSER, BLIND_SUPERUSER},
        "page": may_write(role, relation),
        "write": may_write(role, relation),
    }.get(kind, True)
    if not is_open:
        return {403}
    if kind in ("remark", "write", "begin"):
        return ANSWERED
    return {404} if name in ("preview_page", "file") else DONE  # the print and the file are not there


def _expected_of_act(act: PlanAct, role: str, relation: Relation, state: PlanState) -> set[int]:
    if state in TIMES[act]:
        return ANSWERED if may_do(role, relation, act, state) else {403}
    may_at_its_time = any(may_do(role, relation, act, time) for time in TIMES[act])
    return {409} if may_at_its_time else {403}  # who comes too late is told so


def _answers(name: str, state: PlanState, world: World) -> Iterator[tuple[str, int, set[int], bool]]:
    """Each person's answer at the address: (who, status, the right ones, whether the plan is as it was)."""
    plan = world.plan(state, world.outsider)
    address = reverse(f"plans:{name}", kwargs=world.keywords(PATTERNS[name], plan))
    is_post = _kind(name) in ("write", "step", "remark") or name in ("print", "make_files")
    for (role, relation), client in world.clients.items():
        _drafted_by(plan, world, role, relation)
        with transaction.atomic():
            response = getattr(client, "post" if is_post else "get")(address)
            now = Plan.objects.values("state", "version", "updated_at").get(pk=plan.pk)
            is_same = now == {"state": state, "version": 1, "updated_at": NOW}
            transaction.set_rollback(True)
        yield f"{role}, {relation}", response.status_code, _expected(name, role, relation, state), is_same


def _states_for(name: str) -> list[PlanState]:
    """All states for acts on whole plans; one of each kind for pages and pieces."""
    return list(PlanState) if _kind(name) == "step" else [PlanState.DRAFT, PlanState.CHECKED, PlanState.ISSUED]


def test_every_address_of_a_plan_stands_in_the_table():
    assert [name for name in OF_A_PLAN if not _kind(name)] == []


@pytest.mark.parametrize("name", OF_A_PLAN)
def test_every_person_at_every_address(name, world):
    wrong = []
    for state in _states_for(name):
        for who, status, right, is_same in _answers(name, state, world):
            if status not in right:
                wrong.append(f"{who}, {state}: {status}, not {right}")
            may_change = status in DONE and (_kind(name) == "step" or state in PlanState.editable())
            if not may_change and not is_same:
                wrong.append(f"{who}, {state}: {status}, and the plan changed")
    assert wrong == []


def test_strangers_find_no_plan(world):
    plan = world.plan(PlanState.ISSUED, world.outsider)
    for name in OF_A_PLAN:
        address = reverse(f"plans:{name}", kwargs=world.keywords(PATTERNS[name], plan))
        assert {Client().get(address).status_code, Client().post(address).status_code} <= {302, 403, 405}
