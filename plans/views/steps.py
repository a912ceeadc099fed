"""The acts on a whole plan: one address each. What is refused is said beside its button, with all that was typed."""

from contextlib import suppress
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from documents.models import RegisterEntry
from lib.dates import short_date
from lib.refusals import Refused
from plans import actions
from plans.actions.stepping import require
from plans.enums import PlanAct, PlanState
from plans.findings import findings_of
from plans.forms.steps import ASKINGS, Offer, asked
from plans.models import Plan
from plans.views.access import visible_plan
from plans.views.desk import desk_page
from plans.views.page import detail_page

DOERS = {
    PlanAct.SUBMIT: actions.submit_plan,
    PlanAct.WITHDRAW: actions.withdraw_plan,
    PlanAct.PASS_ON: actions.pass_on_plan,
    PlanAct.CHECK: actions.check_plan,
    PlanAct.RETURN: actions.return_plan,
    PlanAct.APPROVE: actions.approve_plan,
    PlanAct.SIGN: actions.record_ink_signature,
    PlanAct.NUMBER: actions.number_plan,
    PlanAct.TAKE_BACK_NUMBER: actions.take_back_number,
    PlanAct.ISSUE: actions.issue_plan,
    PlanAct.CORRECT: actions.correct_plan,
    PlanAct.REPLACE: actions.begin_replacement,
    PlanAct.RECALL: actions.recall_plan,
}
STEP_ADDRESSES = [(asking.slug, act) for act, asking in ASKINGS.items()]


@require_POST
def step(request, plan_id, act: PlanAct):
    """Do `act` and go on; 400 when something is missing, 409 when it is refused, both with what was typed."""
    plan = _as_seen(visible_plan(request, plan_id), request.POST.get("luc", ""))
    asking = ASKINGS[act]
    findings = findings_of(plan, on=timezone.localdate()) if act == PlanAct.SUBMIT else None
    form = asked(act, request.POST, findings=findings)
    try:
        if not form.is_valid():
            require(visible_plan(request, plan_id), act, by=request.user, seen=plan)
            return _again(request, plan, Offer(act, asking, form), status=400)
        outcome = DOERS[act](plan, by=request.user, at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        return _again(request, plan, Offer(act, asking, form, refusal.sentence), status=409)
    return _go_on(request, plan, act, outcome)


def _as_seen(plan: Plan, since: str) -> Plan:
    """`plan` with the time that stood in the form: who read an earlier round of it decides on that one, not on this."""
    with suppress(ValueError):
        plan.state_since = parse_datetime(since) or plan.state_since
    return plan


def _again(request, plan: Plan, refused: Offer, *, status: int) -> HttpResponse:
    """The page from which it was asked, as things stand now."""
    page = desk_page if _from_desk(request) else detail_page
    return page(request, visible_plan(request, plan.pk), refused=refused, status=status)


def _go_on(request, plan: Plan, act: PlanAct, outcome) -> HttpResponse:
    say = partial(messages.success, request)
    if isinstance(outcome, Plan):
        say("Đã chép thành dự thảo thay thế. Hãy sửa, rồi trình như mọi kế hoạch.")
        return redirect("plans:detail", outcome.pk)
    if isinstance(outcome, RegisterEntry):
        say(f"Đã cấp số {outcome} ngày {short_date(outcome.dated_on)}.")
    else:
        say(f"Đã {act.label}.{_what_follows(plan)}")
    if not _from_desk(request):
        return redirect("plans:detail", plan.pk)
    return redirect("plans:desk_plan", plan.pk) if act == PlanAct.APPROVE else redirect("plans:desk")


def _what_follows(plan: Plan) -> str:
    if plan.state == PlanState.RETURNED:
        return " Người soạn sẽ sửa và trình lại."
    if plan.state in (PlanState.CORRECTED, PlanState.ISSUED, PlanState.RECALLED):
        return ""
    return f" Kế hoạch nay ở bước «{plan.get_state_display()}»."


def _from_desk(request) -> bool:
    return request.POST.get("tu") == "cho-ky"
