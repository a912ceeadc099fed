"""Pictures of one room of a plan (head, bases, outline, activities, appendices): what changed, and what stood there.

A change is kept as two JSON trees. `before` holds old values of the rows that changed (None: the row was not there) and
the old order; `after` holds the same keys with marks of the new values: short values as they are, long texts by digest.
"""

import datetime
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from plans.models import Activity, ActivityLine, Plan, PlanAppendix, PlanLegalBasis, PlanSection

ROOMS = {
    "head": (
        Plan,
        (
            "organisation_id", "department_id", "drafter_id", "programme_id", "title", "year_from", "year_to", "place",
            "dated_year", "dated_month", "dated_day", "is_transcript", "is_template", "number", "opening", "closing",
            "recipients", "archive", "signer_id",
        ),
    ),
    "bases": (PlanLegalBasis, ("document_id", "wording", "continues_previous")),
    "sections": (PlanSection, ("level", "is_numbered", "title", "body", "source")),
    "activities": (
        Activity,
        (
            "section_id", "kind", "name", "prints_name", "line_style", "group_count", "group_size", "size_is_average",
            "people", "days", "starts_on", "ends_on",
        ),
    ),
    "appendices": (
        PlanAppendix,
        ("title", "body", "table", "header_rows", "column_widths", "notes", "signatures", "is_landscape", "source"),
    ),
}  # fmt: skip
LINES = "lines"
"""In the image of an activity: its printed lines, each as [role, label, text]."""
_SHORT = 64


@dataclass
class Image:
    """The rows of one room by id, their order, and (in the outline) under which section each activity stands."""

    rows: dict[int, dict[str, Any]]
    order: list[int]
    links: dict[int, int | None] = field(default_factory=dict)


def image(plan: Plan, room: str) -> Image:
    """Read the present state of a room of `plan` in one query (two for the outline and the activities)."""
    model, fields = ROOMS[room]
    rows = model.objects.filter(pk=plan.pk) if model is Plan else model.objects.filter(plan=plan)
    if model is not Plan:
        rows = rows.order_by("position", "id")
    found = {row.pop("id"): _as_json(row) for row in rows.values("id", *fields)}
    if model is Activity:
        _add_lines(found)
    links = dict(Activity.objects.filter(plan=plan).values_list("id", "section_id")) if room == "sections" else {}
    return Image(rows=found, order=list(found), links=links)


def _as_json(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime.date) else value for name, value in row.items()}


def _add_lines(activities: dict[int, dict[str, Any]]) -> None:
    for row in activities.values():
        row[LINES] = []
    lines = ActivityLine.objects.filter(activity__in=activities).order_by("position", "id")
    for activity_id, *line in lines.values_list("activity_id", "role", "label", "text"):
        activities[activity_id][LINES].append(line)


def activity_mark(activity: Activity) -> str:
    """Return a short mark of everything that stands in `activity` and its lines now."""
    row = image(activity.plan, "activities").rows[activity.pk]
    return hashlib.sha256(json.dumps(row).encode()).hexdigest()[:16]


def difference(old: Image, new: Image, *, room: str) -> tuple[dict, dict] | None:
    """Return (before, after) of what differs between two images of `room`; None when nothing does."""
    before: dict[str, Any] = {"room": room, "order": old.order, "rows": {}, "links": {}}
    after: dict[str, Any] = {"order": new.order, "rows": {}, "links": {}}
    for row_id in [*old.rows, *(i for i in new.rows if i not in old.rows)]:
        was, now = old.rows.get(row_id), new.rows.get(row_id)
        if was == now:
            continue
        changed = [name for name in (was or now) if was is None or now is None or was[name] != now[name]]
        before["rows"][str(row_id)] = was and {name: was[name] for name in changed}
        after["rows"][str(row_id)] = now and {name: mark(now[name]) for name in changed}
    for activity_id, section_id in old.links.items():
        if activity_id in new.links and new.links[activity_id] != section_id:
            before["links"][str(activity_id)] = section_id
            after["links"][str(activity_id)] = new.links[activity_id]
    if not before["rows"] and not before["links"] and old.order == new.order:
        return None
    return before, after


def mark(value: Any) -> Any:
    """Return `value`, or a digest of it when it is a long text."""
    text = json.dumps(value) if isinstance(value, list) else value
    if isinstance(text, str) and len(text) > _SHORT:
        return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
    return value


def is_untouched(now: Image, after: dict) -> bool:
    """Whether everything that a change left behind still stands as it left it: values, links, and the order of rows."""
    for row_id, marks in after["rows"].items():
        row = now.rows.get(int(row_id))
        if (row is None) != (marks is None):
            return False
        if row is not None and any(mark(row[name]) != value for name, value in marks.items()):
            return False
    if any(now.links.get(int(activity_id)) != section_id for activity_id, section_id in after["links"].items()):
        return False
    left = set(after["order"])
    still = set(now.order)
    return [i for i in now.order if i in left] == [i for i in after["order"] if i in still]


def order_before(now: Image, before: dict, after: dict) -> list[int]:
    """Return the order after undoing a change: as it was, with rows that others added since behind their neighbour."""
    was = set(before["order"])
    added = set(after["order"]) - was
    removed = was - set(after["order"])
    still = set(now.order)
    order = [i for i in before["order"] if i in still or i in removed]
    previous = None
    for row_id in now.order:
        if row_id in added:
            continue
        if row_id not in was:
            order.insert(order.index(previous) + 1 if previous is not None else 0, row_id)
        previous = row_id
    return order
