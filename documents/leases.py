"""A job held by one worker: by a token, until the lease ends. Losing the lease stops the work without a trace."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from documents.enums import JobState
from documents.models import Job

MAX_ATTEMPTS = 3
LEASE = timedelta(seconds=30)


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


class Lease:
    """What the holder of a job may do with it. Every method raises LostJob when another holds it meanwhile."""

    def __init__(self, job_id: int, token: str):
        self.job_id, self.token = job_id, token
        self._told = 0.0

    def progress(self, percent: int) -> None:
        """Tell the person how far it is and renew the lease, at most once a second."""
        if time.monotonic() - self._told >= 1:
            self._told = time.monotonic()
            self.keep(progress=min(percent, 99))

    def keep(self, *, for_: timedelta = timedelta(0), **values) -> None:
        """Renew the lease; `for_` is how long the next stretch of work is silent. `values` go into the row."""
        if not self._held().update(lease_until=timezone.now() + LEASE + for_, **values):
            raise LostJob(self.job_id)

    @contextmanager
    def result(self) -> Iterator[None]:
        """The transaction in which a result is written: only the holder gets in, and nobody takes over meanwhile."""
        with transaction.atomic():
            self.keep()
            yield

    def finish(self, **values) -> None:
        """Give the job back with `values`; nothing happens when another holds it."""
        self._held().update(**values, token="", lease_until=None)

    def _held(self):
        return Job.objects.filter(pk=self.job_id, token=self.token, state=JobState.RUNNING)
