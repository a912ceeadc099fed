import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.plans import NOW
from tests.factories.trainings import a_class, a_course, a_share, an_organiser
from trainings.actions.class_days import put_lecturer, save_class
from trainings.actions.timetables import make_timetable
from trainings.conflicts import conflicts, each_once
from trainings.enums import ClassState
from trainings.models import Lecturer, Module, TrainingClass, Venue

pytestmark = pytest.mark.django_db

MONDAY = datetime.date(2024, 5, 13)


@pytest.fixture
def by():
    return an_organiser()


@pytest.fixture
def hall(by):
    return Venue.objects.create(organisation=by.organisation, name="Hội trường A", capacity=100)


def told(*classes, once=False):
    rows = TrainingClass.objects.filter(pk__in=[row.pk for row in classes]).order_by("course", "ordinal")
    found = conflicts(rows.select_related("course__activity__plan", "venue"))
    return [conflict.sentence for conflict in (each_once(found) if once else found)]


def days(begins=MONDAY, count=2):
    return {"starts_on": begins, "ends_on": begins + datetime.timedelta(days=count - 1)}


def test_classes_that_meet_nowhere_clash_with_nothing(by, hall):
    course = a_course(by)
    one, two = a_class(course, venue=hall, **days()), a_class(course, **days(), seats=10)
    later = a_class(course, venue=hall, **days(MONDAY + datetime.timedelta(days=2)))
    assert told(one, two, later) == []


def test_a_venue_is_taken_once_at_a_time(by, hall):
    course, other = a_course(by), a_course(by, name="Tập huấn khác")
    one = a_class(course, venue=hall, **days())
    two = a_class(course, venue=hall, **days(MONDAY + datetime.timedelta(days=1)))
    a_class(other, venue=hall, **days(count=1))
    assert told(one, two) == [
        "Hội trường A: lớp thứ nhất trùng ngày với lớp thứ hai.",
        "Hội trường A: lớp thứ nhất trùng ngày với lớp thứ nhất của khóa «Tập huấn khác».",
        "Hội trường A: lớp thứ hai trùng ngày với lớp thứ nhất.",
    ]
    assert len(told(one, two, once=True)) == 2


def test_half_days_of_their_own_in_one_venue_do_not_clash(by, hall):
    course = a_course(by, days=1)
    one, two = a_class(course, venue=hall, **days(count=1)), a_class(course, venue=hall, **days(count=1))
    one.sessions.create(day_number=1, half="1", held_on=MONDAY)
    two.sessions.create(day_number=1, half="2", held_on=MONDAY)
    assert told(one, two) == []
    two.sessions.create(day_number=1, half="1", held_on=MONDAY)
    assert len(told(one, two)) == 2


def test_cancelled_and_finished_classes_are_out_of_it(by, hall):
    course = a_course(by)
    one, two = a_class(course, venue=hall, **days()), a_class(course, venue=hall, **days())
    TrainingClass.objects.filter(pk=two.pk).update(state=ClassState.CANCELLED)
    assert told(one, two) == []


def test_a_venue_must_hold_everybody(by, hall):
    course = a_course(by, class_size=84)
    one = a_class(course, venue=hall)
    assert told(one) == []
    a_share(course, training_class=one, seats=182)
    assert told(one) == [
        "Hội trường A chứa 100 người, lớp thứ nhất có 182 người: hãy chọn nơi rộng hơn hoặc chia lại lớp."
    ]
    one.seats = 90
    one.save()
    assert told(one) == []
    TrainingClass.objects.filter(pk=one.pk).update(enrolled=101)
    assert told(one) == [
        "Hội trường A chứa 100 người, lớp thứ nhất có 101 người: hãy chọn nơi rộng hơn hoặc chia lại lớp."
    ]


def test_days_lie_in_the_year_of_the_plan_and_are_enough(by):
    row = a_class(a_course(by, days=3), expected_from=datetime.date(2023, 12, 1), **days())
    assert told(row) == [
        "Lớp thứ nhất dự kiến bắt đầu ngày 01/12/2023, ngoài năm 2024 của kế hoạch.",
        "Lớp thứ nhất từ 13/5/2024 đến 14/5/2024 chỉ có 2 ngày, khóa cần 3 ngày mỗi lớp.",
    ]


def test_a_lecturer_teaches_one_class_at_a_time(by):
    course = a_course(by, days=3)
    Module.objects.create(course=course, name="Thể chế", periods=20)
    lecturer = Lecturer.objects.create(organisation=by.organisation, full_name="Lò Thị Mai")
    rows = [a_class(course), a_class(course)]
    for row in rows:
        put_lecturer(row, lecturer, engagement="contract", reference="", modules=[], by=by, at=NOW)
        make_timetable(row, version=2, by=by, at=NOW)
        save_class(row, days(count=3), version=3, by=by, at=NOW)
    half_days = "sáng 13/5/2024, chiều 13/5/2024, sáng 14/5/2024, chiều 14/5/2024 và 1 buổi khác"
    assert told(*rows) == [
        f"Lò Thị Mai có giờ dạy cùng lúc ở lớp thứ nhất và lớp thứ hai: {half_days}.",
        f"Lò Thị Mai có giờ dạy cùng lúc ở lớp thứ hai và lớp thứ nhất: {half_days}.",
    ]
    save_class(rows[1], days(MONDAY + datetime.timedelta(days=7), 3), version=4, by=by, at=NOW)
    assert told(*rows) == []


def test_the_number_of_questions_does_not_grow_with_the_classes(by, hall):
    course = a_course(by)
    rows = [a_class(course, venue=hall, **days())]

    def questions() -> int:
        with CaptureQueriesContext(connection) as captured:
            told(*rows)
        return len(captured)

    one = questions()
    rows += [a_class(course, venue=hall, **days()) for _ in range(20)]
    assert questions() == one
