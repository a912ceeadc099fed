"""The numbers kept on every class, and by the areas that sent people, so that lists and figure pages need not count
hundreds of thousands of rows.

Whoever changes enrolments, attendance or results calls `refresh` in the same transaction; `manage.py verify_figures`
proves that nobody forgot.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from django.db import transaction

from lib.text import fold
from people.enums import PrivateField, Sex
from trainings.enums import EnrolmentState
from trainings.models import ClassTally, Enrolment, TrainingClass

KEPT = ("enrolled", "present", "completed", "women", "sex_known", "minority", "ethnic_group_known", "unpaid")
_TALLIED = ("registered", *KEPT[1:], "unmatched")
_SLICE = 500
_MAJORITY = frozenset({"kinh", "viet", "nguoi kinh", "nguoi viet", "kinh (viet)"})


@dataclass(frozen=True)
class Difference:
    """A class whose kept numbers are not what its rows say: field → (kept, counted); without any field only the numbers
    by area or the persons differ."""

    training_class: TrainingClass
    numbers: dict[str, tuple[int, int]]


@transaction.atomic(savepoint=False)
def refresh(class_ids: Iterable[int | None]) -> None:
    """Count the people of these classes anew and keep the numbers. None among the ids is passed over.

    Call it inside the transaction that changed enrolments, attendance or results, after the change. The classes are
    locked first (in the order of their keys), so that two changes at once are both counted. Asks the same number of
    questions for one class and for hundreds. `version` stays: nobody's form is outdated by a count.

    Counted are people who hold a seat and count (`counts`): present with at least one half-day or a completed course.
    Ethnic groups are decrypted only to be counted. Raises Refused when the keys of the server cannot read what was
    stored; the whole transaction is then taken back.
    """
    wanted = {class_id for class_id in class_ids if class_id is not None}
    locked = list(TrainingClass.objects.select_for_update().filter(pk__in=wanted).order_by("pk").only(*KEPT))
    differing = list(_differences(locked))
    changed = [found.training_class for found, _ in differing]
    ClassTally.objects.filter(training_class__in=changed).delete()
    ClassTally.objects.bulk_create(chain.from_iterable(tallies for _, tallies in differing))
    TrainingClass.objects.bulk_update(changed, KEPT)


def differences() -> Iterator[Difference]:
    """Every class whose kept numbers differ from its rows, in slices, in the order of keys."""
    last = 0
    while part := list(TrainingClass.objects.filter(pk__gt=last).order_by("pk").select_related("course")[:_SLICE]):
        yield from (found for found, _ in _differences(part))
        last = part[-1].pk


def persons_in(tally_members: bytes | memoryview) -> array:
    """The keys of the persons that a tally's `members` hold, or several of them one after another."""
    keys = array("Q")
    keys.frombytes(bytes(tally_members))
    return keys


def is_minority(ethnic_group: str) -> bool:
    """Whether somebody who says to be of `ethnic_group` belongs to the ethnic minorities: any group but Kinh (Nghị định
    05/2011/NĐ-CP, Điều 4.2)."""
    said = fold(ethnic_group).removeprefix("dan toc").strip(" .:;,-")
    return bool(said) and said not in _MAJORITY


def _differences(classes: list[TrainingClass]) -> Iterator[tuple[Difference, list[ClassTally]]]:
    """What differs, with the right tallies; the objects of `classes` then hold the right numbers."""
    right = _counted([row.pk for row in classes])
    kept = defaultdict(list)
    for tally in ClassTally.objects.filter(training_class__in=[row.pk for row in classes]).order_by():
        kept[tally.training_class_id].append(tally)
    for row in classes:
        tallies = right[row.pk]
        numbers = {field: sum(getattr(tally, field) for tally in tallies) for field in _TALLIED}
        numbers["enrolled"] = numbers.pop("registered")
        wrong = {
            field: (getattr(row, field), numbers[field]) for field in KEPT if getattr(row, field) != numbers[field]
        }
        if wrong or sorted(map(_said, tallies)) != sorted(map(_said, kept[row.pk])):
            for field in wrong:
                setattr(row, field, numbers[field])
            yield Difference(row, wrong), tallies


def _said(tally: ClassTally) -> tuple:
    return (tally.area_id or 0, *(getattr(tally, field) for field in _TALLIED), bytes(tally.members))


def _counted(class_ids: list[int]) -> dict[int, list[ClassTally]]:
    """Class → what its rows add up to, by area."""
    people = Enrolment.objects.filter(
        training_class__in=class_ids, counts=True, state__in=sorted(EnrolmentState.holding_a_seat())
    )
    rows = people.order_by().values_list(
        "training_class", "roster__share__area", "state", "half_days", "sex", "is_paid", "person", "private"
    )
    counts: dict[tuple, Counter] = defaultdict(Counter)
    members: dict[tuple, set[int]] = defaultdict(set)
    for class_id, area_id, state, half_days, sex, is_paid, person, private in rows.iterator(chunk_size=2000):
        place = class_id, area_id
        is_completed = state == EnrolmentState.COMPLETED
        is_present = half_days > 0 or is_completed
        ethnic_group = private.get(PrivateField.ETHNIC_GROUP, "").strip() if private else ""
        counts[place].update(
            registered=1,
            present=is_present,
            completed=is_completed,
            women=sex == Sex.FEMALE,
            sex_known=sex != "",
            unpaid=not is_paid,
            minority=is_minority(ethnic_group),
            ethnic_group_known=ethnic_group != "",
            unmatched=is_present and person is None,
        )
        if is_present and person is not None:
            members[place].add(person)
    found = defaultdict(list)
    for (class_id, area_id), numbers in counts.items():
        keys = array("Q", sorted(members[class_id, area_id])).tobytes()
        found[class_id].append(ClassTally(training_class_id=class_id, area_id=area_id, members=keys, **numbers))
    return found
