"""The head of a list sheet: letterhead without number, kind and title, notes below. All lengths in mm."""

from __future__ import annotations

from dataclasses import dataclass

from documents.content import Block, Content, Paragraph
from documents.layout import Layout
from documents.rendering import wording
from documents.rendering.centred import balanced, rule_width
from documents.rendering.fonts import Typeface
from documents.rendering.measures import Measures
from documents.rendering.wording import paragraph_text
from lib.text import clean_line


@dataclass(frozen=True)
class SheetHead:
    """Lines as printed. `left` and `right` are the columns of names and Quốc hiệu; `date` is empty on a sheet that
    bears none. Each of `notes` is a centred paragraph.
    """

    left: float
    right: float
    national_pt: int
    superior: tuple[str, ...]
    issuer: tuple[str, ...]
    issuer_rule: float
    nation: str
    motto: str
    motto_rule: float
    date: str
    date_pt: int
    title: tuple[str, ...]
    title_rule: float
    notes: tuple[tuple[str, ...], ...]


def sheet_head(content: Content, *, layout: Layout, face: Typeface, measures: Measures) -> SheetHead:
    """How the head of the sheet is drawn: its parts as on every paper (Phụ lục I, II.1, II.2, II.4, II.5.b)."""
    head, pt = content.head, layout.national_pt

    def lines(text: str, width: float, size: float, style: str) -> list[str]:
        return balanced(face.drawable(clean_line(text)), width=width, pt=size, style=style, face=face)

    room = measures.head_left - 2
    issuer = [line for name in head.issuer for line in lines(name.upper(), room, pt, "bold")]
    width, body_pt = measures.text_width - 10, layout.body_pt
    title = lines(content.kind.upper(), width, body_pt, "bold")
    title += lines(content.title.rstrip(" .;"), width, body_pt, "bold")
    notes = (paragraph_text(note) for note in content.opening)
    return SheetHead(
        left=measures.head_left,
        right=measures.head_right,
        national_pt=pt,
        superior=tuple(line for name in head.superior for line in lines(name.upper(), room, pt, "regular")),
        issuer=tuple(issuer),
        issuer_rule=rule_width(issuer[-1], pt=pt, style="bold", face=face) if issuer else 0,
        nation=wording.NATION,
        motto=wording.MOTTO,
        motto_rule=face.width(wording.MOTTO, body_pt, "bold"),
        date=face.drawable(wording.place_line(head)),
        date_pt=measures.date_pt,
        title=tuple(title),
        title_rule=rule_width(title[-1], pt=body_pt, style="bold", face=face) if title else 0,
        notes=tuple(tuple(lines(note, width, body_pt, "italic")) for note in notes if note),
    )


def sheet_blocks(content: Content) -> tuple[Block, ...]:
    """Everything below the head, in order; headings, which a sheet hardly has, as paragraphs."""
    blocks: list[Block] = []
    for section in content.walk_sections():
        heading = " ".join(filter(None, (clean_line(section.label), clean_line(section.title))))
        blocks += [Paragraph(heading)] if heading else []
        blocks += section.blocks
    return (*blocks, *content.closing)
