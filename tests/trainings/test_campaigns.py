"""A campaign is set up, opened for every unit with its office, looked over, led."""

import datetime

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from audit.models import Entry
from lib.refusals import Refused
from organisations.enums import Regime
from organisations.models import AreaSuccession
from tests.factories.plans import NOW, an_organisation
from tests.factories.trainings import (
    a_campaign,
    a_class,
    a_commune,
    a_course,
    a_district,
    a_registrar,
    a_roster,
    a_share,
    an_enrolment,
    an_office_of,
    an_organiser,
)
from trainings.actions.campaigns import close_campaign, name_office, open_campaign, proposed, save_campaign
from trainings.actions.passing import move_up, pass_seats
from trainings.actions.reminding import remind
from trainings.actions.rows import Typed, save_rows
from trainings.enums import ClassState, EnrolmentState, RosterState, WhoRegisters
from trainings.models import Reminder, RosterList, SeatTransfer
from trainings.offices import offices_for
from trainings.overview import Stand, overview

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def organiser():
    return an_organiser()


@pytest.fixture
def course(organiser):
    return a_course(organiser)


def offices(*shares, registers=WhoRegisters.COMMUNE, on=TODAY):
    found = offices_for(shares, registers=registers, on=on)
    return [found[share.pk] for share in shares]


# ---- Which office registers --------------------------------------------------------------------------------------


def test_the_office_of_the_commune_registers_the_collective_before_others(course):
    commune = a_commune("Mường Báng")
    an_organisation(name="Ban Quản lý", area=commune)
    committee = an_organisation(
        name="Ủy ban nhân dân xã", area=commune, regime=Regime.COLLECTIVE, collective_name="ỦY BAN NHÂN DÂN"
    )
    assert offices(a_share(course, commune)) == [committee]


def test_a_merged_commune_is_registered_by_the_office_of_the_new_one(course):
    old, new = a_commune("Cũ", valid_to=TODAY), a_commune("Mới", valid_from=TODAY + DAY)
    AreaSuccession.objects.create(old=old, new=new)
    gone = an_organisation(name="UBND xã Cũ", area=old, valid_to=TODAY)
    office = an_office_of(new)
    share = a_share(course, old)
    assert offices(share) == [gone]
    assert offices(share, on=TODAY + DAY) == [office]


def test_a_new_commune_may_still_have_the_office_of_an_old_one(course):
    old, new = a_commune("Cũ"), a_commune("Mới")
    AreaSuccession.objects.create(old=old, new=new)
    office = an_office_of(old)
    assert offices(a_share(course, new)) == [office]


def test_the_district_registers_for_its_communes(course):
    district = a_district()
    one, two = a_commune(parent=district), a_commune(parent=district)
    an_office_of(one)
    office = an_organisation(name="Phòng LĐ-TB&XH", area=district)
    shares = [a_share(course, one), a_share(course, two)]
    assert offices(*shares, registers=WhoRegisters.DISTRICT) == [office, office]


def test_an_organisation_registers_for_itself_or_who_continues_it(course):
    heir = an_organisation(name="Sở mới")
    gone = an_organisation(name="Ban cũ", successor=heir, valid_to=TODAY - DAY)
    assert offices(a_share(course, organisation=gone)) == [heir]


def test_offices_of_many_units_ask_as_few_questions_as_of_one(course):
    shares = [a_share(course, a_commune()) for _ in range(12)]
    for share in shares:
        an_office_of(share.area)
    counts = []
    for some in (shares[:1], shares):
        with CaptureQueriesContext(connection) as asked:
            offices_for(some, registers=WhoRegisters.COMMUNE, on=TODAY)
        counts.append(len(asked))
    assert counts[0] == counts[1]


# ---- Opening and closing -----------------------------------------------------------------------------------------


def test_a_campaign_is_opened_for_every_unit_with_seats_once(course, organiser):
    training_class = a_class(course)
    share, late = a_share(course, a_commune()), a_share(course, a_commune(), seats=0)
    office = an_office_of(share.area)
    campaign = save_campaign(course, by=organiser, at=NOW, **proposed(course, on=TODAY))
    assert (open_campaign(campaign, by=organiser, at=NOW), open_campaign(campaign, by=organiser, at=NOW)) == (1, 0)
    (roster,) = RosterList.objects.all()
    training_class.refresh_from_db()
    assert (roster.share, roster.office, roster.state) == (share, office, RosterState.WAITING)
    assert training_class.state == ClassState.OPEN
    late.seats = 3
    late.save()
    assert open_campaign(campaign, by=organiser, at=NOW) == 1
    assert Entry.objects.filter(act="mở đăng ký").count() == 2


def test_units_that_get_seats_while_people_register_get_their_list_from_the_page(course, organiser, client):
    a_roster(a_campaign(course, on=localdate()), a_share(course))
    client.force_login(organiser)
    page = f"/lop/khoa/{course.pk}/dang-ky/"
    words = "đơn vị mới có chỉ tiêu"
    assert words not in client.get(page).content.decode()
    late = a_share(course, seats=3)
    office = an_office_of(late.area)
    assert f"Thêm danh sách cho 1 {words}" in client.get(page).content.decode()
    for number in (2, 2):
        answer = client.post(f"{page}mo/", follow=True)
        assert (answer.status_code, RosterList.objects.count()) == (200, number)
    assert words not in answer.content.decode()
    assert (late.list.office, late.list.state) == (office, RosterState.WAITING)


def test_a_campaign_without_seats_or_past_its_deadline_is_not_opened(course, organiser):
    campaign = save_campaign(course, by=organiser, at=NOW, **proposed(course, on=TODAY))
    with pytest.raises(Refused, match="chỉ tiêu"):
        open_campaign(campaign, by=organiser, at=NOW)
    a_share(course, a_commune())
    with pytest.raises(Refused, match="đã qua"):
        open_campaign(campaign, by=organiser, at=NOW + 30 * DAY)


def test_saving_the_same_twice_changes_nothing_and_stale_forms_are_refused(course, organiser):
    values = proposed(course, on=TODAY)
    first = save_campaign(course, by=organiser, at=NOW, **values)
    again = save_campaign(course, by=organiser, at=NOW, **values)
    assert (first.pk, again.version) == (again.pk, 1)
    changed = save_campaign(course, by=organiser, at=NOW, version=1, **values | {"note": "Gửi sớm"})
    assert changed.version == 2
    with pytest.raises(Refused, match="người khác sửa"):
        save_campaign(course, by=organiser, at=NOW, version=1, **values | {"note": "Khác"})
    with pytest.raises(ValidationError):
        save_campaign(course, by=organiser, at=NOW, version=2, **values | {"deadline": TODAY - DAY})
    with pytest.raises(PermissionDenied):
        save_campaign(course, by=an_organiser(), at=NOW, **values)


def test_who_registers_can_be_changed_for_lists_that_nobody_has_begun(course, organiser):
    district = a_district()
    untouched, begun = a_commune(parent=district), a_commune(parent=district)
    office = an_organisation(name="Phòng", area=district)
    campaign = a_campaign(course)
    first, second = a_roster(campaign, a_share(course, untouched)), a_roster(campaign, a_share(course, begun))
    first.state = RosterState.WAITING
    first.save()
    values = {"registers": WhoRegisters.DISTRICT}
    save_campaign(course, by=organiser, at=NOW, version=1, **values)
    first.refresh_from_db()
    kept = second.office
    second.refresh_from_db()
    assert (first.office, second.office) == (office, kept)


def test_the_organiser_names_the_office_of_a_list_until_it_is_sent(course, organiser):
    roster, office = a_roster(a_campaign(course)), an_organisation(name="Trường")
    name_office(roster, office=office, by=organiser, at=NOW)
    name_office(roster, office=office, by=organiser, at=NOW)
    roster.refresh_from_db()
    assert (roster.office, Entry.objects.filter(act="đổi cơ quan lập danh sách").count()) == (office, 1)
    RosterList.objects.update(state=RosterState.SUBMITTED)
    with pytest.raises(Refused, match="đã gửi"):
        name_office(roster, office=None, by=organiser, at=NOW)


def test_a_closed_campaign_takes_no_rows(course, organiser):
    commune = a_commune()
    registrar = a_registrar(commune)
    campaign = a_campaign(course)
    roster = a_roster(campaign, a_share(course, commune))
    close_campaign(campaign, by=organiser, at=NOW)
    close_campaign(campaign, by=organiser, at=NOW)
    with pytest.raises(Refused, match="đã đóng"):
        save_rows(roster, [Typed("n1", 0, {"full_name": "Vàng A Páo"})], by=registrar, at=NOW)
    assert Entry.objects.filter(act="đóng đăng ký").count() == 1


# ---- At a glance -------------------------------------------------------------------------------------------------


def test_the_overview_says_who_has_sent_who_is_short_and_who_has_not_begun(course):
    campaign = a_campaign(course)
    states = [RosterState.WAITING, RosterState.DRAFT, RosterState.SUBMITTED, RosterState.RETURNED, RosterState.ACCEPTED]
    for number, state in enumerate(states):
        share = a_share(course, a_commune(), seats=5, taken=number)
        a_roster(campaign, share, state=state, submitted_at=NOW if state in ("submitted", "accepted") else None)
    an_enrolment(campaign.lists.last(), state=EnrolmentState.QUEUED)
    found = overview(campaign, on=TODAY)
    stands = [Stand.NOT_BEGUN, Stand.IN_WORK, Stand.SENT, Stand.RETURNED, Stand.ACCEPTED]
    assert [line.stand for line in found.lines] == stands
    assert (found.sent, found.short, found.not_begun, found.in_work, found.to_accept) == (2, 2, 1, 2, 1)
    assert (found.seats, found.taken, found.missing, found.waiting, found.percent_sent) == (25, 10, 15, 1, 40)
    late = overview(campaign, on=campaign.deadline + DAY)
    assert (late.late, late.sent) == (3, 2)


def test_the_overview_of_many_lists_asks_as_many_questions_as_of_one(course, django_assert_num_queries):
    campaign = a_campaign(course)
    for _ in range(2):
        a_roster(campaign)
        with django_assert_num_queries(3):
            overview(campaign, on=TODAY)


# ---- Seats passed on ---------------------------------------------------------------------------------------------


@pytest.fixture
def giver_and_receiver(course):
    campaign = a_campaign(course)
    lists = []
    for name, seats, people in (("Cho", 3, 1), ("Nhận", 1, 3)):
        registrar = a_registrar(a_commune(name))
        roster = a_roster(campaign, a_share(course, registrar.organisation.area, seats=seats))
        names = ["Vàng A Páo", "Lò Thị Mai", "Giàng A Dê"][:people]
        rows = [
            Typed(f"n{number}", 0, {"full_name": name, "post": "Trưởng thôn", "unpaid": "x"})
            for number, name in enumerate(names)
        ]
        save_rows(roster, rows, by=registrar, at=NOW)
        lists.append(roster)
    return lists


def seats_of(*lists):
    shares = [type(roster.share).objects.get(pk=roster.share_id) for roster in lists]
    return [(share.seats, share.taken, share.passed) for share in shares]


def test_passed_seats_go_to_who_waits_first_and_once(giver_and_receiver, organiser):
    giver, receiver = giver_and_receiver
    sent = {"seats": 1, "by": organiser, "at": NOW, "nonce": "abc"}
    pass_seats(giver.share, receiver.share, **sent)
    pass_seats(giver.share, receiver.share, **sent)
    assert seats_of(giver, receiver) == [(2, 1, -1), (2, 2, 1)]
    people = list(receiver.enrolments.order_by("position").values_list("full_name", "state"))
    assert people == [
        ("Vàng A Páo", EnrolmentState.REGISTERED),
        ("Lò Thị Mai", EnrolmentState.REGISTERED),
        ("Giàng A Dê", EnrolmentState.QUEUED),
    ]
    assert (SeatTransfer.objects.count(), Entry.objects.filter(act="chuyển chỉ tiêu").count()) == (1, 1)


def test_taken_seats_are_not_passed_on(giver_and_receiver, organiser):
    giver, receiver = giver_and_receiver
    with pytest.raises(Refused, match="chỉ còn 2 chỗ"):
        pass_seats(giver.share, receiver.share, seats=3, by=organiser, at=NOW)
    with pytest.raises(Refused, match="khác nhau"):
        pass_seats(giver.share, giver.share, seats=1, by=organiser, at=NOW)
    with pytest.raises(PermissionDenied):
        pass_seats(giver.share, receiver.share, seats=1, by=an_organiser(), at=NOW)
    assert seats_of(giver, receiver) == [(3, 1, 0), (1, 1, 0)]


def test_who_waits_moves_up_when_seats_were_added(giver_and_receiver, course, organiser):
    _, receiver = giver_and_receiver
    receiver.share.seats = 9
    receiver.share.save(update_fields=["seats"])
    assert (move_up(course, by=organiser, at=NOW), move_up(course, by=organiser, at=NOW)) == (2, 0)
    assert seats_of(receiver) == [(9, 3, 0)]


# ---- Reminding ---------------------------------------------------------------------------------------------------


def test_who_has_not_sent_is_reminded_by_mail_where_there_is_an_address(
    course, organiser, django_capture_on_commit_callbacks
):
    campaign = a_campaign(course)
    with_mail, without, done = (a_commune(name) for name in ("Một", "Hai", "Ba"))
    a_registrar(with_mail, email="mot@example.vn")
    a_registrar(without)
    a_registrar(done, email="ba@example.vn")
    for commune in (with_mail, without, done):
        state = RosterState.SUBMITTED if commune == done else RosterState.WAITING
        a_roster(campaign, a_share(course, commune), state=state)
    with django_capture_on_commit_callbacks(execute=True):
        told = remind(campaign, by=organiser, at=NOW, home="https://so.example.vn/")
    assert (told.lists, told.addresses, told.without_address) == (2, 1, 1)
    (letter,) = mail.outbox
    assert letter.to == ["mot@example.vn"]
    assert f"https://so.example.vn/dang-ky/{campaign.lists.get(share__area=with_mail).pk}/" in letter.body
    assert "Xã Một" in letter.body
    assert list(Reminder.objects.order_by("pk").values_list("address", flat=True)) == ["mot@example.vn", ""]
    with pytest.raises(Refused, match="một giờ"):
        remind(campaign, by=organiser, at=NOW, home="https://so.example.vn/")
    assert len(mail.outbox) == 1
