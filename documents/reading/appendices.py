"""What follows the signature: appendices with their label, title, paragraphs, tables and places for signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.content import Appendix, Block, FormSignatures, Paragraph
from documents.reading.joining import Printed
from documents.reading.markers import is_capitals
from documents.reading.tables import Drawn
from documents.reading.zones import APPENDIX, ATTACHED, is_label

Part = Printed | Drawn

_ROLE = re.compile(
    r"(?:NGƯỜI\s+LẬP(?:\s+(?:BIỂU|BẢNG))?|NGƯỜI\s+(?:KÝ|BÁO CÁO|TỔNG HỢP|KIỂM TRA)|KẾ TOÁN(?: TRƯỞNG)?|"
    r"THỦ TRƯỞNG(?:\s+(?:ĐƠN VỊ|CƠ QUAN))?|(?:TM|KT|TL|TUQ)\.\s?.{3,60}|CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG PHÒNG)",
    re.IGNORECASE,
)
_LONGEST_TITLE_LINE = 250


@dataclass(frozen=True)
class ReadAppendix:
    """An appendix, the lines of its title, and those of each of its blocks."""

    appendix: Appendix
    title_lines: tuple[int, ...]
    block_lines: tuple[tuple[int, ...], ...]


def read_appendix(parts: Sequence[Part], *, landscape: bool = False) -> ReadAppendix | None:
    """An appendix from its parts; None when they say nothing.

    The title is what stands above «(Kèm theo …)», or the lines in capitals, bold or centred before anything else.
    """
    if not parts:
        return None
    label, titles, used = "", [], []
    place = 0
    first = parts[0]
    if isinstance(first, Printed) and is_label(first.text):
        end = APPENDIX.match(first.text).end()
        label = first.text[:end].strip(" .:")
        if rest := first.text[end:].strip(" .:-–"):
            titles.append(rest)
        used += first.lines
        place = 1
    end = _title_end(parts, place)
    for part in parts[place:end]:
        used += part.lines
        if not ATTACHED.match(part.text):
            titles.append(part.text)
    blocks = _blocks(parts[end:])
    if not (label or titles or blocks):
        return None
    appendix = Appendix(label, tuple(titles), tuple(block for block, _ in blocks), landscape)
    return ReadAppendix(appendix, tuple(used), tuple(lines for _, lines in blocks))


def _title_end(parts: Sequence[Part], start: int) -> int:
    """Behind the last line of the title, or of the note «(Kèm theo …)» under it."""
    attached = start
    end = start
    is_title = True
    for place in range(start, min(start + 8, len(parts))):
        part = parts[place]
        if isinstance(part, Drawn):
            break
        if ATTACHED.match(part.text):
            attached = place + 1
            break
        is_title = is_title and _looks_like_title(part)
        if is_title:
            end = place + 1
    return max(attached, end)


def _looks_like_title(part: Printed) -> bool:
    if part.marker is not None or len(part.text) > _LONGEST_TITLE_LINE:
        return False
    return is_capitals(part.text) or part.is_bold is True or part.is_centred is True


def _blocks(parts: Sequence[Part]) -> list[tuple[Block, tuple[int, ...]]]:
    blocks: list[tuple[Block, tuple[int, ...]]] = []
    for part in parts:
        if isinstance(part, Drawn):
            blocks.append((part.block, part.lines))
        else:
            blocks.append((Paragraph(part.words, part.marker.label if part.marker else ""), part.lines))
    places: list[tuple[str, ...]] = []
    lines: list[int] = []
    while blocks and _is_place(blocks[-1][0]):
        block, held = blocks.pop()
        places.insert(0, (block.text,))
        lines = [*held, *lines]
    if places:
        blocks.append((FormSignatures(tuple(places)), tuple(lines)))
    return blocks


def _is_place(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.marker and bool(_ROLE.fullmatch(block.text))
