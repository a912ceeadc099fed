"""Having registers printed by the worker."""

from datetime import datetime

from django.db import transaction

from documents import jobs, tasks
from documents.enums import JobKind, JobState
from documents.models import Job
from documents.printing import printed
from documents.registers import Span


@transaction.atomic
def request_book(span: Span, *, by, at: datetime) -> Job:
    """Have the worker print the registers of `span` as they stand now; returns the job to watch.

    The same lines are one job, whoever asks and however often. The caller has checked that `by` may see them.
    """
    key = span.key()
    job, created = Job.objects.get_or_create(
        key=key,
        defaults={
            "kind": JobKind.REGISTER,
            "paper": "register",
            "row_id": span.organisation_id,
            "requested_by": by,
            "requested_at": at,
        },
    )
    lost = job.state == JobState.DONE and printed(key) is None
    if lost or job.state == JobState.FAILED:
        jobs.requeue(job.pk, at=at)
        job.refresh_from_db()
    if created or job.state == JobState.QUEUED:
        transaction.on_commit(lambda: tasks.ring(job.pk))
    return job
