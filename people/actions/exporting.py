"""Taking lists of people away."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied

from audit.enums import EntryKind
from audit.recording import record
from lib.refusals import Refused
from people.exporting import MOST_ROWS, as_file
from people.models import Person
from people.permissions import can_export, can_see_private
from people.reasons import checked_reason


def export_people(
    people: Sequence[Person], *, kind: str, in_full: bool, reason: str = "", by, at: datetime, address: str = ""
) -> bytes:
    """A file of `kind` with these people, as many as MOST_ROWS; that `by` took it goes into the audit trail.

    In full only with a reason, and only people of the own office. Raises PermissionDenied or Refused.
    """
    if not can_export(by) or (in_full and not all(can_see_private(by, person) for person in people)):
        raise PermissionDenied("Bạn không được xuất danh sách này.")
    if len(people) > MOST_ROWS:
        raise Refused(f"Danh sách có hơn {MOST_ROWS} người. Hãy lọc theo xã hoặc theo tên rồi tải từng phần.")
    details = {"people": len(people), "format": kind} | ({"reason": checked_reason(reason)} if in_full else {})
    data = as_file(people, kind=kind, in_full=in_full)
    act = "xuất danh sách đầy đủ dữ liệu cá nhân" if in_full else "xuất danh sách người tham gia"
    record(EntryKind.DOWNLOAD, act=act, details=details, by=by, at=at, address=address)
    return data
