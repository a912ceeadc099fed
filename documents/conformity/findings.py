"""What an examination says: findings, and what the examiner may be told beforehand."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

Box = tuple[float, float, float, float]


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "E"  # the document must not be issued like this
    WARNING = "W"  # look at it again


@dataclass(frozen=True)
class Finding:
    """One breach. `place` is (x0, y0, x1, y1) in mm from the top left corner of `page`, the page counted in the file.

    `rule` is a key of `RULES`; rule 0 means that the file could not be read, and then it is the only finding.
    """

    rule: int
    severity: Severity
    page: int | None
    place: Box | None
    sentence: str


@dataclass(frozen=True)
class Expected:
    """What the register says about the document; an empty value is not compared. `kind` is in capitals."""

    kind: str = "KẾ HOẠCH"
    issued: bool | None = None
    issued_on: datetime.date | None = None
    signature_lines: tuple[str, ...] = ()
    signer_name: str = ""


@dataclass(frozen=True)
class Report:
    """The findings in the order of the rules, and the rules that had nothing to examine, each with the reason."""

    findings: tuple[Finding, ...]
    skipped: dict[int, str]
    pages: int = 0
    pages_skimmed: int = 0

    @property
    def readable(self) -> bool:
        return not any(finding.rule == 0 for finding in self.findings)

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity == Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity == Severity.WARNING)


def mm(value: float) -> str:
    """Write a length for a sentence: 25.04 gives «25», 10.26 gives «10,3»."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",").replace("-0", "0" if abs(value) < 0.05 else "-0")


def quote(text: str, length: int = 60) -> str:
    """Quote a piece of the document, shortened at a word: «Nâng cao năng lực…»."""
    if len(text) > length:
        text = text[:length].rsplit(" ", 1)[0] + "…"
    return f"«{text}»"
