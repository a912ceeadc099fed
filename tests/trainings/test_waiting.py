"""What the home page tells registrars and organisers."""

import pytest

from lib.waiting import Lack
from tests.factories.plans import NOW
from tests.factories.trainings import a_campaign, a_commune, a_course, a_registrar, a_roster, a_share, an_organiser
from trainings.enums import RosterState
from trainings.waiting import my_campaigns, my_lists

pytestmark = pytest.mark.django_db
ROLES = frozenset()


@pytest.fixture
def organiser():
    return an_organiser()


@pytest.fixture
def registrar():
    return a_registrar(a_commune("Mường Báng"))


def a_list_of(registrar, organiser, **fields):
    course = a_course(organiser)
    return a_roster(a_campaign(course), a_share(course, registrar.organisation.area, seats=4, taken=1), **fields)


def test_a_registrar_sees_what_is_missing_and_how_long_there_is(registrar, organiser):
    roster = a_list_of(registrar, organiser)
    (item,) = my_lists(registrar, roles=ROLES, at=NOW).items
    assert (item.title, item.facts) == ("Xã Mường Báng: Tập huấn nâng cao năng lực", ("còn 10 ngày", "1/4 người"))
    assert (item.lacks, item.percent) == ((Lack("3 chỉ tiêu chưa có người."), Lack("Danh sách chưa gửi.")), 25)
    assert item.url == f"/dang-ky/{roster.pk}/"


def test_sent_lists_and_those_of_other_communes_do_not_wait(registrar, organiser):
    a_list_of(registrar, organiser, state=RosterState.SUBMITTED)
    a_list_of(a_registrar(a_commune()), organiser)
    assert my_lists(registrar, roles=ROLES, at=NOW).items == ()
    assert my_lists(organiser, roles=ROLES, at=NOW) is None


def test_a_returned_list_comes_first_with_its_reason(registrar, organiser):
    a_list_of(registrar, organiser)
    a_list_of(registrar, organiser, state=RosterState.RETURNED, return_reason="Thiếu chức vụ")
    assert [item.quote for item in my_lists(registrar, roles=ROLES, at=NOW).items] == ["Thiếu chức vụ", ""]


def test_an_organiser_sees_what_to_accept(registrar, organiser):
    roster = a_list_of(registrar, organiser, state=RosterState.SUBMITTED)
    (item,) = my_campaigns(organiser, roles=ROLES, at=NOW).items
    assert item.facts == ("đã gửi 1/1", "1/4 người", "hạn 15/3/2024")
    assert [lack.sentence for lack in item.lacks] == ["1 danh sách chờ tiếp nhận"]
    roster.state = RosterState.ACCEPTED
    roster.save()
    assert my_campaigns(organiser, roles=ROLES, at=NOW).items == ()
    assert my_campaigns(an_organiser(), roles=ROLES, at=NOW).items == ()


def test_many_lists_ask_as_many_questions_as_one(registrar, organiser, django_assert_num_queries):
    for _ in range(2):
        a_list_of(registrar, organiser)
        registrar.has_perm("trainings.fill_rosterlist")
        organiser.has_perm("trainings.accept_rosterlist")
        with django_assert_num_queries(3):
            my_lists(registrar, roles=ROLES, at=NOW)
        with django_assert_num_queries(4):
            my_campaigns(organiser, roles=ROLES, at=NOW)
