"""From draft to approval: submit, withdraw, pass on, check, return, approve (Nghị định 30/2020, Điều 10–13)."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.timezone import localdate

from documents.actions import discard_paper, freeze_paper
from documents.comparing import compare
from documents.content import Content, from_json, to_json
from documents.layout import Layout
from documents.papers import paper
from lib.refusals import Refused
from organisations.models import User
from plans.actions.set_aside import put_aside
from plans.actions.stepping import stepping
from plans.activity_sources import keep
from plans.enums import PlanAct, PlanState
from plans.findings import findings_of
from plans.models import Plan
from plans.readiness import obstacles, open_questions
from plans.steps import state_after_submission

SOURCE = "plan"
"""The key of a plan's paper, see plans/papers.py."""


def submit_plan(
    plan: Plan, *, by: User, at: datetime, note: str = "", reasons: Mapping[str, str] | None = None
) -> None:
    """Put `plan` before the head of its department, or before the clerk where departments do not review.

    `reasons` are the marks of findings that stand as they are, each with the reason why. Raises PermissionDenied;
    Refused with all that is missing or wrong: parts of the document, the signer's mandate, an office that has ended,
    marks of secrecy, errors that the examination of the print at hand has found, errors in what the plan says, what
    nobody has looked at yet.
    """
    with stepping(plan, PlanAct.SUBMIT, by=by, at=at, reason=note) as step:
        keep(step.plan)
        content, _ = _ready(step.plan, at=at, act=PlanAct.SUBMIT)
        told = _let_stand(step.plan, reasons or {}, by=by, at=at)
        step.details |= {"findings": told} if told else {}
        step.content = to_json(content)
        step.to_state = state_after_submission(step.plan)


def withdraw_plan(plan: Plan, *, by: User, at: datetime, note: str = "") -> None:
    """Take `plan` back to where it was before it was submitted; only the drafter, while nobody has acted on it.

    Raises PermissionDenied, Refused.
    """
    with stepping(plan, PlanAct.WITHDRAW, by=by, at=at, reason=note) as step:
        last = step.plan.transitions.select_related("by").last()
        if last is None or last.act != PlanAct.SUBMIT:
            who = f"{last.by} đã {last.get_act_display()}" if last else "kế hoạch chưa được trình"
            raise Refused(f"Không rút lại được: {who}. Hãy đề nghị người đang giữ kế hoạch trả lại.")
        step.to_state = PlanState(last.from_state)


def pass_on_plan(plan: Plan, *, by: User, at: datetime, note: str = "") -> None:
    """The head of the department answers for the content and sends `plan` to the clerk (Điều 12.1).

    Raises PermissionDenied, Refused.
    """
    with stepping(plan, PlanAct.PASS_ON, by=by, at=at, reason=note):
        pass


def check_plan(plan: Plan, *, by: User, at: datetime, note: str = "") -> None:
    """The clerk answers for form and technique and sends `plan` to the leader (Điều 12.2).

    Raises PermissionDenied; Refused also when it is no longer fit to be signed, for example since a mandate has ended,
    or no longer says what was submitted.
    """
    with stepping(plan, PlanAct.CHECK, by=by, at=at, reason=note) as step:
        content, _ = _ready(step.plan, at=at, act=PlanAct.CHECK)
        _is_as_submitted(step.plan, content)


def return_plan(plan: Plan, *, by: User, at: datetime, reason: str) -> None:
    """Send `plan` back to its drafter with a reason. An approval not signed yet is taken back with it.

    Raises PermissionDenied, Refused.
    """
    with stepping(plan, PlanAct.RETURN, by=by, at=at, reason=reason, needs_reason=True) as step:
        if step.plan.paper is None:
            step.content = to_json(_content(step.plan)[0])
            return
        discarded = step.plan.paper
        discard_paper(discarded, at=at)
        step.content, step.plan.paper = discarded.content, None
        step.details["discarded_sha256"] = discarded.content_sha256


def approve_plan(plan: Plan, *, by: User, at: datetime, note: str = "") -> None:
    """Approve `plan`: what it says now is frozen, and the worker makes the files to be signed (Điều 11, 13).

    Raises PermissionDenied; Refused also when `by` alone drafted it, or it is not fit to be signed today, or no longer
    says what was submitted.
    """
    with stepping(plan, PlanAct.APPROVE, by=by, at=at, reason=note) as step:
        row = step.plan
        if not row.organisation.lets_drafters_approve and is_alone_the_drafter(row, by):
            raise Refused(
                "Bạn là người duy nhất soạn kế hoạch này nên không tự duyệt được: hãy đề nghị lãnh đạo khác duyệt, "
                "hoặc xin cho phép tự duyệt trong phần thiết lập của cơ quan."
            )
        content, layout = _ready(row, at=at, act=PlanAct.APPROVE)
        _is_as_submitted(row, content)
        row.paper = freeze_paper(
            source=SOURCE, row_id=row.pk, organisation=row.organisation, content=content, layout=layout, by=by, at=at
        )
        step.content = row.paper.content
        step.details["content_sha256"] = row.paper.content_sha256


def is_alone_the_drafter(plan: Plan, user: User) -> bool:
    """Whether `user` is the drafter of `plan` and nobody else has changed it."""
    return plan.drafter_id == user.pk and not plan.edits.filter(undone=False).exclude(by=user).exists()


def _is_as_submitted(plan: Plan, content: Content) -> None:
    """Raise Refused when the paper no longer says what was submitted.

    The wording of the plan rests, but what it prints of other rows (a cited document, the letterhead, the signer) may
    have been corrected meanwhile: what is approved is what its drafter and the others have read.
    """
    submitted = plan.transitions.filter(act=PlanAct.SUBMIT).last()
    if submitted is None or from_json(submitted.content) == content:
        return
    places = "; ".join(dict.fromkeys(change.place for change in compare(from_json(submitted.content), content)))
    raise Refused(
        f"Từ khi trình, bản in đã khác đi ở: {places}. Có người vừa sửa văn bản được viện dẫn, thông tin cơ quan hoặc "
        "người ký. Hãy trả lại kế hoạch để người soạn xem lại và trình lại."
    )


def _let_stand(plan: Plan, reasons: Mapping[str, str], *, by: User, at: datetime) -> list[str]:
    """Set aside the findings for which there are reasons, and tell them. Raises Refused when others are open."""
    findings = findings_of(plan, on=localdate(at))
    answered = {f.mark: f for f in (*findings.errors, *findings.warnings) if f.mark in reasons}
    for mark, found in answered.items():
        put_aside(plan, found, reason=reasons[mark], by=by, at=at)
    if sentences := open_questions(plan, findings_of(plan, on=localdate(at))):
        raise Refused(f"Chưa {PlanAct.SUBMIT.label} được. {' '.join(sentences)}")
    return [f"{found.rule.name} («{found.quote}»): {reasons[mark]}" for mark, found in answered.items()]


def _ready(plan: Plan, *, at: datetime, act: PlanAct) -> tuple[Content, Layout]:
    """What the paper of `plan` says and how it is laid out. Raises Refused with all that keeps it from being signed."""
    content, layout = _content(plan)
    if sentences := obstacles(plan, content=content, layout=layout, on=localdate(at)):
        raise Refused(f"Chưa {act.label} được. {' '.join(sentences)}")
    return content, layout


def _content(plan: Plan) -> tuple[Content, Layout]:
    source = paper(SOURCE)
    row = source.find(plan.pk)
    return source.content(row), source.layout(row)
