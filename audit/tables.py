"""The tables that the trail speaks of: what people call them, who may read what stood there, where a row is shown.

Each app tells of its tables in `<app>/trail.py`, found the way `admin.py` is:

    register("plans.plan", rows=Plan.objects.visible_to, url=lambda row_id: reverse("plans:detail", args=[row_id]))

What stood in a row of a table that nobody tells of, and what it was called, is read only by who reads everything.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.module_loading import autodiscover_modules

from audit.enums import EntryKind
from audit.models import Entry

Rows = Callable[[Any], QuerySet]


@dataclass(frozen=True)
class Table:
    """`rows(user)` → the rows that the user may read, None: all of a catalogue, for whoever sees the entry;
    `url(row_id)` → the page of a row; `words`: what people call the values that stand in details (states, roles)."""

    rows: Rows | None = None
    url: Callable[[int], str] | None = None
    words: Mapping[str, str] = field(default_factory=dict)


_tables: dict[str, Table] = {}
_FREE = (EntryKind.SIGN_IN, EntryKind.ACCOUNT)


def register(
    label: str,
    *,
    rows: Rows | None = None,
    url: Callable[[int], str] | None = None,
    words: Mapping[str, str] | None = None,
) -> None:
    """Tell of the table `label`, «app.model» in lower case."""
    _tables[label] = Table(rows, url, words or {})


def is_known(label: str) -> bool:
    """Whether an app tells of the table."""
    return label in _tables


def name_of(label: str) -> str:
    """What people call a row of the table; the label itself when the program knows it no longer."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label


def words_of(entry: Entry) -> Mapping[str, str]:
    """What people call the values that stand in the details of `entry`."""
    table = _tables.get(entry.table)
    return table.words if table else {}


def url_of(entry: Entry) -> str:
    """The page of the row that `entry` is about; empty when there is none."""
    table = _tables.get(entry.table)
    return table.url(entry.row_id) if table and table.url and entry.row_id is not None else ""


def readable(user: Any, entries: Iterable[Entry]) -> set[int]:
    """Keys of those `entries` whose details, and the name of whose row, `user` may read; one query for each table among
    them.

    Who reads all papers reads all; sign-ins and accounts are for whoever sees the entry. The content of a paper, its
    title too, is only for those who may read that paper, and of one that is gone for nobody else.
    """
    entries = list(entries)
    if _reads_all(user):
        return {entry.pk for entry in entries}
    found = {entry.pk for entry in entries if entry.kind in _FREE or not entry.table}
    by_table = defaultdict(list)
    for entry in entries:
        if entry.pk not in found and entry.table in _tables:
            by_table[entry.table].append(entry)
    for label, some in by_table.items():
        rows = _tables[label].rows
        ids = None if rows is None else _keys(rows(user).filter(pk__in={entry.row_id for entry in some}))
        found |= {entry.pk for entry in some if ids is None or entry.row_id in ids}
    return found


def named_to(user: Any) -> Q:
    """Those entries whose row `user` may know by name, as `readable` says, for searching: a title that one may not read
    is not to be guessed either."""
    if _reads_all(user):
        return Q()
    named = Q(kind__in=_FREE) | Q(table="") | Q(table__in=[label for label, t in _tables.items() if t.rows is None])
    for label, table in _tables.items():
        if table.rows is not None:
            named |= Q(table=label, row_id__in=table.rows(user).order_by().values("pk"))
    return named


def _reads_all(user: Any) -> bool:
    return user.sees_everything and user.reads_all_papers


def _keys(rows: QuerySet) -> set[int]:
    return set(rows.order_by().values_list("pk", flat=True))


def autodiscover() -> None:
    """Import every app's `trail` module; called once by `AuditConfig.ready`."""
    autodiscover_modules("trail")
