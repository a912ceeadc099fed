"""A real Celery worker, killed in the middle of a job: the job is done once more and only once."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from documents.models import Job

ROOT = Path(__file__).parents[2]
PATIENCE = 120  # seconds; a loaded machine prints slowly


class Worker:
    """Worker processes on a database and a queue folder of their own."""

    def __init__(self, folder, database_url, read):
        self.folder, self.read, self.process = folder, read, None
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.documents.worker_settings",
            "WORKER_TEST_DIR": str(folder),
            "DATABASE_URL": database_url,
        }
        (folder / "queue").mkdir()

    def start(self):
        command = [
            sys.executable,
            "-m",
            "celery",
            "--quiet",
            "--app",
            "config",
            "worker",
            "--beat",
            "--concurrency",
            "1",
        ]
        command += ["--schedule", str(self.folder / "beat"), "--without-gossip", "--without-mingle"]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self):
        """kill -9 of the worker with all its children."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def job(self):
        """State, progress and attempts of the only job."""
        return self.read("SELECT state, progress, attempts, error FROM documents_job")

    def wait_for(self, reached):
        """The job once `reached(state, progress, attempts)` holds."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            state, progress, attempts, error = self.job()
            if reached(state, progress, attempts):
                return state, attempts, error
            assert self.process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.2)
        pytest.fail(f"{self.job()} after {PATIENCE} s: {(self.folder / 'log').read_text()}")


@pytest.fixture
def worker(tmp_path, transactional_db):
    """A worker on a copy of the test database (SQLite in memory cannot be shared) or on the test database itself."""
    Job.objects.create(key="slow", paper="slow", row_id=7, requested_at=timezone.now())
    if connection.vendor == "sqlite":
        file = tmp_path / "worker.sqlite3"
        with closing(sqlite3.connect(file)) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)

        def read(sql):
            with closing(sqlite3.connect(file, timeout=20)) as database, database:
                return database.execute(sql).fetchone()

        found = Worker(tmp_path, f"sqlite:///{file}", read)
    else:
        s = connection.settings_dict
        url = f"postgres://{s['USER']}:{s['PASSWORD']}@{s['HOST']}:{s['PORT']}/{s['NAME']}"

        def read(sql):
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchone() if cursor.description else None

        found = Worker(tmp_path, url, read)
    yield found
    found.kill()


def test_job_of_a_killed_worker_is_done_again_once(worker):
    """The job was never delivered: the sweep of the worker itself finds it. Then the worker dies in the middle."""
    worker.start()
    worker.wait_for(lambda state, progress, attempts: state == "running" and progress > 0)
    worker.kill()
    state, progress, attempts, _error = worker.job()
    assert (state, attempts) == ("running", 1)
    assert 0 < progress < 100
    worker.read("UPDATE documents_job SET lease_until = '2020-01-01 00:00:00'")  # half a minute goes by
    worker.start()
    assert worker.wait_for(lambda state, progress, attempts: state in {"done", "failed"}) == ("done", 2, "")
    time.sleep(3)  # time for another round of the sweep
    assert worker.job() == ("done", 100, 2, "")
    assert len([file for file in (worker.folder / "papers").iterdir() if file.stat().st_size > 50_000]) == 1
