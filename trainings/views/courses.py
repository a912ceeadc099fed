"""The page of a course."""

from django.views.decorators.http import require_safe

from trainings.views.access import visible_course
from trainings.views.frames import course_page


@require_safe
def course(request, course_id):
    """What the course is and where its classes stand."""
    row = visible_course(request, course_id)
    context = {"classes": row.classes.select_related("venue"), "modules": row.modules.all()}
    return course_page(request, row, "trainings/course.html", tab="course", **context)
