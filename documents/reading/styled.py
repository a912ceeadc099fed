"""Our own Word files → content, exactly: every paragraph says by its style what it is (documents.roles).

What an office has added in Word without style is text. A file that was changed so much that its parts can no longer be
told by their styles is read like any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.content import (
    LETTER,
    Appendix,
    Block,
    Content,
    FormSignatures,
    Head,
    Paragraph,
    PartialDate,
    Section,
    SignatureBlock,
    Table,
)
from documents.places import Part, Place
from documents.reading.markers import PART_LABEL, marker_of
from documents.reading.result import Trace
from documents.reading.source import Grid, Line, Source
from documents.roles import HEADINGS, Role

_NUMBER = re.compile(r"Số:\s*(\d{1,7})?\s*/\s*(\S.*)?")
_DATE = re.compile(r"(.*?)\s*,\s*ngày\s*(\d{1,2})?\s*tháng\s*(\d{1,2})?\s*năm\s*(\d{4})", re.IGNORECASE)
_LABEL = re.compile(r"((?:[IVXLCDM]+|\d+(?:\.\d+)*|[^\W\d_])[.)])(?:\s+(.*))?")
_END = re.compile(r"\s*\./\.$")
_MOST_WITHOUT_STYLE = 0.2
_HEAD = {
    Role.SUPERIOR: "superior",
    Role.ISSUER: "issuer",
    Role.NUMBER: "number",
    Role.DATE: "date",
    Role.SUBJECT: "",
    Role.KIND: "",
    Role.TITLE: "",
    Role.AUTHORITY: "",
}
_NOT_READ = frozenset({Role.NATION, Role.MOTTO, Role.RESOLVING, Role.RECIPIENTS_HEAD, Role.APPENDIX_NOTE})
_TO_WHOM = re.compile(r"kính gửi\s*:?\s*", re.IGNORECASE)
_SUBJECT = re.compile(r"v/v\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"(Điều \d+[a-zđ]?\.)\s*(.*)", re.DOTALL)


@dataclass(frozen=True)
class Styled:
    """What the styles say, and where each part stands in the source. `number_text` is the number as printed."""

    content: Content
    traces: tuple[Trace, ...]
    number_text: str


def read_styled(source: Source) -> Styled | None:
    """The content of a file of our own; None when the styles of `source` do not tell it."""
    lines = [line for line in source.lines if isinstance(line, Line)]
    count = sum(not line.role for line in lines)
    if count == len(lines) or count > _MOST_WITHOUT_STYLE * len(lines) + 3:
        return None
    work = _Work(source)
    for index, line in enumerate(source.lines):
        if not work.takes(index, line):
            return None
    return work.styled()


@dataclass
class _Branch:
    """A section while what stands under it is collected."""

    level: int
    label: str
    title: str
    line: int
    blocks: list[tuple[Block, int]] = field(default_factory=list)
    branches: list[_Branch] = field(default_factory=list)

    def section(self) -> Section:
        return Section(
            self.level,
            self.label,
            self.title,
            tuple(block for block, _ in self.blocks),
            tuple(branch.section() for branch in self.branches),
        )

    def walk(self) -> list[_Branch]:
        found, waiting = [], [self]
        while waiting:
            branch = waiting.pop()
            found.append(branch)
            waiting += reversed(branch.branches)
        return found


@dataclass
class _Annex:
    """An appendix while it is collected."""

    label: str
    lines: list[int]
    titles: list[str] = field(default_factory=list)
    blocks: list[tuple[Block, int]] = field(default_factory=list)


class _Work:
    """Goes through the lines once."""

    def __init__(self, source: Source):
        self._source = source
        self._head: dict[str, list[tuple[str, int]]] = {role: [] for role in _HEAD}
        self._addressees: list[tuple[str, int]] = []
        self._bases: list[tuple[str, int]] = []
        self._opening: list[tuple[Paragraph, int]] = []
        self._closing: list[tuple[Paragraph, int]] = []
        self._roots: list[_Branch] = []
        self._open: list[_Branch] = []
        self._recipients: list[tuple[str, int]] = []
        self._titles: list[tuple[str, int]] = []
        self._names: list[tuple[str, int]] = []
        self._annexes: list[_Annex] = []

    def takes(self, index: int, line: Line | Grid) -> bool:
        """Put the line where it belongs; False when it belongs nowhere."""
        if isinstance(line, Grid):
            return self._block(_grid(line), index)
        role = line.role
        if role in _NOT_READ:
            return True
        if role in _HEAD:
            self._head[role].append((line.text, index))
        elif role in (Role.TO_WHOM, Role.ADDRESSEE):
            if name := _TO_WHOM.sub("", line.text, count=1).lstrip("-–+ ").rstrip(" ;.,"):
                self._addressees.append((name, index))
        elif role == Role.LEGAL_BASIS:
            self._bases.append((line.text.rstrip(" ;.,"), index))
        elif role in HEADINGS:
            self._heading(HEADINGS[role], line, index)
        elif role == Role.RECIPIENT:
            self._recipients.append((line.text.lstrip("-–+ ").rstrip(" ;.,"), index))
        elif role in (Role.SIGNER_TITLE, Role.SIGNER_NAME):
            (self._titles if role == Role.SIGNER_TITLE else self._names).append((line.text, index))
        elif role == Role.APPENDIX_LABEL:
            self._annexes.append(_Annex(line.text, [index]))
        elif role == Role.APPENDIX_TITLE and self._annexes:
            self._annexes[-1].titles.append(line.text)
            self._annexes[-1].lines.append(index)
        else:
            return self._paragraph(line, index)
        return True

    def _paragraph(self, line: Line, index: int) -> bool:
        text, marker = _bare(line, with_stop=True), line.marker
        if not line.role and not (self._head[Role.KIND] or self._head[Role.SUBJECT]):
            return True  # «DỰ THẢO» over the letterhead
        if self._head[Role.AUTHORITY] and not marker and (article := _ARTICLE.fullmatch(text)):
            marker, text = article[1], article[2]
        if not line.role and not self._ended and (level := _typed_level(line)) is not None:
            self._heading(level, line, index)
            return True
        if not line.role and not marker and (found := marker_of(text)):
            text, marker = found.rest, found.label
        if not text and not marker:
            return True
        paragraph = Paragraph(text, marker)
        if line.role == Role.CLOSING and not self._ended:
            self._closing.append((paragraph, index))
            return True
        if line.role == Role.OPENING and not self._roots and not self._ended:
            self._opening.append((paragraph, index))
            return True
        return self._block(paragraph, index)

    @property
    def _ended(self) -> bool:
        """Whether recipients or signature have begun."""
        return bool(self._recipients or self._titles or self._names)

    def _block(self, block: Block, index: int) -> bool:
        """Put a block under the heading or appendix that is open."""
        if self._annexes:
            self._annexes[-1].blocks.append((block, index))
        elif self._ended:
            return False
        elif self._open:
            self._open[-1].blocks.append((block, index))
        elif isinstance(block, Paragraph):
            self._opening.append((block, index))
        else:
            return False
        return True

    def _heading(self, level: int, line: Line, index: int) -> None:
        text = _bare(line, with_stop=False)
        last = self._open[-1] if self._open else None
        if level == 0 and not PART_LABEL.fullmatch(text):
            is_name = last is not None and last.level == 0 and last.line == index - 1 and not last.title
            if is_name and not last.blocks:
                last.title = text
                return
            label, title = "", text
        elif level == 0:
            label, title = text, ""
        else:
            found = _LABEL.fullmatch(text)
            label, title = (found[1], found[2] or "") if found else ("", text)
        branch = _Branch(level, label, title, index)
        while self._open and self._open[-1].level >= level:
            self._open.pop()
        (self._open[-1].branches if self._open else self._roots).append(branch)
        self._open.append(branch)

    def styled(self) -> Styled | None:
        """The whole document; None when its kind or its number and date cannot be read."""
        kind, title, subject = (
            " ".join(text for text, _ in self._head[role]) for role in (Role.KIND, Role.TITLE, Role.SUBJECT)
        )
        if subject and not kind:
            kind, title = LETTER, _SUBJECT.sub("", subject, count=1)
        number = _NUMBER.fullmatch(" ".join(text for text, _ in self._head[Role.NUMBER]))
        dated = _DATE.fullmatch(" ".join(text for text, _ in self._head[Role.DATE]))
        if not kind or number is None or dated is None:
            return None
        issuer = tuple(text for text, _ in self._head[Role.ISSUER])
        head = Head(
            superior=tuple(text for text, _ in self._head[Role.SUPERIOR]),
            issuer=issuer,
            issuer_name=self._source.issuer_name or " ".join(issuer),
            symbol=number[2] or "",
            place=dated[1],
            date=PartialDate(int(dated[4]), _integer(dated[3]), _integer(dated[2])),
            number=_integer(number[1]),
        )
        archive = [item for item in self._recipients if re.match(r"lưu\b", item[0], re.IGNORECASE)][-1:]
        items = [item for item in self._recipients if item not in archive]
        content = Content(
            kind=kind,
            head=head,
            title=title,
            legal_bases=tuple(text for text, _ in self._bases),
            opening=tuple(paragraph for paragraph, _ in self._opening),
            sections=tuple(branch.section() for branch in self._roots),
            closing=tuple(paragraph for paragraph, _ in self._closing),
            recipients=tuple(text for text, _ in items),
            archive=re.sub(r"^lưu\s*:?\s*", "", archive[0][0], flags=re.IGNORECASE) if archive else "",
            signature=SignatureBlock(
                tuple(text for text, _ in self._titles), " ".join(text for text, _ in self._names)
            ),
            appendices=tuple(map(self._appendix, self._annexes)),
            addressees=tuple(text for text, _ in self._addressees),
            authority=" ".join(text for text, _ in self._head[Role.AUTHORITY]),
        )
        return Styled(content, tuple(self._traces(items, archive)), number[1] or "")

    def _appendix(self, annex: _Annex) -> Appendix:
        lying = max((n for n in self._source.landscape_from if n <= annex.lines[0]), default=-1)
        upright = max((n for n in self._source.portrait_from if n <= annex.lines[0]), default=-1)
        blocks = tuple(block for block, _ in annex.blocks)
        return Appendix(annex.label, tuple(annex.titles), blocks, landscape=lying > upright)

    def _traces(self, items: Sequence[tuple[str, int]], archive: Sequence[tuple[str, int]]):
        for role, name in _HEAD.items():
            at = tuple(index for _, index in self._head[role])
            names = ("number", "symbol") if name == "number" else ("place", "date") if name == "date" else (name,)
            if at and name:
                yield from (Trace(Place(Part.HEAD, field=one), at) for one in names)
        yield Trace(
            Place(Part.TITLE), tuple(n for role in (Role.SUBJECT, Role.KIND, Role.TITLE) for _, n in self._head[role])
        )
        for part, found in ((Part.BASES, self._bases), (Part.RECIPIENTS, items)):
            yield from (Trace(Place(part, number), (index,)) for number, (_, index) in enumerate(found))
        for part, paragraphs in ((Part.OPENING, self._opening), (Part.CLOSING, self._closing)):
            yield from (Trace(Place(part, block=number), (index,)) for number, (_, index) in enumerate(paragraphs))
        for number, branch in enumerate(branch for root in self._roots for branch in root.walk()):
            yield Trace(Place(Part.SECTIONS, number), (branch.line,))
            for place, (_, index) in enumerate(branch.blocks):
                yield Trace(Place(Part.SECTIONS, number, place), (index,))
        yield from (Trace(Place(Part.ARCHIVE), (index,)) for _, index in archive)
        for name, found in (("lines", self._titles), ("name", self._names)):
            if found:
                yield Trace(Place(Part.SIGNATURE, field=name), tuple(index for _, index in found))
        for number, annex in enumerate(self._annexes):
            yield Trace(Place(Part.APPENDICES, number), tuple(annex.lines))
            for place, (_, index) in enumerate(annex.blocks):
                yield Trace(Place(Part.APPENDICES, number, place), (index,))


def _grid(grid: Grid) -> Block:
    if grid.has_borders is False:
        columns = zip(*grid.rows, strict=True)
        return FormSignatures(
            tuple(tuple(line for cell in column for line in cell.split("\n") if line) for column in columns)
        )
    return Table(grid.rows[: grid.header_rows], grid.rows[grid.header_rows :], grid.widths)


def _typed_level(line: Line) -> int | None:
    """The level of a heading that somebody has typed without style: in bold letters, with a number."""
    found = _LABEL.fullmatch(line.text)
    if not (found and found[2] and line.is_bold):
        return None
    label = found[1].rstrip(".)")
    if label.replace(".", "").isdecimal():
        return 3 if "." in label else 2
    return 1 if found[1].endswith(".") and set(label) <= set("IVXLC") else None


def _bare(line: Line, *, with_stop: bool) -> str:
    """The text without the end mark of the document; a sentence keeps its stop, or gets one where that is unknown."""
    bare = _END.sub("", line.text)
    if bare == line.text or not bare:
        return bare
    has_stop = line.has_stop if line.has_stop is not None else with_stop
    return f"{bare}." if has_stop else bare


def _integer(text: str | None) -> int | None:
    return int(text) if text else None
