"""Having registers printed by the worker."""

from datetime import datetime

from django.db import transaction

from documents.actions.queueing import queued
from documents.enums import JobKind
from documents.models import Job
from documents.printing import printed
from documents.registers import Span


@transaction.atomic
def request_book(span: Span, *, by, at: datetime) -> Job:
    """Have the worker print the registers of `span` as they stand now; returns the job to watch.

    The same lines are one job, whoever asks and however often. The caller has checked that `by` may see them.
    """
    key = span.key()
    lost, office = printed(key) is None, span.organisation_id
    return queued(key, kind=JobKind.REGISTER, paper="register", row_id=office, is_lost=lost, by=by, at=at)
