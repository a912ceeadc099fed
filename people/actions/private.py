"""Looking at personal data in full, and taking it away for good."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.enums import EntryKind
from audit.recording import Happening, record, record_all
from lib.refusals import Refused
from people.enums import PrivateField
from people.forgetting import forget
from people.models import Person
from people.permissions import can_forget, can_see_private
from people.reasons import checked_reason


def see_private(person: Person, *, reason: str, by, at: datetime, address: str = "") -> dict[str, str]:
    """The personal data of `person` in full, by PrivateField; that `by` saw it, and why, goes into the audit trail.

    Raises PermissionDenied, or Refused for a reason that says too little.
    """
    if not can_see_private(by, person):
        raise PermissionDenied("Bạn không được xem đầy đủ dữ liệu cá nhân.")
    reason = checked_reason(reason)
    known = [PrivateField(name).label for name in PrivateField.values if person.private.get(name)]
    record(
        EntryKind.VIEW, act="xem đầy đủ dữ liệu cá nhân", row=person, organisation_id=person.keeper_id,
        details={"reason": reason, "fields": known, "people": 1}, by=by, at=at, address=address,
    )  # fmt: skip
    return {name: person.private.get(name, "") for name in PrivateField.values}


@transaction.atomic
def anonymise(person: Person, *, reason: str, by, at: datetime, address: str = "") -> None:
    """Take name and private data from `person`, from rows that gave way to it, and from their lists, for good.

    At the person's wish, or when the time is over (Luật 91/2025/QH15). What figures count stays; papers that went out
    and certificates stay as they were. Raises PermissionDenied or Refused.
    """
    row = Person.objects.select_for_update(of=("self",)).select_related("keeper").get(pk=person.pk)
    if not can_forget(by, row):
        raise PermissionDenied("Bạn không giữ hồ sơ này.")
    if row.merged_into_id is not None:
        raise Refused("Hồ sơ này đã gộp vào hồ sơ khác. Hãy mở hồ sơ giữ lại.")
    if row.anonymised_at is not None:
        raise Refused("Hồ sơ này đã được ẩn danh.")
    reason = checked_reason(reason)
    forget([row.pk], at=at)
    row.refresh_from_db()
    record(
        EntryKind.CHANGE, act="ẩn danh người tham gia", row=row, organisation_id=row.keeper_id,
        details={"reason": reason, "people": 1}, by=by, at=at, address=address,
    )  # fmt: skip


@transaction.atomic
def anonymise_due(keys: Sequence[int], *, by, at: datetime) -> int:
    """Forget the people named by `keys`, whose time is over; how many. One line in the trail for each office."""
    rows = Person.objects.select_for_update().filter(pk__in=keys, anonymised_at=None).order_by("pk")
    offices: dict[int, int] = {}
    for keeper in rows.values_list("keeper", flat=True):
        offices[keeper] = offices.get(keeper, 0) + 1
    forget(keys, at=at)
    happenings = [
        Happening("ẩn danh người tham gia hết thời hạn lưu", organisation_id=office, details={"people": number})
        for office, number in offices.items()
    ]
    record_all(EntryKind.CHANGE, happenings, by=by, at=at)
    return sum(offices.values())
