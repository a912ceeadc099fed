"""Feedback sheets: default questions, numbers, shares, two writers."""

import pytest

from lib.refusals import Refused
from tests.factories.holding import a_held_class, seen
from tests.factories.plans import NOW
from tests.factories.trainings import an_organiser
from trainings import feedback
from trainings.actions.feedback import put_feedback
from trainings.enums import ClassState, CourseKind
from trainings.feedback import QUESTIONS, TOUR_QUESTIONS, Asked
from trainings.models import FeedbackTally

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return an_organiser()


def test_a_class_and_a_tour_begin_with_questions_of_the_house(by):
    row, tour = a_held_class(by=by), a_held_class(by=by, course={"kind": CourseKind.TOUR})
    assert [one.question for one in feedback.asked(seen(row))] == list(QUESTIONS)
    assert [one.question for one in feedback.asked(seen(tour))] == list(TOUR_QUESTIONS)


def test_shares_fill_the_bar():
    one = Asked("Nội dung", (10, 5, 0, 5, 0))
    assert [(key, number, begin, width) for key, _, number, begin, width in one.shares] == [
        ("very_good", 10, 0.0, 50.0),
        ("good", 5, 50.0, 25.0),
        ("middling", 5, 75.0, 25.0),
    ]
    assert (one.total, one.good_percent, Asked("Khác").good_percent) == (20, 75, None)


def test_numbers_and_remarks_are_kept_once(by):
    row = a_held_class(by=by)
    said = [Asked("Nội dung", (3, 2, 0, 0, 0)), Asked("", (0, 0, 0, 0, 0)), Asked("Giảng viên", (4, 1, 0, 0, 0))]
    for _ in range(2):
        put_feedback(seen(row), said, remarks="Học viên chăm chỉ", by=by, at=NOW)
    assert feedback.asked(seen(row)) == [said[0], said[2]]
    assert (FeedbackTally.objects.count(), seen(row).remarks) == (2, "Học viên chăm chỉ")


def test_questions_stay_once_answers_are_counted(by):
    row = a_held_class(by=by)
    put_feedback(seen(row), [Asked("Nội dung", (1, 0, 0, 0, 0))], remarks="", by=by, at=NOW)
    with pytest.raises(Refused, match="không đổi câu hỏi nữa"):
        put_feedback(seen(row), [Asked("Nội dung khác", (1, 0, 0, 0, 0))], remarks="", by=by, at=NOW)


def test_one_question_is_asked_once(by):
    with pytest.raises(Refused, match="hai câu hỏi giống nhau"):
        put_feedback(seen(a_held_class(by=by)), [Asked("Nội dung"), Asked("nội dung")], remarks="", by=by, at=NOW)


def test_the_second_of_two_writers_is_told(by):
    row = a_held_class(by=by)
    shown = feedback.mark_of(feedback.asked(seen(row)), "")
    put_feedback(seen(row), [Asked("Nội dung", (1, 0, 0, 0, 0))], remarks="", by=by, at=NOW, seen=shown)
    with pytest.raises(Refused, match="Người khác vừa ghi"):
        put_feedback(seen(row), [Asked("Nội dung", (2, 0, 0, 0, 0))], remarks="", by=by, at=NOW, seen=shown)


def test_the_page_counts_and_shows_bars(client, by):
    row = a_held_class(by=by)
    client.force_login(by)
    page = client.get(f"/lop/{row.pk}/danh-gia/")
    sent = {
        "thay": page.context["seen"],
        "remarks": "Tốt",
        "q0-question": QUESTIONS[0],
        "q0-very_good": "12",
        "q0-poor": "3",
    }
    wrong = client.post(f"/lop/{row.pk}/danh-gia/ghi/", sent | {"q0-good": "nhiều"})
    assert (wrong.status_code, "bằng chữ số" in wrong.content.decode()) == (400, True)
    assert client.post(f"/lop/{row.pk}/danh-gia/ghi/", sent).status_code == 302
    shown = client.get(f"/lop/{row.pk}/danh-gia/").content.decode()
    assert "80% tốt trở lên" in shown
    stale = client.post(f"/lop/{row.pk}/danh-gia/ghi/", sent | {"q0-good": "1"})
    assert stale.status_code == 409


def test_a_finished_class_keeps_its_feedback(by):
    row = a_held_class(by=by, state=ClassState.COMPLETED)
    with pytest.raises(Refused, match="Mở lại"):
        put_feedback(seen(row), [Asked("Nội dung")], remarks="Tốt", by=by, at=NOW)
