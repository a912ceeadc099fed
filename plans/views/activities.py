"""The activities of a plan, each on a page of its own with its printed lines."""

import hashlib
import json

from django.contrib import messages
from django.db import transaction
from django.forms.models import model_to_dict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from plans.actions.editing import touch
from plans.activity_text import activity_blocks
from plans.enums import ActivityKind, LineRole
from plans.forms import ActivityForm, ActivityLineForms
from plans.models import Activity, ActivityLine, Plan
from plans.views import answers
from plans.views.access import editable_plan
from plans.views.outlines import outline
from plans.views.workspace import workspace

FIRST_LINES = (LineRole.QUANTITY, LineRole.AUDIENCE, LineRole.CONTENT, LineRole.TIME, LineRole.PLACE, LineRole.LEAD)


@require_safe
def edit(request, plan_id, activity_id):
    """One activity with its lines."""
    plan = editable_plan(request, plan_id)
    activity = get_object_or_404(plan.activities, pk=activity_id)
    return _page(request, plan, activity, *_forms(plan, activity))


@require_POST
def save(request, plan_id, activity_id):
    """Save an activity with its lines, unless somebody else did since the page was made (409)."""
    plan = editable_plan(request, plan_id)
    activity = plan.activities.filter(pk=activity_id).first()
    if activity is None:
        return answers.gone(request, plan, what="Hoạt động", back=reverse("plans:sections", args=[plan.pk]))
    form, lines = _forms(plan, activity, request.POST)
    if not (form.is_valid() and lines.is_valid()):
        messages.error(request, answers.NOT_SAVED)
        return _page(request, plan, activity, form, lines, status=400)
    with transaction.atomic():
        stored = plan.activities.select_for_update().get(pk=activity_id)
        if request.POST.get("was") != _mark(stored):
            messages.warning(request, CHANGED)
            return _page(request, plan, activity, form, lines, status=409)
        _save(plan, form, lines, by=request.user)
    messages.success(request, f"Đã lưu hoạt động lúc {timezone.localtime():%H:%M:%S}.")
    return redirect("plans:activity", plan.pk, activity.pk)


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


CHANGED = (
    "Người khác vừa sửa hoạt động này. Phần bạn nhập còn ở dưới nhưng chưa được lưu; bản đang lưu ở cuối trang, mục "
    "«Được in như sau». So sánh rồi bấm «Lưu hoạt động» lần nữa để giữ phần của bạn, hoặc tải lại trang để lấy "
    "bản đang lưu."
)


def _forms(plan: Plan, activity: Activity, data=None):
    labels = {r.section.pk: f"{h.label} {r.title}".strip()[:90] for r, h in outline(plan) if r.activity is None}
    form = ActivityForm(data, instance=activity, plan=plan, labels=labels)
    return form, ActivityLineForms(data, instance=activity, prefix="lines")


def _page(request, plan: Plan, activity: Activity, form, lines, *, status: int = 200):
    stored = plan.activities.prefetch_related("lines").get(pk=activity.pk)
    context = {
        "activity": stored,
        "form": form,
        "lines": lines,
        "was": _mark(stored),
        "printed": activity_blocks(stored, stored.lines.all()),
    }
    return workspace(request, plan, "plans/edit_activity.html", tab="sections", status=status, **context)


def _mark(activity: Activity) -> str:
    """A short mark of everything that stands in the activity and its lines."""
    rows = [model_to_dict(activity), *(model_to_dict(line) for line in activity.lines.all())]
    return hashlib.sha256(json.dumps(rows, default=str).encode()).hexdigest()[:16]


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
