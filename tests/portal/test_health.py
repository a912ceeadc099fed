"""Whether the house is at work."""

import datetime

import pytest
from django.utils import timezone

from documents.enums import JobState
from documents.models import Job
from portal.health import health

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 21, 9, 0, tzinfo=timezone.get_default_timezone())


def a_job(state, *, minutes_ago, finished_minutes_ago=None):
    Job.objects.create(
        key=f"{state}-{minutes_ago}",
        paper="plan",
        row_id=1,
        state=state,
        requested_at=NOW - datetime.timedelta(minutes=minutes_ago),
        finished_at=finished_minutes_ago and NOW - datetime.timedelta(minutes=finished_minutes_ago),
    )


@pytest.mark.parametrize(("minutes", "well"), [(0, True), (5, True), (6, False)])
def test_a_job_that_waits_more_than_five_minutes_is_a_failure(minutes, well):
    a_job(JobState.QUEUED, minutes_ago=minutes)
    state = health(at=NOW)
    assert (state.queue_age, state.is_well) == (minutes * 60, well)


def test_running_and_finished_jobs_do_not_wait():
    a_job(JobState.RUNNING, minutes_ago=50)
    a_job(JobState.DONE, minutes_ago=90, finished_minutes_ago=80)
    state = health(at=NOW)
    assert (state.queue_age, state.is_well) == (0, True)
    assert state.last_finished == NOW - datetime.timedelta(minutes=80)
