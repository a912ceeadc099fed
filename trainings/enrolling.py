"""Rows of a list become people in a course: in bulk, with seats, and without doing anything twice."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from lib.name_order import sort_key
from people.private import id_index, kept
from trainings import figures, seating
from trainings.enums import EnrolmentState, RosterState
from trainings.models import Enrolment, RosterList, Share, TrainingClass
from trainings.rosters.duplicates import content_of, unit_of
from trainings.rosters.identity import identity, is_same
from trainings.rosters.rows import Row
from trainings.steps import locked_open

SLICE = 1000
_SAID = ("full_name", "post", "is_paid", "sex", "birth_year", "village", "workplace", "note", "is_another")
_CHANGING = [*_SAID, "private", "id_index", "identity", "sort_key", "search_key", "version"]


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of the rows: new people, rows that were changed, rows that stood there already. `queued` of the new
    ones have no seat yet. `enrolments` are the keys, in the order of the rows given."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    queued: int = 0
    enrolments: tuple[int, ...] = ()


def list_unit(share: Share) -> str:
    """The unit of a list, as `rosters.facts.Facts` names it."""
    return f"area-{share.area_id}" if share.area_id else f"office-{share.organisation_id}"


def row_of(enrolment: Enrolment) -> Row:
    """What the list said of somebody, as a row; decrypts `private`."""
    said = {name: getattr(enrolment, name) for name in _SAID}
    return Row(sheet_row=enrolment.position, **said, **enrolment.private)


@transaction.atomic
def enrol(
    target: RosterList | TrainingClass,
    rows: Sequence[Row],
    *,
    at: datetime,
    by=None,
    progress: Callable[[int], None] = lambda percent: None,
) -> Stored:
    """Keep checked rows in the list of a unit or, for the organiser, in a class; all of them or, on any error, none.

    The list (or class) is locked, then the seats are taken; who finds none waits (QUEUED), in the order of the rows.
    Rows that say the same as people who stand there change nothing; a row of somebody who stands there with other
    words changes that row, unless it `is_another`. `is_paid` of every row must be known. Permissions, state and time
    are asked by the act that calls this.
    """
    is_list = isinstance(target, RosterList)
    if is_list:
        RosterList.objects.select_for_update().get(pk=target.pk)
    else:
        locked_open([target.pk])
    there, course_id = _There(target), _course_id(target)
    work, new, changed = [], [], []
    for row in rows:
        enrolment, is_same_content = there.find(row)
        if enrolment is None:
            enrolment = _said_by(row, Enrolment(course_id=course_id), target)
            new.append(enrolment)
        elif not is_same_content:
            changed.append(_said_by(row, enrolment, target))
        work.append(enrolment)
    locked_open({enrolment.training_class_id for enrolment in changed})
    queued = _place(new, target, at=at)
    for start in range(0, len(new), SLICE):
        Enrolment.objects.bulk_create(new[start : start + SLICE])
        progress(min(start + SLICE, len(new)) * 100 // len(new))
    for enrolment in changed:
        enrolment.version += 1
        enrolment.search_key = Enrolment._meta.get_field("search_key").key_of(enrolment)
    Enrolment.objects.bulk_update(changed, _CHANGING, batch_size=200)
    if is_list and new:
        begun = {"state": RosterState.DRAFT, "state_since": at}
        RosterList.objects.filter(pk=target.pk, state=RosterState.WAITING).update(**begun)
    figures.refresh({enrolment.training_class_id for enrolment in (*new, *changed)} - {None})
    keys = tuple(enrolment.pk for enrolment in work)
    return Stored(len(new), len(changed), len(rows) - len(new) - len(changed), queued, keys)


@transaction.atomic
def amend(enrolment: Enrolment, row: Row, *, at: datetime) -> Enrolment:
    """Let one person's row in a list say what `row` says. Nothing changes when it says so already."""
    target = enrolment.roster or enrolment.training_class
    if enrolment.roster_id is not None:
        RosterList.objects.select_for_update().get(pk=enrolment.roster_id)
    locked_open([enrolment.training_class_id])
    current = Enrolment.objects.get(pk=enrolment.pk)
    if content_of(row_of(current)) == content_of(row) and current.is_another == row.is_another:
        return current
    _said_by(row, current, target).version += 1
    current.save(update_fields=_CHANGING)
    figures.refresh({current.training_class_id} - {None})
    return current


def _place(new: list[Enrolment], target: RosterList | TrainingClass, *, at: datetime) -> int:
    """Give the new people their places and states; return how many have to wait for a seat."""
    is_list = isinstance(target, RosterList)
    there = Enrolment.objects.filter(**({"roster": target} if is_list else {"training_class": target}))
    last = there.aggregate(last=Max("position"))["last"] or 0
    seats = seating.take(target.share_id, len(new)) if is_list else len(new)
    has_seat = EnrolmentState.REGISTERED if is_list else EnrolmentState.ACCEPTED
    for number, enrolment in enumerate(new):
        enrolment.position = last + number + 1
        enrolment.created_at = at
        enrolment.state = has_seat if number < seats else EnrolmentState.QUEUED
        enrolment.roster = target if is_list else None
        enrolment.training_class = None if is_list else target
    return len(new) - seats


def _said_by(row: Row, enrolment: Enrolment, target: RosterList | TrainingClass) -> Enrolment:
    for name in _SAID:
        setattr(enrolment, name, getattr(row, name))
    enrolment.private = kept(id_number=row.id_number, phone=row.phone, ethnic_group=row.ethnic_group)
    enrolment.id_index = id_index(enrolment.private)
    enrolment.identity = identity(full_name=row.full_name, unit=unit_of(row, _unit(target)))
    enrolment.sort_key = sort_key(row.full_name)
    return enrolment


def _unit(target: RosterList | TrainingClass) -> str:
    return list_unit(target.share) if isinstance(target, RosterList) else ""


def _course_id(target: RosterList | TrainingClass) -> int:
    if isinstance(target, TrainingClass):
        return target.course_id
    return target.share.course_id


class _There:
    """The people of a list or class, each to be found once."""

    def __init__(self, target: RosterList | TrainingClass):
        self._unit = _unit(target)
        mine = {"roster": target} if isinstance(target, RosterList) else {"training_class": target, "roster": None}
        people = Enrolment.objects.filter(**mine).exclude(state__in=sorted(EnrolmentState.gone())).order_by("position")
        self._by_content: dict[str, list[Enrolment]] = defaultdict(list)
        self._by_identity: dict[str, list[Enrolment]] = defaultdict(list)
        for person in people:
            self._by_content[content_of(row_of(person))].append(person)
            self._by_identity[person.identity].append(person)
        self._found: set[int] = set()

    def find(self, row: Row) -> tuple[Enrolment | None, bool]:
        """Who of those not found yet is meant by `row`, and whether he or she stands there with the same words."""
        same = self._first(self._by_content.get(content_of(row), ()))
        if same is not None:
            return same, True
        if row.is_another:
            return None, False
        key = identity(full_name=row.full_name, unit=unit_of(row, self._unit))
        index = id_index(kept(id_number=row.id_number))
        alike = (
            person
            for person in self._by_identity.get(key, ())
            if is_same(birth_years=(person.birth_year, row.birth_year), id_indexes=(person.id_index, index))
        )
        return self._first(alike), False

    def _first(self, people: Iterable[Enrolment]) -> Enrolment | None:
        found = next((person for person in people if person.pk not in self._found), None)
        if found is not None:
            self._found.add(found.pk)
        return found
