"""The tables in which people sign for every session of a class."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from documents.content import Block, Table
from lib.dates import day_digits, month_digits
from lib.number_words import number_in_figures
from trainings.enums import Half, Mark
from trainings.models import Attendance, TrainingClass
from trainings.papers import parts

_ROW_HEIGHT = 9.0  # mm, to sign in
_MOST_UPRIGHT, _MOST_LYING = 3, 8
"""So many sessions have a column wide enough to sign in; more of them go into further tables."""


@dataclass(frozen=True)
class Session:
    """One buổi: its row (None while the class has none), its day and half."""

    pk: int | None
    day_number: int
    half: Half
    held_on: date | None = None

    @property
    def day(self) -> str:
        """«20/3», or «Ngày 1» while nobody knows the day."""
        if self.held_on is None:
            return f"Ngày {self.day_number}"
        return f"{day_digits(self.held_on.day)}/{month_digits(self.held_on.month)}"


def sessions_of(training_class: TrainingClass) -> list[Session]:
    """The sessions of the class; before it has any, morning and afternoon of each of its days."""
    rows = training_class.sessions.order_by("day_number", "half")
    found = [Session(row.pk, row.day_number, Half(row.half), row.held_on) for row in rows]
    days = range(1, training_class.course.days + 1)
    return found or [Session(None, day, half) for day in days for half in (Half.MORNING, Half.AFTERNOON)]


def is_wide(sessions: Sequence[Session]) -> bool:
    """Whether the sheet lies on its side."""
    return len(sessions) > _MOST_UPRIGHT


def blocks(training_class: TrainingClass, sessions: Sequence[Session]) -> list[Block]:
    """One table for as many sessions as fit beside each other; the last row counts who was marked as present."""
    people = [
        (str(number), person.full_name, parts.unit_of(person))
        for number, person in enumerate(parts.people_of(training_class), start=1)
    ]
    present = _present(training_class)
    tables = [
        _table(people, sessions[start : start + _MOST_LYING], present, lying=is_wide(sessions))
        for start in range(0, len(sessions), _MOST_LYING)
    ]
    return [*tables, parts.signatures(training_class.course.organisation, "Người điểm danh")]


def _present(training_class: TrainingClass) -> dict[int | None, int]:
    """Session → how many were marked as present."""
    marks = Attendance.objects.filter(session__training_class=training_class, mark=Mark.PRESENT)
    return dict(marks.values_list("session").annotate(n=Count("pk")))


def _table(people, sessions: Sequence[Session], present: dict[int | None, int], *, lying: bool) -> Table:
    days = [session.day if n == 0 or sessions[n - 1].day != session.day else "" for n, session in enumerate(sessions)]
    header = (
        ("TT", "Họ và tên", "Đơn vị", *days, "Ghi chú"),
        ("", "", "", *(session.half.label for session in sessions), ""),
    )
    blank = ("",) * (len(sessions) + 1)
    counts = (present.get(session.pk) for session in sessions)
    totals = ("", "Số người có mặt", "", *(number_in_figures(n) if n else "" for n in counts), "")
    page = 252.0 if lying else 165.0
    fixed = (10.0, 45.0, 35.0) if lying else (10.0, 42.0, 30.0)
    note = 15.0
    room = (page - sum(fixed) - note) / len(sessions)
    rows = tuple((*person, *blank) for person in people)
    return Table(header, rows, (*fixed, *[room] * len(sessions), note), totals=(totals,), row_height=_ROW_HEIGHT)
