"""A plan kept as a template for others."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from lib.refusals import Refused
from plans import actions
from plans.forms.templates import TemplateForm
from plans.permissions import can_begin_plans
from plans.views.access import visible_plan


@require_http_methods(["GET", "HEAD", "POST"])
def make_template(request, plan_id):
    """Ask for the name of the template; make it from what the plan says now."""
    plan = visible_plan(request, plan_id)
    if not can_begin_plans(request.user):
        raise PermissionDenied
    form = TemplateForm(request.POST or None, initial={"title": plan.title})
    if request.method == "POST" and form.is_valid():
        title = form.cleaned_data["title"]
        try:
            template = actions.make_template(plan, title=title, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, "Đã lưu bản mẫu. Sửa ở đây những chỗ mà kế hoạch nào cũng phải viết lại.")
            return redirect("plans:detail", template.pk)
    context = {"plan": plan, "form": form}
    return render(request, "plans/make_template.html", context, status=400 if form.errors else 200)
