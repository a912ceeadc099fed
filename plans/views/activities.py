"""The activities of a plan, each on a page of its own with its printed lines."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from plans.actions.editing import touch
from plans.activity_text import activity_blocks, generated, label_of
from plans.enums import ActivityKind, LineRole
from plans.forms import ActivityForm, ActivityLineForms
from plans.models import Activity, ActivityLine, Plan
from plans.views.access import editable_plan
from plans.views.answers import NOT_SAVED
from plans.views.outlines import outline
from plans.views.workspace import workspace

FIRST_LINES = (LineRole.QUANTITY, LineRole.AUDIENCE, LineRole.CONTENT, LineRole.TIME, LineRole.PLACE, LineRole.LEAD)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, plan_id, activity_id):
    """One activity with its lines."""
    plan = editable_plan(request, plan_id)
    activity = get_object_or_404(plan.activities.prefetch_related("lines"), pk=activity_id)
    form, lines = _forms(plan, activity, request.POST or None)
    if request.method == "POST" and form.is_valid() and lines.is_valid():
        _save(plan, form, lines, by=request.user)
        messages.success(request, f"Đã lưu hoạt động lúc {timezone.localtime():%H:%M:%S}.")
        return redirect("plans:activity", plan.pk, activity.pk)
    if request.method == "POST":
        messages.error(request, NOT_SAVED)
    stored = plan.activities.prefetch_related("lines").get(pk=activity_id)
    context = {"activity": stored, "form": form, "lines": lines, "printed": activity_blocks(stored, stored.lines.all())}
    context["generated"] = [
        (label_of(stored, line), generated(stored, line.role)) for line in stored.lines.all() if not line.text
    ]
    status = 400 if request.method == "POST" else 200
    return workspace(request, plan, "plans/edit_activity.html", tab="sections", status=status, **context)


@require_POST
def add(request, plan_id, section_id):
    """A new activity that is printed under the section, with the customary lines."""
    plan = editable_plan(request, plan_id)
    section = get_object_or_404(plan.sections, pk=section_id)
    with transaction.atomic():
        activity = Activity.objects.create(
            plan=plan,
            section=section,
            kind=ActivityKind.CLASS,
            name="Hoạt động mới",
            position=plan.activities.count() + 1,
        )
        ActivityLine.objects.bulk_create(
            ActivityLine(activity=activity, role=role, position=position)
            for position, role in enumerate(FIRST_LINES, start=1)
        )
        touch(plan, by=request.user, at=timezone.now())
    return redirect("plans:activity", plan.pk, activity.pk)


@require_POST
def delete(request, plan_id, activity_id):
    """Take an activity out of the plan."""
    plan = editable_plan(request, plan_id)
    activity = get_object_or_404(plan.activities, pk=activity_id)
    with transaction.atomic():
        activity.delete()
        touch(plan, by=request.user, at=timezone.now())
    messages.success(request, f"Đã xóa hoạt động «{activity.name}».")
    return redirect(reverse("plans:sections", args=[plan.pk]) + f"#muc-{activity.section_id or ''}")


def _forms(plan: Plan, activity: Activity, data):
    labels = {r.section.pk: f"{h.label} {r.title}".strip()[:90] for r, h in outline(plan) if r.activity is None}
    form = ActivityForm(data, instance=activity, plan=plan, labels=labels)
    return form, ActivityLineForms(data, instance=activity, prefix="lines")


@transaction.atomic
def _save(plan: Plan, form: ActivityForm, lines: ActivityLineForms, *, by) -> None:
    form.save()
    lines.save(commit=False)
    for line in lines.deleted_objects:
        line.delete()
    kept = [f for f in lines.ordered_forms if f.instance.role and f not in lines.deleted_forms]
    for position, line_form in enumerate(kept, start=1):
        line_form.instance.position = position
        line_form.instance.activity = form.instance
        line_form.instance.save()
    touch(plan, by=by, at=timezone.now())
