"""A real Celery worker, killed in the middle of a job: the job is done once more and only once."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from documents.enums import JobState
from documents.models import Job
from tests.factories.workers import Worker


@pytest.fixture
def worker(tmp_path, transactional_db):
    Job.objects.create(key="slow", paper="slow", row_id=7, requested_at=timezone.now())
    found = Worker(tmp_path)
    yield found
    found.kill()


def test_job_of_a_killed_worker_is_done_again_once(worker):
    """The job was never delivered: the sweep of the worker itself finds it. Then the worker dies in the middle."""
    worker.start()
    worker.wait_until(lambda: Job.objects.get().progress > 0)
    worker.kill()
    job = Job.objects.get()
    assert (job.state, job.attempts) == (JobState.RUNNING, 1)
    assert 0 < job.progress < 100
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))  # half a minute goes by
    worker.start()
    worker.wait_until(lambda: Job.objects.get().finished_at is not None)
    time.sleep(3)  # time for another round of the sweep
    job = Job.objects.get()
    assert (job.state, job.progress, job.attempts, job.error) == (JobState.DONE, 100, 2, "")
    assert len([file for file in (worker.folder / "papers").iterdir() if file.stat().st_size > 50_000]) == 1
