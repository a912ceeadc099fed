"""Who was there: a roll per buổi of a class, per day of a tour, and the table of all of them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from lib.dates import short_date
from trainings.enums import EnrolmentState, Mark
from trainings.models import Attendance, ClassSession, Enrolment, TrainingClass

UNIT_OF_LIST = ("roster__share__area", "roster__share__organisation")
"""What `unit_of` reads."""
_SLICE = 500


@dataclass(frozen=True)
class Roll:
    """What is marked at once: one session of a class, all sessions of one day of a tour. Never empty."""

    sessions: tuple[ClassSession, ...]
    is_day: bool = False

    @property
    def pk(self) -> int:
        """The key in addresses: that of the first session."""
        return self.sessions[0].pk

    @property
    def held_on(self):
        return self.sessions[0].held_on

    @property
    def title(self) -> str:
        """«Sáng 16/4/2024», «Chiều ngày 2» without a date; of a tour «Ngày 1, 16/4/2024»."""
        first = self.sessions[0]
        if self.is_day:
            return f"Ngày {first.day_number}" + (f", {short_date(self.held_on)}" if self.held_on else "")
        return f"{first.get_half_display()} {short_date(self.held_on)}" if self.held_on else str(first)

    @property
    def short(self) -> str:
        """For the head of a narrow column: «S 16/4», «C 2»; of a tour «16/4»."""
        first = self.sessions[0]
        day = f"{self.held_on.day}/{self.held_on.month}" if self.held_on else str(first.day_number)
        return day if self.is_day else f"{first.get_half_display()[0]} {day}"

    @property
    def note(self) -> str:
        return self.sessions[0].note


@dataclass(frozen=True)
class Tally:
    """How many of a roll are present, absent, excused, not marked."""

    present: int = 0
    absent: int = 0
    excused: int = 0
    open: int = 0


@dataclass(frozen=True)
class Line:
    """One person of the table: a mark (or "") per roll, and how many sessions (buổi) he or she was there."""

    person: Enrolment
    marks: tuple[str, ...]

    @property
    def is_gone(self) -> bool:
        return self.person.state in EnrolmentState.gone()


def rolls(training_class: TrainingClass) -> list[Roll]:
    """The rolls of a class or tour, in their order. Reads `course`; one query."""
    sessions = list(training_class.sessions.order_by("day_number", "half"))
    if not training_class.course.is_tour:
        return [Roll((session,)) for session in sessions]
    days = groupby(sessions, key=lambda session: session.day_number)
    return [Roll(tuple(day), is_day=True) for _, day in days]


def roll_of(training_class: TrainingClass, session_id: int) -> Roll | None:
    """The roll to which a session belongs, None when the class has no such session."""
    return next((roll for roll in rolls(training_class) if session_id in {row.pk for row in roll.sessions}), None)


def members(training_class: TrainingClass):
    """Who is marked: people with a place in the class; those who count first, by given name."""
    people = Enrolment.objects.filter(training_class=training_class, state__in=sorted(EnrolmentState.holding_a_seat()))
    return people.select_related(*UNIT_OF_LIST).order_by("-counts", "sort_key", "pk")


def unit_of(person: Enrolment) -> str:
    """Where somebody comes from: «Thôn 1, xã Mường Đun», else the workplace. Reads UNIT_OF_LIST."""
    share = person.roster.share if person.roster_id else None
    place = share.called_in_a_sentence if share and person.village else str(share or "")
    return ", ".join(part for part in (person.village, place or person.workplace) if part)


def marks_in(roll: Roll) -> dict[int, str]:
    """Person → mark, in the first session of the roll."""
    return dict(Attendance.objects.filter(session=roll.pk).values_list("enrolment", "mark"))


def counts(training_class: TrainingClass, marked: Sequence[Roll]) -> dict[int, Tally]:
    """Key of a roll → how many of those who count were there; two queries."""
    people = members(training_class).filter(counts=True).order_by().select_related(None)
    total = people.count()
    found: dict[int, Counter] = {roll.pk: Counter() for roll in marked}
    rows = Attendance.objects.filter(session__in=found, enrolment__in=people)
    for session, mark, number in rows.values_list("session", "mark").annotate(n=Count("pk")):
        found[session][mark] = number
    return {
        key: Tally(number[Mark.PRESENT], number[Mark.ABSENT], number[Mark.EXCUSED], total - number.total())
        for key, number in found.items()
    }


def table(training_class: TrainingClass, marked: Sequence[Roll], people: Sequence[Enrolment]) -> list[Line]:
    """The marks of `people` in all rolls; one query."""
    column = {roll.pk: number for number, roll in enumerate(marked)}
    found: dict[int, list[str]] = {person.pk: [""] * len(marked) for person in people}
    rows = Attendance.objects.filter(session__in=column, enrolment__in=found)
    for person, session, mark in rows.values_list("enrolment", "session", "mark"):
        found[person][column[session]] = mark
    return [Line(person, tuple(found[person.pk])) for person in people]


def write(roll: Roll, marks: Mapping[int, str]) -> None:
    """Put `marks` (person → mark, "" to take it away) into every session of the roll and count the half-days anew.

    Each mark is an upsert of its own: who marks other people at the same time loses nothing.
    """
    gone = [person for person, mark in marks.items() if not mark]
    Attendance.objects.filter(session__in=roll.sessions, enrolment__in=gone).delete()
    rows = [
        Attendance(enrolment_id=person, session=session, mark=mark)
        for session in roll.sessions
        for person, mark in sorted(marks.items())
        if mark
    ]
    Attendance.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["enrolment", "session"],
        update_fields=["mark"],
        batch_size=_SLICE,
    )
    count_half_days(marks)


def count_half_days(people: Collection[int]) -> None:
    """Bring `half_days` of these people in line with their marks."""
    present = Attendance.objects.filter(enrolment=OuterRef("pk"), mark=Mark.PRESENT).order_by().values("enrolment")
    number = Coalesce(Subquery(present.annotate(n=Count("pk")).values("n")), 0)
    Enrolment.objects.filter(pk__in=list(people)).update(half_days=number)
