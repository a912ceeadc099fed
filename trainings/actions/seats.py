"""Acts on seats: rules, shares computed from them, exceptions, seats passed on, units put into classes."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.enums import EntryKind
from audit.recording import record
from lib.refusals import Refused
from organisations.models import User
from trainings import seating
from trainings.models import Course, RosterList, Share
from trainings.permissions import can_organise
from trainings.seat_rules import Allotment, Commune, Rule, Unit, allot
from trainings.territory import communes_of

_NAMED_AT_MOST = 5


@transaction.atomic
def compute_shares(course: Course, *, by: User, at: datetime.datetime) -> list[Share]:
    """Give every unit of `course` the seats that rules and exceptions say today, and return all shares.

    Exceptions, seats passed on and classes stay. A unit that no rule concerns any more goes when nothing hangs on it,
    else its rules give 0. Doing it again changes nothing. Raises PermissionDenied; Refused, and changes nothing, when
    units would have fewer seats than people. Who waits for a seat moves up where there are more now.
    """
    course = _locked_course(course, by=by)
    before = _locked_shares(course)
    changed = _put(course, before, _allotments(course, before, on=at.date()))
    seating.promote(share.pk for share in before.values())
    if changed:
        record(EntryKind.CHANGE, act="tính chỉ tiêu", by=by, at=at, row=course, details={"đơn vị": changed})
    return list(course.shares.select_related("area", "organisation", "training_class"))


def _locked_course(course: Course, *, by: User) -> Course:
    """The row of `course`, locked until the transaction ends. The first lock of every act on seats."""
    rows = Course.objects.select_for_update(of=("self",))
    row = rows.select_related("organisation", "area", "activity__plan").get(pk=course.pk)
    if not can_organise(by, row):
        raise PermissionDenied
    return row


def _locked_shares(course: Course) -> dict[Unit, Share]:
    """The shares of `course`: first their lists are locked, then they, so that nobody takes a seat meanwhile."""
    list(RosterList.objects.select_for_update().filter(share__course=course).order_by("pk"))
    shares = Share.objects.select_for_update(of=("self",)).select_related("area", "organisation", "list")
    return {unit_of(share): share for share in shares.filter(course=course).order_by("pk")}


def unit_of(share: Share) -> Unit:
    """Whose seats these are."""
    return Unit(area=share.area_id or 0, organisation=share.organisation_id or 0)


def _allotments(course: Course, shares: dict[Unit, Share], *, on: datetime.date) -> list[Allotment]:
    rules = [
        Rule(
            rule.basis,
            rule.seats,
            Unit(area=rule.area_id or 0, organisation=rule.organisation_id or 0)
            if rule.area_id or rule.organisation_id
            else None,
        )
        for rule in course.seat_rules.all()
    ]
    communes = [Commune(Unit(area=area.pk), area.village_count) for area in communes_of(course, on=on)]
    return allot(
        rules,
        communes,
        exceptions={unit: share.exception for unit, share in shares.items() if share.exception is not None},
        passed={unit: share.passed for unit, share in shares.items()},
    )


def _put(course: Course, shares: dict[Unit, Share], allotments: Iterable[Allotment]) -> int:
    """Write what was allotted; return how many shares are new, other or gone. Raises Refused."""
    wanted = {allotment.unit: allotment for allotment in allotments}
    gone = [share for unit, share in shares.items() if unit not in wanted and _is_idle(share)]
    other = []
    for unit, share in shares.items():
        if share in gone:
            continue
        plain = max(0, (share.exception or 0) + share.passed)
        new = wanted.get(unit, Allotment(unit, by_rule=0, seats=plain, villages=share.villages))
        if (share.by_rule, share.seats, share.villages) != (new.by_rule, new.seats, new.villages):
            share.by_rule, share.seats, share.villages = new.by_rule, new.seats, new.villages
            other.append(share)
    _refuse_fewer_than_taken(other)
    new = [
        Share(
            course=course,
            area_id=allotment.unit.area or None,
            organisation_id=allotment.unit.organisation or None,
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
        f"Chưa tính lại: chỉ tiêu mới ít hơn số người đã đăng ký ({named}{more}). Hãy ghi chỉ tiêu riêng cho đơn vị, "
        "hoặc trả lại danh sách để đơn vị bớt người, rồi tính lại."
    )
