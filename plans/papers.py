"""The papers that plans issue: rows → content tree."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from documents.content import (
    Appendix,
    Block,
    Content,
    FormSignatures,
    Head,
    Paragraph,
    PartialDate,
    Section,
    SignatureBlock,
)
from documents.freezing import frozen_layout, numbered_content
from documents.layout import HOUSE_LAYOUT, Layout
from documents.models import PageLayout
from documents.papers import register
from lib.lettering import roman
from organisations.models import User
from organisations.signatures import letterhead, signature_lines
from plans.activity_sources import fill
from plans.activity_text import activity_blocks
from plans.body import parse_body, parse_paragraphs, table_of
from plans.citations import legal_bases, without_end_mark
from plans.enums import SectionLevel
from plans.models import Activity, Plan, PlanAppendix
from plans.outline import nest
from plans.section_sources import generated_blocks
from plans.spreadsheet import pasted_rows
from plans.validity import column_widths


@register
class PlanPaper:
    """A KẾ HOẠCH as it is printed (Nghị định 30/2020, Mẫu 1.4)."""

    key = "plan"
    label = "Kế hoạch"

    def find(self, row_id: int) -> Plan:
        """The plan with everything that its paper says, in a constant number of queries. Raises Plan.DoesNotExist."""
        rows = Plan.objects.select_related(
            "organisation__superior",
            "organisation__page_layout",
            "signer__organisation",
            "department",
            "paper__register_entry",
        )
        rows = rows.prefetch_related("bases__document", "sections", "activities__lines", "appendices")
        plan = rows.get(pk=row_id)
        fill(plan.activities.all(), is_live=plan.is_editable)
        return plan

    def content(self, row: Plan) -> Content:
        """What the paper of `row` says; from approval on what was frozen then, with number and date once given.

        A row not found by `find` is looked up again.
        """
        if row.paper_id is not None:
            return numbered_content(row.paper)
        plan = row if _is_whole(row) else self.find(row.pk)
        return Content(
            kind="KẾ HOẠCH",
            head=head_of(plan),
            title=_one_line(plan.title),
            legal_bases=legal_bases(plan.bases.all()),
            opening=parse_paragraphs(plan.opening),
            sections=_sections(plan),
            closing=_without_end(parse_paragraphs(plan.closing)),
            recipients=_recipients(plan.recipients),
            archive=_one_line(plan.archive).rstrip(" .;"),
            signature=SignatureBlock(
                lines=signature_lines(plan.signer) if plan.signer else (),
                name=plan.signer.person_name if plan.signer else "",
            ),
            appendices=_appendices(plan),
        )

    def layout(self, row: Plan) -> Layout:
        """The layout of the plan's organisation, or the house's own; from approval on the frozen one."""
        if row.paper_id is not None:
            return frozen_layout(row.paper)
        try:
            return row.organisation.page_layout.as_layout()
        except PageLayout.DoesNotExist:
            return HOUSE_LAYOUT

    def pages(self, user: User, row_ids: Iterable[int]) -> dict[int, str]:
        """The addresses of those plans that `user` may open."""
        seen = Plan.objects.visible_to(user).filter(pk__in=row_ids).values_list("pk", flat=True)
        return {plan_id: reverse("plans:detail", args=[plan_id]) for plan_id in seen}


def head_of(plan: Plan) -> Head:
    """Ô 1–4 of `plan`: who issues it, where and when; from approval on as frozen, with number and date once given."""
    if plan.paper_id is not None:
        return numbered_content(plan.paper).head
    superior, issuer = letterhead(plan.organisation)
    return Head(
        superior=superior,
        issuer=issuer,
        issuer_name=plan.organisation.name,
        symbol=f"KH-{plan.organisation.symbol}",
        place=plan.place or plan.organisation.place_name,
        date=PartialDate(plan.dated_year, plan.dated_month, plan.dated_day),
        number=plan.number,
    )


@dataclass(frozen=True)
class _Heading:
    """A row of the printed outline: a section, or an activity that prints its name as a heading."""

    level: int
    is_numbered: bool
    title: str
    blocks: tuple[Block, ...]


def _is_whole(plan: Plan) -> bool:
    fetched = getattr(plan, "_prefetched_objects_cache", {})
    return {"bases", "sections", "activities", "appendices"} <= set(fetched)


def activities_by_section(plan: Plan) -> dict[int | None, list[Activity]]:
    """The activities of `plan` in order, by the section under which they are printed; None: printed nowhere."""
    activities: dict[int | None, list[Activity]] = {}
    for activity in plan.activities.all():
        activities.setdefault(activity.section_id, []).append(activity)
    return activities


def _sections(plan: Plan) -> tuple[Section, ...]:
    activities = activities_by_section(plan)
    rows: list[_Heading] = []
    for section in plan.sections.all():
        own = activities.get(section.pk, [])
        blocks = [*parse_body(section.body), *generated_blocks(section.source, plan)]
        for activity in own:
            if not activity.prints_name:
                blocks += activity_blocks(activity, activity.lines.all())
        rows.append(_Heading(section.level, section.is_numbered, _one_line(section.title), tuple(blocks)))
        below = min(section.level + 1, int(SectionLevel.LETTER))
        rows += [
            _Heading(below, True, activity.name, activity_blocks(activity, activity.lines.all()))
            for activity in own
            if activity.prints_name
        ]
    if not plan.closing:
        rows = _end_without_mark(rows)
    return nest(rows, titles=[row.title for row in rows], blocks=[row.blocks for row in rows])


def _end_without_mark(rows: list[_Heading]) -> list[_Heading]:
    """The end mark «./.» is written by whoever renders: one typed at the end of the last section is left out."""
    if not rows:
        return rows
    last = rows[-1]
    return [*rows[:-1], _Heading(last.level, last.is_numbered, last.title, _without_end(last.blocks))]


def _without_end(blocks: tuple) -> tuple:
    if not blocks or not isinstance(blocks[-1], Paragraph):
        return blocks
    last = blocks[-1]
    return (*blocks[:-1], Paragraph(without_end_mark(last.text), last.marker)) if last.text.endswith("./.") else blocks


def _recipients(text: str) -> tuple[str, ...]:
    lines = (re.sub(r"^[-–—•*+\s]+", "", _one_line(line)) for line in text.split("\n"))
    return tuple(line.rstrip(" ;.,") for line in lines if line.rstrip(" ;.,"))


def _appendices(plan: Plan) -> tuple[Appendix, ...]:
    rows = list(plan.appendices.all())
    return tuple(
        Appendix(
            label="Phụ lục" if len(rows) == 1 else f"Phụ lục {roman(number)}",
            title=tuple(filter(None, (_one_line(line) for line in row.title.split("\n")))),
            blocks=_appendix_blocks(plan, row),
            landscape=row.is_landscape,
        )
        for number, row in enumerate(rows, start=1)
    )


def _appendix_blocks(plan: Plan, row: PlanAppendix) -> tuple[Block, ...]:
    blocks = [*parse_body(row.body)]
    if rows := pasted_rows(row.table):
        blocks.append(table_of(rows, header_rows=row.header_rows, widths=_widths(row)))
    blocks += generated_blocks(row.source, plan)
    blocks = [*_without_end(tuple(blocks)), *_without_end(parse_paragraphs(row.notes))]
    places = tuple((line,) for line in _lines(row.signatures))
    return (*blocks, FormSignatures(places)) if places else tuple(blocks)


def _widths(row: PlanAppendix) -> tuple[float, ...]:
    try:
        return column_widths(row.column_widths)
    except ValueError:
        return ()


def _lines(text: str) -> Iterable[str]:
    return filter(None, (_one_line(line) for line in text.split("\n")))


def _one_line(text: str) -> str:
    return " ".join(text.split())
