"""The way of a class: open, freeze its list, invite, begin, finish, settle; cancel it, take steps back with a reason.

The row of the class is locked before anything in it, the audit trail last.
"""

import datetime

from django.db import transaction
from django.db.models import Q

from audit.telling import details_of
from lib.dates import short_date
from lib.refusals import Refused
from organisations.models import User
from trainings import figures, results
from trainings.actions.stepping import Stepping, locked_class, move, stepping
from trainings.enums import ClassAct, ClassState, EnrolmentState, RosterState
from trainings.models import Certificate, Enrolment, RosterList, TrainingClass
from trainings.steps import STEPS, last_step

_NAMED = 5


def open_class(training_class: TrainingClass, *, by: User, at: datetime.datetime) -> None:
    """Let the class take names. Raises PermissionDenied, Refused."""
    with stepping(training_class, ClassAct.OPEN, by=by, at=at):
        pass


def freeze_class(
    training_class: TrainingClass, *, by: User, at: datetime.datetime, without_lists: bool = False
) -> None:
    """Close the list: from now on people change one by one only (chốt danh sách).

    Raises PermissionDenied; Refused while nobody is in the class, or while units of this class have lists that are not
    accepted, unless `without_lists`.
    """
    with stepping(training_class, ClassAct.FREEZE, by=by, at=at) as step:
        if step.is_done:
            return
        people = Enrolment.objects.filter(training_class=step.row, state__in=sorted(EnrolmentState.holding_a_seat()))
        number = people.count()
        if not number:
            raise Refused("Chưa có ai trong danh sách: hãy tiếp nhận danh sách của các đơn vị, hoặc thêm người, đã.")
        waiting = RosterList.objects.filter(share__training_class=step.row).exclude(state=RosterState.ACCEPTED)
        if not without_lists and (missing := list(waiting.select_related("share__area", "share__organisation"))):
            raise Refused(_lists_missing(missing))
        step.set(frozen_at=at, frozen_by=by)
        step.details["people"] = number


def unfreeze_class(training_class: TrainingClass, *, reason: str, by: User, at: datetime.datetime) -> None:
    """Take names again after the list was closed. Raises PermissionDenied, Refused."""
    with stepping(training_class, ClassAct.UNFREEZE, by=by, at=at, reason=reason, needs_reason=True) as step:
        if not step.is_done:
            step.set(frozen_at=None, frozen_by=None)


def invite_class(training_class: TrainingClass, *, by: User, at: datetime.datetime, note: str = "") -> None:
    """Say that the invitation went out: everybody accepted is invited. Raises PermissionDenied, Refused."""
    with stepping(training_class, ClassAct.INVITE, by=by, at=at, reason=note) as step:
        if not step.is_done:
            _invite(step.row)


def invite_by_paper(training_class: TrainingClass, *, number: str, by: User, at: datetime.datetime) -> None:
    """Whoever issues the invitation of a class (`number` as printed) has invited its people. Only from a closed list:
    in any other state the class stays as it is. Asks for no permission: issuing has asked.
    """
    with transaction.atomic():
        row = locked_class(training_class)
        if row.state in STEPS[ClassAct.INVITE].from_states:
            _invite(row)
            step = Stepping(row, STEPS[ClassAct.INVITE].to_state)
            move(step, ClassAct.INVITE, by=by, at=at, reason=f"Giấy mời {number}" if number else "Giấy mời")


def begin_class(training_class: TrainingClass, *, starts_on: datetime.date, by: User, at: datetime.datetime) -> None:
    """The class is held from `starts_on` on. Raises PermissionDenied, Refused."""
    with stepping(training_class, ClassAct.BEGIN, by=by, at=at) as step:
        if not step.is_done:
            is_later = step.row.ends_on is not None and step.row.ends_on >= starts_on
            step.set(starts_on=starts_on, ends_on=step.row.ends_on if is_later else None)


def begin_by_roll(row: TrainingClass, *, on: datetime.date, by: User, at: datetime.datetime) -> None:
    """Begin the locked class `row` because somebody was marked in it; one that is being held stays as it is."""
    if row.state in STEPS[ClassAct.BEGIN].from_states:
        begin_class(row, starts_on=row.starts_on or on, by=by, at=at)


def finish_class(
    training_class: TrainingClass,
    *,
    starts_on: datetime.date,
    ends_on: datetime.date,
    by: User,
    at: datetime.datetime,
    as_is: bool = False,
) -> None:
    """End the class: everybody's result is written down, and nothing in it changes silently any more.

    Raises PermissionDenied; Refused: days in the wrong order, nobody was marked in any session, marks or scores are
    missing (unless `as_is`: then who was not marked was absent), somebody with a valid certificate would fail.
    """
    with stepping(training_class, ClassAct.FINISH, by=by, at=at) as step:
        if step.is_done:
            return
        if ends_on < starts_on:
            raise Refused(
                f"Ngày kết thúc {short_date(ends_on)} trước ngày bắt đầu {short_date(starts_on)}: hãy xem lại."
            )
        if not results.sessions_held(step.row):
            raise Refused("Chưa điểm danh buổi nào nên chưa tính được kết quả: hãy điểm danh ở trang «Điểm danh» đã.")
        if (missing := results.still_open(step.row)) and not as_is:
            raise Refused(f"Còn {missing}. Hãy ghi nốt, hoặc đánh dấu «Kết thúc, không ghi thêm» ở dưới.")
        completed = results.settle_states(step.row)
        _refuse_failing_with_certificate(step.row)
        figures.refresh([step.row.pk])
        step.set(starts_on=starts_on, ends_on=ends_on)
        step.details["completed"] = len(completed)


def settle_class(training_class: TrainingClass, *, by: User, at: datetime.datetime, note: str = "") -> None:
    """Say that the money of the class is settled. Raises PermissionDenied, Refused."""
    with stepping(training_class, ClassAct.SETTLE, by=by, at=at, reason=note):
        pass


def unsettle_class(training_class: TrainingClass, *, reason: str, by: User, at: datetime.datetime) -> None:
    """Take back that the money is settled. Raises PermissionDenied, Refused."""
    with stepping(training_class, ClassAct.UNSETTLE, by=by, at=at, reason=reason, needs_reason=True):
        pass


def reopen_class(training_class: TrainingClass, *, reason: str, by: User, at: datetime.datetime) -> None:
    """Open a finished class again to correct attendance, scores or people; results are computed anew when it ends.

    Certificates stay; who holds a valid one cannot fail afterwards. Raises PermissionDenied, Refused.
    """
    with stepping(training_class, ClassAct.REOPEN, by=by, at=at, reason=reason, needs_reason=True) as step:
        if step.is_done:
            return
        judged = Enrolment.objects.filter(training_class=step.row).filter(
            Q(state=EnrolmentState.COMPLETED) | Q(state=EnrolmentState.NOT_COMPLETED)
        )
        judged.update(state=EnrolmentState.INVITED)
        figures.refresh([step.row.pk])


def cancel_class(training_class: TrainingClass, *, reason: str, by: User, at: datetime.datetime) -> None:
    """The class is not held. Its people keep their registration. Raises PermissionDenied, Refused."""
    with stepping(training_class, ClassAct.CANCEL, by=by, at=at, reason=reason, needs_reason=True) as step:
        if not step.is_done:
            step.set(cancel_reason=reason.strip()[:300])


def restore_class(training_class: TrainingClass, *, reason: str, by: User, at: datetime.datetime) -> None:
    """Take a cancelled class up again in the state that it was cancelled in. Raises PermissionDenied, Refused."""
    with stepping(training_class, ClassAct.RESTORE, by=by, at=at, reason=reason, needs_reason=True) as step:
        if step.is_done:
            return
        step.to_state = _cancelled_in(step.row)
        step.set(cancel_reason="")


def _cancelled_in(training_class: TrainingClass) -> ClassState:
    """The state before the class was cancelled, from the audit trail; a class that came cancelled (by an import) has
    none there: what its list says then."""
    last = last_step(training_class)
    said = details_of(last).get("from") if last is not None and last.act == ClassAct.CANCEL.label else None
    if said in STEPS[ClassAct.CANCEL].from_states:
        return ClassState(said)
    return ClassState.CLOSED if training_class.frozen_at else ClassState.PLANNED


def _invite(training_class: TrainingClass) -> None:
    people = Enrolment.objects.filter(training_class=training_class, state=EnrolmentState.ACCEPTED)
    people.update(state=EnrolmentState.INVITED)


def _lists_missing(lists: list[RosterList]) -> str:
    sent = [str(row.share) for row in lists if row.state == RosterState.SUBMITTED]
    unsent = [str(row.share) for row in lists if row.state != RosterState.SUBMITTED]
    said = []
    if sent:
        said.append(f"{len(sent)} danh sách đã gửi chưa tiếp nhận ({_some(sent)})")
    if unsent:
        said.append(f"{len(unsent)} đơn vị chưa gửi ({_some(unsent)})")
    return f"Còn {' và '.join(said)}. Hãy tiếp nhận đã, hoặc đánh dấu «Chốt, không chờ các đơn vị này» ở dưới."


def _some(names: list[str]) -> str:
    return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")


def _refuse_failing_with_certificate(training_class: TrainingClass) -> None:
    failing = Certificate.objects.filter(
        enrolment__training_class=training_class, enrolment__state=EnrolmentState.NOT_COMPLETED, revoked_at=None
    )
    if names := list(failing.values_list("enrolment__full_name", flat=True)):
        raise Refused(
            f"{_some(names)} đã có giấy chứng nhận nhưng nay không đủ điều kiện. Hãy thu hồi giấy chứng nhận trước, "
            "hoặc quyết định kết quả khác có ghi lý do ở trang «Kết quả»."
        )
