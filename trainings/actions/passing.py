"""Acts on seats during a registration: pass them on from one unit to another, move up those who wait."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.enums import EntryKind
from audit.recording import record
from lib.refusals import Refused
from organisations.models import User
from trainings import figures, seating
from trainings.models import Course, RosterList, SeatTransfer, Share
from trainings.permissions import can_organise
from trainings.steps import locked_open


@transaction.atomic
def pass_seats(
    giver: Share, receiver: Share, *, seats: int, by: User, at: datetime.datetime, reason: str = "", nonce: str = ""
) -> SeatTransfer:
    """Pass `seats` free seats of `giver` on to `receiver`, of the same course; who waits there moves up.

    The same form sent twice (`nonce`) passes once. Raises PermissionDenied; Refused: the same unit, another course,
    fewer seats free.
    """
    if seats < 1 or giver.pk == receiver.pk:
        raise Refused("Hãy chọn hai đơn vị khác nhau và số chỗ từ 1 trở lên.")
    if giver.course_id != receiver.course_id:
        raise Refused("Hai đơn vị phải cùng một khóa.")
    course = _locked(giver.course_id, by=by)
    keys = sorted((giver.pk, receiver.pk))
    list(RosterList.objects.select_for_update().filter(share__in=keys).order_by("pk"))
    locked = {share.pk: share for share in Share.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    if nonce and (done := SeatTransfer.objects.filter(giver=giver, nonce=nonce).first()):
        return done
    locked_open(share.training_class_id for share in locked.values())
    if not seating.pass_on(giver.pk, receiver.pk, seats):
        free = locked[giver.pk].free
        raise Refused(f"{giver} chỉ còn {free} chỗ trống nên không chuyển được {seats} chỗ.")
    transfer = SeatTransfer.objects.create(
        giver=giver, receiver=receiver, seats=seats, reason=reason.strip(), nonce=nonce, at=at, by=by
    )
    moved = seating.promote([receiver.pk])
    figures.refresh({person.training_class_id for person in moved})
    details = {"giver": str(giver), "receiver": str(receiver), "seats": seats, "reason": reason.strip()}
    record(EntryKind.CHANGE, act="chuyển chỉ tiêu", by=by, at=at, row=course, details=details)
    return transfer


@transaction.atomic
def move_up(course: Course, *, by: User, at: datetime.datetime) -> int:
    """Give the free seats of every unit of `course` to those who wait there; return how many moved up.

    Needed when seats were added elsewhere. Raises PermissionDenied, Refused.
    """
    course = _locked(course.pk, by=by)
    moved = seating.promote(course.shares.values_list("pk", flat=True))
    figures.refresh({person.training_class_id for person in moved})
    if moved:
        record(EntryKind.CHANGE, act="gọi người trong danh sách chờ", by=by, at=at, row=course,
               details={"people": len(moved)})  # fmt: skip
    return len(moved)


def _locked(course_id: int, *, by: User) -> Course:
    course = Course.objects.select_related("organisation").filter(pk=course_id).first()
    if course is None:
        raise Refused("Khóa này không còn: hãy tải lại trang.")
    if not can_organise(by, course):
        raise PermissionDenied
    return course
