"""A proposed activity, and the printed lines that it takes over from the text of its section."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from documents.content import Block, Paragraph
from plans.activity_text import activity_blocks
from plans.content_rows import body_text
from plans.enums import ActivityKind, LineRole, LineStyle
from plans.labelled import LABELLED, role_of
from plans.models import Activity, ActivityLine

_LETTER = re.compile(r"[a-zđ]\)")


@dataclass(frozen=True)
class Proposal:
    """An activity that the section of number `section` describes; `quote` are the words that say so.

    `lines` (role, label, text) take the place of the section's blocks from `first` on; none: figures alone. `notes`
    say what the lines print otherwise.
    """

    section: int
    kind: ActivityKind
    name: str
    quote: str
    figures: dict[str, Any] = field(default_factory=dict)
    first: int | None = None
    lines: tuple[tuple[str, str, str], ...] = ()
    line_style: LineStyle = LineStyle.PLAIN
    notes: tuple[str, ...] = ()
    key: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether the text gives figures for it."""
        return bool(self.figures)

    @property
    def line_rows(self) -> list[ActivityLine]:
        """The printed lines as rows without activity."""
        return [ActivityLine(role=role, label=label, text=text) for role, label, text in self.lines]


def with_lines(proposal: Proposal, blocks: tuple[Block, ...], first: int) -> Proposal:
    """`proposal` with lines that print `blocks` from `first` on in the same words; as it is when there are none."""
    first = _start_of_letters(blocks, first)
    stands = blocks[first:]
    for style in (LineStyle.LETTERS, LineStyle.DASHES, LineStyle.PLAIN):
        lines = _lines(stands, style)
        if lines is None:
            continue
        taken = replace(proposal, first=first, lines=tuple(lines), line_style=style)
        printed = activity_blocks(Activity(kind=proposal.kind, line_style=style), taken.line_rows)
        if printed == stands:
            return taken
        begins = isinstance(stands[0], Paragraph) and stands[0].marker == "a)"
        if style == LineStyle.LETTERS and begins and _unlettered(printed) == _unlettered(stands):
            return replace(taken, notes=tuple(_new_letters(stands, printed)))
    return proposal


def _start_of_letters(blocks: Sequence[Block], first: int) -> int:
    """Where the list begins to which the lettered point `first` belongs."""
    if not _is_lettered(blocks[first]):
        return first
    starts = [i for i in range(first + 1) if isinstance(blocks[i], Paragraph) and blocks[i].marker == "a)"]
    return starts[-1] if starts else first


def _is_lettered(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(_LETTER.fullmatch(block.marker))


def _lines(blocks: Sequence[Block], style: LineStyle) -> list[tuple[str, str, str]] | None:
    """`blocks` cut into lines of an activity: at letters, at labels with a dash, or at every unmarked paragraph."""
    lines: list[tuple[str, str, list[Block]]] = []
    for block in blocks:
        if not isinstance(block, Paragraph):
            if not lines:
                return None
            lines[-1][2].append(block)
            continue
        found = LABELLED.fullmatch(block.text)
        role = role_of(found[1]) if found else None
        if not _begins(block, role, style):
            if not lines:
                return None
            lines[-1][2].append(block)
            continue
        if role is None:
            own = block.marker if style == LineStyle.PLAIN else ""
            lines.append((LineRole.OTHER, "", [Paragraph(block.text, own)]))
        elif found[2]:
            label = "" if found[1] == LineRole(role).label else found[1]
            lines.append((role, label, [Paragraph(found[2])]))
        else:
            label = "" if found[1] == LineRole(role).label else f"{found[1]}:"
            lines.append((role, label, []))
    return [(role, label, body_text(under)) for role, label, under in lines]


def _begins(block: Paragraph, role: LineRole | None, style: LineStyle) -> bool:
    if style == LineStyle.LETTERS:
        return bool(_LETTER.fullmatch(block.marker))
    if style == LineStyle.DASHES:
        return block.marker == "-" and role is not None
    return not block.marker or role is None


def _unlettered(blocks: Iterable[Block]) -> list[Block]:
    return [replace(block, marker="a)") if _is_lettered(block) else block for block in blocks]


def _new_letters(stands: Sequence[Block], printed: Sequence[Block]) -> Iterator[str]:
    changed = [f"«{was.marker}» in là «{now.marker}»" for was, now in zip(stands, printed, strict=True) if was != now]
    if changed:
        yield f"Các điểm đánh theo chữ cái tiếng Việt (Nghị định 30/2020, Phụ lục I): {', '.join(changed)}."
