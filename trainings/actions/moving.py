"""The act that moves people of one class into another class of the same course.

Nobody's seat changes: it is the unit's, in whatever class its people sit. What is asked is the room of the class. Lists
are locked first, then the classes, then the people, the audit trail last.
"""

import datetime
from collections.abc import Collection, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction

from lib.refusals import Refused
from organisations.models import User
from trainings import figures, replacing
from trainings.actions.holding import GONE, tell
from trainings.actions.replacements import NEEDS_A_REASON
from trainings.enums import EnrolmentState
from trainings.models import Attendance, Certificate, Enrolment, RosterList, TrainingClass
from trainings.permissions import can_hold
from trainings.steps import locked_open

_NAMED = 5


@transaction.atomic
def move_people(
    training_class: TrainingClass,
    enrolment_ids: Collection[int],
    target: TrainingClass,
    *,
    reason: str = "",
    by: User,
    at: datetime.datetime,
) -> list[Enrolment]:
    """Move these people of `training_class` into `target`, of the same course; return who moved, by given name.

    Who sits in `target` already is passed over, so that the same form sent twice moves once. In `target` they are
    accepted and not invited yet; that they were absent from `training_class` is forgotten.

    Raises PermissionDenied; Refused: nobody chosen, another course, one of the classes finished, no reason although a
    list is closed, somebody has left or is on no list of the class any more, was present or judged there, no room.
    """
    if not can_hold(by, training_class):
        raise PermissionDenied
    if not enrolment_ids:
        raise Refused("Hãy chọn ít nhất một người để chuyển.")
    if target.course_id != training_class.course_id or target.pk == training_class.pk:
        raise Refused("Hãy chọn một lớp khác của cùng khóa này.")
    source, target = _locked_classes(enrolment_ids, training_class, target)
    people = _locked_people(enrolment_ids, source, target)
    moving = [person for person in people if person.training_class_id == source.pk]
    if not moving:
        return []
    if not reason.strip() and (source.frozen_at or target.frozen_at):
        raise Refused(NEEDS_A_REASON)
    _refuse_begun(moving, source)
    replacing.require_room(target, sum(person.counts for person in moving))
    Attendance.objects.filter(enrolment__in=moving).delete()
    for person in moving:
        person.training_class, person.state, person.version = target, EnrolmentState.ACCEPTED, person.version + 1
    Enrolment.objects.bulk_update(moving, ["training_class", "state", "version"], batch_size=500)
    figures.refresh([source.pk, target.pk])
    changes = [{"of": person.full_name, "field": "lớp", "was": source.title, "now": target.title} for person in moving]
    details = {"reason": reason.strip()[:300], "changes": changes}
    tell("chuyển người sang lớp khác", source, by=by, at=at, details=details)
    tell("nhận người từ lớp khác", target, by=by, at=at, details=details)
    return moving


def _locked_classes(
    enrolment_ids: Collection[int], source: TrainingClass, target: TrainingClass
) -> tuple[TrainingClass, TrainingClass]:
    lists = RosterList.objects.filter(enrolments__in=enrolment_ids).order_by().values("pk")
    list(RosterList.objects.select_for_update().filter(pk__in=lists).order_by("pk"))
    found = {row.pk: row for row in locked_open([source.pk, target.pk])}
    if len(found) < 2:
        raise Refused("Lớp này không còn: hãy tải lại trang.")
    return found[source.pk], found[target.pk]


def _locked_people(enrolment_ids: Collection[int], source: TrainingClass, target: TrainingClass) -> Sequence[Enrolment]:
    """The people, locked and in the order of their names. Raises Refused when one left or sits in neither class."""
    rows = Enrolment.objects.select_for_update(of=("self",)).filter(pk__in=set(enrolment_ids)).order_by("pk")
    people = [row for row in rows if row.training_class_id in (source.pk, target.pk)]
    if len(people) < len(set(enrolment_ids)):
        raise Refused(GONE)
    for person in people:
        if person.state not in EnrolmentState.holding_a_seat():
            raise Refused(
                f"{person.full_name} nay là «{person.get_state_display()}»: hãy tải lại trang để xem danh sách "
                "hiện tại."
            )
    return sorted(people, key=lambda person: (person.sort_key, person.pk))


def _refuse_begun(people: Sequence[Enrolment], source: TrainingClass) -> None:
    """Raise Refused for whoever was present, tested or judged in `source`: those facts belong to that class."""
    certified = set(Certificate.objects.filter(enrolment__in=people).values_list("enrolment", flat=True))
    begun = [
        person.full_name
        for person in people
        if person.half_days or person.ruling or person.pk in certified
        or (person.score_before, person.score_after) != (None, None)
    ]  # fmt: skip
    if begun:
        names = ", ".join(begun[:_NAMED]) + (", …" if len(begun) > _NAMED else "")
        raise Refused(
            f"Chưa chuyển ai: {names} đã có mặt hoặc đã có điểm, kết quả ở {source.title}. Hãy bỏ chọn, hoặc sửa lại "
            "điểm danh, điểm, kết quả ở đó nếu ghi nhầm."
        )
