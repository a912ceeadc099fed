"""People whom the organiser puts straight into a class get their file, found or made."""

from collections.abc import Collection
from datetime import datetime

from people.matching import PersonFacts, find_or_make
from trainings.enums import EnrolmentState
from trainings.models import Enrolment, TrainingClass


def find_people(training_class: TrainingClass, enrolments: Collection[int], *, at: datetime) -> None:
    """Give those of `enrolments` that have none a file of the organiser. Somebody who turns out to sit in the course
    already gets none: the two rows stay to be looked at. Reads `course.organisation`."""
    course = training_class.course
    unknown = list(
        Enrolment.objects.filter(training_class=training_class, roster=None, person=None)
        .exclude(state__in=EnrolmentState.gone())
        .order_by("position", "id")
    )
    unknown = [row for row in unknown if row.pk in set(enrolments)] if len(enrolments) < len(unknown) else unknown
    there = Enrolment.objects.filter(course=course, person__isnull=False).exclude(state__in=EnrolmentState.gone())
    seated = set(there.values_list("person", flat=True))
    facts = [
        PersonFacts(
            full_name=row.full_name, sex=row.sex, birth_year=row.birth_year, post=row.post, workplace=row.workplace,
            private=row.private,
        )
        for row in unknown
    ]  # fmt: skip
    found = find_or_make(facts, keeper=course.organisation, at=at, apart_from=seated)
    for row, person in zip(unknown, found, strict=True):
        if person.pk not in seated:
            row.person = person
            seated.add(person.pk)
    Enrolment.objects.bulk_update(unknown, ["person"], batch_size=500)
