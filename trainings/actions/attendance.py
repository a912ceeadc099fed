"""Acts of taking attendance: mark people in a session (a day of a tour), lay out sessions where there are none."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from lib.refusals import Refused
from organisations.models import User
from trainings import attendance, figures
from trainings.actions.classes import begin_by_roll
from trainings.actions.holding import held, tell
from trainings.enums import Half, Mark
from trainings.models import ClassSession, TrainingClass

_TOLD = 20
_WORDS = {"": "chưa điểm danh", **{str(value): label for value, label in Mark.choices}}


@dataclass(frozen=True)
class Marked:
    """What marking did: the people whose mark changed, those who are not in the class any more, all marks now."""

    changed: tuple[int, ...]
    unknown: tuple[int, ...]
    marks: Mapping[int, str]


@transaction.atomic
def mark(
    training_class: TrainingClass,
    session_id: int,
    marks: Mapping[int, str],
    *,
    by: User,
    at: datetime.datetime,
    rest: str = "",
) -> Marked:
    """Mark people (key → Mark, "" takes a mark away) in the roll of a session; with `rest`, everybody not marked too.

    The same marks again change nothing. The first mark begins the class. People who left meanwhile are passed over and
    told in `unknown`. Raises PermissionDenied; Refused: list not closed yet, class finished, session gone.
    """
    row = held(training_class, by=by)
    roll = attendance.roll_of(row, session_id)
    if roll is None:
        raise Refused("Buổi này không còn trong thời khóa biểu: hãy quay lại trang «Điểm danh» và chọn buổi khác.")
    members = {person.pk: person for person in attendance.members(row)}
    before = attendance.marks_in(roll)
    wanted = {person: said for person, said in marks.items() if person in members}
    if rest:
        wanted |= {person: rest for person in members if person not in before and person not in wanted}
    changed = {person: said for person, said in wanted.items() if before.get(person, "") != said}
    if changed:
        attendance.write(roll, changed)
        figures.refresh([row.pk])
        begin_by_roll(row, on=roll.held_on or localdate(at), by=by, at=at)
        told = [
            {"of": members[person].full_name, "field": roll.title, "was": _WORDS[before.get(person, "")],
             "now": _WORDS[said]}
            for person, said in list(changed.items())[:_TOLD]
        ]  # fmt: skip
        details = {"place": roll.title, "people": len(changed), "changes": told}
        tell("điểm danh", row, by=by, at=at, details=details)
    now = attendance.marks_in(roll) if changed else before
    return Marked(tuple(changed), tuple(sorted(marks.keys() - members.keys())), now)


@transaction.atomic
def lay_out_sessions(training_class: TrainingClass, *, by: User, at: datetime.datetime) -> list[ClassSession]:
    """Give a class without sessions a morning and an afternoon on every day; return its sessions.

    Days follow the first day of the class where it is known. There are sessions already: nothing happens.
    Raises PermissionDenied, Refused.
    """
    row = held(training_class, by=by, needs_list=False)
    there = list(row.sessions.all())
    if there:
        return there
    first = row.starts_on or row.expected_from
    made = [
        ClassSession(
            training_class=row,
            day_number=day + 1,
            half=half,
            held_on=first + datetime.timedelta(days=day) if first else None,
        )
        for day in range(row.course.days)
        for half in (Half.MORNING, Half.AFTERNOON)
    ]
    ClassSession.objects.bulk_create(made)
    tell("lập các buổi để điểm danh", row, by=by, at=at, details={"rows": len(made)})
    return made
