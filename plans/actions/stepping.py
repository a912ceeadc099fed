"""What every act on a whole plan does: lock, ask for permission, look at the state, keep the log."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from audit.enums import EntryKind
from audit.recording import record
from lib.refusals import Refused
from organisations.models import Post, User
from plans.actions.editing import check, locked_row
from plans.enums import PlanAct, PlanState
from plans.models import Plan, PlanTransition
from plans.permissions import can_do
from plans.steps import STEPS, is_possible, why_not

NEEDS_A_REASON = "Hãy ghi lý do: người nhận cần biết vì sao và phải làm gì."


@dataclass
class Stepping:
    """An act under way. The block that does it may set `to_state`, and what the log keeps of it."""

    plan: Plan
    to_state: PlanState
    content: str = ""
    details: dict[str, Any] = field(default_factory=dict)


@contextmanager
def stepping(
    plan: Plan, act: PlanAct, *, by: User, at: datetime.datetime, reason: str = "", needs_reason: bool = False
) -> Iterator[Stepping]:
    """Do the block as `act` on `plan`: its row locked, permission and state asked before, the log written after.

    `plan` is the row as the person saw it: an act is meant for the state that it had then. One transaction, which the
    block's refusal undoes. Raises PermissionDenied; Refused when the plan is in another state by now or in none for it
    (who was faster stands in the sentence), or when a reason is needed and missing.
    """
    with transaction.atomic():
        row = locked_row(plan)
        require(row, act, by=by, seen=plan)
        reason = reason.strip()
        if needs_reason and not reason:
            raise Refused(NEEDS_A_REASON)
        step = Stepping(row, STEPS[act].to_state)
        yield step
        move(step, act, by=by, at=at, reason=reason)
    for name in ("state", "state_since", "paper"):
        setattr(plan, name, getattr(row, name))


def require(row: Plan, act: PlanAct, *, by: User, seen: Plan | None = None) -> None:
    """Raise Refused unless the state of `row` allows `act` and is that in which `by` has `seen` it (None: just now),
    and PermissionDenied unless the act is for `by` to do.

    Who may do the act in some state, but came too late, is told so rather than sent away.
    """
    is_as_seen = seen is None or (row.state, row.state_since) == (seen.state, seen.state_since)
    if is_as_seen and is_possible(row, act):
        if not can_do(by, row, act):
            raise PermissionDenied
        return
    if not any(can_do(by, row, act, state=state) for state in STEPS[act].from_states):
        raise PermissionDenied
    raise Refused(why_not(row, act, row.transitions.select_related("by").defer("content").last()))


def move(step: Stepping, act: PlanAct, *, by: User, at: datetime.datetime, reason: str = "") -> None:
    """Bring the plan of `step` into its new state and write that down. Takes the audit trail's lock: call it last."""
    plan, from_state = step.plan, PlanState(step.plan.state)
    post = standing(by, plan, on=localdate(at))
    plan.state = step.to_state
    if step.to_state != from_state:
        plan.state_since = at
    plan.save(update_fields=["state", "state_since", "paper"])
    transition = PlanTransition(
        plan=plan, act=act, from_state=from_state, to_state=step.to_state, by=by, by_post=post, at=at,
        reason=reason, content=step.content,
    )  # fmt: skip
    check(transition, exclude=["content"])
    transition.save(force_insert=True)
    details = {"from": from_state, "to": step.to_state, "post": post, "reason": transition.reason} | step.details
    record(EntryKind.TRANSITION, act=act.label, by=by, at=at, row=plan, details=details)


def standing(user: User, plan: Plan, *, on: datetime.date) -> str:
    """As what `user` acts in the log: the title of the post in the plan's office, else the roles."""
    post = Post.objects.existing_on(on).filter(account=user, organisation=plan.organisation_id).first()
    return post.title.capitalize() if post else ", ".join(user.groups.order_by("name").values_list("name", flat=True))
