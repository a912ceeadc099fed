"""The numbers kept on every class, so that lists and figure pages need not count hundreds of thousands of rows.

Whoever changes enrolments, attendance or results calls `refresh` in the same transaction; `manage.py verify_figures`
proves that nobody forgot.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q

from lib.text import fold
from people.enums import PrivateField, Sex
from trainings.enums import EnrolmentState
from trainings.models import Enrolment, TrainingClass

KEPT = ("enrolled", "present", "completed", "women", "sex_known", "minority", "ethnic_group_known", "unpaid")
_SLICE = 500
_MAJORITY = frozenset({"kinh", "viet", "nguoi kinh", "nguoi viet", "kinh (viet)"})

_COUNTS = {
    "enrolled": Count("pk"),
    "present": Count("pk", filter=Q(half_days__gt=0) | Q(state=EnrolmentState.COMPLETED)),
    "completed": Count("pk", filter=Q(state=EnrolmentState.COMPLETED)),
    "women": Count("pk", filter=Q(sex=Sex.FEMALE)),
    "sex_known": Count("pk", filter=~Q(sex="")),
    "unpaid": Count("pk", filter=Q(is_paid=False)),
}


@dataclass(frozen=True)
class Difference:
    """A class whose kept numbers are not what its rows say: field → (kept, counted)."""

    training_class: TrainingClass
    numbers: dict[str, tuple[int, int]]


@transaction.atomic(savepoint=False)
def refresh(class_ids: Iterable[int | None]) -> None:
    """Count the people of these classes anew and keep the numbers on the classes. None among the ids is passed over.

    Call it inside the transaction that changed enrolments, attendance or results, after the change. The classes are
    locked first (in the order of their keys), so that two changes at once are both counted. Asks the same number of
    questions for one class and for hundreds. `version` stays: nobody's form is outdated by a count.

    Counted are people who hold a seat and count (`counts`): present with at least one half-day or a completed course.
    Ethnic groups are decrypted only to be counted. Raises Refused when the keys of the server cannot read what was
    stored; the whole transaction is then taken back.
    """
    wanted = {class_id for class_id in class_ids if class_id is not None}
    locked = list(TrainingClass.objects.select_for_update().filter(pk__in=wanted).order_by("pk").only(*KEPT))
    changed = [difference.training_class for difference in _differences(locked)]
    TrainingClass.objects.bulk_update(changed, KEPT)


def differences() -> Iterator[Difference]:
    """Every class whose kept numbers differ from its rows, in slices, in the order of keys."""
    last = 0
    while part := list(TrainingClass.objects.filter(pk__gt=last).order_by("pk").select_related("course")[:_SLICE]):
        yield from [Difference(found.training_class, dict(found.numbers)) for found in _differences(part)]
        last = part[-1].pk


def is_minority(ethnic_group: str) -> bool:
    """Whether somebody who says to be of `ethnic_group` belongs to the ethnic minorities: any group but Kinh (Nghị định
    05/2011/NĐ-CP, Điều 4.2)."""
    said = fold(ethnic_group).removeprefix("dan toc").strip(" .:;,-")
    return bool(said) and said not in _MAJORITY


def _differences(classes: list[TrainingClass]) -> list[Difference]:
    """What differs; the objects of `classes` then hold the right numbers."""
    counted = _counted([training_class.pk for training_class in classes])
    found = []
    for training_class in classes:
        right = counted.get(training_class.pk, {})
        wrong = {}
        for field in KEPT:
            kept, number = getattr(training_class, field), right.get(field, 0)
            if kept != number:
                wrong[field] = kept, number
                setattr(training_class, field, number)
        if wrong:
            found.append(Difference(training_class, wrong))
    return found


def _counted(class_ids: list[int]) -> dict[int, dict[str, int]]:
    """Class → the numbers that its rows give; classes without people are left out."""
    people = Enrolment.objects.filter(
        training_class__in=class_ids, counts=True, state__in=sorted(EnrolmentState.holding_a_seat())
    ).order_by()
    rows = people.values("training_class").annotate(**_COUNTS)
    found = {row.pop("training_class"): row for row in rows}
    known, minority = Counter(), Counter()
    said = people.exclude(private="").values_list("training_class", "private")
    for class_id, private in said.iterator(chunk_size=2000):
        if ethnic_group := private.get(PrivateField.ETHNIC_GROUP, "").strip():
            known[class_id] += 1
            minority[class_id] += is_minority(ethnic_group)
    return {
        class_id: numbers | {"ethnic_group_known": known[class_id], "minority": minority[class_id]}
        for class_id, numbers in found.items()
    }
