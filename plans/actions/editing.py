"""What every act on a plan does: lock, ask for permission, check, record what stood there before."""

import datetime
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models

from audit.enums import EntryKind
from audit.recording import record
from lib.refusals import Refused
from organisations.models import User
from plans.edit_log import edits
from plans.enums import EditKind
from plans.images import difference, image
from plans.models import Plan, PlanEdit
from plans.permissions import can_edit_plan
from plans.steps import why_locked

EDITS_KEPT = 50
ONE_GO = datetime.timedelta(seconds=60)
"""Text saved again and again by one person within this time is one edit: undo goes back by thoughts, not by keys."""


class StaleEdit(Refused):
    """Somebody saved the same row after it was read. `current` is the row as it stands now."""

    def __init__(self, current: models.Model, *, plan: Plan):
        self.current = current
        who = str(plan.updated_by or "Một người khác")
        super().__init__(
            f"{who} đã sửa phần này sau khi bạn mở trang. Nội dung của bạn chưa được lưu: "
            "hãy xem bản hiện tại, chép lại phần cần giữ rồi lưu."
        )


def locked_row(plan: Plan | int) -> Plan:
    """The row of `plan` with its office and signer, locked until the transaction ends. Raises Refused when it is gone.

    The first lock that an act takes; of two plans that of the later one first, of other tables' rows afterwards.
    """
    pk = plan if isinstance(plan, int) else plan.pk
    rows = Plan.objects.select_for_update(of=("self",)).select_related(
        "organisation__successor", "organisation__superior", "signer", "updated_by"
    )
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Refused("Kế hoạch này đã bị xóa: hãy quay lại danh sách.")
    return row


def locked_plan(plan: Plan | int, *, by: User) -> Plan:
    """The row of `plan`, locked until the transaction ends, for `by` to change its wording.

    Raises PermissionDenied; Refused when it is gone, or when somebody has it to review or it is approved.
    """
    row = locked_row(plan)
    if not can_edit_plan(by, row):
        raise PermissionDenied
    if not row.is_editable:
        raise Refused(why_locked(row, row.transitions.select_related("by").last()))
    return row


def present(row: models.Model, *, name: str) -> models.Model:
    """`row` as it stands now. Raises Refused when somebody deleted it; `name` is what people call it."""
    found = type(row).objects.filter(pk=row.pk).first()
    if found is None:
        raise Refused(f"{name} này đã bị xóa trong lúc bạn sửa: hãy tải lại trang.")
    return found


def no_faults(row: models.Model) -> dict[str, str]:
    """For rows about which the model and its constraints say everything."""
    return {}


def check(
    row: models.Model,
    faults: Callable[[models.Model], dict[str, str]] = no_faults,
    *,
    exclude: Collection[str] = (),
) -> None:
    """Raise Refused with every sentence that the model and its constraints, or else `faults`, have against `row`.

    `exclude` names fields that are not filled in yet.
    """
    sentences: list[str] = []
    try:
        row.full_clean(exclude=exclude)
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            label = row._meta.get_field(field).verbose_name if field != "__all__" else ""
            sentences += [f"{label[:1].upper()}{label[1:]}: {text}" if label else text for text in messages]
    if sentences := sentences or list(faults(row).values()):
        raise Refused(" ".join(sentences))


@contextmanager
def recorded(plan: Plan, room: str, kind: EditKind, *, by: User, at: datetime.datetime) -> Iterator[None]:
    """Keep what the block changes in one room of `plan` as a PlanEdit, note on the plan who changed it when, and write
    every changed field into the audit trail.

    Must run inside a transaction that holds the plan's row. Nothing changed, nothing is kept.
    """
    old = image(plan, room)
    yield
    new = image(plan, room)
    change = difference(old, new, room=room)
    if change is None:
        return
    before, after = change
    if not _continues(plan, kind, before, after, by=by, at=at):
        PlanEdit.objects.create(plan=plan, kind=kind, by=by, at=at, before=before, after=after)
        kept = PlanEdit.objects.filter(plan=plan).values_list("pk", flat=True)[:EDITS_KEPT]
        PlanEdit.objects.filter(plan=plan, pk__lt=min(kept)).delete()
    touch(plan, by=by, at=at)
    details = {"changes": edits(old, new, room=room)}
    record(EntryKind.CHANGE, act=EditKind(kind).label, by=by, at=at, row=plan, details=details)


def touch(plan: Plan, *, by: User, at: datetime.datetime) -> None:
    """Note on `plan` who changed it when."""
    plan.updated_at, plan.updated_by = at, by
    Plan.objects.filter(pk=plan.pk).update(updated_at=at, updated_by=by)


def _continues(plan: Plan, kind: EditKind, before: dict, after: dict, *, by: User, at: datetime.datetime) -> bool:
    """Join this change to the last edit when both are the same person typing in the same place within ONE_GO."""
    last = PlanEdit.objects.filter(plan=plan).first()
    if kind not in (EditKind.TEXT, EditKind.HEAD) or last is None:
        return False
    same = (last.kind, last.by_id, last.undone, last.before["room"]) == (kind, by.pk, False, before["room"])
    if not same or at - last.at > ONE_GO or last.after["order"] != after["order"]:
        return False
    if {row: set(marks) for row, marks in last.after["rows"].items()} != {
        row: set(marks) for row, marks in after["rows"].items()
    }:
        return False
    last.after = after
    last.save(update_fields=["after"])
    return True
