"""Appending to the audit trail."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from audit.enums import EntryKind
from audit.models import ChainHead, Entry

_SEALED = (
    "at", "kind", "act", "actor_id", "actor_name", "organisation_id", "table", "row_id", "row_name", "details",
    "address", "previous",
)  # fmt: skip


@transaction.atomic
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
    """Append what `by` (an account, or None) did to `row` (a saved model row, or None) at `at`.

    `organisation_id` says whose trail it belongs to: by default the row's, else the actor's. `details` is anything JSON
    can hold. The end of the chain stays locked until the transaction ends, so call this last, after all other locks.
    """
    head, _ = ChainHead.objects.select_for_update().get_or_create(pk=1)
    if organisation_id is None:
        organisation_id = getattr(row, "organisation_id", None) or getattr(by, "organisation_id", None)
    entry = Entry(
        at=at,
        kind=kind,
        act=act[:120],
        actor_id=getattr(by, "pk", None),
        actor_name=str(by)[:200] if by is not None else "",
        organisation_id=organisation_id,
        table=row._meta.label_lower if row is not None else "",
        row_id=row.pk if row is not None else None,
        row_name=str(row)[:300] if row is not None else "",
        details=_json(details or {}),
        address=address,
        previous=head.digest,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    ChainHead.objects.filter(pk=1).update(last_id=entry.pk, digest=entry.digest, count=head.count + 1)
    return entry


def digest_of(entry: Entry) -> str:
    """The seal that `entry` must bear: SHA-256 (hex) over all it says and the seal before it."""
    values = [getattr(entry, name) for name in _SEALED]
    values[0] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(_json(values).encode()).hexdigest()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), cls=DjangoJSONEncoder)
