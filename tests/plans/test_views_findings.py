"""«Kiểm tra nội dung» as a browser sees it: the panel, its buttons, the form by which a plan is submitted."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from documents.checking import RULES, Family, Severity
from documents.checking.registry import rule
from documents.checking.subject import Breach
from plans import actions
from plans.enums import PlanState
from plans.findings import findings_of
from plans.models import Plan, SetAsideFinding
from tests.factories.plans import NOW
from tests.factories.steps import a_plan_in, a_ready_plan, a_team

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def rules():
    """«xấu» is an error that becomes «tốt», «lạ» a warning."""
    kept = dict(RULES)
    RULES.clear()
    cache.clear()

    @rule("test.bad", "Từ xấu", family=Family.NAMES, severity=Severity.ERROR, source="Phụ lục thử")
    def bad(subject):
        for passage in subject.passages:
            if "xấu" in passage.text:
                yield Breach(passage.place, "xấu", "Từ này xấu.", suggestion="tốt")

    @rule("test.odd", "Từ lạ", family=Family.DATES, severity=Severity.WARNING, source="Thông lệ")
    def odd(subject):
        for passage in subject.passages:
            if "lạ" in passage.text:
                yield Breach(passage.place, "lạ", "Từ này lạ.")

    yield
    RULES.clear()
    RULES.update(kept)
    cache.clear()


@pytest.fixture
def team():
    return a_team()


@pytest.fixture
def plan(team):
    plan = a_ready_plan(team, opening="Lời xấu như sau:", closing="Lời lạ.")
    SetAsideFinding.objects.all().delete()
    return plan


@pytest.fixture
def drafter(client, team):
    client.force_login(team.drafter)
    return client


def address(name, plan, *args):
    return reverse(f"plans:{name}", args=[plan.pk, *args])


def found(plan):
    findings = findings_of(plan, on=NOW.date())
    return (*findings.errors, *findings.warnings)


def asked(finding):
    return {"mark": finding.mark, "place": finding.place, "suggestion": finding.finding.suggestion}


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_panel_tells_what_why_where_and_by_which_rule(drafter, plan):
    page = text(drafter.get(address("findings", plan)))
    told = [
        "1 lỗi cần sửa trước khi trình, 1 lưu ý",
        "Từ này xấu.",
        "Câu mở đầu",
        "Từ xấu",
        "Phụ lục thử",
        "Sửa: xấu tốt",
    ]
    assert [words for words in told if words not in page] == []


def test_readers_see_the_findings_without_buttons(client, team, plan):
    client.force_login(team.clerk)
    page = client.get(address("findings", plan)).content.decode()
    assert ("Từ này xấu." in page, "Nên viết: «tốt»" in page, "<form" in page) == (True, True, False)


def test_a_fix_goes_on_where_the_button_was_pressed(drafter, plan):
    here = address("head", plan)
    response = drafter.post(
        address("finding_fix", plan),
        asked(found(plan)[0]),
        headers=HTMX | {"HX-Current-URL": f"http://testserver{here}?x=1#y"},
    )
    assert (response.status_code, response.url) == (302, here)
    plan.refresh_from_db()
    assert plan.opening == "Lời tốt như sau:"


@pytest.mark.parametrize("elsewhere", ["", "http://testserver/", "http://x/ke-hoach/987654/noi-dung/", "::"])
def test_without_a_page_of_the_plan_it_goes_to_the_place(drafter, plan, elsewhere):
    headers = {"HX-Current-URL": elsewhere}
    response = drafter.post(address("finding_fix", plan), asked(found(plan)[0]), headers=headers)
    assert response.url == f"{address('head', plan)}#id_opening"


def test_what_changed_meanwhile_is_said_in_the_panel(drafter, plan, team):
    sent = asked(found(plan)[0])
    actions.save_head(plan, {"opening": "Lời hay như sau:"}, version=1, by=team.head, at=NOW)
    response = drafter.post(address("finding_fix", plan), sent, headers=HTMX)
    assert (response.status_code, response["HX-Retarget"], response["HX-Reswap"]) == (409, "#findings", "outerHTML")
    assert "Chỗ này đã được sửa từ lúc kiểm tra" in text(response)
    page = drafter.post(address("finding_fix", plan), sent)  # without a script: the whole page
    assert (page.status_code, "Chỗ này đã được sửa" in text(page), "Đề cương" in text(page)) == (409, True, True)


def test_letting_stand_and_taking_up_again(drafter, plan, team):
    mark = found(plan)[0].mark
    response = drafter.post(address("finding_set_aside", plan), {"mark": mark, "reason": "Tên riêng"}, headers=HTMX)
    assert (response.status_code, f"{team.drafter} để nguyên: Tên riêng" in text(response)) == (200, True)
    aside = plan.set_aside.get()
    response = drafter.post(address("finding_take_up", plan, aside.pk))
    assert response.url == f"{address('detail', plan)}#kiem-tra-noi-dung"
    assert not plan.set_aside.exists()
    assert drafter.post(address("finding_take_up", plan, aside.pk)).status_code == 404


def test_without_a_reason_the_form_stays_open_with_what_was_typed(drafter, plan):
    long = "vì " * 400
    for reason, sentence in (("", "Hãy ghi lý do"), (long, "tối đa 1000")):
        sent = {"mark": found(plan)[0].mark, "reason": reason}
        for headers in (HTMX, {}):
            response = drafter.post(address("finding_set_aside", plan), sent, headers=headers)
            page = response.content.decode()
            assert (response.status_code, sentence in page, long.strip() in page) == (400, True, reason == long)
            assert '<details class="check-aside" open>' in page


def test_a_confirmation_is_one_click(drafter, plan, team):
    row = plan.confirmations.create(kind="copied", quote="84 học viên", sentence="Số người chép từ năm trước")
    page = drafter.get(address("findings", plan))
    assert ("Số người chép từ năm trước" in text(page), address("confirm", plan, row.pk) in page.content.decode()) == (
        True,
        True,
    )
    drafter.post(address("confirm", plan, row.pk), headers=HTMX)
    row.refresh_from_db()
    assert row.settled_by == team.drafter
    assert "Số người chép" not in text(drafter.get(address("findings", plan)))


def test_confirmations_lead_to_where_they_are_changed(drafter, plan, team):
    section = plan.sections.get()
    activity = actions.add_activity(plan, section=section, name="Lớp", kind="class", lines=[], by=team.drafter, at=NOW)
    appendix = actions.add_appendix(plan, title="DANH SÁCH", by=team.drafter, at=NOW)
    places = {"section": section, "activity": activity, "basis": plan.bases.get(), "appendix": appendix}
    for name, row in places.items():
        plan.confirmations.create(kind="copied", sentence=name, **{name: row})
    plan.confirmations.create(kind="copied", sentence="head")
    context = drafter.get(address("findings", plan)).context
    assert {row.sentence: where for row, where in context["confirmations"]} == {
        "section": f"{address('sections', plan)}#muc-{section.pk}",
        "activity": address("activity", plan, activity.pk),
        "basis": f"{address('bases', plan)}#can-cu-{plan.bases.get().pk}",
        "appendix": f"{address('appendices', plan)}#phu-luc-{appendix.pk}",
        "head": address("head", plan),
    }


def test_the_form_of_submission_says_what_keeps_the_plan_back(drafter, plan):
    page = text(drafter.get(address("detail", plan)))
    assert ("Chưa trình được: nội dung còn 1 lỗi" in page, "Xác nhận trình" in page) == (True, False)


def submit(client, plan, **fields):
    return client.post(address("step_submit", plan), {"luc": plan.state_since.isoformat()} | fields)


def test_every_warning_needs_a_tick_and_a_reason(drafter, plan, team):
    actions.fix_finding(plan, **asked(found(plan)[0]), by=team.drafter, at=NOW)
    mark = found(plan)[0].mark
    page = submit(drafter, plan, note="Kính trình")
    assert (page.status_code, "Còn 1 lưu ý chưa đánh dấu" in text(page), "Kính trình" in text(page)) == (
        400,
        True,
        True,
    )
    page = submit(drafter, plan, **{f"xem-{mark}": "on"})
    assert (page.status_code, "Hãy ghi lý do: người duyệt" in text(page)) == (400, True)


@pytest.mark.parametrize("own", ["", "Từ địa phương"])
def test_a_reason_of_its_own_goes_before_the_one_for_all(drafter, plan, team, own):
    actions.fix_finding(plan, **asked(found(plan)[0]), by=team.drafter, at=NOW)
    Plan.objects.filter(pk=plan.pk).update(dated_year=2030, year_from=2030, year_to=2030)
    mark = found(plan)[0].mark
    response = submit(drafter, plan, **{f"xem-{mark}": "on", f"vi-{mark}": own, "reason": "Đã rà soát"})
    assert response.status_code == 302, text(response)
    assert plan.set_aside.get().reason == (own or "Đã rà soát")


def test_reviewers_and_leaders_read_what_stands_and_why(client, team):
    plan = a_plan_in(PlanState.CHECKED, team, opening="Lời xấu như sau:")
    for who, name in ((team.clerk, "detail"), (team.leader, "detail"), (team.leader, "desk_plan")):
        client.force_login(who)
        page = text(client.get(address(name, plan)))
        assert ("Từ này xấu." in page, f"{team.drafter} để nguyên: Đã xem" in page) == (True, True)


def test_after_approval_only_what_stood_is_told(client, team):
    plan = a_plan_in(PlanState.APPROVED, team, opening="Lời xấu như sau:")
    plain = a_plan_in(PlanState.APPROVED, team, title="Thực hiện Dự án 8 năm 2024")
    client.force_login(team.leader)
    assert "Lưu ý đã để nguyên khi trình" in text(client.get(address("detail", plan)))
    assert "Kiểm tra nội dung" not in text(client.get(address("detail", plain)))
