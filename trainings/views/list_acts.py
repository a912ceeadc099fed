"""Acts on the list of one unit: one address each. What is refused is said on the page of the list, nothing is lost."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from audit.recording import record_view
from documents import store
from lib.dates import short_date
from lib.refusals import Refused
from trainings.actions.campaigns import name_office
from trainings.actions.lists import accept_list, attach_scan, permit_late, return_list, submit_list, withdraw_list
from trainings.forms.registration import LateForm, OfficeForm, ReturnForm
from trainings.models import RosterList
from trainings.views.access import filled_list, judged_list, visible_list
from trainings.views.list_page import list_page

LARGEST_SCAN = 60 * 1024 * 1024


@require_POST
def submit(request: HttpRequest, roster_id: int) -> HttpResponse:
    """Send the list."""
    row = filled_list(request, roster_id)
    said = "Đã gửi danh sách. Hãy in bản đã gửi, trình ký, đóng dấu rồi đính kèm bản quét."
    return _do(request, row, lambda at: submit_list(row, by=request.user, at=at), said)


@require_POST
def withdraw(request: HttpRequest, roster_id: int) -> HttpResponse:
    """Take the list back to go on writing."""
    row = filled_list(request, roster_id)
    said = "Đã rút lại danh sách. Sửa xong nhớ gửi lại."
    return _do(request, row, lambda at: withdraw_list(row, by=request.user, at=at), said)


@require_POST
def scan(request: HttpRequest, roster_id: int) -> HttpResponse:
    """Attach the scan of the signed list."""
    row = filled_list(request, roster_id)
    given = request.FILES.getlist("ban_quet")
    if sum(file.size for file in given) > LARGEST_SCAN:
        return list_page(request, row, status=400, refusal="Bản quét nặng quá 60 MB. Hãy quét ở 200–300 dpi.")
    files, name = [file.read() for file in given], given[0].name if given else ""
    said = "Đã đính kèm bản quét."
    return _do(request, row, lambda at: attach_scan(row, files=files, name=name, by=request.user, at=at), said)


@require_GET
def scan_file(request: HttpRequest, roster_id: int) -> HttpResponse:
    """The scan as it was attached; looking at it is noted, for it tells names."""
    row = visible_list(request, roster_id)
    if not row.scan_sha256:
        raise Http404
    record_view(row, by=request.user, at=timezone.now(), act="xem bản quét danh sách")
    response = HttpResponse(store.get(row.scan_sha256), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="danh-sach-da-ky.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def accept(request: HttpRequest, roster_id: int) -> HttpResponse:
    """Accept the list: its people join the class."""
    row = judged_list(request, roster_id)
    return _do(request, row, lambda at: accept_list(row, by=request.user, at=at), f"Đã tiếp nhận {_name(row)}.")


@require_POST
def send_back(request: HttpRequest, roster_id: int) -> HttpResponse:
    """Return the list with a reason."""
    row, form = judged_list(request, roster_id), ReturnForm(request.POST)
    if not form.is_valid():
        return list_page(request, row, status=400, return_form=form)
    said = f"Đã trả lại {_name(row)}. Đơn vị thấy lý do ngay trên trang danh sách."
    return _do(
        request,
        row,
        lambda at: return_list(row, **form.cleaned_data, by=request.user, at=at),
        said,
        return_form=form,
    )


@require_POST
def let_late(request: HttpRequest, roster_id: int) -> HttpResponse:
    """Let the list come after the deadline."""
    row, form = judged_list(request, roster_id), LateForm(request.POST)
    if not form.is_valid():
        return list_page(request, row, status=400, late_form=form)
    said = f"Đã cho {_name(row)} gửi muộn đến hết ngày {short_date(form.cleaned_data['until'])}."
    return _do(
        request, row, lambda at: permit_late(row, **form.cleaned_data, by=request.user, at=at), said, late_form=form
    )


@require_POST
def office(request: HttpRequest, roster_id: int) -> HttpResponse:
    """Say which office makes the list."""
    row, form = judged_list(request, roster_id), OfficeForm(request.POST)
    if not form.is_valid():
        return list_page(request, row, status=400, office_form=form)
    named = form.cleaned_data["office"]
    said = f"{named} lập {_name(row)}." if named else f"{_name(row).capitalize()} chưa có cơ quan lập."
    return _do(request, row, lambda at: name_office(row, office=named, by=request.user, at=at), said, office_form=form)


def _do(request: HttpRequest, row: RosterList, act: Callable, said: str, **context) -> HttpResponse:
    """Do `act`, say so and go back to the list; 409 with the list as it stands now and the sentence when refused."""
    try:
        act(timezone.now())
    except Refused as refusal:
        return list_page(request, visible_list(request, row.pk), status=409, refusal=refusal.sentence, **context)
    messages.success(request, said)
    return redirect("registration:list", row.pk)


def _name(row: RosterList) -> str:
    return f"danh sách {row.share}"
