"""The frame of a plan's pages: tabs and text on the left, printed pages on the right."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from plans.enums import PlanAct, PlanState
from plans.models import Plan, PlanTransition
from plans.permissions import can_edit_plan
from plans.steps import why_locked

WRITING = {"head", "bases", "sections", "appendices"}


def workspace(
    request: HttpRequest, plan: Plan, template: str, *, tab: str, status: int = 200, **context
) -> HttpResponse:
    """Show `template` in the frame of `plan`, with `tab` marked as the present one.

    Once the wording rests, a page for writing leads to the plan's page, which says why; what was typed into one left
    open, and could not be saved, is still shown.
    """
    may_edit = can_edit_plan(request.user, plan)
    if tab in WRITING and request.method == "GET" and not plan.is_editable:
        messages.info(request, why_locked(plan, plan.transitions.select_related("by").defer("content").last()))
        return redirect("plans:detail", plan.pk)
    frame = {
        "plan": plan,
        "tab": tab,
        "can_edit": may_edit and plan.is_editable,
        "returned": _last_return(plan) if plan.state == PlanState.RETURNED else None,
    }
    return render(request, template, frame | context, status=status)


def _last_return(plan: Plan) -> PlanTransition | None:
    """Who sent the plan back, when and why."""
    return plan.transitions.filter(act=PlanAct.RETURN).select_related("by").defer("content").last()
