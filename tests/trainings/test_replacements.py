"""People of a class who change: seats, marks and figures stay right, nobody sits twice, finished classes refuse."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from lib.refusals import Refused
from tests.factories.holding import a_held_class, marks, people, seen
from tests.factories.plans import NOW
from tests.factories.trainings import an_enrolment, an_organiser
from trainings.actions.replacements import add_person, call_up, replace_person, take_back_person, withdraw_person
from trainings.enums import ClassState, EnrolmentState
from trainings.figures import differences
from trainings.models import Enrolment, RosterList, Share
from trainings.rosters.rows import Row

pytestmark = pytest.mark.django_db
NEW = Row(1, "Lò Thị Thay", post="Phó trưởng thôn", is_paid=False)


@pytest.fixture
def by():
    return an_organiser()


def _taken() -> int:
    return Share.objects.get().taken


def test_somebody_new_takes_the_seat_and_the_class(by):
    row = a_held_class(by=by, people=2)
    marks(row, "p--- ----")
    old, _ = people(row)
    new = replace_person(old, NEW, reason="Ốm", by=by, at=NOW)
    old.refresh_from_db()
    assert (old.state, old.gone_reason, old.half_days) == (EnrolmentState.REPLACED, "Ốm", 1)
    assert (new.state, new.training_class_id, new.roster_id, new.replaces_id) == (
        EnrolmentState.ACCEPTED, row.pk, old.roster_id, old.pk,
    )  # fmt: skip
    assert new.person is not None
    assert (_taken(), seen(row).enrolled, list(differences())) == (2, 2, [])
    assert Entry.objects.filter(act="thay người trong lớp", row_id=row.pk).count() == 1


def test_a_second_click_replaces_once(by):
    row = a_held_class(by=by, people=1)
    (old,) = people(row)
    replace_person(old, NEW, reason="Ốm", by=by, at=NOW)
    with pytest.raises(Refused, match="nay là «Đã được thay»"):
        replace_person(old, NEW, reason="Ốm", by=by, at=NOW)
    assert (_taken(), Enrolment.objects.count()) == (1, 2)


def test_who_sits_there_already_replaces_nobody(by):
    row = a_held_class(by=by, people=2)
    old, other = people(row)
    same = Row(1, other.full_name, post=other.post, is_paid=False)
    with pytest.raises(Refused, match="đã có trong danh sách"):
        replace_person(old, same, reason="Ốm", by=by, at=NOW)
    old.refresh_from_db()
    assert (old.state, _taken()) == (EnrolmentState.ACCEPTED, 2)


def test_the_waiting_list_moves_up(by):
    row = a_held_class(by=by, people=1)
    (old,) = people(row)
    waiting = an_enrolment(old.roster, state=EnrolmentState.QUEUED)
    new = call_up(old, waiting, reason="Ốm", by=by, at=NOW)
    assert (new.pk, new.state, new.replaces_id, _taken()) == (waiting.pk, EnrolmentState.ACCEPTED, old.pk, 1)


def test_who_withdraws_frees_a_seat_and_can_come_back(by):
    row = a_held_class(by=by, people=2)
    old, _ = people(row)
    withdraw_person(old, reason="Bận việc", by=by, at=NOW)
    assert (_taken(), seen(row).enrolled) == (1, 1)
    old.refresh_from_db()
    take_back_person(old, by=by, at=NOW)
    assert (_taken(), seen(row).enrolled, list(differences())) == (2, 2, [])


def test_nobody_comes_back_onto_a_seat_that_is_taken(by):
    row = a_held_class(by=by, people=1)
    (old,) = people(row)
    withdraw_person(old, reason="Bận việc", by=by, at=NOW)
    Share.objects.update(seats=0)
    old.refresh_from_db()
    with pytest.raises(Refused, match="hết chỉ tiêu"):
        take_back_person(old, by=by, at=NOW)


def test_while_names_are_taken_the_first_waiting_moves_up(by):
    row = a_held_class(by=by, people=1, state=ClassState.OPEN)
    (old,) = people(row)
    Share.objects.update(seats=1)
    waiting = an_enrolment(old.roster, state=EnrolmentState.QUEUED)
    (moved,) = withdraw_person(old, reason="Bận việc", by=by, at=NOW)
    waiting.refresh_from_db()
    assert (moved.pk, waiting.training_class_id, _taken(), seen(row).enrolled) == (waiting.pk, row.pk, 1, 1)


def test_who_comes_late_takes_a_free_seat_of_the_unit(by):
    row = a_held_class(by=by, people=1)
    roster = RosterList.objects.get()
    with pytest.raises(Refused, match="lý do"):
        row.frozen_at = NOW
        row.save()
        add_person(seen(row), NEW, roster=roster, by=by, at=NOW)
    new = add_person(seen(row), NEW, roster=roster, reason="Xã cử thêm", by=by, at=NOW)
    assert (new.state, new.roster_id, _taken(), seen(row).enrolled) == (EnrolmentState.ACCEPTED, roster.pk, 2, 2)
    Share.objects.update(seats=2)
    with pytest.raises(Refused, match="đã hết chỉ tiêu"):
        add_person(seen(row), Row(1, "Lò Thị Nữa", is_paid=True), roster=roster, reason="Thêm", by=by, at=NOW)
    assert Enrolment.objects.count() == 2


def test_who_only_comes_along_is_not_counted(by):
    row = a_held_class(by=by, people=1, seats=1)
    with pytest.raises(Refused, match="đã đủ 1 chỗ"):
        add_person(seen(row), NEW, by=by, at=NOW)
    driver = add_person(seen(row), NEW, counts=False, by=by, at=NOW)
    assert (driver.counts, seen(row).enrolled, list(differences())) == (False, 1, [])


def test_only_the_organiser_changes_people(by):
    row = a_held_class(by=by, people=1)
    for act in (
        lambda other: withdraw_person(people(row)[0], reason="Vì", by=other, at=NOW),
        lambda other: replace_person(people(row)[0], NEW, reason="Vì", by=other, at=NOW),
        lambda other: add_person(seen(row), NEW, by=other, at=NOW),
    ):
        with pytest.raises(PermissionDenied):
            act(an_organiser())


def test_pages_say_what_is_wrong_and_keep_what_was_typed(client, by):
    row = a_held_class(by=by, people=2)
    old, other = people(row)
    client.force_login(by)
    address = f"/lop/{row.pk}/hoc-vien/{old.pk}/thay/"
    wrong = client.post(address, {"full_name": "Lò Văn Mới", "reason": "Ốm"})
    assert (wrong.status_code, "Lò Văn Mới" in wrong.content.decode(), "Chưa đánh dấu" in wrong.content.decode()) == (
        400, True, True,
    )  # fmt: skip
    said = {"full_name": "Lò Văn Mới", "post": "Trưởng thôn", "payroll": "unpaid"}
    assert client.post(address, said).status_code == 409
    assert client.post(address, said | {"reason": "Ốm"}).status_code == 302
    page = client.get(f"/lop/{row.pk}/hoc-vien/").content.decode()
    assert ("Lò Văn Mới" in page, f"thay {old.full_name}" in page) == (True, True)
    again = client.post(
        f"/lop/{row.pk}/hoc-vien/them/", said | {"roster": RosterList.objects.get().pk, "reason": "Thêm"}
    )
    assert (again.status_code, "đã có trong danh sách" in again.content.decode()) == (409, True)
    assert client.post(f"/lop/{row.pk}/hoc-vien/{other.pk}/rut/", {"reason": "Bận"}).status_code == 302


def test_a_persons_page_masks_what_is_private(client, by):
    row = a_held_class(by=by, people=1)
    (person,) = people(row)
    person.private = {"id_number": "011085001234", "phone": "0912345678", "ethnic_group": "Mông"}
    person.save()
    client.force_login(by)
    page = client.get(f"/lop/{row.pk}/hoc-vien/{person.pk}/").content.decode()
    assert [text in page for text in ("•••••••••234", "011085001234", "0912345678", "Mông")] == [
        True,
        False,
        False,
        False,
    ]
