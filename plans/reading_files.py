"""Files that were given to be read: read with what may not be kept refused, forgotten when their time is over."""

from datetime import datetime, timedelta

from documents import reading as reader
from documents import store
from documents.reading.result import Reading
from documents.reading.source import Source
from lib.refusals import Refused
from lib.secrecy import REFUSAL
from plans.models import PlanReading
from plans.reading_secrecy import bears_secret_mark

KEPT = timedelta(days=30)
"""How long a document of which no plan was made is kept, and every uploaded file."""


def read_checked(source: Source) -> Reading:
    """What `source` says. Raises Refused when it bears a mark of secrecy."""
    read = reader.read(source)
    if bears_secret_mark(read.content, source):
        raise Refused(REFUSAL)
    return read


def job_key(row: PlanReading) -> str:
    """The key of the job that reads the file of `row`."""
    return f"read-{row.pk}"


def clear_old(at: datetime) -> None:
    """Delete documents given more than KEPT ago of which no plan was made, and the files of all given so long ago."""
    old = PlanReading.objects.filter(at__lt=at - KEPT)
    digests = set(old.exclude(sha256="").values_list("sha256", flat=True)[:500])
    old.filter(plan=None).delete()
    old.filter(sha256__in=digests).update(sha256="")
    for digest in digests:
        forget_file(digest)


def forget_file(digest: str) -> None:
    """Remove the uploaded file of that digest unless another document given still needs it."""
    if digest and not PlanReading.objects.filter(sha256=digest).exists():
        store.remove(digest, room=store.READINGS)
