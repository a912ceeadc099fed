"""Who is paid how much: no salary from the state budget, half-days present, the norm of a day."""

import pytest

from tests.factories.holding import a_held_class, marks, people
from trainings.allowances import payments, total
from trainings.enums import EnrolmentState, Half
from trainings.models import Attendance, ClassSession

pytestmark = pytest.mark.django_db


def test_days_present_times_the_norm():
    row = a_held_class(people=3, meal_rate=150_000)
    marks(row, "pppp pa-p aaaa")
    due = payments(row)
    assert [(one.enrolment.pk, one.days, one.amount) for one in due] == [
        (people(row)[0].pk, "2", 300_000),
        (people(row)[1].pk, "1", 150_000),
    ]
    assert total(due) == 450_000


def test_who_has_a_salary_or_only_comes_along_is_not_paid():
    row = a_held_class(people=2, meal_rate=100_000)
    marks(row, "pppp pppp")
    first, second = people(row)
    type(first).objects.filter(pk=first.pk).update(is_paid=True)
    type(first).objects.filter(pk=second.pk).update(counts=False)
    assert payments(row) == []


def test_who_was_replaced_is_paid_for_the_days_there():
    row = a_held_class(people=1, meal_rate=100_001)
    marks(row, "p---")
    row.enrolments.update(state=EnrolmentState.REPLACED)
    assert [(one.days, one.amount) for one in payments(row)] == [("0,5", 50_000)]


def test_an_evening_after_a_full_day_adds_nothing():
    row = a_held_class(people=1, days=1, meal_rate=100_000)
    marks(row, "pp")
    evening = ClassSession.objects.create(training_class=row, day_number=1, half=Half.EVENING)
    Attendance.objects.create(enrolment=people(row)[0], session=evening, mark="p")
    assert [one.half_days for one in payments(row)] == [2]


def test_without_a_norm_there_is_no_amount():
    row = a_held_class(people=1)
    marks(row, "pppp")
    due = payments(row)
    assert ([one.amount for one in due], total(due)) == ([None], None)
