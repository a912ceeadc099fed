"""Acts on a campaign: set it up, open it, let new units in, say who registers, close it.

The row of the campaign is locked before those of its lists.
"""

import datetime
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from audit.enums import EntryKind
from audit.recording import record
from lib.dates import short_date
from lib.refusals import Refused
from organisations.models import Organisation, User
from trainings.enums import ClassState, RosterState
from trainings.models import Campaign, Course, RosterList, Share, TrainingClass
from trainings.offices import offices_for
from trainings.permissions import can_organise

STALE = "Đợt đăng ký vừa được người khác sửa. Hãy tải lại trang, xem bản hiện tại rồi sửa tiếp."


@transaction.atomic
def save_campaign(course: Course, *, by: User, at: datetime.datetime, version: int | None = None, **values) -> Campaign:
    """Set the campaign of `course` up, or change it, and return it; `values` are fields of Campaign.

    `version` is what the person saw, None for a new one. Saving the same again changes nothing.
    Raises PermissionDenied; Refused when somebody else was faster; ValidationError with sentences by field.
    """
    _require(course, by=by)
    campaign = Campaign.objects.select_for_update().filter(course=course).first() or Campaign(course=course)
    before = {name: getattr(campaign, name) for name in values}
    if campaign.pk and before == values:
        return campaign
    if campaign.pk and version != campaign.version:
        raise Refused(STALE)
    for name, value in values.items():
        setattr(campaign, name, value)
    campaign.version += 1 if campaign.pk else 0
    campaign.course = course
    campaign.full_clean()
    campaign.save()
    if campaign.opened_at is not None and before["registers"] != campaign.registers:
        _name_offices(campaign, on=localdate(at), only_untouched=True)
    changes = [
        {"of": "Đợt đăng ký", "field": Campaign._meta.get_field(name).verbose_name, "was": was, "now": values[name]}
        for name, was in before.items()
        if was != values[name]
    ]
    _note("sửa đợt đăng ký", campaign, by=by, at=at, details={"changes": changes})
    return campaign


@transaction.atomic
def open_campaign(campaign: Campaign, *, by: User, at: datetime.datetime) -> int:
    """Make a list for every unit that has seats, find its office, and take registrations; return how many lists were
    added. Opened again, it only adds the lists of units that came later.

    Raises PermissionDenied; Refused without seats, or when the deadline is over.
    """
    campaign = _locked(campaign, by=by)
    if campaign.deadline < localdate(at):
        raise Refused(f"Hạn gửi {short_date(campaign.deadline)} đã qua. Hãy sửa hạn gửi rồi mở đăng ký.")
    if not campaign.course.shares.filter(seats__gt=0).exists():
        raise Refused("Chưa có chỉ tiêu nào: hãy lập quy tắc và tính chỉ tiêu ở trang «Chỉ tiêu» trước.")
    added = _add_lists(campaign, on=localdate(at))
    is_new = campaign.opened_at is None or campaign.closed_at is not None
    if is_new:
        campaign.opened_at, campaign.opened_by, campaign.closed_at = campaign.opened_at or at, by, None
        campaign.save(update_fields=["opened_at", "opened_by", "closed_at"])
        planned = TrainingClass.objects.filter(course=campaign.course, state=ClassState.PLANNED)
        planned.update(state=ClassState.OPEN, state_since=at)
    if added or is_new:
        _note("mở đăng ký", campaign, by=by, at=at, details={"lists": added})
    return added


@transaction.atomic
def close_campaign(campaign: Campaign, *, by: User, at: datetime.datetime) -> None:
    """Take no more lists, permissions aside. Closed already: nothing happens. Raises PermissionDenied, Refused."""
    campaign = _locked(campaign, by=by)
    if campaign.opened_at is None:
        raise Refused("Đợt đăng ký này chưa mở.")
    if campaign.closed_at is None:
        campaign.closed_at = at
        campaign.save(update_fields=["closed_at"])
        _note("đóng đăng ký", campaign, by=by, at=at)


@transaction.atomic
def name_office(roster: RosterList, *, office: Organisation | None, by: User, at: datetime.datetime) -> RosterList:
    """Let `office` make `roster`. Raises PermissionDenied; Refused when the list was sent already."""
    row = RosterList.objects.select_for_update(of=("self",)).select_related("campaign__course__organisation", "share")
    row = row.filter(pk=roster.pk).first()
    if row is None:
        raise Refused("Danh sách này không còn: hãy tải lại trang.")
    _require(row.campaign.course, by=by)
    if row.office_id == (office.pk if office else None):
        return row
    if row.state not in RosterState.editable():
        raise Refused("Danh sách này đã gửi. Muốn đổi cơ quan lập thì trả lại danh sách trước.")
    before, row.office, row.version = row.office, office, row.version + 1
    row.save(update_fields=["office", "version"])
    change = {"of": str(row), "field": "cơ quan lập danh sách", "was": str(before or ""), "now": str(office or "")}
    _note("đổi cơ quan lập danh sách", row.campaign, by=by, at=at, details={"changes": [change]})
    return row


def proposed(course: Course, *, on: datetime.date) -> dict[str, object]:
    """What a campaign that is not set up yet could say: the form by the kind of course, a fortnight from `on`."""
    year = course.activity.plan.years
    what = "HỌC TẬP, TRAO ĐỔI KINH NGHIỆM" if course.is_tour else "TẬP HUẤN"
    who = "" if course.is_tour else "ĐẠI BIỂU "
    return {
        "opens_on": on,
        "deadline": on + timedelta(days=14),
        "form": "II" if course.is_tour else "I",
        "title": f"DANH SÁCH {who}ĐĂNG KÝ THAM GIA {what} NĂM {year}\n{course.name.upper()}",
    }


def _add_lists(campaign: Campaign, *, on: datetime.date) -> int:
    shares = campaign.course.shares.filter(list=None, seats__gt=0).select_related("area", "organisation")
    shares = list(shares.order_by("pk"))
    offices = offices_for(shares, registers=campaign.registers, on=on)
    lists = [RosterList(campaign=campaign, share=share, office=offices[share.pk]) for share in shares]
    return len(RosterList.objects.bulk_create(lists))


def _name_offices(campaign: Campaign, *, on: datetime.date, only_untouched: bool) -> None:
    """Find the offices anew for the lists that nobody has begun."""
    lists = RosterList.objects.select_for_update(of=("self",)).filter(campaign=campaign).order_by("pk")
    lists = list(lists.filter(state=RosterState.WAITING) if only_untouched else lists)
    shares = Share.objects.filter(list__in=lists).select_related("area", "organisation")
    offices = offices_for(shares, registers=campaign.registers, on=on)
    for row in lists:
        row.office = offices[row.share_id]
    RosterList.objects.bulk_update(lists, ["office"])


def _locked(campaign: Campaign, *, by: User) -> Campaign:
    rows = Campaign.objects.select_for_update(of=("self",)).select_related("course__organisation")
    row = rows.filter(pk=campaign.pk).first()
    if row is None:
        raise Refused("Đợt đăng ký này không còn: hãy tải lại trang.")
    _require(row.course, by=by)
    return row


def _require(course: Course, *, by: User) -> None:
    if not can_organise(by, course):
        raise PermissionDenied


def _note(act: str, campaign: Campaign, *, by: User, at: datetime.datetime, details: dict | None = None) -> None:
    organisation = campaign.course.organisation_id
    record(EntryKind.CHANGE, act=act, by=by, at=at, row=campaign, organisation_id=organisation, details=details)
