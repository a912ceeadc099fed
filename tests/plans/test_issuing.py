"""Signed, numbered, sealed, issued; corrected, replaced, recalled: who, when, what is refused, what the log keeps."""

import datetime
import json

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from documents.enums import FileRole
from documents.freezing import numbered_content
from documents.models import RegisterEntry
from lib.refusals import Refused
from organisations.enums import Issuing
from organisations.models import Organisation, Post
from plans import actions
from plans.enums import PlanAct, PlanState
from plans.models import Plan, PlanTransition
from tests.factories.plans import NOW
from tests.factories.steps import a_file, a_plan_in, a_ready_plan, a_team, advance

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(days=2)
TODAY = NOW.date()


def refusal(act, *args, **kwargs) -> str:
    """What the act refuses with; nothing is written then."""
    before = (PlanTransition.objects.count(), Entry.objects.count(), RegisterEntry.objects.count())
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    assert (PlanTransition.objects.count(), Entry.objects.count(), RegisterEntry.objects.count()) == before
    return refused.value.sentence


@pytest.mark.parametrize("state", list(PlanState))
@pytest.mark.parametrize("issuing", list(Issuing))
def test_every_state_is_reached_by_acts(state, issuing):
    assert a_plan_in(state, a_team(issuing=issuing)).state == state


@pytest.mark.parametrize("issuing", list(Issuing))
def test_from_approval_to_issue_the_log_says_who_did_what(issuing):
    team = a_team(issuing=issuing)
    plan = a_plan_in(PlanState.ISSUED, team)
    signs = team.leader if issuing == Issuing.ELECTRONIC else team.clerk
    log = list(plan.transitions.values_list("act", "from_state", "to_state", "by"))[4:]
    assert log == [
        (PlanAct.SIGN, PlanState.APPROVED, PlanState.SIGNED, signs.pk),
        (PlanAct.NUMBER, PlanState.SIGNED, PlanState.NUMBERED, team.clerk.pk),
        (PlanAct.SEAL, PlanState.NUMBERED, PlanState.NUMBERED, team.clerk.pk),
        (PlanAct.ISSUE, PlanState.NUMBERED, PlanState.ISSUED, team.clerk.pk),
    ]
    details = {entry.act: json.loads(entry.details) for entry in Entry.objects.filter(table="plans.plan")}
    assert details["cấp số, ngày"]["number"] == "01/KH-BDT"
    assert details["đóng dấu"]["file_sha256"] == details["ban hành"]["file_sha256"] == "5" * 64
    assert ("file_sha256" in details["ký"]) == (issuing == Issuing.ELECTRONIC)


@pytest.mark.parametrize("issuing", list(Issuing))
def test_each_way_of_issuing_takes_its_own_signature(issuing):
    team = a_team(issuing=issuing)
    plan = a_plan_in(PlanState.APPROVED, team)
    if issuing == Issuing.PAPER:
        file = a_file(plan, FileRole.SIGNED, by=team.leader)
        assert refusal(actions.mark_signed, plan, file=file, by=team.leader, at=NOW) == (
            "Kế hoạch này ban hành bằng bản giấy: hãy in, ký tay rồi ghi nhận «đã ký trên giấy»."
        )
    else:
        assert refusal(actions.record_ink_signature, plan, by=team.clerk, at=NOW) == (
            "Kế hoạch này ban hành bằng văn bản điện tử: hãy ký số, hoặc tải tệp đã ký số lên."
        )


def test_how_it_is_issued_was_fixed_when_it_was_approved():
    team = a_team(issuing=Issuing.PAPER)
    plan = a_plan_in(PlanState.APPROVED, team)
    Organisation.objects.filter(pk=team.office.pk).update(issuing=Issuing.ELECTRONIC)
    actions.record_ink_signature(plan, by=team.leader, at=NOW)
    assert plan.state == PlanState.SIGNED


def test_nobody_signs_whose_time_has_run_out():
    team = a_team(issuing=Issuing.PAPER)
    plan = a_plan_in(PlanState.APPROVED, team)
    Post.objects.filter(pk=team.post.pk).update(valid_to=TODAY)
    assert refusal(actions.record_ink_signature, plan, by=team.clerk, at=LATER) == (
        "Lý Văn Khi (Trưởng ban) chỉ giữ chức vụ đến 05/3/2024: hãy chọn người ký khác. Lãnh đạo trả lại kế hoạch để "
        "đổi người ký."
    )
    actions.record_ink_signature(plan, by=team.clerk, at=NOW)


def test_a_file_of_another_paper_or_kind_is_no_signature():
    team = a_team()
    plan, other = a_plan_in(PlanState.APPROVED, team), a_plan_in(PlanState.APPROVED, team)
    for file in (a_file(other, FileRole.SIGNED, by=team.leader), a_file(plan, FileRole.READY, by=team.leader)):
        with pytest.raises(ValueError, match="is not the signed file"):
            actions.mark_signed(plan, file=file, by=team.leader, at=NOW)
    plan.refresh_from_db()
    assert plan.state == PlanState.APPROVED


def test_number_and_date_come_from_the_register_and_stand_on_the_paper():
    team = a_team()
    plan = a_plan_in(PlanState.SIGNED, team)
    actions.number_plan(a_plan_in(PlanState.SIGNED, team), by=team.clerk, at=NOW)
    entry = actions.number_plan(plan, by=team.clerk, at=LATER)
    assert (str(entry), entry.dated_on, entry.paper) == ("02/KH-BDT", LATER.date(), plan.paper)
    assert (entry.kind, entry.title, entry.signer) == ("Kế hoạch", "Thực hiện Dự án 7 năm 2024", "Lý Văn Khi")
    assert (entry.recipients, entry.archive) == ("UBND tỉnh\nCác phòng", "VT, CS")
    head = numbered_content(plan.paper).head
    assert (head.number, head.date.day, head.date.month, head.date.year) == (2, 7, 3, 2024)


def test_a_number_by_hand_needs_a_reason():
    team = a_team()
    plan = a_plan_in(PlanState.SIGNED, team)
    assert refusal(actions.number_plan, plan, number=450, by=team.clerk, at=NOW).startswith(
        "Số nhập bằng tay phải có lý do"
    )
    entry = actions.number_plan(plan, number=450, reason="Tiếp theo sổ giấy", by=team.clerk, at=NOW)
    assert (str(entry), entry.manual_reason) == ("450/KH-BDT", "Tiếp theo sổ giấy")
    assert plan.transitions.last().reason == "Tiếp theo sổ giấy"


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (
            TODAY - datetime.timedelta(days=1),
            "Kế hoạch được duyệt ngày 05/3/2024: ngày văn bản không được trước ngày đó.",
        ),
        (LATER.date() + datetime.timedelta(days=1), "Ngày văn bản không được sau hôm nay (07/3/2024)."),
        (datetime.date(2025, 3, 5), "Bản đã duyệt ghi năm 2024: ngày văn bản phải thuộc năm 2024."),
    ],
)
def test_the_date_lies_between_approval_and_today_in_the_year_on_the_paper(day, sentence):
    team = a_team()
    plan = a_plan_in(PlanState.SIGNED, team)
    assert refusal(actions.number_plan, plan, dated_on=day, by=team.clerk, at=LATER) == sentence


def test_the_date_lies_within_the_life_of_the_office():
    heir = a_team(name="Sở Dân tộc và Tôn giáo").office
    team = a_team(name="Ban Dân tộc")
    plan = a_plan_in(PlanState.SIGNED, team)
    Organisation.objects.filter(pk=team.office.pk).update(valid_to=TODAY, successor=heir)
    assert refusal(actions.number_plan, plan, by=team.clerk, at=LATER) == (
        "Ban Dân tộc chỉ tồn tại đến 05/3/2024; cơ quan kế tục: Sở Dân tộc và Tôn giáo. Hãy chép kế hoạch cho cơ quan "
        "hiện nay."
    )


def test_the_date_lies_within_the_term_of_the_signer():
    team = a_team()
    plan = a_plan_in(PlanState.SIGNED, team)
    Post.objects.filter(pk=team.post.pk).update(valid_to=TODAY)
    assert refusal(actions.number_plan, plan, by=team.clerk, at=LATER) == (
        "Lý Văn Khi (Trưởng ban) chỉ giữ chức vụ đến 05/3/2024: hãy chọn người ký khác."
    )
    assert actions.number_plan(plan, dated_on=TODAY, by=team.clerk, at=LATER).dated_on == TODAY


@pytest.mark.parametrize(
    ("issuing", "sentence"),
    [
        (
            Issuing.ELECTRONIC,
            "Chưa ban hành được: chưa có tệp đã đóng dấu số của cơ quan. Hãy đóng dấu, hoặc tải tệp lên.",
        ),
        (
            Issuing.PAPER,
            "Chưa ban hành được: chưa có bản quét của văn bản đã ký, đóng dấu. Hãy quét và tải lên.",
        ),
    ],
)
def test_nothing_is_issued_without_the_sealed_file_or_the_scan(issuing, sentence):
    team = a_team(issuing=issuing)
    plan = a_plan_in(PlanState.NUMBERED, team)
    assert refusal(actions.issue_plan, plan, by=team.clerk, at=LATER) == sentence
    advance(plan, PlanState.ISSUED, team, at=LATER)
    assert RegisterEntry.objects.get(paper=plan.paper).sent_on == LATER.date()


@pytest.mark.parametrize("issuing", list(Issuing))
def test_the_official_file_may_be_given_again_until_the_plan_is_issued(issuing):
    team = a_team(issuing=issuing)
    plan = a_plan_in(PlanState.NUMBERED, team)
    role = {Issuing.ELECTRONIC: FileRole.SEALED, Issuing.PAPER: FileRole.SCAN}[issuing]
    for _ in range(2):
        actions.mark_sealed(plan, file=a_file(plan, role, by=team.clerk), by=team.clerk, at=LATER)
    assert (plan.state, plan.state_since) == (PlanState.NUMBERED, NOW)
    with pytest.raises(ValueError, match="is not the"):
        actions.mark_sealed(plan, file=a_file(plan, FileRole.SIGNED, by=team.clerk), by=team.clerk, at=LATER)


def test_a_correction_names_its_letter_and_may_be_followed_by_another():
    team = a_team()
    plan = a_plan_in(PlanState.ISSUED, team)
    for letter, reason in (("", "Sai ngày"), ("Công văn số 3/BDT", " ")):
        assert refusal(actions.correct_plan, plan, letter=letter, reason=reason, by=team.clerk, at=LATER) == (
            "Đính chính phải ghi công văn đính chính (số, ký hiệu, ngày) và nội dung đính chính."
        )
    for number in (3, 4):
        actions.correct_plan(plan, letter=f"Công văn số {number}/BDT", reason="Sai ngày", by=team.clerk, at=LATER)
    assert plan.state == PlanState.CORRECTED
    assert list(plan.transitions.filter(act=PlanAct.CORRECT).values_list("reason", flat=True)) == [
        "Công văn số 3/BDT: Sai ngày",
        "Công văn số 4/BDT: Sai ngày",
    ]


def test_a_replacement_is_a_copy_that_replaces_when_it_is_issued():
    team = a_team()
    old = a_plan_in(PlanState.ISSUED, team)
    new = actions.begin_replacement(old, by=team.drafter, at=LATER)
    assert (new.replaces, new.state, new.title, new.year_from) == (old, PlanState.DRAFT, old.title, old.year_from)
    old.refresh_from_db()
    assert old.state == PlanState.ISSUED
    assert refusal(actions.begin_replacement, old, by=team.head, at=LATER) == (
        f"Đã có kế hoạch thay thế do {team.drafter} soạn: hãy mở và sửa tiếp bản đó."
    )
    advance(new, PlanState.ISSUED, team, at=LATER)
    old.refresh_from_db()
    last = old.transitions.last()
    assert (old.state, old.state_since, last.act, last.by) == (PlanState.REPLACED, LATER, PlanAct.REPLACE, team.clerk)
    assert last.reason == "Thay thế bằng Kế hoạch số 02/KH-BDT ngày 07/3/2024"


def test_a_replacement_in_a_later_year_bears_that_year():
    team = a_team()
    old = a_plan_in(PlanState.ISSUED, team)
    new = actions.begin_replacement(old, by=team.drafter, at=NOW.replace(year=2025))
    assert (new.year_from, new.year_to, new.dated_year) == (2024, 2024, 2025)


def test_the_office_that_goes_on_replaces_the_plans_of_the_one_that_ended():
    heir, team = a_team(name="Sở Dân tộc và Tôn giáo"), a_team(name="Ban Dân tộc")
    old = a_plan_in(PlanState.ISSUED, team)
    Organisation.objects.filter(pk=team.office.pk).update(successor=heir.office)
    with pytest.raises(PermissionDenied):
        actions.begin_replacement(old, by=heir.drafter, at=LATER)
    Organisation.objects.filter(pk=team.office.pk).update(valid_to=TODAY)
    new = actions.begin_replacement(old, by=heir.drafter, at=LATER)
    assert (new.organisation, new.replaces, new.signer, new.department) == (heir.office, old, None, heir.department)
    new.signer = heir.post
    new.save()
    advance(new, PlanState.ISSUED, heir, at=LATER)
    old.refresh_from_db()
    assert (old.state, old.transitions.last().by) == (PlanState.REPLACED, heir.clerk)


def test_a_replacement_may_be_begun_again_when_the_first_was_recalled():
    team = a_team()
    old = a_plan_in(PlanState.ISSUED, team)
    first = advance(actions.begin_replacement(old, by=team.drafter, at=NOW), PlanState.SIGNED, team)
    actions.recall_plan(first, reason="Sai", by=team.leader, at=NOW)
    second = actions.begin_replacement(old, by=team.drafter, at=NOW)
    actions.recall_plan(old, reason="Trái thẩm quyền", by=team.leader, at=NOW)
    advance(second, PlanState.ISSUED, team)
    old.refresh_from_db()
    assert old.state == PlanState.RECALLED


@pytest.mark.parametrize("state", [PlanState.SIGNED, PlanState.NUMBERED, PlanState.ISSUED, PlanState.CORRECTED])
def test_a_leader_recalls_with_a_reason(state):
    team = a_team()
    plan = a_plan_in(state, team)
    for person in (team.drafter, team.head, team.clerk, a_team().leader):
        with pytest.raises(PermissionDenied):
            actions.recall_plan(plan, reason="Trái thẩm quyền", by=person, at=LATER)
    assert refusal(actions.recall_plan, plan, reason="", by=team.leader, at=LATER) == (
        "Hãy ghi lý do: người nhận cần biết vì sao và phải làm gì."
    )
    actions.recall_plan(plan, reason="Trái thẩm quyền", by=team.leader, at=LATER)
    assert (plan.state, plan.paper.discarded_at) == (PlanState.RECALLED, None)


def test_the_number_of_a_plan_that_never_went_out_is_cancelled():
    team = a_team()
    plan = a_plan_in(PlanState.NUMBERED, team)
    entry = RegisterEntry.objects.get(paper=plan.paper)
    actions.recall_plan(plan, reason="Đóng dấu nhầm", by=team.leader, at=LATER)
    entry.refresh_from_db()
    assert (entry.cancelled_at, entry.cancelled_by, entry.cancel_reason) == (LATER, team.leader, "Đóng dấu nhầm")
    issued = a_plan_in(PlanState.ISSUED, team)
    actions.recall_plan(issued, reason="Trái thẩm quyền", by=team.leader, at=LATER)
    assert RegisterEntry.objects.get(paper=issued.paper).cancelled_at is None


def test_a_number_given_by_mistake_is_cancelled_and_another_given():
    team = a_team()
    plan = a_plan_in(PlanState.NUMBERED, team)
    actions.mark_sealed(plan, file=a_file(plan, FileRole.SEALED, by=team.clerk), by=team.clerk, at=NOW)
    first = RegisterEntry.objects.get(paper=plan.paper)
    assert refusal(actions.take_back_number, plan, reason=" ", by=team.clerk, at=LATER) == (
        "Hãy ghi lý do: người nhận cần biết vì sao và phải làm gì."
    )
    actions.take_back_number(plan, reason="Nhầm ngày", by=team.clerk, at=LATER)
    first.refresh_from_db()
    assert (plan.state, first.cancel_reason, first.paper) == (PlanState.SIGNED, "Nhầm ngày", None)
    second = actions.number_plan(plan, by=team.clerk, at=LATER)
    assert second.number == first.number + 1
    assert "chưa có tệp đã đóng dấu số" in refusal(actions.issue_plan, plan, by=team.clerk, at=LATER)


ACTS = {
    PlanAct.SIGN: lambda plan, by: actions.record_ink_signature(plan, by=by, at=LATER),
    PlanAct.NUMBER: lambda plan, by: actions.number_plan(plan, by=by, at=LATER),
    PlanAct.SEAL: lambda plan, by: actions.mark_sealed(plan, file=a_file(plan, FileRole.SCAN, by=by), by=by, at=LATER),
    PlanAct.TAKE_BACK_NUMBER: lambda plan, by: actions.take_back_number(plan, reason="x", by=by, at=LATER),
    PlanAct.ISSUE: lambda plan, by: actions.issue_plan(plan, by=by, at=LATER),
    PlanAct.CORRECT: lambda plan, by: actions.correct_plan(plan, letter="Công văn số 1", reason="x", by=by, at=LATER),
    PlanAct.REPLACE: lambda plan, by: actions.begin_replacement(plan, by=by, at=LATER),
}
RIGHT = {PlanAct.SIGN: {"leader", "clerk"}, PlanAct.REPLACE: {"drafter", "head"}}


@pytest.mark.parametrize("act", list(ACTS))
def test_acts_of_issuing_are_for_those_whose_they_are(act):
    team = a_team(issuing=Issuing.PAPER)
    from_state = {
        PlanAct.SIGN: PlanState.APPROVED,
        PlanAct.NUMBER: PlanState.SIGNED,
        PlanAct.SEAL: PlanState.NUMBERED,
        PlanAct.TAKE_BACK_NUMBER: PlanState.NUMBERED,
        PlanAct.ISSUE: PlanState.NUMBERED,
    }.get(act, PlanState.ISSUED)
    right = RIGHT.get(act, {"clerk"})
    for state in PlanState:
        if state in PlanState.editable() | PlanState.in_review() and act == PlanAct.SEAL:
            continue  # there is no paper yet that a file could belong to
        plan = a_plan_in(state, team)
        for name in {"drafter", "head", "clerk", "leader"} - right:
            with pytest.raises(PermissionDenied):
                ACTS[act](plan, getattr(team, name))
        if state not in {from_state, PlanState.CORRECTED}:
            sentence = refusal(ACTS[act], plan, getattr(team, sorted(right)[0]))
            assert sentence.startswith(f"Không {act.label} được: ")


def test_the_clerk_of_the_superior_takes_a_council_from_check_to_issue():
    superior = a_team()
    council = a_team(is_council=True, superior=superior.office, symbol="BCĐ")
    plan = a_plan_in(PlanState.PASSED, council)
    actions.check_plan(plan, by=superior.clerk, at=NOW)
    actions.approve_plan(plan, by=council.leader, at=NOW)
    actions.mark_signed(plan, file=a_file(plan, FileRole.SIGNED, by=council.leader), by=council.leader, at=NOW)
    entry = actions.number_plan(plan, by=superior.clerk, at=NOW)
    actions.mark_sealed(plan, file=a_file(plan, FileRole.SEALED, by=superior.clerk), by=superior.clerk, at=NOW)
    actions.issue_plan(plan, by=superior.clerk, at=NOW)
    assert (plan.state, str(entry), entry.register.organisation) == (PlanState.ISSUED, "01/KH-BCĐ", council.office)
    with pytest.raises(PermissionDenied):
        actions.recall_plan(plan, reason="Không", by=superior.leader, at=NOW)


def test_nothing_that_changes_later_changes_an_issued_plan():
    team = a_team()
    plan = a_plan_in(PlanState.ISSUED, team)
    says = numbered_content(plan.paper)
    Plan.objects.filter(pk=plan.pk).update(title="Khác", opening="Khác")
    Organisation.objects.filter(pk=team.office.pk).update(letterhead="KHÁC", symbol="KHAC")
    Post.objects.filter(pk=team.post.pk).update(person_name="Người khác")
    assert numbered_content(Plan.objects.get(pk=plan.pk).paper) == says


def test_a_transcript_is_not_put_through_the_steps():
    team = a_team()
    plan = a_ready_plan(team, is_transcript=True, number=5, dated_month=3, dated_day=1)
    assert refusal(actions.submit_plan, plan, by=team.drafter, at=NOW) == (
        "Bản chép lại văn bản đã ban hành không qua các bước trình, duyệt, cấp số."
    )
