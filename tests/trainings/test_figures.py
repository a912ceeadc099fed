"""The numbers kept on every class."""

from array import array
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.enums import PrivateField, Sex
from people.models import Person
from tests.factories.plans import NOW
from tests.factories.trainings import (
    a_campaign,
    a_class,
    a_commune,
    a_course,
    a_roster,
    a_share,
    an_enrolment,
    an_organiser,
)
from trainings.enums import EnrolmentState
from trainings.figures import KEPT, is_minority, persons_in, refresh
from trainings.management.commands.verify_figures import BY_AREA
from trainings.models import Enrolment, TrainingClass

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return a_course(an_organiser())


def kept(training_class) -> dict[str, int]:
    training_class.refresh_from_db()
    return {field: number for field in KEPT if (number := getattr(training_class, field))}


def in_class(training_class, **fields) -> Enrolment:
    ethnic_group = fields.pop("ethnic_group", "")
    private = {PrivateField.ETHNIC_GROUP.value: ethnic_group} if ethnic_group else {}
    return an_enrolment(course=training_class.course, training_class=training_class, private=private, **fields)


def test_refresh_counts_who_holds_a_seat(course):
    lop = a_class(course)
    in_class(lop, sex=Sex.FEMALE, ethnic_group="Mông", half_days=2)
    in_class(lop, sex=Sex.MALE, ethnic_group="Kinh", is_paid=True, state=EnrolmentState.ACCEPTED)
    in_class(lop, sex=Sex.FEMALE, state=EnrolmentState.COMPLETED, half_days=4, score_after=Decimal(8))
    in_class(lop, state=EnrolmentState.NOT_COMPLETED, half_days=1, is_paid=True)
    refresh([lop.pk])
    assert kept(lop) == {
        "enrolled": 4,
        "present": 3,
        "completed": 1,
        "women": 2,
        "sex_known": 3,
        "minority": 1,
        "ethnic_group_known": 2,
        "unpaid": 2,
    }


def test_refresh_leaves_out_the_waiting_the_gone_and_who_only_comes_along(course):
    lop = a_class(course)
    for state in (EnrolmentState.QUEUED, EnrolmentState.REPLACED, EnrolmentState.WITHDRAWN):
        in_class(lop, state=state, sex=Sex.FEMALE, ethnic_group="Tày", half_days=2)
    in_class(lop, counts=False, sex=Sex.FEMALE, ethnic_group="Tày", half_days=2)
    an_enrolment(course=course, sex=Sex.FEMALE)  # in no class yet
    refresh([lop.pk])
    assert kept(lop) == {}


def test_refresh_counts_a_completed_person_as_present_without_marks(course):
    """Results of old classes are entered without the attendance of each session."""
    lop = a_class(course)
    in_class(lop, state=EnrolmentState.COMPLETED, is_paid=True)
    refresh([lop.pk])
    assert kept(lop) == {"enrolled": 1, "present": 1, "completed": 1}


def test_refresh_forgets_who_left_and_touches_no_other_class(course):
    lop, other = a_class(course), a_class(course)
    person = in_class(lop, is_paid=True)
    in_class(other, is_paid=True)
    refresh([lop.pk])
    Enrolment.objects.filter(pk=person.pk).update(state=EnrolmentState.WITHDRAWN)
    refresh([lop.pk, None])
    assert (kept(lop), kept(other)) == ({}, {})


def test_refresh_leaves_the_version_alone(course):
    lop = a_class(course)
    in_class(lop)
    refresh([lop.pk])
    lop.refresh_from_db()
    assert lop.version == 1


def test_refresh_asks_as_much_for_thirty_classes_as_for_one(course):
    classes = [a_class(course) for _ in range(30)]
    for lop in classes:
        in_class(lop, ethnic_group="Thái")

    def questions(ids) -> int:
        TrainingClass.objects.update(enrolled=77)
        with CaptureQueriesContext(connection) as captured:
            refresh(ids)
        return len(captured)

    assert questions([classes[0].pk]) == questions([lop.pk for lop in classes]) == 6
    assert {tuple(kept(lop).items()) for lop in classes} == {
        (("enrolled", 1), ("minority", 1), ("ethnic_group_known", 1), ("unpaid", 1))
    }


def test_refresh_keeps_who_came_by_the_area_that_sent_them(course):
    lop, commune = a_class(course), a_commune()
    roster = a_roster(a_campaign(course), a_share(course, commune))
    keeper = course.organisation
    persons = [
        Person.objects.create(keeper=keeper, full_name=f"Sùng A {n}", created_at=NOW, updated_at=NOW) for n in range(2)
    ]
    in_class(lop, roster=roster, person=persons[0], half_days=1, sex=Sex.FEMALE)
    in_class(lop, roster=roster, half_days=1, state=EnrolmentState.COMPLETED)
    in_class(lop, person=persons[1])
    refresh([lop.pk])
    refresh([lop.pk])
    tallies = {tally.area: tally for tally in lop.tallies.all()}
    assert {
        area: (tally.registered, tally.present, tally.completed, tally.women, tally.unmatched)
        for area, tally in tallies.items()
    } == {commune: (2, 2, 1, 1, 1), None: (1, 0, 0, 0, 0)}
    assert list(persons_in(tallies[commune].members)) == [persons[0].pk]
    assert list(persons_in(tallies[None].members)) == []


def test_command_sees_a_wrong_person_where_the_numbers_agree(course):
    lop = a_class(course)
    in_class(lop, half_days=1)
    refresh([lop.pk])
    lop.tallies.update(members=array("Q", [4]).tobytes())
    with pytest.raises(CommandError) as told:
        call_command("verify_figures")
    assert str(told.value).splitlines()[0] == f"{lop} (số {lop.pk}): {BY_AREA}"
    call_command("verify_figures", "--fix")
    assert bytes(lop.tallies.get().members) == b""


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("Mông", True),
        ("dân tộc Thái", True),
        ("Hà Nhì", True),
        ("La Chí", True),
        ("Kinh", False),
        ("KINH.", False),
        ("dân tộc Kinh", False),
        ("Kinh (Việt)", False),
        ("Việt", False),
        (" ", False),
    ],
)
def test_minorities_are_all_groups_but_kinh(said, is_one):
    assert is_minority(said) == is_one


def test_command_proves_and_mends(course):
    lop, right = a_class(course), a_class(course)
    in_class(lop, sex=Sex.FEMALE, is_paid=True)
    in_class(right, is_paid=True)
    refresh([right.pk])
    with pytest.raises(CommandError) as told:
        call_command("verify_figures")
    assert str(told.value).splitlines() == [
        f"{lop} (số {lop.pk}): đăng ký: ghi 0, đếm được 1; nữ: ghi 0, đếm được 1; có ghi giới tính: ghi 0, đếm được 1",
        "1 lớp lệch số liệu. Chạy lại với --fix để tính lại và ghi đúng.",
    ]
    assert kept(lop) == {}
    told = StringIO()
    call_command("verify_figures", "--fix", stdout=told)
    assert told.getvalue().splitlines()[-1] == "Số liệu khớp với danh sách: 2 lớp, đã sửa 1 lớp."
    assert kept(lop) == {"enrolled": 1, "women": 1, "sex_known": 1}
    told = StringIO()
    call_command("verify_figures", stdout=told)
    assert told.getvalue() == "Số liệu khớp với danh sách: 2 lớp.\n"
