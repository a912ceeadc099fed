"""Acts on documents."""

from datetime import datetime

from django.db import transaction

from documents import jobs, tasks
from documents.enums import JobState
from documents.models import Job
from documents.papers import paper
from documents.printing import print_key, printed


@transaction.atomic
def request_print(paper_key: str, row_id: int, *, by, at: datetime) -> Job:
    """Have the worker print the paper as it stands now; returns the job to watch.

    The same wording in the same layout is one job, whoever asks and however often. A job that failed, or whose PDF is
    no longer kept, is queued anew. Raises KeyError for an unknown paper and the model's DoesNotExist for the row; the
    caller has checked that `by` may see it.
    """
    source = paper(paper_key)
    row = source.find(row_id)
    key = print_key(source.content(row), source.layout(row))
    job, created = Job.objects.get_or_create(
        key=key, defaults={"paper": paper_key, "row_id": row_id, "requested_by": by, "requested_at": at}
    )
    lost = job.state == JobState.DONE and printed(key) is None
    if lost or job.state == JobState.FAILED:
        jobs.requeue(job.pk, at=at)
        job.refresh_from_db()
    if created or job.state == JobState.QUEUED:
        transaction.on_commit(lambda: tasks.ring(job.pk))
    return job
