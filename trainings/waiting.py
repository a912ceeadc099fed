"""What waits on the home page for those who register people, and for those who organise."""

import datetime
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from lib.dates import short_date
from lib.waiting import Lack, WaitingItem, WaitingList, waits
from organisations.enums import Role
from organisations.models import User
from trainings.class_duties import class_duties
from trainings.deadlines import last_day, time_left
from trainings.enums import PaperState, RosterState
from trainings.lacks import lacks_of
from trainings.models import Campaign, ClassPaper, RosterList
from trainings.overview import Line, Overview, campaign_sums, lines
from trainings.paper_steps import open_acts
from trainings.progress.home import progress_this_year

SHOWN = 8
STILL_OF_INTEREST = timedelta(days=60)
"""How long after its deadline a campaign stays on the home page of its organiser."""

waits(place=12, first_for=[])(class_duties)
waits(place=25, first_for=[])(progress_this_year)


@waits(place=5, first_for=[Role.REGISTRAR])
def my_lists(user: User, *, roles, at: datetime.datetime) -> WaitingList | None:
    """Lists that the own office has to send, the most pressing first."""
    if user.organisation_id is None or not user.has_perm("trainings.fill_rosterlist"):
        return None
    today = localdate(at)
    found = lines(open_lists(user.organisation_id, on=today).order_by("pk"), on=today)
    found.sort(key=lambda line: (line.roster.state != RosterState.RETURNED, last_day(line.roster), line.roster.pk))
    return WaitingList(
        title="Danh sách phải gửi",
        icon="edit",
        items=tuple(_of_list(line, on=today) for line in found[:SHOWN]),
        if_empty="Không có danh sách nào đang chờ cơ quan bạn lập." if Role.REGISTRAR in roles else "",
        has_more=len(found) > SHOWN,
        more_url=reverse("registration:home"),
    )


@waits(place=13, first_for=[])
def my_campaigns(user: User, *, roles, at: datetime.datetime) -> WaitingList | None:
    """Campaigns of the own office in which something is to be done: lists to accept, units that are late."""
    if user.organisation_id is None or not user.has_perm("trainings.accept_rosterlist"):
        return None
    today = localdate(at)
    campaigns = (
        Campaign.objects.visible_to(user)
        .filter(opened_at__isnull=False, deadline__gte=today - STILL_OF_INTEREST)
        .filter(Q(course__organisation=user.organisation_id) | Q(course__organisation__successor=user.organisation_id))
        .select_related("course")
    )
    sums = campaign_sums(campaigns.order_by("deadline", "pk")[: SHOWN * 4], on=today)
    open_ = [(campaign, found) for campaign, found in sums if found.accepted < len(found.lines)]
    return WaitingList(
        title="Đăng ký học viên đang theo dõi",
        icon="users",
        items=tuple(_of_campaign(campaign, found) for campaign, found in open_[:SHOWN]),
        has_more=len(open_) > SHOWN,
        more_url=reverse("registration:home"),
    )


def open_lists(organisation_id: int, *, on: datetime.date):
    """Lists that an office (or one that it continues) can write in on that day."""
    in_time = Q(campaign__deadline__gte=on, campaign__closed_at=None) | Q(late_until__gte=on)
    return RosterList.objects.filter(
        Q(office=organisation_id) | Q(office__successor=organisation_id),
        in_time,
        state__in=sorted(RosterState.editable()),
        campaign__opened_at__isnull=False,
        campaign__opens_on__lte=on,
    ).select_related("campaign__course", "share__area", "share__organisation", "share__training_class", "office")


def _of_list(line: Line, *, on: datetime.date) -> WaitingItem:
    roster = line.roster
    url = reverse("registration:list", args=[roster.pk])
    return WaitingItem(
        title=f"{roster.share}: {roster.campaign.course.name}",
        url=url,
        facts=(time_left(roster, on=on), f"{line.taken}/{line.seats} người"),
        quote=roster.return_reason if roster.state == RosterState.RETURNED else "",
        lacks=tuple(
            Lack(lack.sentence, url + lack.url if lack.url.startswith("#") else lack.url)
            for lack in lacks_of(line, on=on)
        ),
        percent=line.taken * 100 // line.seats if line.seats else None,
    )


def _of_campaign(campaign: Campaign, found: Overview) -> WaitingItem:
    url = reverse("trainings:campaign", args=[campaign.course_id])
    lacks = []
    if found.to_accept:
        lacks.append(Lack(f"{found.to_accept} danh sách chờ tiếp nhận", url))
    if found.late:
        lacks.append(Lack(f"{found.late} đơn vị quá hạn", url))
    if found.without_office:
        lacks.append(Lack(f"{found.without_office} đơn vị chưa có cơ quan lập", url))
    return WaitingItem(
        title=campaign.course.name,
        url=url,
        facts=(
            f"đã gửi {found.sent}/{len(found.lines)}",
            f"{found.taken}/{found.seats} người",
            f"hạn {short_date(campaign.deadline)}",
        ),
        lacks=tuple(lacks),
        percent=found.percent_sent,
    )


_NEXT_STEPS = {
    PaperState.SUBMITTED: "cần duyệt",
    PaperState.APPROVED: "cần ký",
    PaperState.SIGNED: "cần cấp số, ngày",
    PaperState.NUMBERED: "cần đóng dấu, ban hành",
}


@waits(place=6, first_for=[Role.LEADER, Role.CLERK])
def class_papers(user, *, roles, at) -> WaitingList | None:
    """Papers of classes that this leader has to approve or sign, or this clerk to number, seal and issue."""
    states = []
    if user.has_perm("trainings.approve_classpaper"):
        states += [PaperState.SUBMITTED, PaperState.APPROVED]
    if user.has_perm("trainings.issue_classpaper"):
        states += [PaperState.APPROVED, PaperState.SIGNED, PaperState.NUMBERED]
    if not states or user.organisation_id is None:
        return None
    rows = ClassPaper.objects.visible_to(user).filter(state__in=states).order_by("state_since")
    if not user.has_perm("trainings.issue_classpaper"):
        rows = rows.filter(Q(signer=None) | Q(signer__account=None) | Q(signer__account=user))
    rows = rows.select_related("course", "training_class", "organisation", "signer", "created_by")
    found = [row for row in rows[: SHOWN + 1] if open_acts(user, row)]
    items = tuple(
        WaitingItem(
            title=f"{row.get_kind_display()}: {row.course}",
            url=reverse("trainings:paper", args=[row.pk]),
            facts=(_NEXT_STEPS[PaperState(row.state)], f"do {row.created_by} lập"),
            at=row.state_since,
            at_means="từ",
            days=(at - row.state_since).days,
        )
        for row in found[:SHOWN]
    )
    return WaitingList("Giấy tờ của lớp chờ tôi", items, icon="signature", has_more=len(found) > SHOWN)
