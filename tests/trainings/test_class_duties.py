"""What classes ask of those who hold them, on the home page."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from lib.waiting import Lack
from organisations.enums import Role
from tests.factories.holding import DAY, a_held_class, marks, people
from tests.factories.rows import a_row
from tests.factories.trainings import a_class, a_course, a_person_of, an_organiser
from trainings.class_duties import SHOWN, class_duties
from trainings.enums import ClassState, CourseKind, EnrolmentState
from trainings.models import Certificate, Enrolment, TrainingClass

pytestmark = pytest.mark.django_db
ROLES = frozenset()
TOUR = {"kind": CourseKind.TOUR}


def _at(days: int, hour: int) -> datetime.datetime:
    """An hour in Vietnam, so many days after the first day of the class."""
    return datetime.datetime.combine(
        DAY + datetime.timedelta(days=days), datetime.time(hour), ZoneInfo("Asia/Ho_Chi_Minh")
    )


@pytest.fixture
def by():
    return an_organiser()


def _lacks(by, at) -> list[list[str]]:
    return [[lack.sentence for lack in item.lacks] for item in class_duties(by, roles=ROLES, at=at).items]


def test_attendance_is_asked_for_once_a_session_has_begun(by):
    row = a_held_class(by=by)
    assert _lacks(by, _at(-1, 20)) == []
    assert _lacks(by, _at(0, 5)) == []
    assert _lacks(by, _at(0, 8)) == [["Sáng nay chưa điểm danh"]]
    assert _lacks(by, _at(0, 14)) == [["Sáng nay chưa điểm danh", "Chiều nay chưa điểm danh"]]
    assert _lacks(by, _at(1, 8)) == [["Sáng nay chưa điểm danh", "2 buổi trước đây chưa điểm danh"]]
    first = row.sessions.order_by("pk").first()
    (item,) = class_duties(by, roles=ROLES, at=_at(0, 8)).items
    assert item.lacks == (Lack("Sáng nay chưa điểm danh", f"/lop/{row.pk}/diem-danh/{first.pk}/"),)
    assert (item.title, item.facts) == (
        "Lớp thứ nhất: Tập huấn nâng cao năng lực", ("Đang tổ chức", "16/4/2024 – 17/4/2024", "3 người"),
    )  # fmt: skip
    marks(row, "p--- ---- ----")
    assert _lacks(by, _at(0, 14)) == [["Chiều nay chưa điểm danh"]]


def test_a_tour_is_asked_for_its_day(by):
    a_held_class(by=by, course=TOUR)
    assert _lacks(by, _at(0, 14)) == [["Hôm nay chưa điểm danh"]]
    assert _lacks(by, _at(1, 8)) == [["Hôm nay chưa điểm danh", "1 ngày trước đây chưa điểm danh"]]


def test_a_class_that_is_over_waits_to_be_ended(by):
    row = a_held_class(by=by)
    marks(row, "pppp pppp pppp")
    assert _lacks(by, _at(1, 20)) == []
    assert _lacks(by, _at(2, 8)) == [["Đã qua ngày 17/4/2024, chưa ghi kết thúc"]]
    assert _lacks(by, _at(400, 8)) == [["Đã qua ngày 17/4/2024, chưa ghi kết thúc"]]
    for state in (ClassState.COMPLETED, ClassState.CANCELLED):
        TrainingClass.objects.update(state=state)
        assert _lacks(by, _at(2, 8)) == []


def test_a_class_that_was_never_begun_is_told_of_for_a_while(by):
    a_class(a_course(by), expected_from=DAY, expected_to=DAY)
    assert _lacks(by, _at(0, 20)) == []
    assert _lacks(by, _at(1, 8)) == [["Đã qua ngày dự kiến 16/4/2024, danh sách chưa chốt"]]
    assert _lacks(by, _at(61, 8)) == []


def test_certificates_wait_until_everybody_has_one(by):
    row = a_held_class(by=by, state=ClassState.COMPLETED)
    TrainingClass.objects.update(completed=3)
    Enrolment.objects.update(state=EnrolmentState.COMPLETED)
    assert _lacks(by, _at(3, 8)) == [["3 người hoàn thành chưa có giấy chứng nhận"]]
    a_row(Certificate, enrolment=people(row)[0], given_by=by, revoked_at=None)
    assert _lacks(by, _at(3, 8)) == [["2 người hoàn thành chưa có giấy chứng nhận"]]
    assert _lacks(by, _at(62, 8)) == []
    Enrolment.objects.filter(certificate=None).update(counts=False)
    assert _lacks(by, _at(3, 8)) == []


def test_only_those_who_hold_the_class_are_asked(by):
    a_held_class(by=by)
    at = _at(0, 8)
    assert class_duties(a_person_of(by.organisation, Role.CLERK), roles=ROLES, at=at) is None
    assert class_duties(an_organiser(), roles=ROLES, at=at).items == ()
    heir = an_organiser()
    by.organisation.successor = heir.organisation
    by.organisation.save()
    assert len(class_duties(heir, roles=ROLES, at=at).items) == 1


def test_today_comes_first_and_many_classes_ask_as_many_questions_as_one(by, django_assert_num_queries):
    by.has_perm("trainings.change_course")
    over = a_held_class(by=by, starts_on=DAY - datetime.timedelta(days=9), ends_on=DAY - datetime.timedelta(days=8))
    over.sessions.all().delete()
    for number in range(SHOWN + 1):
        a_held_class(by=by)
        with django_assert_num_queries(3):
            found = class_duties(by, roles=ROLES, at=_at(0, 8))
        assert found.items[0].lacks[0].sentence == "Sáng nay chưa điểm danh"
        assert (len(found.items), found.has_more) == (min(number + 2, SHOWN), number + 2 > SHOWN)


def test_the_home_page_shows_it(client, by):
    a_held_class(by=by)
    client.force_login(by)
    page = client.get("/").content.decode()
    assert ("Lớp, đoàn có việc phải làm" in page, "chưa ghi kết thúc" in page) == (True, True)
