"""Acts on what an office keeps for its classes: venues and lecturers."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError

from audit.changes import field_changes, row_picture
from audit.enums import EntryKind
from audit.recording import record
from lib.refusals import Refused
from organisations.models import User
from trainings.actions.course_editing import check_row
from trainings.models import Lecturer, Venue
from trainings.permissions import can_keep


@transaction.atomic
def keep(row: Venue | Lecturer, *, by: User, at: datetime.datetime) -> Venue | Lecturer:
    """Save `row`, new or changed, of the office of `by`, and return it. Raises PermissionDenied, Refused."""
    if not can_keep(by, row):
        raise PermissionDenied
    stored = type(row).objects.select_for_update().filter(pk=row.pk).first() if row.pk else None
    if row.pk and stored is None:
        raise Refused("Dòng này đã bị xóa trong lúc bạn sửa: hãy tải lại trang.")
    was = stored and row_picture(stored)
    check_row(row)
    row.save()
    if changes := field_changes(type(row), was, row_picture(row)):
        act = f"{'sửa' if stored else 'thêm'} {row._meta.verbose_name}"
        record(EntryKind.CHANGE, act=act, by=by, at=at, row=row, details={"changes": changes})
    return row


@transaction.atomic
def drop(row: Venue | Lecturer, *, by: User, at: datetime.datetime) -> None:
    """Delete `row`. Raises PermissionDenied; Refused when classes name it."""
    if not can_keep(by, row):
        raise PermissionDenied
    was, pk = row_picture(row), row.pk
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        raise Refused(f"Không xóa được «{row}»: đã có lớp dùng. Hãy giữ lại để hồ sơ các lớp còn đủ.") from None
    row.pk = pk
    details = {"changes": field_changes(type(row), was, None)}
    record(EntryKind.CHANGE, act=f"xóa {row._meta.verbose_name}", by=by, at=at, row=row, details=details)
