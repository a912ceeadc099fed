"""What the worker does for plans: read files that were given, clear away those whose time is over."""

from datetime import datetime, timedelta

from documents import store
from documents.enums import JobKind, JobState
from documents.leases import MAX_ATTEMPTS, Lease
from documents.models import Job
from documents.reading import source_of, to_json
from documents.works import register, tidies
from lib.refusals import Refused
from plans.models import PlanReading
from plans.reading_files import clear_old, forget_file, read_checked
from plans.readings import summary_of

READING_A_FILE = timedelta(minutes=5)
"""Nothing is heard of a file that is being opened; LibreOffice is slow."""
GIVEN_UP = (
    "Đã thử đọc 3 lần nhưng không xong. Hãy bấm «Thử lại», hoặc mở tệp, chép chữ rồi dán vào; nếu vẫn không được, báo "
    "quản trị hệ thống kèm giờ tải tệp."
)
GONE = "Tệp này không còn: hãy tải lại."


@register(JobKind.READ, given_up=GIVEN_UP)
def read_file(job: Job, lease: Lease) -> None:
    """Read the file of a PlanReading row. What is refused is written there too, and a secret file is forgotten."""
    row = PlanReading.objects.filter(pk=job.row_id).first()
    if row is None or row.reading:
        return
    PlanReading.objects.filter(pk=row.pk).update(state=JobState.RUNNING)
    lease.keep(for_=READING_A_FILE, progress=10)
    try:
        source = source_of(_bytes(row), row.name)
        lease.keep(for_=READING_A_FILE, progress=60)
        read = read_checked(source)
    except Refused as refused:
        _fail(row, refused.sentence)
        forget_file(row.sha256)
        raise
    except Exception:
        if job.attempts >= MAX_ATTEMPTS:
            _fail(row, GIVEN_UP, keeps_file=True)
        raise
    with lease.result():
        PlanReading.objects.filter(pk=row.pk, reading="").update(
            state=JobState.DONE, error="", source=to_json(source), reading=to_json(read), summary=summary_of(read)
        )


def _bytes(row: PlanReading) -> bytes:
    try:
        return store.get(row.sha256, room=store.READINGS)
    except store.MissingFile:
        raise Refused(GONE) from None


def _fail(row: PlanReading, sentence: str, *, keeps_file: bool = False) -> None:
    values = {"state": JobState.FAILED, "error": sentence} | ({} if keeps_file else {"sha256": ""})
    PlanReading.objects.filter(pk=row.pk).update(**values)


@tidies
def clear_old_readings(at: datetime) -> None:
    """Forget documents that were given long ago."""
    clear_old(at)
