"""Real Celery workers for tests: processes of their own on the test database, started, killed and started again."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]
PATIENCE = 180  # seconds; a loaded machine prints slowly


def database_url() -> str:
    """The address of the test database for another process."""
    s = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{s['NAME']}"
    return f"postgres://{s['USER']}:{s['PASSWORD']}@{s['HOST']}:{s['PORT']}/{s['NAME']}"


class Worker:
    """A worker with its clock in a folder of its own. `environment` is added to that of the tests."""

    def __init__(self, folder: Path, *, concurrency: int = 1, environment: dict[str, str] | None = None):
        self.folder, self.concurrency, self.process = folder, concurrency, None
        own = {"DJANGO_SETTINGS_MODULE": "tests.documents.worker_settings", "WORKER_TEST_DIR": str(folder)}
        self.environment = os.environ | {"DATABASE_URL": database_url()} | own | (environment or {})
        (folder / "queue").mkdir(exist_ok=True)

    def start(self) -> None:
        command = [sys.executable, "-m", "celery", "--quiet", "--app", "config", "worker", "--beat"]
        command += ["--concurrency", str(self.concurrency), "--schedule", str(self.folder / "beat")]
        command += ["--without-gossip", "--without-mingle"]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def ask_for(self, papers: int) -> list[float]:
        """Approve so many papers under the worker's settings; returns the seconds that each approval took."""
        command = [sys.executable, "-m", "tests.factories.asking", str(papers)]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def kill(self) -> None:
        """kill -9 of the worker with all its children."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def wait_until(self, reached) -> None:
        """Come back once `reached()` holds; fail when the worker ends or patience does."""
        until = time.monotonic() + PATIENCE
        while not reached():
            assert self.process.poll() is None, self.log()
            if time.monotonic() > until:
                pytest.fail(f"not reached in {PATIENCE} s: {self.log()}")
            time.sleep(0.1)

    def log(self) -> str:
        """What the worker has written, for the message of a failed test."""
        return (self.folder / "log").read_text()[-5000:]
