"""Acts on a course: begin it from an activity, save it, write its modules, delete it."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError

from lib.refusals import Refused
from organisations.models import User
from plans.actions import follow_rows_above
from plans.models import Activity, Plan
from plans.permissions import can_edit_plan
from trainings.actions.course_editing import check_row, locked_course, pictures, put_fields, tell
from trainings.actions.following import follow_in_plan, lock_plan_of
from trainings.activity_sources import texts_of
from trainings.beginning import Beginning
from trainings.models import Course, Module, SessionPart
from trainings.permissions import can_begin_course

COURSE_FIELDS = frozenset(
    {
        "name", "audience", "form", "days", "class_size", "size_is_average", "place", "speakers", "lead", "reference",
        "area", "attendance_percent", "has_tests", "pass_score",
    }
)  # fmt: skip
"""What people fill in; the activity and the office are fixed when the course is begun."""


@transaction.atomic
def begin_course(
    activity: Activity, fields: Mapping[str, Any], *, plan_follows: bool, by: User, at: datetime.datetime
) -> Course:
    """Make the course of `activity`, held by the office of `by`, with the modules that the plan's text names.

    `fields` are some of COURSE_FIELDS; what is left out is as the activity says. `plan_follows`: lines of the plan
    whose text the course took over are written from the course from now on (only while the plan is a draft).
    Raises PermissionDenied; Refused when the activity has a course or is of no kind that becomes one.
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("organisation__area").get(pk=activity.plan_id)
    if not can_begin_course(by, plan):
        raise PermissionDenied
    row = Activity.objects.prefetch_related("lines").filter(pk=activity.pk).first()
    row.plan = plan
    beginning = Beginning.of(row)
    unknown = set(fields) - COURSE_FIELDS
    if unknown:
        raise ValueError(f"No such fields of a course: {', '.join(sorted(unknown))}")
    course = Course(activity=row, organisation=by.organisation, kind=beginning.kind, **beginning.fields | dict(fields))
    check_row(course)
    course.save(force_insert=True)
    for position, module in enumerate(beginning.modules, start=1):
        Module.objects.create(course=course, position=position, name=module.name, periods=module.periods)
    if plan_follows and plan.is_editable and can_edit_plan(by, plan):
        follow_rows_above(row, {}, texts=dict.fromkeys(beginning.roles_told_by(course), ""), by=by, at=at)
    tell("lập khóa từ kế hoạch", course, {}, pictures([course], course.modules.all()), by=by, at=at)
    return course


@transaction.atomic
def save_course(course: Course, fields: Mapping[str, Any], *, version: int, by: User, at: datetime.datetime) -> Course:
    """Save `fields` (some of COURSE_FIELDS) of `course`, which the writer read as `version`; return the row as saved.

    Raises PermissionDenied, StaleCourse, Refused.
    """
    lock_plan_of(course)
    row = locked_course(course, by=by, version=version)
    was = pictures([row])
    if unknown := set(fields) - COURSE_FIELDS:
        raise ValueError(f"No such fields of a course: {', '.join(sorted(unknown))}")
    put_fields(row, fields)
    follow_in_plan(row, by=by, at=at)
    tell("sửa khóa", row, was, pictures([row]), by=by, at=at)
    return row


@transaction.atomic
def put_modules(
    course: Course, rows: Sequence[Mapping[str, Any]], *, version: int, by: User, at: datetime.datetime
) -> None:
    """Make `rows` the modules of `course`, in order: {"id" (None: a new one), "name", "periods", "language",
    "reference"}. Modules that are not named go; what timetables hold of them goes too.

    Raises PermissionDenied, StaleCourse; Refused when a module that goes has been taught.
    """
    row = locked_course(course, by=by, version=version)
    stored = {module.pk: module for module in row.modules.all()}
    was = pictures([row], stored.values())
    kept = []
    for position, fields in enumerate(rows, start=1):
        module = stored.pop(fields["id"], None) or Module(course=row)
        for name in ("name", "periods", "language", "reference"):
            setattr(module, name, fields.get(name, ""))
        module.position = position
        check_row(module)
        module.save()
        kept.append(module)
    for gone in stored.values():
        _take_out(gone)
    tell("sửa chuyên đề của khóa", row, was, pictures([row], kept), by=by, at=at)


def _take_out(module: Module) -> None:
    if SessionPart.objects.filter(module=module, session__attendances__isnull=False).exists():
        raise Refused(
            f"Không bỏ được chuyên đề «{module}»: đã có lớp học chuyên đề này và đã điểm danh. Hãy giữ lại chuyên đề."
        )
    SessionPart.objects.filter(module=module).delete()
    module.delete()


@transaction.atomic
def delete_course(course: Course, *, by: User, at: datetime.datetime) -> None:
    """Delete `course` with its modules, seats, and classes that nobody is in; the plan keeps its text.

    Raises PermissionDenied; Refused when people, papers or certificates depend on it.
    """
    lock_plan_of(course)
    row = locked_course(course, by=by)
    if row.enrolments.exists():
        raise Refused("Không xóa được khóa: đã có người đăng ký. Nếu không tổ chức nữa, hãy hủy từng lớp và ghi lý do.")
    was = pictures([row], row.modules.all())
    if row.activity.plan.is_editable and can_edit_plan(by, row.activity.plan):
        follow_rows_above(row.activity, {}, texts=texts_of(row), by=by, at=at)
    name = str(row)
    try:
        with transaction.atomic():
            campaign = getattr(row, "campaign", None)
            if campaign is not None:
                campaign.delete()
            row.classes.all().delete()
            pk, _ = row.pk, row.delete()
    except ProtectedError as error:
        used = "; ".join(sorted({str(other._meta.verbose_name) for other in error.protected_objects}))
        raise Refused(f"Không xóa được khóa «{name}»: còn {used}. Hãy xóa các dòng đó trước.") from None
    row.pk = pk
    tell("xóa khóa", row, was, {}, by=by, at=at)
