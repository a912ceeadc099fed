"""Rows typed into the grid of a list: kept as they come, registered when they are right, never twice, never lost."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from lib.refusals import Refused
from tests.factories.plans import NOW
from tests.factories.trainings import a_campaign, a_commune, a_course, a_registrar, a_roster, a_share, an_organiser
from trainings.actions.rows import Typed, delete_rows, save_rows
from trainings.enums import EnrolmentState, RosterState
from trainings.grid import grid_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar():
    return a_registrar(a_commune("Mường Báng"))


@pytest.fixture
def roster(registrar):
    course = a_course(an_organiser())
    share = a_share(course, registrar.organisation.area, seats=2)
    return a_roster(a_campaign(course, asks=["birth_year", "id_number"]), share, state=RosterState.WAITING)


def cells(name="Vàng A Páo", **more):
    values = {"full_name": name, "post": "Trưởng thôn", "unpaid": "x", "birth_year": "1980"}
    return values | {"id_number": "011080000123"} | more


def save(roster, *typed, by, at=NOW):
    return save_rows(roster, typed, by=by, at=at)


def people(roster):
    return list(roster.enrolments.order_by("position").values_list("full_name", "state"))


def test_a_right_row_becomes_a_registered_person_with_a_seat(roster, registrar):
    (one,) = save(roster, Typed("n1", 0, cells()), by=registrar)
    assert (one.state, one.version, one.place, one.faults) == ("stored", 1, 1, ())
    assert people(roster) == [("Vàng A Páo", EnrolmentState.REGISTERED)]
    roster.refresh_from_db()
    assert (roster.state, roster.share.taken) == (RosterState.DRAFT, 1)


def test_the_same_request_again_changes_nothing(roster, registrar):
    typed = Typed("n1", 0, cells())
    first, again = save(roster, typed, by=registrar), save(roster, typed, by=registrar)
    assert [(one.key, one.state, one.version) for one in again] == [(one.key, one.state, one.version) for one in first]
    assert len(people(roster)) == 1
    roster.share.refresh_from_db()
    assert roster.share.taken == 1


def test_what_was_typed_after_an_answer_got_lost_goes_to_the_same_row(roster, registrar):
    save(roster, Typed("n1", 0, cells()), by=registrar)
    save(roster, Typed("n1", 0, cells(post="Bí thư chi bộ")), by=registrar)
    (person,) = roster.enrolments.all()
    assert (person.post, person.version) == ("Bí thư chi bộ", 2)


def test_a_row_with_errors_is_kept_unfinished_and_takes_no_seat(roster, registrar):
    (one,) = save(roster, Typed("n1", 0, cells(unpaid="")), by=registrar)
    assert (one.state, [fault.kind for fault in one.faults]) == ("unfinished", ["payroll_missing"])
    roster.refresh_from_db()
    (row,) = grid_of(roster, on=NOW.date())
    assert (row.cells["full_name"], row.enrolment, row.has_errors) == ("Vàng A Páo", None, True)
    assert (people(roster), roster.share.taken) == ([], 0)
    (mended,) = save(roster, Typed("n1", 1, cells()), by=registrar)
    assert (mended.state, mended.key) == ("stored", f"e{roster.enrolments.get().pk}")
    roster.refresh_from_db()
    assert roster.unfinished["rows"] == {}


def test_more_people_than_seats_wait_in_order_and_move_up(roster, registrar):
    names = ["Vàng A Páo", "Lò Thị Mai", "Giàng A Dê", "Sùng A Chứ"]
    typed = [Typed(f"n{n}", 0, cells(name, id_number=f"01108000012{n}")) for n, name in enumerate(names)]
    saved = save(roster, *typed, by=registrar)
    assert [one.is_waiting for one in saved] == [False, False, True, True]
    assert delete_rows(roster, [saved[0].key], by=registrar, at=NOW) == 1
    states = [EnrolmentState.REGISTERED, EnrolmentState.REGISTERED, EnrolmentState.QUEUED]
    assert people(roster) == list(zip(names[1:], states, strict=True))
    assert delete_rows(roster, [saved[0].key], by=registrar, at=NOW) == 0
    assert Entry.objects.filter(act="xóa người trong danh sách").count() == 1


def test_a_row_changed_by_somebody_else_is_not_overwritten(roster, registrar):
    (first,) = save(roster, Typed("n1", 0, cells()), by=registrar)
    save(roster, Typed(first.key, 1, cells(post="Bí thư chi bộ")), by=registrar)
    (late,) = save(roster, Typed(first.key, 1, cells(post="Trưởng bản")), by=registrar)
    assert (late.state, late.version, late.theirs["post"]) == ("conflict", 2, "Bí thư chi bộ")
    assert late.theirs["id_number"] == "•••••••••123"
    assert roster.enrolments.get().post == "Bí thư chi bộ"


def test_a_row_deleted_by_somebody_else_is_a_conflict(roster, registrar):
    (first,) = save(roster, Typed("n1", 0, cells()), by=registrar)
    delete_rows(roster, [first.key], by=registrar, at=NOW)
    (late,) = save(roster, Typed(first.key, 1, cells(post="Trưởng bản")), by=registrar)
    assert (late.state, late.theirs, people(roster)) == ("conflict", {}, [])


def test_a_masked_number_that_comes_back_means_what_is_stored(roster, registrar):
    (first,) = save(roster, Typed("n1", 0, cells()), by=registrar)
    (row,) = grid_of(roster, on=NOW.date())
    save(roster, Typed(first.key, 1, row.cells | {"post": "Bí thư chi bộ"}), by=registrar)
    person = roster.enrolments.get()
    assert (person.post, person.private["id_number"]) == ("Bí thư chi bộ", "011080000123")


def test_an_edit_with_an_error_keeps_the_person_and_the_words(roster, registrar):
    (first,) = save(roster, Typed("n1", 0, cells()), by=registrar)
    (bad,) = save(roster, Typed(first.key, 1, cells("")), by=registrar)
    assert (bad.state, bad.key) == ("unfinished", first.key)
    assert people(roster) == [("Vàng A Páo", EnrolmentState.REGISTERED)]
    (good,) = save(roster, Typed(first.key, bad.version, cells("Vàng A Pó")), by=registrar)
    assert (good.state, people(roster)) == ("stored", [("Vàng A Pó", EnrolmentState.REGISTERED)])
    assert good.version > bad.version


def test_two_people_of_one_name_stand_when_somebody_says_so(roster, registrar):
    roster.campaign.asks = []
    roster.campaign.save()
    twin = {"full_name": "Vàng A Páo", "post": "Trưởng thôn", "unpaid": "x"}
    save(roster, Typed("n2", 0, twin), by=registrar)
    (other,) = save(roster, Typed("n3", 0, twin), by=registrar)
    assert (other.state, [fault.is_about_twins for fault in other.faults]) == ("unfinished", [True])
    (stands,) = save(roster, Typed("n3", other.version, twin, is_another=True), by=registrar)
    assert stands.state == "stored"
    assert len({person.pk for person in roster.enrolments.all()}) == 2


def test_empty_rows_are_nothing(roster, registrar):
    (one,) = save(roster, Typed("n1", 0, {}), by=registrar)
    assert one.state == "empty"
    roster.refresh_from_db()
    assert roster.state == RosterState.WAITING


def test_only_the_office_of_the_list_types_in_time_and_before_sending(roster, registrar):
    with pytest.raises(PermissionDenied):
        save(roster, Typed("n1", 0, cells()), by=a_registrar(a_commune()))
    with pytest.raises(Refused, match="quá hạn"):
        save(roster, Typed("n1", 0, cells()), by=registrar, at=NOW + datetime.timedelta(days=11))
    roster.state = RosterState.SUBMITTED
    roster.save()
    with pytest.raises(Refused, match="đã gửi"):
        save(roster, Typed("n1", 0, cells()), by=registrar)
