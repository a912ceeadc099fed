"""Acts on the timetable of a class: make it from the course's modules and days, correct it by hand."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from lib.refusals import Refused
from organisations.models import User
from trainings.actions.course_editing import check_row, locked_class, pictures, tell
from trainings.models import Attendance, ClassSession, SessionPart, TrainingClass
from trainings.schedules import subjects_of
from trainings.timetabling import timetable


@dataclass(frozen=True)
class WrittenPart:
    """A line of a timetable as people write it: some tiết of a module (keys), or only a half day with a note."""

    module: int | None = None
    periods: int = 0
    lecturer: int | None = None


@dataclass(frozen=True)
class WrittenSession:
    """A half day as people write it; `held_on` None: the day that its number says."""

    day: int
    half: str
    parts: tuple[WrittenPart, ...] = ()
    held_on: datetime.date | None = None
    note: str = ""


@transaction.atomic
def make_timetable(training_class: TrainingClass, *, version: int, by: User, at: datetime.datetime) -> None:
    """Make the half days of `training_class` anew from the modules and days of its course.

    Raises PermissionDenied, StaleCourse; Refused when attendance has been taken in a half day that would go.
    """
    row = locked_class(training_class, by=by, version=version)
    planned = timetable(subjects_of(row), days=row.course.days)
    sessions = [
        WrittenSession(s.day, s.half, tuple(WrittenPart(p.subject, p.periods, p.lecturer) for p in s.parts))
        for s in planned
    ]
    _put(row, sessions, act="xếp thời khóa biểu", by=by, at=at)


@transaction.atomic
def save_timetable(
    training_class: TrainingClass,
    sessions: Sequence[WrittenSession],
    *,
    version: int,
    by: User,
    at: datetime.datetime,
) -> None:
    """Make `sessions` the half days of `training_class`, as somebody corrected them by hand.

    Half days that stay keep their attendance. Raises PermissionDenied, StaleCourse, Refused.
    """
    row = locked_class(training_class, by=by, version=version)
    _put(row, sessions, act="sửa thời khóa biểu", by=by, at=at)


def _put(row: TrainingClass, sessions: Sequence[WrittenSession], *, act: str, by: User, at: datetime.datetime) -> None:
    stored = {(session.day_number, session.half): session for session in row.sessions.all()}
    was = _pictures(row)
    places = {(session.day, session.half) for session in sessions}
    gone = [session for place, session in stored.items() if place not in places]
    held = Attendance.objects.filter(session__in=gone).select_related("session").first()
    if held is not None:
        raise Refused(f"Không bỏ được buổi {_called(held.session)}: đã điểm danh buổi này.")
    ClassSession.objects.filter(pk__in=[session.pk for session in gone]).delete()
    for written in sessions:
        session = stored.get((written.day, written.half)) or ClassSession(
            training_class=row, day_number=written.day, half=written.half
        )
        session.note = written.note
        session.held_on = written.held_on or _day(row, written.day)
        check_row(session)
        session.save()
        _put_parts(session, written.parts)
    tell(act, row, was, _pictures(row), by=by, at=at)


def _put_parts(session: ClassSession, parts: Sequence[WrittenPart]) -> None:
    session.parts.all().delete()
    rows = [
        SessionPart(
            session=session, position=place, module_id=part.module, periods=part.periods, lecturer_id=part.lecturer
        )
        for place, part in enumerate(parts, start=1)
        if part.module is not None
    ]
    for part in rows:
        check_row(part)
    SessionPart.objects.bulk_create(rows)


def _pictures(row: TrainingClass):
    parts = SessionPart.objects.filter(session__training_class=row).select_related("module", "session")
    return pictures([row], row.sessions.all(), parts.order_by("session__day_number", "session__half", "position"))


def _day(row: TrainingClass, number: int) -> datetime.date | None:
    return row.starts_on and row.starts_on + datetime.timedelta(days=number - 1)


def _called(session: ClassSession) -> str:
    return f"{session.get_half_display().lower()} ngày {session.day_number}"
