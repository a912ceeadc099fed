"""Who completed a class: enough attendance, a passed test where there is one, or a decision with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Q

from trainings.enums import EnrolmentState, Ruling
from trainings.models import ClassSession, Course, Enrolment, TrainingClass

SCORES = {"truoc": "score_before", "sau": "score_after"}
"""The tests: what their fields on a page are called → where the score is kept."""


@dataclass(frozen=True)
class Outcome:
    """What became of one person. `percent` is of the sessions that were held (None when there was none); `why` says
    what is missing, or why it was decided otherwise."""

    is_completed: bool
    percent: int | None
    why: str = ""
    is_ruled: bool = False

    @property
    def state(self) -> EnrolmentState:
        return EnrolmentState.COMPLETED if self.is_completed else EnrolmentState.NOT_COMPLETED


def outcome(person: Enrolment, course: Course, *, sessions: int) -> Outcome:
    """The result of `person` in a class of `course` of which `sessions` sessions (buổi) were held.

    The share of sessions is compared without rounding: 80 % of 6 sessions needs 5.
    """
    percent = person.half_days * 100 // sessions if sessions else None
    if person.ruling:
        return Outcome(person.ruling == Ruling.COMPLETED, percent, person.ruling_reason, is_ruled=True)
    lacks = []
    if not sessions:
        lacks.append("chưa điểm danh buổi nào")
    elif person.half_days * 100 < course.attendance_percent * sessions:
        lacks.append(f"dự {person.half_days}/{sessions} buổi, cần {course.attendance_percent}%")
    if course.has_tests and person.score_after is None:
        lacks.append("chưa có điểm đầu ra")
    elif course.has_tests and person.score_after < course.pass_score:
        lacks.append(f"điểm {score_text(person.score_after)}, cần {score_text(course.pass_score)}")
    return Outcome(not lacks, percent, "; ".join(lacks))


def score_text(score: Decimal | None) -> str:
    """«7», «7,5», «» : with a comma and without zeros that say nothing."""
    if score is None:
        return ""
    text = f"{score:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def read_score(text: str) -> Decimal | None:
    """The score that `text` writes, from 0 to 10 with at most two digits behind comma or point; None for none.

    Raises ValueError with a Vietnamese sentence.
    """
    plain = text.strip().replace(",", ".")
    if not plain:
        return None
    whole, _, part = plain.partition(".")
    if not (whole.isascii() and whole.isdigit() and (not part or (part.isascii() and part.isdigit()))):
        raise ValueError(f"«{text.strip()[:20]}» không phải là điểm: hãy ghi số từ 0 đến 10, ví dụ 7,5.")
    if len(part) > 2:
        raise ValueError("Điểm chỉ ghi đến hai chữ số sau dấu phẩy.")
    if len(whole) > 3 or (score := Decimal(plain)) > 10:
        raise ValueError("Điểm theo thang 10: hãy ghi số từ 0 đến 10.")
    return score


@dataclass(frozen=True)
class ResultLine:
    """One person of the result list. `gain` is score after − score before where both are known."""

    person: Enrolment
    outcome: Outcome
    gain: Decimal | None

    @property
    def verdict(self) -> str:
        """«Chưa có» before the first session, «Đạt», «Chưa đạt» while the class goes on; «Hoàn thành», «Không hoàn
        thành» afterwards."""
        if self.person.state in (EnrolmentState.COMPLETED, EnrolmentState.NOT_COMPLETED):
            return EnrolmentState(self.person.state).label
        if self.is_open:
            return "Chưa có"
        return "Đạt" if self.outcome.is_completed else "Chưa đạt"

    @property
    def is_open(self) -> bool:
        """Whether nothing can be said yet: no session was held and nobody decided otherwise."""
        return self.outcome.percent is None and not self.outcome.is_ruled and not self.outcome.is_completed


@dataclass(frozen=True)
class Summary:
    """The result of a class in numbers; averages are None where nobody has that score."""

    people: int
    completed: int
    average_before: Decimal | None
    average_after: Decimal | None


def result_lines(training_class: TrainingClass, people: Iterable[Enrolment]) -> list[ResultLine]:
    """The result of each of `people`, in their order. Reads `course`; one query.

    Of a class that has ended it is what was written down then, whatever became of the course's rules.
    """
    sessions = len(sessions_held(training_class))
    return [ResultLine(person, _now(person, training_class.course, sessions), _gain(person)) for person in people]


def _now(person: Enrolment, course: Course, sessions: int) -> Outcome:
    found = outcome(person, course, sessions=sessions)
    if person.state in (EnrolmentState.COMPLETED, EnrolmentState.NOT_COMPLETED):
        is_completed = person.state == EnrolmentState.COMPLETED
        return found if found.is_completed == is_completed else replace(found, is_completed=is_completed, why="")
    return found


def summary(training_class: TrainingClass) -> Summary:
    """The result of those who count. Reads `course`; two queries."""
    people = [line for line in result_lines(training_class, people_of(training_class)) if line.person.counts]
    return Summary(
        people=len(people),
        completed=sum(line.outcome.is_completed for line in people),
        average_before=_average([line.person.score_before for line in people]),
        average_after=_average([line.person.score_after for line in people]),
    )


def _gain(person: Enrolment) -> Decimal | None:
    if person.score_before is None or person.score_after is None:
        return None
    return person.score_after - person.score_before


def _average(scores: list[Decimal | None]) -> Decimal | None:
    known = [score for score in scores if score is not None]
    return (sum(known) / len(known)).quantize(Decimal("0.01")) if known else None


def people_of(training_class: TrainingClass):
    """Those who are judged: who holds a place in the class, by given name."""
    people = Enrolment.objects.filter(training_class=training_class, state__in=sorted(EnrolmentState.holding_a_seat()))
    return people.order_by("-counts", "sort_key", "pk")


def sessions_held(training_class: TrainingClass) -> list[ClassSession]:
    """The sessions in which anybody was marked, in their order."""
    return list(training_class.sessions.filter(attendances__isnull=False).distinct())


@dataclass(frozen=True)
class Open:
    """What is not known yet when a class ends: sessions nobody was marked in, marks and scores that are missing."""

    sessions: tuple[ClassSession, ...]
    marks: int
    scores: int

    def __bool__(self) -> bool:
        return bool(self.sessions or self.marks or self.scores)

    def __str__(self) -> str:
        """«2 buổi chưa điểm danh (Sáng ngày 2, Chiều ngày 2); 3 lượt người chưa điểm danh; 1 người chưa có điểm»."""
        said = []
        if self.sessions:
            named = ", ".join(map(str, self.sessions[:4])) + (", …" if len(self.sessions) > 4 else "")
            said.append(f"{len(self.sessions)} buổi chưa điểm danh ({named})")
        if self.marks:
            said.append(f"{self.marks} lượt người chưa điểm danh")
        if self.scores:
            said.append(f"{self.scores} người chưa có điểm đầu ra")
        return "; ".join(said)


def still_open(training_class: TrainingClass) -> Open:
    """What is missing in the class. Reads `course`; five queries."""
    held = {session.pk for session in sessions_held(training_class)}
    people = people_of(training_class).filter(counts=True)
    marked = training_class.sessions.filter(attendances__enrolment__in=people).count() if held else 0
    return Open(
        sessions=tuple(session for session in training_class.sessions.all() if session.pk not in held),
        marks=people.count() * len(held) - marked,
        scores=people.filter(Q(score_after=None, ruling="")).count() if training_class.course.has_tests else 0,
    )


def settle_states(training_class: TrainingClass) -> Iterable[Enrolment]:
    """Write the outcome of everybody into the states and return who completed. Reads `course`; call `figures.refresh`
    afterwards."""
    sessions = len(sessions_held(training_class))
    changed, completed = [], []
    for person in people_of(training_class):
        state = outcome(person, training_class.course, sessions=sessions).state
        if person.counts and state == EnrolmentState.COMPLETED:
            completed.append(person)
        if person.state != state:
            person.state, person.version = state, person.version + 1
            changed.append(person)
    Enrolment.objects.bulk_update(changed, ["state", "version"], batch_size=500)
    return completed
