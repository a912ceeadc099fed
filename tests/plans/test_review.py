"""Submit, withdraw, pass on, check, return, approve: who, when, what is refused and what the log keeps."""

import datetime

import pytest
from django.core.cache import caches
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from documents import examining
from documents.conformity import Finding, Report, Severity
from documents.content import from_json, to_json
from documents.enums import JobKind
from documents.models import FrozenPaper, Job
from documents.papers import paper
from documents.printing import print_key
from lib.refusals import Refused
from lib.secrecy import REFUSAL
from organisations.enums import Capacity, Role
from organisations.models import Organisation, Post
from plans import actions
from plans.enums import PlanAct, PlanState
from plans.models import LegalDocument, Plan, PlanTransition
from tests.factories.plans import NOW, a_plan, a_post
from tests.factories.steps import a_plan_in, a_ready_plan, a_team, advance, let_stand, someone

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(minutes=5)
ACTS = {
    PlanAct.SUBMIT: actions.submit_plan,
    PlanAct.WITHDRAW: actions.withdraw_plan,
    PlanAct.PASS_ON: actions.pass_on_plan,
    PlanAct.CHECK: actions.check_plan,
    PlanAct.APPROVE: actions.approve_plan,
}
NOT_ON = {"reviews_in_departments": False}


def refusal(act, *args, **kwargs) -> str:
    """What the act refuses with; nothing is written then."""
    before = (PlanTransition.objects.count(), Entry.objects.count(), FrozenPaper.objects.count())
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    assert (PlanTransition.objects.count(), Entry.objects.count(), FrozenPaper.objects.count()) == before
    return refused.value.sentence


def test_a_plan_goes_from_draft_to_approval_and_the_log_says_who():
    team = a_team()
    plan = a_plan_in(PlanState.APPROVED, team)
    log = plan.transitions.values_list("act", "from_state", "to_state", "by", "by_post", "at")
    assert list(log) == [
        (PlanAct.SUBMIT, PlanState.DRAFT, PlanState.SUBMITTED, team.drafter.pk, "Soạn thảo", NOW),
        (PlanAct.PASS_ON, PlanState.SUBMITTED, PlanState.PASSED, team.head.pk, "Trưởng phòng", NOW),
        (PlanAct.CHECK, PlanState.PASSED, PlanState.CHECKED, team.clerk.pk, "Văn thư", NOW),
        (PlanAct.APPROVE, PlanState.CHECKED, PlanState.APPROVED, team.leader.pk, "Lãnh đạo", NOW),
    ]
    entries = Entry.objects.filter(table="plans.plan", kind="transition").order_by("pk")
    assert list(entries.values_list("act", "actor_id", "row_id", "organisation_id")) == [
        (PlanAct(act).label, by, plan.pk, team.office.pk) for act, _, _, by, _, _ in log
    ]


def test_the_log_names_the_post_of_who_signs():
    team = a_team()
    Post.objects.filter(pk=team.post.pk).update(account=team.leader)
    plan = a_plan_in(PlanState.APPROVED, team)
    assert plan.transitions.last().by_post == "Trưởng ban"


def test_submitting_keeps_what_the_plan_said_and_the_note():
    team = a_team()
    plan = a_ready_plan(team)
    actions.submit_plan(plan, note="  Kính trình  ", by=team.drafter, at=LATER)
    transition = plan.transitions.get()
    assert (transition.content, transition.reason) == (to_json(paper("plan").content(plan)), "Kính trình")
    assert (plan.state, plan.state_since) == (PlanState.SUBMITTED, LATER)
    plan.refresh_from_db()
    assert (plan.state, plan.state_since) == (PlanState.SUBMITTED, LATER)


def test_where_departments_do_not_review_it_goes_straight_to_the_clerk():
    team = a_team(**NOT_ON)
    plan = a_ready_plan(team)
    actions.submit_plan(plan, by=team.drafter, at=NOW)
    assert plan.state == PlanState.PASSED


@pytest.mark.parametrize("act", list(ACTS))
@pytest.mark.parametrize("state", list(PlanState))
def test_an_act_in_a_state_that_does_not_allow_it_is_refused_and_says_who_was_faster(act, state):
    team = a_team()
    people = {PlanAct.PASS_ON: team.head, PlanAct.CHECK: team.clerk, PlanAct.APPROVE: team.leader}
    plan = a_plan_in(state, team)
    if (
        state
        in {
            PlanAct.SUBMIT: PlanState.editable(),
            PlanAct.WITHDRAW: {PlanState.SUBMITTED},
            PlanAct.PASS_ON: {PlanState.SUBMITTED},
            PlanAct.CHECK: {PlanState.PASSED},
            PlanAct.APPROVE: {PlanState.CHECKED},
        }[act]
    ):
        ACTS[act](plan, by=people.get(act, team.drafter), at=LATER)
        assert plan.transitions.last().act == act
        return
    sentence = refusal(ACTS[act], plan, by=people.get(act, team.drafter), at=LATER)
    last = plan.transitions.last()
    where = f"{last.by} đã {last.get_act_display()} lúc" if last else f"kế hoạch đang ở bước «{state.label}»"
    assert sentence.startswith(f"Không {act.label} được: {where}")


@pytest.mark.parametrize("act", list(ACTS))
def test_an_act_of_somebody_else_is_forbidden_whatever_the_state(act):
    team, strangers = a_team(), a_team()
    right = {PlanAct.PASS_ON: "head", PlanAct.CHECK: "clerk", PlanAct.APPROVE: "leader"}.get(act, "drafter")
    people = [getattr(strangers, right)]
    people += [getattr(team, name) for name in ("drafter", "head", "clerk", "leader") if name != right]
    if act == PlanAct.SUBMIT:
        people.remove(team.head)  # who may also submit
    for state in (PlanState.DRAFT, PlanState.SUBMITTED, PlanState.PASSED, PlanState.CHECKED, PlanState.APPROVED):
        plan = a_plan_in(state, team)
        for person in people:
            with pytest.raises(PermissionDenied):
                ACTS[act](plan, by=person, at=LATER)
        plan.refresh_from_db()
        assert plan.state == state


def test_submit_says_all_that_is_missing_at_once():
    team = a_team()
    plan = a_plan(team.drafter, title="Kế hoạch")
    assert refusal(actions.submit_plan, plan, by=team.drafter, at=NOW) == (
        "Chưa trình được. Chưa có căn cứ; chưa có câu mở đầu; chưa có mục nào; chưa có câu kết; chưa có nơi nhận; "
        "chưa có người ký."
    )


def test_submit_refuses_an_office_that_has_ended_and_says_to_copy():
    heir = a_team(name="Sở Dân tộc và Tôn giáo")
    team = a_team(name="Ban Dân tộc")
    plan = a_ready_plan(team)
    Organisation.objects.filter(pk=team.office.pk).update(valid_to=datetime.date(2025, 2, 28), successor=heir.office)
    at = NOW.replace(year=2025)
    assert refusal(actions.submit_plan, plan, by=team.drafter, at=at) == (
        "Chưa trình được. Ban Dân tộc chỉ tồn tại đến 28/02/2025; cơ quan kế tục: Sở Dân tộc và Tôn giáo. "
        "Hãy bấm «Sao chép» để chép kế hoạch sang năm 2025 cho cơ quan hiện nay."
    )


def test_submit_refuses_a_year_that_is_over():
    team = a_team()
    plan = a_ready_plan(team)
    assert refusal(actions.submit_plan, plan, by=team.drafter, at=NOW.replace(year=2025)) == (
        "Chưa trình được. Kế hoạch ghi năm ban hành 2024, nay là năm 2025: hãy sửa năm ban hành, hoặc chép kế hoạch "
        "sang năm 2025."
    )
    actions.save_head(plan, {"dated_year": 2025}, version=plan.version, by=team.drafter, at=NOW)
    let_stand(plan, by=team.drafter, at=NOW.replace(year=2025))
    actions.submit_plan(plan, by=team.drafter, at=NOW.replace(year=2025))


def test_submit_refuses_a_signer_whose_mandate_has_ended():
    team = a_team()
    post = a_post(
        team.office,
        capacity=Capacity.BY_MANDATE,
        title="CHÁNH VĂN PHÒNG",
        mandate="Quyết định số 2/QĐ-BDT",
        mandate_from=datetime.date(2024, 1, 1),
        mandate_to=datetime.date(2024, 3, 4),
    )
    plan = a_ready_plan(team, signer=post)
    assert refusal(actions.submit_plan, plan, by=team.drafter, at=NOW) == (
        "Chưa trình được. Quyết định số 2/QĐ-BDT giao Lý Văn Khi (Chánh văn phòng) ký Thừa ủy quyền (TUQ.) đến hết "
        "ngày 04/3/2024: hãy ghi văn bản giao quyền mới, hoặc chọn người ký khác."
    )
    actions.submit_plan(plan, by=team.drafter, at=NOW - datetime.timedelta(days=1))


@pytest.mark.parametrize("state", [PlanState.PASSED, PlanState.CHECKED])
def test_check_and_approval_refuse_a_signer_who_left_meanwhile(state):
    team = a_team()
    plan = a_plan_in(state, team)
    Post.objects.filter(pk=team.post.pk).update(valid_to=NOW.date())
    act, by = (actions.check_plan, team.clerk) if state == PlanState.PASSED else (actions.approve_plan, team.leader)
    assert refusal(act, plan, by=by, at=NOW + datetime.timedelta(days=1)).endswith(
        "Lý Văn Khi (Trưởng ban) chỉ giữ chức vụ đến 05/3/2024: hãy chọn người ký khác."
    )


def test_submit_refuses_a_mark_of_secrecy_anywhere_that_a_mark_stands():
    team = a_team()
    plan = a_ready_plan(team)
    actions.add_appendix(plan, title="PHƯƠNG ÁN\nTỐI MẬT", by=team.drafter, at=NOW)
    assert refusal(actions.submit_plan, plan, by=team.drafter, at=NOW) == f"Chưa trình được. {REFUSAL}"


def test_submit_refuses_what_the_examination_of_the_print_at_hand_has_found():
    team = a_team()
    plan = a_ready_plan(team)
    source = paper("plan")
    row = source.find(plan.pk)
    findings = [
        Finding(n, severity, 1, None, f"Lỗi số {n}.")
        for n, severity in ((1, Severity.ERROR), (2, Severity.WARNING), (3, Severity.ERROR))
    ]
    key = print_key(source.content(row), source.layout(row))
    caches["papers"].set(examining._name(key), Report(tuple(findings), {}))
    assert refusal(actions.submit_plan, plan, by=team.drafter, at=NOW) == (
        "Chưa trình được. Bản in còn 2 lỗi thể thức: Lỗi số 1; Lỗi số 3. Hãy xem trang kiểm tra thể thức và sửa."
    )
    caches["papers"].set(examining._name(key), Report(tuple(findings[1:2]), {}))
    actions.submit_plan(plan, by=team.drafter, at=NOW)


def test_the_drafter_withdraws_to_where_the_plan_was_while_nobody_has_acted():
    team = a_team()
    plan = a_plan_in(PlanState.RETURNED, team)
    actions.submit_plan(plan, by=team.drafter, at=NOW)
    actions.withdraw_plan(plan, by=team.drafter, at=LATER)
    assert (plan.state, plan.state_since) == (PlanState.RETURNED, LATER)
    draft = a_plan_in(PlanState.SUBMITTED, team)
    actions.withdraw_plan(draft, by=team.drafter, at=LATER)
    assert draft.state == PlanState.DRAFT


def test_nobody_withdraws_what_somebody_has_acted_on():
    team = a_team()
    plan = a_plan_in(PlanState.PASSED, team)
    Organisation.objects.filter(pk=team.office.pk).update(reviews_in_departments=False)
    assert refusal(actions.withdraw_plan, plan, by=team.drafter, at=LATER) == (
        f"Không rút lại được: {team.head} đã duyệt cấp phòng, chuyển văn thư. Hãy đề nghị người đang giữ kế hoạch "
        "trả lại."
    )


@pytest.mark.parametrize(
    ("state", "who"),
    [
        (PlanState.SUBMITTED, "head"),
        (PlanState.PASSED, "clerk"),
        (PlanState.CHECKED, "leader"),
        (PlanState.APPROVED, "leader"),
    ],
)
def test_whoever_has_the_plan_returns_it_with_a_reason(state, who):
    team = a_team()
    plan = a_plan_in(state, team)
    by = getattr(team, who)
    assert refusal(actions.return_plan, plan, reason=" \n", by=by, at=LATER) == (
        "Hãy ghi lý do: người nhận cần biết vì sao và phải làm gì."
    )
    said = plan.transitions.first().content
    actions.return_plan(plan, reason="Thiếu số liệu", by=by, at=LATER)
    last = plan.transitions.last()
    assert (last.act, last.from_state, last.reason) == (PlanAct.RETURN, state, "Thiếu số liệu")
    assert from_json(last.content).title == from_json(said).title
    plan.refresh_from_db()
    assert (plan.state, plan.paper) == (PlanState.RETURNED, None)
    others = [person for person in (team.drafter, team.head, team.clerk, team.leader) if person != by]
    again = advance(plan, state, team)
    for person in others:
        with pytest.raises((PermissionDenied, Refused)):
            actions.return_plan(again, reason="Không", by=person, at=LATER)


def test_a_reason_is_not_too_long():
    team = a_team()
    plan = a_plan_in(PlanState.SUBMITTED, team)
    assert refusal(actions.return_plan, plan, reason="a" * 2001, by=team.head, at=LATER).startswith("Lý do, ghi chú: ")
    actions.return_plan(plan, reason="a" * 2000, by=team.head, at=LATER)


def test_an_approval_taken_back_leaves_its_frozen_paper_on_record():
    team = a_team()
    plan = a_plan_in(PlanState.APPROVED, team)
    first = plan.paper
    actions.return_plan(plan, reason="Sai số liệu", by=team.leader, at=LATER)
    first.refresh_from_db()
    assert (first.discarded_at, plan.transitions.last().content) == (LATER, first.content)
    advance(plan, PlanState.APPROVED, team)
    assert (plan.paper.revision, plan.paper.discarded_at) == (2, None)


def test_nothing_is_returned_once_it_is_signed():
    team = a_team()
    plan = a_plan_in(PlanState.SIGNED, team)
    assert refusal(actions.return_plan, plan, reason="Sai", by=team.leader, at=LATER).startswith("Không trả lại được: ")


def test_approval_freezes_what_the_plan_says_and_queues_the_files():
    team = a_team()
    plan = a_plan_in(PlanState.CHECKED, team)
    says = paper("plan").content(plan)
    actions.approve_plan(plan, note="Đồng ý", by=team.leader, at=LATER)
    frozen = plan.paper
    assert (frozen.content, plan.transitions.last().content) == (to_json(says), to_json(says))
    assert (frozen.frozen_by, frozen.frozen_at, frozen.row_id) == (team.leader, LATER, plan.pk)
    assert Job.objects.get(row_id=frozen.pk, kind=JobKind.FREEZE).state == "queued"
    Post.objects.filter(pk=team.post.pk).update(person_name="Người khác")
    Plan.objects.filter(pk=plan.pk).update(title="Khác")
    frozen.refresh_from_db()
    assert frozen.content == to_json(says)


@pytest.mark.parametrize(("state", "act"), [(PlanState.PASSED, "check_plan"), (PlanState.CHECKED, "approve_plan")])
def test_what_is_checked_and_approved_is_what_was_submitted(state, act):
    team = a_team()
    plan = a_plan_in(state, team)
    LegalDocument.objects.update(summary="về một việc khác")
    by = team.clerk if act == "check_plan" else team.leader
    sentence = refusal(getattr(actions, act), plan, by=by, at=NOW)
    assert sentence.startswith("Từ khi trình, bản in đã khác đi ở: Căn cứ. ")
    actions.return_plan(plan, reason="Xem lại căn cứ", by=by, at=NOW)
    assert plan.state == PlanState.RETURNED


def test_nobody_approves_what_he_alone_drafted_unless_the_office_allows_it():
    team = a_team(**NOT_ON)
    both = someone(Role.LEADER, team.office)
    both.groups.add(*team.drafter.groups.all())
    plan = a_ready_plan(team, by=both)
    actions.submit_plan(plan, by=both, at=NOW)
    actions.check_plan(plan, by=team.clerk, at=NOW)
    assert refusal(actions.approve_plan, plan, by=both, at=NOW) == (
        "Bạn là người duy nhất soạn kế hoạch này nên không tự duyệt được: hãy đề nghị lãnh đạo khác duyệt, hoặc xin "
        "cho phép tự duyệt trong phần thiết lập của cơ quan."
    )
    Organisation.objects.filter(pk=team.office.pk).update(lets_drafters_approve=True)
    actions.approve_plan(plan, by=both, at=NOW)
    assert plan.state == PlanState.APPROVED


def test_a_drafter_approves_what_others_have_worked_on():
    team = a_team(**NOT_ON)
    both = someone(Role.LEADER, team.office)
    both.groups.add(*team.drafter.groups.all())
    plan = a_ready_plan(team, by=both)
    actions.add_section(plan, after=None, level=1, title="KINH PHÍ", body="Không.", by=team.drafter, at=NOW)
    actions.submit_plan(plan, by=both, at=NOW)
    actions.check_plan(plan, by=team.clerk, at=NOW)
    actions.approve_plan(plan, by=both, at=NOW)
    assert plan.state == PlanState.APPROVED


def test_one_person_with_all_roles_puts_a_plan_through_where_that_is_allowed():
    team = a_team(**NOT_ON, lets_drafters_approve=True)
    one = someone(Role.LEADER, team.office, department=team.department)
    one.groups.add(*team.drafter.groups.all(), *team.clerk.groups.all())
    plan = a_ready_plan(team, by=one)
    for act in (actions.submit_plan, actions.check_plan, actions.approve_plan):
        act(plan, by=one, at=NOW)
    assert (plan.state, plan.transitions.last().by_post) == (PlanState.APPROVED, "Lãnh đạo, Soạn thảo, Văn thư")


def test_a_plan_that_was_deleted_is_said_to_be_gone():
    team = a_team()
    plan = a_plan(team.drafter)
    Plan.objects.filter(pk=plan.pk).delete()
    assert refusal(actions.submit_plan, plan, by=team.drafter, at=NOW) == (
        "Kế hoạch này đã bị xóa: hãy quay lại danh sách."
    )


WRITING = {
    "save_head": lambda plan, by: actions.save_head(plan, {"title": "Khác"}, version=plan.version, by=by, at=NOW),
    "add_basis": lambda plan, by: actions.add_basis(plan, wording="Căn cứ", by=by, at=NOW),
    "save_basis": lambda plan, by: actions.save_basis(
        plan.bases.get(), wording="Khác", continues_previous=False, by=by, at=NOW
    ),
    "remove_basis": lambda plan, by: actions.remove_basis(plan.bases.get(), by=by, at=NOW),
    "add_section": lambda plan, by: actions.add_section(plan, after=None, level=1, title="X", by=by, at=NOW),
    "save_section": lambda plan, by: actions.save_section(
        plan.sections.get(), title="X", body="", version=1, by=by, at=NOW
    ),
    "move_section": lambda plan, by: actions.move_section(plan.sections.get(), step=1, by=by, at=NOW),
    "indent_section": lambda plan, by: actions.indent_section(plan.sections.get(), step=1, by=by, at=NOW),
    "delete_section": lambda plan, by: actions.delete_section(plan.sections.get(), by=by, at=NOW),
    "add_activity": lambda plan, by: actions.add_activity(
        plan, section=None, lines=[], kind="class", name="Lớp", by=by, at=NOW
    ),
    "add_appendix": lambda plan, by: actions.add_appendix(plan, title="X", by=by, at=NOW),
    "move_basis": lambda plan, by: actions.move_basis(plan.bases.get(), step=-1, by=by, at=NOW),
    "save_appendix": lambda plan, by: actions.save_appendix(
        plan.appendices.get(), {"title": "X"}, version=1, by=by, at=NOW
    ),
    "move_appendix": lambda plan, by: actions.move_appendix(plan.appendices.get(), step=-1, by=by, at=NOW),
    "delete_appendix": lambda plan, by: actions.delete_appendix(plan.appendices.get(), by=by, at=NOW),
    "save_activity": lambda plan, by: actions.save_activity(
        plan.activities.get(), {"name": "X"}, lines=[], mark="", by=by, at=NOW
    ),
    "delete_activity": lambda plan, by: actions.delete_activity(plan.activities.get(), by=by, at=NOW),
    "follow_rows_above": lambda plan, by: actions.follow_rows_above(
        plan.activities.get(), {"group_count": 3}, by=by, at=NOW
    ),
    "undo_edit": lambda plan, by: actions.undo_edit(plan, by=by, at=NOW),
}


def test_every_act_that_writes_is_among_them():
    rooms = {f"plans.actions.{name}" for name in ("activities", "appendices", "bases", "sections", "undo")}
    writing = {name for name in actions.__all__ if getattr(getattr(actions, name), "__module__", "") in rooms}
    assert set(WRITING) == writing | {"save_head"}


@pytest.mark.parametrize("act", list(WRITING))
def test_wording_rests_while_somebody_reads_it_and_for_ever_after_approval(act):
    team = a_team()
    for state in (PlanState.SUBMITTED, PlanState.PASSED, PlanState.CHECKED, PlanState.APPROVED, PlanState.ISSUED):
        plan = a_ready_plan(team)
        actions.add_appendix(plan, title="DANH SÁCH", by=team.drafter, at=NOW)
        actions.add_activity(plan, section=None, lines=[], kind="class", name="Lớp", by=team.drafter, at=NOW)
        advance(plan, state, team)
        sentence = refusal(WRITING[act], plan, team.drafter)
        assert sentence.startswith(f"Không sửa được: {plan.transitions.last().by} đã ")
        rows = (plan.sections.get().title, plan.appendices.get().title, plan.activities.get().name)
        assert (rows, plan.bases.count(), plan.edits.count()) == (("MỤC ĐÍCH", "DANH SÁCH", "Lớp"), 1, 4)


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.RETURNED])
def test_wording_changes_in_drafts_and_returned_plans(state):
    team = a_team()
    plan = a_plan_in(state, team)
    WRITING["add_section"](plan, team.drafter)
    assert plan.sections.count() == 2
