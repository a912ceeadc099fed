"""A class that is held: people with seats, sessions, marks."""

import datetime

from organisations.models import User
from tests.factories.plans import NOW
from tests.factories.trainings import a_campaign, a_class, a_course, a_roster, a_share, an_enrolment, an_organiser
from trainings import figures
from trainings.enums import ClassState, EnrolmentState, Half, Mark, RosterState
from trainings.models import Attendance, ClassSession, Enrolment, TrainingClass

DAY = datetime.date(2024, 4, 16)


def a_held_class(
    *,
    people: int = 3,
    days: int = 2,
    by: User | None = None,
    state: ClassState = ClassState.HELD,
    course: dict | None = None,
    **fields,
) -> TrainingClass:
    """A class of `days` whole days with `people` accepted people of one commune, nobody marked yet."""
    course = a_course(by or an_organiser(), **{"days": days, **(course or {})})
    values = {"state": state, "state_since": NOW, "starts_on": DAY, "ends_on": DAY + datetime.timedelta(days=days - 1)}
    training_class = a_class(course, **values | fields)
    share = a_share(course, seats=people + 2, taken=people, training_class=training_class)
    roster = a_roster(a_campaign(course), share, state=RosterState.ACCEPTED)
    for _ in range(people):
        an_enrolment(roster, training_class=training_class, state=EnrolmentState.ACCEPTED)
    for day in range(days):
        for half in (Half.MORNING, Half.AFTERNOON):
            held_on = DAY + datetime.timedelta(days=day)
            ClassSession.objects.create(training_class=training_class, day_number=day + 1, half=half, held_on=held_on)
    figures.refresh([training_class.pk])
    training_class.refresh_from_db()
    return training_class


def marks(training_class: TrainingClass, said: str) -> None:
    """Mark every session for the people in their order: «pppp papa» gives a word per person, a letter per session, `-`
    for not marked."""
    sessions = list(training_class.sessions.all())
    for person, word in zip(people(training_class), said.split(), strict=True):
        for session, mark in zip(sessions, word, strict=True):
            if mark != "-":
                Attendance.objects.create(enrolment=person, session=session, mark=Mark(mark))
        person.half_days = word.count("p")
        person.save(update_fields=["half_days"])
    figures.refresh([training_class.pk])


def people(training_class: TrainingClass) -> list[Enrolment]:
    """The people of the class in the order in which they were made."""
    return list(training_class.enrolments.order_by("pk"))


def seen(training_class: TrainingClass) -> TrainingClass:
    """The class as a page shows it now."""
    return TrainingClass.objects.select_related("course__organisation").get(pk=training_class.pk)
