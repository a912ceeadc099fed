"""Jobs done by the worker. The Job row is the truth; a message only says «look at row n».

A worker takes a row by a conditional UPDATE and holds it by a token until its lease ends (`documents.leases`);
every progress report renews the lease. Messages may come twice, late or never: `sweep` finds what is due, and a row is
done by one holder at a time. What is done stands in `documents.works`.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.core.cache import caches
from django.db.models import Q
from django.utils import timezone

from documents.enums import JobState
from documents.leases import MAX_ATTEMPTS, Lease, LostJob, take
from documents.models import Job
from documents.works import WORKS
from lib.refusals import Refused

KNOCK_AGAIN = timedelta(seconds=60)  # a queued row nobody took by then is announced once more
KEEP_FINISHED = timedelta(days=30)
LAST_SWEEP = "last-sweep"

logger = logging.getLogger(__name__)


def work(job_id: int) -> None:
    """Do the job, if it is free. Every outcome is written into the row; only bugs are logged."""
    token = take(job_id, at=timezone.now())
    if token is None:
        return
    job, lease = Job.objects.get(pk=job_id), Lease(job_id, token)
    try:
        WORKS[job.kind].do(job, lease)
    except LostJob:
        return
    except Refused as refused:
        lease.finish(state=JobState.FAILED, error=refused.sentence, finished_at=timezone.now())
    except Exception:
        _fail_or_requeue(job, lease)
    else:
        lease.finish(state=JobState.DONE, progress=100, finished_at=timezone.now())


def sweep(*, at: datetime) -> list[int]:
    """Put things right at `at`; returns the ids to announce to the workers.

    Jobs whose holder died go back into the queue, or fail when out of attempts. Queued jobs that nobody took are
    announced again. Rows finished long ago are deleted.
    """
    expired = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=at)
    for kind, its in WORKS.items():
        expired.filter(kind=kind, attempts__gte=MAX_ATTEMPTS).update(
            state=JobState.FAILED, token="", lease_until=None, error=its.given_up, finished_at=at
        )
    expired.update(state=JobState.QUEUED, token="", lease_until=None, progress=0)
    Job.objects.filter(finished_at__lt=at - KEEP_FINISHED).delete()
    due = Job.objects.filter(Q(lease_until=None) | Q(lease_until__lt=at), state=JobState.QUEUED)
    return list(due.order_by("requested_at", "pk").values_list("pk", flat=True)[:100])


def note_sweep(*, at: datetime) -> None:
    """Remember that a sweep was finished: the worker's heartbeat."""
    caches["papers"].set(LAST_SWEEP, at, timeout=None)


def last_sweep() -> datetime | None:
    """When the worker last finished a sweep; None when it has not yet, or nobody remembers."""
    return caches["papers"].get(LAST_SWEEP)


def requeue(job_id: int, *, at: datetime) -> None:
    """Put a finished or failed job back into the queue with all its attempts."""
    Job.objects.filter(pk=job_id, state__in=(JobState.DONE, JobState.FAILED)).update(
        state=JobState.QUEUED, attempts=0, progress=0, error="", lease_until=None, finished_at=None, requested_at=at
    )


def announced(job_id: int, *, at: datetime) -> None:
    """Note that the workers have been told of a queued job; `sweep` waits `KNOCK_AGAIN` before it repeats that."""
    Job.objects.filter(pk=job_id, state=JobState.QUEUED).update(lease_until=at + KNOCK_AGAIN)


def _fail_or_requeue(job: Job, lease: Lease) -> None:
    """A bug or an accident: log it; try again later while attempts are left."""
    logger.exception("Job %s (%s) failed (attempt %s)", job.pk, job.kind, job.attempts)
    if job.attempts >= MAX_ATTEMPTS:
        lease.finish(state=JobState.FAILED, error=WORKS[job.kind].given_up, finished_at=timezone.now())
    else:
        lease.finish(state=JobState.QUEUED)
