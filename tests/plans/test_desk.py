"""The leader's desk: what waits, why it comes, what changed since it was sent back, and the acts at the thumb."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.enums import FileRole
from organisations.enums import Role
from plans import actions
from plans.enums import PlanAct, PlanState
from plans.models import PlanTransition
from plans.queues import last_steps, why_here
from tests.factories.plans import NOW
from tests.factories.steps import a_file, a_plan_in, a_ready_plan, a_team, advance, someone

pytestmark = pytest.mark.django_db
DESK = reverse("plans:desk")


@pytest.fixture
def team():
    return a_team()


def desk_of(plan) -> str:
    return reverse("plans:desk_plan", args=[plan.pk])


def waiting(client, user) -> list[str]:
    client.force_login(user)
    return [plan.title for plan, *_ in client.get(DESK).context["rows"]]


def returned_once(team):
    """A plan that the leader sent back, that was changed and comes again."""
    plan = a_plan_in(PlanState.CHECKED, team)
    actions.return_plan(plan, reason="Nêu rõ đối tượng", by=team.leader, at=NOW)
    section = plan.sections.get()
    text = {"title": section.title, "is_numbered": True, "source": "", "version": section.version}
    actions.save_section(section, body="Nâng cao năng lực cán bộ xã.", by=team.drafter, at=NOW, **text)
    plan.refresh_from_db()
    return advance(plan, PlanState.CHECKED, team)


# ---- the list ------------------------------------------------------------------------------------------------------


def test_what_waits_for_approval_and_signature_is_listed_the_longest_wait_first(client, team):
    late, early = (a_ready_plan(team, title=title) for title in ("Sau", "Trước"))
    advance(early, PlanState.APPROVED, team, at=NOW)
    advance(late, PlanState.CHECKED, team, at=NOW + timedelta(days=1))
    a_plan_in(PlanState.PASSED, team, title="Ở văn thư")
    a_plan_in(PlanState.SIGNED, team, title="Đã ký")
    a_plan_in(PlanState.CHECKED, a_team(), title="Cơ quan khác")
    assert waiting(client, team.leader) == ["Trước", "Sau"]


def test_a_plan_waits_only_for_the_leader_who_signs_it(client, team):
    other = someone(Role.LEADER, team.office)
    team.post.account = team.leader
    team.post.save()
    a_plan_in(PlanState.CHECKED, team, title="Chờ duyệt")
    a_plan_in(PlanState.APPROVED, team, title="Chờ ký")
    assert (waiting(client, team.leader), waiting(client, other)) == (["Chờ duyệt", "Chờ ký"], [])


@pytest.mark.parametrize("who", ["drafter", "head", "clerk"])
def test_the_desk_is_for_leaders(client, team, who):
    plan = a_plan_in(PlanState.CHECKED, team)
    client.force_login(getattr(team, who))
    assert [client.get(page).status_code for page in (DESK, desk_of(plan))] == [403, 403]


def test_a_plan_of_another_office_is_not_there(client, team):
    plan = a_plan_in(PlanState.CHECKED, team)
    client.force_login(a_team().leader)
    assert client.get(desk_of(plan)).status_code == 404


def test_an_empty_desk_says_so(client, team):
    client.force_login(team.leader)
    assert "Không có kế hoạch nào chờ bạn duyệt hoặc ký." in client.get(DESK).content.decode()


def test_the_desk_asks_the_database_as_often_for_many_plans(client, team, django_assert_num_queries):
    a_plan_in(PlanState.CHECKED, team)
    client.force_login(team.leader)
    client.get(DESK)
    with django_assert_num_queries(6) as few:
        client.get(DESK)
    for number in range(8):
        a_plan_in(PlanState.CHECKED if number % 2 else PlanState.APPROVED, team)
    with django_assert_num_queries(len(few)):
        assert len(client.get(DESK).context["rows"]) == 9


# ---- why it comes --------------------------------------------------------------------------------------------------


def test_the_reason_is_one_line(team):
    plan = a_plan_in(PlanState.CHECKED, team)
    step = last_steps([plan])[plan.pk]
    clerk = team.clerk
    assert why_here(plan, step, reader=team.leader, days=0) == (
        f"{clerk} trình bạn duyệt hôm nay; người ký: Lý Văn Khi (Trưởng ban)."
    )
    team.post.account = team.leader
    team.post.save()
    plan.refresh_from_db()
    assert why_here(plan, step, reader=team.leader, days=3) == f"{clerk} trình bạn duyệt 3 ngày trước; người ký: bạn."


def test_the_reason_of_an_approved_plan_says_how_it_is_signed():
    for issuing, how in (("electronic", "ký số"), ("paper", "ký tay")):
        team = a_team(issuing=issuing)
        plan = a_plan_in(PlanState.APPROVED, team)
        step = last_steps([plan])[plan.pk]
        assert why_here(plan, step, reader=team.leader, days=1) == (
            f"Bạn đã duyệt 1 ngày trước, nay chờ {how}; người ký: Lý Văn Khi (Trưởng ban)."
        )


def test_last_steps_are_found_in_one_query(team, django_assert_num_queries):
    plans = [a_plan_in(PlanState.PASSED, team) for _ in range(3)]
    with django_assert_num_queries(1):
        assert [step.act for step in last_steps(plans).values()] == ["pass_on"] * 3


# ---- the page of a plan --------------------------------------------------------------------------------------------


def test_the_pages_stand_in_the_page_itself(client, team):
    plan = a_plan_in(PlanState.CHECKED, team)
    client.force_login(team.leader)
    response = client.get(desk_of(plan))
    page = response.content.decode()
    assert (page.count('<figure class="sheet'), "trang in" in page) == (1, True)
    assert page.index("<figure") < page.index('id="viec"')
    assert [offer.act for offer in response.context["offers"]] == [PlanAct.APPROVE, PlanAct.RETURN]


def test_what_changed_since_i_sent_it_back_is_marked(client, team):
    plan = returned_once(team)
    client.force_login(team.leader)
    page = client.get(desk_of(plan)).content.decode()
    assert "Đã sửa 1 chỗ từ lần bạn trả lại" in page
    assert "Nâng cao năng <del>lực.</del> <ins>lực cán bộ xã.</ins>" in " ".join(page.split())
    assert "Nêu rõ đối tượng" in page


def test_what_others_sent_back_is_not_told_as_mine(client, team):
    plan = a_plan_in(PlanState.RETURNED, team)
    advance(plan, PlanState.CHECKED, team)
    client.force_login(team.leader)
    assert "từ lần bạn trả lại" not in client.get(desk_of(plan)).content.decode()


def test_unchanged_since_i_sent_it_back_is_said(client, team):
    plan = a_plan_in(PlanState.CHECKED, team)
    actions.return_plan(plan, reason="Nêu rõ đối tượng", by=team.leader, at=NOW)
    advance(plan, PlanState.CHECKED, team)
    client.force_login(team.leader)
    assert "Nội dung vẫn y nguyên như lúc bạn trả lại." in client.get(desk_of(plan)).content.decode()


def test_what_changed_is_found_in_the_frozen_paper_after_approval(client, team):
    plan = advance(returned_once(team), PlanState.APPROVED, team)
    client.force_login(team.leader)
    (change,) = client.get(desk_of(plan)).context["changes"]
    assert (change.place, change.kind) == ("I. MỤC ĐÍCH", "changed")


def test_open_remarks_on_sections_are_read_on_the_desk(client, team):
    plan = a_plan_in(PlanState.CHECKED, team)
    actions.add_comment(plan, section=plan.sections.get(), text="Chưa rõ", by=team.clerk, at=NOW)
    client.force_login(team.leader)
    page = client.get(desk_of(plan)).content.decode()
    assert ("Mục «MỤC ĐÍCH»" in page, "Chưa rõ" in page) == (True, True)


def test_a_plan_that_does_not_wait_for_me_is_only_shown(client, team):
    plan = a_plan_in(PlanState.PASSED, team)
    client.force_login(team.leader)
    response = client.get(desk_of(plan))
    assert (response.context["offers"], response.context["is_waiting"]) == ([], False)
    assert "Kế hoạch này không chờ bạn duyệt hoặc ký." in response.content.decode()


# ---- the acts ------------------------------------------------------------------------------------------------------


def send(client, plan, act, **fields):
    return client.post(reverse(f"plans:step_{act}", args=[plan.pk]), fields | {"tu": "cho-ky"})


def test_an_approved_plan_stays_on_the_desk_to_be_signed(client, team):
    year = timezone.localdate().year
    plan = advance(a_ready_plan(team, dated_year=year), PlanState.CHECKED, team, at=timezone.now())
    client.force_login(team.leader)
    response = send(client, plan, PlanAct.APPROVE, note="")
    plan.refresh_from_db()
    assert (response.status_code, response.url, plan.state) == (302, desk_of(plan), PlanState.APPROVED)


def test_a_returned_plan_leaves_the_desk(client, team):
    plan = a_plan_in(PlanState.CHECKED, team)
    client.force_login(team.leader)
    response = send(client, plan, PlanAct.RETURN, reason="Nêu rõ đối tượng")
    assert (response.status_code, response.url) == (302, DESK)
    assert PlanTransition.objects.last().reason == "Nêu rõ đối tượng"


def test_a_refused_act_comes_back_to_the_desk_with_what_was_typed(client, team):
    plan = a_plan_in(PlanState.CHECKED, team)
    client.force_login(team.leader)
    empty = send(client, plan, PlanAct.RETURN, reason="")
    assert (empty.status_code, empty.templates[0].name) == (400, "plans/desk_plan.html")
    actions.return_plan(plan, reason="Sai", by=someone(Role.LEADER, team.office), at=NOW)
    late = send(client, plan, PlanAct.RETURN, reason="Nêu rõ đối tượng")
    page = late.content.decode()
    assert (late.status_code, "Nêu rõ đối tượng</textarea>" in page) == (409, True)
    assert "Không trả lại được:" in page


# ---- the signed file -----------------------------------------------------------------------------------------------


def test_a_signed_file_is_handed_in_from_the_desk_of_an_electronic_office_only(client):
    for issuing, is_asked in (("electronic", True), ("paper", False)):
        team = a_team(issuing=issuing)
        plan = a_plan_in(PlanState.APPROVED, team)
        a_file(plan, FileRole.READY, by=team.leader)
        client.force_login(team.leader)
        page = client.get(desk_of(plan)).content.decode()
        assert (reverse("plans:upload_signed", args=[plan.pk]) in page) is is_asked


def test_while_the_file_to_sign_is_being_made_no_other_is_handed_out(client, team):
    plan = a_plan_in(PlanState.APPROVED, team)
    client.force_login(team.leader)
    page = client.get(desk_of(plan)).content.decode()
    addresses = [reverse(f"plans:{name}", args=[plan.pk]) for name in ("download", "signing", "upload_signed")]
    assert ("Đang tạo tệp PDF để ký…" in page, [address in page for address in addresses]) == (True, [False] * 3)
