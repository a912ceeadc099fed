"""A new course from an activity of a plan."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lib.refusals import Refused
from plans.activity_text import activity_blocks
from plans.models import Activity, Plan
from plans.permissions import can_edit_plan
from trainings.actions.courses import begin_course
from trainings.beginning import Beginning
from trainings.forms.courses import NewCourseForm
from trainings.models import Course
from trainings.permissions import can_begin_course


@require_safe
def new(request, activity_id):
    """What the course will be, as the plan says it; leads to the course when there is one."""
    activity = _activity(request, activity_id)
    course = Course.objects.visible_to(request.user).filter(activity=activity).first()
    if course is not None:
        return redirect("trainings:course", course.pk)
    try:
        return _page(request, activity, _form(request, activity))
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("plans:detail", activity.plan_id)


@require_POST
def create(request, activity_id):
    """Begin the course."""
    activity = _activity(request, activity_id)
    try:
        form = _form(request, activity, request.POST)
        if not form.is_valid():
            return _page(request, activity, form, status=400)
        fields = {name: value for name, value in form.cleaned_data.items() if name not in ("version", "plan_follows")}
        follows = form.cleaned_data.get("plan_follows", False)
        course = begin_course(activity, fields, plan_follows=follows, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("trainings:new", activity.pk)
    messages.success(request, "Đã lập khóa. Việc tiếp theo: xem lại chuyên đề, rồi lập các lớp.")
    return redirect("trainings:course", course.pk)


def _activity(request, activity_id: int) -> Activity:
    plans = Plan.objects.visible_to(request.user).filter(is_template=False)
    rows = Activity.objects.filter(plan__in=plans).select_related("plan__organisation__area").prefetch_related("lines")
    activity = get_object_or_404(rows, pk=activity_id)
    if not can_begin_course(request.user, activity.plan):
        raise PermissionDenied
    return activity


def _form(request, activity: Activity, data=None) -> NewCourseForm:
    """Raises Refused when the activity is of no kind that becomes a course."""
    beginning = Beginning.of(activity)
    course = Course(activity=activity, organisation=request.user.organisation, kind=beginning.kind, **beginning.fields)
    plan = activity.plan
    follows = bool(beginning.typed) and plan.is_editable and can_edit_plan(request.user, plan)
    return NewCourseForm(data, instance=course, organisation=request.user.organisation, offers_following=follows)


def _page(request, activity: Activity, form: NewCourseForm, *, status: int = 200) -> HttpResponse:
    context = {
        "activity": activity,
        "form": form,
        "printed": activity_blocks(activity, activity.lines.all()),
        "modules": Beginning.of(activity).modules,
    }
    return render(request, "trainings/new_course.html", context, status=status)
