"""What stands above the legal bases: letterhead, number and symbol, place and date, kind, title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.content import Head, Paragraph
from documents.reading.result import Doubt, Trace
from documents.reading.source import Grid, Line
from documents.reading.tails import ReadTail

NO_HEAD = Head(superior=(), issuer=(), issuer_name="", symbol="", place="", date=None)


@dataclass(frozen=True)
class ReadHead:
    """The head as read. `end` is the first line that no longer belongs to it; `kind`, `what` and `is_plan` as in
    `Reading`."""

    head: Head
    kind: str
    what: str
    is_plan: bool
    title: str
    end: int
    traces: tuple[Trace, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def read_head(lines: Sequence[Line | Grid], start: int, end: int) -> ReadHead:
    """Read the head from `lines[start:end]`, which may go on into the text: it ends after the title."""
    return ReadHead(NO_HEAD, "", "", False, "", start)


def complete_head(found: ReadHead, *, tail: ReadTail, opening: Sequence[Paragraph]) -> ReadHead:
    """`found` with the office named in the signature block or the opening sentence where the letterhead is missing."""
    return replace(found)
