"""Acts on the list of one unit: send it, take it back, return it, accept it, let it come late, attach its scan.

The row of the campaign is locked before that of the list (only to give numbers), shares and classes come after, the
audit trail last. `roster` is the row as the person saw it: what changed meanwhile is told, not overwritten.
"""

import datetime
from collections.abc import Collection, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from audit.enums import EntryKind
from audit.recording import Happening, record, record_all
from documents import store
from documents.scans import read_scan
from lib.dates import short_date
from lib.refusals import Refused
from organisations.models import User
from trainings import figures
from trainings.deadlines import why_closed
from trainings.enums import ClassState, EnrolmentState, RosterState
from trainings.grid import grid_of
from trainings.joining import join_classes
from trainings.models import Campaign, RosterList
from trainings.permissions import can_fill, can_judge
from trainings.steps import locked

NEEDS_A_REASON = "Hãy ghi lý do: đơn vị cần biết vì sao và phải làm gì."
GONE = "Danh sách này không còn: hãy tải lại trang."


@transaction.atomic
def submit_list(roster: RosterList, *, by: User, at: datetime.datetime) -> RosterList:
    """Send the list: it is locked and gets the next number of its campaign (once: a list sent again keeps it).

    Sent already by the same office: nothing happens. Raises PermissionDenied; Refused: too late, nobody in it, rows
    not finished, accepted already.
    """
    Campaign.objects.select_for_update().get(pk=roster.campaign_id)
    row = locked_list(roster)
    if not can_fill(by, row):
        raise PermissionDenied
    if row.state == RosterState.SUBMITTED:
        return row
    if not row.is_editable:
        raise Refused("Danh sách này đã được tiếp nhận, không phải gửi nữa.")
    if why := why_closed(row, on=localdate(at)):
        raise Refused(why)
    _require_no_errors(row, on=localdate(at))
    if not row.enrolments.exclude(state__in=EnrolmentState.gone()).exists():
        raise Refused("Danh sách chưa có ai: hãy ghi ít nhất một người rồi gửi.")
    if row.number is None:
        row.number = (
            RosterList.objects.filter(campaign=row.campaign_id).aggregate(last=Max("number"))["last"] or 0
        ) + 1
    row.submitted_at, row.submitted_by, row.return_reason = at, by, ""
    row.unfinished = {}
    _move(row, RosterState.SUBMITTED, at=at)
    _log(row, "gửi danh sách", by=by, at=at, details={"number": row.number, "people": row.share.taken})
    return row


@transaction.atomic
def withdraw_list(roster: RosterList, *, by: User, at: datetime.datetime) -> RosterList:
    """Take a list back that was sent and not accepted yet, to go on writing it.

    Raises PermissionDenied; Refused when it is accepted, or too late to send it again.
    """
    row = locked_list(roster)
    if not can_fill(by, row):
        raise PermissionDenied
    if row.state == RosterState.ACCEPTED:
        raise Refused("Danh sách đã được tiếp nhận. Cần sửa thì đề nghị cơ quan tổ chức trả lại.")
    if row.state != RosterState.SUBMITTED:
        return row
    if why := why_closed(row, on=localdate(at)):
        raise Refused(f"{why} Nếu rút lại lúc này sẽ không gửi được nữa.")
    row.submitted_at = row.submitted_by = None
    _move(row, RosterState.DRAFT, at=at)
    _log(row, "rút lại danh sách", by=by, at=at, details={"number": row.number})
    return row


@transaction.atomic
def return_list(
    roster: RosterList, *, reason: str, until: datetime.date, by: User, at: datetime.datetime
) -> RosterList:
    """Give a list that was sent (or accepted, while its class takes names) back to be mended, until the end of a day.

    Raises PermissionDenied; Refused: no reason, a day that is over, not sent, the class is closed.
    """
    row = locked_list(roster)
    _require_judge(row, by=by)
    reason = reason.strip()
    if row.state == RosterState.RETURNED and row.return_reason == reason:
        return row
    if row.state not in (RosterState.SUBMITTED, RosterState.ACCEPTED):
        raise Refused("Danh sách này chưa gửi nên không trả lại được.")
    if not reason:
        raise Refused(NEEDS_A_REASON)
    if until < localdate(at):
        raise Refused("Hạn gửi lại phải từ hôm nay trở đi.")
    if row.state == RosterState.ACCEPTED:
        _leave_class(row)
    row.return_reason, row.submitted_at, row.submitted_by = reason, None, None
    if until > row.campaign.deadline or row.campaign.closed_at is not None:
        row.late_until, row.late_reason = until, "Danh sách bị trả lại để sửa"
    _move(row, RosterState.RETURNED, at=at)
    _log(row, "trả lại danh sách", by=by, at=at, details={"number": row.number, "reason": reason})
    return row


@transaction.atomic
def accept_list(roster: RosterList, *, by: User, at: datetime.datetime) -> RosterList:
    """Accept a list that was sent: its people get their file (found or made) and join the class of their unit.

    Accepted already: nothing happens. Raises PermissionDenied; Refused: not sent, one person twice in the course, the
    class is closed.
    """
    return _accepted([roster.pk], by=by, at=at)[0]


@transaction.atomic
def accept_lists(campaign: Campaign, *, by: User, at: datetime.datetime) -> list[RosterList]:
    """Accept every list of `campaign` that was sent; return them. Raises PermissionDenied, Refused (then none is)."""
    sent = campaign.lists.filter(state=RosterState.SUBMITTED).order_by("pk")
    return _accepted(list(sent.values_list("pk", flat=True)), by=by, at=at)


@transaction.atomic
def permit_late(
    roster: RosterList, *, until: datetime.date, reason: str, by: User, at: datetime.datetime
) -> RosterList:
    """Let a list come until the end of `until`, whatever the deadline of the campaign.

    Raises PermissionDenied; Refused: no reason, a day that is over, sent already.
    """
    row = locked_list(roster)
    _require_judge(row, by=by)
    reason = reason.strip()
    if (row.late_until, row.late_reason) == (until, reason):
        return row
    if not row.is_editable:
        raise Refused("Danh sách này đã gửi, không cần cho gửi muộn.")
    if not reason:
        raise Refused("Hãy ghi lý do cho gửi muộn.")
    if until < localdate(at):
        raise Refused("Hạn gửi muộn phải từ hôm nay trở đi.")
    row.late_until, row.late_reason, row.version = until, reason, row.version + 1
    row.save(update_fields=["late_until", "late_reason", "version"])
    _log(row, "cho gửi muộn", by=by, at=at, details={"until": short_date(until), "reason": reason})
    return row


def attach_scan(
    roster: RosterList, *, files: Sequence[bytes], name: str, by: User, at: datetime.datetime
) -> RosterList:
    """Keep the scan of the printed list that the unit signed. The same scan again changes nothing.

    The files are opened before the row is locked. Raises PermissionDenied; Refused: not sent yet, no scan.
    """
    if not can_fill(by, roster):
        raise PermissionDenied
    data = read_scan(files)
    with transaction.atomic():
        row = locked_list(roster)
        if row.state not in (RosterState.SUBMITTED, RosterState.ACCEPTED):
            raise Refused("Hãy gửi danh sách trước, in bản đã gửi để ký, rồi đính kèm bản quét.")
        digest = store.put(data)
        if digest == row.scan_sha256:
            return row
        row.scan_sha256, row.scan_name, row.version = digest, name[:200], row.version + 1
        row.save(update_fields=["scan_sha256", "scan_name", "version"])
        _log(row, "đính kèm bản quét danh sách", by=by, at=at, details={"sha256": digest})
    return row


def locked_list(roster: RosterList | int) -> RosterList:
    """The list with its campaign, course, share and office, locked until the transaction ends. Raises Refused."""
    rows = locked_lists([roster if isinstance(roster, int) else roster.pk])
    if not rows:
        raise Refused(GONE)
    return rows[0]


def locked_lists(keys: Collection[int]) -> list[RosterList]:
    """The lists with their campaigns, courses, shares and offices, locked in the order of their keys."""
    rows = RosterList.objects.select_for_update(of=("self",)).select_related(
        "campaign__course__organisation", "share__area", "share__organisation", "share__training_class", "office"
    )
    return list(rows.filter(pk__in=keys).order_by("pk"))


def _require_no_errors(row: RosterList, *, on: datetime.date) -> None:
    """Raise Refused when a row is unfinished, or registered and wrong by now (its person was registered elsewhere)."""
    bad = [found for found in grid_of(row, on=on) if found.has_errors]
    unfinished = sum(found.is_unfinished for found in bad)
    if unfinished:
        raise Refused(f"Còn {unfinished} dòng chưa ghi được: hãy sửa các chỗ báo lỗi, hoặc xóa các dòng đó, rồi gửi.")
    if bad:
        sentence = next(fault.sentence for fault in bad[0].faults if fault.is_error)
        raise Refused(f"Chưa gửi được. Dòng {bad[0].place}: {sentence}")


def _accepted(keys: Sequence[int], *, by: User, at: datetime.datetime) -> list[RosterList]:
    rows = locked_lists(keys)
    if len(rows) < len(keys):
        raise Refused(GONE)
    for row in rows:
        _require_judge(row, by=by)
        if row.state not in (RosterState.SUBMITTED, RosterState.ACCEPTED):
            raise Refused(f"{row} chưa gửi nên chưa tiếp nhận được.")
    new = [row for row in rows if row.state == RosterState.SUBMITTED]
    if not new:
        return rows
    joined = join_classes(new, at=at)
    for row in new:
        row.state, row.state_since, row.version = RosterState.ACCEPTED, at, row.version + 1
    RosterList.objects.bulk_update(new, ["state", "state_since", "version"])
    figures.refresh({row.share.training_class_id for row in new})
    happenings = [
        Happening(
            "tiếp nhận danh sách",
            row,
            row.campaign.course.organisation_id,
            {"number": row.number, "people": joined[row.pk]},
        )
        for row in new
    ]
    record_all(EntryKind.TRANSITION, happenings, by=by, at=at)
    return rows


def _leave_class(row: RosterList) -> None:
    """People of a returned list are registered again, in no class any more; their files stay."""
    inside = row.enrolments.filter(state__in=sorted(EnrolmentState.holding_a_seat()))
    classes = {row.share.training_class_id, *inside.order_by().values_list("training_class", flat=True)}
    if any(found.state not in ClassState.taking_names() for found in locked(classes)):
        raise Refused("Lớp đã chốt danh sách nên không trả lại được nữa. Muốn đổi người thì dùng «Thay người» ở lớp.")
    row.enrolments.filter(state=EnrolmentState.ACCEPTED).update(state=EnrolmentState.REGISTERED, training_class=None)
    row.enrolments.filter(state=EnrolmentState.QUEUED).update(training_class=None)
    figures.refresh(classes)


def _move(row: RosterList, state: RosterState, *, at: datetime.datetime) -> None:
    row.state, row.state_since, row.version = state, at, row.version + 1
    row.save()


def _require_judge(row: RosterList, *, by: User) -> None:
    if not can_judge(by, row):
        raise PermissionDenied


def _log(row: RosterList, act: str, *, by: User, at: datetime.datetime, details: dict) -> None:
    organisation = row.campaign.course.organisation_id
    record(EntryKind.TRANSITION, act=act, by=by, at=at, row=row, organisation_id=organisation, details=details)
