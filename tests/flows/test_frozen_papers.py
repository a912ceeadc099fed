"""Approved papers survive what happens to servers: a worker killed in the middle, a broker that is away."""

import socket
import subprocess
import time
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from audit.enums import EntryKind
from audit.models import Entry
from documents import store
from documents.enums import FileRole, JobState
from documents.freezing import HOUSE_ROLES
from documents.models import Job, PaperFile
from documents.works import FILES_GIVEN_UP
from tests.factories.papers import approved
from tests.factories.plans import a_plan, a_user, an_outline
from tests.factories.workers import Worker

PAPERS = 20
QUICK = 5  # seconds for an act, on a machine that is busy with other tests; a rested one needs 0.4, or 2.2
DIGEST_LETTERS = 64  # a file that the worker was writing when it was killed has another name


@pytest.fixture
def port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def worker(tmp_path, transactional_db, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    found = Worker(tmp_path, concurrency=2)
    yield found
    found.kill()


@pytest.fixture
def production(tmp_path, transactional_db, settings, port):
    """A worker under production settings whose broker is a Redis of its own, not running yet."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    (tmp_path / "prints").mkdir()
    environment = {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "DATA_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
        "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "ALLOWED_HOSTS": "kehoach.example.vn",
        "CELERY_BROKER_URL": f"redis://127.0.0.1:{port}/0",
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "PAPERS_CACHE": str(tmp_path / "prints"),
    }
    found = Worker(tmp_path, environment=environment)
    yield found
    found.kill()


@contextmanager
def broker(folder, port):
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def states() -> Counter:
    return Counter(Job.objects.values_list("state", flat=True))


def made() -> Counter:
    """How often each file of each paper was made."""
    return Counter(PaperFile.objects.values_list("paper__row_id", "role"))


def each_once(papers: int) -> dict:
    return {(number, role): 1 for number in range(1, papers + 1) for role in HOUSE_ROLES}


def test_twenty_papers_are_each_made_once_although_the_worker_is_killed(worker):
    worker.ask_for(PAPERS)
    assert states() == {JobState.QUEUED: PAPERS}
    worker.start()
    worker.wait_until(lambda: states()[JobState.DONE] >= 4 and states()[JobState.RUNNING] == 2)
    worker.kill()
    in_the_middle = set(Job.objects.filter(state=JobState.RUNNING).values_list("pk", flat=True))
    before = set(PaperFile.objects.values_list("pk", "sha256"))
    assert in_the_middle
    assert states()[JobState.QUEUED] > 0
    Job.objects.filter(pk__in=in_the_middle).update(lease_until=timezone.now() - timedelta(seconds=1))  # time goes by
    worker.start()
    worker.wait_until(lambda: states() == {JobState.DONE: PAPERS})
    time.sleep(3)  # time for messages that come twice and for another sweep

    attempts = dict(Job.objects.values_list("pk", "attempts"))
    assert attempts == {pk: 2 if pk in in_the_middle else 1 for pk in attempts}
    assert made() == each_once(PAPERS)
    assert before <= set(PaperFile.objects.values_list("pk", "sha256"))
    assert [len(store.get(file.sha256)) == file.size for file in PaperFile.objects.all()] == [True] * len(made())
    kept = {path.name for path in (worker.folder / "media").rglob("*") if len(path.name) == DIGEST_LETTERS}
    assert kept == set(PaperFile.objects.values_list("sha256", flat=True))


def test_without_a_broker_acts_succeed_and_papers_follow_when_it_is_back(production, port):
    """Under production settings: the broker is away, comes, goes again, and comes back."""
    assert max(production.ask_for(2)) < QUICK
    assert (states(), made()) == ({JobState.QUEUED: 2}, {})
    with broker(production.folder, port):
        production.start()
        production.wait_until(lambda: made() == each_once(2))
    assert max(production.ask_for(1)) < QUICK
    assert states() == {JobState.QUEUED: 1, JobState.DONE: 2}
    with broker(production.folder, port):
        production.wait_until(lambda: states() == {JobState.DONE: 3})
    assert set(made().values()) == {1}


def test_a_broker_that_hangs_holds_nobody_up_for_long(production, port):
    """Somebody takes the call but never answers."""
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", port))
        mute.listen()
        assert max(production.ask_for(1)) < QUICK
    assert states() == {JobState.QUEUED: 1}


@pytest.mark.browser
def test_the_plan_page_shows_the_files_coming_and_hands_them_out(transactional_db, open_page, settings, tmp_path):
    """In a browser: waiting, progress, a failure asked for again, the files with their digests, one saved by name."""
    settings.MEDIA_ROOT = tmp_path
    drafter = a_user()
    draft = a_plan(drafter, title="Thực hiện Dự án 5")
    an_outline(draft, drafter, "MỤC ĐÍCH")
    plan = approved(draft, by=drafter)
    PaperFile.objects.all().delete()  # the worker has not come yet
    Job.objects.update(state=JobState.QUEUED, progress=0)
    page = open_page(drafter, path=f"/ke-hoach/{plan.pk}/")
    files = page.locator("#files")
    expect(files).to_contain_text("Máy chủ đang tạo tệp: đang chờ")
    Job.objects.update(state=JobState.RUNNING, progress=40)
    expect(files).to_contain_text("đang làm, 40 %")
    Job.objects.update(state=JobState.FAILED, attempts=3, error=FILES_GIVEN_UP)
    expect(files.get_by_role("alert")).to_contain_text(FILES_GIVEN_UP)
    files.get_by_role("button", name="Tạo lại tệp").click()
    expect(files.locator("code")).to_have_count(len(HOUSE_ROLES))
    expect(files.locator("code")).to_have_text(list(plan.paper.files.values_list("sha256", flat=True)))
    with page.expect_download() as saved:
        files.get_by_role("link", name="Tải về Bản Word").click()
    word = plan.paper.files.get(role=FileRole.WORD)
    assert saved.value.suggested_filename == "Kế hoạch 2024 – Thực hiện Dự án 5.docx"
    assert Path(saved.value.path()).read_bytes() == store.get(word.sha256)
    assert Entry.objects.get(kind=EntryKind.DOWNLOAD).row_id == plan.pk
