"""A content tree as the rows that print it again: the way back from `plans.papers`.

What rows cannot hold is put into the nearest thing that they can, so that no word is lost, and `Written.notes` says
what will look different on paper.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from documents.citing import Citation, citations_in
from documents.content import Appendix, Block, Chart, Content, FormSignatures, Paragraph, Section, Table
from documents.places import Part, Place
from plans.body import parse_body
from plans.enums import SectionLevel
from plans.models import PlanAppendix, PlanLegalBasis, PlanSection
from plans.outline import headings
from plans.validity import appendix_faults

_NUMBERED = {
    SectionLevel.PART: re.compile(r"phần\b.*", re.IGNORECASE),
    SectionLevel.ROMAN: re.compile(r"[IVXLC]+\s*[.)/:-]?"),
    SectionLevel.ARABIC: re.compile(r"\d{1,3}\s*[.)/:-]?"),
    SectionLevel.DOTTED: re.compile(r"\d{1,3}(\.\d{1,3})+\s*[.)/:-]?"),
    SectionLevel.LETTER: re.compile(r"\(?[a-zđ][.)/]?"),
}
"""Labels for which the house writes its own number; any other stays before the title as printed."""
LONGEST_HEADING = PlanSection._meta.get_field("title").max_length
MOST_HEADER_ROWS = 4


@dataclass(frozen=True)
class Note:
    """Something that the rows print otherwise than it was: where it stands in the content, a sentence."""

    place: Place
    sentence: str


@dataclass(frozen=True)
class Heading:
    """A section of the tree by itself: `place` is its number in the order of `Content.walk_sections()`."""

    index: int
    level: int
    label: str
    title: str
    blocks: tuple[Block, ...]


def body_text(blocks: Iterable[Block]) -> str:
    """The lines from which `plans.body.parse_body` makes `blocks` again; tables and charts are lines with tabs."""
    texts: list[str] = []
    was_table = False
    for block in (given.as_table() if isinstance(given, Chart) else given for given in blocks):
        if isinstance(block, Table):
            texts.append(("\n" if was_table else "") + table_text(block))
        elif isinstance(block, FormSignatures):
            texts += [" ".join(place) for place in block.places]
        else:
            texts.append(f"{block.marker} {_one_line(block.text)}".strip())
        was_table = isinstance(block, Table)
    return "\n".join(texts)


def table_text(table: Table) -> str:
    """A table as a spreadsheet would paste it, header first."""
    return "\n".join("\t".join(_one_line(cell) for cell in row) for row in (*table.header, *table.rows))


def flat(sections: Iterable[Section]) -> list[Heading]:
    """All sections in reading order, each at the level at which rows can print it: deeper than the one it stands in."""
    return list(_flat(sections, above=-1, numbers=iter(range(1_000_000))))


def nested(rows: Sequence[Heading]) -> tuple[Section, ...]:
    """The tree that `rows` are the sections of, in order: a row stands in the nearest one above with a lower level."""
    built: list[Section] = []
    while rows:
        first, *rest = rows
        below = next((i for i, row in enumerate(rest) if row.level <= first.level), len(rest))
        built.append(Section(first.level, first.label, first.title, first.blocks, nested(rest[:below])))
        rows = rest[below:]
    return tuple(built)


def section_rows(content: Content) -> tuple[list[tuple[int, PlanSection]], list[Note]]:
    """Rows (without plan) for the outline, each with the number of its section, and what they print otherwise.

    A heading too long or too deep for a row goes, with its number, into the text of the row before.
    """
    found: list[tuple[int, PlanSection]] = []
    notes: list[Note] = []
    kept: list[Heading] = []
    for heading in flat(content.sections):
        title = _one_line(heading.title)
        if len(title) > LONGEST_HEADING and found:
            lines = [f"{heading.label} {title}", body_text(heading.blocks)]
            found[-1][1].body = "\n".join(filter(None, [found[-1][1].body, *lines]))
            sentence = "Đề mục này quá dài, được ghi thành đoạn văn: hãy viết lại đề mục."
            notes.append(Note(Place(Part.SECTIONS, found[-1][0]), sentence))
            continue
        is_numbered = _has_own_number(heading)
        words = title if is_numbered or not heading.label else f"{heading.label} {title}"
        body = body_text(heading.blocks)
        if parse_body(body) != heading.blocks:
            notes += _otherwise(heading)
        row = PlanSection(level=heading.level, is_numbered=is_numbered, title=words.strip(), body=body)
        row.position = len(found) + 1
        found.append((heading.index, row))
        kept.append(heading)
    return found, [*_renumbered(kept, [row for _, row in found]), *notes]


def basis_rows(paragraphs: Iterable[str]) -> list[tuple[int, Citation | None, PlanLegalBasis]]:
    """A row (without plan and document) for every document cited, with the number of its paragraph and its citation.

    A paragraph that names several documents between semicolons becomes several rows, the later ones continuing it.
    """
    rows = []
    for index, paragraph in enumerate(paragraphs):
        cited = [citation for citation in citations_in(paragraph) if citation.depth == 0]
        for number, (text, citation) in enumerate(_pieces(paragraph, cited)):
            row = PlanLegalBasis(wording=text, continues_previous=number > 0, position=len(rows) + 1)
            rows.append((index, citation, row))
    return rows


def appendix_rows(appendices: Sequence[Appendix]) -> tuple[list[PlanAppendix], list[Note]]:
    """Rows (without plan) for the appendices, and what they print otherwise: a form of signatures has one line each, of
    several tables only the last keeps its widths and header rows."""
    rows, notes = [], []
    for index, appendix in enumerate(appendices):
        row, is_same = _appendix_row(appendix)
        row.position = index + 1
        rows.append(row)
        if not is_same:
            sentence = "Bảng hoặc nơi ký trong phụ lục này in ra có thể khác bản gốc: hãy so lại."
            notes.append(Note(Place(Part.APPENDICES, index), sentence))
    return rows, notes


# ---- outline ---------------------------------------------------------------------------------------------------------


def _flat(sections: Iterable[Section], *, above: int, numbers: Iterator[int]) -> Iterator[Heading]:
    for section in sections:
        level = min(max(section.level, above + 1), int(SectionLevel.LETTER))
        yield Heading(next(numbers), level, section.label, section.title, section.blocks)
        yield from _flat(section.sections, above=level, numbers=numbers)


def _has_own_number(heading: Heading) -> bool:
    pattern = _NUMBERED.get(SectionLevel(heading.level))
    return bool(heading.label and pattern and pattern.fullmatch(heading.label))


def _renumbered(kept: Sequence[Heading], rows: Sequence[PlanSection]) -> Iterator[Note]:
    for heading, printed in zip(kept, headings(rows), strict=True):
        if printed.label and _bare(printed.label) != _bare(heading.label) and heading.level != SectionLevel.PART:
            sentence = f"Bản gốc ghi số «{heading.label}», bản in tự đánh số «{printed.label}» theo thứ tự."
            yield Note(_heading_of(heading), sentence)


def _bare(label: str) -> str:
    return label.strip(" .)(/:-").lower()


def _otherwise(heading: Heading) -> Iterator[Note]:
    for number, block in enumerate(heading.blocks):
        if isinstance(block, Table) and parse_body(body_text([block])) != (block,):
            sentence = "Bảng này có ô gộp, nhiều hàng tiêu đề hoặc độ rộng riêng: hãy so lại với bản gốc."
            yield Note(Place(Part.SECTIONS, heading.index, number), sentence)


def _heading_of(heading: Heading) -> Place:
    return Place(Part.SECTIONS, heading.index)


# ---- legal bases -----------------------------------------------------------------------------------------------------


def _pieces(paragraph: str, cited: Sequence[Citation]) -> list[tuple[str, Citation | None]]:
    """`paragraph` cut where «; » stands right before a citation, so that joining the pieces by «; » gives it back."""
    pieces, begun, first = [], 0, cited[0] if cited else None
    for citation in cited[1:]:
        before = paragraph[begun : citation.start]
        joint = re.search(r";\s+(?:căn cứ\s+)?$", before, re.IGNORECASE)
        if joint is None or not before[: joint.start()].strip():
            continue
        if before[joint.start() :] != "; ":
            continue
        pieces.append((before[: joint.start()], first))
        begun, first = citation.start, citation
    return [*pieces, (paragraph[begun:], first)]


# ---- appendices ------------------------------------------------------------------------------------------------------


def _appendix_row(appendix: Appendix) -> tuple[PlanAppendix, bool]:
    blocks, places = list(appendix.blocks), ()
    if blocks and isinstance(blocks[-1], FormSignatures):
        places = blocks.pop().places
    at = next((i for i in reversed(range(len(blocks))) if isinstance(blocks[i], Table)), None)
    row = PlanAppendix(title="\n".join(appendix.title) or appendix.label, is_landscape=appendix.landscape)
    row.signatures = "\n".join(" ".join(place) for place in places)
    if at is None:
        row.body = body_text(blocks)
        return row, _same(appendix, parse_body(row.body), None, ())
    table, after = blocks[at], tuple(blocks[at + 1 :])
    row.body, row.table, row.header_rows = body_text(blocks[:at]), table_text(table), len(table.header)
    row.header_rows = min(row.header_rows, MOST_HEADER_ROWS)
    row.column_widths = "; ".join(f"{width:.2f}".rstrip("0").rstrip(".") for width in table.widths)
    if appendix_faults(row):
        row.column_widths = ""
    row.notes = body_text(after)
    return row, _same(appendix, parse_body(row.body), table, after)


def _same(appendix: Appendix, before: tuple[Block, ...], table: Table | None, after: tuple[Block, ...]) -> bool:
    signatures = [block for block in appendix.blocks if isinstance(block, FormSignatures)]
    if any(len(place) > 1 for block in signatures for place in block.places) or len(signatures) > 1:
        return False
    if table is not None and any("\n" in cell for row in (*table.header, *table.rows) for cell in row):
        return False
    held = (*before, *((table,) if table else ()), *after)
    stands = tuple(block for block in appendix.blocks if not isinstance(block, FormSignatures))
    return held == stands and all(isinstance(block, Paragraph) for block in after)


def _one_line(text: str) -> str:
    return " ".join(text.split())
