"""The seal of an entry: a digest over everything it says and the seal of the entry before."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from audit.models import Entry

SEALED = (
    "at", "kind", "act", "actor_id", "actor_name", "organisation_id", "table", "row_id", "row_name", "details",
    "address", "previous",
)  # fmt: skip
"""What the seal covers, in this order. Another order or set would break every seal ever made."""


def digest_of(entry: Entry) -> str:
    """The seal that `entry` must bear: SHA-256 (hex) over all it says and the seal before it."""
    return digest_of_values([getattr(entry, name) for name in SEALED])


def digest_of_values(values: Sequence[Any]) -> str:
    """The same from the values of SEALED."""
    at, *rest = values
    text = json.dumps(
        [at.astimezone(UTC).isoformat(timespec="microseconds"), *rest], ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()
