"""Counting how far things are: one line per class, summed up by year, programme, plan or course."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, Sum

from plans.enums import ActivityKind
from trainings.enums import ClassState, CourseKind
from trainings.progress.heads import Heads
from trainings.progress.numbers import Numbers
from trainings.progress.scope import KINDS, Scope

HELD = frozenset({ClassState.COMPLETED, ClassState.SETTLED})
TALLIED = ("registered", "present", "completed", "women", "sex_known", "minority", "ethnic_group_known")
_ON_CLASSES = {field: "enrolled" if field == "registered" else field for field in TALLIED}


@dataclass(slots=True)
class Line:
    """One class; or, without `training_class`, what a course or activity plans beyond its classes."""

    year: int
    programme: int | None
    plan: int
    activity: int
    course: int | None
    kind: CourseKind
    training_class: int | None
    numbers: Numbers


@dataclass(frozen=True)
class Table:
    """Sums by some key, and all together."""

    rows: dict[Hashable, Numbers]
    total: Numbers


def lines(scope: Scope) -> list[Line]:
    """Every class of the scope and what is planned without a class yet. Four or five queries, however many there are.

    The people of a class are the numbers kept beside it (trainings.figures), of some places those kept by area.
    """
    classes = defaultdict(list)
    for row in scope.classes().values("pk", "course", "year", "state", "seats", *_ON_CLASSES.values()):
        classes[row["course"]].append(row)
    seats = _seats(scope)
    people = _people_by_class(scope)
    waiting = _unplaced(scope)
    found = []
    for activity in _activities(scope):
        own = classes[activity["course"]] if activity["course"] else []
        found += _of_activity(activity, own, scope=scope, seats=seats, people=people, waiting=waiting)
    return [line for line in found if scope.covers(line.year)]


def summed(found: Iterable[Line], by: Callable[[Line], Hashable]) -> dict[Hashable, Numbers]:
    """The numbers of `found` added up under what `by` tells of each line, in the order of first appearance."""
    sums: dict[Hashable, Numbers] = {}
    for line in found:
        key = by(line)
        sums[key] = sums.get(key, Numbers()) + line.numbers
    return sums


def table(scope: Scope, by: Callable[[Line], Hashable]) -> Table:
    """What `lines` gives summed up by `by`, each sum and the whole with the different persons. Six queries or so."""
    found = lines(scope)
    key_of_class = {line.training_class: by(line) for line in found if line.training_class is not None}
    heads = Heads()
    heads.gather(scope.tallies(), "training_class", key_of_class.get)
    rows = {key: heads.with_persons(numbers, key) for key, numbers in summed(found, by).items()}
    return Table(rows, heads.with_all_persons(sum(rows.values(), Numbers())))


def _activities(scope: Scope):
    rows = scope.activities().values(
        "pk", "kind", "plan", "group_count", "group_size", "people", "starts_on", "course", "course__kind",
        "course__class_size", "plan__programme", "plan__year_from",
    )  # fmt: skip
    return rows.order_by("plan", "position", "pk")


def _seats(scope: Scope) -> dict[int, dict[int | None, int]]:
    """Course → class (None: in no class yet) → seats of the units; courses without units are left out."""
    seats: dict[int, dict[int | None, int]] = defaultdict(dict)
    for course, training_class, number in scope.shares().values_list("course", "training_class").annotate(Sum("seats")):
        seats[course][training_class] = number
    return seats


def _people_by_class(scope: Scope) -> dict[int, dict[str, int]] | None:
    if scope.areas is None:
        return None
    sums = {field: Sum(field) for field in TALLIED}
    return {row.pop("training_class"): row for row in scope.tallies().values("training_class").annotate(**sums)}


def _unplaced(scope: Scope) -> dict[int, dict[int | None, int]]:
    """Course → class that their unit will be in (None: not known) → people in no class yet."""
    waiting: dict[int, dict[int | None, int]] = defaultdict(dict)
    rows = scope.unplaced().values_list("course", "roster__share__training_class").annotate(Count("pk"))
    for course, training_class, number in rows:
        waiting[course][training_class] = number
    return waiting


def _of_activity(activity: dict, classes: list[dict], *, scope: Scope, seats, people, waiting) -> list[Line]:
    own_seats, own_waiting = seats.get(activity["course"], {}), waiting.get(activity["course"], {})
    places = {
        "programme": activity["plan__programme"],
        "plan": activity["plan"],
        "activity": activity["pk"],
        "course": activity["course"],
        "kind": activity["course__kind"] or KINDS[ActivityKind(activity["kind"])],
    }
    size = activity["course__class_size"] or activity["group_size"] or 0
    standing = {row["pk"] for row in classes if row["state"] != ClassState.CANCELLED}
    found = []
    for row in classes:
        numbers = Numbers(cancelled=1)
        if row["pk"] in standing:
            said = _said(row, people)
            said["registered"] += own_waiting.get(row["pk"], 0)
            is_by_units = own_seats or scope.areas is not None
            said["seats"] = own_seats.get(row["pk"], 0) if is_by_units else row["seats"] or size
            if scope.areas is not None and not any(said.values()):
                continue
            held, running = row["state"] in HELD, row["state"] == ClassState.HELD
            numbers = Numbers(planned=1, held=int(held), running=int(running), **said)
        elif scope.areas is not None:
            continue
        found.append(Line(year=row["year"], training_class=row["pk"], numbers=numbers, **places))
    rest = _rest(activity, standing=len(standing), size=size, has_seats=bool(own_seats), scope=scope)
    elsewhere = {None} | (own_seats.keys() | own_waiting.keys()) - {row["pk"] for row in classes}
    rest = replace(
        rest,
        seats=rest.seats + sum(own_seats.get(key, 0) for key in elsewhere),
        registered=sum(own_waiting.get(key, 0) for key in elsewhere),
    )
    if rest != Numbers():
        year = activity["starts_on"].year if activity["starts_on"] else activity["plan__year_from"]
        found.append(Line(year=year, training_class=None, numbers=rest, **places))
    return found


def _said(row: dict, people: dict[int, dict[str, int]] | None) -> dict[str, int]:
    if people is None:
        return {field: row[kept] for field, kept in _ON_CLASSES.items()}
    return dict(people.get(row["pk"], dict.fromkeys(TALLIED, 0)))


def _rest(activity: dict, *, standing: int, size: int, has_seats: bool, scope: Scope) -> Numbers:
    """What is planned beyond the classes there are. An activity that says no number of groups plans one."""
    if scope.areas is not None:
        return Numbers()
    count = activity["group_count"] if activity["group_count"] is not None else 0 if standing else 1
    missing = max(0, count - standing)
    if has_seats or not missing:
        return Numbers(planned=missing)
    is_whole = not standing and activity["people"] is not None
    return Numbers(planned=missing, seats=activity["people"] if is_whole else missing * size)
