import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from lib.refusals import Refused
from organisations.enums import Role
from tests.factories.plans import NOW, a_plan
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
from tests.trainings.test_balancing import SIZES, TOUCHING
from trainings.actions.grouping import move_units, spread_units
from trainings.actions.seats import compute_shares
from trainings.enums import ClassState, EnrolmentState, SeatBasis
from trainings.models import Share, TrainingClass, Venue


@pytest.fixture
def by(db):
    return an_organiser()


@pytest.fixture
def course(by):
    """Twelve communes with 708 seats and four classes; who borders on whom is known."""
    district = a_district()
    areas = {name: a_commune(name, villages=(size - 9) // 5, parent=district) for name, size in SIZES.items()}
    for name, others in TOUCHING.items():
        areas[name].neighbours.add(*(areas[other] for other in others))
    course = a_course(by, plan=a_plan(by), area=district)
    a_rule(course, SeatBasis.PER_COMMUNE, 9)
    a_rule(course, SeatBasis.PER_VILLAGE, 5)
    compute_shares(course, by=by, at=NOW)
    for _ in range(4):
        a_class(course)
    return course


def sizes(course):
    """Seats of each class, in order."""
    classes = course.classes.order_by("ordinal")
    return [sum(row.shares.values_list("seats", flat=True)) for row in classes]


def test_all_units_are_spread_evenly(course, by):
    assert spread_units(course, by=by, at=NOW) == 12
    assert sum(sizes(course)) == 708
    assert max(sizes(course)) - min(sizes(course)) <= 10
    assert course.shares.filter(training_class=None).count() == 0


def test_spreading_again_changes_nothing_and_writes_no_line_into_the_trail(course, by):
    spread_units(course, by=by, at=NOW)
    lines, was = Entry.objects.count(), dict(course.shares.values_list("pk", "training_class"))
    assert spread_units(course, by=by, at=NOW) == 0
    assert (Entry.objects.count(), dict(course.shares.values_list("pk", "training_class"))) == (lines, was)


def test_a_class_whose_list_is_closed_keeps_its_units(course, by):
    first = course.classes.get(ordinal=1)
    Share.objects.filter(course=course, area__name="Mường Đun").update(training_class=first)
    TrainingClass.objects.filter(pk=first.pk).update(state=ClassState.CLOSED)
    assert spread_units(course, by=by, at=NOW) == 11
    assert [share.area.name for share in first.shares.all()] == ["Mường Đun"]


def test_rooms_are_kept_to_and_the_sentence_says_when_they_are_too_small(course, by):
    venue = Venue.objects.create(organisation=by.organisation, name="Hội trường", capacity=160)
    course.classes.filter(ordinal=2).update(venue=venue)
    spread_units(course, by=by, at=NOW)
    assert sizes(course)[1] <= 160
    course.classes.update(seats=170)
    with pytest.raises(Refused, match="Có 708 chỗ nhưng các địa điểm chỉ chứa 670 người"):
        spread_units(course, by=by, at=NOW)
    course.classes.update(seats=90)
    Share.objects.filter(course=course).exclude(area__name="Thị trấn Tủa Chùa").delete()
    with pytest.raises(Refused, match="có 94 chỗ, địa điểm lớn nhất chỉ chứa 90 người"):
        spread_units(course, by=by, at=NOW)


def test_nothing_to_spread_is_said(course, by):
    course.classes.all().delete()
    with pytest.raises(Refused, match="Chưa có lớp nào đang nhận đăng ký"):
        spread_units(course, by=by, at=NOW)
    course.shares.all().delete()
    a_class(course)
    with pytest.raises(Refused, match="Chưa có chỉ tiêu"):
        spread_units(course, by=by, at=NOW)


def test_people_accepted_go_with_their_unit(course, by):
    spread_units(course, by=by, at=NOW)
    share = course.shares.get(area__name="Mường Đun")
    old = share.training_class
    new = course.classes.exclude(pk=old.pk).first()
    roster = a_roster(a_campaign(course), share)
    accepted = an_enrolment(roster, training_class=old, state=EnrolmentState.ACCEPTED)
    registered = an_enrolment(roster)
    replaced = an_enrolment(roster, training_class=old, state=EnrolmentState.REPLACED)
    assert move_units(course, {share.pk}, new, by=by, at=NOW) == 1
    for row in (accepted, registered, replaced, old, new):
        row.refresh_from_db()
    assert (accepted.training_class, registered.training_class, replaced.training_class) == (new, None, old)
    assert (old.enrolled, new.enrolled) == (0, 1)
    assert move_units(course, {share.pk}, new, by=by, at=NOW) == 0


def test_units_do_not_leave_or_join_a_class_whose_list_is_closed(course, by):
    spread_units(course, by=by, at=NOW)
    share = course.shares.first()
    closed, other = share.training_class, course.classes.exclude(pk=share.training_class_id).first()
    TrainingClass.objects.filter(pk=closed.pk).update(state=ClassState.CLOSED)
    with pytest.raises(Refused, match="nên giữ nguyên"):
        move_units(course, {share.pk}, other, by=by, at=NOW)
    with pytest.raises(Refused, match="không còn nhận đăng ký"):
        move_units(course, set(other.shares.values_list("pk", flat=True)), closed, by=by, at=NOW)


def test_only_organisers_of_the_office_put_units_into_classes(course, by):
    chosen = set(course.shares.values_list("pk", flat=True))
    for stranger in (an_organiser(), a_person_of(by.organisation, Role.LEADER)):
        with pytest.raises(PermissionDenied):
            spread_units(course, by=stranger, at=NOW)
        with pytest.raises(PermissionDenied):
            move_units(course, chosen, course.classes.first(), by=stranger, at=NOW)
    assert course.shares.exclude(training_class=None).count() == 0
