"""Until when a list may be written and sent. A deadline means the end of its day in Vietnam."""

import datetime

from lib.dates import short_date
from trainings.models import RosterList


def last_day(roster: RosterList) -> datetime.date:
    """The last day on which `roster` may be sent: the campaign's deadline, or later with a permission.

    Reads `roster.campaign`.
    """
    return max(filter(None, (roster.campaign.deadline, roster.late_until)))


def days_left(roster: RosterList, *, on: datetime.date) -> int:
    """Whole days between `on` and the last day: 0 on the last day itself, negative when it is over."""
    return (last_day(roster) - on).days


def is_late(roster: RosterList, *, on: datetime.date) -> bool:
    """Whether the deadline of the campaign is over and the list was not sent, permission or not."""
    return not roster.submitted_at and on > roster.campaign.deadline


def why_closed(roster: RosterList, *, on: datetime.date) -> str:
    """Why nothing can be written in `roster` on that day, as a sentence that says what to do; empty when it can.

    Says nothing about the state of the list.
    """
    campaign = roster.campaign
    is_permitted = roster.late_until is not None and on <= roster.late_until
    if campaign.opened_at is None:
        return "Đợt đăng ký này chưa mở."
    if on < campaign.opens_on:
        return f"Đợt đăng ký mở từ ngày {short_date(campaign.opens_on)}."
    if is_permitted:
        return ""
    if campaign.closed_at is not None:
        return "Đợt đăng ký đã đóng. Cần bổ sung thì đề nghị cơ quan tổ chức cho phép gửi muộn."
    if on > last_day(roster):
        return (
            f"Đã quá hạn gửi (hết ngày {short_date(last_day(roster))}). Hãy đề nghị cơ quan tổ chức cho phép gửi muộn."
        )
    return ""


def time_left(roster: RosterList, *, on: datetime.date) -> str:
    """How long there is: «còn 5 ngày», «hết hôm nay», «quá hạn 2 ngày», «từ ngày 01/3/2024»."""
    if on < roster.campaign.opens_on:
        return f"mở từ ngày {short_date(roster.campaign.opens_on)}"
    left = days_left(roster, on=on)
    if left == 0:
        return "hết hôm nay là hết hạn"
    return f"còn {left} ngày" if left > 0 else f"quá hạn {-left} ngày"
