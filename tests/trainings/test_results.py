"""Results: by attendance and tests, decided otherwise with a reason, scores as people type them."""

from decimal import Decimal

import pytest

from lib.refusals import Refused
from tests.factories.holding import a_held_class, marks, people, seen
from tests.factories.plans import NOW
from tests.factories.trainings import an_organiser
from trainings import results
from trainings.actions.results import put_scores, rule
from trainings.enums import ClassState
from trainings.models import Enrolment

pytestmark = pytest.mark.django_db
TESTS = {"has_tests": True, "pass_score": Decimal("5")}


@pytest.fixture
def by():
    return an_organiser()


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("7", "7"),
        ("7,5", "7.5"),
        ("7.25", "7.25"),
        (" 10 ", "10"),
        ("0", "0"),
        ("10,0", "10.0"),
        ("", None),
        ("7,", "7"),
    ],
)
def test_scores_are_read_with_comma_or_point(text, score):
    assert results.read_score(text) == (None if score is None else Decimal(score))


@pytest.mark.parametrize(
    "text", ["10,01", "11", "-1", "7,555", "bảy", "1e1", "7,5,5", "٧", ",5", "NaN", "9" * 40, "+7"]
)
def test_what_is_no_score_is_said(text):
    with pytest.raises(ValueError, match=r"Điểm|không phải là điểm"):
        results.read_score(text)


@pytest.mark.parametrize(("score", "text"), [("7.50", "7,5"), ("10.00", "10"), ("0.00", "0"), (None, "")])
def test_scores_are_written_with_a_comma(score, text):
    assert results.score_text(None if score is None else Decimal(score)) == text


def _outcomes(row):
    return [(line.outcome.is_completed, line.outcome.why) for line in results.result_lines(row, people(row))]


def test_attendance_decides_without_rounding(by):
    """80 % of 6 sessions is 4,8: four are too few."""
    row = a_held_class(by=by, people=2, days=3)
    marks(row, "pppppa ppppaa")
    assert _outcomes(seen(row)) == [(True, ""), (False, "dự 4/6 buổi, cần 80%")]


def test_sessions_nobody_was_marked_in_do_not_count(by):
    row = a_held_class(by=by, people=1)
    marks(row, "pp--")
    assert _outcomes(seen(row)) == [(True, "")]


def test_a_test_must_be_passed_where_there_is_one(by):
    row = a_held_class(by=by, people=3, course=TESTS)
    marks(row, "pppp pppp pppp")
    first, second, _ = people(row)
    put_scores(
        seen(row),
        {
            first.pk: {"score_before": Decimal(3), "score_after": Decimal(5)},
            second.pk: {"score_after": Decimal("4.75")},
        },
        by=by,
        at=NOW,
    )
    assert _outcomes(seen(row)) == [(True, ""), (False, "điểm 4,75, cần 5"), (False, "chưa có điểm đầu ra")]
    summary = results.summary(seen(row))
    assert (summary.completed, summary.average_before, summary.average_after) == (1, 3, Decimal("4.88"))


def test_a_result_is_decided_otherwise_with_a_reason(by):
    row = a_held_class(by=by, people=1)
    marks(row, "paaa")
    (person,) = people(row)
    with pytest.raises(Refused, match="lý do"):
        rule(person, ruling="completed", reason=" ", by=by, at=NOW)
    for _ in range(2):
        rule(person, ruling="completed", reason="Đã học bù ở lớp khác", by=by, at=NOW)
    assert people(row)[0].version == 2
    assert _outcomes(seen(row)) == [(True, "Đã học bù ở lớp khác")]
    rule(person, ruling="", reason="", by=by, at=NOW)
    assert _outcomes(seen(row)) == [(False, "dự 1/4 buổi, cần 80%")]


def test_scores_of_two_writers_both_stay(by):
    row = a_held_class(by=by, people=1, course=TESTS)
    (person,) = people(row)
    put_scores(seen(row), {person.pk: {"score_before": Decimal(4)}}, by=by, at=NOW)
    put_scores(seen(row), {person.pk: {"score_after": Decimal(8)}}, by=by, at=NOW)
    again = put_scores(seen(row), {person.pk: {"score_after": Decimal(8)}}, by=by, at=NOW)
    assert (people(row)[0].score_before, people(row)[0].score_after, again) == (4, 8, [])


def test_a_course_without_tests_takes_no_scores(by):
    row = a_held_class(by=by, people=1)
    with pytest.raises(Refused, match="không có kiểm tra"):
        put_scores(seen(row), {people(row)[0].pk: {"score_after": Decimal(8)}}, by=by, at=NOW)


def test_the_page_keeps_what_can_be_read_and_says_what_cannot(client, by):
    row = a_held_class(by=by, people=2, course=TESTS)
    first, second = people(row)
    client.force_login(by)
    sent = {f"sau-{first.pk}": "8,5", f"w-sau-{first.pk}": "", f"sau-{second.pk}": "12", f"w-sau-{second.pk}": ""}
    answer = client.post(f"/lop/{row.pk}/ket-qua/ghi/", sent)
    assert (answer.status_code, 'value="12"' in answer.content.decode()) == (400, True)
    assert [person.score_after for person in people(row)] == [Decimal("8.5"), None]
    said = client.post(f"/lop/{row.pk}/ket-qua/ghi/", sent, headers={"accept": "application/json"})
    assert (said.status_code, list(said.json()["errors"])) == (400, [f"sau-{second.pk}"])
    right = client.post(
        f"/lop/{row.pk}/ket-qua/ghi/", {f"sau-{second.pk}": "6.5"}, headers={"accept": "application/json"}
    )
    assert right.json()["values"][f"sau-{second.pk}"] == "6,5"


def test_a_finished_class_keeps_its_scores(client, by):
    row = a_held_class(by=by, people=1, course=TESTS, state=ClassState.COMPLETED)
    client.force_login(by)
    answer = client.post(f"/lop/{row.pk}/ket-qua/ghi/", {f"sau-{people(row)[0].pk}": "8"})
    assert (answer.status_code, Enrolment.objects.get().score_after) == (409, None)


def test_a_ruling_without_a_reason_comes_back(client, by):
    row = a_held_class(by=by, people=1)
    client.force_login(by)
    address = f"/lop/{row.pk}/ket-qua/{people(row)[0].pk}/"
    refused = client.post(address, {"ket-qua": "completed", "ly-do": ""})
    assert (refused.status_code, 'value="completed" checked' in refused.content.decode()) == (409, True)
    refused = client.post(address, {"ket-qua": "nonsense", "ly-do": "Học bù ở lớp khác"})
    assert (refused.status_code, 'value="Học bù ở lớp khác"' in refused.content.decode()) == (400, True)
    assert client.post(address, {"ket-qua": "completed", "ly-do": "Học bù"}).status_code == 302
    assert Enrolment.objects.get().ruling == "completed"


def test_what_was_written_at_the_end_stays_when_the_rules_change(by):
    row = a_held_class(by=by, people=1)
    marks(row, "ppaa")
    Enrolment.objects.update(state="not_completed")
    type(row.course).objects.update(attendance_percent=50)
    (line,) = results.result_lines(seen(row), people(row))
    assert (line.outcome.is_completed, line.verdict) == (False, "Không hoàn thành")
