"""Where a plan is on its way, and with whom: the state line of its page."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q
from django.utils.timezone import localdate

from organisations.models import User
from plans.enums import PlanAct, PlanState
from plans.models import Plan
from plans.permissions import PERMISSIONS

NAMED = 3


class Reached(StrEnum):
    """How far the plan is, seen from a station."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Station:
    """A place on the way of a plan."""

    name: str
    reached: Reached


@dataclass(frozen=True)
class Holders:
    """Who can take the next step: names, how many more, and the role to ask for when there is nobody."""

    names: tuple[str, ...]
    more: int
    role: str


_WAY = (
    ("Dự thảo", PlanState.editable()),
    ("Trưởng phòng", {PlanState.SUBMITTED}),
    ("Văn thư", {PlanState.PASSED}),
    ("Lãnh đạo", {PlanState.CHECKED}),
    ("Ký", {PlanState.APPROVED}),
    ("Số", {PlanState.SIGNED}),
    ("Ban hành", {PlanState.NUMBERED}),
)

_NEXT = {
    PlanState.SUBMITTED: (PlanAct.PASS_ON, "Trưởng phòng"),
    PlanState.PASSED: (PlanAct.CHECK, "Văn thư"),
    PlanState.CHECKED: (PlanAct.APPROVE, "Lãnh đạo"),
    PlanState.APPROVED: (PlanAct.APPROVE, "Lãnh đạo"),
    PlanState.SIGNED: (PlanAct.NUMBER, "Văn thư"),
    PlanState.NUMBERED: (PlanAct.ISSUE, "Văn thư"),
}


def stations(plan: Plan) -> tuple[Station, ...]:
    """The stations of `plan` in order; offices without departments that review have none for their head.

    Reads `plan.organisation`. A plan that was recalled or replaced has been through all of them.
    """
    way = [
        (name, states)
        for name, states in _WAY
        if states != {PlanState.SUBMITTED} or plan.organisation.reviews_in_departments or plan.state in states
    ]
    here = next((at for at, (_, states) in enumerate(way) if plan.state in states), len(way))
    marks = {-1: Reached.DONE, 0: Reached.HERE, 1: Reached.AHEAD}
    return tuple(Station(name, marks[(at > here) - (at < here)]) for at, (name, _) in enumerate(way))


def holders(plan: Plan) -> Holders | None:
    """With whom `plan` is now, in one query; None when it waits for nobody (issued) or for its drafter.

    Reads `plan.organisation` and `plan.signer`.
    """
    if plan.state not in _NEXT or not plan.takes_steps:
        return None
    act, role = _NEXT[PlanState(plan.state)]
    people = User.objects.with_perm(PERMISSIONS[act][0], include_superusers=False, backend=_backend())
    if act == PlanAct.APPROVE and plan.signer and plan.signer.account_id:
        people = people.filter(pk=plan.signer.account_id)
    if act == PlanAct.PASS_ON and plan.department_id:
        people = people.filter(Q(department=plan.department_id) | Q(department=None))
    names = [str(user) for user in people.filter(_of_the_office(plan)).order_by("full_name", "username")]
    return Holders(tuple(names[:NAMED]), max(0, len(names) - NAMED), role)


def days_waiting(plan: Plan, at: datetime) -> int:
    """For how many days `plan` has been where it is, counted by the calendar: 0 means since today."""
    return max(0, (localdate(at) - localdate(plan.state_since)).days)


def _of_the_office(plan: Plan) -> Q:
    office = plan.organisation
    near = Q(organisation=office.pk) | Q(organisation=office.successor_id)
    return near | Q(organisation=office.superior_id) if office.is_council else near


def _backend() -> str:
    return f"{ModelBackend.__module__}.{ModelBackend.__qualname__}"
