"""What clashes when classes are held: a lecturer or a venue needed twice, a venue too small, days that cannot be."""

import datetime
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, Sum

from lib.dates import short_date
from lib.number_words import number_in_figures
from trainings.enums import ClassState, Half
from trainings.models import ClassSession, SessionPart, TrainingClass

_HALVES_NAMED = 4


@dataclass(frozen=True)
class Conflict:
    """Something to settle before `training_class` is held, in a sentence that says what and with which other class.

    `key` is the same for both classes that clash with each other.
    """

    training_class: TrainingClass
    sentence: str
    key: Hashable = None


def conflicts(classes: Iterable[TrainingClass]) -> list[Conflict]:
    """What clashes for `classes` (with `course`, its activity's plan and `venue` selected), in their order.

    Cancelled and finished classes clash with nothing any more. A constant number of queries.
    """
    rows = [row for row in classes if not row.is_finished]
    if not rows:
        return []
    people = people_expected(rows)
    elsewhere = _lecturers_elsewhere(rows)
    venues = _venues_elsewhere(rows)
    return [
        conflict
        for row in rows
        for conflict in (
            *(Conflict(row, sentence) for sentence in (*_days(row), *_capacity(row, people.get(row.pk)))),
            *venues.get(row.pk, ()),
            *elsewhere.get(row.pk, ()),
        )
    ]


def each_once(found: Iterable[Conflict]) -> list[Conflict]:
    """`found` with what two classes have against each other told only for the first."""
    told, kept = set(), []
    for conflict in found:
        if conflict.key is None or conflict.key not in told:
            kept.append(conflict)
            told.add(conflict.key)
    return kept


def people_expected(classes: Sequence[TrainingClass]) -> dict[int, int]:
    """How many people each class must have room for: its seats, or those of its units, or the size of the course's
    classes, and never fewer than are enrolled; classes of which nothing is known are left out. One query."""
    shared = dict(
        TrainingClass.objects.filter(pk__in=[row.pk for row in classes])
        .annotate(shared=Sum("shares__seats"))
        .values_list("pk", "shared")
    )
    found = {row.pk: row.seats or shared.get(row.pk) or row.course.class_size or 0 for row in classes}
    found = {row.pk: max(found[row.pk], row.enrolled) for row in classes}
    return {pk: people for pk, people in found.items() if people}


def span(row: TrainingClass) -> tuple[datetime.date, datetime.date] | None:
    """From the first to the last day as fixed; None while the first is open. The last follows from the course's days
    where it is open."""
    if row.starts_on is None:
        return None
    return row.starts_on, row.ends_on or row.starts_on + datetime.timedelta(days=row.course.days - 1)


def _days(row: TrainingClass) -> Iterable[str]:
    plan = row.course.activity.plan
    years = range(plan.year_from, plan.year_to + 1)
    named = [
        ("dự kiến bắt đầu", row.expected_from), ("dự kiến kết thúc", row.expected_to),
        ("bắt đầu", row.starts_on), ("kết thúc", row.ends_on),
    ]  # fmt: skip
    for name, day in named:
        if day is not None and day.year not in years:
            yield f"{row.title} {name} ngày {short_date(day)}, ngoài năm {plan.years} của kế hoạch."
    if row.starts_on and row.ends_on:
        length = (row.ends_on - row.starts_on).days + 1
        if length < row.course.days:
            yield (
                f"{row.title} từ {short_date(row.starts_on)} đến {short_date(row.ends_on)} chỉ có {length} ngày, khóa "
                f"cần {row.course.days} ngày mỗi {'đoàn' if row.course.is_tour else 'lớp'}."
            )


def _capacity(row: TrainingClass, people: int | None) -> Iterable[str]:
    if row.venue is None or row.venue.capacity is None or people is None or people <= row.venue.capacity:
        return
    word = "đoàn" if row.course.is_tour else "lớp"
    yield (
        f"{row.venue} chứa {number_in_figures(row.venue.capacity)} người, {row.title.lower()} có "
        f"{number_in_figures(people)} người: hãy chọn nơi rộng hơn hoặc chia lại {word}."
    )


def _live(rows: Sequence[TrainingClass]) -> Q:
    first = min((begins for begins, _ in filter(None, map(span, rows))), default=None)
    last = max((ends for _, ends in filter(None, map(span, rows))), default=None)
    if first is None:
        return Q(pk=None)
    near = Q(starts_on__lte=last, starts_on__gte=first - datetime.timedelta(days=366))
    return near & ~Q(state=ClassState.CANCELLED)


def _venues_elsewhere(rows: Sequence[TrainingClass]) -> dict[int, list[Conflict]]:
    """Classes in the same venue on the same days; told apart by half days where both have a timetable with days."""
    venues = {row.venue_id for row in rows if row.venue_id and row.starts_on}
    others = TrainingClass.objects.filter(_live(rows), venue__in=venues).select_related("course")
    others = list(others.order_by("course_id", "ordinal"))
    halves: dict[int, set] = {}
    wanted = [row.pk for row in (*rows, *others)]
    held = ClassSession.objects.filter(training_class__in=wanted, held_on__isnull=False)
    for class_id, *half in held.values_list("training_class_id", "held_on", "half"):
        halves.setdefault(class_id, set()).add(tuple(half))
    found: dict[int, list[Conflict]] = {}
    for row in rows:
        for other in others:
            if row.pk != other.pk and row.venue_id == other.venue_id and _meet(row, other, halves):
                sentence = f"{row.venue}: {row.title.lower()} trùng ngày với {_called(other, row)}."
                key = ("venue", frozenset({row.pk, other.pk}))
                found.setdefault(row.pk, []).append(Conflict(row, sentence, key))
    return found


def _meet(row: TrainingClass, other: TrainingClass, halves: dict[int, set]) -> bool:
    mine, theirs = span(row), span(other)
    if mine is None or theirs is None or mine[0] > theirs[1] or theirs[0] > mine[1]:
        return False
    if row.pk in halves and other.pk in halves:
        return bool(halves[row.pk] & halves[other.pk])
    return True


def _lecturers_elsewhere(rows: Sequence[TrainingClass]) -> dict[int, list[Conflict]]:
    """Lecturers whom the timetables send into two classes in the same half day."""
    mine = SessionPart.objects.filter(
        session__training_class__in=[row.pk for row in rows], session__held_on__isnull=False, lecturer__isnull=False
    ).select_related("session", "lecturer")
    own = list(mine.order_by("session__held_on", "session__half", "position"))
    others = SessionPart.objects.filter(
        lecturer__in={part.lecturer_id for part in own}, session__held_on__in={part.session.held_on for part in own}
    ).exclude(session__training_class__state=ClassState.CANCELLED)
    teaching: dict[tuple, list[TrainingClass]] = {}
    for part in others.select_related("session__training_class__course"):
        place = (part.lecturer_id, part.session.held_on, part.session.half)
        teaching.setdefault(place, []).append(part.session.training_class)
    by_key = {row.pk: row for row in rows}
    meetings: dict[tuple, dict[tuple, None]] = {}  # lecturer, class, other class → half days, each once and in order
    for part in own:
        session = part.session
        half = (session.held_on, session.half)
        for other in teaching.get((part.lecturer_id, *half), ()):
            if other.pk != session.training_class_id:
                pair = (part.lecturer, by_key[session.training_class_id], other)
                meetings.setdefault(pair, {})[half] = None
    found: dict[int, list[Conflict]] = {}
    for (lecturer, row, other), halves in meetings.items():
        both = f"{row.title.lower()} và {_called(other, row)}"
        sentence = f"{lecturer} có giờ dạy cùng lúc ở {both}: {_halves_in_words(list(halves))}."
        key = ("lecturer", lecturer.pk, frozenset({row.pk, other.pk}))
        found.setdefault(row.pk, []).append(Conflict(row, sentence, key))
    return found


def _halves_in_words(halves: list[tuple[datetime.date, str]]) -> str:
    """«sáng 13/5/2024, chiều 13/5/2024 và 3 buổi khác»."""
    told = ", ".join(f"{Half(half).label.lower()} {short_date(day)}" for day, half in halves[:_HALVES_NAMED])
    rest = len(halves) - _HALVES_NAMED
    return f"{told} và {rest} buổi khác" if rest > 0 else told


def _called(other: TrainingClass, beside: TrainingClass) -> str:
    """The other class: by its title alone within the same course."""
    title = other.title.lower()
    return title if other.course_id == beside.course_id else f"{title} của khóa «{other.course.name}»"
