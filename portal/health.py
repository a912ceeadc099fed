"""Whether the house is at work: the database answers, asked-for documents do not lie about, the worker sweeps."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.db.models import Max, Min, Q

from documents.enums import JobState
from documents.models import Job

LONGEST_WAIT = timedelta(minutes=5)


@dataclass(frozen=True)
class Health:
    """`queue_age`: for how many seconds the oldest job has waited to be taken; `last_finished`: when one was done."""

    database: bool
    queue_age: int = 0
    last_finished: datetime | None = None

    @property
    def is_well(self) -> bool:
        """Whether the database answers and no job has waited longer than five minutes."""
        return self.database and self.queue_age <= LONGEST_WAIT.total_seconds()

    def as_dict(self) -> dict:
        """For monitoring tools; holds no names, paths or texts."""
        return {
            "status": "ok" if self.is_well else "failing",
            "database": self.database,
            "queue_age_seconds": self.queue_age,
            "last_job_finished_at": self.last_finished,
        }


def health(*, at: datetime) -> Health:
    """How the house is at `at`; one query."""
    try:
        facts = Job.objects.aggregate(
            oldest=Min("requested_at", filter=Q(state=JobState.QUEUED)), finished=Max("finished_at")
        )
    except DatabaseError:
        return Health(database=False)
    waited = (at - facts["oldest"]).total_seconds() if facts["oldest"] else 0
    return Health(database=True, queue_age=max(0, round(waited)), last_finished=facts["finished"])
