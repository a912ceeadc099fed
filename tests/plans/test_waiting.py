"""Plans on the home page."""

from datetime import timedelta

import pytest

from organisations.enums import Role
from organisations.models import Department
from plans.models import Plan
from plans.waiting import changed_by_others, drafts_of_my_department, my_drafts
from tests.factories.plans import NOW, a_plan, a_user, an_organisation

pytestmark = pytest.mark.django_db
HEAD = frozenset([Role.DEPARTMENT_HEAD.value])
NONE = frozenset()


@pytest.fixture
def office():
    return an_organisation()


@pytest.fixture
def department(office):
    return Department.objects.create(organisation=office, name="Phòng Nghiệp vụ")


def titles(found):
    return [item.title for item in found.items]


def test_my_drafts_are_mine_unissued_and_latest_first(office):
    lan, minh = a_user(office), a_user(office)
    old, new, transcript = (a_plan(lan, title=title) for title in ("Cũ", "Mới", "Chép lại"))
    a_plan(minh, title="Của Minh")
    Plan.objects.filter(pk=old.pk).update(updated_at=NOW - timedelta(days=1))
    Plan.objects.filter(pk=transcript.pk).update(is_transcript=True)
    assert titles(my_drafts(lan, roles=NONE, at=NOW)) == ["Mới", "Cũ"]
    assert new.title == "Mới"


def test_gaps_lead_to_their_editor_only_for_those_who_may_edit(office):
    writer, reader = a_user(office), a_user(office, may=("view", "approve"))
    plan = a_plan(writer)
    Plan.objects.filter(pk=plan.pk).update(signer=None)
    Plan.objects.filter(pk=a_plan(writer).pk).update(drafter=reader, signer=None)
    urls = [
        my_drafts(user, roles=NONE, at=NOW).items[0].lacks[-1].url.endswith(f"/{plan.pk}/the-thuc/")
        for user in (writer, reader)
    ]
    assert urls == [True, False]


def test_head_of_department_sees_what_the_others_in_it_write(office, department):
    head, lan, other = a_user(office, department=department), a_user(office), a_user(office)
    a_plan(lan, title="Trong phòng", department=department)
    a_plan(head, title="Của trưởng phòng", department=department)
    a_plan(other, title="Phòng khác")
    assert titles(drafts_of_my_department(head, roles=HEAD, at=NOW)) == ["Trong phòng"]
    assert drafts_of_my_department(head, roles=NONE, at=NOW) is None


def test_changes_of_others_are_those_of_thirty_days_that_one_may_see(office):
    lan, minh = a_user(office), a_user(office)
    a_plan(minh, title="Mới sửa")
    a_plan(lan, title="Của tôi")
    a_plan(a_user(), title="Cơ quan khác")
    Plan.objects.filter(pk=a_plan(minh, title="Đã lâu").pk).update(updated_at=NOW - timedelta(days=31))
    assert titles(changed_by_others(lan, roles=NONE, at=NOW)) == ["Mới sửa"]


def test_head_of_department_reads_each_plan_in_one_panel_only(office, department):
    head, lan = a_user(office, department=department), a_user(office)
    a_plan(lan, title="Trong phòng", department=department)
    a_plan(lan, title="Phòng khác")
    assert titles(changed_by_others(head, roles=HEAD, at=NOW)) == ["Phòng khác"]


def test_changes_in_another_office_are_told_with_its_name(office):
    old = an_organisation(name="Ban Dân tộc", successor=office)
    colleague = a_user(old)
    a_plan(colleague, title="Của cơ quan cũ")
    (item,) = changed_by_others(a_user(office), roles=NONE, at=NOW).items
    assert item.facts == (colleague.full_name, "Ban Dân tộc")


def test_long_lists_say_that_there_is_more(office):
    lan = a_user(office)
    for number in range(9):
        a_plan(lan, title=f"Kế hoạch {number}")
    found = my_drafts(lan, roles=NONE, at=NOW)
    assert (len(found.items), found.has_more, found.more_url) == (8, True, "/ke-hoach/")


def test_drafter_without_a_draft_is_told_how_to_start(office):
    roles = frozenset([Role.DRAFTER.value])
    assert [bool(my_drafts(a_user(office), roles=r, at=NOW).if_empty) for r in (roles, NONE)] == [True, False]
