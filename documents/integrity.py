"""Whether approved papers still are what they were: every file and every content against its SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from django.core.cache import caches

from documents import store
from documents.models import FrozenPaper, PaperFile

LAST_CHECK = "last-check-of-papers"
BEGUN = "check-of-papers-begun"
EVERY = 24 * 3600  # seconds


def damaged() -> Iterator[str]:
    """A sentence for each approved paper whose content, and each file whose bytes, are gone or altered."""
    for paper in FrozenPaper.objects.order_by("pk").iterator(chunk_size=20):
        if hashlib.sha256(paper.content.encode()).hexdigest() != paper.content_sha256:
            yield f"Bản đã duyệt mã {paper.pk} «{paper.title}»: nội dung trong cơ sở dữ liệu đã bị sửa."
    files = PaperFile.objects.select_related("paper").defer("paper__content").order_by("pk")
    for file in files.iterator(chunk_size=200):
        if not store.is_whole(file.sha256):
            yield (
                f"{file.get_role_display()} của bản đã duyệt mã {file.paper_id} «{file.paper.title}»: tệp "
                f"{file.sha256} mất hoặc bị sửa."
            )


def is_due() -> bool:
    """Whether nobody has begun a check within a day; whoever asks begins it now."""
    return caches["papers"].add(BEGUN, True, timeout=EVERY)


def note_check(*, faults: int, at: datetime) -> None:
    """Remember for the health page what the last check found."""
    caches["papers"].set(LAST_CHECK, (at, faults), timeout=None)


def last_check() -> tuple[datetime, int] | None:
    """When papers were last checked and how many were damaged; None when nobody remembers."""
    return caches["papers"].get(LAST_CHECK)
