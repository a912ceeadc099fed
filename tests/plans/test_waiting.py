"""Plans on the home page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.enums import Role
from organisations.models import Department
from plans.enums import PlanState
from plans.models import Plan
from plans.waiting import (
    changed_by_others,
    drafts_of_my_department,
    for_the_clerk,
    for_the_head,
    for_the_leader,
    my_drafts,
    my_submitted,
    returned_to_me,
)
from tests.factories.plans import NOW, a_plan, a_user, an_organisation
from tests.factories.steps import a_plan_in, a_ready_plan, a_team, advance

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


# ---- what waits for me ---------------------------------------------------------------------------------------------


@pytest.fixture
def team():
    return a_team()


def test_each_role_finds_what_waits_for_it(team):
    titles_in = {state: f"Ở bước {state}" for state in PlanState.in_review() | {"approved", "signed", "numbered"}}
    for state, title in titles_in.items():
        a_plan_in(PlanState(state), team, title=title)
    found = {
        "leader": titles(for_the_leader(team.leader, roles=NONE, at=NOW)),
        "clerk": titles(for_the_clerk(team.clerk, roles=NONE, at=NOW)),
        "head": titles(for_the_head(team.head, roles=NONE, at=NOW)),
    }
    assert {who: sorted(seen) for who, seen in found.items()} == {
        "leader": ["Ở bước approved", "Ở bước checked"],
        "clerk": ["Ở bước numbered", "Ở bước passed", "Ở bước signed"],
        "head": ["Ở bước submitted"],
    }


@pytest.mark.parametrize("source", [for_the_leader, for_the_clerk, for_the_head])
def test_nothing_waits_for_those_who_cannot_act(team, source):
    for state in PlanState.in_review():
        a_plan_in(state, team)
    superuser = a_user(is_superuser=True, reads_all_papers=True)
    homeless = a_user(may=(), is_superuser=True)
    homeless.organisation = None
    readers = [team.drafter, superuser, homeless, a_team().leader, a_team().clerk, a_team().head]
    assert [source(reader, roles=NONE, at=NOW).items for reader in readers] == [()] * len(readers)


def test_the_longest_wait_comes_first_with_its_days_and_who_sent_it(team):
    late, early = (a_ready_plan(team, title=title) for title in ("Sau", "Trước"))
    advance(early, PlanState.CHECKED, team, at=NOW - timedelta(days=4))
    advance(late, PlanState.CHECKED, team, at=NOW)
    items = for_the_leader(team.leader, roles=NONE, at=NOW).items
    assert [(item.title, item.days, item.url) for item in items] == [
        ("Trước", 4, f"/ke-hoach/cho-ky/{early.pk}/"),
        ("Sau", 0, f"/ke-hoach/cho-ky/{late.pk}/"),
    ]
    assert items[0].facts == ("cần duyệt", f"{team.clerk} kiểm tra thể thức, trình lãnh đạo")


def test_the_clerk_of_a_paper_office_also_notes_signatures():
    team = a_team(issuing="paper")
    a_plan_in(PlanState.APPROVED, team)
    (item,) = for_the_clerk(team.clerk, roles=NONE, at=NOW).items
    assert item.facts[0] == "cần ký tay, rồi ghi nhận đã ký"


def test_the_clerk_of_the_superior_finds_what_waits_for_a_council(team):
    council = a_team(is_council=True, superior=team.office)
    plan = a_plan_in(PlanState.PASSED, council, title="Của hội đồng")
    (item,) = for_the_clerk(team.clerk, roles=NONE, at=NOW).items
    assert (item.title, item.facts[1]) == ("Của hội đồng", plan.organisation.name)


def test_returned_plans_tell_the_reason(team):
    a_plan_in(PlanState.RETURNED, team)
    (item,) = returned_to_me(team.drafter, roles=NONE, at=NOW + timedelta(days=2)).items
    assert (item.quote, item.days, item.facts) == ("Thiếu số liệu", 2, (f"{team.head} trả lại",))
    assert returned_to_me(team.head, roles=NONE, at=NOW).items == ()


def test_my_submitted_plans_tell_where_they_are(team):
    for state in (PlanState.DRAFT, PlanState.PASSED, PlanState.ISSUED):
        a_plan_in(state, team, title=f"Ở bước {state}")
    (item,) = my_submitted(team.drafter, roles=NONE, at=NOW).items
    assert (item.title, item.facts) == ("Ở bước passed", ("Chờ văn thư kiểm tra thể thức",))
    assert titles(my_drafts(team.drafter, roles=NONE, at=NOW)) == ["Ở bước draft"]


@pytest.mark.parametrize(
    ("role", "source"),
    [(Role.LEADER, for_the_leader), (Role.CLERK, for_the_clerk), (Role.DEPARTMENT_HEAD, for_the_head)],
)
def test_who_has_nothing_waiting_is_told_so(team, role, source):
    roles = frozenset([role.value])
    assert [bool(source(team.drafter, roles=r, at=NOW).if_empty) for r in (roles, NONE)] == [True, False]


@pytest.mark.parametrize("who", ["drafter", "head", "clerk", "leader"])
def test_the_home_page_asks_the_database_as_often_for_many_plans(client, team, who, django_assert_num_queries):
    states = [PlanState.DRAFT, PlanState.RETURNED, *PlanState.in_review(), PlanState.APPROVED, PlanState.SIGNED]
    for state in states:
        a_plan_in(state, team)
    client.force_login(getattr(team, who))
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    for state in states * 3:
        a_plan_in(state, team)
    with django_assert_num_queries(len(few)):
        client.get("/")


def test_what_waits_for_me_stands_before_all_else(client, team):
    a_plan_in(PlanState.RETURNED, team)
    a_plan_in(PlanState.DRAFT, team)
    client.force_login(team.drafter)
    shown = [panel.title for panel in client.get("/").context["lists"]]
    assert shown[:2] == ["Bị trả lại, chờ tôi sửa", "Kế hoạch tôi đang soạn"]
