"""Acts on a whole plan: create it, save its head."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.timezone import localtime

from audit.enums import EntryKind
from audit.recording import record
from organisations.models import Organisation, User
from plans.actions.editing import StaleEdit, check, locked_plan, recorded
from plans.edit_log import edits
from plans.enums import EditKind
from plans.images import ROOMS, Image, image
from plans.models import Plan
from plans.permissions import can_create_plan
from plans.validity import plan_faults

HEAD_FIELDS = frozenset(name.removesuffix("_id") for name in ROOMS["head"][1])
"""What `create_plan` and `save_head` take: the fields of a plan that people fill in."""


@transaction.atomic
def create_plan(*, organisation: Organisation, by: User, at: datetime.datetime, **fields: Any) -> Plan:
    """Begin a plan of `organisation` and return it. `fields` are some of HEAD_FIELDS; `title` is needed.

    Unless given, the years are the present one and drafter and department those of `by`.
    Raises PermissionDenied; Refused when the head is not valid.
    """
    plan = begin(organisation, fields, by=by, at=at)
    record_beginning(plan, "lập kế hoạch", ["head"], by=by, at=at)
    return plan


def begin(organisation: Organisation, fields: dict[str, Any], *, by: User, at: datetime.datetime) -> Plan:
    """Make the row of a new plan; whoever calls tells the audit trail with `record_beginning`, after all other rows.

    Raises as `create_plan`.
    """
    if not can_create_plan(by, organisation):
        raise PermissionDenied
    _known(fields)
    year = fields.get("dated_year") or localtime(at).year
    fields = {"dated_year": year, "year_from": year, "drafter": by} | fields
    fields.setdefault("year_to", fields["year_from"])
    if by.organisation_id == organisation.pk:
        fields.setdefault("department", by.department)
    plan = Plan(organisation=organisation, created_at=at, state_since=at, updated_at=at, updated_by=by, **fields)
    check(plan, plan_faults)
    plan.save(force_insert=True)
    return plan


@transaction.atomic
def save_head(plan: Plan, fields: Mapping[str, Any], *, version: int, by: User, at: datetime.datetime) -> Plan:
    """Save `fields` (some of HEAD_FIELDS) of `plan`, which the writer read as `version`; return the row as saved.

    Saving what already stands there changes nothing, whatever the version. Moving a plan into another organisation
    needs the right to write plans there. Raises PermissionDenied, StaleEdit, Refused.
    """
    row = locked_plan(plan, by=by)
    _known(fields)
    wanted = {
        name: Plan._meta.get_field(name).to_python(value) if _is_plain(name) else value
        for name, value in fields.items()
    }
    changed = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    if not changed:
        return row
    if changed.get("organisation") and not can_create_plan(by, changed["organisation"]):
        raise PermissionDenied
    for name, value in changed.items():
        setattr(row, name, value)
    check(row, plan_faults)
    with recorded(row, "head", EditKind.HEAD, by=by, at=at):
        if not Plan.objects.filter(pk=row.pk, version=version).update(version=F("version") + 1):
            raise StaleEdit(Plan.objects.get(pk=row.pk), plan=row)
        row.version = version + 1
        row.save(update_fields=[*changed, "search_key"])
    return row


def record_beginning(
    plan: Plan, act: str, rooms: Iterable[str], *, by: User, at: datetime.datetime, **details: str
) -> None:
    """Write into the audit trail all that a new plan says in `rooms`; the others are empty yet."""
    changes = [change for room in rooms for change in edits(Image({}, []), image(plan, room), room=room)]
    record(EntryKind.CHANGE, act=act, by=by, at=at, row=plan, details=details | {"changes": changes})


def _known(fields: Mapping[str, Any]) -> None:
    if unknown := set(fields) - HEAD_FIELDS:
        raise ValueError(f"No such fields of a plan: {', '.join(sorted(unknown))}")


def _is_plain(name: str) -> bool:
    return not Plan._meta.get_field(name).is_relation
