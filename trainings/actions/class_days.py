"""Acts on the classes of a course: generate them, give them days and a venue, name who teaches."""

import datetime
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from lib.refusals import Refused
from organisations.models import User
from trainings.actions.course_editing import check_row, locked_class, locked_course, pictures, put_fields, tell
from trainings.actions.following import follow_in_plan, lock_plan_of
from trainings.models import ClassLecturer, ClassSession, Course, Lecturer, Module, SessionPart, TrainingClass

MOST_CLASSES = 200
CLASS_FIELDS = frozenset(
    {"expected_from", "expected_to", "starts_on", "ends_on", "venue", "seats", "meal_rate", "payer_note"}
)
"""What people fill in about a class."""


@transaction.atomic
def generate_classes(
    course: Course, *, count: int, size: int | None, version: int, by: User, at: datetime.datetime
) -> Course:
    """Bring `course` to `count` classes of `size` people (None: not said) and return it.

    Classes that exist stay as they are; missing ones are added at the end; of too many the last go, as long as nobody
    and nothing depends on them. Raises PermissionDenied, StaleCourse, Refused.
    """
    if not 1 <= count <= MOST_CLASSES:
        raise Refused(f"Số lớp phải từ 1 đến {MOST_CLASSES}.")
    lock_plan_of(course)
    row = locked_course(course, by=by, version=version)
    classes = list(TrainingClass.objects.select_for_update().filter(course=row).order_by("ordinal"))
    for one in classes:
        one.course = row
    was = pictures([row], classes)
    put_fields(row, {"class_size": size})
    for one in classes[count:]:
        _take_away(one)
    kept = classes[:count]
    ordinal = max((one.ordinal for one in kept), default=0)
    kept += [
        TrainingClass.objects.create(course=row, ordinal=ordinal + number) for number in range(1, count - len(kept) + 1)
    ]
    follow_in_plan(row, by=by, at=at)
    tell("lập các lớp của khóa", row, was, pictures([row], kept), by=by, at=at)
    return row


def _take_away(row: TrainingClass) -> None:
    """Delete a class that nothing depends on. Raises Refused."""
    what = f"{row.title} đã có"
    rest = "Hãy chuyển người sang lớp khác trước, hoặc hủy lớp và ghi lý do."
    if row.enrolments.exists():
        raise Refused(f"Không giảm số lớp được: {what} người. {rest}")
    if row.shares.exists():
        raise Refused(f"Không giảm số lớp được: {what} đơn vị được phân vào. Hãy phân các đơn vị sang lớp khác trước.")
    if row.is_finished or row.frozen_at:
        raise Refused(f"Không giảm số lớp được: {row.title} ở bước «{row.get_state_display()}».")
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError as error:
        used = "; ".join(sorted({str(other._meta.verbose_name) for other in error.protected_objects}))
        raise Refused(f"Không giảm số lớp được: {what} {used}. {rest}") from None


@transaction.atomic
def save_class(
    training_class: TrainingClass, fields: Mapping[str, Any], *, version: int, by: User, at: datetime.datetime
) -> TrainingClass:
    """Save `fields` (some of CLASS_FIELDS), which the writer read as `version`; return the row as saved.

    When the first day moves, the half days move with it. Raises PermissionDenied, StaleCourse, Refused.
    """
    if unknown := set(fields) - CLASS_FIELDS:
        raise ValueError(f"No such fields of a class: {', '.join(sorted(unknown))}")
    lock_plan_of(training_class.course)
    row = locked_class(training_class, by=by, version=version)
    was, began_on = pictures([row]), row.starts_on
    put_fields(row, fields)
    if row.starts_on != began_on:
        _move_sessions(row, began_on)
    follow_in_plan(row.course, by=by, at=at)
    tell("sửa lớp", row, was, pictures([row]), by=by, at=at)
    return row


def _move_sessions(row: TrainingClass, began_on: datetime.date | None) -> None:
    """Half days keep their distance to the first day; those without a day get the one that their number says."""
    sessions = list(row.sessions.all())
    for session in sessions:
        if row.starts_on is None:
            session.held_on = None
        elif session.held_on is not None and began_on is not None:
            session.held_on += row.starts_on - began_on
        else:
            session.held_on = row.starts_on + datetime.timedelta(days=session.day_number - 1)
    ClassSession.objects.bulk_update(sessions, ["held_on"])


@transaction.atomic
def put_lecturer(
    training_class: TrainingClass,
    lecturer: Lecturer,
    *,
    engagement: str,
    reference: str,
    modules: Collection[Module],
    by: User,
    at: datetime.datetime,
) -> ClassLecturer:
    """Name `lecturer` as teaching `training_class`, or change on what ground and what (`modules`: none means all).

    Parts of the timetable that nobody teaches, or that this lecturer taught, follow. Raises PermissionDenied, Refused.
    """
    row = locked_class(training_class, by=by)
    if lecturer.organisation_id not in (row.course.organisation_id, by.organisation_id):
        raise Refused("Giảng viên này thuộc danh sách của cơ quan khác: hãy thêm vào danh sách của cơ quan mình.")
    if any(module.course_id != row.course_id for module in modules):
        raise Refused("Chuyên đề được chọn không thuộc khóa này: hãy tải lại trang.")
    was = pictures([row], row.lecturers.select_related("lecturer"))
    found = ClassLecturer.objects.filter(training_class=row, lecturer=lecturer).first()
    teaching = found or ClassLecturer(training_class=row, lecturer=lecturer)
    teaching.engagement, teaching.reference = engagement, reference
    check_row(teaching)
    teaching.save()
    teaching.modules.set(modules)
    _assign(row, lecturer, {module.pk for module in modules})
    now = pictures([row], row.lecturers.select_related("lecturer"))
    tell("ghi giảng viên của lớp", row, was, now, by=by, at=at)
    return teaching


def _assign(row: TrainingClass, lecturer: Lecturer, modules: set[int]) -> None:
    parts = SessionPart.objects.filter(session__training_class=row)
    if modules:
        parts.filter(lecturer=lecturer).exclude(module__in=modules).update(lecturer=None)
        parts.filter(lecturer=None, module__in=modules).update(lecturer=lecturer)
    else:
        parts.filter(lecturer=None).update(lecturer=lecturer)


@transaction.atomic
def remove_lecturer(training_class: TrainingClass, lecturer: Lecturer, *, by: User, at: datetime.datetime) -> None:
    """Take `lecturer` out of `training_class` and its timetable. Raises PermissionDenied, Refused."""
    row = locked_class(training_class, by=by)
    was = pictures([row], row.lecturers.select_related("lecturer"))
    row.lecturers.filter(lecturer=lecturer).delete()
    SessionPart.objects.filter(session__training_class=row, lecturer=lecturer).update(lecturer=None)
    now = pictures([row], row.lecturers.select_related("lecturer"))
    tell("bỏ giảng viên của lớp", row, was, now, by=by, at=at)
