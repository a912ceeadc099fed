"""Printing jobs: asked for once, done by one holder, begun again after an accident, given up with a reason."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone

from config.celery import app
from documents import examining, jobs, papers, works
from documents.actions import request_print
from documents.enums import JobState
from documents.examining import examined
from documents.layout import Layout
from documents.leases import LEASE, Lease, LostJob, take
from documents.models import Job
from documents.printing import page_count, print_key, printed
from documents.tasks import print_paper, sweep_jobs
from lib.refusals import Refused
from tests.factories.contents import plan

pytestmark = pytest.mark.django_db


class OnePlan:
    """A paper whose only row is number 1; what it says can be changed."""

    key = "one-plan"
    label = "Kế hoạch thử"

    def __init__(self):
        self.said = plan(appendices=())
        self.trouble = None

    def find(self, row_id):
        if row_id != 1:
            raise Job.DoesNotExist
        return self

    def content(self, row):
        if self.trouble:
            raise self.trouble
        return self.said

    def layout(self, row):
        return Layout()


@pytest.fixture
def paper():
    caches["papers"].clear()
    papers._papers["one-plan"] = OnePlan()
    yield papers._papers["one-plan"]
    del papers._papers["one-plan"]


@pytest.fixture
def now():
    return timezone.now()


def queued(now, **changes):
    return Job.objects.create(**{"key": "k", "paper": "one-plan", "row_id": 1, "requested_at": now} | changes)


def test_request_is_queued_on_commit_and_done(paper, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = request_print("one-plan", 1, by=None, at=now)
        assert job.state == JobState.QUEUED
    job.refresh_from_db()
    assert (job.state, job.progress, job.attempts, job.error, job.token) == (JobState.DONE, 100, 1, "", "")
    assert printed(job.key)[:5] == b"%PDF-"


def test_same_paper_asked_twice_is_one_job(paper, now):
    assert request_print("one-plan", 1, by=None, at=now) == request_print("one-plan", 1, by=None, at=now)
    assert Job.objects.count() == 1


def test_changed_paper_is_another_job(paper, now):
    request_print("one-plan", 1, by=None, at=now)
    paper.said = plan(title="Khác", appendices=())
    request_print("one-plan", 1, by=None, at=now)
    assert Job.objects.count() == 2


def test_done_job_whose_pdf_is_lost_is_queued_anew(paper, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = request_print("one-plan", 1, by=None, at=now)
    caches["papers"].clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert request_print("one-plan", 1, by=None, at=now).state == JobState.QUEUED
    job.refresh_from_db()
    assert (job.state, printed(job.key) is None) == (JobState.DONE, False)


def test_failed_job_asked_again_gets_new_attempts(paper, now):
    key = print_key(paper.said, Layout())
    queued(now, key=key, state=JobState.FAILED, attempts=3, error="Hỏng", finished_at=now)
    job = request_print("one-plan", 1, by=None, at=now)
    assert (job.state, job.attempts, job.error, job.finished_at) == (JobState.QUEUED, 0, "", None)


def test_only_one_holder_takes_a_job(paper, now):
    job = queued(now)
    assert take(job.pk, at=now)
    assert take(job.pk, at=now) is None
    assert take(job.pk, at=now + LEASE + timedelta(seconds=1))


def test_job_is_not_taken_a_fourth_time(paper, now):
    job = queued(now, attempts=3)
    assert take(job.pk, at=now) is None


def test_expired_job_is_announced_again_by_the_sweep(paper, now):
    job = queued(now, state=JobState.RUNNING, attempts=1, token="gone", lease_until=now - timedelta(seconds=1))
    assert jobs.sweep(at=now) == [job.pk]
    job.refresh_from_db()
    assert (job.state, job.token) == (JobState.QUEUED, "")


def test_running_job_is_left_alone_by_the_sweep(paper, now):
    queued(now, state=JobState.RUNNING, attempts=1, token="held", lease_until=now + timedelta(seconds=1))
    assert jobs.sweep(at=now) == []


def test_job_out_of_attempts_fails_with_a_sentence(paper, now):
    job = queued(now, state=JobState.RUNNING, attempts=3, token="gone", lease_until=now - timedelta(seconds=1))
    assert jobs.sweep(at=now) == []
    job.refresh_from_db()
    assert (job.state, job.error, job.finished_at) == (JobState.FAILED, works.GIVEN_UP, now)


def test_announced_job_is_not_announced_again_at_once(paper, now):
    job = queued(now)
    jobs.announced(job.pk, at=now)
    assert jobs.sweep(at=now + timedelta(seconds=59)) == []
    assert jobs.sweep(at=now + timedelta(seconds=61)) == [job.pk]


def test_sweep_task_brings_a_never_delivered_job_to_its_end(paper, now):
    job = queued(now)
    sweep_jobs()
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_jobs_finished_long_ago_are_deleted(paper, now):
    queued(now, key="old", state=JobState.DONE, finished_at=now - timedelta(days=31))
    recent = queued(now, key="recent", state=JobState.DONE, finished_at=now - timedelta(days=29))
    jobs.sweep(at=now)
    assert list(Job.objects.all()) == [recent]


@pytest.mark.parametrize("changes", [{"row_id": 2}, {"paper": "unknown"}])
def test_paper_that_is_gone_fails_with_a_sentence(paper, now, changes):
    job = queued(now, **changes)
    print_paper(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.error, job.attempts) == (JobState.FAILED, works.GONE, 1)


def test_refusal_of_the_renderer_is_shown_to_the_user(paper, now):
    paper.trouble = Refused("Máy chủ thiếu thư viện.")
    job = queued(now)
    print_paper(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "Máy chủ thiếu thư viện.")


def test_bug_is_tried_three_times_then_given_up(paper, now, caplog):
    paper.trouble = RuntimeError("bug")
    job = queued(now)
    states = []
    for _attempt in range(3):
        print_paper(job_id=job.pk)
        job.refresh_from_db()
        states.append(job.state)
    assert states == [JobState.QUEUED, JobState.QUEUED, JobState.FAILED]
    assert job.error == works.GIVEN_UP
    assert len(caplog.records) == 3


def test_progress_renews_the_lease_and_notices_a_lost_job(paper, now):
    job = queued(now)
    token = take(job.pk, at=now - timedelta(seconds=20))
    Lease(job.pk, token).progress(40)
    job.refresh_from_db()
    assert job.progress == 40
    assert job.lease_until > now + timedelta(seconds=20)
    Job.objects.update(token="another")
    with pytest.raises(LostJob):
        Lease(job.pk, token).progress(50)


@pytest.fixture
def broker_away():
    before = {name: app.conf[name] for name in ("task_always_eager", "broker_url", "broker_write_url")}
    nobody = "redis://127.0.0.1:1/0"
    app.conf.update(task_always_eager=False, broker_url=nobody, broker_write_url=nobody)
    yield
    app.close()
    app.conf.update(before)


def test_holder_that_lost_its_job_stops_without_a_trace(paper, now):
    job = queued(now)
    said = paper.said

    def content(row):
        Job.objects.update(token="another")
        return said

    paper.content = content
    print_paper(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.token, job.progress) == (JobState.RUNNING, "another", 0)
    assert printed(print_key(said, Layout())) is None


def test_broker_away_leaves_the_job_for_the_sweep(paper, now, broker_away, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = request_print("one-plan", 1, by=None, at=now)
    job.refresh_from_db()
    assert (job.state, job.lease_until) == (JobState.QUEUED, None)
    assert jobs.sweep(at=now) == [job.pk]


def test_a_job_examines_what_it_printed(paper, now):
    job = queued(now)
    jobs.work(job.pk)
    key = print_key(paper.said, Layout())
    assert [finding.rule for finding in examined(key).errors] == []
    assert examined(key).pages == page_count(key)


def test_a_report_of_other_rules_is_not_shown(paper, now, monkeypatch):
    jobs.work(queued(now).pk)
    monkeypatch.setattr(examining, "_rules_version", lambda: "other")
    assert examined(print_key(paper.said, Layout())) is None
