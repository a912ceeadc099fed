"""Appendices: where they begin, and the lines at their top."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.conformity.lines import Line
from documents.conformity.margins import text_lines
from documents.conformity.reading import Page
from documents.conformity.shapes import Ruling
from lib.text import fold

_LABEL = re.compile(r"^phu luc(\s+(?P<number>[ivxlc]+|\d+|[a-z]))?\s*(?P<rest>[.:].*)?$")


@dataclass(frozen=True)
class Annex:
    """An appendix. `pages` are its page numbers in the file; `opening` is its first page, fully read. `label` is None
    when pages follow the signature without the words «Phụ lục»."""

    pages: tuple[int, ...]
    opening: Page
    label: Line | None
    title: tuple[Line, ...]
    reference: tuple[Line, ...]  # «(Kèm theo …)»
    rule: Ruling | None

    @property
    def numeral(self) -> str:
        """«II» of «Phụ lục II», as printed; empty without one."""
        match = re.match(r"(?i)phụ lục\s+(\w+)", self.label.text) if self.label else None
        return match[1] if match else ""

    @property
    def reference_text(self) -> str:
        return " ".join(line.text for line in self.reference)

    @property
    def name(self) -> str:
        return self.label.text if self.label else f"phần kèm theo từ trang {self.pages[0]}"


def is_label(line: Line, page: Page) -> bool:
    """Whether `line` is the words «Phụ lục …» on a line of their own."""
    return bool(_LABEL.match(fold(line.text))) and line.baseline not in page.split_rows


def read_annex(opening: Page, numbers: Sequence[int]) -> Annex:
    """Read the top of an appendix that covers the pages `numbers` and opens on `opening`."""
    lines = text_lines(opening)
    label = lines[0] if lines and is_label(lines[0], opening) else None
    rest = lines[1:] if label else lines
    title: list[Line] = []
    reference: list[Line] = []
    for line in rest[:14]:
        if opening.in_table(line):
            break
        if reference and _closed(reference):
            break
        if reference or _opens_reference(line):
            if reference and line.baseline - reference[-1].baseline > 10:
                break
            reference.append(line)
        elif not reference and (line.any_bold or line.caps) and (not title or line.baseline - title[-1].baseline < 11):
            title.append(line)
        else:
            break
    last = (reference or title or ([label] if label else []))[-1:] or None
    return Annex(
        pages=tuple(numbers),
        opening=opening,
        label=label,
        title=tuple(title),
        reference=tuple(reference),
        rule=_rule(opening, last[0]) if last else None,
    )


def _opens_reference(line: Line) -> bool:
    return bool(re.match(r"\(?\s*(ban hanh\s+)?(dinh\s+)?kem theo\b", fold(line.text)))


def _closed(lines: list[Line]) -> bool:
    text = " ".join(line.text for line in lines)
    return text.endswith(")") or (not text.startswith("(") and len(lines) >= 2)


def _rule(page: Page, last: Line) -> Ruling | None:
    found = [r for r in page.rules if last.baseline < r.y < last.baseline + 6 and r.width < page.width * 0.6]
    return min(found, key=lambda r: r.y, default=None)
