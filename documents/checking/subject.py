"""A document laid out for checking: its passages in reading order, each with its place, read once for all rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from documents.checking.facts import Facts
from documents.checking.findings import Severity
from documents.citing import Citation, citations_in
from documents.content import Block, Content, Paragraph, Section, Table
from documents.periods import Time, times_in
from documents.places import Part, Place
from documents.quantities import Quantity, quantities_in

_LONGEST = 10_000
"""Characters of one passage in which numbers are read: a longer one is no paragraph but a list run together."""


@dataclass(frozen=True)
class Passage:
    """One paragraph, heading, table cell, legal basis or recipient: `text` is exactly what stands in the tree.

    `section` names in words where it stands; `section_index` counts Content.walk_sections(), None outside the outline.
    """

    place: Place
    section: str
    text: str
    marker: str = ""
    section_index: int | None = None
    is_heading: bool = False
    is_cell: bool = False


@dataclass(frozen=True)
class Breach:
    """What a rule found wrong. `severity` overrides that of the rule."""

    place: Place
    quote: str
    message: str
    suggestion: str | None = None
    severity: Severity | None = None


@dataclass(frozen=True)
class Subject:
    """What rules look at."""

    content: Content
    facts: Facts = field(default_factory=Facts)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All sections in reading order; `Place.index` counts them."""
        return tuple(self.content.walk_sections())

    @cached_property
    def section_names(self) -> tuple[str, ...]:
        """«I», «II.1», «II.1.1.1»: the labels from the top down to each section; a heading without one by its words."""
        names: list[str] = []

        def walk(sections: tuple[Section, ...], above: str) -> None:
            for section in sections:
                own = section.label.rstrip(".)") or section.title[:40]
                dotted, _, last = own.rpartition(".")
                name = f"{above}.{last if dotted and above.endswith(dotted) else own}" if above else own
                names.append(name)
                walk(section.sections, name)

        walk(self.content.sections, "")
        return tuple(names)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Everything the document says from its title to its appendices, recipients and signature aside."""
        return tuple(self._passages())

    @cached_property
    def body(self) -> tuple[Passage, ...]:
        """Opening, sections and closing without headings: what is told in sentences."""
        parts = {Part.OPENING, Part.SECTIONS, Part.CLOSING}
        return tuple(p for p in self.passages if p.place.part in parts and not p.is_heading)

    @cached_property
    def citations(self) -> tuple[tuple[Passage, Citation], ...]:
        """Every document named anywhere, in reading order."""
        return tuple((passage, citation) for passage in self.passages for citation in citations_in(passage.text))

    def quantities(self, passage: Passage) -> tuple[Quantity, ...]:
        """The quantities told in a passage, read once for all rules."""
        if passage.text not in self._quantities:
            self._quantities[passage.text] = quantities_in(passage.text[:_LONGEST])
        return self._quantities[passage.text]

    def times(self, passage: Passage) -> tuple[Time, ...]:
        """The times told in a passage, read once for all rules."""
        if passage.text not in self._times:
            self._times[passage.text] = times_in(passage.text[:_LONGEST])
        return self._times[passage.text]

    @cached_property
    def _quantities(self) -> dict[str, tuple[Quantity, ...]]:
        return {}

    @cached_property
    def _times(self) -> dict[str, tuple[Time, ...]]:
        return {}

    def section_of(self, place: Place) -> str:
        """Where `place` is, in words for a person."""
        if place.part == Part.SECTIONS:
            return self.section_names[place.index]
        if place.part == Part.APPENDICES:
            return self.content.appendices[place.index].label
        if place.part == Part.BASES and place.index is not None:
            return f"Căn cứ {place.index + 1}"
        return _PART_NAMES[place.part]

    def _passages(self) -> Iterator[Passage]:
        content = self.content
        yield Passage(Place(Part.TITLE), _PART_NAMES[Part.TITLE], content.title, is_heading=True)
        for index, basis in enumerate(content.legal_bases):
            place = Place(Part.BASES, index)
            yield Passage(place, self.section_of(place), basis)
        yield from self._blocks(content.opening, Part.OPENING, None)
        for index, section in enumerate(self.sections):
            place = Place(Part.SECTIONS, index)
            yield Passage(place, self.section_of(place), section.title, section.label, index, is_heading=True)
            yield from self._blocks(section.blocks, Part.SECTIONS, index)
        yield from self._blocks(content.closing, Part.CLOSING, None)
        for index, appendix in enumerate(content.appendices):
            place = Place(Part.APPENDICES, index)
            yield Passage(place, appendix.label, " ".join(appendix.title), is_heading=True)
            yield from self._blocks(appendix.blocks, Part.APPENDICES, index)

    def _blocks(self, blocks: tuple[Block, ...], part: Part, index: int | None) -> Iterator[Passage]:
        name = self.section_of(Place(part, index))
        section = index if part == Part.SECTIONS else None
        for number, block in enumerate(blocks):
            if isinstance(block, Paragraph):
                yield Passage(Place(part, index, number), name, block.text, block.marker, section)
            elif isinstance(block, Table):
                for row, cells in enumerate((*block.header, *block.rows)):
                    for cell in filter(None, cells):
                        yield Passage(Place(part, index, number, row), name, cell, "", section, is_cell=True)


_PART_NAMES = {
    Part.HEAD: "Phần đầu",
    Part.TITLE: "Trích yếu",
    Part.BASES: "Căn cứ",
    Part.OPENING: "Câu mở đầu",
    Part.CLOSING: "Câu kết",
    Part.RECIPIENTS: "Nơi nhận",
    Part.ARCHIVE: "Nơi nhận",
    Part.SIGNATURE: "Chữ ký",
}
