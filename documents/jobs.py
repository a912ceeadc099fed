"""Printing done by the worker. The Job row is the truth; a message only says «look at row n».

A worker takes a row by a conditional UPDATE and holds it by a token until its lease ends; every progress report renews
the lease. Messages may come twice, late or never: `sweep` finds what is due, and a row is done by one holder at a time.
"""

from __future__ import annotations

import logging
import time
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import caches
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import F, Q
from django.utils import timezone

from documents.enums import JobState
from documents.examining import examine_print
from documents.models import Job
from documents.papers import Paper, paper
from documents.printing import page_count, print_key, print_now
from lib.refusals import Refused

MAX_ATTEMPTS = 3
LEASE = timedelta(seconds=30)
EXAMINING_A_PAGE = timedelta(seconds=0.5)  # several times what it takes: the examination renews no lease
KNOCK_AGAIN = timedelta(seconds=60)  # a queued row nobody took by then is announced once more
KEEP_FINISHED = timedelta(days=30)
LAST_SWEEP = "last-sweep"

GONE = "Văn bản này không còn trong hệ thống nên không in được nữa."
GIVEN_UP = (
    "Đã thử in 3 lần nhưng không xong. Hãy bấm in lại; nếu vẫn không được, báo quản trị hệ thống kèm giờ yêu cầu in."
)

logger = logging.getLogger(__name__)


class LostJob(Exception):
    """Another worker has taken over, or the row is gone: stop without a trace."""


def take(job_id: int, *, at: datetime) -> str | None:
    """Claim the job for `LEASE` and return the holder's token; None when it is done, held or out of attempts."""
    token = uuid.uuid4().hex
    free = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=at)
    taken = Job.objects.filter(free, pk=job_id, attempts__lt=MAX_ATTEMPTS).update(
        state=JobState.RUNNING, token=token, lease_until=at + LEASE, attempts=F("attempts") + 1, progress=0
    )
    return token if taken else None


def work(job_id: int) -> None:
    """Print the paper of the job, if it is free. Every outcome is written into the row; only bugs are logged."""
    token = take(job_id, at=timezone.now())
    if token is None:
        return
    job = Job.objects.get(pk=job_id)
    try:
        source = paper(job.paper)
        row = source.find(job.row_id)
    except (KeyError, ObjectDoesNotExist):
        _finish(job_id, token, state=JobState.FAILED, error=GONE)
        return
    try:
        _print_and_examine(source, row, job_id, token)
    except LostJob:
        return
    except Refused as refused:
        _finish(job_id, token, state=JobState.FAILED, error=refused.sentence)
    except Exception:
        _fail_or_requeue(job, token)
    else:
        _finish(job_id, token, state=JobState.DONE, progress=100)


def sweep(*, at: datetime) -> list[int]:
    """Put things right at `at`; returns the ids to announce to the workers.

    Jobs whose holder died go back into the queue, or fail when out of attempts. Queued jobs that nobody took are
    announced again. Rows finished long ago are deleted.
    """
    expired = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=at)
    expired.filter(attempts__gte=MAX_ATTEMPTS).update(
        state=JobState.FAILED, token="", lease_until=None, error=GIVEN_UP, finished_at=at
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


def _print_and_examine(source: Paper, row: Any, job_id: int, token: str) -> None:
    content, layout = source.content(row), source.layout(row)
    pdf = print_now(content, layout, progress=_reporter(job_id, token))
    key = print_key(content, layout)
    until = timezone.now() + LEASE + page_count(key) * EXAMINING_A_PAGE
    if not Job.objects.filter(pk=job_id, token=token, state=JobState.RUNNING).update(progress=99, lease_until=until):
        raise LostJob(job_id)
    examine_print(key, pdf, content)


def _reporter(job_id: int, token: str):
    """A progress callback that renews the lease at most once a second."""
    last = 0.0

    def report(percent: int) -> None:
        nonlocal last
        if time.monotonic() - last < 1:
            return
        last = time.monotonic()
        held = Job.objects.filter(pk=job_id, token=token, state=JobState.RUNNING)
        if not held.update(progress=min(percent, 99), lease_until=timezone.now() + LEASE):
            raise LostJob(job_id)

    return report


def _fail_or_requeue(job: Job, token: str) -> None:
    """A bug or an accident: log it; try again later while attempts are left."""
    logger.exception("Printing job %s failed (attempt %s)", job.pk, job.attempts)
    if job.attempts >= MAX_ATTEMPTS:
        _finish(job.pk, token, state=JobState.FAILED, error=GIVEN_UP)
    else:
        Job.objects.filter(pk=job.pk, token=token).update(state=JobState.QUEUED, token="", lease_until=None)


def _finish(job_id: int, token: str, **values) -> None:
    Job.objects.filter(pk=job_id, token=token).update(**values, token="", lease_until=None, finished_at=timezone.now())
