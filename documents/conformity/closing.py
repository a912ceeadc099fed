"""Ô 7 and 9b: who signs, and who receives. Both stand side by side at the end of the main part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from documents.conformity.lines import Line
from documents.conformity.margins import text_lines
from documents.conformity.reading import Page
from lib.text import fold

_OFFICE = re.compile(
    r"^((TM|KT|TL|TUQ|Q)\s*\.|CHỦ TỊCH|PHÓ |GIÁM ĐỐC|TRƯỞNG |CHÁNH |BỘ TRƯỞNG|THỨ TRƯỞNG|VIỆN TRƯỞNG|HIỆU TRƯỞNG)"
)


@dataclass(frozen=True)
class Recipient:
    """One item of nơi nhận with the lines it takes."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True)
class Closing:
    """The end of the main part. `start` is the page and height (mm) at which it begins."""

    start: tuple[int, float] | None = None
    titles: tuple[Line, ...] = ()
    name: Line | None = None
    between: tuple[Line, ...] = ()  # printed between title and name
    recipients_head: Line | None = None
    recipients: tuple[Recipient, ...] = ()

    @property
    def page(self) -> int | None:
        """The page on which the signature stands."""
        return self.titles[0].page if self.titles else None

    def recipient_lines(self) -> list[Line]:
        head = [self.recipients_head] if self.recipients_head else []
        return head + [line for item in self.recipients for line in item.lines]


def find_recipients_head(pages: Sequence[Page]) -> Line | None:
    """The last line «Nơi nhận:» of the document."""
    for page in reversed(pages):
        for line in reversed(page.lines):
            if re.fullmatch(r"noi nhan ?[:.]?", fold(line.text)) and line.x0 < page.width / 2:
                return line
    return None


def read_closing(pages: Sequence[Page]) -> Closing:
    """Read the signature block and nơi nhận from the pages of the main part."""
    head = find_recipients_head(pages)
    block = _signature_lines(pages, head)
    titles, between, name = _split_signature(block)
    starts = [(line.page, line.top - 2.5) for line in [*block[:1], *([head] if head else [])]]
    return Closing(
        start=min(starts) if starts else None,
        titles=titles,
        name=name,
        between=between,
        recipients_head=head,
        recipients=_recipients(pages, head, block),
    )


def _signature_lines(pages: Sequence[Page], head: Line | None) -> list[Line]:
    """Lines of the right column at the end: from the first office on, on the page of nơi nhận or the one after it."""
    for page in reversed(pages):
        limit = page.width * 0.4
        right = [line for line in page.lines if line.x0 >= limit and not page.in_table(line) and line.top > 19]
        if head and page.number == head.page:
            right = [line for line in right if line.baseline > head.baseline - 25]
        first = next(
            (i for i, line in enumerate(right) if _OFFICE.match(line.text) or _near_head(line, head, page)), None
        )
        if first is not None:
            return right[first:] + [line for after in pages if after.number > page.number for line in text_lines(after)]
        if head and page.number < head.page:
            break
    return []


def _near_head(line: Line, head: Line | None, page: Page) -> bool:
    """Whether `line` stands beside or under «Nơi nhận:» and so belongs to the signature, whatever it says."""
    return head is not None and head.page == page.number and line.baseline > head.baseline - 3


def _split_signature(block: list[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...], Line | None]:
    """Titles, what stands between, and the name: the name comes after the widest gap, or is the first line not
    in caps; None when an office comes last."""
    if len(block) < 2:
        return tuple(block), (), None
    steps = [b.baseline - a.baseline if a.page == b.page else 40.0 for a, b in pairwise(block)]
    widest = max(range(len(steps)), key=steps.__getitem__)
    if steps[widest] > 8.6:
        after = block[widest + 1 :]
        small = [line for line in after if not line.caps]
        name = next((line for line in small if line.bold), (small or after[-1:])[0])
        return tuple(block[: widest + 1]), tuple(after[: after.index(name)]), name
    if all(line.caps for line in block) and _OFFICE.match(block[-1].text):
        return tuple(block), (), None
    named = next((i for i, line in enumerate(block) if i and not line.caps and block[i - 1].caps), len(block) - 1)
    return tuple(block[:named]), (), block[named]


def _recipients(pages: Sequence[Page], head: Line | None, block: list[Line]) -> tuple[Recipient, ...]:
    if head is None:
        return ()
    page = next(page for page in pages if page.number == head.page)
    taken = set(map(id, block))
    edge = min((line.x0 for line in block if line.page == head.page), default=page.width / 2)
    items: list[list[Line]] = []
    last = head
    for line in page.lines:
        if line.baseline <= head.baseline + 1 or id(line) in taken or line.x0 > max(edge - 10, head.x0 + 30):
            continue
        if line.baseline - last.baseline > 12:
            break
        if items and (_archive_closed(items[-1])):
            break
        if re.match(r"[-–—+•*]", line.text) or not items or _unmarked(items, line):
            items.append([line])
        else:
            items[-1].append(line)
        last = line
    return tuple(Recipient(tuple(item)) for item in items)


def _unmarked(items: list[list[Line]], line: Line) -> bool:
    """A new item written without dash: the one before is closed and this line starts at the edge with a capital."""
    before = items[-1][-1]
    return before.text[-1:] in ";." and line.text[:1].isupper() and line.x0 - items[-1][0].x0 < 1


def _archive_closed(item: list[Line]) -> bool:
    return bool(re.match(r"\W*l[ưu]+\b", item[0].text.lower())) and item[-1].text.endswith(".")
