"""Appending to the audit trail."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from audit.enums import EntryKind
from audit.models import ChainHead, Entry
from audit.sealing import digest_of

ONE_LOOK = timedelta(minutes=10)
"""A person who opens the same paper again within this time is still looking: one line in the trail."""


@dataclass(frozen=True)
class Happening:
    """Something for the trail that is not written yet; the fields are those of `record`."""

    act: str
    row: Any = None
    organisation_id: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


def record(
    kind: EntryKind,
    *,
    act: str,
    by: Any,
    at: datetime,
    row: Any = None,
    organisation_id: int | None = None,
    details: Mapping[str, Any] | None = None,
    address: str = "",
) -> Entry:
    """Append what `by` (an account, or None) did to `row` (a model row that has a key, or None) at `at`.

    `organisation_id` says whose trail it belongs to: by default the row's, else the actor's. `details` is anything JSON
    can hold; never a password, PIN or session key. The end of the chain stays locked until the transaction ends, so
    call this last, after all other locks.
    """
    happening = Happening(act, row, organisation_id, details or {})
    return record_all(kind, [happening], by=by, at=at, address=address)[0]


@transaction.atomic(savepoint=False)
def record_all(
    kind: EntryKind, happenings: Iterable[Happening], *, by: Any, at: datetime, address: str = ""
) -> list[Entry]:
    """Append many things that `by` did at once, in order: rows of an import, rows deleted together."""
    head, _ = ChainHead.objects.select_for_update().get_or_create(pk=1)
    digest, entries = head.digest, []
    for happening in happenings:
        entry = _entry(kind, happening, by=by, at=at, address=address, previous=digest)
        entry.digest = digest = digest_of(entry)
        entries.append(entry)
    if len(entries) == 1:
        entries[0].save(force_insert=True)
    else:
        Entry.objects.bulk_create(entries, batch_size=500)
    if entries:
        ChainHead.objects.filter(pk=1).update(last_id=entries[-1].pk, digest=digest, count=head.count + len(entries))
    return entries


def record_view(row: Any, *, by: Any, at: datetime, act: str = "xem văn bản", address: str = "") -> Entry | None:
    """Append that `by` looked at `row`, unless the trail says so for the last ten minutes (then None).

    The one thing that a GET may write.
    """
    if _has_seen(row, by=by, at=at):
        return None
    with transaction.atomic():
        ChainHead.objects.select_for_update().get_or_create(pk=1)
        if _has_seen(row, by=by, at=at):  # another request of the same person was faster
            return None
        return record(EntryKind.VIEW, act=act, by=by, at=at, row=row, address=address)


def _has_seen(row: Any, *, by: Any, at: datetime) -> bool:
    seen = Entry.objects.filter(table=row._meta.label_lower, row_id=row.pk, actor_id=by.pk, kind=EntryKind.VIEW)
    return seen.filter(at__gt=at - ONE_LOOK).exists()


def _entry(kind: EntryKind, what: Happening, *, by: Any, at: datetime, address: str, previous: str) -> Entry:
    row, organisation_id = what.row, what.organisation_id
    if organisation_id is None:
        organisation_id = getattr(row, "organisation_id", None) or getattr(by, "organisation_id", None)
    return Entry(
        at=at,
        kind=kind,
        act=what.act[:120],
        actor_id=getattr(by, "pk", None),
        actor_name=str(by)[:200] if by is not None else "",
        organisation_id=organisation_id,
        table=row._meta.label_lower if row is not None else "",
        row_id=row.pk if row is not None else None,
        row_name=str(row)[:300] if row is not None else "",
        details=json_text(what.details),
        address=address[:45],
        previous=previous,
    )


def json_text(value: Any) -> str:
    """`value` as the one JSON text that means it: keys in order, no blanks, letters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), cls=DjangoJSONEncoder)
