"""Which rows of a plan stand behind a place of its paper: where people go to change it, and which text holds the words.

Follows `plans.papers`, which makes the paper out of the rows: the blocks of a section are its own lines, then the
generated part, then its activities.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse

from documents.places import Part, Place
from plans.activity_text import printed_lines
from plans.body import placed_blocks, placed_paragraphs
from plans.citations import sentence
from plans.models import Activity, ActivityLine, Plan, PlanAppendix, PlanLegalBasis, PlanSection
from plans.papers import activities_by_section
from plans.section_sources import generated_blocks
from plans.spreadsheet import pasted_rows

_HEAD_FIELDS = {
    Part.TITLE: "title",
    Part.OPENING: "opening",
    Part.CLOSING: "closing",
    Part.RECIPIENTS: "recipients",
    Part.ARCHIVE: "archive",
    Part.SIGNATURE: "signer",
}
_HEAD_PLACES = {"place": "place", "date": "dated_day", "number": "number"}


@dataclass(frozen=True)
class Origin:
    """A text that may hold the words of a place: `text[start:end]`, to be written into `field` of `row`.

    The sentence that is written from the document of a basis counts as its wording: own words may replace it.
    """

    row: Plan | PlanLegalBasis | PlanSection | PlanAppendix | Activity | ActivityLine
    field: str
    text: str
    start: int
    end: int
    in_cells: bool = False


@dataclass(frozen=True)
class Spot:
    """Where people change a place: the page of the editor (its name), the element on it, the section printed there."""

    page: str
    row_id: int | None = None
    element: str = ""
    section_id: int | None = None

    def address(self, plan: Plan) -> str:
        """The address of the spot in the editor of `plan`."""
        own = [self.row_id] if self.page == "activity" else []
        return reverse(f"plans:{self.page}", args=[plan.pk, *own]) + (f"#{self.element}" if self.element else "")


@dataclass(frozen=True)
class _Block:
    """One printed block: the row that it comes from, and its texts."""

    row: Model
    origins: tuple[Origin, ...] = ()
    table: tuple[Origin, ...] = ()  # one for each row of a table


class Origins:
    """The rows of `plan` by the places of its paper. `plan` is as `PlanPaper.find` gives it; makes no queries then."""

    def __init__(self, plan: Plan):
        self.plan = plan
        self.bases = _paragraphs_of_bases(plan)
        self.headings = list(_headings(plan))
        self.appendices = list(plan.appendices.all())

    def at(self, place: Place) -> tuple[Origin, ...]:
        """The texts that may hold the words of `place`, in reading order; () for what is generated or fixed."""
        origins: tuple[Origin, ...] = ()
        match place.part:
            case Part.TITLE | Part.ARCHIVE:
                origins = (_whole(self.plan, _HEAD_FIELDS[place.part]),)
            case Part.HEAD if place.field == "place" and self.plan.place:
                origins = (_whole(self.plan, "place"),)
            case Part.OPENING | Part.CLOSING:
                origins = _nth(_paragraphs(self.plan, _HEAD_FIELDS[place.part]), place.block)
            case Part.RECIPIENTS:
                origins = _nth([*_recipients(self.plan)], place.index)
            case Part.BASES if _has(self.bases, place.index):
                origins = tuple(map(_of_basis, self.bases[place.index]))
            case Part.SECTIONS if _has(self.headings, place.index):
                row, blocks = self.headings[place.index]
                heading = _whole(row, "name" if isinstance(row, Activity) else "title")
                origins = (heading,) if place.block is None else _of_block(blocks, place)
            case Part.APPENDICES if _has(self.appendices, place.index):
                row = self.appendices[place.index]
                origins = (_whole(row, "title"),) if place.block is None else _of_block(self._appendix(row), place)
        return origins

    def spot(self, place: Place) -> Spot:
        """Where `place` is changed; the page alone when it is about no row."""
        match place.part:
            case Part.BASES:
                row = self.bases[place.index][0] if _has(self.bases, place.index) else None
                return Spot("bases", element=f"can-cu-{row.pk}" if row else "")
            case Part.SECTIONS if _has(self.headings, place.index):
                row, blocks = self.headings[place.index]
                return _spot_of(blocks[place.block].row if _has(blocks, place.block) else row)
            case Part.SECTIONS:
                return Spot("sections")
            case Part.APPENDICES:
                row = self.appendices[place.index] if _has(self.appendices, place.index) else None
                return Spot("appendices", element=f"phu-luc-{row.pk}" if row else "")
        field = _HEAD_FIELDS.get(place.part) or _HEAD_PLACES.get(place.field, "")
        return Spot("head", element=f"id_{field}" if field else "")

    def _appendix(self, row: PlanAppendix) -> list[_Block]:
        blocks = _lines_of(row, "body")
        if cells := pasted_rows(row.table):
            blocks.append(_Block(row, table=_rows_of_a_table(row, "table", len(cells))))
        blocks += [_Block(row) for _ in generated_blocks(row.source, self.plan)]
        blocks += [_Block(row, (origin,)) for origin in _paragraphs(row, "notes")]
        return [*blocks, _Block(row, (_whole(row, "signatures"),))] if row.signatures.strip() else blocks


def occurrences(origin: Origin, quote: str) -> list[range]:
    """Where `quote` stands in the stored text of `origin`, blanks and line ends being as they were typed."""
    words = quote.split(" ")
    blank = r"[^\S\t\n]+" if origin.in_cells else r"\s+"
    pattern = re.compile(blank.join(map(re.escape, words)))
    return [range(m.start(), m.end()) for m in pattern.finditer(origin.text, origin.start, origin.end)]


def _headings(plan: Plan) -> Iterator[tuple[PlanSection | Activity, list[_Block]]]:
    """Each printed heading with its blocks, in the order of Content.walk_sections()."""
    activities = activities_by_section(plan)
    for section in plan.sections.all():
        own = activities.get(section.pk, [])
        blocks = _lines_of(section, "body")
        blocks += [_Block(section) for _ in generated_blocks(section.source, plan)]
        for activity in own:
            if not activity.prints_name:
                blocks += _activity(activity)
        yield section, blocks
        yield from ((activity, _activity(activity)) for activity in own if activity.prints_name)


def _activity(activity: Activity) -> list[_Block]:
    """The blocks of an activity. Those written from its numbers have no text of their own."""
    blocks: list[_Block] = []
    for line, printed in printed_lines(activity, activity.lines.all()):
        own = [_Block(activity, block.origins, block.table) for block in _lines_of(line, "text")]
        first, *rest = [_Block(activity)] * (len(printed) - len(own)) + own
        label = (_whole(line, "label"),) if line.label else ()
        blocks += [_Block(activity, (*label, *first.origins), first.table), *rest]
    return blocks


def _lines_of(row: Model, field: str) -> list[_Block]:
    text = getattr(row, field)
    ends = _line_ends(text)
    return [
        _of_lines(row, field, text, ends, lines, is_table=hasattr(block, "rows"))
        for block, lines in placed_blocks(text)
    ]


def _of_lines(
    row: Model, field: str, text: str, ends: Sequence[tuple[int, int]], lines: range, *, is_table: bool
) -> _Block:
    found = tuple(Origin(row, field, text, *ends[line], in_cells=is_table) for line in lines)
    return _Block(row, table=found) if is_table else _Block(row, found)


def _rows_of_a_table(row: Model, field: str, count: int) -> tuple[Origin, ...]:
    """One origin for each row; with line breaks inside cells each is the whole table."""
    text = getattr(row, field)
    spans = [span for span in _line_ends(text) if text[slice(*span)].strip()]
    if len(spans) != count:
        spans = [(0, len(text))] * count
    return tuple(Origin(row, field, text, *span, in_cells=True) for span in spans)


def _of_block(blocks: Sequence[_Block], place: Place) -> tuple[Origin, ...]:
    if not _has(blocks, place.block):
        return ()
    block = blocks[place.block]
    if place.row is None:
        return block.origins or block.table
    return (block.table[place.row],) if _has(block.table, place.row) else ()


def _paragraphs_of_bases(plan: Plan) -> list[list[PlanLegalBasis]]:
    """The rows behind each printed paragraph of the bases."""
    paragraphs: list[list[PlanLegalBasis]] = []
    for basis in plan.bases.all():
        if basis.continues_previous and paragraphs:
            paragraphs[-1].append(basis)
        else:
            paragraphs.append([basis])
    return paragraphs


def _of_basis(basis: PlanLegalBasis) -> Origin:
    """Its own wording, or the sentence written from its document, which own wording may replace."""
    text = basis.wording or sentence(basis)
    return Origin(basis, "wording", text, 0, len(text))


def _paragraphs(row: Model, field: str) -> list[Origin]:
    text = getattr(row, field)
    ends = _line_ends(text)
    return [Origin(row, field, text, *ends[lines.start]) for _, lines in placed_paragraphs(text)]


def _recipients(plan: Plan) -> Iterator[Origin]:
    text = plan.recipients
    for start, end in _line_ends(text):
        if re.sub(r"^[-–—•*+\s]+", "", text[start:end]).rstrip(" ;.,"):
            yield Origin(plan, "recipients", text, start, end)


def _whole(row: Model, field: str) -> Origin:
    text = getattr(row, field)
    return Origin(row, field, text, 0, len(text))


def _line_ends(text: str) -> list[tuple[int, int]]:
    """Beginning and end of each line."""
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _spot_of(row: Model) -> Spot:
    if isinstance(row, Activity):
        return Spot("activity", row_id=row.pk, section_id=row.section_id)
    return Spot("sections", element=f"muc-{row.pk}", section_id=row.pk)


def _nth(origins: Sequence[Origin], index: int | None) -> tuple[Origin, ...]:
    return (origins[index],) if _has(origins, index) else ()


def _has(rows: Sequence, index: int | None) -> bool:
    return index is not None and 0 <= index < len(rows)
