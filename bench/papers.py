"""Approved papers per second (PDF to be signed and Word copy, both kept) with real Celery workers.

`python -m bench.papers COUNT` approves so many papers; the workers are told as in daily work.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import django

PAGES, PAPERS, WARM = 5, 40, 6


def measure(workers: int) -> float:
    """Papers of five pages per second that so many worker processes make, once they are warm."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"BENCH_DIR": folder, "DJANGO_SETTINGS_MODULE": "bench.worker_settings"}
        (Path(folder) / "queue").mkdir()
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], env=environment, check=True)
        with _workers(workers, environment, Path(folder)):
            _ask(WARM, environment)
            _finished(folder, WARM)
            _ask(PAPERS, environment)
            ends = _finished(folder, WARM + PAPERS)[WARM:]
    return (len(ends) - 1) / (ends[-1] - ends[0]).total_seconds()


@contextmanager
def _workers(count: int, environment: dict[str, str], folder: Path):
    command = [sys.executable, "-m", "celery", "--quiet", "--app", "config", "worker", "--concurrency", str(count)]
    command += ["--without-gossip", "--without-mingle", "--loglevel", "error"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            yield
        finally:
            process.terminate()
            process.wait()


def _ask(count: int, environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-m", "bench.papers", str(count)], env=environment, check=True)


def _finished(folder: str, count: int) -> list[datetime]:
    """When each of the first `count` papers was finished, in order; waits until they are."""
    until = time.monotonic() + 300
    while time.monotonic() < until:
        with closing(sqlite3.connect(Path(folder) / "db.sqlite3", timeout=20)) as database:
            rows = database.execute("SELECT finished_at FROM documents_job WHERE state = 'done' ORDER BY 1").fetchall()
        if len(rows) >= count:
            return [datetime.fromisoformat(row[0]) for row in rows]
        time.sleep(0.2)
    raise TimeoutError((Path(folder) / "log").read_text())


def approve(count: int) -> None:
    """Approve `count` papers, each in a transaction of its own."""
    django.setup()
    from django.db import transaction
    from django.utils import timezone

    from bench import contents
    from documents.actions import freeze_paper
    from documents.layout import HOUSE_LAYOUT
    from organisations.models import Organisation, User

    office, _ = Organisation.objects.get_or_create(name="Ủy ban nhân dân xã", defaults={"symbol": "UBND"})
    leader, _ = User.objects.get_or_create(username="bench")
    for number in range(count):
        with transaction.atomic():
            freeze_paper(
                source="plan",
                row_id=number,
                organisation=office,
                content=contents.plan(PAGES, variant=number),
                layout=HOUSE_LAYOUT,
                by=leader,
                at=timezone.now(),
            )


if __name__ == "__main__":
    approve(int(sys.argv[1]))
