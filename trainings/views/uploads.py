"""Files of names: give one for a list or a class, see its faults, keep its right rows, take the bad ones away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.models import Job
from documents.workbooks import EXCEL_TYPE
from lib.downloads import as_download
from lib.refusals import Refused
from trainings.actions import uploads as acts
from trainings.enums import UploadState
from trainings.forms.uploads import GiveFileForm, chosen_columns, rows_apart
from trainings.models import RosterList, TrainingClass, Upload
from trainings.permissions import can_fill, can_hold
from trainings.rosters.opening import LARGEST_FILE
from trainings.rosters.templates import bad_rows_sheet, blank_form
from trainings.uploading import KEPT, asks_of, faults_of, job_key
from trainings.views.upload_page import checked_context


@require_http_methods(["GET", "HEAD", "POST"])
def give_for_list(request: HttpRequest, roster_id: int) -> HttpResponse:
    """Ask for a file for the list of a unit; read it."""
    return _give(request, _list(request, roster_id))


@require_http_methods(["GET", "HEAD", "POST"])
def give_for_class(request: HttpRequest, class_id: int) -> HttpResponse:
    """Ask the organiser for a file for a class; read it."""
    return _give(request, _class(request, class_id))


def _give(request: HttpRequest, target: RosterList | TrainingClass) -> HttpResponse:
    form = GiveFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = acts.give_file(target, name=file.name, data=file.read(), by=request.user, at=timezone.now())
            return redirect("registration:uploaded", upload.pk)
        except Refused as refusal:
            form.add_error("file", refusal.sentence)
    earlier = target.uploads.exclude(state=UploadState.DISCARDED).defer("rows", "faults", "data").select_related("by")
    context = _place(target) | {"form": form, "earlier": earlier[:10], "kept_days": KEPT.days}
    context["most_mb"] = LARGEST_FILE // 1024**2
    return render(request, "trainings/uploads/give.html", context, status=400 if form.errors else 200)


@require_safe
def list_form(request: HttpRequest, roster_id: int) -> HttpResponse:
    """The form of a list as .xlsx, made for its unit."""
    return _blank_form(_list(request, roster_id))


@require_safe
def class_form(request: HttpRequest, class_id: int) -> HttpResponse:
    """The form of a class as .xlsx."""
    return _blank_form(_class(request, class_id))


def _blank_form(target: RosterList | TrainingClass) -> HttpResponse:
    place = _place(target)
    title = target.campaign.title if isinstance(target, RosterList) else target.course.name
    seats = target.share.seats if isinstance(target, RosterList) else target.seats or 0
    data = blank_form(title=title, unit=place["unit"], asks=asks_of(target), rows=min(max(seats, 20), 500))
    return as_download(data, name=f"mau-danh-sach-{target.pk}.xlsx", content_type=EXCEL_TYPE)


@require_safe
def uploaded(request: HttpRequest, upload_id: int) -> HttpResponse:
    """Where a file stands: being read (the page asks again by itself), its columns and faults, or stored."""
    upload = _upload(request, upload_id)
    waits = upload.state in {UploadState.READING, UploadState.STORING}
    context = _place(upload.roster or upload.training_class) | {"upload": upload, "waits": waits}
    if waits:
        context["job"] = job = Job.objects.filter(key=job_key(upload)).first()
        context["has_failed"] = job is not None and job.state == "failed"
        is_asked_again = request.headers.get("HX-Request") == "true"
        page = "trainings/uploads/_progress.html" if is_asked_again else "trainings/uploads/waiting.html"
        return render(request, page, context)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Refresh": "true"})
    context |= checked_context(upload, page=request.GET.get("trang"), only=request.GET.get("loi", ""))
    return render(request, "trainings/uploads/checked.html", context)


@require_POST
def columns(request: HttpRequest, upload_id: int) -> HttpResponse:
    """Say what the columns of a file are."""
    upload = _upload(request, upload_id)
    return _acted(
        request, upload,
        lambda at: acts.choose_columns(upload, chosen_columns(request.POST.dict()), by=request.user, at=at),
    )  # fmt: skip


@require_POST
def keep(request: HttpRequest, upload_id: int) -> HttpResponse:
    """Store the right rows of a file."""
    upload = _upload(request, upload_id)
    apart, suggestions = rows_apart(request.POST.getlist("khac")), bool(request.POST.get("de-nghi"))
    return _acted(
        request, upload,
        lambda at: acts.keep_rows(upload, apart=apart, suggestions=suggestions, by=request.user, at=at),
    )  # fmt: skip


@require_POST
def drop(request: HttpRequest, upload_id: int) -> HttpResponse:
    """Forget a file."""
    upload = _upload(request, upload_id)
    try:
        acts.drop_file(upload, by=request.user, at=timezone.now())
        messages.success(request, f"Đã bỏ tệp «{upload}».")
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    return redirect(_place(upload.roster or upload.training_class)["give_url"])


@require_POST
def bad_rows(request: HttpRequest, upload_id: int) -> HttpResponse:
    """The rows with errors as .xlsx, each with what is wrong, to be mended and given again."""
    upload = _upload(request, upload_id)
    try:
        acts.note_bad_rows(upload, reason=request.POST.get("ly-do", ""), by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("registration:uploaded", upload.pk)
    data = bad_rows_sheet(upload.rows, upload.columns["told"], faults_of(upload))
    return as_download(data, name=f"dong-sai-{upload.pk}.xlsx", content_type=EXCEL_TYPE)


def _acted(request: HttpRequest, upload: Upload, act) -> HttpResponse:
    try:
        act(timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("registration:uploaded", upload.pk)


def _list(request: HttpRequest, roster_id: int) -> RosterList:
    """The list, or Http404 when this person may not see it, or PermissionDenied when others fill it in."""
    lists = RosterList.objects.visible_to(request.user).select_related(
        "campaign__course__organisation", "share__area", "share__organisation", "office"
    )
    roster = get_object_or_404(lists, pk=roster_id)
    if not can_fill(request.user, roster):
        raise PermissionDenied
    return roster


def _class(request: HttpRequest, class_id: int) -> TrainingClass:
    """The class, or Http404 when this person may not see it, or PermissionDenied when others organise it."""
    classes = TrainingClass.objects.visible_to(request.user).select_related("course__organisation", "course__campaign")
    training_class = get_object_or_404(classes, pk=class_id)
    if not can_hold(request.user, training_class):
        raise PermissionDenied
    return training_class


def _upload(request: HttpRequest, upload_id: int) -> Upload:
    """The file with its list or class: found and forbidden as these are."""
    upload = get_object_or_404(Upload.objects.select_related("by"), pk=upload_id)
    if upload.roster_id is not None:
        upload.roster = _list(request, upload.roster_id)
    else:
        upload.training_class = _class(request, upload.training_class_id)
    return upload


def _place(target: RosterList | TrainingClass) -> dict:
    """Where a file belongs, for heads and links."""
    if isinstance(target, RosterList):
        return {
            "unit": str(target.share),
            "place_name": f"Danh sách {target.share}",
            "place_url": reverse("registration:list", args=[target.pk]),
            "course": target.campaign.course,
            "give_url": reverse("registration:upload", args=[target.pk]),
            "form_url": reverse("registration:blank_form", args=[target.pk]),
            "free": target.share.free,
        }
    return {
        "unit": str(target.course.organisation),
        "place_name": target.title,
        "place_url": reverse("trainings:class", args=[target.pk]),
        "course": target.course,
        "give_url": reverse("trainings:class_upload", args=[target.pk]),
        "form_url": reverse("trainings:class_blank_form", args=[target.pk]),
        "free": None,
    }
