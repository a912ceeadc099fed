"""Two people in one class at the same moment: nothing is lost, nothing happens twice. On both databases."""

import threading

import pytest
from django.db import OperationalError, connections

from audit.models import Entry
from lib.refusals import Refused
from tests.factories.holding import DAY, a_held_class, marks, people, seen
from tests.factories.plans import NOW
from tests.factories.trainings import a_roster, a_share, an_enrolment, an_organiser
from trainings import attendance
from trainings.actions.attendance import mark
from trainings.actions.classes import finish_class, freeze_class
from trainings.actions.lists import accept_list
from trainings.actions.replacements import replace_person
from trainings.enums import ClassState, RosterState
from trainings.figures import differences
from trainings.models import Attendance, Enrolment, RosterList, Share
from trainings.rosters.rows import Row

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = range(3)
"""A race is lost by chance: it is run several times."""


def at_the_same_time(*acts):
    """Run the acts in threads that begin together; what each gave: «done», or the refusal."""
    start = threading.Barrier(len(acts))
    outcomes = [None] * len(acts)

    def run(number, act):
        try:
            start.wait()
            act()
            outcomes[number] = "done"
        except (Refused, OperationalError) as refusal:
            outcomes[number] = refusal
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.parametrize("_", ROUNDS)
def test_two_who_mark_one_session_lose_nothing(_):
    by = an_organiser()
    other = an_organiser(by.organisation)
    row = a_held_class(by=by, people=8)
    (roll, *_rest) = attendance.rolls(seen(row))
    everybody = [person.pk for person in people(row)]
    outcomes = at_the_same_time(
        *(
            lambda pk=pk, number=number: mark(seen(row), roll.pk, {pk: "p"}, by=(by, other)[number % 2], at=NOW)
            for number, pk in enumerate(everybody)
        )
    )
    assert outcomes == ["done"] * 8
    assert attendance.marks_in(roll) == dict.fromkeys(everybody, "p")
    assert (seen(row).present, Entry.objects.filter(act="điểm danh").count(), list(differences())) == (8, 8, [])


@pytest.mark.parametrize("_", ROUNDS)
def test_of_two_marks_for_one_person_one_stands(_):
    by = an_organiser()
    row = a_held_class(by=by, people=1)
    (roll, *_rest) = attendance.rolls(seen(row))
    (person,) = people(row)
    outcomes = at_the_same_time(
        lambda: mark(seen(row), roll.pk, {person.pk: "p"}, by=by, at=NOW),
        lambda: mark(seen(row), roll.pk, {person.pk: "a"}, by=by, at=NOW),
    )
    assert (outcomes, Attendance.objects.count()) == (["done", "done"], 1)
    assert people(row)[0].half_days == (Attendance.objects.get().mark == "p")


@pytest.mark.parametrize("_", ROUNDS)
def test_a_list_is_accepted_before_the_class_is_frozen_or_not_at_all(_):
    by = an_organiser()
    row = a_held_class(by=by, people=1, state=ClassState.OPEN)
    sent = a_roster(
        RosterList.objects.get().campaign, a_share(row.course, training_class=row, taken=1), state=RosterState.SUBMITTED
    )
    newcomer = an_enrolment(sent)
    shown = seen(row)
    outcomes = at_the_same_time(
        lambda: freeze_class(shown, without_lists=True, by=by, at=NOW),
        lambda: accept_list(sent, by=by, at=NOW),
    )
    newcomer.refresh_from_db()
    frozen = Entry.objects.get(act="chốt danh sách")
    assert outcomes[0] == "done"
    assert (newcomer.training_class_id == row.pk) == (outcomes[1] == "done")
    assert ('"people":2' in frozen.details) == (outcomes[1] == "done")
    assert seen(row).enrolled == (2 if outcomes[1] == "done" else 1)


@pytest.mark.parametrize("_", ROUNDS)
def test_a_double_click_finishes_once(_):
    by = an_organiser()
    row = a_held_class(by=by, people=2)
    marks(row, "pppp paaa")
    shown = [seen(row), seen(row)]
    outcomes = at_the_same_time(
        *(lambda one=one: finish_class(one, starts_on=DAY, ends_on=DAY, by=by, at=NOW.replace(hour=9)) for one in shown)
    )
    assert outcomes == ["done", "done"]
    assert (Entry.objects.filter(act="kết thúc").count(), seen(row).completed, list(differences())) == (1, 1, [])


@pytest.mark.parametrize("_", ROUNDS)
def test_nobody_is_marked_after_the_end(_):
    by = an_organiser()
    row = a_held_class(by=by, people=1)
    marks(row, "pppp")
    (roll, *_rest) = attendance.rolls(seen(row))
    (person,) = people(row)
    shown = seen(row)
    outcomes = at_the_same_time(
        lambda: finish_class(shown, starts_on=DAY, ends_on=DAY, by=by, at=NOW.replace(hour=9)),
        lambda: mark(seen(row), roll.pk, {person.pk: "a"}, by=by, at=NOW),
    )
    assert outcomes[0] == "done"
    assert (people(row)[0].state == "completed") == (outcomes[1] != "done")


@pytest.mark.parametrize("_", ROUNDS)
def test_one_of_two_takes_the_place(_):
    by = an_organiser()
    row = a_held_class(by=by, people=1)
    (old,) = people(row)
    outcomes = at_the_same_time(
        *(
            lambda name=name: replace_person(
                old, Row(1, name, post="Trưởng thôn", is_paid=False), reason="Ốm", by=by, at=NOW
            )
            for name in ("Lò Thị Một", "Lò Thị Hai")
        )
    )
    assert outcomes.count("done") == 1
    assert (Enrolment.objects.count(), Share.objects.get().taken, seen(row).enrolled) == (2, 1, 1)
