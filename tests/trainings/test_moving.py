"""People who go from one class into another of the same course: seats, figures, marks, room, both trails."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from audit.telling import details_of
from lib.refusals import Refused
from tests.factories.holding import a_held_class, marks, people, seen
from tests.factories.plans import NOW
from tests.factories.rows import a_row
from tests.factories.trainings import a_class, a_course, an_enrolment, an_organiser
from trainings.actions.grouping import move_units
from trainings.actions.lists import return_list
from trainings.actions.moving import move_people
from trainings.actions.replacements import replace_person, withdraw_person
from trainings.enums import ClassState, EnrolmentState
from trainings.figures import differences
from trainings.models import Attendance, Certificate, ClassTally, Enrolment, RosterList, Share, Venue
from trainings.rosters.rows import Row

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return an_organiser()


@pytest.fixture
def source(by):
    """A class that takes names, with three people of one commune."""
    return a_held_class(by=by, state=ClassState.OPEN)


@pytest.fixture
def target(source):
    return a_class(source.course, state=ClassState.OPEN, state_since=NOW)


def _move(source, who, target, *, by, **fields):
    return move_people(seen(source), [person.pk for person in who], seen(target), by=by, at=NOW, **fields)


def test_people_move_with_their_seats(by, source, target):
    first, second, third = people(source)
    assert _move(source, [third, first], target, by=by) == [first, third]
    assert (people(source), people(target)) == ([second], [first, third])
    assert (seen(source).enrolled, seen(target).enrolled, Share.objects.get().taken) == (1, 2, 3)
    assert list(differences()) == []
    assert list(ClassTally.objects.order_by("training_class").values_list("registered", flat=True)) == [1, 2]
    told = Entry.objects.filter(act__in=["chuyển người sang lớp khác", "nhận người từ lớp khác"]).order_by("pk")
    assert [(entry.row_id, len(details_of(entry)["changes"])) for entry in told] == [(source.pk, 2), (target.pk, 2)]
    assert details_of(told[0])["changes"][0] == {
        "of": first.full_name, "field": "lớp", "was": "Lớp thứ nhất", "now": "Lớp thứ hai",
    }  # fmt: skip


def test_a_second_click_moves_once(by, source, target):
    who = people(source)[:2]
    _move(source, who, target, by=by)
    assert _move(source, who, target, by=by) == []
    assert Entry.objects.filter(act="chuyển người sang lớp khác").count() == 1
    assert set(Enrolment.objects.filter(training_class=target).values_list("version", flat=True)) == {2}


@pytest.mark.parametrize("state", sorted(ClassState.finished()))
@pytest.mark.parametrize("is_target", [False, True])
def test_finished_classes_give_and_take_nobody(by, source, target, state, is_target):
    row = target if is_target else source
    row.state = state
    row.save()
    with pytest.raises(Refused, match="nên không sửa được"):
        _move(source, people(source), target, by=by, reason="Vì")
    assert seen(source).enrolled == 3


@pytest.mark.parametrize("is_target", [False, True])
def test_a_closed_list_needs_a_reason(by, source, target, is_target):
    row = target if is_target else source
    row.state, row.frozen_at = ClassState.INVITED, NOW
    row.save()
    Enrolment.objects.update(state=EnrolmentState.INVITED)
    with pytest.raises(Refused, match="lý do"):
        _move(source, people(source), target, by=by, reason="  ")
    _move(source, people(source), target, by=by, reason="Trùng lịch họp")
    assert {person.state for person in people(target)} == {EnrolmentState.ACCEPTED}
    assert details_of(Entry.objects.get(act="nhận người từ lớp khác"))["reason"] == "Trùng lịch họp"


def test_the_room_of_the_class_is_kept(by, source, target):
    target.seats = 2
    target.save()
    with pytest.raises(Refused, match=r"Lớp thứ hai chỉ còn 2 chỗ trong 2, không đủ cho 3 người"):
        _move(source, people(source), target, by=by)
    assert (seen(source).enrolled, seen(target).enrolled) == (3, 0)
    Enrolment.objects.filter(pk=people(source)[0].pk).update(counts=False)
    assert len(_move(source, people(source), target, by=by)) == 3


def test_the_room_of_the_venue_is_kept(by, source, target):
    target.venue = a_row(Venue, organisation=by.organisation, capacity=1)
    target.save()
    first, second, _ = people(source)
    _move(source, [first], target, by=by)
    with pytest.raises(Refused, match="Lớp thứ hai đã đủ 1 chỗ"):
        _move(source, [second], target, by=by)


def test_who_was_absent_starts_anew_and_who_was_there_stays(by, source, target):
    source.state = ClassState.HELD
    source.save()
    marks(source, "aaaa p--- ----")
    first, second, third = people(source)
    with pytest.raises(Refused, match=f"Chưa chuyển ai: {second.full_name} đã có mặt"):
        _move(source, [first, second], target, by=by)
    _move(source, [first, third], target, by=by)
    assert set(Attendance.objects.values_list("enrolment", flat=True)) == {second.pk}
    assert list(differences()) == []


@pytest.mark.parametrize("facts", [{"score_before": 0}, {"ruling": "completed", "ruling_reason": "Vì"}])
def test_who_has_scores_or_a_result_stays(by, source, target, facts):
    Enrolment.objects.filter(pk=people(source)[0].pk).update(**facts)
    with pytest.raises(Refused, match="đã có điểm, kết quả"):
        _move(source, people(source)[:1], target, by=by)


def test_who_has_a_certificate_stays(by, source, target):
    a_row(Certificate, enrolment=people(source)[0], given_by=by, revoked_at=None)
    with pytest.raises(Refused, match="đã có điểm, kết quả"):
        _move(source, people(source)[:1], target, by=by)


def test_who_left_or_sits_elsewhere_is_not_moved(by, source, target):
    gone, elsewhere, _ = people(source)
    withdraw_person(gone, reason="Bận", by=by, at=NOW)
    with pytest.raises(Refused, match="nay là «Rút»"):
        _move(source, [gone], target, by=by)
    third = a_class(source.course)
    _move(source, [elsewhere], third, by=by)
    with pytest.raises(Refused, match="không còn trong danh sách"):
        _move(source, [elsewhere], target, by=by)


def test_other_courses_and_other_offices_are_out(by, source, target):
    other = a_class(a_course(by))
    with pytest.raises(Refused, match="cùng khóa"):
        _move(source, people(source), other, by=by)
    with pytest.raises(Refused, match="cùng khóa"):
        _move(source, people(source), source, by=by)
    with pytest.raises(Refused, match="ít nhất một người"):
        _move(source, [], target, by=by)
    with pytest.raises(PermissionDenied):
        _move(source, people(source), target, by=an_organiser())


def test_the_list_of_the_unit_follows_into_both_classes(by, source, target):
    """The unit moves later, its list is returned: who was moved by hand stays, is counted, and goes back with it."""
    first, second, _ = people(source)
    _move(source, [first], target, by=by)
    third = a_class(source.course)
    assert move_units(source.course, [Share.objects.get().pk], third, by=by, at=NOW) == 1
    assert [seen(row).enrolled for row in (source, target, third)] == [0, 1, 2]
    waiting = an_enrolment(first.roster, state=EnrolmentState.QUEUED)
    Share.objects.update(seats=3)
    first.refresh_from_db()
    assert withdraw_person(first, reason="Bận", by=by, at=NOW) == [waiting]
    assert [seen(row).enrolled for row in (source, target, third)] == [0, 0, 3]
    second.refresh_from_db()
    _move(third, [second], target, by=by)
    return_list(RosterList.objects.get(), reason="Thiếu chức vụ", until=NOW.date(), by=by, at=NOW)
    assert [seen(row).enrolled for row in (source, target, third)] == [0, 0, 0]
    assert list(differences()) == []


def test_a_list_is_not_returned_when_one_of_its_people_sits_in_a_closed_class(by, source, target):
    _move(source, people(source)[:1], target, by=by)
    target.state, target.frozen_at = ClassState.CLOSED, NOW
    target.save()
    with pytest.raises(Refused, match="chốt danh sách"):
        return_list(RosterList.objects.get(), reason="Thiếu chức vụ", until=NOW.date(), by=by, at=NOW)


def test_somebody_new_takes_the_place_in_the_other_class(by, source, target):
    (moved,) = _move(source, people(source)[:1], target, by=by)
    target.state = ClassState.CLOSED
    target.save()
    new = replace_person(moved, Row(1, "Lò Thị Thay", is_paid=False), reason="Ốm", by=by, at=NOW)
    assert (new.training_class_id, seen(target).enrolled, Share.objects.get().taken) == (target.pk, 1, 3)
    assert list(differences()) == []


def test_the_pages_move_and_say_what_was_wrong(client, by, source, target):
    client.force_login(by)
    first, second, _ = people(source)
    page = f"/lop/{source.pk}/hoc-vien/"
    assert "Lớp thứ hai (0 người, đang nhận đăng ký)" in client.get(page).content.decode()
    empty = client.post(f"{page}chuyen-lop/", {"nguoi": [first.pk]})
    assert (empty.status_code, "Hãy chọn nơi chuyển đến" in empty.content.decode()) == (400, True)
    assert (
        f'value="{first.pk}" form="move-form" aria-label="Chuyển {first.full_name}" checked' in empty.content.decode()
    )
    nobody = client.post(f"{page}chuyen-lop/", {"lop": target.pk})
    assert (nobody.status_code, "ít nhất một người" in nobody.content.decode()) == (409, True)
    done = client.post(f"{page}chuyen-lop/", {"lop": target.pk, "nguoi": [first.pk, "x"]}, follow=True)
    assert f"Đã chuyển {first.full_name} sang Lớp thứ hai." in done.content.decode()
    one = f"{page}{second.pk}/chuyen-lop/"
    target.seats = 1
    target.save()
    full = client.post(one, {"lop": target.pk, "reason": "Gần nhà"})
    assert (full.status_code, "đã đủ 1 chỗ" in full.content.decode(), "Gần nhà" in full.content.decode()) == (
        409, True, True,
    )  # fmt: skip
    assert client.post(one, {"lop": ""}).status_code == 400
    target.seats = 2
    target.save()
    for _ in range(2):
        assert client.post(one, {"lop": target.pk}).status_code == 302
    assert len(people(target)) == 2
    assert (
        client.post(f"{page}{an_enrolment(course=a_course(by)).pk}/chuyen-lop/", {"lop": target.pk}).status_code == 404
    )


def test_who_replaced_somebody_leads_there_after_moving(client, by, source, target):
    old = people(source)[0]
    source.state = ClassState.CLOSED
    source.save()
    new = replace_person(old, Row(1, "Lò Thị Thay", is_paid=False), reason="Ốm", by=by, at=NOW)
    _move(source, [new], target, by=by)
    client.force_login(by)
    page = client.get(f"/lop/{target.pk}/hoc-vien/{new.pk}/").content.decode()
    assert f'href="/lop/{source.pk}/hoc-vien/{old.pk}/"' in page
