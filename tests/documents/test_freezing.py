"""Frozen papers: what was approved stays as it was, and each of its files is made once."""

import math
from dataclasses import replace

import pytest
from django.utils import timezone

from documents import freezing, jobs, store, works
from documents.actions import discard_paper, request_files
from documents.content import PartialDate, digest
from documents.enums import FileRole, JobKind, JobState
from documents.freezing import add_file, frozen_content, frozen_layout, latest_file, missing_roles, numbered_content
from documents.layout import Layout
from documents.leases import LEASE, Lease, LostJob, take
from documents.models import Job, PaperFile
from documents.printing import pages_of
from documents.tasks import print_paper
from organisations.enums import Issuing, SignedReady
from tests.factories.contents import plan, with_head
from tests.factories.papers import a_frozen_paper, a_number
from tests.factories.plans import a_user, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


def test_freezing_keeps_content_layout_and_the_ways_of_the_office(now):
    office = an_organisation(issuing=Issuing.PAPER, signed_ready=SignedReady.FIELDS)
    said, layout = plan(), Layout(body_pt=13, line_spacing=1.15)
    paper = a_frozen_paper(row_id=5, content=said, layout=layout, organisation=office, at=now)
    paper.refresh_from_db()
    assert (frozen_content(paper), frozen_layout(paper)) == (said, layout)
    assert paper.content_sha256 == digest(said)
    assert (paper.paper, paper.row_id, paper.revision, paper.frozen_at) == ("plan", 5, 1, now)
    assert (paper.kind, paper.symbol, paper.title) == ("KẾ HOẠCH", "KH-UBND", said.title)
    assert (paper.issuing, paper.signed_ready) == (Issuing.PAPER, SignedReady.FIELDS)


def test_number_and_day_typed_before_approval_are_left_blank():
    said = with_head(plan(), number=4, date=PartialDate(2026, 3, 4))
    head = frozen_content(a_frozen_paper(content=said)).head
    assert head == replace(said.head, number=None, date=PartialDate(2026))


def test_approved_again_is_the_next_revision(now):
    first = a_frozen_paper(row_id=5)
    discard_paper(first, at=now)
    second = a_frozen_paper(row_id=5, by=first.frozen_by)
    other = a_frozen_paper(row_id=6)
    assert (first.revision, first.discarded_at, second.revision, second.discarded_at) == (1, now, 2, None)
    assert other.revision == 1


def test_number_and_date_come_from_the_register():
    paper = a_frozen_paper()
    assert numbered_content(paper) == frozen_content(paper)
    entry = a_number(paper)
    paper.refresh_from_db()
    head = numbered_content(paper).head
    assert (head.number, head.date) == (7, PartialDate(2026, 3, 4))
    assert replace(numbered_content(paper), head=frozen_content(paper).head) == frozen_content(paper)
    entry.cancelled_at, entry.cancelled_by, entry.cancel_reason = timezone.now(), paper.frozen_by, "Nhầm"
    entry.save()
    paper.refresh_from_db()
    assert numbered_content(paper) == frozen_content(paper)


def test_the_worker_makes_every_file_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        paper = a_frozen_paper()
    job = Job.objects.get()
    assert (job.kind, job.key, job.row_id, job.state) == (
        JobKind.FREEZE,
        f"freeze-{paper.pk}",
        paper.pk,
        JobState.DONE,
    )
    assert sorted(paper.files.values_list("role", flat=True)) == sorted(freezing.HOUSE_ROLES)
    ready = latest_file(paper, FileRole.READY)
    pdf = store.get(ready.sha256)
    assert (ready.size, ready.pages, ready.made_by) == (len(pdf), pages_of(pdf), None)
    print_paper(job_id=job.pk)
    assert (missing_roles(paper), paper.files.count()) == ([], len(freezing.HOUSE_ROLES))
    assert request_files(paper, by=paper.frozen_by, at=timezone.now()) is None


def test_a_holder_that_lost_the_job_writes_no_file(now):
    paper = a_frozen_paper()
    job = Job.objects.get()
    slow = Lease(job.pk, take(job.pk, at=now))
    slow._told = math.inf  # it hears of its loss only when it wants to write
    Job.objects.update(token="another")
    with pytest.raises(LostJob):
        freezing.make_files(paper, slow)
    assert PaperFile.objects.count() == 0


def test_what_a_dead_worker_left_undone_is_done_without_repeating_the_rest(now):
    paper = a_frozen_paper()
    job = Job.objects.get()
    first = add_file(paper, FileRole.READY, b"made before the accident", by=None, at=now)
    jobs.work(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert latest_file(paper, FileRole.READY) == first
    assert paper.files.count() == len(freezing.HOUSE_ROLES)


def test_files_of_a_discarded_approval_are_not_made(now):
    paper = a_frozen_paper()
    discard_paper(paper, at=now)
    job = Job.objects.get()
    jobs.work(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error, PaperFile.objects.count()) == (JobState.FAILED, freezing.DISCARDED, 0)


def test_a_failed_job_says_what_to_do_and_is_asked_again(now, django_capture_on_commit_callbacks):
    paper = a_frozen_paper()
    Job.objects.update(state=JobState.RUNNING, attempts=3, lease_until=now, token="dead")
    jobs.sweep(at=now + LEASE * 2)
    job = Job.objects.get()
    assert (job.state, job.error) == (JobState.FAILED, works.FILES_GIVEN_UP)
    with django_capture_on_commit_callbacks(execute=True):
        assert request_files(paper, by=paper.frozen_by, at=now) == job
    job.refresh_from_db()
    assert (job.state, job.attempts, missing_roles(paper)) == (JobState.DONE, 1, [])


def test_the_latest_file_of_a_role_counts(now):
    paper = a_frozen_paper()
    by = a_user()
    add_file(paper, FileRole.SIGNED, b"first", by=by, at=now)
    second = add_file(paper, FileRole.SIGNED, b"second", by=by, at=now, report={"accepted": True})
    assert latest_file(paper, FileRole.SIGNED) == second
    assert (second.made_by, second.size, second.pages, second.report) == (by, 6, None, {"accepted": True})
    assert latest_file(paper, FileRole.SEALED) is None
