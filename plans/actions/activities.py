"""Acts on the activities of a plan, each together with its printed lines."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from lib.refusals import Refused
from organisations.models import User
from plans.actions.editing import StaleEdit, check, locked_plan, present, recorded
from plans.enums import EditKind
from plans.images import activity_mark
from plans.models import Activity, ActivityLine, Plan, PlanSection
from plans.validity import activity_faults

NUMBERS = frozenset({"group_count", "group_size", "size_is_average", "people", "days", "starts_on", "ends_on"})
"""What follows the course of an activity while the plan is a draft."""


@transaction.atomic
def add_activity(
    plan: Plan,
    *,
    section: PlanSection | None,
    lines: Iterable[Mapping[str, str]],
    by: User,
    at: datetime.datetime,
    **fields: Any,
) -> Activity:
    """Add an activity at the end, printed under `section`, and return it.

    `lines` are {"role", "label", "text"} in order; `fields` are the other columns of Activity that people fill in,
    `kind` and `name` among them. Raises PermissionDenied, Refused.
    """
    plan = locked_plan(plan, by=by)
    new = Activity(plan=plan, section=section, position=plan.activities.count() + 1, **fields)
    check(new, activity_faults)
    rows = _checked([ActivityLine(**line) for line in lines])
    with recorded(plan, "activities", EditKind.ACTIVITIES, by=by, at=at):
        new.save()
        put_lines(new, rows)
    return new


@transaction.atomic
def save_activity(
    activity: Activity,
    fields: Mapping[str, Any],
    *,
    lines: Iterable[Mapping[str, str]],
    mark: str,
    by: User,
    at: datetime.datetime,
) -> Activity:
    """Save `fields` and all `lines` of `activity`, which the writer read when `activity_mark` gave `mark`; return the
    row as saved. Raises PermissionDenied, StaleEdit, Refused.
    """
    plan = locked_plan(activity.plan_id, by=by)
    row = present(activity, name="Hoạt động")
    if activity_mark(row) != mark:
        raise StaleEdit(row, plan=plan)
    for name, value in fields.items():
        setattr(row, name, value)
    check(row, activity_faults)
    rows = _checked([ActivityLine(**line) for line in lines])
    with recorded(plan, "activities", EditKind.ACTIVITIES, by=by, at=at):
        row.save()
        put_lines(row, rows)
    return row


@transaction.atomic
def delete_activity(activity: Activity, *, by: User, at: datetime.datetime) -> None:
    """Delete `activity` with its lines; it can be undone. Raises PermissionDenied, Refused."""
    plan = locked_plan(activity.plan_id, by=by)
    row = present(activity, name="Hoạt động")
    with recorded(plan, "activities", EditKind.ACTIVITIES, by=by, at=at):
        delete_unless_used(row)


@transaction.atomic
def follow_rows_above(
    activity: Activity,
    numbers: Mapping[str, Any],
    *,
    texts: Mapping[str, str] | None = None,
    by: User,
    at: datetime.datetime,
) -> bool:
    """Bring the `numbers` of `activity` (fields of NUMBERS) to what its course says now; return whether anything
    changed. It can be undone.

    `texts` by role of line: "" leaves a typed line blank, to be written from the course; a text goes into lines that
    are blank, which nothing writes any more. Raises PermissionDenied, Refused.
    """
    if unknown := set(numbers) - NUMBERS:
        raise ValueError(f"No such numbers of an activity: {', '.join(sorted(unknown))}")
    plan = locked_plan(activity.plan_id, by=by)
    row = present(activity, name="Hoạt động")
    texts = texts or {}
    lines = [line for line in row.lines.filter(role__in=texts) if bool(line.text) != bool(texts[line.role])]
    if all(getattr(row, name) == value for name, value in numbers.items()) and not lines:
        return False
    for name, value in numbers.items():
        setattr(row, name, value)
    check(row, activity_faults)
    with recorded(plan, "activities", EditKind.ACTIVITIES, by=by, at=at):
        row.save(update_fields=[*numbers])
        for line in lines:
            line.text = texts[line.role]
            line.save(update_fields=["text"])
    return True


def delete_unless_used(row: Activity) -> None:
    """Delete `row`. Raises Refused when rows of apps above (its course) need it."""
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError as error:
        used = "; ".join(sorted(f"{other._meta.verbose_name} «{other}»" for other in error.protected_objects))
        raise Refused(
            f"Không xóa được hoạt động «{row.name}»: đã lập {used} theo hoạt động này. Hãy xóa ở đó trước, hoặc giữ "
            "hoạt động."
        ) from None


def put_lines(activity: Activity, lines: Sequence[ActivityLine]) -> None:
    """Make `lines` the lines of `activity`. Rows that stand already are written anew, so that a page which was opened
    before still finds them."""
    stored = list(activity.lines.order_by("position", "id").values_list("pk", flat=True))
    for place, line in enumerate(lines):
        line.activity, line.position = activity, place + 1
        line.pk = stored[place] if place < len(stored) else None
        line.save(force_update=line.pk is not None)
    ActivityLine.objects.filter(pk__in=stored[len(lines) :]).delete()


def _checked(rows: Sequence[ActivityLine]) -> Sequence[ActivityLine]:
    for row in rows:
        check(row, exclude=["activity"])
    return rows
