"""What every request for work has in common: one job for one key, rung for after the commit."""

from datetime import datetime

from django.db import transaction

from documents import jobs, tasks
from documents.enums import JobKind, JobState
from documents.models import Job


def queued(key: str, *, kind: JobKind, paper: str, row_id: int, is_lost: bool, by, at: datetime) -> Job:
    """The job named `key`: a new one, the one under way, or one that is done anew with all its attempts.

    Anew is done what failed, and what was done but `is_lost` since. Call it inside a transaction.
    """
    job, created = Job.objects.get_or_create(
        key=key, defaults={"kind": kind, "paper": paper, "row_id": row_id, "requested_by": by, "requested_at": at}
    )
    if job.state == JobState.FAILED or (job.state == JobState.DONE and is_lost):
        jobs.requeue(job.pk, at=at)
        job.refresh_from_db()
    if created or job.state == JobState.QUEUED:
        transaction.on_commit(lambda: tasks.ring(job.pk))
    return job
