"""Doorbells of the jobs."""

import logging

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from documents import jobs

logger = logging.getLogger(__name__)


@shared_task
def print_paper(*, job_id: int) -> None:
    """Print the paper of that job row."""
    jobs.work(job_id)


@shared_task
def sweep_jobs() -> None:
    """Every ten seconds: announce again what was lost, give up what cannot be done."""
    for job_id in jobs.sweep(at=timezone.now()):
        ring(job_id)
    jobs.note_sweep(at=timezone.now())


def ring(job_id: int) -> None:
    """Tell the workers about a queued job. When the broker is away the row simply waits for the next sweep."""
    try:
        print_paper.apply_async(kwargs={"job_id": job_id}, retry=False)
    except (OperationalError, OSError):
        logger.warning("Broker not reachable; job %s waits in the table", job_id)
    else:
        jobs.announced(job_id, at=timezone.now())
