"""What the checks of a plan may be told besides its wording: registers, catalogues, offices, activities."""

import datetime

from documents.checking import Facts
from documents.checking.facts import KnownDocument, PlannedActivity
from documents.models import SwitchedOffRule
from organisations.signatures import signature_lines
from plans.models import LegalDocument, Plan, Programme


def facts_of(plan: Plan, *, on: datetime.date) -> Facts:
    """What is known about `plan` (as `PlanPaper.find` gives it) on the day `on`; a constant number of queries."""
    documents = LegalDocument.objects.select_related("replaced_by")
    return Facts(
        issued_on=_issued_on(plan, on),
        year_from=plan.year_from,
        year_to=plan.year_to,
        documents=tuple(map(_document, documents)),
        programmes=tuple(Programme.objects.values_list("name", flat=True)),
        activities=tuple(_activity(activity) for activity in plan.activities.all()),
        signature_lines=signature_lines(plan.signer) if plan.signer else (),
        switched_off=frozenset(
            SwitchedOffRule.objects.filter(organisation=plan.organisation_id).values_list("rule", flat=True)
        ),
    )


def _issued_on(plan: Plan, on: datetime.date) -> datetime.date:
    """The day of the plan; of a draft the earliest that it can have."""
    if plan.dated_day:
        return datetime.date(plan.dated_year, plan.dated_month, plan.dated_day)
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


def _activity(row) -> PlannedActivity:
    names = ("name", "kind", "group_count", "group_size", "people", "days", "starts_on", "ends_on")
    return PlannedActivity(**{name: getattr(row, name) for name in names})
