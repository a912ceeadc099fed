"""Sending, taking back, returning, accepting, letting late, attaching the scan: who, when, what it leaves behind."""

import datetime
import io

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Entry
from documents import store
from lib.refusals import Refused
from people.models import Person
from tests.factories.plans import NOW
from tests.factories.trainings import (
    a_campaign,
    a_class,
    a_commune,
    a_course,
    a_registrar,
    a_roster,
    a_share,
    an_organiser,
)
from trainings.actions.grouping import move_units
from trainings.actions.lists import (
    accept_list,
    accept_lists,
    attach_scan,
    permit_late,
    return_list,
    submit_list,
    withdraw_list,
)
from trainings.actions.rows import Typed, delete_rows, save_rows
from trainings.enums import ClassState, EnrolmentState, RosterState
from trainings.models import Enrolment

pytestmark = pytest.mark.django_db
TODAY, AFTER = NOW.date(), NOW + datetime.timedelta(days=11)


@pytest.fixture
def organiser():
    return an_organiser()


@pytest.fixture
def course(organiser):
    return a_course(organiser)


@pytest.fixture
def campaign(course):
    return a_campaign(course)


@pytest.fixture
def registrar():
    return a_registrar(a_commune("Mường Báng"))


@pytest.fixture
def roster(campaign, registrar):
    return a_list(campaign, registrar, "Vàng A Páo", "Lò Thị Mai")


def a_list(campaign, registrar, *names, seats=3):
    share = a_share(campaign.course, registrar.organisation.area, seats=seats, training_class=a_class(campaign.course))
    roster = a_roster(campaign, share)
    typed = [
        Typed(f"n{n}", 0, {"full_name": name, "post": "Trưởng thôn", "unpaid": "x"}) for n, name in enumerate(names)
    ]
    save_rows(roster, typed, by=registrar, at=NOW)
    return roster


def states(roster):
    return sorted(roster.enrolments.values_list("state", flat=True))


def acts():
    return list(Entry.objects.filter(table="trainings.rosterlist").order_by("pk").values_list("act", flat=True))


def test_sending_locks_and_numbers_the_list_once(roster, registrar):
    sent = submit_list(roster, by=registrar, at=NOW)
    again = submit_list(roster, by=registrar, at=NOW)
    assert (sent.state, sent.number, sent.submitted_by) == (RosterState.SUBMITTED, 1, registrar)
    assert (again.number, again.submitted_at, acts()) == (1, NOW, ["gửi danh sách"])
    with pytest.raises(Refused, match="đã gửi"):
        save_rows(roster, [Typed("n9", 0, {"full_name": "Giàng A Dê"})], by=registrar, at=NOW)


def test_lists_are_numbered_in_the_order_of_sending(campaign, roster, registrar):
    other = a_registrar(a_commune())
    second = a_list(campaign, other, "Giàng A Dê")
    assert submit_list(second, by=other, at=NOW).number == 1
    assert submit_list(roster, by=registrar, at=NOW).number == 2


def test_a_list_with_unfinished_rows_or_nobody_is_not_sent(campaign, roster, registrar):
    save_rows(roster, [Typed("n8", 0, {"full_name": "Giàng A Dê"})], by=registrar, at=NOW)
    with pytest.raises(Refused, match="Còn 1 dòng"):
        submit_list(roster, by=registrar, at=NOW)
    other = a_registrar(a_commune())
    with pytest.raises(Refused, match="chưa có ai"):
        submit_list(a_list(campaign, other), by=other, at=NOW)


def test_a_person_registered_elsewhere_since_then_holds_the_list_back(campaign, organiser):
    """Two units register the same identity card: who sends later is told, by name of the other list."""
    campaign.asks = ["id_number"]
    campaign.save()
    cells = {"full_name": "Vàng A Páo", "post": "Trưởng thôn", "unpaid": "x", "id_number": "011080000123"}
    one, two = a_registrar(a_commune("Một")), a_registrar(a_commune("Hai"))
    lists = [a_list(campaign, one), a_list(campaign, two)]
    (saved,) = save_rows(lists[0], [Typed("n1", 0, cells)], by=one, at=NOW)
    Enrolment.objects.filter(roster=lists[0]).update(id_index="")
    (other,) = save_rows(lists[1], [Typed("n1", 0, cells)], by=two, at=NOW)
    assert (saved.state, other.state) == ("stored", "stored")
    first = Enrolment.objects.get(roster=lists[0])
    first.id_index = Enrolment.objects.get(roster=lists[1]).id_index
    first.save()
    with pytest.raises(Refused, match="Dòng 1"):
        submit_list(lists[1], by=two, at=NOW)


def test_the_deadline_lasts_until_the_end_of_its_day(campaign, roster, registrar):
    evening = datetime.datetime.combine(campaign.deadline, datetime.time(23, 59, 59), tzinfo=NOW.tzinfo)
    with pytest.raises(Refused, match="quá hạn"):
        submit_list(roster, by=registrar, at=evening + datetime.timedelta(seconds=1))
    assert submit_list(roster, by=registrar, at=evening).state == RosterState.SUBMITTED


def test_a_late_list_needs_a_permission_with_a_reason(roster, registrar, organiser):
    until = AFTER.date()
    with pytest.raises(Refused, match="lý do"):
        permit_late(roster, until=until, reason=" ", by=organiser, at=AFTER)
    with pytest.raises(PermissionDenied):
        permit_late(roster, until=until, reason="Mất điện", by=registrar, at=AFTER)
    permit_late(roster, until=until, reason="Mất điện", by=organiser, at=AFTER)
    permit_late(roster, until=until, reason="Mất điện", by=organiser, at=AFTER)
    assert submit_list(roster, by=registrar, at=AFTER).state == RosterState.SUBMITTED
    assert acts() == ["cho gửi muộn", "gửi danh sách"]


def test_a_list_is_taken_back_until_it_is_accepted(roster, registrar, organiser):
    submit_list(roster, by=registrar, at=NOW)
    assert withdraw_list(roster, by=registrar, at=NOW).state == RosterState.DRAFT
    assert submit_list(roster, by=registrar, at=NOW).number == 1
    accept_list(roster, by=organiser, at=NOW)
    with pytest.raises(Refused, match="đã được tiếp nhận"):
        withdraw_list(roster, by=registrar, at=NOW)


def test_accepting_makes_people_members_of_the_class_once(roster, registrar, organiser):
    submit_list(roster, by=registrar, at=NOW)
    accept_list(roster, by=organiser, at=NOW)
    accept_list(roster, by=organiser, at=NOW)
    roster.share.training_class.refresh_from_db()
    assert states(roster) == [EnrolmentState.ACCEPTED] * 2
    assert set(roster.enrolments.values_list("training_class", flat=True)) == {roster.share.training_class_id}
    assert (roster.share.training_class.enrolled, roster.share.training_class.unpaid) == (2, 2)
    assert sorted(Person.objects.values_list("full_name", flat=True)) == ["Lò Thị Mai", "Vàng A Páo"]
    assert acts() == ["gửi danh sách", "tiếp nhận danh sách"]


def test_all_sent_lists_are_accepted_at_once_and_no_other(campaign, roster, registrar, organiser):
    other = a_registrar(a_commune())
    a_list(campaign, other, "Giàng A Dê")
    submit_list(roster, by=registrar, at=NOW)
    assert [row.pk for row in accept_lists(campaign, by=organiser, at=NOW)] == [roster.pk]
    assert accept_lists(campaign, by=organiser, at=NOW) == []


def test_accepting_many_lists_asks_as_many_questions_as_accepting_one(campaign, organiser):
    counts = []
    for lists in (1, 4):
        for _ in range(lists):
            registrar = a_registrar(a_commune())
            submit_list(a_list(campaign, registrar, "Vàng A Páo", "Lò Thị Mai"), by=registrar, at=NOW)
        with CaptureQueriesContext(connection) as asked:
            accept_lists(campaign, by=organiser, at=NOW)
        counts.append(len(asked))
    assert counts[1] == counts[0]


def test_a_returned_list_says_why_and_can_be_sent_again_after_the_deadline(roster, registrar, organiser):
    submit_list(roster, by=registrar, at=NOW)
    with pytest.raises(Refused, match="lý do"):
        return_list(roster, reason=" ", until=AFTER.date(), by=organiser, at=NOW)
    back = return_list(roster, reason="Thiếu chức vụ", until=AFTER.date(), by=organiser, at=NOW)
    return_list(roster, reason="Thiếu chức vụ", until=AFTER.date(), by=organiser, at=NOW)
    assert (back.state, back.return_reason, back.number) == (RosterState.RETURNED, "Thiếu chức vụ", 1)
    assert submit_list(roster, by=registrar, at=AFTER).number == 1
    assert acts() == ["gửi danh sách", "trả lại danh sách", "gửi danh sách"]


def test_returning_an_accepted_list_takes_its_people_out_of_the_class(roster, registrar, organiser):
    submit_list(roster, by=registrar, at=NOW)
    accept_list(roster, by=organiser, at=NOW)
    return_list(roster, reason="Nhầm người", until=AFTER.date(), by=organiser, at=NOW)
    training_class = roster.share.training_class
    training_class.refresh_from_db()
    assert (states(roster), training_class.enrolled) == ([EnrolmentState.REGISTERED] * 2, 0)
    person = roster.enrolments.get(full_name="Lò Thị Mai")
    assert delete_rows(roster, [f"e{person.pk}"], by=registrar, at=NOW) == 1
    assert states(roster) == [EnrolmentState.REGISTERED, EnrolmentState.WITHDRAWN]
    save_rows(roster, [Typed("n7", 0, {"full_name": "Lò Thị Mai", "post": "Trưởng bản", "unpaid": "x"})],
              by=registrar, at=NOW)  # fmt: skip
    submit_list(roster, by=registrar, at=NOW)
    accept_list(roster, by=organiser, at=NOW)
    roster.share.refresh_from_db()
    assert (states(roster)[:2], roster.share.taken) == ([EnrolmentState.ACCEPTED] * 2, 2)


def test_nobody_joins_or_leaves_a_closed_class_through_lists(roster, registrar, organiser):
    submit_list(roster, by=registrar, at=NOW)
    training_class = roster.share.training_class
    training_class.state = ClassState.CLOSED
    training_class.save()
    with pytest.raises(Refused, match="chốt danh sách"):
        accept_list(roster, by=organiser, at=NOW)
    roster.refresh_from_db()
    assert (roster.state, states(roster)) == (RosterState.SUBMITTED, [EnrolmentState.REGISTERED] * 2)


def test_one_identity_card_is_not_accepted_twice(campaign, organiser):
    campaign.asks = ["id_number"]
    campaign.save()
    cells = {"full_name": "Vàng A Páo", "post": "Trưởng thôn", "unpaid": "x", "id_number": "011080000123"}
    for name in ("Một", "Hai"):
        registrar = a_registrar(a_commune(name))
        roster = a_list(campaign, registrar)
        Enrolment.objects.update(id_index="")
        save_rows(roster, [Typed("n1", 0, cells)], by=registrar, at=NOW)
        submit_list(roster, by=registrar, at=NOW)
    with pytest.raises(Refused, match="trùng số định danh"):
        accept_lists(campaign, by=organiser, at=NOW)
    assert Person.objects.count() == 0


def test_the_scan_of_the_signed_list_is_kept_once(roster, registrar, scan):
    with pytest.raises(Refused, match="gửi danh sách trước"):
        attach_scan(roster, files=[scan], name="ky.pdf", by=registrar, at=NOW)
    submit_list(roster, by=registrar, at=NOW)
    attach_scan(roster, files=[scan], name="ky.pdf", by=registrar, at=NOW)
    kept = attach_scan(roster, files=[scan], name="ky.pdf", by=registrar, at=NOW)
    assert (store.get(kept.scan_sha256), kept.scan_name) == (scan, "ky.pdf")
    assert acts() == ["gửi danh sách", "đính kèm bản quét danh sách"]
    with pytest.raises(Refused):
        attach_scan(roster, files=[b"MZ"], name="ky.exe", by=registrar, at=NOW)


@pytest.fixture
def scan():

    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def test_others_are_forbidden(roster, registrar, organiser):
    stranger = a_registrar(a_commune())
    for act in (submit_list, withdraw_list):
        with pytest.raises(PermissionDenied):
            act(roster, by=stranger, at=NOW)
    for who in (stranger, registrar, an_organiser()):
        with pytest.raises(PermissionDenied):
            accept_list(roster, by=who, at=NOW)


def test_people_accepted_before_their_unit_had_a_class_go_along_later(campaign, roster, registrar, organiser):
    target = roster.share.training_class
    roster.share.training_class = None
    roster.share.save()
    submit_list(roster, by=registrar, at=NOW)
    accept_list(roster, by=organiser, at=NOW)
    assert set(roster.enrolments.values_list("training_class", flat=True)) == {None}
    move_units(campaign.course, {roster.share_id}, target, by=organiser, at=NOW)
    target.refresh_from_db()
    assert set(roster.enrolments.values_list("training_class", flat=True)) == {target.pk}
    assert target.enrolled == 2
