"""The frame of a plan's pages: tabs and text on the left, printed pages on the right."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plans.models import Plan
from plans.permissions import can_edit_plan


def workspace(
    request: HttpRequest, plan: Plan, template: str, *, tab: str, status: int = 200, **context
) -> HttpResponse:
    """Show `template` in the frame of `plan`, with `tab` marked as the present one."""
    frame = {"plan": plan, "tab": tab, "can_edit": can_edit_plan(request.user, plan)}
    return render(request, template, frame | context, status=status)
