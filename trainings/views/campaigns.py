"""The tab «Đăng ký» of a course: the campaign is set up, looked over at a glance, and led."""

import secrets
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lib.refusals import Refused
from trainings.actions.campaigns import close_campaign, open_campaign, proposed, save_campaign
from trainings.actions.lists import accept_lists
from trainings.actions.passing import move_up, pass_seats
from trainings.actions.reminding import remind
from trainings.forms.registration import CampaignForm, PassSeatsForm
from trainings.models import Campaign, Course
from trainings.overview import overview
from trainings.permissions import can_organise
from trainings.views.access import organised_course, visible_course
from trainings.views.frames import course_page


@require_safe
def campaign(request: HttpRequest, course_id: int) -> HttpResponse:
    """The campaign with its lists, or the form that begins one."""
    return campaign_page(request, visible_course(request, course_id))


def campaign_page(request: HttpRequest, course: Course, *, status: int = 200, refusal: str = "", **context):
    """The campaign as it stands now; acts that are refused show it again, with the sentence and their form."""
    row, today = Campaign.objects.filter(course=course).first(), timezone.localdate()
    if row is not None:
        row.course = course
    found = overview(row, on=today) if row else None
    if can_organise(request.user, course):
        if "form" not in context:
            initial = {"version": row.version} if row else proposed(course, on=today)
            context["form"] = CampaignForm(instance=row, initial=initial)
        if found and found.lines and "pass_form" not in context:
            context["pass_form"] = PassSeatsForm(course=course, initial={"nonce": secrets.token_hex(16)})
    seats = course.shares.filter(seats__gt=0, list=None).count()
    context |= {"campaign": row, "sum": found, "new_units": seats, "refusal": refusal, "today": today}
    return course_page(request, course, "trainings/campaign.html", tab="campaign", status=status, **context)


@require_POST
def save(request: HttpRequest, course_id: int) -> HttpResponse:
    """Set the campaign up, or change it."""
    course = organised_course(request, course_id)
    form = CampaignForm(request.POST, instance=Campaign.objects.filter(course=course).first())
    if not form.is_valid():
        return campaign_page(request, course, status=400, form=form)
    values = dict(form.cleaned_data)
    version = values.pop("version")
    try:
        save_campaign(course, by=request.user, at=timezone.now(), version=version, **values)
    except Refused as refusal:
        return campaign_page(request, course, status=409, refusal=refusal.sentence, form=form)
    except ValidationError as error:
        form.add_error(None, error)
        return campaign_page(request, course, status=400, form=form)
    messages.success(request, "Đã lưu đợt đăng ký.")
    return redirect("trainings:campaign", course.pk)


@require_POST
def open_(request: HttpRequest, course_id: int) -> HttpResponse:
    """Open the registration, or let units in that came later."""
    row = _campaign(request, course_id)
    return _do(request, row, lambda at: f"Đã mở đăng ký: thêm {open_campaign(row, by=request.user, at=at)} danh sách.")


@require_POST
def close(request: HttpRequest, course_id: int) -> HttpResponse:
    """Take no more lists."""
    row = _campaign(request, course_id)
    said = "Đã đóng đăng ký. Đơn vị nào cần gửi muộn thì cho phép riêng ở danh sách của đơn vị đó."
    return _do(request, row, lambda at: close_campaign(row, by=request.user, at=at) or said)


@require_POST
def accept_all(request: HttpRequest, course_id: int) -> HttpResponse:
    """Accept every list that was sent."""
    row = _campaign(request, course_id)
    return _do(
        request, row, lambda at: f"Đã tiếp nhận {len(accept_lists(row, by=request.user, at=at))} danh sách đã gửi."
    )


@require_POST
def send_reminders(request: HttpRequest, course_id: int) -> HttpResponse:
    """Remind whoever has not sent the list."""
    row, home = _campaign(request, course_id), request.build_absolute_uri("/")

    def act(at):
        done = remind(row, by=request.user, at=at, home=home)
        rest = f" {done.without_address} đơn vị chưa có địa chỉ thư: hãy gửi công văn." if done.without_address else ""
        return f"Đã ghi đôn đốc {done.lists} danh sách, thư đang gửi tới {done.addresses} địa chỉ.{rest}"

    return _do(request, row, act)


@require_POST
def pass_on(request: HttpRequest, course_id: int) -> HttpResponse:
    """Pass seats on from one unit to another."""
    row = _campaign(request, course_id)
    form = PassSeatsForm(request.POST, course=row.course)
    if not form.is_valid():
        return campaign_page(request, row.course, status=400, pass_form=form)
    done = form.cleaned_data
    said = f"Đã chuyển {done['seats']} chỗ từ {done['giver']} sang {done['receiver']}."
    return _do(request, row, lambda at: pass_seats(**done, by=request.user, at=at) and said, pass_form=form)


@require_POST
def call_waiting(request: HttpRequest, course_id: int) -> HttpResponse:
    """Give free seats to those who wait in the same unit."""
    row = _campaign(request, course_id)
    return _do(request, row, lambda at: f"{move_up(row.course, by=request.user, at=at)} người chờ đã có chỗ.")


def _campaign(request: HttpRequest, course_id: int) -> Campaign:
    course = visible_course(request, course_id)
    if not can_organise(request.user, course):
        raise PermissionDenied
    row = Campaign.objects.filter(course=course).first()
    if row is None:
        raise Http404
    row.course = course
    return row


def _do(request: HttpRequest, row: Campaign, act: Callable[..., str], **context) -> HttpResponse:
    """Do `act`, which returns what is said, and go back; 409 with the sentence when it is refused."""
    try:
        messages.success(request, act(timezone.now()))
    except Refused as refusal:
        return campaign_page(request, row.course, status=409, refusal=refusal.sentence, **context)
    return redirect("trainings:campaign", row.course_id)
