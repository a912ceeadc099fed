"""Acts on the appendices of a plan."""

import datetime
from collections.abc import Mapping
from typing import Any, Literal

from django.db import transaction
from django.db.models import F

from organisations.models import User
from plans.actions.editing import StaleEdit, check, locked_plan, present, recorded
from plans.actions.ordering import renumber, swapped
from plans.enums import EditKind
from plans.images import ROOMS
from plans.models import Plan, PlanAppendix
from plans.validity import appendix_faults

FIELDS = frozenset(ROOMS["appendices"][1])


@transaction.atomic
def add_appendix(plan: Plan, *, title: str, by: User, at: datetime.datetime, **fields: Any) -> PlanAppendix:
    """Add an appendix at the end and return it. `fields` are the other columns of PlanAppendix that people fill in.

    Raises PermissionDenied, Refused.
    """
    plan = locked_plan(plan, by=by)
    rows = list(plan.appendices.all())
    new = PlanAppendix(plan=plan, **_known({"title": title, **fields}))
    check(new, appendix_faults)
    with recorded(plan, "appendices", EditKind.APPENDICES, by=by, at=at):
        new.position = len(rows) + 1
        new.save()
        renumber([*rows, new])
    return new


@transaction.atomic
def save_appendix(
    appendix: PlanAppendix, fields: Mapping[str, Any], *, version: int, by: User, at: datetime.datetime
) -> PlanAppendix:
    """Save `fields` of `appendix`, which the writer read as `version`; return the row as saved.

    Saving what already stands there changes nothing, whatever the version. Raises PermissionDenied, StaleEdit, Refused.
    """
    plan = locked_plan(appendix.plan_id, by=by)
    row = present(appendix, name="Phụ lục")
    wanted = _known(fields)
    if all(getattr(row, name) == value for name, value in wanted.items()):
        return row
    for name, value in wanted.items():
        setattr(row, name, value)
    check(row, appendix_faults)
    with recorded(plan, "appendices", EditKind.APPENDICES, by=by, at=at):
        saved = PlanAppendix.objects.filter(pk=row.pk, version=version).update(**wanted, version=F("version") + 1)
        if not saved:
            raise StaleEdit(present(appendix, name="Phụ lục"), plan=plan)
    return PlanAppendix.objects.get(pk=row.pk)


@transaction.atomic
def move_appendix(appendix: PlanAppendix, *, step: Literal[-1, 1], by: User, at: datetime.datetime) -> None:
    """Move `appendix` one place up (−1) or down (+1). Raises PermissionDenied, Refused at the ends."""
    plan = locked_plan(appendix.plan_id, by=by)
    row = present(appendix, name="Phụ lục")
    order = swapped(list(plan.appendices.all()), row, step, name="Phụ lục")
    with recorded(plan, "appendices", EditKind.APPENDICES, by=by, at=at):
        renumber(order)


@transaction.atomic
def delete_appendix(appendix: PlanAppendix, *, by: User, at: datetime.datetime) -> None:
    """Delete `appendix`; it can be undone. Raises PermissionDenied, Refused."""
    plan = locked_plan(appendix.plan_id, by=by)
    row = present(appendix, name="Phụ lục")
    with recorded(plan, "appendices", EditKind.APPENDICES, by=by, at=at):
        row.delete()
        renumber(list(plan.appendices.all()))


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    """`fields` as the columns store them. Raises ValueError on a name that is none of the appendix's."""
    if unknown := set(fields) - FIELDS:
        raise ValueError(f"No such fields of an appendix: {', '.join(sorted(unknown))}")
    return {name: PlanAppendix._meta.get_field(name).to_python(value) for name, value in fields.items()}
