"""The acts on a whole plan as a browser asks for them: what is offered, what is refused, and that nothing is lost."""

import re
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from lib.dates import short_date
from organisations.enums import Issuing
from plans import actions
from plans.enums import PlanAct, PlanState
from plans.models import PlanComment, PlanSection, PlanTransition
from tests.factories.plans import NOW
from tests.factories.steps import a_plan_in, a_ready_plan, a_team, advance

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return a_team()


def page_of(plan) -> str:
    return reverse("plans:detail", args=[plan.pk])


def offered(client, plan, user) -> list[str]:
    client.force_login(user)
    return [offer.act.value for offer in client.get(page_of(plan)).context["offers"]]


def send(client, plan, act, user, **fields):
    client.force_login(user)
    return client.post(reverse(f"plans:step_{act}", args=[plan.pk]), fields)


# ---- what is offered ----------------------------------------------------------------------------------------------

OFFERED = [
    (PlanState.DRAFT, "drafter", ["submit"]),
    (PlanState.DRAFT, "leader", []),
    (PlanState.SUBMITTED, "drafter", ["withdraw"]),
    (PlanState.SUBMITTED, "head", ["pass_on", "return"]),
    (PlanState.PASSED, "clerk", ["check", "return"]),
    (PlanState.CHECKED, "leader", ["approve", "return"]),
    (PlanState.CHECKED, "clerk", []),
    (PlanState.APPROVED, "leader", ["return"]),
    (PlanState.SIGNED, "clerk", ["number"]),
    (PlanState.NUMBERED, "clerk", ["issue", "number_back"]),
    (PlanState.ISSUED, "clerk", ["correct"]),
    (PlanState.ISSUED, "drafter", ["replace"]),
    (PlanState.ISSUED, "leader", ["recall"]),
    (PlanState.RECALLED, "leader", []),
]


@pytest.mark.parametrize(("state", "who", "acts"), OFFERED)
def test_the_page_offers_what_this_person_may_do_now(client, team, state, who, acts):
    assert offered(client, a_plan_in(state, team), getattr(team, who)) == acts


def test_the_way_walks_by_the_buttons(client, team):
    plan = a_ready_plan(team, dated_year=timezone.localdate().year)
    way = [
        (PlanAct.SUBMIT, team.drafter, "submitted"),
        (PlanAct.PASS_ON, team.head, "passed"),
        (PlanAct.CHECK, team.clerk, "checked"),
        (PlanAct.APPROVE, team.leader, "approved"),
    ]
    for act, user, state in way:
        response = send(client, plan, act, user, note="Xin xem")
        plan.refresh_from_db()
        assert (response.status_code, response.url, plan.state) == (302, page_of(plan), state)
    notes = list(plan.transitions.values_list("act", "reason"))
    assert notes == [(act.value, "Xin xem") for act, _, _ in way]


# ---- what is refused, and that nothing is lost ---------------------------------------------------------------------


def test_returning_without_a_reason_is_asked_again(client, team):
    plan = a_plan_in(PlanState.SUBMITTED, team)
    response = send(client, plan, PlanAct.RETURN, team.head, reason="  ")
    (offer,) = [offer for offer in response.context["offers"] if offer.is_open]
    assert (response.status_code, offer.act) == (400, PlanAct.RETURN)
    assert "Hãy ghi lý do: người nhận cần biết vì sao và phải làm gì." in response.content.decode()
    plan.refresh_from_db()
    assert plan.state == PlanState.SUBMITTED


def test_a_refused_act_answers_with_the_sentence_and_keeps_what_was_typed(client, team):
    plan = a_plan_in(PlanState.SUBMITTED, team)
    actions.return_plan(plan, reason="Thiếu số liệu", by=team.head, at=NOW)
    response = send(client, plan, PlanAct.RETURN, team.head, reason="Sai căn cứ thứ hai")
    page = response.content.decode()
    assert (response.status_code, plan.transitions.count()) == (409, 2)
    assert f"Không trả lại được: {team.head} đã trả lại lúc" in page
    assert "Sai căn cứ thứ hai</textarea>" in page


def test_one_decides_on_what_one_has_read_not_on_what_came_since(client, team):
    plan = a_plan_in(PlanState.CHECKED, team)
    client.force_login(team.leader)
    page = client.get(page_of(plan)).content.decode()
    seen = re.search(r'name="luc" value="([^"]+)"', page)[1]
    actions.return_plan(plan, reason="Thiếu số liệu", by=team.leader, at=NOW + timedelta(hours=1))
    advance(plan, PlanState.CHECKED, team, at=NOW + timedelta(hours=2))
    response = send(client, plan, PlanAct.RETURN, team.leader, reason="Sai", luc=seen)
    assert (response.status_code, plan.transitions.last().act) == (409, "check")
    assert f"{team.clerk} đã kiểm tra thể thức, trình lãnh đạo lúc" in response.content.decode()
    now = (plan.refresh_from_db(), plan.state_since.isoformat())[1]
    assert send(client, plan, PlanAct.RETURN, team.leader, reason="Sai", luc=now).status_code == 302


@pytest.mark.parametrize("odd", ["", "hôm qua", "2026-99-99T00:00", "\0"])
def test_an_odd_time_in_the_form_is_no_failure(client, team, odd):
    plan = a_plan_in(PlanState.SUBMITTED, team)
    assert send(client, plan, PlanAct.PASS_ON, team.head, luc=odd).status_code == 302


def test_an_incomplete_plan_is_not_submitted_and_says_what_is_missing(client, team):
    plan = a_ready_plan(team, dated_year=timezone.localdate().year, recipients="")
    response = send(client, plan, PlanAct.SUBMIT, team.drafter, note="Kính trình")
    assert response.status_code == 409
    assert "Chưa trình được. Chưa có nơi nhận." in response.content.decode()
    assert "Kính trình</textarea>" in response.content.decode()


@pytest.mark.parametrize("act", PlanAct)
def test_acts_are_no_addresses_to_look_at(client, team, act):
    plan = a_ready_plan(team)
    if act == PlanAct.SEAL:
        with pytest.raises(NoReverseMatch):
            reverse(f"plans:step_{act}", args=[plan.pk])
        return
    client.force_login(team.drafter)
    assert client.get(reverse(f"plans:step_{act}", args=[plan.pk])).status_code == 405


def test_acts_of_others_are_forbidden_even_with_nothing_filled_in(client, team):
    plan = a_plan_in(PlanState.SUBMITTED, team)
    assert send(client, plan, PlanAct.RETURN, team.drafter).status_code == 403
    assert send(client, plan, PlanAct.APPROVE, team.drafter).status_code == 403


def test_a_plan_that_one_may_not_see_is_not_there(client, team):
    plan = a_plan_in(PlanState.SUBMITTED, team)
    stranger = a_team().head
    assert send(client, plan, PlanAct.PASS_ON, stranger).status_code == 404


def test_a_number_by_hand_needs_its_reason(client, team):
    plan = a_plan_in(PlanState.SIGNED, team)
    response = send(client, plan, PlanAct.NUMBER, team.clerk, dated_on="2024-03-05", number="7")
    (offer,) = response.context["offers"][:1]
    assert (response.status_code, list(offer.form.errors)) == (400, ["reason"])
    assert 'value="7"' in response.content.decode()


def test_the_given_number_is_said(client, team):
    today = timezone.localdate()
    plan = advance(a_ready_plan(team, dated_year=today.year), PlanState.SIGNED, team, at=timezone.now())
    response = send(client, plan, PlanAct.NUMBER, team.clerk, dated_on=today.isoformat())
    said = [message.message for message in get_messages(response.wsgi_request)]
    assert said == [f"Đã cấp số 01/KH-BDT ngày {short_date(today)}."]


def test_the_number_stands_on_the_page(client, team):
    plan = a_plan_in(PlanState.NUMBERED, team)
    client.force_login(team.drafter)
    assert "Số <strong>01/KH-BDT</strong> ngày 05/03/2024." in client.get(page_of(plan)).content.decode()


def test_a_replacement_begins_on_its_own_page(client, team):
    plan = a_plan_in(PlanState.ISSUED, team)
    response = send(client, plan, PlanAct.REPLACE, team.drafter)
    new = plan.replacements.get()
    assert (response.status_code, response.url) == (302, page_of(new))
    assert plan.title in client.get(page_of(new)).content.decode()


def test_signing_in_ink_is_offered_to_offices_that_issue_on_paper_only(client):
    for issuing, acts in ((Issuing.PAPER, ["sign"]), (Issuing.ELECTRONIC, [])):
        team = a_team(issuing=issuing)
        assert offered(client, a_plan_in(PlanState.APPROVED, team), team.clerk) == acts


# ---- the page ------------------------------------------------------------------------------------------------------


def test_the_log_tells_who_did_what_with_which_words(client, team):
    plan = a_plan_in(PlanState.RETURNED, team)
    client.force_login(team.drafter)
    response = client.get(page_of(plan))
    assert [(step.by, step.act, step.reason) for step in response.context["log"]] == [
        (team.drafter, "submit", ""),
        (team.head, "return", "Thiếu số liệu"),
    ]
    assert response.content.decode().count("Thiếu số liệu") == 2  # at the top of the page and in the log


WRITING = ["head", "bases", "sections", "appendices"]


@pytest.mark.parametrize("tab", WRITING)
def test_pages_for_writing_lead_to_the_plan_which_says_why_it_rests(client, team, tab):
    plan = a_plan_in(PlanState.SUBMITTED, team)
    client.force_login(team.drafter)
    response = client.get(reverse(f"plans:{tab}", args=[plan.pk]), follow=True)
    assert response.redirect_chain == [(page_of(plan), 302)]
    page = response.content.decode()
    assert f"Không sửa được: {team.drafter} đã trình lúc" in page
    assert [reverse(f"plans:{part}", args=[plan.pk]) in page for part in WRITING] == [False] * 4


def test_text_typed_into_a_page_left_open_is_not_lost(client, team):
    plan = a_plan_in(PlanState.SUBMITTED, team)
    section = plan.sections.get()
    client.force_login(team.drafter)
    typed = {"title": section.title, "body": "Câu vừa viết", "is_numbered": "on", "source": "", "version": 1}
    response = client.post(reverse("plans:section_save", args=[plan.pk, section.pk]), typed)
    assert response.status_code == 400
    assert "Câu vừa viết" in response.content.decode()
    section.refresh_from_db()
    assert section.body == "Nâng cao năng lực."


def test_the_page_asks_the_database_as_often_for_many_sections_steps_and_remarks(
    client, team, django_assert_num_queries, django_assert_max_num_queries
):
    plan = a_plan_in(PlanState.SUBMITTED, team)
    client.force_login(team.head)
    client.get(page_of(plan))
    with django_assert_max_num_queries(30) as few:
        client.get(page_of(plan))
    for number in range(20):
        section = PlanSection.objects.create(plan=plan, title=f"Mục {number}", position=number)
        PlanComment.objects.create(plan=plan, section=section, state="draft", text="Xem lại", by=team.head, at=NOW)
        PlanTransition.objects.create(
            plan=plan, act="submit", from_state="draft", to_state="draft", by=team.head, at=NOW
        )
    with django_assert_num_queries(len(few)):
        client.get(page_of(plan))
