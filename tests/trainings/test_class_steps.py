"""The way of a class: who may do which step when, what it leaves behind, and what a second click does."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localtime

from audit.models import Entry
from lib.dates import short_date
from lib.refusals import Refused
from organisations.enums import Role
from tests.factories.holding import DAY, a_held_class, marks, people, seen
from tests.factories.plans import NOW
from tests.factories.rows import a_row
from tests.factories.trainings import a_class, a_course, a_person_of, a_roster, a_share, an_organiser
from trainings.actions import classes
from trainings.enums import ClassAct, ClassState, EnrolmentState, RosterState
from trainings.models import Certificate, Enrolment, TrainingClass
from trainings.steps import STEPS, open_acts, require_open
from trainings.views.steps import DOERS

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(minutes=5)
DAYS = {"starts_on": DAY, "ends_on": DAY + datetime.timedelta(days=1)}


@pytest.fixture
def by():
    return an_organiser(full_name="Lò Văn Tổ Chức")


def test_a_class_goes_all_its_way(by):
    row = a_held_class(by=by, state=ClassState.OPEN, people=2)
    classes.freeze_class(seen(row), by=by, at=NOW)
    classes.invite_class(seen(row), by=by, at=NOW + datetime.timedelta(hours=1))
    assert set(row.enrolments.values_list("state", flat=True)) == {EnrolmentState.INVITED}
    classes.begin_class(seen(row), starts_on=DAY, by=by, at=NOW + datetime.timedelta(hours=2))
    marks(row, "pppp paaa")
    classes.finish_class(seen(row), **DAYS, by=by, at=NOW + datetime.timedelta(hours=3))
    first, second = people(row)
    assert (first.state, second.state) == (EnrolmentState.COMPLETED, EnrolmentState.NOT_COMPLETED)
    classes.settle_class(seen(row), by=by, at=NOW + datetime.timedelta(hours=4))
    row.refresh_from_db()
    assert (row.state, row.completed, row.frozen_by, row.starts_on) == (ClassState.SETTLED, 1, by, DAY)
    told = list(Entry.objects.filter(table="trainings.trainingclass", kind="transition").order_by("pk"))
    assert [entry.act for entry in told] == [
        "chốt danh sách", "ghi nhận đã mời", "bắt đầu tổ chức", "kết thúc", "xác nhận quyết toán",
    ]  # fmt: skip


@pytest.mark.parametrize("act", ClassAct)
def test_an_act_is_refused_in_every_state_that_is_not_its_own(act, by):
    row = a_held_class(by=by, people=1)
    for state in set(ClassState) - STEPS[act].from_states:
        TrainingClass.objects.update(state=state)
        assert act not in open_acts(by, seen(row))
        with pytest.raises(Refused, match=r"nay là|đang ở bước"):
            _do(act, seen(row), by)


def test_who_is_no_organiser_may_do_nothing(by):
    row = a_held_class(by=by)
    for other in (an_organiser(), a_person_of(by.organisation, Role.LEADER)):
        assert open_acts(other, seen(row)) == ()
        with pytest.raises(PermissionDenied):
            classes.cancel_class(seen(row), reason="Bão", by=other, at=NOW)


def test_the_second_of_two_is_told_who_was_faster(by):
    row = a_held_class(by=by, state=ClassState.OPEN)
    shown, other = seen(row), an_organiser(by.organisation)
    classes.freeze_class(seen(row), by=by, at=LATER)
    with pytest.raises(Refused) as refusal:
        classes.cancel_class(shown, reason="Bão", by=other, at=LATER)
    assert refusal.value.sentence == (
        f"Không hủy được: Lò Văn Tổ Chức đã chốt danh sách lúc {_when(LATER)}, nay là «Đã chốt danh sách». "
        "Hãy tải lại trang để xem việc tiếp theo."
    )


def test_a_second_click_changes_nothing(by):
    row = a_held_class(by=by, people=1)
    marks(row, "pppp")
    shown = [seen(row), seen(row)]
    classes.finish_class(shown[0], **DAYS, by=by, at=LATER)
    after = TrainingClass.objects.values().get()
    classes.finish_class(shown[1], **DAYS, by=by, at=LATER + datetime.timedelta(seconds=1))
    assert TrainingClass.objects.values().get() == after
    assert Entry.objects.filter(act="kết thúc").count() == 1


def test_a_list_is_frozen_without_waiting_only_when_one_says_so(by):
    row = a_held_class(by=by, state=ClassState.OPEN)
    campaign = row.course.campaign
    a_roster(campaign, a_share(row.course, training_class=row), state=RosterState.SUBMITTED)
    unsent = a_roster(campaign, a_share(row.course, training_class=row))
    with pytest.raises(Refused, match=f"Còn 1 danh sách đã gửi chưa tiếp nhận .* và 1 đơn vị chưa gửi .{unsent.share}"):
        classes.freeze_class(seen(row), by=by, at=NOW)
    classes.freeze_class(seen(row), without_lists=True, by=by, at=NOW)
    assert seen(row).state == ClassState.CLOSED


def test_an_empty_list_is_not_frozen(by):
    with pytest.raises(Refused, match="Chưa có ai"):
        classes.freeze_class(seen(a_class(a_course(by))), by=by, at=NOW)


def test_a_class_ends_with_what_is_missing_only_when_one_says_so(by):
    row = a_held_class(by=by, people=2, course={"has_tests": True})
    with pytest.raises(Refused, match="Chưa điểm danh buổi nào"):
        classes.finish_class(seen(row), **DAYS, as_is=True, by=by, at=NOW)
    marks(row, "ppp- pp--")
    with pytest.raises(Refused) as refusal:
        classes.finish_class(seen(row), **DAYS, by=by, at=NOW)
    assert refusal.value.sentence == (
        "Còn 1 buổi chưa điểm danh (Chiều ngày 2); 1 lượt người chưa điểm danh; 2 người chưa có điểm đầu ra. "
        "Hãy ghi nốt, hoặc đánh dấu «Kết thúc, không ghi thêm» ở dưới."
    )
    Enrolment.objects.update(score_after=8)
    classes.finish_class(seen(row), **DAYS, as_is=True, by=by, at=NOW)
    assert [person.state for person in people(row)] == [EnrolmentState.COMPLETED, EnrolmentState.NOT_COMPLETED]


def test_a_finished_class_is_reopened_with_a_reason(by):
    row = a_held_class(by=by, people=1)
    marks(row, "pppp")
    classes.finish_class(seen(row), **DAYS, by=by, at=NOW)
    with pytest.raises(Refused, match="lý do"):
        classes.reopen_class(seen(row), reason=" ", by=by, at=LATER)
    classes.reopen_class(seen(row), reason="Ghi nhầm điểm danh", by=by, at=LATER)
    row.refresh_from_db()
    assert (row.state, row.completed, people(row)[0].state) == (ClassState.HELD, 0, EnrolmentState.INVITED)


def test_who_holds_a_certificate_cannot_fail_afterwards(by):
    row = a_held_class(by=by, people=1)
    marks(row, "pppp")
    classes.finish_class(seen(row), **DAYS, by=by, at=NOW)
    (person,) = people(row)
    a_row(Certificate, enrolment=person, given_by=by, revoked_at=None)
    classes.reopen_class(seen(row), reason="Ghi nhầm", by=by, at=LATER)
    person.attendances.update(mark="a")
    Enrolment.objects.update(half_days=0)
    with pytest.raises(Refused, match="đã có giấy chứng nhận"):
        classes.finish_class(seen(row), **DAYS, by=by, at=LATER + datetime.timedelta(minutes=1))
    assert seen(row).state == ClassState.HELD


def test_a_cancelled_class_comes_back_where_it_was(by):
    row = a_held_class(by=by, state=ClassState.OPEN)
    classes.freeze_class(seen(row), by=by, at=NOW)
    classes.cancel_class(seen(row), reason="Mưa lũ", by=by, at=LATER)
    assert seen(row).cancel_reason == "Mưa lũ"
    classes.restore_class(seen(row), reason="Đường đã thông", by=by, at=LATER + datetime.timedelta(hours=1))
    assert (seen(row).state, seen(row).cancel_reason) == (ClassState.CLOSED, "")


@pytest.mark.parametrize("state", [ClassState.PLANNED, ClassState.OPEN, ClassState.INVITED, ClassState.HELD])
def test_a_restored_class_stands_in_the_state_it_was_cancelled_in(by, state):
    row = a_held_class(by=by, state=state)
    for number in range(2):
        at = LATER + datetime.timedelta(hours=2 * number)
        classes.cancel_class(seen(row), reason="Mưa lũ", by=by, at=at)
        classes.restore_class(seen(row), reason="Đường đã thông", by=by, at=at + datetime.timedelta(hours=1))
        assert seen(row).state == state


def test_a_class_that_came_cancelled_is_restored_as_its_list_says(by):
    row = a_held_class(by=by, state=ClassState.CANCELLED, frozen_at=NOW)
    classes.restore_class(seen(row), reason="Vẫn mở", by=by, at=LATER)
    assert seen(row).state == ClassState.CLOSED


@pytest.mark.parametrize("state", ClassState)
def test_a_class_is_open_until_it_is_finished(state, by):
    row = a_class(a_course(by), state=state)
    if state in ClassState.finished():
        with pytest.raises(Refused, match=r"nên không sửa được\. .*hãy"):
            require_open(row)
    else:
        require_open(row)


def test_the_page_offers_what_may_be_done_and_says_what_was_refused(client, by):
    row = a_held_class(by=by, state=ClassState.OPEN)
    client.force_login(by)
    page = client.get(f"/lop/{row.pk}/")
    assert "Chốt danh sách" in page.content.decode()
    a_roster(row.course.campaign, a_share(row.course, training_class=row))
    refused = client.post(f"/lop/{row.pk}/chot/", {"luc": NOW.isoformat()})
    assert (refused.status_code, "1 đơn vị chưa gửi" in refused.content.decode()) == (409, True)
    done = client.post(f"/lop/{row.pk}/chot/", {"luc": NOW.isoformat(), "without_lists": "on"})
    assert (done.status_code, seen(row).state) == (302, ClassState.CLOSED)
    empty = client.post(f"/lop/{row.pk}/huy/", {"luc": seen(row).state_since.isoformat(), "reason": ""})
    assert (empty.status_code, "Hãy ghi lý do" in empty.content.decode()) == (400, True)


def _when(moment: datetime.datetime) -> str:
    return f"{localtime(moment):%H:%M} ngày {short_date(localtime(moment).date())}"


def _do(act: ClassAct, training_class: TrainingClass, by) -> None:
    said = {
        ClassAct.BEGIN: {"starts_on": DAY},
        ClassAct.FINISH: DAYS,
        **{act: {"reason": "Vì"} for act in (
            ClassAct.UNFREEZE, ClassAct.REOPEN, ClassAct.UNSETTLE, ClassAct.CANCEL, ClassAct.RESTORE,
        )},
    }  # fmt: skip
    DOERS[act](training_class, **said.get(act, {}), by=by, at=NOW)


def test_issuing_the_invitation_invites(by):
    """The clerk who issues is no organiser."""
    row = a_held_class(by=by, state=ClassState.CLOSED, people=1)
    clerk = a_person_of(by.organisation, Role.CLERK)
    for _ in range(2):
        classes.invite_by_paper(row, number="12/GM-BDT", by=clerk, at=LATER)
    assert (seen(row).state, people(row)[0].state) == (ClassState.INVITED, EnrolmentState.INVITED)
    entry = Entry.objects.get(act="ghi nhận đã mời")
    assert "12/GM-BDT" in entry.details
