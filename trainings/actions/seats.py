"""Acts on seats: rules, the shares computed from them, numbers decided otherwise for one unit."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.enums import EntryKind
from audit.recording import record
from lib.refusals import Refused
from organisations.models import User
from trainings import figures, seating
from trainings.actions.course_editing import StaleCourse, check_row
from trainings.enums import ClassState
from trainings.models import Course, RosterList, SeatRule, Share, TrainingClass
from trainings.permissions import can_organise
from trainings.seat_rules import Allotment, Commune, Unit, allot
from trainings.seat_units import rule_of, rules_mark, said_by, unit_of
from trainings.territory import communes_of

_NAMED_AT_MOST = 5


@transaction.atomic
def set_rules(
    course: Course, rules: Sequence[Mapping[str, Any]], *, mark: str, by: User, at: datetime.datetime
) -> list[Share]:
    """Let `rules` be the rules of `course`, compute the shares anew, and return them.

    Each rule is {"position", "basis", "seats", "who", "area", "organisation"}. `mark` is what `rules_mark` gave when
    the writer read the rules. Raises PermissionDenied; StaleCourse when others wrote other rules meanwhile; Refused as
    `compute_shares` does, or when a rule is not complete: then nothing changes.
    """
    course = locked_course(course, by=by)
    stored = list(course.seat_rules.all())
    new = [SeatRule(course=course, **rule) for rule in rules]
    if [said_by(rule) for rule in stored] != [said_by(rule) for rule in new]:
        if rules_mark(stored) != mark:
            raise StaleCourse(course)
        for rule in new:
            check_row(rule, exclude=["course"])
        course.seat_rules.all().delete()
        SeatRule.objects.bulk_create(new)
        shares = _computed(course, at=at)
        details = {"rules": [str(rule) for rule in new], "units": shares}
        record(EntryKind.CHANGE, act="đặt quy tắc chỉ tiêu", by=by, at=at, row=course, details=details)
    return shares_of(course)


@transaction.atomic
def compute_shares(course: Course, *, by: User, at: datetime.datetime) -> list[Share]:
    """Give every unit of `course` the seats that rules and exceptions say today, and return all shares.

    Exceptions, seats passed on and classes stay; units of a class whose list is closed stay as they are. A unit that
    no rule concerns any more goes when nothing hangs on it, else its rules give 0. Who waits for a seat moves up where
    there are more now. Doing it again changes nothing. Raises PermissionDenied; Refused, and changes nothing, when
    units would have fewer seats than people.
    """
    course = locked_course(course, by=by)
    if changed := _computed(course, at=at):
        record(EntryKind.CHANGE, act="tính chỉ tiêu", by=by, at=at, row=course, details={"units": changed})
    return shares_of(course)


@transaction.atomic
def set_exception(share: Share, *, seats: int | None, reason: str = "", by: User, at: datetime.datetime) -> Share:
    """Decide that a unit has `seats` seats whatever the rules say, for a `reason`; None: the rules count again.

    Seats passed on stay on top. Raises PermissionDenied; Refused without a reason, with fewer seats than people, or
    when the list of the class is closed.
    """
    course = locked_course(share.course_id, by=by)
    row = next((row for row in locked_shares(course).values() if row.pk == share.pk), None)
    if row is None:
        raise Refused("Đơn vị này không còn trong bảng chỉ tiêu: hãy tải lại trang.")
    refuse_closed(row)
    reason = reason.strip() if seats is not None else ""
    if seats is not None and not reason:
        raise Refused("Hãy ghi lý do: người xem lại sau này cần biết vì sao đơn vị này khác quy tắc.")
    was = (row.exception, row.exception_reason)
    if was == (seats, reason):
        return row
    row.exception, row.exception_reason = seats, reason
    row.seats = max(0, (row.by_rule if seats is None else seats) + row.passed)
    _refuse_fewer_than_taken([row])
    check_row(row, exclude=["course", "area", "organisation", "training_class"])
    row.save(update_fields=["exception", "exception_reason", "seats"])
    _promote([row])
    details = {"unit": str(row), "seats": seats, "before": was[0], "reason": reason}
    record(EntryKind.CHANGE, act="chỉ tiêu khác quy tắc", by=by, at=at, row=course, details=details)
    return row


def shares_of(course: Course) -> list[Share]:
    """All shares of `course` with their units and classes, in the order of the table."""
    return list(course.shares.select_related("area", "organisation", "training_class"))


def locked_course(course: Course | int, *, by: User) -> Course:
    """The row of `course`, locked until the transaction ends: the first lock of every act on seats.

    Its version stays: seats are none of what the course's own form says. Raises PermissionDenied, Refused.
    """
    rows = Course.objects.select_for_update(of=("self",)).select_related("organisation", "area", "activity__plan")
    row = rows.filter(pk=course if isinstance(course, int) else course.pk).first()
    if row is None:
        raise Refused("Khóa này đã bị xóa: hãy quay lại danh sách.")
    if not can_organise(by, row):
        raise PermissionDenied
    return row


def locked_shares(course: Course) -> dict[Unit, Share]:
    """The shares of `course`: first their lists are locked, then they, so that nobody takes a seat meanwhile."""
    list(RosterList.objects.select_for_update().filter(share__course=course).order_by("pk"))
    shares = Share.objects.select_for_update(of=("self",))
    shares = shares.select_related("area", "organisation", "training_class__course", "list")
    return {unit_of(share): share for share in shares.filter(course=course).order_by("pk")}


def is_closed(share: Share) -> bool:
    """Whether the list of the unit's class is closed, so that its seats stay as they are. Reads `training_class`."""
    return share.training_class is not None and share.training_class.state not in ClassState.taking_names()


def refuse_closed(share: Share) -> None:
    """Raise Refused when the list of the unit's class is closed."""
    if is_closed(share):
        raise Refused(
            f"{share} thuộc {share.training_class.title}, đã ở bước «{share.training_class.get_state_display()}» nên "
            "giữ nguyên. Nếu cần sửa, hãy mở lại danh sách của lớp."
        )


def _computed(course: Course, *, at: datetime.datetime) -> int:
    """Compute and write the shares; return how many are new, other or gone."""
    shares = locked_shares(course)
    communes = [Commune(Unit(area=area.pk), area.village_count) for area in communes_of(course, on=at.date())]
    allotments = allot(
        map(rule_of, course.seat_rules.all()),
        communes,
        exceptions={unit: share.exception for unit, share in shares.items() if share.exception is not None},
        passed={unit: share.passed for unit, share in shares.items()},
    )
    changed = _put(course, shares, {allotment.unit: allotment for allotment in allotments})
    _promote(shares.values())
    return changed


def _put(course: Course, shares: Mapping[Unit, Share], wanted: Mapping[Unit, Allotment]) -> int:
    open_shares = {unit: share for unit, share in shares.items() if not is_closed(share)}
    gone = [share for unit, share in open_shares.items() if unit not in wanted and _is_idle(share)]
    other = []
    for unit, share in open_shares.items():
        plain = max(0, (share.exception or 0) + share.passed)
        new = wanted.get(unit, Allotment(unit, by_rule=0, seats=plain, villages=share.villages))
        if share not in gone and (share.by_rule, share.seats, share.villages) != (new.by_rule, new.seats, new.villages):
            share.by_rule, share.seats, share.villages = new.by_rule, new.seats, new.villages
            other.append(share)
    _refuse_fewer_than_taken(other)
    only_class = _only_class(course)
    new = [
        Share(
            course=course,
            training_class=only_class,
            area_id=unit.area or None,
            organisation_id=unit.organisation or None,
            villages=allotment.villages,
            by_rule=allotment.by_rule,
            seats=allotment.seats,
        )
        for unit, allotment in wanted.items()
        if unit not in shares
    ]
    Share.objects.bulk_create(new)
    Share.objects.bulk_update(other, ["by_rule", "seats", "villages"], batch_size=200)
    Share.objects.filter(pk__in=[share.pk for share in gone]).delete()
    return len(new) + len(other) + len(gone)


def _only_class(course: Course) -> TrainingClass | None:
    """The class to which every unit goes because there is no other; None where people choose."""
    classes = list(course.classes.exclude(state=ClassState.CANCELLED)[:2])
    return classes[0] if len(classes) == 1 and classes[0].state in ClassState.taking_names() else None


def _promote(shares: Iterable[Share]) -> None:
    moved = seating.promote(share.pk for share in shares if share.pk)
    figures.refresh({person.training_class_id for person in moved})


def _is_idle(share: Share) -> bool:
    """Whether nothing hangs on the share: nobody registered, no list asked for, nothing decided about it."""
    return not (share.taken or share.passed or share.exception is not None or hasattr(share, "list"))


def _refuse_fewer_than_taken(shares: Iterable[Share]) -> None:
    short = [share for share in shares if share.seats < share.taken]
    if not short:
        return
    named = "; ".join(f"{share}: {share.seats} chỗ, đã đăng ký {share.taken}" for share in short[:_NAMED_AT_MOST])
    more = f"; và {len(short) - _NAMED_AT_MOST} đơn vị khác" if len(short) > _NAMED_AT_MOST else ""
    raise Refused(
        f"Chưa lưu: chỉ tiêu mới ít hơn số người đã đăng ký ({named}{more}). Hãy ghi chỉ tiêu riêng cho đơn vị, hoặc "
        "trả lại danh sách để đơn vị bớt người, rồi làm lại."
    )
