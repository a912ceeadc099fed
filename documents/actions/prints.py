"""Having papers printed by the worker as they stand now."""

from datetime import datetime

from django.db import transaction

from documents.actions.queueing import queued
from documents.enums import JobKind
from documents.models import Job
from documents.papers import paper
from documents.printing import print_key, printed


@transaction.atomic
def request_print(paper_key: str, row_id: int, *, by, at: datetime) -> Job:
    """Have the worker print the paper as it stands now; returns the job to watch.

    The same wording in the same layout is one job, whoever asks and however often. A job that failed, or whose PDF is
    no longer kept, is queued anew. Raises KeyError for an unknown paper and the model's DoesNotExist for the row; the
    caller has checked that `by` may see it.
    """
    source = paper(paper_key)
    row = source.find(row_id)
    key = print_key(source.content(row), source.layout(row))
    lost = printed(key) is None
    return queued(key, kind=JobKind.PRINT, paper=paper_key, row_id=row_id, is_lost=lost, by=by, at=at)
