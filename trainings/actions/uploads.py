"""Acts on files of names: give one, say what its columns are, keep its right rows, drop it.

Whoever changes rows of a list locks the list (or class) first, then the upload, the audit trail last.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from audit.enums import EntryKind
from audit.recording import record
from documents.actions.queueing import queued
from documents.enums import JobKind
from lib.refusals import Refused
from organisations.models import User
from trainings.class_people import find_people
from trainings.deadlines import why_closed
from trainings.enrolling import Stored, enrol
from trainings.enums import RosterField, UploadState
from trainings.models import RosterList, TrainingClass, Upload
from trainings.permissions import can_fill, can_hold
from trainings.rosters.columns import choices
from trainings.rosters.opening import LARGEST_FILE, read_sheets
from trainings.rosters.rows import Row
from trainings.uploading import job_key, keep_sheets, locked, recheck, sealed, store, takes_rows

QUICK_BYTES = 512 * 1024
QUICK_ROWS = 1_500
"""A file up to this size, with so many rows, is read and stored while the person waits."""
GONE = "Tệp này không còn: hãy nộp lại."
BUSY = "Tệp này đang được xử lý: hãy chờ một chút rồi tải lại trang."


def give_file(target: RosterList | TrainingClass, *, name: str, data: bytes, by: User, at: datetime) -> Upload:
    """Read and check a file of names for a list or class; a large one is read by the worker. Nobody is enrolled yet.

    The same bytes again are the same upload, checked anew. Raises PermissionDenied; Refused with a sentence when the
    list takes no rows or the file cannot be read (then nothing is kept).
    """
    _require_open(target, by=by, at=at)
    if len(data) > LARGEST_FILE:
        raise Refused(f"Tệp nặng {len(data) / 1024**2:.0f} MB, quá mức {LARGEST_FILE // 1024**2} MB: hãy bỏ ảnh đi.")
    sheets = read_sheets(data, name) if len(data) <= QUICK_BYTES else ()
    is_quick = bool(sheets) and max(len(sheet.rows) for sheet in sheets) <= QUICK_ROWS
    with transaction.atomic():
        target = locked(target)
        upload = _upload_of(target, data, name=name, by=by, at=at)
        if upload.state in {UploadState.READING, UploadState.STORING} and upload.pk:
            return upload
        upload.choices, upload.result, upload.stored = {}, {}, 0
        if is_quick:
            keep_sheets(upload, sheets, on=localdate(at))
        else:
            upload.state, upload.data = UploadState.READING, sealed(data)
        upload.save()
        if not is_quick:
            _queue(upload, by=by, at=at)
    return upload


@transaction.atomic
def choose_columns(upload: Upload, chosen: Mapping[int, str], *, by: User, at: datetime) -> Upload:
    """Say what the columns of a file are (field by column from 0, "" for none) and check it anew.

    Raises PermissionDenied; Refused when it is not waiting for that, or no name column is left.
    """
    row = _checked(upload, by=by, at=at)
    row.choices["columns"] = {str(column): field for column, field in chosen.items() if field in {"", *choices()}}
    recheck(row, on=localdate(at))
    row.save()
    return row


@transaction.atomic
def keep_rows(
    upload: Upload, *, apart: Collection[int] = (), suggestions: bool = False, by: User, at: datetime
) -> Upload:
    """Store the right rows of a file; the others stay out and can be taken away for correction.

    `apart` are the rows that mean somebody else of the same name; `suggestions`: names and posts are written as
    suggested. Everything or nothing is stored, many rows by the worker. Stored already: nothing happens. Raises
    PermissionDenied; Refused when the list takes no rows any more or there is no right row.
    """
    target = locked(upload.roster or upload.training_class)
    row = _locked_upload(upload)
    if row.state in {UploadState.STORED, UploadState.STORING}:
        return row
    row = _checked(row, by=by, at=at)
    row.choices |= {"apart": sorted(apart), "suggestions": suggestions}
    if row.good > QUICK_ROWS:
        row.state = UploadState.STORING
    elif not recheck(row, on=localdate(at)).rows:
        raise Refused("Tệp chưa có dòng nào đúng để ghi: hãy sửa các lỗi trong tệp rồi nộp lại.")
    else:
        store(row, target, at=at, on=localdate(at))
    row.save()
    if row.state == UploadState.STORING:
        _queue(row, by=by, at=at)
    if row.state == UploadState.STORING or row.stored:
        _log_storing(target, row.good, by=by, at=at, name=row.name)
    return row


@transaction.atomic
def put_into_class(
    training_class: TrainingClass, rows: Sequence[Row], *, by: User, at: datetime, name: str = ""
) -> Stored:
    """Put checked rows straight into a class. Raises PermissionDenied; Refused when the class takes nobody any more."""
    target = locked(training_class)
    _require_open(target, by=by, at=at)
    stored = enrol(target, rows, at=at)
    if stored.new:
        find_people(target, stored.enrolments, at=at)
    if stored.new or stored.changed:
        _log_storing(target, stored.new + stored.changed, by=by, at=at, name=name)
    return stored


@transaction.atomic
def drop_file(upload: Upload, *, by: User, at: datetime) -> None:
    """Forget a file that was given; people it brought stay. Raises PermissionDenied, Refused."""
    target = locked(upload.roster or upload.training_class)
    row = _locked_upload(upload)
    if not _may(target, by):
        raise PermissionDenied
    if row.state in {UploadState.READING, UploadState.STORING}:
        raise Refused(BUSY)
    row.rows, row.faults, row.data = {}, {}, None
    if row.state != UploadState.STORED:
        row.state = UploadState.DISCARDED
    row.save()


@transaction.atomic
def note_bad_rows(upload: Upload, *, reason: str, by: User, at: datetime) -> None:
    """Write down that somebody takes the bad rows away as a file, with the personal data that stand in them.

    Raises PermissionDenied; Refused without a reason when the list asks for personal data.
    """
    target = upload.roster or upload.training_class
    if not _may(target, by):
        raise PermissionDenied
    if not upload.rows or not upload.bad:
        raise Refused("Tệp này không còn dòng sai nào được giữ: cần thì nộp lại tệp.")
    if holds_private(upload) and not reason.strip():
        raise Refused("Các dòng này có dữ liệu cá nhân: hãy ghi lý do tải về.")
    details = {"file": upload.name, "rows": upload.bad, "reason": reason.strip()[:300]}
    _log(EntryKind.DOWNLOAD, "tải các dòng sai của tệp danh sách", target, by=by, at=at, details=details)


def holds_private(upload: Upload) -> bool:
    """Whether the file has columns of personal data."""
    private = {RosterField.ID_NUMBER, RosterField.PHONE, RosterField.ETHNIC_GROUP}
    return any(field in private for _, _, field in upload.columns.get("told", ()))


def _log_storing(target: RosterList | TrainingClass, rows: int, *, by: User, at: datetime, name: str) -> None:
    details = {"file": name, "rows": rows}
    _log(EntryKind.CHANGE, "ghi danh sách từ tệp", target, by=by, at=at, details=details)


def _log(kind: EntryKind, act: str, target: RosterList | TrainingClass, *, by: User, at: datetime, details) -> None:
    course = target.campaign.course if isinstance(target, RosterList) else target.course
    record(kind, act=act, by=by, at=at, row=target, organisation_id=course.organisation_id, details=details)


def _may(target: RosterList | TrainingClass, by: User) -> bool:
    return can_fill(by, target) if isinstance(target, RosterList) else can_hold(by, target)


def _require_open(target: RosterList | TrainingClass, *, by: User, at: datetime) -> None:
    if not _may(target, by):
        raise PermissionDenied
    if not takes_rows(target):
        what = "Danh sách" if isinstance(target, RosterList) else "Lớp"
        raise Refused(f"{what} này {target.get_state_display().lower()} nên không nhận thêm người từ tệp.")
    if isinstance(target, RosterList) and (why := why_closed(target, on=localdate(at))):
        raise Refused(why)


def _locked_upload(upload: Upload) -> Upload:
    row = Upload.objects.select_for_update().filter(pk=upload.pk).first()
    if row is None:
        raise Refused(GONE)
    return row


def _checked(upload: Upload, *, by: User, at: datetime) -> Upload:
    target = locked(upload.roster or upload.training_class)
    row = _locked_upload(upload)
    _require_open(target, by=by, at=at)
    if row.state in {UploadState.READING, UploadState.STORING}:
        raise Refused(BUSY)
    if row.state != UploadState.CHECKED or not row.rows:
        raise Refused(GONE)
    return row


def _upload_of(target: RosterList | TrainingClass, data: bytes, *, name: str, by: User, at: datetime) -> Upload:
    """The row of these bytes: the one there is, or a new one that is not saved yet."""
    owner = {"roster" if isinstance(target, RosterList) else "training_class": target}
    digest = hashlib.sha256(data).hexdigest()
    row = Upload.objects.select_for_update().filter(sha256=digest, **owner).first()
    row = row or Upload(sha256=digest, size=len(data), state=UploadState.DISCARDED, **owner)
    if row.state not in {UploadState.READING, UploadState.STORING}:
        row.name, row.by, row.at = name[-200:], by, at
    return row


def _queue(row: Upload, *, by: User, at: datetime) -> None:
    queued(job_key(row), kind=JobKind.ROSTER, paper="", row_id=row.pk, is_lost=True, by=by, at=at)
