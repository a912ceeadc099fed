"""What an official document says, as one tree of small frozen values.

The tree is what the house freezes, renders, writes to Word, reads back, compares and checks. It holds wording only:
no fonts, no millimetres, no database. Marks that the decree fixes are not stored but written by whoever renders:
the end marks of legal bases and recipients, «- Lưu:», the «./.» at the end, «(Kèm theo …)» under an appendix.

Source of the parts: Nghị định 30/2020/NĐ-CP, Điều 8 and Phụ lục I.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

FORMAT = 1
LETTER = "CÔNG VĂN"
"""The kind that is not printed: its title stands under the number, after «V/v»."""


class Shape(StrEnum):
    """How much of a document is printed.

    DOCUMENT is the whole; APPENDICES are appendices in a file of their own, each under its «(Kèm theo …)»; a SHEET is a
    list or form with letterhead but without number, recipients and end mark, to be signed in the places it names.
    """

    DOCUMENT = "document"
    APPENDICES = "appendices"
    SHEET = "sheet"


# Fields that came after papers had been frozen: left out of the JSON at their defaults, so that those stay equal.
_LATER = {"later": True}


@dataclass(frozen=True)
class PartialDate:
    """A date of which the day, or day and month, may still be blank (a draft)."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True)
class Head:
    """Ô 1–4: superior and issuer (lines as printed), number, symbol, place and date."""

    superior: tuple[str, ...]
    issuer: tuple[str, ...]
    issuer_name: str  # in running text: «Ủy ban nhân dân huyện Tủa Chùa»
    symbol: str  # «KH-BDT»
    place: str
    date: PartialDate | None  # None only in a document read from elsewhere that has no date
    number: int | None = None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text. `marker` is «-», «+», «a)», «1.» or empty."""

    text: str
    marker: str = ""


@dataclass(frozen=True)
class Table:
    """A table of plain-text cells. `header` rows repeat on every page; `widths` are millimetres, empty: by content.

    `totals` are rows that close the table, in bold. Rows are at least `row_height` mm high (0: as high as their text).
    """

    header: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    totals: tuple[tuple[str, ...], ...] = field(default=(), metadata=_LATER)
    row_height: float = field(default=0.0, metadata=_LATER)


@dataclass(frozen=True)
class FormSignatures:
    """Places for signatures inside a form, left to right, each as printed lines. `names` stand under the room to sign,
    one for each place; empty where it is written by hand.
    """

    places: tuple[tuple[str, ...], ...]
    names: tuple[str, ...] = field(default=(), metadata=_LATER)


@dataclass(frozen=True)
class ChartBar:
    """One line of a chart: `values` are whole numbers from 0 up, one for each part of the chart, in their order."""

    label: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Chart:
    """Numbers to be seen as bars; `parts` name the values of every bar, `unit` is what is counted («lớp», «lượt»).

    Of one part, bars are compared by their length. Several parts add up to a whole, which every bar shows in full
    length; where they `are_nested`, each value counts those before it too and the last is what was to be reached
    («hoàn thành» of «có mặt» of «đăng ký» of «chỉ tiêu»).
    """

    title: str
    unit: str
    parts: tuple[str, ...]
    bars: tuple[ChartBar, ...]
    are_nested: bool = False

    def as_table(self) -> Table:
        """The same numbers as a table without widths, for whatever does not draw."""
        return Table(
            header=((f"{self.title} ({self.unit})", *self.parts),),
            rows=tuple((bar.label, *(f"{value:,}".replace(",", ".") for value in bar.values)) for bar in self.bars),
        )


Block = Paragraph | Table | FormSignatures | Chart


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it.

    `label` is as printed without a following blank: «Phần I», «I.», «1.», «1.1.», «a)», or empty for a bold heading
    without number. `level` is 0 (phần), 1 (I.), 2 (1.), 3 (1.1.) or 4 (a)).
    """

    level: int
    label: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True)
class SignatureBlock:
    """Ô 7: lines such as «TM. ỦY BAN NHÂN DÂN», «KT. CHỦ TỊCH», «PHÓ CHỦ TỊCH», and the signer's name."""

    lines: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Appendix:
    """An appendix. `label` is «Phụ lục» or «Phụ lục I»; each line of `title` is printed on a line of its own."""

    label: str
    title: tuple[str, ...]
    blocks: tuple[Block, ...] = ()
    landscape: bool = False


@dataclass(frozen=True)
class Content:
    """A whole document.

    `legal_bases` are paragraphs without end mark («Căn cứ Luật …»); `recipients` are items without dash and end mark;
    `archive` is what follows «Lưu: » («VT, CSTT (2 bản)»). `addressees` stand after «Kính gửi:»; `authority`
    («GIÁM ĐỐC SỞ …») stands above the legal bases of a decision and «QUYẾT ĐỊNH:» below them.

    Of a sheet `opening` are notes under the title, and the paper lies on its side if `landscape`.
    """

    kind: str
    head: Head
    title: str
    legal_bases: tuple[str, ...]
    opening: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    closing: tuple[Paragraph, ...]
    recipients: tuple[str, ...]
    archive: str
    signature: SignatureBlock
    appendices: tuple[Appendix, ...] = ()
    addressees: tuple[str, ...] = field(default=(), metadata=_LATER)
    authority: str = field(default="", metadata=_LATER)
    shape: Shape = field(default=Shape.DOCUMENT, metadata=_LATER)
    landscape: bool = field(default=False, metadata=_LATER)

    @property
    def is_letter(self) -> bool:
        """Whether it is an official letter, which prints no kind."""
        return self.kind.upper() == LETTER

    @property
    def is_sheet(self) -> bool:
        return self.shape == Shape.SHEET

    def walk_sections(self) -> Iterator[Section]:
        """All sections in reading order."""
        for section in self.sections:
            yield from section.walk()


def to_json(content: Content) -> str:
    """Write `content` as JSON text; equal contents give equal text."""
    tree = {"format": FORMAT, "content": _tagged(content)}
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Content:
    """Read what `to_json` wrote. Raises ValueError on another format."""
    tree = json.loads(text)
    if tree.get("format") != FORMAT:
        raise ValueError(f"Unknown content format: {tree.get('format')!r}")
    return _untagged(tree["content"])


def digest(content: Content) -> str:
    """SHA-256 (hex) of the JSON form: two contents are equal when their digests are."""
    return hashlib.sha256(to_json(content).encode()).hexdigest()


_TYPES = {
    t.__name__: t
    for t in (
        PartialDate,
        Head,
        Paragraph,
        Table,
        FormSignatures,
        ChartBar,
        Chart,
        Section,
        SignatureBlock,
        Appendix,
        Content,
    )
}


def _tagged(value: Any) -> Any:
    if type(value).__name__ in _TYPES:
        return {"_": type(value).__name__} | {f.name: _tagged(getattr(value, f.name)) for f in _written(value)}
    if isinstance(value, tuple):
        return [_tagged(item) for item in value]
    return value


def _written(value: Any) -> list:
    return [f for f in fields(value) if not (f.metadata.get("later") and getattr(value, f.name) == f.default)]


def _untagged(value: Any) -> Any:
    if isinstance(value, dict):
        return _TYPES[value["_"]](**{k: _untagged(v) for k, v in value.items() if k != "_"})
    if isinstance(value, list):
        return tuple(_untagged(item) for item in value)
    return value
