"""Work of the house on the home page."""

import datetime

import pytest
from django.utils import timezone

from documents.enums import JobState
from documents.models import Job
from portal.waiting import my_jobs
from tests.factories.plans import a_plan, a_user

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 21, 9, 0, tzinfo=timezone.get_default_timezone())


def a_job(plan, state, *, by, hours_ago=0, **fields):
    return Job.objects.create(
        key=f"{plan.pk}-{state}-{hours_ago}",
        paper="plan",
        row_id=plan.pk,
        state=state,
        requested_by=by,
        requested_at=NOW - datetime.timedelta(hours=hours_ago),
        **fields,
    )


def test_own_jobs_are_listed_while_they_run_and_a_day_after_they_failed():
    user = a_user()
    plan = a_plan(user, title="Kết nghĩa")
    a_job(plan, JobState.RUNNING, by=user, progress=40)
    a_job(plan, JobState.FAILED, by=user, hours_ago=23)
    a_job(plan, JobState.FAILED, by=user, hours_ago=25)
    a_job(plan, JobState.DONE, by=user)
    a_job(plan, JobState.QUEUED, by=a_user())
    items = my_jobs(user, roles=frozenset(), at=NOW).items
    assert [(item.title, item.percent, bool(item.failure)) for item in items] == [
        ("Bản PDF: Kết nghĩa", 40, False),
        ("Bản PDF: Kết nghĩa", None, True),
    ]


def test_plan_that_may_no_longer_be_seen_is_not_named():
    user = a_user()
    a_job(a_plan(a_user(), title="Kín"), JobState.RUNNING, by=user)
    (item,) = my_jobs(user, roles=frozenset(), at=NOW).items
    assert (item.title, item.url) == ("Bản PDF: Kế hoạch", "")
