"""What the checks find in a plan, and what people do about it: fix, let stand, take up again, confirm, submit."""

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from documents.checking import RULES, Family, Severity
from documents.checking.registry import rule
from documents.checking.subject import Breach
from lib.refusals import Refused
from plans import actions
from plans.enums import EditKind, PlanState
from plans.findings import findings_of
from plans.models import PlanSection, SetAsideFinding
from tests.factories.plans import NOW
from tests.factories.steps import a_plan_in, a_ready_plan, a_team, let_stand

pytestmark = pytest.mark.django_db

PAIRS = {"Mười ba": "Mười lăm", "hai hai": "hai", "cũ rích": "cũ"}


@pytest.fixture(autouse=True)
def rules():
    """Only two rules: words with a better wording are errors, questions are warnings."""
    kept = dict(RULES)
    RULES.clear()
    cache.clear()

    @rule("test.pairs", "Cặp từ", family=Family.NAMES, severity=Severity.ERROR, source="Phụ lục thử")
    def pairs(subject):
        for passage in subject.passages:
            for word, better in PAIRS.items():
                if word in passage.text:
                    yield Breach(passage.place, word, f"Nên viết «{better}».", suggestion=better)

    @rule("test.questions", "Câu hỏi", family=Family.DATES, severity=Severity.WARNING, source="Thông lệ")
    def questions(subject):
        for passage in subject.passages:
            if passage.text.endswith("?"):
                yield Breach(passage.place, passage.text, "Kế hoạch không hỏi.")

    yield
    RULES.clear()
    RULES.update(kept)
    cache.clear()


@pytest.fixture
def team():
    return a_team()


@pytest.fixture
def plan(team):
    return a_ready_plan(team, opening="Có Mười  ba lớp\nKhông?", recipients="Ban cũ rích;\nUBND tỉnh")


def found(plan):
    return findings_of(plan, on=NOW.date())


def shown(plan):
    return [(f.finding.rule, f.finding.section, f.finding.quote) for f in found(plan).findings if f.aside is None]


def open_again(plan):
    SetAsideFinding.objects.filter(plan=plan).delete()


def fix(plan, finding, by, **changed):
    asked = {"mark": finding.mark, "place": finding.place, "suggestion": finding.finding.suggestion} | changed
    return actions.fix_finding(plan, **asked, by=by, at=NOW)


# ---- finding --------------------------------------------------------------------------------------------------------


def test_errors_come_first_family_by_family(plan):
    open_again(plan)
    findings = found(plan)
    assert [(g.family, g.errors, g.warnings) for g in findings.families] == [(Family.NAMES, 1, 0), (Family.DATES, 0, 1)]
    assert (len(findings.errors), len(findings.warnings), findings.aside) == (1, 1, ())


def test_a_finding_knows_its_place_in_the_editor(plan):
    open_again(plan)
    error = found(plan).errors[0]
    assert (error.address, error.can_be_fixed) == (f"/ke-hoach/{plan.pk}/the-thuc/#id_opening", True)


def test_as_many_queries_for_a_long_plan(plan, team, django_assert_max_num_queries, django_assert_num_queries):
    found(plan)
    with django_assert_max_num_queries(25) as few:
        found(plan)
    for number in range(30):
        actions.add_section(plan, after=None, level=1, title=f"MỤC {number}", by=team.drafter, at=NOW)
    found(plan)
    with django_assert_num_queries(len(few)):
        found(plan)


def test_a_change_of_words_or_of_facts_is_checked_anew(plan, team):
    open_again(plan)
    assert len(found(plan).errors) == 1
    section = plan.sections.get()
    actions.save_section(section, title="MỤC ĐÍCH", body="hai hai lớp", version=1, by=team.drafter, at=NOW)
    assert [f.finding.quote for f in found(plan).errors] == ["Mười ba", "hai hai"]


# ---- fixing ---------------------------------------------------------------------------------------------------------


def test_one_click_puts_the_suggestion_where_it_is_quoted(plan, team):
    open_again(plan)
    fix(plan, found(plan).errors[0], team.drafter)
    plan.refresh_from_db()
    assert (plan.opening, plan.version) == ("Có Mười lăm lớp\nKhông?", 2)
    assert [f.finding.rule for f in found(plan).findings] == ["test.questions"]
    edit = plan.edits.first()
    assert (edit.kind, edit.by, edit.before["room"]) == (EditKind.FIX, team.drafter, "head")
    assert Entry.objects.latest("pk").act == "sửa chỗ được lưu ý"


def test_a_fix_is_undone_by_itself(plan, team):
    """Typing just before and after the fix is another edit."""
    section = plan.sections.get()
    body = "Dòng đầu\n- hai hai lớp"
    row = actions.save_section(section, title=section.title, body=body, version=1, by=team.drafter, at=NOW)
    open_again(plan)
    fix(plan, next(f for f in found(plan).errors if f.finding.quote == "hai hai"), team.drafter)
    row.refresh_from_db()
    assert (row.body, row.version) == ("Dòng đầu\n- hai lớp", 3)
    actions.undo_edit(plan, by=team.drafter, at=NOW)
    row.refresh_from_db()
    assert row.body == body


def test_fixes_reach_bases_activities_and_appendices(plan, team):
    who = {"by": team.drafter, "at": NOW}
    actions.add_basis(plan, wording="Căn cứ cũ rích", **who)
    lines = [
        {"role": "audience", "text": "Cán bộ\n- Mười ba người"},
        {"role": "other", "label": "cũ rích", "text": "Xem"},
    ]
    activity = actions.add_activity(plan, section=plan.sections.get(), name="Lớp", kind="class", lines=lines, **who)
    actions.add_activity(
        plan, section=plan.sections.get(), name="Đoàn Mười ba", kind="other", lines=[], prints_name=True, **who
    )
    appendix = actions.add_appendix(
        plan, title="DANH SÁCH\ncũ rích", table="TT\tTên\n1\tMười ba", notes="hai hai", **who
    )
    for _ in range(9):
        if not any(f.is_error for f in found(plan).findings):
            break
        open_again(plan)
        fix(plan, found(plan).errors[0], team.drafter)
    assert not found(plan).errors
    appendix.refresh_from_db()
    assert (appendix.title, appendix.table, appendix.notes) == ("DANH SÁCH\ncũ", "TT\tTên\n1\tMười lăm", "hai")
    assert list(activity.lines.values_list("label", "text")) == [("", "Cán bộ\n- Mười lăm người"), ("cũ", "Xem")]
    assert plan.bases.last().wording == "Căn cứ cũ"
    assert plan.activities.last().name == "Đoàn Mười lăm"


def test_a_basis_written_from_its_document_gets_words_of_its_own(plan, team):
    document = plan.bases.get().document
    document.summary = "phê duyệt Chương trình cũ rích"
    document.save()
    fix(plan, found(plan).errors[0], team.drafter)
    basis = plan.bases.get()
    day = "ngày 18/01/2022 của Thủ tướng Chính phủ"
    assert basis.wording == f"Căn cứ Quyết định số {document.reference} {day} phê duyệt Chương trình cũ"


def test_of_the_same_words_twice_the_wrong_ones_are_replaced(plan, team):
    """«hai hai» stands twice in one line; only when both are replaced is the finding gone."""
    section = plan.sections.get()
    actions.save_section(section, title="MỤC ĐÍCH", body="hai hai, hai hai.", version=1, by=team.drafter, at=NOW)
    fix(plan, next(f for f in found(plan).errors if f.finding.quote == "hai hai"), team.drafter)
    assert plan.sections.get().body == "hai, hai."
    assert plan.edits.filter(kind=EditKind.FIX).count() == 1


def stale_by_words(plan, team):
    actions.save_head(plan, {"opening": "Có mười lớp"}, version=plan.version, by=team.head, at=NOW)


def stale_by_aside(plan, team):
    let_stand(plan, by=team.drafter)


@pytest.mark.parametrize("meanwhile", [stale_by_words, stale_by_aside])
def test_what_has_changed_meanwhile_is_not_fixed(plan, team, meanwhile):
    open_again(plan)
    error = found(plan).errors[0]
    meanwhile(plan, team)
    with pytest.raises(Refused, match="Chỗ này đã được sửa từ lúc kiểm tra"):
        fix(plan, error, team.drafter)


def test_another_suggestion_than_the_one_read_is_not_put_in(plan, team):
    open_again(plan)
    with pytest.raises(Refused, match="Chỗ này đã được sửa"):
        fix(plan, found(plan).errors[0], team.drafter, suggestion="Mười bốn")
    plan.refresh_from_db()
    assert "Mười  ba" in plan.opening


def test_a_finding_that_moved_is_still_fixed(plan, team):
    open_again(plan)
    error = found(plan).errors[0]
    actions.save_head(plan, {"opening": "Thêm dòng\nCó Mười ba lớp"}, version=1, by=team.head, at=NOW)
    fix(plan, error, team.drafter)
    plan.refresh_from_db()
    assert plan.opening == "Thêm dòng\nCó Mười lăm lớp"


@pytest.mark.parametrize("who", ["clerk", "leader"])
def test_readers_do_not_fix_and_do_not_let_stand(plan, team, who):
    open_again(plan)
    error, reader = found(plan).errors[0], getattr(team, who)
    with pytest.raises(PermissionDenied):
        fix(plan, error, reader)
    with pytest.raises(PermissionDenied):
        actions.set_finding_aside(plan, mark=error.mark, reason="Đúng", by=reader, at=NOW)


def test_nothing_is_fixed_while_somebody_reviews(team):
    plan = a_plan_in(PlanState.SUBMITTED, team, opening="Có Mười ba lớp")
    with pytest.raises(Refused, match="Không sửa được"):
        fix(plan, found(plan).findings[0], team.drafter)


# ---- letting stand --------------------------------------------------------------------------------------------------


def test_a_finding_stands_with_its_reason_until_it_is_taken_up(plan, team):
    open_again(plan)
    error = found(plan).errors[0]
    aside = actions.set_finding_aside(plan, mark=error.mark, reason=" Tên riêng ", by=team.drafter, at=NOW)
    assert (found(plan).errors, found(plan).aside[0].aside.reason) == ((), "Tên riêng")
    actions.take_finding_up(aside, by=team.head, at=NOW)
    assert len(found(plan).errors) == 1
    acts = Entry.objects.filter(row_id=plan.pk, table="plans.plan").order_by("-pk").values_list("act", "actor_id")[:2]
    assert list(acts) == [("xét lại chỗ được lưu ý", team.head.pk), ("để nguyên chỗ được lưu ý", team.drafter.pk)]


def test_it_holds_while_the_words_stay(plan, team):
    actions.save_head(plan, {"opening": "Đầu\nCó Mười ba lớp"}, version=1, by=team.drafter, at=NOW)
    assert found(plan).errors == ()
    actions.save_head(plan, {"opening": "Có Mười ba lớp cũ rích"}, version=2, by=team.drafter, at=NOW)
    assert [f.finding.quote for f in found(plan).errors] == ["cũ rích"]


@pytest.mark.parametrize(("reason", "sentence"), [("  ", "Hãy ghi lý do"), ("x" * 1001, "1000")])
def test_a_reason_is_needed(plan, team, reason, sentence):
    open_again(plan)
    with pytest.raises(Refused, match=sentence):
        actions.set_finding_aside(plan, mark=found(plan).errors[0].mark, reason=reason, by=team.drafter, at=NOW)


def test_what_stands_already_or_is_gone_is_said(plan, team):
    mark = found(plan).findings[0].mark
    with pytest.raises(Refused, match="đã để nguyên chỗ này, lý do: Đã xem"):
        actions.set_finding_aside(plan, mark=mark, reason="Đúng", by=team.drafter, at=NOW)
    with pytest.raises(Refused, match="không còn"):
        actions.set_finding_aside(plan, mark="0" * 32, reason="Đúng", by=team.drafter, at=NOW)


# ---- confirming -----------------------------------------------------------------------------------------------------


def test_what_was_copied_is_confirmed_once(plan, team):
    row = plan.confirmations.create(kind="copied", quote="84 học viên", sentence="Số người chép từ năm trước")
    actions.settle_confirmation(row, by=team.drafter, at=NOW)
    actions.settle_confirmation(row, by=team.head, at=NOW)
    row.refresh_from_db()
    assert (row.settled_by, row.settled_at) == (team.drafter, NOW)
    assert Entry.objects.latest("pk").act == "xác nhận phần chép từ nơi khác"
    with pytest.raises(PermissionDenied):
        actions.settle_confirmation(row, by=team.leader, at=NOW)


# ---- submitting -----------------------------------------------------------------------------------------------------


def test_errors_warnings_and_copied_figures_keep_a_plan_from_being_submitted(plan, team):
    open_again(plan)
    plan.confirmations.create(kind="copied", sentence="Số người chép từ năm trước")
    with pytest.raises(Refused) as refused:
        actions.submit_plan(plan, by=team.drafter, at=NOW)
    sentence = refused.value.sentence
    assert ["Nội dung còn 1 lỗi: Câu mở đầu." in sentence, "Còn 1 lưu ý chưa xem: Câu mở đầu." in sentence] == [
        True
    ] * 2
    assert "Còn 1 chỗ chép từ nơi khác chưa ai xem lại" in sentence


def test_reasons_given_at_submission_are_kept_with_the_plan(plan, team):
    open_again(plan)
    findings = found(plan)
    reasons = {f.mark: f"Lý do {n}" for n, f in enumerate((*findings.errors, *findings.warnings))}
    actions.submit_plan(plan, reasons=reasons, by=team.drafter, at=NOW)
    assert plan.state == PlanState.SUBMITTED
    assert {f.aside.reason for f in found(plan).aside} == {"Lý do 0", "Lý do 1"}
    told = Entry.objects.filter(kind="transition").latest("pk").details
    assert ["Cặp từ («Mười ba»): Lý do 0" in told, "Câu hỏi («Không?»): Lý do 1" in told] == [True, True]


def test_a_refused_submission_sets_nothing_aside(plan, team):
    open_again(plan)
    warning = found(plan).warnings[0]
    with pytest.raises(Refused, match="Nội dung còn 1 lỗi"):
        actions.submit_plan(plan, reasons={warning.mark: "Đã xem"}, by=team.drafter, at=NOW)
    assert not plan.set_aside.exists()


def test_what_stood_at_submission_does_not_keep_it_from_approval(team):
    plan = a_plan_in(PlanState.APPROVED, team, opening="Có Mười ba lớp")
    assert [f.aside.reason for f in found(plan).findings] == ["Đã xem"]
    assert PlanSection.objects.filter(plan=plan).count() == 1
