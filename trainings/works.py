"""What the worker does for trainings."""

from documents import printing
from documents.enums import JobKind
from documents.leases import Lease
from documents.models import Job
from documents.works import register
from lib.refusals import Refused
from trainings.certificates import print_certificates
from trainings.models import TrainingClass

CERTIFICATES_GIVEN_UP = (
    "Đã thử in 3 lần nhưng không xong. Hãy bấm in lại; nếu vẫn không được, báo quản trị hệ thống kèm giờ yêu cầu in."
)


@register(JobKind.CERTIFY, given_up=CERTIFICATES_GIVEN_UP)
def print_all_certificates(job: Job, lease: Lease) -> None:
    """Print the certificates of a class (`row_id`) into the cache."""
    row = TrainingClass.objects.select_related("course__organisation", "venue").filter(pk=job.row_id).first()
    if row is None:
        raise Refused("Lớp này không còn trong hệ thống nên không in được nữa.")
    printing.keep(job.key, print_certificates(row, progress=lease.progress))
