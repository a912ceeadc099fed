"""What ends a paper, and how headings are worded: the same on paper and in Word."""

from __future__ import annotations

from documents.content import Block, Chart, Content, FormSignatures, Paragraph, Section, Table
from documents.rendering.wording import ended
from lib.text import clean_line

_SHORT_NOTES = 500  # letters


def heading_words(section: Section, *, last: bool) -> tuple[str, str]:
    """Label and title of a section as printed; `last` when it carries the end mark. Both empty: nothing is printed."""
    label, title = clean_line(section.label), clean_line(section.title)
    if section.level <= 1:
        title = title.upper()
    if last and (label or title):
        return (label, ended(title)) if title else (ended(label), "")
    return label, title


def notes_before_forms(blocks: tuple[Block, ...]) -> set[int]:
    """Places of short notes between a table and signatures: signatures never stand on a page without a row."""
    held: set[int] = set()
    for end, form in enumerate(blocks):
        if isinstance(form, FormSignatures):
            start = max((n for n in range(end) if not isinstance(blocks[n], Paragraph)), default=end)
            notes = range(start + 1, end)
            if isinstance(blocks[start], Table) and sum(len(blocks[n].text) for n in notes) <= _SHORT_NOTES:
                held.update(notes)
    return held


class Ends:
    """Which part of the body carries «./.»: its last paragraph or heading; `apart` where no text comes last."""

    def __init__(self, content: Content | None):
        self._last: Block | Section | None = None
        if content is not None:
            parts = [*content.opening]
            for section in content.walk_sections():
                parts += [section, *section.blocks]
            shown = [part for part in (*parts, *content.closing) if _is_shown(part)]
            self._last = shown[-1] if shown else None
        self.apart = isinstance(self._last, Table | FormSignatures | Chart)

    def at(self, part: Block | Section) -> bool:
        """Whether `part` itself (not an equal one elsewhere) is the last."""
        return part is self._last and not self.apart


def _is_shown(part: Block | Section) -> bool:
    match part:
        case Paragraph(text=text, marker=marker):
            return bool(clean_line(text) or clean_line(marker))
        case Section(label=label, title=title):
            return bool(clean_line(label) or clean_line(title))
        case Table(header=header, rows=rows):
            return any(header) or any(rows)
        case Chart(bars=bars):
            return bool(bars)
        case _:
            return bool(part.places)
