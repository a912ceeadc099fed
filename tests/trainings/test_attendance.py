"""Marks: per person and session, two at once, nothing twice, nothing after the end; tours by the day."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Entry
from lib.refusals import Refused
from tests.factories.holding import DAY, a_held_class, people, seen
from tests.factories.plans import NOW
from tests.factories.trainings import a_class, a_course, an_organiser
from trainings import attendance
from trainings.actions.attendance import lay_out_sessions, mark
from trainings.enums import ClassState, CourseKind, EnrolmentState, Mark
from trainings.models import Attendance, Enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return an_organiser()


def test_marks_are_kept_and_counted(by):
    row = a_held_class(by=by, people=3)
    first, second, third = people(row)
    morning, afternoon, *_ = attendance.rolls(seen(row))
    done = mark(seen(row), morning.pk, {first.pk: "p", second.pk: "a"}, by=by, at=NOW)
    mark(seen(row), afternoon.pk, {first.pk: "p", third.pk: "e"}, by=by, at=NOW)
    assert (done.changed, done.unknown, done.marks) == ((first.pk, second.pk), (), {first.pk: "p", second.pk: "a"})
    assert [person.half_days for person in people(row)] == [2, 0, 0]
    assert seen(row).present == 1
    tally = attendance.counts(seen(row), [morning])[morning.pk]
    assert (tally.present, tally.absent, tally.excused, tally.open) == (1, 1, 0, 1)
    entry = Entry.objects.filter(act="điểm danh").last()
    assert entry.row_id == row.pk
    assert first.full_name in entry.details


def test_the_same_mark_again_changes_nothing(by):
    row = a_held_class(by=by, people=1)
    (person,) = people(row)
    (roll, *_) = attendance.rolls(seen(row))
    mark(seen(row), roll.pk, {person.pk: "p"}, by=by, at=NOW)
    entries = Entry.objects.count()
    again = mark(seen(row), roll.pk, {person.pk: "p"}, by=by, at=NOW)
    assert (again.changed, again.marks, Entry.objects.count()) == ((), {person.pk: "p"}, entries)


def test_a_mark_is_changed_and_taken_away(by):
    row = a_held_class(by=by, people=1)
    (person,) = people(row)
    (roll, *_) = attendance.rolls(seen(row))
    for said, half_days in (("p", 1), ("e", 0), ("p", 1), ("", 0)):
        mark(seen(row), roll.pk, {person.pk: said}, by=by, at=NOW)
        assert people(row)[0].half_days == half_days
    assert Attendance.objects.count() == 0


def test_the_whole_class_in_one_tap_leaves_marks_alone(by):
    row = a_held_class(by=by, people=3)
    first, second, third = people(row)
    (roll, *_) = attendance.rolls(seen(row))
    mark(seen(row), roll.pk, {second.pk: "a"}, by=by, at=NOW)
    done = mark(seen(row), roll.pk, {}, rest=Mark.PRESENT, by=by, at=NOW)
    assert done.marks == {first.pk: "p", second.pk: "a", third.pk: "p"}


def test_the_first_mark_begins_the_class(by):
    row = a_held_class(by=by, people=1, state=ClassState.INVITED, starts_on=None, ends_on=None)
    (roll, *_) = attendance.rolls(seen(row))
    mark(seen(row), roll.pk, {people(row)[0].pk: "p"}, by=by, at=NOW)
    assert (seen(row).state, seen(row).starts_on) == (ClassState.HELD, DAY)
    assert Entry.objects.filter(act="bắt đầu tổ chức").count() == 1


def test_who_left_meanwhile_is_passed_over_and_told(by):
    row = a_held_class(by=by, people=2)
    first, second = people(row)
    Enrolment.objects.filter(pk=second.pk).update(state=EnrolmentState.WITHDRAWN)
    (roll, *_) = attendance.rolls(seen(row))
    done = mark(seen(row), roll.pk, {first.pk: "p", second.pk: "p"}, by=by, at=NOW)
    assert (done.changed, done.unknown) == ((first.pk,), (second.pk,))


@pytest.mark.parametrize(
    ("state", "sentence"),
    [(ClassState.OPEN, "Danh sách chưa chốt"), (ClassState.COMPLETED, "Mở lại để sửa"), (ClassState.SETTLED, "quyết")],
)
def test_marks_are_taken_while_the_class_is_held(by, state, sentence):
    row = a_held_class(by=by, people=1, state=state)
    (roll, *_) = attendance.rolls(seen(row))
    with pytest.raises(Refused, match=sentence):
        mark(seen(row), roll.pk, {people(row)[0].pk: "p"}, by=by, at=NOW)
    assert Attendance.objects.count() == 0


def test_only_the_organiser_marks(by):
    row = a_held_class(by=by, people=1)
    with pytest.raises(PermissionDenied):
        mark(seen(row), row.sessions.first().pk, {}, by=an_organiser(), at=NOW)


def test_a_session_of_another_class_is_none_of_this(by):
    row, other = a_held_class(by=by, people=1), a_held_class(by=by, people=1)
    with pytest.raises(Refused, match="không còn trong thời khóa biểu"):
        mark(seen(row), other.sessions.first().pk, {people(row)[0].pk: "p"}, by=by, at=NOW)


def test_a_tour_is_marked_by_the_day(by):
    row = a_held_class(by=by, people=1, days=2, course={"kind": CourseKind.TOUR})
    rolls = attendance.rolls(seen(row))
    assert [(roll.title, roll.short) for roll in rolls] == [
        ("Ngày 1, 16/4/2024", "16/4"),
        ("Ngày 2, 17/4/2024", "17/4"),
    ]
    mark(seen(row), rolls[0].pk, {people(row)[0].pk: "p"}, by=by, at=NOW)
    assert (people(row)[0].half_days, Attendance.objects.count()) == (2, 2)


def test_sessions_are_laid_out_once(by):
    row = a_class(a_course(by, days=2), starts_on=DAY)
    for _ in range(2):
        lay_out_sessions(seen(row), by=by, at=NOW)
    said = [(session.day_number, session.half, session.held_on) for session in row.sessions.all()]
    next_day = DAY + datetime.timedelta(days=1)
    assert said == [(1, "1", DAY), (1, "2", DAY), (2, "1", next_day), (2, "2", next_day)]


def test_the_page_saves_what_its_writer_changed(client, by):
    """Without script the whole page is sent: marks that somebody else made meanwhile stay."""
    row = a_held_class(by=by, people=2)
    first, second = people(row)
    (roll, *_) = attendance.rolls(seen(row))
    client.force_login(by)
    mark(seen(row), roll.pk, {second.pk: "a"}, by=by, at=NOW)
    sent = {f"m-{first.pk}": "p", f"w-m-{first.pk}": "", f"w-m-{second.pk}": ""}
    assert client.post(f"/lop/{row.pk}/diem-danh/{roll.pk}/ghi/", sent).status_code == 302
    sent = {f"m-{second.pk}": "p", f"w-m-{second.pk}": "p", f"m-{first.pk}": "nonsense", "m-9999999999999999999": "p"}
    assert client.post(f"/lop/{row.pk}/diem-danh/{roll.pk}/ghi/", sent).status_code == 302
    assert attendance.marks_in(roll) == {first.pk: "p", second.pk: "a"}


def test_the_script_hears_all_marks_and_what_was_refused(client, by):
    row = a_held_class(by=by, people=2)
    first, second = people(row)
    (roll, *_) = attendance.rolls(seen(row))
    client.force_login(by)
    mark(seen(row), roll.pk, {second.pk: "a"}, by=by, at=NOW)
    address, asks = f"/lop/{row.pk}/diem-danh/{roll.pk}/ghi/", {"headers": {"accept": "application/json"}}
    said = client.post(address, {f"m-{first.pk}": "p"}, **asks).json()
    assert said["marks"] == {str(first.pk): "p", str(second.pk): "a"}
    assert said["tally"] == {"p": 1, "a": 1, "e": 0, "": 0}
    type(row).objects.update(state=ClassState.COMPLETED)
    late = client.post(address, {f"m-{first.pk}": "a"}, **asks)
    assert (late.status_code, list(late.json())) == (409, ["refused"])


@pytest.mark.parametrize("page", ["", "diem-danh/", "diem-danh/{roll}/", "hoc-vien/", "ket-qua/", "danh-gia/"])
def test_pages_ask_as_much_for_three_people_as_for_thirty(page, client, by):
    numbers = []
    for number in (3, 30):
        row = a_held_class(by=by, people=number)
        (roll, *_) = attendance.rolls(seen(row))
        mark(seen(row), roll.pk, {}, rest="p", by=by, at=NOW)
        client.force_login(by)
        address = f"/lop/{row.pk}/{page.format(roll=roll.pk)}"
        client.get(address)
        with CaptureQueriesContext(connection) as counted:
            assert client.get(address).status_code == 200
        numbers.append(len(counted))
    assert numbers[0] == numbers[1]
