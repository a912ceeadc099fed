"""What the worker can do, by kind of job. A new kind: a function `(job, lease)` and one line in WORKS; apps above add
theirs by `register` in their `works.py`, found the way `admin.py` is, and by `tidies` what they clear away.

A function tells progress by `lease.progress(percent)`, announces silent stretches by `lease.keep(for_=…)` and writes
rows inside `with lease.result():`, so that a job done twice (its first holder died, or seemed to) leaves one result.
It may raise lib.refusals.Refused, whose sentence the person reads; anything else is tried again, three times in all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.utils.module_loading import autodiscover_modules

from documents import store
from documents.enums import FileRole, JobKind
from documents.examining import EXAMINING_A_PAGE, examine_print
from documents.freezing import frozen_content, latest_file, make_files
from documents.leases import Lease
from documents.models import FrozenPaper, Job
from documents.papers import paper
from documents.printing import is_quick, keep, page_count, print_key, print_now
from documents.registers import print_books, span_of
from lib.refusals import Refused

GONE = "Văn bản này không còn trong hệ thống nên không in được nữa."
GIVEN_UP = (
    "Đã thử in 3 lần nhưng không xong. Hãy bấm in lại; nếu vẫn không được, báo quản trị hệ thống kèm giờ yêu cầu in."
)
FILES_GIVEN_UP = (
    "Đã thử 3 lần nhưng chưa tạo được tệp. Hãy bấm «Tạo lại tệp»; nếu vẫn không được, báo quản trị hệ thống kèm giờ "
    "duyệt."
)


@dataclass(frozen=True)
class Work:
    """How a kind of job is done, and what is said when its attempts are used up."""

    do: Callable[[Job, Lease], None]
    given_up: str = GIVEN_UP


def print_and_examine(job: Job, lease: Lease) -> None:
    """Print a paper as it stands now into the cache, and examine what was printed."""
    try:
        source = paper(job.paper)
        row = source.find(job.row_id)
    except (KeyError, ObjectDoesNotExist):
        raise Refused(GONE) from None
    content, layout = source.content(row), source.layout(row)
    pdf = print_now(content, layout, progress=lease.progress)
    key = print_key(content, layout)
    if content.is_sheet:
        return  # the decree's rules are for documents
    lease.keep(for_=page_count(key) * EXAMINING_A_PAGE, progress=99)
    examine_print(key, pdf, content)


def freeze(job: Job, lease: Lease) -> None:
    """Make the files of a frozen paper (`row_id`); a long one is examined here, a short one when somebody looks."""
    frozen = FrozenPaper.objects.get(pk=job.row_id)
    make_files(frozen, lease)
    content, ready = frozen_content(frozen), latest_file(frozen, FileRole.READY)
    if not is_quick(content):
        lease.keep(for_=(ready.pages or 0) * EXAMINING_A_PAGE, progress=99)
        examine_print(ready.sha256, store.get(ready.sha256), content)


def print_register(job: Job, lease: Lease) -> None:
    """Print registers of outgoing documents into the cache; the key says which lines."""
    keep(job.key, print_books(span_of(job.key), progress=lease.progress))


WORKS: dict[str, Work] = {
    JobKind.PRINT: Work(print_and_examine),
    JobKind.FREEZE: Work(freeze, given_up=FILES_GIVEN_UP),
    JobKind.REGISTER: Work(print_register),
}
TIDIES: list[Callable[[datetime], None]] = []
"""What every sweep does beside the jobs."""


def register(kind: str, *, given_up: str) -> Callable[[Callable[[Job, Lease], None]], Callable[[Job, Lease], None]]:
    """Decorator: jobs of `kind` are done by this function; `given_up` is said when its attempts are used up."""

    def known(do: Callable[[Job, Lease], None]) -> Callable[[Job, Lease], None]:
        WORKS[kind] = Work(do, given_up=given_up)
        return do

    return known


def tidies(clear: Callable[[datetime], None]) -> Callable[[datetime], None]:
    """Decorator: every sweep calls `clear(now)`, which must be quick when there is nothing to clear away."""
    if clear not in TIDIES:
        TIDIES.append(clear)
    return clear


def autodiscover() -> None:
    """Import every app's `works` module; called once by `DocumentsConfig.ready`."""
    autodiscover_modules("works")
