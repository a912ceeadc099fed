"""The leader's desk, made for a phone: what waits for approval and signature, one plan per page, its pages first."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.comparing import Change, compare, shortened
from documents.content import from_json
from documents.enums import FileRole
from documents.freezing import latest_file
from documents.page_map import page_map
from plans.enums import PlanAct, PlanState
from plans.forms.steps import Offer, offers
from plans.models import Plan
from plans.permissions import can_comment
from plans.queues import for_leader, last_return_by, last_steps, why_here
from plans.remarks import threads
from plans.stations import days_waiting
from plans.views import prints
from plans.views.access import visible_plan
from plans.views.panels import findings_panel
from plans.views.signing import signing_call

LEADERS_ACTS = frozenset({PlanAct.APPROVE, PlanAct.SIGN})
CHANGES_SHOWN = 100


@require_safe
def desk(request):
    """Plans that wait for this leader, the one that waits longest first."""
    _leaders_only(request.user)
    plans = for_leader(request.user)
    steps, at = last_steps(plans), timezone.now()
    rows = []
    for plan in plans:
        step, days = steps.get(plan.pk), days_waiting(plan, at)
        rows.append((plan, step, days, why_here(plan, step, reader=request.user, days=days)))
    return render(request, "plans/desk.html", {"rows": rows})


@require_safe
def desk_plan(request, plan_id):
    """One plan to be read, approved, signed or returned."""
    return desk_page(request, visible_plan(request, plan_id))


def desk_page(request, plan: Plan, *, refused: Offer | None = None, status: int = 200) -> HttpResponse:
    """The page of `plan` on the leader's desk; `refused` is an act that just failed, with what was typed."""
    _leaders_only(request.user)
    now = prints.shown(plan)
    returned = last_return_by(plan, request.user)
    changes = compare(from_json(returned.content), now.content) if returned and returned.content else ()
    step = plan.transitions.select_related("by").defer("content").last()
    talk = threads(plan, reader=request.user)
    open_now = offers(request.user, plan, refused=refused)
    context = {
        "plan": plan,
        "print": now,
        "sheets": [(page, ()) for page in page_map(now.pdf).pages] if now.pdf else (),
        "widths": prints.PICTURE_WIDTHS,
        "step": step,
        "is_making": plan.state == PlanState.APPROVED and latest_file(plan.paper, FileRole.READY) is None,
        "why": why_here(plan, step, reader=request.user, days=days_waiting(plan, timezone.now())),
        "is_waiting": plan.state in (PlanState.CHECKED, PlanState.APPROVED) and bool(open_now),
        "offers": [offer for offer in open_now if offer.act in LEADERS_ACTS | {PlanAct.RETURN}],
        "signing_call": signing_call(request.user, plan) if plan.state == PlanState.APPROVED else "",
        "returned": returned,
        "changes": [_shown(change) for change in changes[:CHANGES_SHOWN]],
        "more_changes": max(0, len(changes) - CHANGES_SHOWN),
        "whole": talk[0],
        "on_sections": [remark.comment for place, thread in talk.items() if place for remark in thread.open],
        "may_comment": can_comment(request.user, plan),
    }
    return render(request, "plans/desk_plan.html", context | findings_panel(request, plan), status=status)


def _leaders_only(user) -> None:
    if not user.has_perm("plans.approve_plan"):
        raise PermissionDenied("Trang này dành cho lãnh đạo duyệt, ký kế hoạch.")


def _shown(change: Change) -> Change:
    return Change(change.place, change.kind, shortened(change.pieces))
