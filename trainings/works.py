"""What the worker does for trainings: print certificates, read large files of names and store their rows."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from documents import printing
from documents.enums import JobKind
from documents.leases import MAX_ATTEMPTS, Lease
from documents.models import Job
from documents.works import register, tidies
from lib.refusals import Refused
from trainings.certificates import print_certificates
from trainings.enums import UploadState
from trainings.models import TrainingClass, Upload
from trainings.uploading import forget_old, locked, read_file, store, takes_rows

CERTIFICATES_GIVEN_UP = (
    "Đã thử in 3 lần nhưng không xong. Hãy bấm in lại; nếu vẫn không được, báo quản trị hệ thống kèm giờ yêu cầu in."
)
READING = timedelta(minutes=3)
"""Nothing is heard while a file is opened, checked, or stored."""
FILES_GIVEN_UP = (
    "Đã thử 3 lần nhưng không xong. Hãy nộp lại tệp; nếu vẫn không được, báo quản trị hệ thống kèm giờ nộp tệp."
)


@register(JobKind.CERTIFY, given_up=CERTIFICATES_GIVEN_UP)
def print_all_certificates(job: Job, lease: Lease) -> None:
    """Print the certificates of a class (`row_id`) into the cache."""
    row = TrainingClass.objects.select_related("course__organisation", "venue").filter(pk=job.row_id).first()
    if row is None:
        raise Refused("Lớp này không còn trong hệ thống nên không in được nữa.")
    printing.keep(job.key, print_certificates(row, progress=lease.progress))


@register(JobKind.ROSTER, given_up=FILES_GIVEN_UP)
def work_on_names(job: Job, lease: Lease) -> None:
    """Read the file of an Upload row, or store its right rows, as its state says. What is refused is written there."""
    upload = (
        Upload.objects.select_related("roster", "training_class__course__organisation").filter(pk=job.row_id).first()
    )
    if upload is None or upload.state not in {UploadState.READING, UploadState.STORING}:
        return
    lease.keep(for_=READING, progress=5)
    work, back_to = (
        (_read, UploadState.FAILED) if upload.state == UploadState.READING else (_store, UploadState.CHECKED)
    )
    try:
        work(upload, lease)
    except Refused as refused:
        Upload.objects.filter(pk=upload.pk).update(state=back_to, error=refused.sentence, data=None)
        raise
    except Exception:
        if job.attempts >= MAX_ATTEMPTS:
            Upload.objects.filter(pk=upload.pk).update(state=back_to, error=FILES_GIVEN_UP, data=None)
        raise


def _read(upload: Upload, lease: Lease) -> None:
    read_file(upload, on=localdate(upload.at), progress=lease.progress)
    with lease.result():
        if Upload.objects.select_for_update().get(pk=upload.pk).state == UploadState.READING:
            upload.save()


def _store(upload: Upload, lease: Lease) -> None:
    lease.keep(for_=READING, progress=30)
    at = timezone.now()
    with lease.result():
        target = locked(upload.roster or upload.training_class)
        row = Upload.objects.select_for_update().get(pk=upload.pk)
        if row.state != UploadState.STORING:
            return
        if not takes_rows(target):
            raise Refused("Danh sách đã được gửi hoặc chốt trước khi ghi xong: chưa ghi dòng nào của tệp này.")
        store(row, target, at=at, on=localdate(at))
        row.save()


@tidies
def forget_old_files(at: datetime) -> None:
    """Forget what files of names said that were given long ago."""
    forget_old(at)
