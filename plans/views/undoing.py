"""«Hoàn tác»: take back the last change one made to a plan."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from lib.refusals import Refused
from plans import actions
from plans.views.access import editable_plan

PAGES = {"head": "plans:head", "bases": "plans:bases", "appendices": "plans:appendices"}
"""Where the rooms of a plan are written; the others in the outline."""


@require_POST
def undo(request, plan_id):
    """Undo, say what was undone, and go where it stood."""
    plan = editable_plan(request, plan_id)
    try:
        edit = actions.undo_edit(plan, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("plans:sections", plan.pk)
    messages.success(request, f"Đã hoàn tác lần {edit.get_kind_display()} lúc {timezone.localtime(edit.at):%H:%M:%S}.")
    return redirect(PAGES.get(edit.before["room"], "plans:sections"), plan.pk)
