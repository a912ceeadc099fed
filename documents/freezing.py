"""Frozen papers: what they say, their files, and the making of those files.

What a frozen paper says is read from its own row alone. Only its number and date come from elsewhere: from its line in
the register of outgoing documents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from documents import store
from documents.content import Content, PartialDate, from_json
from documents.enums import FileRole
from documents.layout import Layout
from documents.leases import Lease
from documents.models import FrozenPaper, PaperFile, RegisterEntry
from documents.printing import pages_of
from documents.rendering import render_pdf
from documents.word import write_docx
from lib.refusals import Refused
from organisations.enums import SignedReady
from organisations.models import User

HOUSE_ROLES = (FileRole.READY, FileRole.WORD)
"""The files that the house itself makes of every frozen paper, in this order."""

NUMBERED_ROLES = (FileRole.SEALED, FileRole.SCAN)
"""Files that bear a number: they count while it does."""

DISCARDED = "Bản duyệt này đã bị bỏ vì kế hoạch được trả lại, nên không tạo tệp nữa."


def frozen_content(paper: FrozenPaper) -> Content:
    """What was approved: number, day and month are blank."""
    return from_json(paper.content)


def frozen_layout(paper: FrozenPaper) -> Layout:
    """How it is laid out, whatever its organisation chose afterwards."""
    return Layout(**paper.layout)


def numbered_content(paper: FrozenPaper) -> Content:
    """What was approved, with number and date once the register has given them (Nghị định 30/2020, Điều 18.1)."""
    content, entry = frozen_content(paper), number_of(paper)
    if entry is None:
        return content
    date = PartialDate(entry.dated_on.year, entry.dated_on.month, entry.dated_on.day)
    return replace(content, head=replace(content.head, number=entry.number, symbol=entry.symbol, date=date))


def number_of(paper: FrozenPaper) -> RegisterEntry | None:
    """The line of the register that gives `paper` its number; None while it has none, or when that was cancelled."""
    try:
        entry = paper.register_entry
    except RegisterEntry.DoesNotExist:
        return None
    return None if entry.cancelled_at else entry


def latest_file(paper: FrozenPaper, role: FileRole) -> PaperFile | None:
    """The file of that role that counts: the one that came last, and bears the present number if it bears any."""
    files = paper.files.filter(role=role)
    if role in NUMBERED_ROLES:
        entry = number_of(paper)
        files = files.filter(made_at__gte=entry.given_at) if entry else files.none()
    return files.order_by("pk").last()


def shown_file(paper: FrozenPaper) -> PaperFile | None:
    """The file that people are to see now: sealed or scanned; before the number is given signed or ready to be signed.

    None while there is none, and between number and seal: then the content with its number is printed.
    """
    latest, entry = {file.role: file for file in paper.files.order_by("pk")}, number_of(paper)
    if entry is None:
        return latest.get(FileRole.SIGNED) or latest.get(FileRole.READY)
    finished = [latest[role] for role in NUMBERED_ROLES if role in latest]
    current = [file for file in finished if file.made_at >= entry.given_at]
    return max(current, key=lambda file: file.pk, default=None)


def missing_roles(paper: FrozenPaper) -> list[FileRole]:
    """Files that the house has yet to make."""
    made = set(paper.files.filter(role__in=HOUSE_ROLES).values_list("role", flat=True))
    return [role for role in HOUSE_ROLES if role not in made]


def add_file(
    paper: FrozenPaper,
    role: FileRole,
    data: bytes,
    *,
    by: User | None,
    at: datetime,
    report: Mapping[str, Any] | None = None,
) -> PaperFile:
    """Keep `data` as a file of `paper`; `report` says what its examination found. Call it inside the act's transaction.

    The bytes are on disk before the row is: a row never names a file that is not there.
    """
    return PaperFile.objects.create(
        paper=paper,
        role=role,
        sha256=store.put(data),
        size=len(data),
        pages=pages_of(data),
        made_at=at,
        made_by=by,
        report=report or {},
    )


def make_files(paper: FrozenPaper, lease: Lease) -> None:
    """Make the files of `paper` that are still missing, each once: also when a worker died over it before.

    A holder that lost the job meanwhile writes nothing (LostJob). Raises Refused for a paper whose approval was taken
    back, or when this machine cannot render.
    """
    if paper.discarded_at:
        raise Refused(DISCARDED)
    for role in missing_roles(paper):
        data = _MAKERS[role](paper, lease)
        store.put(data)  # before the transaction: writing to disk would hold up everybody else's
        with lease.result():
            add_file(paper, role, data, by=None, at=timezone.now())


def _ready_pdf(paper: FrozenPaper, lease: Lease) -> bytes:
    return render_pdf(
        frozen_content(paper),
        frozen_layout(paper),
        progress=lambda done: lease.progress(done * 7 // 10),
        signed_ready=SignedReady(paper.signed_ready),
    )


def _word(paper: FrozenPaper, lease: Lease) -> bytes:
    lease.progress(80)
    return write_docx(frozen_content(paper), frozen_layout(paper))


_MAKERS = {FileRole.READY: _ready_pdf, FileRole.WORD: _word}
