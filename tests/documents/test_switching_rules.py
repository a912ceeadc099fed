"""Rules that an office switches off: the acts, the page, and that the checks obey."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import Entry
from documents.actions import switch_rule_off, switch_rule_on
from documents.checking import RULES
from documents.models import SwitchedOffRule
from lib.refusals import Refused
from organisations.enums import Role, Scope
from plans.findings import findings_of
from tests.factories.plans import NOW, an_organisation
from tests.factories.steps import a_ready_plan, a_team, someone

pytestmark = pytest.mark.django_db
RULE = "structure.parts"


@pytest.fixture
def team():
    return a_team()


def off(team, *, reason="Cơ quan có mẫu riêng", by=None, rule=RULE):
    return switch_rule_off(rule, organisation=team.office, reason=reason, by=by or team.clerk, at=NOW)


def test_a_rule_that_is_off_finds_nothing_until_it_is_on_again(team):
    plan = a_ready_plan(team)
    found = {f.finding.rule for f in findings_of(plan, on=NOW.date()).findings}
    assert RULE in found
    off(team)
    assert {f.finding.rule for f in findings_of(plan, on=NOW.date()).findings} == found - {RULE}
    switch_rule_on(RULE, organisation=team.office, by=team.clerk, at=NOW)
    assert {f.finding.rule for f in findings_of(plan, on=NOW.date()).findings} == found


def test_it_is_written_into_the_audit_trail(team):
    off(team)
    switch_rule_on(RULE, organisation=team.office, by=team.clerk, at=NOW)
    told = Entry.objects.filter(table="documents.switchedoffrule").order_by("pk")
    assert [(e.act, e.actor_id, e.organisation_id) for e in told] == [
        ("tắt quy tắc kiểm tra", team.clerk.pk, team.office.pk),
        ("bật lại quy tắc kiểm tra", team.clerk.pk, team.office.pk),
    ]
    assert all(RULES[RULE].name in e.details and "mẫu riêng" in e.details for e in told)


@pytest.mark.parametrize(("reason", "rule"), [("  ", RULE), ("x" * 501, RULE), ("Vì thế", "khong.co")])
def test_what_is_refused(team, reason, rule):
    with pytest.raises(Refused):
        off(team, reason=reason, rule=rule)
    assert not SwitchedOffRule.objects.exists()


def test_switching_off_twice_says_who_did(team):
    off(team)
    with pytest.raises(Refused, match="đã tắt quy tắc này, lý do: Cơ quan có mẫu riêng"):
        off(team)


@pytest.mark.parametrize("who", ["drafter", "head", "leader"])
def test_others_of_the_office_do_not_switch(team, who):
    with pytest.raises(PermissionDenied):
        off(team, by=getattr(team, who))


def test_clerks_of_other_offices_do_not_switch(team):
    with pytest.raises(PermissionDenied):
        off(team, by=someone(Role.CLERK, an_organisation()))


def test_the_page_lists_every_rule_with_what_is_off(client, team):
    off(team)
    client.force_login(team.drafter)
    page = client.get(reverse("rules:list"))
    rows = {rule.key: row for _, own in page.context["families"] for rule, row, _ in own}
    assert (set(rows), [key for key, row in rows.items() if row]) == (set(RULES), [RULE])
    assert "Cơ quan có mẫu riêng" in page.content.decode()
    assert reverse("rules:switch_on", args=[RULE]) not in page.content.decode()


def test_the_clerk_switches_by_the_buttons(client, team):
    client.force_login(team.clerk)
    sent = {"co-quan": team.office.pk, "reason": "Cơ quan có mẫu riêng"}
    response = client.post(reverse("rules:switch_off", args=[RULE]), sent)
    assert response.url == f"/quy-tac-kiem-tra/?co-quan={team.office.pk}#{RULE}"
    assert SwitchedOffRule.objects.get().by == team.clerk
    again = client.post(reverse("rules:switch_off", args=[RULE]), sent)
    assert (again.status_code, "đã tắt quy tắc này" in again.content.decode()) == (409, True)
    client.post(reverse("rules:switch_on", args=[RULE]), sent)
    assert not SwitchedOffRule.objects.exists()


def test_without_a_reason_the_page_comes_back(client, team):
    client.force_login(team.clerk)
    response = client.post(reverse("rules:switch_off", args=[RULE]), {"co-quan": team.office.pk, "reason": ""})
    assert (response.status_code, "Hãy ghi lý do tắt" in response.content.decode()) == (400, True)


def test_an_administrator_chooses_the_office(client, team):
    keeper = someone(Role.ADMINISTRATOR, team.office, scope=Scope.EVERYTHING)
    keeper.organisation = None
    keeper.save()
    client.force_login(keeper)
    page = client.get(reverse("rules:list"))
    assert (page.context["office"], team.office in page.context["offices"]) == (None, True)
    page = client.get(reverse("rules:list"), {"co-quan": team.office.pk})
    assert (page.context["office"], page.context["may_switch"]) == (team.office, True)
    assert client.get(reverse("rules:list"), {"co-quan": "x" * 50}).status_code == 200
    assert client.post(reverse("rules:switch_off", args=["khong-co"]), {"co-quan": team.office.pk}).status_code == 404
