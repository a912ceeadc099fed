import datetime

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from lib.refusals import Refused
from organisations.enums import Role
from tests.factories.plans import NOW, a_plan, an_organisation
from tests.factories.trainings import (
    a_campaign,
    a_class,
    a_commune,
    a_course,
    a_district,
    a_person_of,
    a_roster,
    a_rule,
    an_enrolment,
    an_organiser,
)
from trainings.actions.seats import compute_shares, set_exception
from trainings.enums import EnrolmentState, RosterState, SeatBasis
from trainings.figures import differences
from trainings.models import Share

VILLAGES = {"Mường Đun": 8, "Lao Xả Phình": 6, "Tủa Chùa": 17}


@pytest.fixture
def by(db):
    return an_organiser()


@pytest.fixture
def course(by):
    """9 per commune and 5 per village in three communes."""
    district = a_district()
    for name, villages in VILLAGES.items():
        a_commune(name, villages=villages, parent=district)
    course = a_course(by, plan=a_plan(by), area=district)
    a_rule(course, SeatBasis.PER_COMMUNE, 9)
    a_rule(course, SeatBasis.PER_VILLAGE, 5)
    return course


def seats_of(course):
    return {share.area.name: share.seats for share in course.shares.select_related("area")}


def test_rules_become_shares(course, by):
    shares = compute_shares(course, by=by, at=NOW)
    assert [(str(share), share.villages, share.by_rule, share.seats) for share in shares] == [
        ("Xã Mường Đun", 8, 49, 49),
        ("Xã Lao Xả Phình", 6, 39, 39),
        ("Xã Tủa Chùa", 17, 94, 94),
    ]
    assert sum(share.seats for share in shares) == 182


def test_computing_again_changes_nothing_and_writes_no_line_into_the_trail(course, by):
    before = compute_shares(course, by=by, at=NOW)
    lines = Entry.objects.count()
    assert compute_shares(course, by=by, at=NOW + datetime.timedelta(minutes=1)) == before
    assert Entry.objects.count() == lines


def test_computing_again_keeps_exceptions_and_passed_seats(course, by):
    compute_shares(course, by=by, at=NOW)
    Share.objects.filter(area__name="Mường Đun").update(exception=60, exception_reason="Đông dân", seats=60)
    Share.objects.filter(area__name="Tủa Chùa").update(passed=-4, seats=90)
    course.seat_rules.filter(basis=SeatBasis.PER_COMMUNE).update(seats=10)
    compute_shares(course, by=by, at=NOW)
    assert seats_of(course) == {"Mường Đun": 60, "Lao Xả Phình": 40, "Tủa Chùa": 91}


def test_never_fewer_seats_than_people_and_the_sentence_says_who(course, by):
    compute_shares(course, by=by, at=NOW)
    Share.objects.filter(area__name="Lao Xả Phình").update(taken=39)
    course.seat_rules.filter(basis=SeatBasis.PER_COMMUNE).update(seats=8)
    with pytest.raises(Refused) as refusal:
        compute_shares(course, by=by, at=NOW)
    assert "(Xã Lao Xả Phình: 38 chỗ, đã đăng ký 39)" in refusal.value.sentence
    assert seats_of(course) == {"Mường Đun": 49, "Lao Xả Phình": 39, "Tủa Chùa": 94}


def test_a_unit_without_rule_goes_unless_something_hangs_on_it(course, by):
    office, other = an_organisation(), an_organisation()
    a_rule(course, SeatBasis.FIXED, 12, organisation=office)
    a_rule(course, SeatBasis.FIXED, 3, organisation=other)
    compute_shares(course, by=by, at=NOW)
    a_roster(a_campaign(course), course.shares.get(organisation=other), office=other)
    course.seat_rules.filter(basis=SeatBasis.FIXED).delete()
    compute_shares(course, by=by, at=NOW)
    left = course.shares.filter(area=None)
    assert [(share.organisation, share.by_rule, share.seats) for share in left] == [(other, 0, 0)]


def test_who_waits_moves_up_when_there_are_more_seats(course, by):
    compute_shares(course, by=by, at=NOW)
    share = course.shares.get(area__name="Mường Đun")
    Share.objects.filter(pk=share.pk).update(taken=49)
    waiting = an_enrolment(a_roster(a_campaign(course), share), state=EnrolmentState.QUEUED)
    course.seat_rules.filter(basis=SeatBasis.PER_COMMUNE).update(seats=10)
    compute_shares(course, by=by, at=NOW)
    waiting.refresh_from_db()
    share.refresh_from_db()
    assert (waiting.state, share.seats, share.taken) == (EnrolmentState.REGISTERED, 50, 50)


@pytest.mark.parametrize("how", ["rule", "exception"])
def test_who_moves_up_into_a_class_is_counted_there(course, by, how):
    compute_shares(course, by=by, at=NOW)
    training_class = a_class(course)
    share = course.shares.get(area__name="Mường Đun")
    Share.objects.filter(pk=share.pk).update(taken=49, training_class=training_class)
    roster = a_roster(a_campaign(course), share, state=RosterState.ACCEPTED)
    waiting = an_enrolment(roster, state=EnrolmentState.QUEUED)
    if how == "rule":
        course.seat_rules.filter(basis=SeatBasis.PER_COMMUNE).update(seats=10)
        compute_shares(course, by=by, at=NOW)
    else:
        set_exception(share, seats=50, reason="Đông dân", by=by, at=NOW)
    waiting.refresh_from_db()
    training_class.refresh_from_db()
    assert (waiting.state, waiting.training_class) == (EnrolmentState.ACCEPTED, training_class)
    assert (training_class.enrolled, list(differences())) == (1, [])


def test_only_organisers_of_the_office_compute(course, by):
    for stranger in (an_organiser(), a_person_of(by.organisation, Role.LEADER)):
        with pytest.raises(PermissionDenied):
            compute_shares(course, by=stranger, at=NOW)
    assert course.shares.count() == 0


def test_queries_do_not_grow_with_the_communes(course, by, django_assert_max_num_queries):
    for _ in range(60):
        a_commune(parent=course.area)
    with django_assert_max_num_queries(20):
        compute_shares(course, by=by, at=NOW)
