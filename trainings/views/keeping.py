"""Venues and lecturers that an office keeps: small pages for both."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.refusals import Refused
from trainings.actions.keeping import drop, keep
from trainings.forms.keeping import LecturerForm, VenueForm
from trainings.models import Lecturer, Venue
from trainings.permissions import can_keep

PER_PAGE = 50


@dataclass(frozen=True)
class Kept:
    """A table that an office keeps: its rows, its form, and its words."""

    model: type[Model]
    form: type[forms.ModelForm]
    name: str
    title: str
    one: str


VENUES = Kept(Venue, VenueForm, "venue", "Địa điểm tổ chức lớp", "địa điểm")
LECTURERS = Kept(Lecturer, LecturerForm, "lecturer", "Giảng viên, báo cáo viên", "giảng viên")


@require_safe
def rows(request, kept: Kept):
    """The rows that the person may see, with a form for a new one."""
    _may_look(request, kept)
    return _list_page(request, kept, kept.form() if _may_write(request) else None)


@require_POST
def add(request, kept: Kept):
    """A new row of the own office."""
    if not _may_write(request):
        raise PermissionDenied
    form = kept.form(request.POST, instance=kept.model(organisation=request.user.organisation))
    if not _saved(request, form):
        return _list_page(request, kept, form, status=400)
    return redirect(f"trainings:kept_{kept.name}s")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, kept: Kept, **key: int):
    """Change a row of the own office."""
    _may_look(request, kept)
    row = _row(request, kept, **key)
    if not can_keep(request.user, row):
        raise PermissionDenied
    form = kept.form(request.POST or None, instance=row)
    if request.method == "POST" and _saved(request, form):
        return redirect(f"trainings:kept_{kept.name}s")
    status = 400 if form.errors else 200
    return render(request, "trainings/edit_kept.html", {"kept": kept, "row": row, "form": form}, status=status)


@require_POST
def delete(request, kept: Kept, **key: int):
    """Delete a row that no class names."""
    _may_look(request, kept)
    row = _row(request, kept, **key)
    try:
        drop(row, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, f"Đã xóa {kept.one} «{row}».")
    return redirect(f"trainings:kept_{kept.name}s")


def _row(request, kept: Kept, *, venue_id: int | None = None, lecturer_id: int | None = None) -> Model:
    seen = kept.model.objects.visible_to(request.user).select_related("organisation")
    return get_object_or_404(seen, pk=venue_id or lecturer_id)


def _may_look(request, kept: Kept) -> None:
    if not request.user.has_perm(f"trainings.view_{kept.name}"):
        raise PermissionDenied


def _may_write(request) -> bool:
    return request.user.has_perm("trainings.change_course") and request.user.organisation_id is not None


def _saved(request, form: forms.ModelForm) -> bool:
    if not form.is_valid():
        return False
    try:
        row = keep(form.instance, by=request.user, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return False
    messages.success(request, f"Đã lưu «{row}».")
    return True


def _address(kept: Kept, row: Model) -> str:
    return reverse(f"trainings:{kept.name}_edit", args=[row.pk])


def _list_page(request, kept: Kept, form: forms.ModelForm | None, *, status: int = 200) -> HttpResponse:
    words = request.GET.get("tim", "")[:200]
    found = kept.model.objects.visible_to(request.user).matching(words).select_related("organisation")
    found = found.annotate(used=Count("classes")).order_by(*kept.model._meta.ordering)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "kept": kept,
        "form": form,
        "words": words,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "rows": [(row, _address(kept, row) if can_keep(request.user, row) else "") for row in page],
        "add_address": reverse(f"trainings:{kept.name}_add"),
    }
    return render(request, "trainings/kept.html", context, status=status)
