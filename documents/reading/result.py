"""What a reading gives: the content, where each part of it stands in the source, what is unsure."""

from __future__ import annotations

from dataclasses import dataclass

from documents.citing import Citation
from documents.content import Content
from documents.places import Place


@dataclass(frozen=True)
class Trace:
    """The lines (indexes into `Source.lines`) from which the part at `place` was read."""

    place: Place
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Doubt:
    """What was read but is unsure: a sentence for the person who compares it with the source."""

    place: Place
    sentence: str


@dataclass(frozen=True)
class Money:
    """The total amount as stated: `amount` in đồng, `words` as printed; None where it does not stand there."""

    amount: int | None = None
    words: str | None = None


@dataclass(frozen=True)
class AsPrinted:
    """What the content tree keeps in another form, as it stands on the paper; empty where it does not stand there.

    `number` «05» or «15a», `archive` «Lưu VT», `attached_to` «(Kèm theo Quyết định số …)» under a title.
    """

    number: str = ""
    archive: str = ""
    attached_to: str = ""


@dataclass(frozen=True)
class Reading:
    """A document that has been read.

    `kind` is the name of its kind in capitals as printed («KẾ HOẠCH», «QUYẾT ĐỊNH», «CÔNG VĂN» for a letter without
    one) or "" when it is no official document; then `content` holds little more than a title. `what` says in words what
    it is: «một kế hoạch», «một quyết định», «một bài báo». Empty strings and tuples in `content` mean: does not stand
    there; `content.head.date` is None when there is no date at all.
    """

    kind: str
    what: str
    is_plan: bool
    content: Content
    citations: tuple[Citation, ...] = ()  # the legal bases one by one, in order
    money: Money = Money()
    traces: tuple[Trace, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    remarks: tuple[str, ...] = ()
    printed: AsPrinted = AsPrinted()
