"""Rows of a list become people: seats, nothing twice, nothing half."""

import pytest

from tests.factories.plans import NOW
from tests.factories.trainings import a_campaign, a_class, a_course, a_roster, a_share, an_organiser
from trainings.enrolling import amend, enrol, row_of
from trainings.enums import EnrolmentState
from trainings.models import Enrolment, Share
from trainings.rosters.rows import Row

pytestmark = pytest.mark.django_db


@pytest.fixture
def roster():
    course = a_course(an_organiser())
    return a_roster(a_campaign(course), a_share(course, seats=3))


def rows(*names: str, **said) -> list[Row]:
    return [Row(n, name, post="Trưởng thôn", is_paid=False, **said) for n, name in enumerate(names, start=1)]


def test_people_take_seats_in_the_order_of_rows_and_the_others_wait(roster):
    stored = enrol(roster, rows("Vàng A Một", "Vàng A Hai", "Vàng A Ba", "Vàng A Bốn"), at=NOW)
    states = list(Enrolment.objects.filter(roster=roster).order_by("position").values_list("full_name", "state"))
    assert (stored.new, stored.queued, Share.objects.get().taken) == (4, 1, 3)
    assert states == [
        ("Vàng A Một", EnrolmentState.REGISTERED),
        ("Vàng A Hai", EnrolmentState.REGISTERED),
        ("Vàng A Ba", EnrolmentState.REGISTERED),
        ("Vàng A Bốn", EnrolmentState.QUEUED),
    ]


def test_the_same_rows_again_change_nothing(roster):
    given = rows("Vàng A Một", "Vàng A Hai", id_number="011085001234", phone="0912345678", ethnic_group="Mông")
    first = enrol(roster, given[:1], at=NOW)
    before = Enrolment.objects.values_list("pk", "version", "private").get()
    again = enrol(roster, given[:1], at=NOW)
    assert (again.new, again.changed, again.unchanged, again.enrolments) == (0, 0, 1, first.enrolments)
    assert Enrolment.objects.values_list("pk", "version", "private").get() == before
    assert Share.objects.get().taken == 1


def test_a_row_of_somebody_who_is_there_changes_that_row(roster):
    enrol(roster, rows("Vàng A Một"), at=NOW)
    stored = enrol(roster, [Row(1, "VANG A MOT", post="Bí thư Chi bộ", is_paid=False)], at=NOW)
    person = Enrolment.objects.get()
    assert (stored.new, stored.changed, person.post, person.version) == (0, 1, "Bí thư Chi bộ", 2)
    assert (person.full_name, person.search_key) == ("VANG A MOT", "vang a mot")


def test_somebody_else_of_the_same_name_gets_a_row_of_his_own(roster):
    enrol(roster, rows("Vàng A Một"), at=NOW)
    other = Row(2, "Vàng A Một", post="Bí thư Chi bộ", is_paid=False, is_another=True)
    assert enrol(roster, [other], at=NOW).new == 1
    assert enrol(roster, [*rows("Vàng A Một"), other], at=NOW).unchanged == 2


def test_the_organiser_puts_people_straight_into_a_class():
    training_class = a_class(a_course(an_organiser()))
    enrol(training_class, rows("Vàng A Một", "Vàng A Hai"), at=NOW)
    training_class.refresh_from_db()
    assert training_class.enrolled == 2
    assert set(Enrolment.objects.values_list("state", "roster")) == {(EnrolmentState.ACCEPTED, None)}


def test_one_row_is_amended_once(roster):
    (key,) = enrol(roster, rows("Vàng A Một"), at=NOW).enrolments
    row = Row(1, "Vàng A Một", post="Bí thư Chi bộ", is_paid=True, phone="0912345678")
    for _ in range(2):
        person = amend(Enrolment.objects.get(pk=key), row, at=NOW)
        assert (person.version, row_of(person)) == (2, row)


def test_storing_asks_as_many_questions_for_three_rows_as_for_three_hundred(roster, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        enrol(roster, rows(*(f"Vàng A {'x' * n}" for n in range(1, 40))), at=NOW)
