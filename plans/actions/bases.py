"""Acts on the legal bases of a plan."""

import datetime
from typing import Literal

from django.db import transaction

from lib.refusals import Refused
from organisations.models import User
from plans.actions.editing import StaleEdit, check, locked_plan, present, recorded
from plans.actions.ordering import renumber, swapped
from plans.enums import EditKind
from plans.models import LegalDocument, Plan, PlanLegalBasis


@transaction.atomic
def add_basis(
    plan: Plan,
    *,
    document: LegalDocument | None = None,
    wording: str = "",
    by: User,
    at: datetime.datetime,
    continues_previous: bool = False,
) -> PlanLegalBasis:
    """Add a basis at the end: a document, a wording of its own, or both. Return the new row.

    Raises PermissionDenied; Refused when it says nothing or the plan cites the document already.
    """
    plan = locked_plan(plan, by=by)
    rows = list(plan.bases.all())
    for number, row in enumerate(rows, start=1):
        if document is not None and row.document_id == document.pk:
            raise Refused(f"{document} đã là căn cứ thứ {number} của kế hoạch này.")
    new = PlanLegalBasis(plan=plan, document=document, wording=wording, continues_previous=continues_previous)
    check(new)
    with recorded(plan, "bases", EditKind.BASES, by=by, at=at):
        new.position = len(rows) + 1
        new.save()
        renumber([*rows, new])
    return new


@transaction.atomic
def save_basis(
    basis: PlanLegalBasis,
    *,
    wording: str,
    continues_previous: bool,
    by: User,
    at: datetime.datetime,
    was: str | None = None,
) -> PlanLegalBasis:
    """Save the wording of `basis` and whether it continues the paragraph before; return the row as saved.

    `was` is the wording that the writer had read; None: whatever stands there is replaced. Saving what already stands
    there is never stale. Raises PermissionDenied, StaleEdit; Refused when it would say nothing.
    """
    plan = locked_plan(basis.plan_id, by=by)
    row = present(basis, name="Căn cứ")
    clean = PlanLegalBasis._meta.get_field("wording").to_python
    if was is not None and row.wording not in (clean(was), clean(wording)):
        raise StaleEdit(row, plan=plan)
    row.wording, row.continues_previous = wording, continues_previous
    check(row)
    with recorded(plan, "bases", EditKind.BASES, by=by, at=at):
        row.save(update_fields=["wording", "continues_previous"])
    return present(basis, name="Căn cứ")


@transaction.atomic
def move_basis(basis: PlanLegalBasis, *, step: Literal[-1, 1], by: User, at: datetime.datetime) -> None:
    """Move `basis` one place up (−1) or down (+1). Raises PermissionDenied, Refused at the ends."""
    plan = locked_plan(basis.plan_id, by=by)
    row = present(basis, name="Căn cứ")
    order = swapped(list(plan.bases.all()), row, step, name="Căn cứ")
    with recorded(plan, "bases", EditKind.BASES, by=by, at=at):
        renumber(order)


@transaction.atomic
def remove_basis(basis: PlanLegalBasis, *, by: User, at: datetime.datetime) -> None:
    """Take `basis` from its plan; the legal document itself stays. Raises PermissionDenied, Refused."""
    plan = locked_plan(basis.plan_id, by=by)
    row = present(basis, name="Căn cứ")
    with recorded(plan, "bases", EditKind.BASES, by=by, at=at):
        row.delete()
        renumber(list(plan.bases.all()))
