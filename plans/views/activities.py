"""The activities of a plan, each on a page of its own with its printed lines."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lib.refusals import Refused
from plans import actions
from plans.actions import StaleEdit
from plans.activity_doors import doors
from plans.activity_text import activity_blocks
from plans.enums import ActivityKind, LineRole
from plans.forms import ActivityForm, ActivityLineForms
from plans.images import activity_mark
from plans.models import Activity, Plan
from plans.views import answers
from plans.views.access import editable_plan
from plans.views.outlines import outline
from plans.views.workspace import workspace

NEW_NAME = "Hoạt động mới"
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
    fields, rows, mark = form.cleaned_data, _rows(lines), request.POST.get("was", "")
    try:
        actions.save_activity(activity, fields, lines=rows, mark=mark, by=request.user, at=timezone.now())
    except StaleEdit:
        messages.warning(request, CHANGED)
        return _page(request, plan, activity, form, lines, status=409)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, plan, activity, form, lines, status=400)
    messages.success(request, f"Đã lưu hoạt động lúc {timezone.localtime():%H:%M:%S}.")
    return redirect("plans:activity", plan.pk, activity.pk)


@require_POST
def add(request, plan_id, section_id):
    """A new activity that is printed under the section, with the customary lines."""
    plan = editable_plan(request, plan_id)
    section = get_object_or_404(plan.sections, pk=section_id)
    activity = actions.add_activity(
        plan,
        section=section,
        kind=ActivityKind.CLASS,
        name=NEW_NAME,
        lines=[{"role": role} for role in FIRST_LINES],
        by=request.user,
        at=timezone.now(),
    )
    return redirect("plans:activity", plan.pk, activity.pk)


@require_POST
def delete(request, plan_id, activity_id):
    """Take an activity out of the plan."""
    plan = editable_plan(request, plan_id)
    activity = get_object_or_404(plan.activities, pk=activity_id)
    try:
        actions.delete_activity(activity, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("plans:activity", plan.pk, activity.pk)
    messages.success(request, f"Đã xóa hoạt động «{activity.name}». Bấm «Hoàn tác» nếu xóa nhầm.")
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
        "was": activity_mark(stored),
        "printed": activity_blocks(stored, stored.lines.all()),
        "doors": [door for door in doors(request.user, plan) if door.activity_id == stored.pk],
    }
    return workspace(request, plan, "plans/edit_activity.html", tab="sections", status=status, **context)


def _rows(lines) -> list[dict[str, str]]:
    """What the lines say, in the order asked for; deleted ones and those about nothing are left out."""
    kept = [f.cleaned_data for f in lines.ordered_forms if f not in lines.deleted_forms]
    return [{name: row[name] for name in ("role", "label", "text")} for row in kept if row.get("role")]
