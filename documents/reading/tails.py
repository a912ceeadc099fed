"""What stands under the text: recipients with the «Lưu» line, signature block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from documents.content import SignatureBlock
from documents.reading.result import Doubt, Trace
from documents.reading.source import Grid, Line


@dataclass(frozen=True)
class ReadTail:
    """The tail as read. `end` is the first line that no longer belongs to it (appendices); `issuer` the office as
    printed where only the signature block names it."""

    recipients: tuple[str, ...]
    archive: str
    signature: SignatureBlock
    end: int
    issuer: tuple[str, ...] = ()
    traces: tuple[Trace, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def read_tail(lines: Sequence[Line | Grid], start: int, end: int) -> ReadTail:
    """Read recipients and signature from `lines[start:end]`, in whatever order the columns came out."""
    return ReadTail((), "", SignatureBlock((), ""), start)
