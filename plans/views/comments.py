"""Remarks on a plan and its sections: written from the plan's page, the editor or the leader's page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from lib.refusals import Refused
from plans import actions
from plans.forms.steps import CommentForm
from plans.models import Plan, PlanComment
from plans.permissions import can_comment
from plans.views.access import visible_plan
from plans.views.page import detail_page


@require_POST
def add(request, plan_id):
    """Add a remark; what cannot be taken is shown again with the reason."""
    plan = visible_plan(request, plan_id)
    form = CommentForm(request.POST, plan=plan)
    if not form.is_valid():
        return _again(request, plan, form)
    try:
        comment = actions.add_comment(plan, by=request.user, at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        form.add_error("text", refusal.sentence)
        return _again(request, plan, form, status=409)
    messages.success(request, "Đã gửi góp ý.")
    return redirect(_back(request, comment))


@require_POST
def settle(request, plan_id, comment_id):
    """Mark a remark as dealt with."""
    plan = visible_plan(request, plan_id)
    comment = get_object_or_404(plan.comments, pk=comment_id)
    try:
        actions.settle_comment(comment, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    return redirect(_back(request, comment))


def _again(request, plan: Plan, form: CommentForm, *, status: int = 400) -> HttpResponse:
    """The plan's page with the remark as it was typed. One on a section that is gone becomes one on the whole plan."""
    if not can_comment(request.user, plan):
        raise PermissionDenied
    if "section" in form.errors:
        form.add_error("text", "Mục này vừa bị xóa hoặc thay đổi: hãy gửi lại thành góp ý cho cả kế hoạch.")
    return detail_page(request, plan, remark=form, status=status)


def _back(request, comment: PlanComment) -> str:
    """Where the remark was written or read."""
    place = f"#gop-y-{comment.section_id or 0}"
    match request.POST.get("tu"):
        case "noi-dung":
            return reverse("plans:sections", args=[comment.plan_id]) + place
        case "cho-ky":
            return reverse("plans:desk_plan", args=[comment.plan_id]) + "#gop-y-0"
        case _:
            return reverse("plans:detail", args=[comment.plan_id]) + place
