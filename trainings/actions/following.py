"""The plan of a course follows its numbers while it is a draft."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from lib.refusals import Refused
from organisations.models import User
from plans.actions import follow_rows_above
from plans.models import Plan
from plans.permissions import can_edit_plan
from trainings.models import Course
from trainings.permissions import can_organise
from trainings.plan_numbers import numbers_of


def lock_plan_of(course: Course) -> None:
    """Lock the row of the plan: the first lock of every act after which the plan may follow."""
    list(Plan.objects.select_for_update().filter(activities=course.activity_id).values("pk"))


def follow_in_plan(course: Course, *, by: User, at: datetime.datetime) -> bool:
    """Bring the numbers of the activity of `course` to what the course says now; return whether the plan changed.

    Does nothing when the plan is no longer a draft or not for `by` to change: then the course's page tells the
    difference. Must run inside a transaction that holds the plan's row (`lock_plan_of`).
    """
    plan = Plan.objects.select_related("organisation").get(activities=course.activity_id)
    if not (plan.is_editable and can_edit_plan(by, plan)):
        return False
    numbers = numbers_of(course, course.classes.all())
    return follow_rows_above(course.activity, numbers, by=by, at=at)


@transaction.atomic
def bring_plan_up_to_date(course: Course, *, by: User, at: datetime.datetime) -> bool:
    """Bring the plan to what `course` says, on request; return whether it changed.

    Raises PermissionDenied; Refused when the plan is no draft any more.
    """
    lock_plan_of(course)
    row = Course.objects.select_related("organisation", "activity__plan__organisation").get(pk=course.pk)
    if not can_organise(by, row) or not can_edit_plan(by, row.activity.plan):
        raise PermissionDenied
    if not row.activity.plan.is_editable:
        raise Refused(
            "Kế hoạch không còn là dự thảo nên không sửa theo khóa được. Nếu cần, hãy điều chỉnh khóa cho đúng kế "
            "hoạch, hoặc soạn kế hoạch thay thế."
        )
    return follow_in_plan(row, by=by, at=at)
