"""The list of courses and their classes; plans' activities that have no course yet."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q, Sum
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.models import Activity, Plan
from trainings.beginning import KINDS
from trainings.enums import ClassState
from trainings.filters import CourseFilter
from trainings.models import Course, TrainingClass

COURSES_PER_PAGE = 25
WAITING_SHOWN = 50


@require_safe
def course_list(request):
    """Courses that the person may see, with their classes, narrowed as asked."""
    if not request.user.has_perm("trainings.view_course"):
        raise PermissionDenied
    asked = CourseFilter(request.GET, courses=Course.objects.visible_to(request.user))
    held = ~Q(classes__state=ClassState.CANCELLED)
    rows = asked.rows().annotate(
        class_count=Count("classes", filter=held), people=Sum("classes__enrolled", filter=held)
    )
    classes = TrainingClass.objects.order_by("ordinal").select_related("course", "venue")
    paginator = Paginator(rows.prefetch_related(Prefetch("classes", queryset=classes)), COURSES_PER_PAGE)
    page = paginator.get_page(request.GET.get("trang"))
    context = {
        "filter": asked,
        "page": page,
        "pages": paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "may_begin": request.user.has_perm("trainings.add_course") and request.user.organisation_id is not None,
    }
    return render(request, "trainings/list.html", context)


@require_safe
def activities(request):
    """Activities of plans that the person sees which may become courses and are none yet."""
    if not request.user.has_perm("trainings.add_course"):
        raise PermissionDenied
    plans = Plan.objects.visible_to(request.user).filter(is_template=False)
    words = request.GET.get("tim", "")[:200]
    rows = Activity.objects.filter(plan__in=plans.mentioning(words), kind__in=KINDS, course=None)
    rows = rows.select_related("plan__organisation").order_by("-plan__year_from", "plan", "position")
    found = list(rows[: WAITING_SHOWN + 1])
    context = {"activities": found[:WAITING_SHOWN], "has_more": len(found) > WAITING_SHOWN, "words": words}
    return render(request, "trainings/activities.html", context)
