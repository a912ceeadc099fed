"""What was taken over from elsewhere is right: somebody has looked."""

import datetime

from django.db import transaction

from audit.enums import EntryKind
from audit.recording import record
from organisations.models import User
from plans.actions.editing import locked_plan, present
from plans.models import PlanConfirmation


@transaction.atomic
def settle_confirmation(confirmation: PlanConfirmation, *, by: User, at: datetime.datetime) -> PlanConfirmation:
    """Note that `by` has looked at it and it is right; settled already, it stays as it was. Return the row.

    Raises PermissionDenied; Refused when it is gone.
    """
    plan = locked_plan(confirmation.plan_id, by=by)
    row = present(confirmation, name="Điều cần xác nhận")
    if row.settled_at is None:
        row.settled_by, row.settled_at = by, at
        row.save(update_fields=["settled_by", "settled_at"])
        details = {"text": row.quote, "why": row.sentence}
        record(EntryKind.CHANGE, act="xác nhận phần chép từ nơi khác", by=by, at=at, row=plan, details=details)
    return row
