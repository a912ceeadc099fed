"""Lines of a source → what the document says: head, bases, outline, tail and appendices put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from documents.content import Appendix, Block, Content, Paragraph, Section
from documents.places import Part, Place
from documents.reading import outline
from documents.reading.appendices import read_appendix
from documents.reading.bases import legal_bases
from documents.reading.breaking import Breaking, breaking_of
from documents.reading.heads import complete_head, read_head
from documents.reading.joining import Printed, joined
from documents.reading.kinds import in_words, is_plan
from documents.reading.money import read_money
from documents.reading.preamble import END_OF_TEXT, Words, closing_start, opening_end, preamble
from documents.reading.result import AsPrinted, Doubt, Reading, Trace
from documents.reading.rows import Row, rows_of
from documents.reading.sequences import Item
from documents.reading.source import Grid, Line, Source
from documents.reading.styled import Styled, read_styled
from documents.reading.tables import Drawn, drawn_of, tables_in
from documents.reading.tails import read_tail
from documents.reading.zones import appendix_starts, text_end

_UNSURE = "Chưa chắc dòng này là tiêu đề; nếu là đoạn văn, hãy sửa lại."
_LEFT_OUT = "Từ dòng {} trở đi, sau khối chữ ký, có chữ không thuộc văn bản nên không được đọc."


def read(source: Source) -> Reading:
    """What the document in `source` says, with the place of every part in it. Never fails; linear in its length."""
    if (styled := read_styled(source)) is not None:
        return _of_styled(styled, source)
    lines = source.lines
    head = read_head(lines, 0, len(lines))
    end = text_end(lines, head.end)
    starts = appendix_starts(lines, end)
    tail_end = starts[0] if starts else len(lines)
    tail = read_tail(lines, end, tail_end)

    body = _Body(_parts(lines, head.end, end))
    body.read()
    head = complete_head(head, tail=tail, opening=[words.paragraph for words in body.opening])
    left = _with_words(lines, tail.end, tail_end)
    if left and any(isinstance(part, Drawn) for part in _parts(lines, left[0], tail_end)):
        starts, left = [left[0], *starts], []
    appendices, appendix_traces = _appendices(source, starts)
    content = Content(
        kind=head.kind,
        head=replace(head.head, issuer_name=source.issuer_name) if source.issuer_name else head.head,
        title=head.title,
        legal_bases=tuple(words.paragraph.text for words in body.bases),
        opening=tuple(words.paragraph for words in body.opening),
        sections=body.sections,
        closing=tuple(words.paragraph for words in body.closing),
        recipients=tail.recipients,
        archive=tail.archive,
        signature=tail.signature,
        appendices=appendices,
    )
    money = read_money(content)
    return Reading(
        kind=head.kind,
        what=head.what,
        is_plan=head.is_plan,
        content=content,
        citations=legal_bases(content),
        money=money.money,
        traces=(*head.traces, *body.traces(), *tail.traces, *appendix_traces),
        doubts=(*head.doubts, *body.doubts, *money.doubts, *tail.doubts),
        remarks=(*source.remarks, *([_LEFT_OUT.format(left[0] + 1)] if left else [])),
        printed=AsPrinted(head.number_text, tail.archive_text, head.attached_to),
    )


def _with_words(lines: Sequence[Line | Grid], start: int, end: int) -> list[int]:
    """The lines of `lines[start:end]` that say something."""
    rows = rows_of(lines, start, end)
    return [row.index if isinstance(row, Row) else row[0] for row in rows]


def _of_styled(styled: Styled, source: Source) -> Reading:
    """The reading of one of our own Word files."""
    content = styled.content
    kind = content.kind.upper()
    money = read_money(content)
    return Reading(
        kind=kind,
        what=in_words(kind),
        is_plan=is_plan(kind),
        content=content,
        citations=legal_bases(content),
        money=money.money,
        traces=styled.traces,
        doubts=money.doubts,
        remarks=source.remarks,
        printed=AsPrinted(styled.number_text, f"Lưu: {content.archive}" if content.archive else ""),
    )


def _parts(lines: Sequence[Line | Grid], start: int, end: int) -> list[Printed | Drawn]:
    """Paragraphs and tables of `lines[start:end]`, in order."""
    rows = rows_of(lines, start, end)
    breaking = breaking_of([row for row in rows if isinstance(row, Row)])
    parts: list[Printed | Drawn] = []
    stretch: list[Row] = []
    for row in rows:
        if isinstance(row, Row):
            stretch.append(row)
            continue
        parts += _stretch(stretch, breaking)
        stretch = []
        parts += drawn_of(*row)
    return [*parts, *_stretch(stretch, breaking)]


def _stretch(rows: list[Row], breaking: Breaking) -> Iterator[Printed | Drawn]:
    """Paragraphs between the tables that are written with tabs or «|», and these tables."""
    place = 0
    for start, end, table in tables_in(rows):
        yield from joined(rows[place:start], breaking)
        yield table
        place = end
    yield from joined(rows[place:], breaking)


@dataclass
class _Node:
    """A section while its blocks are collected."""

    item: Item | None
    title: str
    blocks: list[tuple[Block, tuple[int, ...]]] = field(default_factory=list)
    nodes: list[_Node] = field(default_factory=list)

    def section(self) -> Section:
        item = self.item
        return Section(
            level=outline.level_of(item) if item else 1,
            label=item.marker.label if item and item.marker else "",
            title=self.title,
            blocks=tuple(block for block, _ in self.blocks),
            sections=tuple(node.section() for node in self.nodes),
        )

    def walk(self) -> Iterator[_Node]:
        yield self
        for node in self.nodes:
            yield from node.walk()


@dataclass
class _Body:
    """The text between title and tail."""

    parts: list[Printed | Drawn]
    bases: list[Words] = field(default_factory=list)
    opening: list[Words] = field(default_factory=list)
    closing: list[Words] = field(default_factory=list)
    roots: list[_Node] = field(default_factory=list)

    def read(self) -> None:
        headings = outline.headings_in(self.parts)
        first = min(headings, default=len(self.parts))
        before = next((n for n, part in enumerate(self.parts[:first]) if isinstance(part, Drawn)), first)
        if not headings:
            before = opening_end([part for part in self.parts[:before] if isinstance(part, Printed)])
        self.bases, self.opening = preamble([part for part in self.parts[:before] if isinstance(part, Printed)])
        nodes: dict[int, _Node] = {}
        current: _Node | None = None
        for place in range(before, len(self.parts)):
            part = self.parts[place]
            if place in headings:
                current = self._add(headings[place], nodes)
                continue
            if current is None:
                current = _Node(None, "")
                self.roots.append(current)
            current.blocks.append((_block(part), part.lines))
        self._close(current)

    def _add(self, item: Item, nodes: dict[int, _Node]) -> _Node:
        title = item.title.strip()
        node = _Node(item, title)
        if item.run_in:
            node.blocks.append((Paragraph(item.run_in), item.printed.lines))
        nodes[id(item)] = node
        (nodes[id(item.parent)].nodes if item.parent else self.roots).append(node)
        return node

    def _close(self, last: _Node | None) -> None:
        """Take the closing from under the last heading, and «./.» from the last words."""
        if last is None:
            self._close_opening()
            return
        tail = [part for part in self.parts if isinstance(part, Printed)]
        count = 0
        while count < len(last.blocks) and isinstance(last.blocks[-1 - count][0], Paragraph):
            count += 1
        texts = tail[len(tail) - count :] if count else []
        start = closing_start(texts)
        if start < len(texts):
            taken = last.blocks[len(last.blocks) - len(texts) + start :]
            del last.blocks[len(last.blocks) - len(texts) + start :]
            self.closing = [Words(block, lines) for block, lines in taken]
        if self.closing:
            words = self.closing[-1]
            self.closing[-1] = Words(_ended(words.paragraph), words.lines)
        elif last.blocks:
            block, lines = last.blocks[-1]
            last.blocks[-1] = (_ended(block), lines)
        else:
            last.title = END_OF_TEXT.sub("", last.title)

    def _close_opening(self) -> None:
        """A plan without any heading: what follows the sentence that announces it stays where it is."""
        if self.opening:
            words = self.opening[-1]
            self.opening[-1] = Words(_ended(words.paragraph), words.lines)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The outline."""
        return tuple(node.section() for node in self.roots)

    @property
    def doubts(self) -> list[Doubt]:
        """Headings that may be text."""
        return [
            Doubt(Place(Part.SECTIONS, index), _UNSURE)
            for index, node in enumerate(self._walk())
            if node.item and node.item.is_unsure
        ]

    def _walk(self) -> Iterator[_Node]:
        for node in self.roots:
            yield from node.walk()

    def traces(self) -> Iterator[Trace]:
        """Where each part of the text stands in the source."""
        for index, words in enumerate(self.bases):
            yield Trace(Place(Part.BASES, index), words.lines)
        for index, words in enumerate(self.opening):
            yield Trace(Place(Part.OPENING, block=index), words.lines)
        for index, node in enumerate(self._walk()):
            if node.item:
                yield Trace(Place(Part.SECTIONS, index), node.item.printed.lines)
            for number, (_, lines) in enumerate(node.blocks):
                yield Trace(Place(Part.SECTIONS, index, number), lines)
        for index, words in enumerate(self.closing):
            yield Trace(Place(Part.CLOSING, block=index), words.lines)


def _block(part: Printed | Drawn) -> Block:
    if isinstance(part, Drawn):
        return part.block
    return Paragraph(part.words, part.marker.label if part.marker else "")


def _ended(block: Block) -> Block:
    """The last block without the end mark of the document; its sentence still ends with a stop."""
    if not isinstance(block, Paragraph) or not (end := END_OF_TEXT.search(block.text, max(0, len(block.text) - 80))):
        return block
    bare = block.text[: end.start()].rstrip(" .;,")
    return Paragraph(f"{bare}." if bare else "", block.marker)


def _appendices(source: Source, starts: Sequence[int]) -> tuple[tuple[Appendix, ...], list[Trace]]:
    appendices: list[Appendix] = []
    traces: list[Trace] = []
    for start, end in pairwise([*starts, len(source.lines)]):
        lying = max((n for n in source.landscape_from if n <= start), default=-1)
        upright = max((n for n in source.portrait_from if n <= start), default=-1)
        found = read_appendix(_parts(source.lines, start, end), landscape=lying > upright)
        if found is None:
            continue
        index = len(appendices)
        appendices.append(found.appendix)
        traces.append(Trace(Place(Part.APPENDICES, index), found.title_lines))
        traces += [Trace(Place(Part.APPENDICES, index, n), lines) for n, lines in enumerate(found.block_lines)]
    return tuple(appendices), traces
