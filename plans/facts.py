"""What the checks of a plan may be told besides its wording: registers, catalogues, offices, activities."""

import datetime
from dataclasses import asdict
from functools import lru_cache

from documents.checking import Facts
from documents.checking.facts import KnownArea, KnownDocument, KnownOffice, PlannedActivity
from documents.checking.shipped import shipped_offices
from documents.models import SwitchedOffRule
from organisations.models import Organisation
from organisations.signatures import signature_lines
from organisations.units import Unit, units
from plans.models import Activity, LegalDocument, Plan, Programme


def facts_of(plan: Plan, *, on: datetime.date) -> Facts:
    """What is known about `plan` (as `PlanPaper.find` gives it) on the day `on`; a constant number of queries."""
    return Facts(
        issued_on=_issued_on(plan, on),
        year_from=plan.year_from,
        year_to=plan.year_to,
        documents=tuple(_document(row) for row in LegalDocument.objects.select_related("replaced_by")),
        areas=_areas(units()),
        offices=(*map(_office, Organisation.objects.select_related("successor")), *shipped_offices()),
        programmes=tuple(Programme.objects.values_list("name", flat=True)),
        activities=_activities(plan),
        signature_lines=signature_lines(plan.signer) if plan.signer else (),
        switched_off=frozenset(
            SwitchedOffRule.objects.filter(organisation=plan.organisation_id).values_list("rule", flat=True)
        ),
    )


@lru_cache(maxsize=1)
def _areas(known: tuple[Unit, ...]) -> tuple[KnownArea, ...]:
    """The catalogue is thousands of rows: the same `known` are made into areas once."""
    return tuple(KnownArea(**asdict(unit)) for unit in known)


def _issued_on(plan: Plan, on: datetime.date) -> datetime.date | None:
    """The day of the plan; of a draft the earliest that it can have.

    A draft of a past year cannot be issued any more: its times are measured by its own year, not by today.
    """
    if plan.dated_day:
        return datetime.date(plan.dated_year, plan.dated_month, plan.dated_day)
    if plan.is_transcript or plan.dated_year < on.year:
        return None
    return max(on, datetime.date(plan.dated_year, plan.dated_month or 1, 1))


def _document(row: LegalDocument) -> KnownDocument:
    return KnownDocument(
        kind=row.kind,
        reference=row.reference,
        issued_on=row.issued_on,
        issuer=row.issuer,
        summary=row.summary,
        in_force_from=row.in_force_from,
        in_force_to=row.in_force_to,
        successor=row.replaced_by.reference if row.replaced_by else "",
    )


def _office(row: Organisation) -> KnownOffice:
    return KnownOffice(
        name=row.name,
        short_name=row.short_name,
        symbol=row.symbol,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        successor=row.successor.name if row.successor else "",
    )


def _activities(plan: Plan) -> tuple[PlannedActivity, ...]:
    """Every activity with the number of its heading on paper: its own, or that of the section it is printed under."""
    of_section: dict[int | None, list[Activity]] = {}
    for activity in plan.activities.all():
        of_section.setdefault(activity.section_id, []).append(activity)
    found = [_activity(activity, None) for activity in of_section.get(None, [])]
    heading = 0
    for section in plan.sections.all():
        own = of_section.get(section.pk, [])
        found += [_activity(activity, heading) for activity in own if not activity.prints_name]
        named = [activity for activity in own if activity.prints_name]
        found += [_activity(activity, heading + number) for number, activity in enumerate(named, start=1)]
        heading += 1 + len(named)
    return tuple(found)


def _activity(row: Activity, section: int | None) -> PlannedActivity:
    return PlannedActivity(
        name=row.name,
        kind=row.kind,
        section=section,
        group_count=row.group_count,
        group_size=row.group_size,
        people=row.people,
        days=row.days,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )
