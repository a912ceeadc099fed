"""Remarks on a plan or one of its sections, at any step."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.enums import EntryKind
from audit.recording import record
from lib.refusals import Refused
from organisations.models import User
from plans.actions.editing import check, locked_row
from plans.models import Plan, PlanComment, PlanSection
from plans.permissions import can_comment, can_edit_plan


@transaction.atomic
def add_comment(plan: Plan, *, text: str, by: User, at: datetime, section: PlanSection | None = None) -> PlanComment:
    """Remark on `plan`, or on one of its sections, and return the remark. It stays when the section goes.

    Raises PermissionDenied; Refused when it says nothing or is too long, or the section is gone.
    """
    row = locked_row(plan)
    if not can_comment(by, row):
        raise PermissionDenied
    if section is not None and not row.sections.filter(pk=section.pk).exists():
        raise Refused("Mục này đã bị xóa: hãy tải lại trang, hoặc góp ý cho cả kế hoạch.")
    title = section.title if section else ""
    comment = PlanComment(
        plan=row, section=section, section_title=title, state=row.state, text=text.strip(), by=by, at=at
    )
    check(comment, exclude=["settled_by", "settled_at"])
    comment.save(force_insert=True)
    record(EntryKind.CHANGE, act="góp ý", by=by, at=at, row=row, details={"section": title, "text": comment.text})
    return comment


@transaction.atomic
def settle_comment(comment: PlanComment, *, by: User, at: datetime) -> PlanComment:
    """Mark `comment` as dealt with: by who made it, or whoever may change the plan. Return it as it stands.

    A remark settled already stays as it was. Raises PermissionDenied, Refused.
    """
    plan = locked_row(comment.plan_id)
    row = PlanComment.objects.filter(pk=comment.pk).first()
    if row is None:
        raise Refused("Góp ý này không còn: hãy tải lại trang.")
    if not can_comment(by, plan) or not (row.by_id == by.pk or can_edit_plan(by, plan)):
        raise PermissionDenied
    if row.settled_at is None:
        row.settled_by, row.settled_at = by, at
        row.save(update_fields=["settled_by", "settled_at"])
        record(EntryKind.CHANGE, act="đánh dấu góp ý đã xong", by=by, at=at, row=plan, details={"text": row.text})
    return row
