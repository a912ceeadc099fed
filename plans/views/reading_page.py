"""What the page of a reading shows: source lines, parts with their fields, proposals, what the register knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from documents.reading.result import Doubt
from documents.reading.source import Grid, Source
from lib.number_words import number_in_figures
from organisations.models import Organisation
from plans.activity_text import WORDS
from plans.content_rows import basis_rows, flat
from plans.forms.importing import ImportForm
from plans.forms.readings import SegmentForm, segment_form
from plans.models import PlanReading
from plans.money_by_year import money_by_year
from plans.office_matching import office_named
from plans.permissions import can_create_plan
from plans.proposing import proposals
from plans.reading_bases import found_bases
from plans.readings import Segment, doubt_key, segments


@dataclass(frozen=True)
class Field:
    """A field with the source lines that it was read from, as the script and as people read them."""

    bound: object
    lines: str

    @property
    def spans(self) -> str:
        """«dòng 3», «dòng 3–5, 9», counted from 1."""
        return f"dòng {self.lines.replace('-', '–').replace(',', ', ')}" if self.lines else ""

    @property
    def first(self) -> str:
        """The number of the first line."""
        return self.lines.split(",")[0].split("-")[0]


@dataclass(frozen=True)
class Shown:
    """A part on the page."""

    segment: Segment
    form: SegmentForm
    fields: tuple[Field, ...]
    doubts: tuple[tuple[str, Doubt], ...]

    @property
    def key(self) -> str:
        """Its name in addresses and anchors."""
        return self.segment.key

    @property
    def number(self) -> int:
        """Its number among parts of its kind, from 0."""
        return int(self.key.rpartition("-")[2])


@dataclass(frozen=True)
class SourceLine:
    """A line (or table) of the source; `is_used`: something was read from it."""

    number: int
    text: str
    rows: Sequence[Sequence[str]]
    is_used: bool
    begins_page: int | None


def reading_page(
    request: HttpRequest, row: PlanReading, *, bound: SegmentForm | None = None, chosen: ImportForm | None = None
) -> HttpResponse:
    """The reading beside its source; in `bound` or `chosen` stands what the person typed and what is wrong with it. A
    document that is no plan is shown with what it is, and the ways on."""
    read = row.read
    frame = {"reading": row, "read": read, "lines": source_lines(row.lines, read)}
    if not read.is_plan:
        return render(request, "plans/reading_no_plan.html", frame)
    order = {line.number - 1: place for place, line in enumerate(frame["lines"])}
    parts = [_shown(segment, bound, order) for segment in segments(read).values()]
    groups = {name: [part for part in parts if part.key.startswith(name)] for name in KINDS}
    frame |= {name.replace("-", "_"): found for name, found in groups.items()}
    frame |= offered(request, row) | {"form": chosen or import_form(request, row)}
    frame |= {"unused": sum(not line.is_used for line in frame["lines"])}
    frame |= {"doubt_count": len(read.doubts), "years": money_by_year(read.content)}
    frame |= {"unknown_office": _unknown_office(request, row)}
    return render(request, "plans/reading.html", frame)


KINDS = ("dau", "can-cu", "mo-dau", "muc", "ket", "phu-luc", "tien")


def import_form(request: HttpRequest, row: PlanReading, data=None) -> ImportForm:
    """The form of what is chosen for the plan. Raises PermissionDenied for those who write no plans."""
    offices = offices_of(request.user, row)
    own = request.user.organisation if request.user.organisation in offices else None
    return ImportForm(data, reading=row, content=row.read.content, offices=offices, own=own)


def offices_of(user, row: PlanReading) -> list[Organisation]:
    """The offices that `user` writes plans for: the own one and those that it continues, or all there are."""
    rows = Organisation.objects.select_related("superior", "successor")
    if not user.sees_everything:
        rows = rows.filter(Q(pk=user.organisation_id) | Q(successor=user.organisation_id))
    offices = [office for office in rows if can_create_plan(user, office)]
    if not offices:
        raise PermissionDenied
    return offices


def _unknown_office(request: HttpRequest, row: PlanReading) -> str:
    """The office in the head of the document when it is none of those that the person writes for; else empty."""
    content = row.read.content
    known = office_named(content, offices_of(request.user, row))
    return "" if known else " ".join(content.head.issuer)


def offered(request: HttpRequest, row: PlanReading) -> dict:
    """The proposed activities, ticked as chosen before, and for each legal basis what the register knows of it."""
    content, choices = row.read.content, row.choices
    seen, takes = set(choices.get("offered", ())), set(choices.get("takes", ()))
    numbers = {heading.index: heading for heading in flat(content.sections)}
    activities = [
        {
            "proposal": proposal,
            "heading": numbers[proposal.section],
            "figures": _figures(proposal.kind, proposal.figures),
            "is_taken": proposal.key in takes if proposal.key in seen else proposal.is_sure,
        }
        for proposal in proposals(content)
    ]
    rows = basis_rows(content.legal_bases)
    found = found_bases([citation for _, citation, _ in rows])
    known: dict[int, list] = {}
    ticked = {*choices.get("enters", ()), *choices.get("links", ())}
    may_enter = request.user.has_perm("plans.add_legaldocument")
    for (index, citation, _), match in zip(rows, found, strict=True):
        if citation is not None:
            new = may_enter and match.document is None and match.as_document() is not None
            known.setdefault(index, []).append({"match": match, "is_new": new, "is_ticked": match.key in ticked})
    return {"activities": activities, "known": [known.get(i, []) for i in range(len(content.legal_bases))]}


def _figures(kind: str, figures: dict) -> str:
    """«2 lớp, 84 học viên/lớp; 3 ngày; 01/05/2020 – 30/06/2020»: what an activity would hold."""
    group, person, _ = WORDS[kind]
    words = []
    if figures.get("group_count"):
        words.append(f"{figures['group_count']} {group}")
    if figures.get("group_size"):
        average = "bình quân " if figures.get("size_is_average") else ""
        words.append(f"{average}{number_in_figures(figures['group_size'])} {person}/{group}")
    if figures.get("people"):
        words.append(f"tổng số {number_in_figures(figures['people'])} {person}")
    if figures.get("days"):
        words.append(f"{figures['days']} ngày")
    words.append(_period(figures.get("starts_on"), figures.get("ends_on")))
    return "; ".join(filter(None, words))


def _period(begins, ends) -> str:
    if begins and ends:
        return f"{begins:%d/%m/%Y}" if begins == ends else f"{begins:%d/%m/%Y} – {ends:%d/%m/%Y}"
    if begins or ends:
        return f"từ {begins:%d/%m/%Y}" if begins else f"đến {ends:%d/%m/%Y}"
    return ""


def _shown(segment: Segment, bound: SegmentForm | None, order: Mapping[int, int]) -> Shown:
    form = bound if bound is not None and bound.segment.key == segment.key else segment_form(segment)
    fields = tuple(Field(field, spans(_lines_of(segment, field.name), order)) for field in form.visible_fields())
    return Shown(segment, form, fields, tuple((doubt_key(doubt), doubt) for doubt in segment.doubts))


def _lines_of(segment: Segment, name: str) -> tuple[int, ...]:
    """Day, month and year stand in one line; the signer's name in the signature block."""
    others = {"day": "date", "month": "date", "year": "date", "signer": "signature"}
    return segment.lines.get(name) or segment.lines.get(others.get(name, ""), ())


def spans(lines: Sequence[int], order: Mapping[int, int]) -> str:
    """Line numbers from 1 as «3-5,9»; `order` counts the lines that are shown, so that empty ones part nothing."""
    found: list[list[int]] = []
    for line in lines:
        if line not in order:
            continue
        if found and order[line] == order[found[-1][1]] + 1:
            found[-1][1] = line
        else:
            found.append([line, line])
    return ",".join(f"{first + 1}-{last + 1}" if last > first else f"{first + 1}" for first, last in found)


def source_lines(source: Source, read) -> list[SourceLine]:
    """All lines of `source`, numbered from 1, with whether anything was read from them."""
    used = {line for trace in read.traces for line in trace.lines}
    shown, page = [], None
    for number, line in enumerate(source.lines):
        rows = line.rows if isinstance(line, Grid) else ()
        text = "" if isinstance(line, Grid) else f"{line.marker} {line.text}".strip()
        begins = line.page if line.page is not None and line.page != page else None
        page = line.page if line.page is not None else page
        is_blank = not text and not any(cell.strip() for cells in rows for cell in cells)
        if not is_blank:
            shown.append(SourceLine(number + 1, text, rows, number in used, begins))
    return shown
