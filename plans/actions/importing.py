"""From a document that was read to a plan."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from documents.content import Content
from documents.places import Part, Place
from documents.reading.result import Reading
from lib.refusals import Refused
from lib.secrecy import REFUSAL
from organisations.models import Organisation, Post, User
from plans.actions.editing import check
from plans.actions.plans import begin, record_beginning
from plans.body import parse_body
from plans.citations import citation as written
from plans.content_rows import Note, appendix_rows, basis_rows, body_text, section_rows
from plans.enums import ConfirmationKind
from plans.images import ROOMS
from plans.models import (
    Activity,
    ActivityLine,
    LegalDocument,
    Plan,
    PlanAppendix,
    PlanConfirmation,
    PlanLegalBasis,
    PlanReading,
    PlanSection,
    Programme,
)
from plans.office_matching import head_notes, signature_notes
from plans.proposed_lines import Proposal
from plans.proposing import proposals
from plans.reading_bases import Found, found_bases
from plans.reading_secrecy import bears_secret_mark
from plans.readings import doubt_key, quoted
from plans.validity import activity_faults, appendix_faults, legal_document_faults, office_fault, section_faults

ARCHIVE = Plan._meta.get_field("archive").default
NO_ARCHIVE = f"Văn bản gốc không có dòng «Lưu»; kế hoạch này in «Lưu: {ARCHIVE}» theo Nghị định 30/2020/NĐ-CP."
NO_PLAN = "Văn bản này là {what}, không phải kế hoạch, nên không tạo kế hoạch từ đây được."


@transaction.atomic
def create_plan_from_reading(
    reading: PlanReading,
    *,
    organisation: Organisation,
    year_from: int,
    year_to: int,
    dated_year: int,
    by: User,
    at: datetime.datetime,
    programme: Programme | None = None,
    signer: Post | None = None,
    is_transcript: bool = False,
    takes: Collection[str] = (),
    enters: Collection[str] = (),
    links: Collection[str] = (),
    settled: Collection[str] = (),
) -> Plan:
    """Make the plan that `reading` says and return it; its rows print the words that were read.

    `takes` are the keys of the proposed activities that the person takes, `enters` those of cited documents that go
    into the register, `links` those that are the likely document of the register, `settled` those of doubts that the
    person has looked at. Every other doubt becomes a PlanConfirmation. A document with a number is a transcript, or a
    new draft without number and day. Raises PermissionDenied; Refused when it is no plan, bears a mark of secrecy, was
    made a plan already, or a part of it cannot be stored.
    """
    row = PlanReading.objects.visible_to(by).select_for_update().filter(pk=reading.pk).first()
    if row is None:
        raise PermissionDenied
    read = _ready(row)
    content = read.content
    head = _head(content, is_transcript=is_transcript)
    head |= {"year_from": year_from, "year_to": year_to, "dated_year": dated_year}
    head |= {"programme": programme, "signer": signer, "is_transcript": is_transcript}
    dated_now = [] if is_transcript else _dated_now(head, organisation, on=localdate(at))
    plan = begin(organisation, head, by=by, at=at)
    bases = _write_bases(plan, content, enters=enters, links=links, by=by)
    taken = [proposal for proposal in proposals(content) if proposal.key in takes]
    sections, notes = _write_sections(plan, content, taken)
    _write_activities(plan, taken, sections)
    appendices, more = _write_appendices(plan, content)
    notes += dated_now + more + head_notes(content, organisation) + signature_notes(content, signer)
    notes += [] if content.archive else [Note(Place(Part.ARCHIVE), NO_ARCHIVE)]
    notes += [Note(d.place, d.sentence) for d in read.doubts if doubt_key(d) not in settled]
    _write_confirmations(plan, content, notes, bases=bases, sections=sections, appendices=appendices)
    row.plan = plan
    row.save(update_fields=["plan"])
    record_beginning(plan, "lập kế hoạch từ văn bản có sẵn", ROOMS, by=by, at=at, source=str(row))
    return plan


def _ready(row: PlanReading) -> Reading:
    if row.plan_id is not None:
        raise Refused("Văn bản này đã được tạo thành kế hoạch: hãy mở kế hoạch đó.")
    if not row.reading:
        raise Refused("Văn bản này chưa đọc xong: hãy chờ rồi bấm lại.")
    read = row.read
    if not read.is_plan:
        raise Refused(NO_PLAN.format(what=read.what or "văn bản khác"))
    if bears_secret_mark(read.content, row.lines):
        raise Refused(REFUSAL)
    return read


def _head(content: Content, *, is_transcript: bool) -> dict[str, Any]:
    date, head = content.head.date, content.head
    is_dated = date is not None and (is_transcript or head.number is None)
    fields = {
        "title": content.title,
        "place": head.place,
        "opening": body_text(content.opening),
        "closing": body_text(content.closing),
        "recipients": "\n".join(content.recipients),
        "archive": content.archive or ARCHIVE,
        "dated_month": date.month if is_dated else None,
        "dated_day": date.day if is_dated else None,
    }
    return fields | ({"number": head.number} if is_transcript else {})


def _dated_now(head: dict[str, Any], organisation: Organisation, *, on: datetime.date) -> list[Note]:
    """Date the draft this year where its office did not exist in the year of the source; the note that says so."""
    year = head["dated_year"]
    if year >= on.year or not office_fault(organisation, year, head["dated_month"], head["dated_day"]):
        return []
    if office_fault(organisation, on.year, None, None):
        return []
    head |= {"dated_year": on.year, "dated_month": None, "dated_day": None}
    sentence = f"Văn bản gốc đề năm {year}, khi đó chưa có {organisation}: bản dự thảo này ghi năm ban hành {on.year}."
    return [Note(Place(Part.HEAD, field="date"), sentence)]


# ---- rows ------------------------------------------------------------------------------------------------------------


def _write_bases(
    plan: Plan, content: Content, *, enters: Collection[str], links: Collection[str], by: User
) -> dict[int, PlanLegalBasis]:
    """The bases, each with its document of the register; return the first row of every paragraph."""
    rows = basis_rows(content.legal_bases)
    cited: set[int] = set()
    first: dict[int, PlanLegalBasis] = {}
    for (index, _, row), found in zip(rows, found_bases([c for _, c, _ in rows]), strict=True):
        document = found.document if found.is_exact or found.key in links else None
        if document is None and found.key in enters:
            document = _entered(found, by=by)
        if document is not None and document.pk not in cited:
            cited.add(document.pk)
            row.document = document
            generated = written(document) if row.continues_previous else f"Căn cứ {written(document)}"
            row.wording = "" if row.wording == generated else row.wording
        row.plan = plan
        check(row, exclude=["plan", "document"])
        first.setdefault(index, row)
    PlanLegalBasis.objects.bulk_create([row for _, _, row in rows])
    return first


def _entered(found: Found, *, by: User) -> LegalDocument | None:
    """The cited document as a new row of the register. Raises PermissionDenied, Refused when it lacks something."""
    if not by.has_perm("plans.add_legaldocument"):
        raise PermissionDenied
    document = found.as_document()
    if document is None:
        return None
    known = LegalDocument.objects.same_as(document).first()
    if known is None:
        check(document, legal_document_faults)
        document.save(force_insert=True)
    return known or document


def _write_sections(
    plan: Plan, content: Content, taken: Sequence[Proposal]
) -> tuple[dict[int, PlanSection], list[Note]]:
    """The outline; what activities print is not printed by their sections. Return the rows by number of the section."""
    rows, notes = section_rows(content)
    printed_from = {p.section: p.first for p in taken if p.lines}
    for index, row in rows:
        if index in printed_from:
            row.body = body_text(parse_body(row.body)[: printed_from[index]])
        row.plan = plan
        check(row, section_faults, exclude=["plan"])
    PlanSection.objects.bulk_create([row for _, row in rows])
    return dict(rows), notes


def _write_activities(plan: Plan, taken: Sequence[Proposal], sections: dict[int, PlanSection]) -> None:
    lines = []
    for position, proposal in enumerate(taken, start=1):
        activity = Activity(
            plan=plan,
            section=sections.get(proposal.section),
            position=position,
            kind=proposal.kind,
            name=proposal.name,
            line_style=proposal.line_style,
            **proposal.figures,
        )
        check(activity, activity_faults, exclude=["plan"])
        activity.save(force_insert=True)
        for place, line in enumerate(proposal.line_rows, start=1):
            line.activity, line.position = activity, place
            check(line, exclude=["activity"])
            lines.append(line)
    ActivityLine.objects.bulk_create(lines)


def _write_appendices(plan: Plan, content: Content) -> tuple[list[PlanAppendix], list[Note]]:
    rows, notes = appendix_rows(content.appendices)
    for row in rows:
        row.plan = plan
        check(row, appendix_faults, exclude=["plan"])
    return PlanAppendix.objects.bulk_create(rows), notes


def _write_confirmations(
    plan: Plan,
    content: Content,
    notes: Iterable[Note],
    *,
    bases: dict[int, PlanLegalBasis],
    sections: dict[int, PlanSection],
    appendices: Sequence[PlanAppendix],
) -> None:
    """What somebody still has to look at, each at the row where it stands; what belongs to no row: at the head."""

    def where(place: Place) -> dict[str, Any]:
        rows = {Part.BASES: bases, Part.SECTIONS: sections, Part.APPENDICES: dict(enumerate(appendices))}
        names = {Part.BASES: "basis", Part.SECTIONS: "section", Part.APPENDICES: "appendix"}
        row = rows.get(place.part, {}).get(place.index)
        return {names[place.part]: row} if row is not None else {}

    said = {(note.place, note.sentence): note for note in notes}
    PlanConfirmation.objects.bulk_create(
        PlanConfirmation(
            plan=plan,
            kind=ConfirmationKind.READ,
            quote=quoted(content, note.place),
            sentence=note.sentence,
            **where(note.place),
        )
        for note in said.values()
    )
