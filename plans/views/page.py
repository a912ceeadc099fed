"""The plan page: what the plan is, its outline, and who worked on it."""

from django.views.decorators.http import require_safe

from plans.views.access import visible_plan
from plans.views.outlines import outline
from plans.views.workspace import workspace

EDITS_SHOWN = 8


@require_safe
def detail(request, plan_id):
    """Facts, outline, last edits; the printed pages and the checklist come afterwards."""
    plan = visible_plan(request, plan_id)
    return workspace(
        request,
        plan,
        "plans/detail.html",
        tab="detail",
        outline=outline(plan),
        appendices=plan.appendices.defer("body", "table"),
        edits=plan.edits.select_related("by").defer("before", "after")[:EDITS_SHOWN],
    )
