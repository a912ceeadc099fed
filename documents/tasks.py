"""Doorbells of the jobs."""

import logging

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from documents import integrity, jobs, works

logger = logging.getLogger(__name__)


@shared_task
def print_paper(*, job_id: int) -> None:
    """Print the paper of that job row."""
    jobs.work(job_id)


@shared_task
def sweep_jobs() -> None:
    """Every ten seconds: announce again what was lost, give up what cannot be done. Once a day: begin the check."""
    for job_id in jobs.sweep(at=timezone.now()):
        ring(job_id)
    for clear in works.TIDIES:
        clear(timezone.now())
    jobs.note_sweep(at=timezone.now())
    if integrity.is_due():
        verify_papers.delay()


@shared_task
def verify_papers() -> None:
    """Are approved papers still what they were? The log names those that are not."""
    faults = list(integrity.damaged())
    for sentence in faults:
        logger.error(sentence)
    integrity.note_check(faults=len(faults), at=timezone.now())


def ring(job_id: int) -> None:
    """Tell the workers about a queued job. When the broker is away the row simply waits for the next sweep."""
    try:
        print_paper.apply_async(kwargs={"job_id": job_id}, retry=False)
    except (OperationalError, OSError):
        logger.warning("Broker not reachable; job %s waits in the table", job_id)
    else:
        jobs.announced(job_id, at=timezone.now())
