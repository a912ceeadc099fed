"""Undo: put back what stood there before one's last change, unless somebody went on working there."""

import datetime
from itertools import pairwise
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.enums import EntryKind
from audit.recording import record
from lib.refusals import Refused
from organisations.models import Organisation, User
from plans.actions.activities import delete_unless_used, put_lines
from plans.actions.editing import check, locked_plan, no_faults, touch
from plans.actions.ordering import renumber
from plans.edit_log import edits
from plans.enums import EditKind
from plans.images import LINES, ROOMS, Image, image, is_untouched, order_before
from plans.models import Activity, ActivityLine, Plan, PlanEdit
from plans.permissions import can_create_plan
from plans.validity import activity_faults, appendix_faults, plan_faults, section_faults

_FAULTS = {
    "head": plan_faults,
    "bases": no_faults,
    "sections": section_faults,
    "activities": activity_faults,
    "appendices": appendix_faults,
}


@transaction.atomic
def undo_edit(plan: Plan, *, by: User, at: datetime.datetime) -> PlanEdit:
    """Undo the last change that `by` made to `plan` and has not undone yet; return that change.

    Deleted rows come back as they were, with the activities that were printed there. Raises PermissionDenied; Refused
    when there is nothing to undo or it would overwrite what somebody did there since.
    """
    plan = locked_plan(plan, by=by)
    edit = plan.edits.filter(by=by, undone=False).first()
    if edit is None:
        raise Refused("Không còn thay đổi nào của bạn để hoàn tác.")
    room = edit.before["room"]
    now = image(plan, room)
    if not is_untouched(now, edit.after) or _holds_later_work(now, edit):
        raise Refused(_sentence(plan, edit, by=by))
    if room == "head":
        _put_head_back(plan, edit, by=by)
    else:
        _put_rows_back(plan, edit, now=now, room=room)
    edit.undone = True
    edit.save(update_fields=["undone"])
    touch(plan, by=by, at=at)
    act = f"hoàn tác lần {EditKind(edit.kind).label}"
    details = {"changes": edits(now, image(plan, room), room=room)}
    record(EntryKind.CHANGE, act=act, by=by, at=at, row=plan, details=details)
    return edit


def _put_head_back(plan: Plan, edit: PlanEdit, *, by: User) -> None:
    values = edit.before["rows"][str(plan.pk)]
    office = Organisation.objects.filter(pk=values.get("organisation_id", plan.organisation_id)).first()
    if office is None or (office.pk != plan.organisation_id and not can_create_plan(by, office)):
        raise PermissionDenied
    for name, value in values.items():
        setattr(plan, name, value)
    check(plan, plan_faults)
    plan.version += 1
    plan.save(update_fields=[*(name.removesuffix("_id") for name in values), "version", "search_key"])


def _put_rows_back(plan: Plan, edit: PlanEdit, *, now: Image, room: str) -> None:
    model = ROOMS[room][0]
    rows = {row.pk: row for row in model.objects.filter(plan=plan)}
    for row_id, values in ((int(key), values) for key, values in edit.before["rows"].items()):
        if values is None:
            _remove(rows.pop(row_id))
        elif row_id in rows:
            _restore(rows[row_id], values, room=room, is_new=False)
        else:
            rows[row_id] = model(pk=row_id, plan=plan)
            _restore(rows[row_id], values, room=room, is_new=True)
    renumber([rows[row_id] for row_id in order_before(now, edit.before, edit.after)])
    for activity_id, section_id in edit.before["links"].items():
        Activity.objects.filter(pk=int(activity_id), plan=plan).update(section=section_id)


def _remove(row: Any) -> None:
    if isinstance(row, Activity):
        delete_unless_used(row)
    else:
        row.delete()


def _restore(row: Any, values: dict[str, Any], *, room: str, is_new: bool) -> None:
    for name, value in values.items():
        if name != LINES:
            setattr(row, name, value)
    if room == "activities" and not row.plan.sections.filter(pk=row.section_id).exists():
        row.section_id = None  # as when a section is deleted: its activities stay, without a place
    check(row, _FAULTS[room])
    if not is_new and hasattr(row, "version"):
        row.version += 1
    row.save(force_insert=is_new)
    if LINES in values:
        put_lines(row, [ActivityLine(role=role, label=label, text=text) for role, label, text in values[LINES]])


def _holds_later_work(now: Image, edit: PlanEdit) -> bool:
    """Whether rows that undo would delete hold activities, or sections added under them since."""
    added = {int(key) for key, values in edit.before["rows"].items() if values is None}
    if edit.before["room"] != "sections" or not added:
        return False
    if any(section_id in added for section_id in now.links.values()):
        return True
    order = now.order
    return any(
        below not in added and now.rows[below]["level"] > now.rows[above]["level"]
        for above, below in pairwise(order)
        if above in added
    )


def _sentence(plan: Plan, edit: PlanEdit, *, by: User) -> str:
    later = plan.edits.filter(pk__gt=edit.pk, undone=False).exclude(by=by).select_related("by").first()
    who = f"{later.by} đã sửa tiếp ở đó" if later else "Nội dung ở đó đã được sửa tiếp"
    kind = EditKind(edit.kind).label
    return f"Không hoàn tác được lần {kind} của bạn: {who}, hoàn tác sẽ làm mất phần sửa sau. Hãy sửa trực tiếp."
