"""Which plan a request is about: invisible plans do not exist (404), others' plans are for reading (403). So it is with
documents that were given to be read."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from plans.models import Plan, PlanReading
from plans.permissions import can_edit_plan


def visible_plan(request, plan_id: int) -> Plan:
    """The plan, or Http404 when this person may not see it."""
    plans = Plan.objects.visible_to(request.user).select_related(
        "organisation", "department", "programme", "drafter", "updated_by", "signer", "paper"
    )
    return get_object_or_404(plans.defer("paper__content"), pk=plan_id)


def approved_plan(request, plan_id: int) -> Plan:
    """The plan, or Http404 when this person may not see it or nothing of it is approved."""
    plan = visible_plan(request, plan_id)
    if plan.paper_id is None:
        raise Http404
    return plan


def editable_plan(request, plan_id: int) -> Plan:
    """The plan, or Http404, or PermissionDenied when this person may only read it."""
    plan = visible_plan(request, plan_id)
    if not can_edit_plan(request.user, plan):
        raise PermissionDenied
    return plan


def visible_reading(request, reading_id: int) -> PlanReading:
    """The document, or Http404 when this person may not see it."""
    rows = PlanReading.objects.visible_to(request.user).select_related("by", "updated_by", "organisation")
    return get_object_or_404(rows, pk=reading_id)
