"""Acts on a whole plan: create, copy into another year, save its head."""

import calendar
import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.timezone import localtime

from audit.enums import EntryKind
from audit.recording import record
from lib.refusals import Refused
from organisations.models import Organisation, User
from plans.actions.editing import StaleEdit, check, locked_plan, recorded
from plans.edit_log import edits
from plans.enums import EditKind
from plans.images import ROOMS, Image, image
from plans.models import YEARS, Activity, Plan
from plans.permissions import can_create_plan
from plans.validity import office_fault, plan_faults

HEAD_FIELDS = frozenset(name.removesuffix("_id") for name in ROOMS["head"][1])
"""What `create_plan` and `save_head` take: the fields of a plan that people fill in."""


@transaction.atomic
def create_plan(*, organisation: Organisation, by: User, at: datetime.datetime, **fields: Any) -> Plan:
    """Begin a plan of `organisation` and return it. `fields` are some of HEAD_FIELDS; `title` is needed.

    Unless given, the years are the present one and drafter and department those of `by`.
    Raises PermissionDenied; Refused when the head is not valid.
    """
    plan = _begin(organisation, fields, by=by, at=at)
    _record_beginning(plan, "lập kế hoạch", ["head"], by=by, at=at)
    return plan


def _begin(organisation: Organisation, fields: dict[str, Any], *, by: User, at: datetime.datetime) -> Plan:
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


@transaction.atomic
def copy_plan(plan: Plan, *, year: int, by: User, at: datetime.datetime, **head: Any) -> Plan:
    """Copy `plan` with bases, outline, activities and appendices into `year`; return the new draft.

    Years and dates in fields of their own are shifted, words are not; number, day and month are blank again. When the
    office no longer exists in that year, its successor writes the plan. `head` are some of HEAD_FIELDS that are not
    copied but given, such as `title` or another `organisation`. Raises PermissionDenied, Refused.
    """
    source = (
        Plan.objects.visible_to(by).filter(pk=plan.pk).select_related("organisation", "department", "signer").first()
    )
    if source is None:
        raise PermissionDenied
    if not YEARS[0].limit_value <= year <= YEARS[1].limit_value:
        raise Refused(f"Năm phải từ {YEARS[0].limit_value} đến {YEARS[1].limit_value}.")
    shift = year - source.year_from
    organisation = head.pop("organisation", None) or _office_in(source.organisation, source.dated_year + shift)
    fields = {name: getattr(source, name) for name in HEAD_FIELDS - {"organisation", "drafter", "number"}}
    fields |= {"year_from": year, "year_to": source.year_to + shift, "dated_year": source.dated_year + shift}
    fields |= {"dated_month": None, "dated_day": None, "is_transcript": False, "is_template": False}
    if organisation != source.organisation:
        fields |= {"signer": None, "place": ""}
        del fields["department"]  # that of whoever copies
    copy = _begin(organisation, fields | head, by=by, at=at)
    _copy_rows(source.bases.all(), copy)
    sections = _copy_rows(source.sections.all(), copy)
    _copy_rows(source.appendices.all(), copy)
    _copy_activities(source, copy, sections=sections, shift=shift)
    _record_beginning(copy, "sao chép kế hoạch", ROOMS, by=by, at=at, source=f"{source} (mã {source.pk})")
    return copy


def _record_beginning(
    plan: Plan, act: str, rooms: Iterable[str], *, by: User, at: datetime.datetime, **details: str
) -> None:
    """Write into the audit trail all that a new plan says in `rooms`; the others are empty yet."""
    changes = [change for room in rooms for change in edits(Image({}, []), image(plan, room), room=room)]
    record(EntryKind.CHANGE, act=act, by=by, at=at, row=plan, details=details | {"changes": changes})


def _office_in(organisation: Organisation, year: int) -> Organisation:
    """`organisation`, or the successor that exists in `year`; the given one (and its fault later) when none does."""
    heir = organisation
    for _ in range(10):
        if not office_fault(heir, year, None, None):
            return heir
        if heir.successor is None:
            break
        heir = heir.successor
    return organisation


def _copy_rows(rows, copy: Plan) -> dict[int, Any]:
    """Copy rows of a plan to `copy`; return {old id: new row}."""
    new = {}
    for row in rows:
        old_id, row.pk, row.plan = row.pk, None, copy
        row._state.adding = True
        if hasattr(row, "version"):
            row.version = 1
        row.save(force_insert=True)
        new[old_id] = row
    return new


def _copy_activities(source: Plan, copy: Plan, *, sections: dict[int, Any], shift: int) -> None:
    lines = []
    for activity in Activity.objects.filter(plan=source).prefetch_related("lines"):
        old_lines = list(activity.lines.all())
        activity.pk, activity.plan, activity._state.adding = None, copy, True
        activity.section = sections.get(activity.section_id)
        activity.starts_on = _shifted(activity.starts_on, shift)
        activity.ends_on = _shifted(activity.ends_on, shift)
        activity.save(force_insert=True)
        for line in old_lines:
            line.pk, line.activity, line._state.adding = None, activity, True
            lines.append(line)
    if lines:
        type(lines[0]).objects.bulk_create(lines)


def _shifted(day: datetime.date | None, years: int) -> datetime.date | None:
    """The same day so many years later; the last day of a month stays the last day of that month.

    None when the calendar ends before.
    """
    if day is None:
        return None
    if not datetime.MINYEAR <= day.year + years <= datetime.MAXYEAR:
        return None
    last = calendar.monthrange(day.year + years, day.month)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return day.replace(year=day.year + years, day=last if is_last else min(day.day, last))


def _known(fields: Mapping[str, Any]) -> None:
    if unknown := set(fields) - HEAD_FIELDS:
        raise ValueError(f"No such fields of a plan: {', '.join(sorted(unknown))}")


def _is_plain(name: str) -> bool:
    return not Plan._meta.get_field(name).is_relation
