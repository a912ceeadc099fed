"""Acts on single people of a class: somebody comes instead, leaves, comes back, comes late.

The list of the unit is locked first, then the class, then seats, the audit trail last.
"""

import datetime

from django.db import transaction

from lib.refusals import Refused
from organisations.models import User
from trainings import figures, replacing, seating
from trainings.actions.holding import GONE, held, tell
from trainings.enums import EnrolmentState, RosterState
from trainings.models import Enrolment, RosterList, TrainingClass
from trainings.rosters.rows import Row
from trainings.steps import locked

NEEDS_A_REASON = "Hãy ghi lý do: danh sách lớp và giấy tờ sau này cần nói được vì sao."

_IN = EnrolmentState.holding_a_seat()


@transaction.atomic
def replace_person(enrolment: Enrolment, row: Row, *, reason: str, by: User, at: datetime.datetime) -> Enrolment:
    """Let the person of `row` (checked) take the place of `enrolment`; return the new member.

    Raises PermissionDenied; Refused: no reason, list not closed or class finished, the other has left already, the new
    one is in the course already.
    """
    old, row_of_class = _locked(enrolment, by=by)
    reason = _reason(reason)
    replacing.leave(old, EnrolmentState.REPLACED, reason=reason)
    new = replacing.put_in(row_of_class, old.roster, row, at=at, counts=old.counts, replaces=old)
    return _replaced(old, new, row_of_class, reason=reason, by=by, at=at)


@transaction.atomic
def call_up(enrolment: Enrolment, waiting: Enrolment, *, reason: str, by: User, at: datetime.datetime) -> Enrolment:
    """Let somebody on the waiting list of the same unit take the place of `enrolment`. Raises as `replace_person`."""
    old, row_of_class = _locked(enrolment, by=by)
    reason = _reason(reason)
    new = replacing.waiting_for(old).select_related("roster__share").filter(pk=waiting.pk).first()
    if new is None:
        raise Refused("Người này không còn trong danh sách chờ của đơn vị: hãy tải lại trang.")
    replacing.leave(old, EnrolmentState.REPLACED, reason=reason)
    if new.roster_id:
        seating.take(new.roster.share_id)
    new.replaces = old
    replacing.join(new, row_of_class, at=at)
    return _replaced(old, new, row_of_class, reason=reason, by=by, at=at)


@transaction.atomic
def withdraw_person(enrolment: Enrolment, *, reason: str, by: User, at: datetime.datetime) -> list[Enrolment]:
    """Let somebody leave the class; return who moved up from the waiting list (only while the class takes names).

    Raises PermissionDenied; Refused: no reason, class finished, left already.
    """
    old, row_of_class = _locked(enrolment, by=by, needs_list=False)
    reason = _reason(reason)
    replacing.leave(old, EnrolmentState.WITHDRAWN, reason=reason)
    moved = seating.promote([old.roster.share_id]) if old.roster_id else []
    figures.refresh({row_of_class.pk, *(person.training_class_id for person in moved)})
    changes = [{"of": old.full_name, "field": "trong lớp", "was": "có", "now": "đã rút"}]
    changes += [{"of": person.full_name, "field": "danh sách chờ", "was": "chờ", "now": "có chỗ"} for person in moved]
    tell("cho rút khỏi lớp", row_of_class, by=by, at=at, details={"reason": reason, "changes": changes})
    return moved


@transaction.atomic
def take_back_person(enrolment: Enrolment, *, by: User, at: datetime.datetime) -> Enrolment:
    """Let somebody who withdrew be in the class again. Raises PermissionDenied; Refused: class finished, no free seat,
    did not withdraw, sits in the course already."""
    old, row_of_class = _locked(enrolment, by=by, needs_list=False, states=frozenset({EnrolmentState.WITHDRAWN}))
    replacing.come_back(old)
    figures.refresh([row_of_class.pk])
    change = {"of": old.full_name, "field": "trong lớp", "was": "đã rút", "now": "có"}
    tell("nhận lại vào lớp", row_of_class, by=by, at=at, details={"changes": [change]})
    return old


@transaction.atomic
def add_person(
    training_class: TrainingClass,
    row: Row,
    *,
    by: User,
    at: datetime.datetime,
    roster: RosterList | None = None,
    counts: bool = True,
    reason: str = "",
) -> Enrolment:
    """Put somebody into the class: on a free seat of the unit of `roster`, or as one of no list; `counts` False for
    those who only come along (drivers, organisers). After the list was closed a reason is needed.

    Raises PermissionDenied; Refused: class finished, no reason, no free seat, in the course already.
    """
    listed = _locked_list(roster.pk) if roster is not None else None
    kept = held(training_class, by=by, needs_list=False)
    if listed is not None and (listed.state != RosterState.ACCEPTED or listed.share.training_class_id != kept.pk):
        raise Refused("Danh sách của đơn vị này chưa được tiếp nhận vào lớp: hãy tiếp nhận danh sách đã.")
    if kept.frozen_at is not None:
        reason = _reason(reason)
    new = replacing.put_in(kept, listed, row, at=at, counts=counts)
    figures.refresh([kept.pk])
    change = {"of": new.full_name, "field": "trong lớp", "was": "", "now": "có"}
    tell("thêm người vào lớp", kept, by=by, at=at, details={"reason": reason, "changes": [change]})
    return new


def _locked(
    enrolment: Enrolment,
    *,
    by: User,
    needs_list: bool = True,
    states: frozenset[EnrolmentState] = _IN,
) -> tuple[Enrolment, TrainingClass]:
    """The enrolment with its list, and its class, locked. Raises Refused unless the enrolment is in one of `states`."""
    if enrolment.roster_id is not None:
        roster = _locked_list(enrolment.roster_id)
        locked([enrolment.training_class_id, roster.share.training_class_id])
    training_class = held(enrolment.training_class, by=by, needs_list=needs_list)
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related("roster__share__area", "training_class")
    row = rows.filter(pk=enrolment.pk, training_class=training_class).first()
    if row is None:
        raise Refused(GONE)
    if row.state not in states:
        raise Refused(
            f"{row.full_name} nay là «{row.get_state_display()}»: hãy tải lại trang để xem danh sách hiện tại."
        )
    return row, training_class


def _locked_list(roster_id: int) -> RosterList:
    rows = RosterList.objects.select_for_update(of=("self",)).select_related("share__area", "share__organisation")
    return rows.get(pk=roster_id)


def _reason(text: str) -> str:
    if not text.strip():
        raise Refused(NEEDS_A_REASON)
    return text.strip()[:300]


def _replaced(
    old: Enrolment, new: Enrolment, training_class: TrainingClass, *, reason: str, by: User, at: datetime.datetime
) -> Enrolment:
    figures.refresh([training_class.pk])
    changes = [{"of": "", "field": "người dự", "was": old.full_name, "now": new.full_name}]
    tell("thay người trong lớp", training_class, by=by, at=at, details={"reason": reason, "changes": changes})
    return new
