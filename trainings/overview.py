"""How a campaign stands: who has sent, who is short, who has not begun, who is late."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Max

from trainings.deadlines import is_late, why_closed
from trainings.enums import EnrolmentState, RosterState
from trainings.models import Campaign, Enrolment, Reminder, RosterList


class Stand(StrEnum):
    """What the organiser needs to know about one list, the most pressing first."""

    LATE = "quá hạn"
    NOT_BEGUN = "chưa bắt đầu"
    RETURNED = "bị trả lại"
    IN_WORK = "đang lập"
    SENT = "đã gửi, chờ tiếp nhận"
    ACCEPTED = "đã tiếp nhận"


@dataclass(frozen=True)
class Line:
    """One unit: its list with seats taken, free and waited for."""

    roster: RosterList
    stand: Stand
    seats: int
    taken: int
    waiting: int
    reminded_at: datetime.datetime | None
    is_closed: bool

    @property
    def missing(self) -> int:
        """Seats for which nobody is registered."""
        return max(self.seats - self.taken, 0)

    @property
    def has_sent(self) -> bool:
        return self.stand in (Stand.SENT, Stand.ACCEPTED)

    @property
    def is_short(self) -> bool:
        """Sent, with fewer people than seats."""
        return self.has_sent and self.missing > 0


@dataclass(frozen=True)
class Overview:
    """All units of a campaign."""

    lines: tuple[Line, ...]

    def _count(self, *stands: Stand) -> int:
        return sum(line.stand in stands for line in self.lines)

    @property
    def sent(self) -> int:
        return self._count(Stand.SENT, Stand.ACCEPTED)

    @property
    def to_accept(self) -> int:
        return self._count(Stand.SENT)

    @property
    def accepted(self) -> int:
        return self._count(Stand.ACCEPTED)

    @property
    def short(self) -> int:
        return sum(line.is_short for line in self.lines)

    @property
    def in_work(self) -> int:
        return self._count(Stand.IN_WORK, Stand.RETURNED)

    @property
    def not_begun(self) -> int:
        """Lists without a row, late ones among them."""
        return sum(line.roster.state == RosterState.WAITING for line in self.lines)

    @property
    def late(self) -> int:
        return self._count(Stand.LATE)

    @property
    def without_office(self) -> int:
        return sum(line.roster.office_id is None for line in self.lines)

    @property
    def seats(self) -> int:
        return sum(line.seats for line in self.lines)

    @property
    def taken(self) -> int:
        return sum(line.taken for line in self.lines)

    @property
    def waiting(self) -> int:
        return sum(line.waiting for line in self.lines)

    @property
    def missing(self) -> int:
        return sum(line.missing for line in self.lines)

    @property
    def percent_sent(self) -> int:
        """Whole percent of the lists that were sent; 100 only when all are."""
        return self.sent * 100 // len(self.lines) if self.lines else 0


def overview(campaign: Campaign, *, on: datetime.date) -> Overview:
    """How the lists of `campaign` stand on that day, by code of the area. Three queries."""
    lists = campaign.lists.select_related(
        "share__area", "share__organisation", "share__training_class", "office", "submitted_by"
    )
    return Overview(
        tuple(lines(lists.order_by("share__area__code", "share_id"), on=on, campaigns={campaign.pk: campaign}))
    )


def campaign_sums(campaigns: Iterable[Campaign], *, on: datetime.date) -> list[tuple[Campaign, Overview]]:
    """Each of `campaigns` with how its lists stand; the same number of queries for one and for many."""
    known = {campaign.pk: campaign for campaign in campaigns}
    lists = RosterList.objects.filter(campaign__in=known).select_related("share").order_by("pk").only(*_SUMMED)
    found: dict[int, list[Line]] = {pk: [] for pk in known}
    for line in lines(lists, on=on, campaigns=known):
        found[line.roster.campaign_id].append(line)
    return [(campaign, Overview(tuple(found[pk]))) for pk, campaign in known.items()]


# What sums need of a list. Not `unfinished`: deciphering it for thousands of lists takes longer than the page may.
_SUMMED = ("campaign_id", "office_id", "state", "submitted_at", "late_until", "share__seats", "share__taken")


def lines(lists, *, on: datetime.date, campaigns: Mapping[int, Campaign] | None = None) -> list[Line]:
    """The lines of a queryset of lists (which selects `share`); `campaigns`, by key, are not asked for again."""
    rows = list(lists)
    queued, reminded = _queued(rows), _reminded(rows)
    for row in rows:
        if campaigns is not None:
            row.campaign = campaigns[row.campaign_id]
    return [
        Line(
            roster=row,
            stand=stand_of(row, on=on),
            seats=row.share.seats,
            taken=row.share.taken,
            waiting=queued.get(row.pk, 0),
            reminded_at=reminded.get(row.pk),
            is_closed=bool(why_closed(row, on=on)),
        )
        for row in rows
    ]


def stand_of(roster: RosterList, *, on: datetime.date) -> Stand:
    """How one list stands on that day. Reads `roster.campaign`."""
    if roster.state == RosterState.ACCEPTED:
        return Stand.ACCEPTED
    if roster.state == RosterState.SUBMITTED:
        return Stand.SENT
    if is_late(roster, on=on):
        return Stand.LATE
    if roster.state == RosterState.RETURNED:
        return Stand.RETURNED
    return Stand.NOT_BEGUN if roster.state == RosterState.WAITING else Stand.IN_WORK


def _queued(rows: Iterable[RosterList]) -> dict[int, int]:
    """How many wait for a seat, by list; the few who wait have an index of their own."""
    waiting = Enrolment.objects.filter(roster__in=[row.pk for row in rows], state=EnrolmentState.QUEUED, counts=True)
    return dict(waiting.order_by().values_list("roster").annotate(Count("pk")))


def _reminded(rows: Iterable[RosterList]) -> dict[int, datetime.datetime]:
    found = Reminder.objects.filter(list__in=[row.pk for row in rows]).values("list").annotate(last=Max("at"))
    return {row["list"]: row["last"] for row in found.order_by("list")}
