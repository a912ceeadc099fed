"""Acts on frozen papers. Whoever calls them has checked that the person may: they are parts of acts on plans."""

import json
from dataclasses import asdict, replace
from datetime import datetime

from django.db import transaction

from documents.actions.queueing import queued
from documents.content import Content, PartialDate, digest, to_json
from documents.enums import JobKind
from documents.freezing import missing_roles
from documents.layout import Layout
from documents.models import FrozenPaper, Job
from organisations.models import Organisation, User


@transaction.atomic
def freeze_paper(
    *, source: str, row_id: int, organisation: Organisation, content: Content, layout: Layout, by: User, at: datetime
) -> FrozenPaper:
    """Keep for ever what the paper of `row_id` says (`source` names it, see documents.papers) and how it is laid out.

    Number, day and month are left blank: they are given after the signature (Nghị định 30/2020, Điều 15 and 18). The
    worker makes the files after the commit. The caller holds the lock of the row.
    """
    head = replace(content.head, number=None, date=PartialDate(content.head.date.year))
    content = replace(content, head=head)
    paper = FrozenPaper.objects.create(
        organisation=organisation,
        paper=source,
        row_id=row_id,
        revision=FrozenPaper.objects.filter(paper=source, row_id=row_id).count() + 1,
        kind=content.kind,
        symbol=content.head.symbol,
        title=content.title[:500],
        content=to_json(content),
        content_sha256=digest(content),
        layout=json.loads(json.dumps(asdict(layout))),
        signed_ready=organisation.signed_ready,
        issuing=organisation.issuing,
        frozen_at=at,
        frozen_by=by,
    )
    request_files(paper, by=by, at=at)
    return paper


@transaction.atomic
def request_files(paper: FrozenPaper, *, by: User, at: datetime) -> Job | None:
    """Have the worker make what is still missing of the files of `paper`; None when nothing is.

    Asked again while it is being done, it is the same job; one that failed gets all its attempts anew.
    """
    if not missing_roles(paper):
        return None
    key = _files_key(paper)
    return queued(key, kind=JobKind.FREEZE, paper=paper.paper, row_id=paper.pk, is_lost=True, by=by, at=at)


def files_job(paper: FrozenPaper) -> Job | None:
    """The job that makes the files of `paper`; None when nobody asked, or when it was done long ago."""
    return Job.objects.filter(key=_files_key(paper)).first()


def discard_paper(paper: FrozenPaper, *, at: datetime) -> None:
    """Note that the approval of `paper` was taken back before it was signed. What it said stays on record."""
    FrozenPaper.objects.filter(pk=paper.pk, discarded_at=None).update(discarded_at=at)
    paper.refresh_from_db(fields=["discarded_at"])


def _files_key(paper: FrozenPaper) -> str:
    return f"freeze-{paper.pk}"
