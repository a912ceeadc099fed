"""From the activity of a plan to its course, or to the page on which one begins it."""

from django.db.models import Count, Q
from django.urls import reverse

from organisations.models import User
from plans.activity_doors import Door, opens
from plans.models import Plan
from trainings.beginning import KINDS
from trainings.enums import ClassState
from trainings.models import Course
from trainings.permissions import can_begin_course


@opens
def courses(user: User, plan: Plan) -> list[Door]:
    """Classes and tours of `plan`: two queries."""
    if plan.is_template or not user.has_perm("trainings.view_course"):
        return []
    held = Count("classes", filter=~Q(classes__state=ClassState.CANCELLED))
    known = Course.objects.visible_to(user).filter(activity__plan=plan).annotate(held=held)
    by_activity = {course.activity_id: course for course in known}
    may_begin = can_begin_course(user, plan)
    found = []
    for activity in plan.activities.filter(kind__in=KINDS).select_related("course"):
        course = by_activity.get(activity.pk)
        if course is not None:
            group = "đoàn" if course.is_tour else "lớp"
            facts = f"{course.held} {group}" if course.held else f"chưa lập {group}"
            url = reverse("trainings:course", args=[course.pk])
            found.append(Door(activity.pk, activity.name, facts, "Mở khóa", url))
        elif may_begin and not hasattr(activity, "course"):
            url = reverse("trainings:new", args=[activity.pk])
            found.append(Door(activity.pk, activity.name, "", "Lập khóa", url, is_beginning=True))
    return found
