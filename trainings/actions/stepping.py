"""What every act on a whole class does: lock, ask for permission, look at the state, keep the log."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.enums import EntryKind
from audit.recording import record
from lib.refusals import Refused
from organisations.models import User
from trainings.enums import ClassAct, ClassState
from trainings.models import TrainingClass
from trainings.steps import STEPS, can_do, is_possible, last_step, why_not

NEEDS_A_REASON = "Hãy ghi lý do: người xem lại sau này cần biết vì sao."


@dataclass
class Stepping:
    """An act under way on the locked row. The block may set `to_state`, fields of the row (naming them in `changed`),
    and what the log keeps. `is_done` says that the same person did this a moment ago (a second click): do nothing.
    """

    row: TrainingClass
    to_state: ClassState
    is_done: bool = False
    changed: list[str] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)

    def set(self, **values: Any) -> None:
        """Give fields of the row new values, to be saved with the new state."""
        for name, value in values.items():
            setattr(self.row, name, value)
            self.changed.append(name)


@contextmanager
def stepping(
    training_class: TrainingClass,
    act: ClassAct,
    *,
    by: User,
    at: datetime.datetime,
    reason: str = "",
    needs_reason: bool = False,
) -> Iterator[Stepping]:
    """Do the block as `act` on `training_class`, in one transaction which the block's refusal undoes.

    `training_class` is the row as the person saw it. Raises PermissionDenied; Refused when it is in another state by
    now or in none for this act (who was faster stands in the sentence), or when a reason is needed and missing.
    """
    with transaction.atomic():
        row = locked_class(training_class)
        step = Stepping(row, STEPS[act].to_state, is_done=_require(row, act, by=by, seen=training_class))
        reason = reason.strip()
        if needs_reason and not reason and not step.is_done:
            raise Refused(NEEDS_A_REASON)
        yield step
        if not step.is_done:
            move(step, act, by=by, at=at, reason=reason)
    for name in ("state", "state_since", *step.changed):
        setattr(training_class, name, getattr(row, name))


def locked_class(training_class: TrainingClass) -> TrainingClass:
    """The row of the class with its course, locked until the transaction ends. Raises Refused when it is gone."""
    rows = TrainingClass.objects.select_for_update(of=("self",)).select_related("course__organisation", "venue")
    row = rows.filter(pk=training_class.pk).first()
    if row is None:
        raise Refused("Lớp này không còn: hãy tải lại trang.")
    return row


def _require(row: TrainingClass, act: ClassAct, *, by: User, seen: TrainingClass) -> bool:
    """Whether `by` has done `act` already, from the page that is shown; see `stepping` for what is raised."""
    if not can_do(by, row, act):
        raise PermissionDenied
    if row.state_since == seen.state_since and is_possible(row, act):
        return False
    last = last_step(row)
    if last is not None and row.state_since != seen.state_since and (last.actor_id, last.act) == (by.pk, act.label):
        return True
    raise Refused(why_not(row, act, last))


def move(step: Stepping, act: ClassAct, *, by: User, at: datetime.datetime, reason: str = "") -> None:
    """Bring the class of `step` into its new state and write that down. Takes the audit trail's lock: call it last."""
    row, from_state = step.row, ClassState(step.row.state)
    row.state, row.state_since, row.version = step.to_state, at, row.version + 1
    row.save(update_fields=["state", "state_since", "version", *step.changed])
    details = {"from": from_state, "to": step.to_state, "reason": reason} | step.details
    organisation = row.course.organisation_id
    record(EntryKind.TRANSITION, act=act.label, by=by, at=at, row=row, organisation_id=organisation, details=details)
