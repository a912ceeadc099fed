"""What every act on a course or class does: lock, ask for permission, compare versions, tell the audit trail."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models

from audit.changes import field_changes, row_picture
from audit.enums import EntryKind
from audit.recording import record
from lib.refusals import Refused
from organisations.models import User
from trainings.models import Course, TrainingClass
from trainings.permissions import can_organise


class StaleCourse(Refused):
    """Somebody saved the same course or class after it was read. `current` is the row as it stands now."""

    def __init__(self, current: Course | TrainingClass):
        self.current = current
        super().__init__(
            "Người khác đã sửa phần này sau khi bạn mở trang. Nội dung của bạn chưa được lưu: hãy so với bản đang lưu "
            "rồi lưu lại."
        )


def locked_course(course: Course | int, *, by: User, version: int | None = None) -> Course:
    """The row of `course`, locked until the transaction ends, for `by` to change; its version grows by one.

    `version` is that which the writer read, None where nothing typed can get lost. Raises PermissionDenied,
    StaleCourse; Refused when the course is gone.
    """
    pk = course if isinstance(course, int) else course.pk
    rows = Course.objects.select_for_update(of=("self",)).select_related("organisation", "activity__plan")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Refused("Khóa này đã bị xóa: hãy quay lại danh sách.")
    if not can_organise(by, row):
        raise PermissionDenied
    _raise_version(row, version)
    return row


def locked_class(training_class: TrainingClass, *, by: User, version: int | None = None) -> TrainingClass:
    """The row of `training_class`, locked until the transaction ends, for `by` to change; its version grows by one.

    Raises PermissionDenied, StaleCourse; Refused when the class is gone or finished.
    """
    rows = TrainingClass.objects.select_for_update(of=("self",))
    row = rows.select_related("course__organisation", "course__activity__plan").filter(pk=training_class.pk).first()
    if row is None:
        raise Refused("Lớp này đã bị xóa: hãy quay lại khóa.")
    if not can_organise(by, row.course):
        raise PermissionDenied
    if row.is_finished:
        raise Refused(
            f"{row.title} đã ở bước «{row.get_state_display()}» nên không sửa được. Nếu cần sửa, hãy mở lại lớp và ghi "
            "lý do."
        )
    _raise_version(row, version)
    return row


def _raise_version(row: Course | TrainingClass, version: int | None) -> None:
    if version is not None and row.version != version:
        raise StaleCourse(row)
    row.version += 1
    type(row).objects.filter(pk=row.pk).update(version=row.version)


def check_row(row: models.Model, *, exclude: Collection[str] = ()) -> None:
    """Raise Refused with every sentence that the model and its constraints have against `row`."""
    try:
        row.full_clean(exclude=exclude)
    except ValidationError as error:
        sentences: list[str] = []
        for field, texts in error.message_dict.items():
            label = str(row._meta.get_field(field).verbose_name) if field != "__all__" else ""
            sentences += [f"{label[:1].upper()}{label[1:]}: {text}" if label else text for text in texts]
        raise Refused(" ".join(sentences)) from None


def put_fields(row: models.Model, fields: Mapping[str, Any], *, exclude: Collection[str] = ()) -> bool:
    """Write `fields` into `row` and save it; return whether anything changed. Raises Refused."""
    changed = {name: value for name, value in fields.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    check_row(row, exclude=exclude)
    if changed:
        names = {field.name for field in row._meta.concrete_fields}
        row.save(update_fields=[*changed, *({"search_key", "sort_key"} & names)])
    return bool(changed)


Pictures = dict[tuple[type[models.Model], int], tuple[str, dict[str, Any]]]
"""Rows as they stand: {(table, key): (what people call it, what it says)}."""


def pictures(*groups: Iterable[models.Model]) -> Pictures:
    """What the rows of `groups` say now; the first row of all has no name of its own."""
    rows = [row for group in groups for row in group]
    return {
        (type(row), row.pk): ("" if place == 0 else str(row), row_picture(row, with_many=True))
        for place, row in enumerate(rows)
    }


def tell(act: str, row: Course | TrainingClass, was: Pictures, now: Pictures, *, by: User, at: datetime.datetime):
    """Write what differs between two pictures into the audit trail, as `act` on `row`. Call it last."""
    changes = []
    for key in {**was, **now}:
        (called_before, before), (called_now, after) = was.get(key, ("", None)), now.get(key, ("", None))
        if before != after:
            changes += field_changes(key[0], before, after, of=called_now or called_before)
    if changes:
        course = row if isinstance(row, Course) else row.course
        details = {"changes": changes}
        record(
            EntryKind.CHANGE, act=act, by=by, at=at, row=row, organisation_id=course.organisation_id, details=details
        )
