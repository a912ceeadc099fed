"""Acts on documents that are given to be read: give them, correct what was read, give them up."""

import datetime
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.db.models import F

from documents import store
from documents.actions.queueing import queued
from documents.enums import JobKind, JobState
from documents.models import Job
from documents.reading import source_of_text, to_json
from documents.reading.opening import LARGEST_FILE, format_of
from documents.reading.result import Reading
from lib.number_words import number_in_figures
from lib.refusals import Refused
from organisations.models import User
from plans.actions.editing import StaleEdit
from plans.models import PlanReading
from plans.permissions import can_begin_plans
from plans.reading_files import forget_file, job_key, read_checked
from plans.readings import mark_of, segments, summary_of, with_values

LONGEST_TEXT = 1_000_000
MOST_FILES = 60
LARGEST_BATCH = 150 * 1024**2
NOTHING_GIVEN = "Chưa có văn bản nào: hãy dán văn bản vào ô, hoặc chọn tệp."


def give_text(text: str, *, by: User, at: datetime.datetime) -> PlanReading:
    """Read a pasted text at once and keep what was read. Raises PermissionDenied; Refused when it is empty, too long or
    bears a mark of secrecy (then nothing is kept)."""
    if not can_begin_plans(by):
        raise PermissionDenied
    if not text.strip():
        raise Refused(NOTHING_GIVEN)
    if len(text) > LONGEST_TEXT:
        length, most = number_in_figures(len(text)), number_in_figures(LONGEST_TEXT)
        raise Refused(
            f"Văn bản dài {length} ký tự, ô dán chỉ nhận đến {most}: hãy lưu thành tệp .docx hoặc .txt rồi tải lên."
        )
    source = source_of_text(text)
    read = read_checked(source)
    return PlanReading.objects.create(
        organisation=by.organisation,
        by=by,
        at=at,
        state=JobState.DONE,
        source=to_json(source),
        reading=to_json(read),
        summary=summary_of(read),
    )


def give_files(files: Sequence[File], *, by: User, at: datetime.datetime) -> list[PlanReading]:
    """Have the worker read files, each by a job of its own; return their rows, which share a batch.

    A file that is no document gets its row too, which says so. Raises PermissionDenied, Refused.
    """
    if not can_begin_plans(by):
        raise PermissionDenied
    if not files:
        raise Refused(NOTHING_GIVEN)
    if len(files) > MOST_FILES:
        raise Refused(f"Mỗi lần nhận tối đa {MOST_FILES} tệp, bạn đã chọn {len(files)}: hãy chia thành nhiều lần.")
    if (total := sum(file.size for file in files)) > LARGEST_BATCH:
        given, most = f"{total / 1024**2:.0f}", LARGEST_BATCH // 1024**2
        raise Refused(f"Các tệp nặng tất cả {given} MB, mỗi lần nhận tối đa {most} MB: hãy chia thành nhiều lần.")
    batch = str(uuid.uuid4())
    rows = [_kept(file, PlanReading(organisation=by.organisation, by=by, at=at, batch=batch)) for file in files]
    with transaction.atomic():
        for row in rows:
            row.save(force_insert=True)
            if row.state == JobState.QUEUED:
                queued(job_key(row), kind=JobKind.READ, paper="", row_id=row.pk, is_lost=False, by=by, at=at)
    return rows


def _kept(file: File, row: PlanReading) -> PlanReading:
    """The unsaved `row` of a file: its bytes are kept, or it says why not. One file is in memory at a time."""
    row.name = (file.name or "")[-200:]
    try:
        if not file.size or file.size > LARGEST_FILE:
            raise Refused(_size_fault(file.size))
        data = file.read()
        format_of(data)
    except Refused as refused:
        row.state, row.error = JobState.FAILED, refused.sentence
    else:
        row.sha256 = store.put(data, room=store.READINGS)
    return row


def _size_fault(size: int) -> str:
    if not size:
        return "Tệp rỗng (0 byte). Có thể tệp chưa tải lên hết; hãy tải lại."
    return (
        f"Tệp nặng {size / 1024**2:.0f} MB, quá mức {LARGEST_FILE // 1024**2} MB. Hãy bỏ bớt ảnh trong tệp, hoặc chép "
        "riêng phần chữ rồi dán vào."
    )


@transaction.atomic
def read_again(reading: PlanReading, *, by: User, at: datetime.datetime) -> PlanReading:
    """Have a file that could not be read tried once more. Raises PermissionDenied, Refused when its file is gone."""
    row = _locked(reading, by=by)
    if row.reading or row.state != JobState.FAILED:
        return row
    if not row.sha256 or not store.is_whole(row.sha256, room=store.READINGS):
        raise Refused("Tệp này không còn: hãy tải lại.")
    row.state, row.error = JobState.QUEUED, ""
    row.save(update_fields=["state", "error"])
    queued(job_key(row), kind=JobKind.READ, paper="", row_id=row.pk, is_lost=True, by=by, at=at)
    return row


@transaction.atomic
def correct_reading(
    reading: PlanReading, key: str, values: dict[str, Any], *, mark: str, by: User, at: datetime.datetime
) -> PlanReading:
    """Save `values` as the words of the part `key`, which the writer saw when its mark was `mark`; return the row.

    Saving what stands there changes nothing. Raises PermissionDenied; Refused when the part is gone or a plan was made
    meanwhile; StaleEdit (its `current` is the row) when somebody changed the part since.
    """
    row = _open(reading, by=by)
    read = row.read
    segment = segments(read).get(key)
    if segment is None:
        raise Refused("Phần này không còn trong bản đọc: hãy tải lại trang.")
    if mark_of(values) == segment.mark:
        return row
    if segment.mark != mark:
        raise StaleEdit(row, plan=row)
    return _keep(row, with_values(read, key, values), by=by, at=at)


@transaction.atomic
def reshape_reading(
    reading: PlanReading, change: Callable[[Reading], Reading], *, by: User, at: datetime.datetime
) -> PlanReading:
    """Save what `change` (one of `plans.reading_outline`) makes of what was read; return the row. Raises
    PermissionDenied; Refused when the part is gone or a plan was made meanwhile."""
    row = _open(reading, by=by)
    try:
        return _keep(row, change(row.read), by=by, at=at)
    except IndexError:
        raise Refused("Phần này không còn trong bản đọc: hãy tải lại trang.") from None


@transaction.atomic
def keep_choices(reading: PlanReading, choices: dict[str, Any], *, by: User) -> PlanReading:
    """Keep what the person has chosen for the plan so far; return the row. Raises PermissionDenied, Refused."""
    row = _open(reading, by=by)
    row.choices = choices
    row.save(update_fields=["choices"])
    return row


@transaction.atomic
def discard_reading(reading: PlanReading, *, by: User) -> None:
    """Delete a document that was given, with its file, unless a plan was made of it.

    Raises PermissionDenied, Refused.
    """
    row = _locked(reading, by=by)
    if row.plan_id is not None:
        raise Refused("Văn bản này đã được tạo thành kế hoạch nên được giữ cùng kế hoạch.")
    Job.objects.filter(key=job_key(row)).delete()
    row.delete()
    transaction.on_commit(lambda: forget_file(row.sha256))


def _locked(reading: PlanReading, *, by: User) -> PlanReading:
    row = PlanReading.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=reading.pk).first()
    if row is None:
        raise PermissionDenied
    return row


def _open(reading: PlanReading, *, by: User) -> PlanReading:
    row = _locked(reading, by=by)
    if not row.is_open:
        raise Refused("Văn bản này đã được tạo thành kế hoạch, hoặc chưa đọc xong: hãy tải lại trang.")
    return row


def _keep(row: PlanReading, read: Reading, *, by: User, at: datetime.datetime) -> PlanReading:
    fields = {
        "reading": to_json(read),
        "summary": summary_of(read),
        "updated_at": at,
        "updated_by": by,
        "version": F("version") + 1,
    }
    PlanReading.objects.filter(pk=row.pk).update(**fields)
    return PlanReading.objects.get(pk=row.pk)
