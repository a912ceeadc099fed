"""The list of courses and classes."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trainings.models import Course

COURSES_PER_PAGE = 25


@require_safe
def course_list(request):
    """Courses that the person may see with their classes."""
    if not request.user.has_perm("trainings.view_course"):
        raise PermissionDenied
    courses = Course.objects.visible_to(request.user).select_related("organisation", "activity__plan")
    page = Paginator(courses.prefetch_related("classes"), COURSES_PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "trainings/list.html", {"page": page})
