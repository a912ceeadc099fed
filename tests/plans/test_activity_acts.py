"""Activities are saved with their lines as one change: recorded, undone, and never over somebody's head."""

import datetime

import pytest

from lib.refusals import Refused
from plans.actions import StaleEdit, add_activity, delete_activity, delete_section, save_activity, undo_edit
from plans.images import activity_mark
from plans.models import Activity, PlanEdit
from tests.factories.plans import NOW, a_plan, a_user, an_outline

pytestmark = pytest.mark.django_db

LATER = NOW + datetime.timedelta(hours=1)
LINES = [{"role": "place", "label": "", "text": "Tại xã"}, {"role": "lead", "label": "Chủ trì", "text": "Ban Dân tộc"}]


@pytest.fixture
def by():
    return a_user()


@pytest.fixture
def activity(by):
    plan = a_plan(by)
    (section,) = an_outline(plan, by, "MỘT")
    return add_activity(plan, section=section, kind="class", name="Lớp 1", group_count=2, lines=LINES, by=by, at=NOW)


def stands(activity: Activity):
    """Name, section, first day and lines as they are stored."""
    row = Activity.objects.get(pk=activity.pk)
    lines = [(line.position, line.role, line.label, line.text) for line in row.lines.all()]
    return row.name, row.section_id, row.starts_on, lines


def test_an_activity_is_added_at_the_end_with_its_lines(by, activity):
    second = add_activity(activity.plan, section=None, kind="survey", name="Rà soát", lines=[], by=by, at=LATER)
    assert list(activity.plan.activities.all()) == [activity, second]
    assert stands(activity) == (
        "Lớp 1",
        activity.section_id,
        None,
        [(1, "place", "", "Tại xã"), (2, "lead", "Chủ trì", "Ban Dân tộc")],
    )
    assert activity.plan.edits.first().kind == "activities"
    assert (second.plan.updated_by, second.plan.updated_at) == (by, LATER)


def test_saving_an_activity_is_undone_with_its_lines(by, activity):
    before = stands(activity)
    fields = {"name": "Lớp 2", "starts_on": datetime.date(2024, 5, 1)}
    save_activity(activity, fields, lines=LINES[1:], mark=activity_mark(activity), by=by, at=LATER)
    assert stands(activity) == (
        "Lớp 2",
        activity.section_id,
        datetime.date(2024, 5, 1),
        [(1, "lead", "Chủ trì", "Ban Dân tộc")],
    )
    undo_edit(activity.plan, by=by, at=LATER)
    assert stands(activity) == before


def test_a_deleted_activity_comes_back(by, activity):
    before = stands(activity)
    delete_activity(activity, by=by, at=LATER)
    assert activity.plan.activities.count() == 0
    undo_edit(activity.plan, by=by, at=LATER)
    assert stands(activity) == before


def test_a_deleted_activity_comes_back_without_a_place_when_its_section_is_gone(by, activity):
    delete_activity(activity, by=by, at=LATER)
    delete_section(activity.section, by=a_user(by.organisation), at=LATER)
    undo_edit(activity.plan, by=by, at=LATER)
    assert stands(activity)[:2] == ("Lớp 1", None)


def test_an_added_activity_is_undone(by, activity):
    undo_edit(activity.plan, by=by, at=LATER)
    assert activity.plan.activities.count() == 0


@pytest.mark.parametrize("change", [{"name": "Lớp khác"}, {}], ids=["numbers", "lines"])
def test_a_change_made_since_the_page_was_opened_is_not_overwritten(by, activity, change):
    mark = activity_mark(activity)
    other = a_user(by.organisation)
    save_activity(activity, change, lines=LINES[:1], mark=mark, by=other, at=LATER)
    before = stands(activity)
    with pytest.raises(StaleEdit) as refusal:
        save_activity(activity, {"name": "Của tôi"}, lines=LINES, mark=mark, by=by, at=LATER)
    assert refusal.value.current == activity
    assert stands(activity) == before
    with pytest.raises(Refused):
        undo_edit(activity.plan, by=by, at=LATER)  # would delete what the other one wrote since
    assert stands(activity) == before


def test_an_activity_is_not_printed_under_a_section_of_another_plan(by, activity):
    (foreign,) = an_outline(a_plan(by), by, "HAI")
    edits = PlanEdit.objects.count()
    with pytest.raises(Refused, match="không thuộc kế hoạch này"):
        save_activity(activity, {"section": foreign}, lines=LINES, mark=activity_mark(activity), by=by, at=LATER)
    with pytest.raises(Refused, match="không thuộc kế hoạch này"):
        add_activity(activity.plan, section=foreign, kind="class", name="Lớp", lines=[], by=by, at=LATER)
    assert (activity.plan.activities.count(), PlanEdit.objects.count()) == (1, edits)


def test_a_line_about_nothing_known_is_refused_with_the_activity(by, activity):
    before = stands(activity)
    with pytest.raises(Refused):
        save_activity(
            activity, {"name": "x"}, lines=[{"role": "weather"}], mark=activity_mark(activity), by=by, at=LATER
        )
    assert stands(activity) == before


def test_an_activity_that_is_gone_is_refused_in_words(by, activity):
    mark = activity_mark(activity)
    Activity.objects.filter(pk=activity.pk).delete()
    with pytest.raises(Refused, match="Hoạt động này đã bị xóa"):
        save_activity(activity, {"name": "x"}, lines=[], mark=mark, by=by, at=LATER)
    with pytest.raises(Refused, match="Hoạt động này đã bị xóa"):
        delete_activity(activity, by=by, at=LATER)
