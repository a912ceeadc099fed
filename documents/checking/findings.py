"""What a check says."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from documents.places import Place


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"  # the plan is not submitted like this
    WARNING = "warning"  # somebody looks and says why it is right


@dataclass(frozen=True)
class Finding:
    """One mistake, or what looks like one.

    `rule` is a key of RULES; `section` says where in words («Căn cứ 2», «II.1», «Nơi nhận»); `quote` is exactly what
    stands at `place` in the content tree; `message` says in one sentence what is wrong and why. `suggestion` is what to
    write instead of `quote`, only where that is certain: then one click does it; else None.
    """

    rule: str
    severity: Severity
    place: Place
    section: str
    quote: str
    message: str
    suggestion: str | None = None

    @property
    def mark(self) -> str:
        """What tells this finding from others while the plan is edited elsewhere: rule, part and quote, not numbers."""
        return hashlib.sha256(f"{self.rule}\n{self.place.part}\n{self.quote}".encode()).hexdigest()[:32]
