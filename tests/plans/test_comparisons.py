"""Two versions of a plan, or two plans, compared on screen and as PDF."""

import datetime
import io

import pikepdf
import pytest
from django.urls import reverse

from audit.models import Entry
from plans.actions import return_plan, save_section, submit_plan
from plans.enums import PlanState
from plans.versions import versions_of
from tests.factories.plans import NOW, a_plan, a_user, an_outline
from tests.factories.steps import a_plan_in, a_ready_plan, a_team

pytestmark = pytest.mark.django_db


def address(plan, *, pdf=False) -> str:
    return reverse("plans:comparison_pdf" if pdf else "plans:comparison", args=[plan.pk])


def a_returned_plan(team):
    """Submitted, returned, and one word of it changed since."""
    plan = a_ready_plan(team)
    submit_plan(plan, by=team.drafter, at=NOW)
    return_plan(plan, reason="Sửa địa điểm", by=team.head, at=NOW + datetime.timedelta(hours=1))
    section = plan.sections.first()
    words = {"title": section.title, "body": "Tổ chức tại Lạng Sơn."}
    save_section(section, **words, version=section.version, by=team.drafter, at=NOW)
    return plan


def test_what_changed_since_it_was_returned_is_shown_first(client):
    team = a_team()
    plan = a_returned_plan(team)
    client.force_login(team.drafter)
    page = client.get(address(plan))
    assert page.context["old"].label == f"Lúc {team.head} trả lại, 09:30 ngày 05/03/2024"
    assert page.context["own"][0].key == "nay"
    assert [change.kind for change in page.context["changes"]] == ["removed", "added"]
    assert "<ins>" in page.content.decode()


def test_two_plans(client):
    by = a_user()
    one, two = a_plan(by, title="Kế hoạch năm 2024"), a_plan(by, title="Kế hoạch năm 2025")
    an_outline(two, by, "KINH PHÍ")
    client.force_login(by)
    page = client.get(address(two), {"cu": f"ke-hoach-{one.pk}"})
    told = [
        (change.place, change.kind, [tuple(map(str, (p.kind, p.text))) for p in change.pieces])
        for change in page.context["changes"]
    ]
    assert told == [
        ("Trích yếu", "changed", [("same", "KẾ HOẠCH Kế hoạch năm"), ("removed", "2024"), ("added", "2025")]),
        ("I. KINH PHÍ", "added", [("added", "KINH PHÍ")]),
    ]


@pytest.mark.parametrize(
    "key", ["ke-hoach-999999", "buoc-1", "ke-hoach-x", "la", "ke-hoach-²", "-", "buoc-" + "9" * 30]
)
def test_versions_that_are_not_there(client, key):
    by = a_user()
    plan = a_plan(by)
    client.force_login(by)
    assert client.get(address(plan), {"cu": key}).status_code == 404
    assert client.get(address(plan, pdf=True), {"cu": "nay", "moi": key}).status_code == 404


def test_nobody_compares_with_a_plan_he_does_not_see(client):
    by = a_user()
    plan, other = a_plan(by), a_plan(a_user(), title="Của cơ quan khác")
    client.force_login(by)
    assert client.get(address(plan), {"cu": f"ke-hoach-{other.pk}"}).status_code == 404
    assert "Của cơ quan khác" not in client.get(address(plan)).content.decode()


def test_drafts_are_not_told_to_those_who_only_read_what_is_approved():
    team = a_team()
    plan = a_returned_plan(team)
    reader = a_user(team.office, may=["view"])
    assert [one.key for one in versions_of(plan, user=reader)] == ["nay"]
    assert len(versions_of(plan, user=team.drafter)) == 3


def test_whoever_compares_has_looked_at_both_issued_plans(client):
    team = a_team()
    one, two = a_plan_in(PlanState.ISSUED, team), a_plan_in(PlanState.ISSUED, team)
    client.force_login(team.drafter)
    client.get(address(two), {"cu": f"ke-hoach-{one.pk}"})
    assert [Entry.objects.about(plan).looks().count() for plan in (one, two)] == [1, 1]


def test_pdf_says_what_was_added_and_removed(client):
    by = a_user()
    one, two = a_plan(by, title="Kế hoạch năm 2024"), a_plan(by, title="Kế hoạch năm 2025")
    client.force_login(by)
    answer = client.get(address(two, pdf=True), {"cu": f"ke-hoach-{one.pk}"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert "so-sanh.pdf" in answer["Content-Disposition"]
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1
