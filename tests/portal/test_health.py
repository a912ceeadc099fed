"""Whether the house is at work."""

import datetime

import pytest
from django.core.cache import caches
from django.utils import timezone

from documents import jobs
from documents.enums import JobState
from documents.models import Job
from documents.tasks import sweep_jobs
from portal.health import health

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 21, 9, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def no_heartbeat_yet():
    caches["papers"].delete(jobs.LAST_SWEEP)


def a_job(state, *, minutes_ago):
    Job.objects.create(
        key=f"{state}-{minutes_ago}",
        paper="plan",
        row_id=1,
        state=state,
        requested_at=NOW - datetime.timedelta(minutes=minutes_ago),
    )


@pytest.mark.parametrize(("minutes", "well"), [(0, True), (5, True), (6, False)])
def test_a_job_that_waits_more_than_five_minutes_is_a_failure(minutes, well):
    a_job(JobState.QUEUED, minutes_ago=minutes)
    state = health(at=NOW)
    assert (state.queue_age, state.is_well) == (minutes * 60, well)


def test_running_and_finished_jobs_do_not_wait():
    a_job(JobState.RUNNING, minutes_ago=50)
    a_job(JobState.DONE, minutes_ago=90)
    state = health(at=NOW)
    assert (state.queue_age, state.is_well) == (0, True)


@pytest.mark.parametrize(("seconds", "well"), [(10, True), (120, True), (121, False)])
def test_a_worker_that_stopped_sweeping_is_a_failure(seconds, well):
    jobs.note_sweep(at=NOW - datetime.timedelta(seconds=seconds))
    state = health(at=NOW)
    assert (state.silence, state.is_well) == (seconds, well)


def test_sweeping_is_remembered_by_the_task():
    sweep_jobs()
    assert health(at=timezone.now()).silence <= 1


def test_unknown_worker_is_no_failure():
    state = health(at=NOW)
    assert (state.silence, state.is_well) == (None, True)
