"""Whether the house is at work: the database answers, the worker sweeps, asked-for documents do not lie about."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.db.models import Min

from documents import integrity, jobs
from documents.enums import JobState
from documents.models import Job

LONGEST_WAIT = timedelta(minutes=5)
LONGEST_SILENCE = timedelta(minutes=2)  # the worker sweeps every ten seconds


@dataclass(frozen=True)
class Health:
    """`queue_age`: for how many seconds the oldest job has waited to be taken; `silence`: for how many the worker has
    not swept, None when it never has; `damaged`: how many approved papers and files the daily check found gone or
    altered, None when nobody has looked yet."""

    database: bool
    queue_age: int = 0
    silence: int | None = None
    damaged: int | None = None

    @property
    def is_well(self) -> bool:
        """Whether the database answers, no job has waited for five minutes, no known worker is silent for two, and no
        approved paper is known to be damaged."""
        waits = self.queue_age > LONGEST_WAIT.total_seconds()
        is_silent = self.silence is not None and self.silence > LONGEST_SILENCE.total_seconds()
        return self.database and not waits and not is_silent and not self.damaged

    def as_dict(self) -> dict:
        """For monitoring tools; holds no names, paths or texts."""
        return {
            "status": "ok" if self.is_well else "failing",
            "database": self.database,
            "queue_age_seconds": self.queue_age,
            "worker_silent_seconds": self.silence,
            "damaged_papers": self.damaged,
        }


def health(*, at: datetime) -> Health:
    """How the house is at `at`; one query."""
    try:
        oldest = Job.objects.filter(state=JobState.QUEUED).aggregate(at=Min("requested_at"))["at"]
    except DatabaseError:
        return Health(database=False)
    swept, checked = jobs.last_sweep(), integrity.last_check()
    return Health(
        database=True,
        queue_age=_seconds(at - oldest) if oldest else 0,
        silence=_seconds(at - swept) if swept else None,
        damaged=checked[1] if checked else None,
    )


def _seconds(duration: timedelta) -> int:
    return max(0, round(duration.total_seconds()))
