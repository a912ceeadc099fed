"""Phụ lục I or II of one unit as a file: filled in or blank, masked or, for a reason, in full."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from documents.actions import request_print
from documents.papers import paper
from people.enums import PrivateField
from trainings.forms.lists import FORMATS, FullListForm
from trainings.models import RosterList
from trainings.papers import parts
from trainings.papers.forms import BlankRosterForm, RosterForm, filled_form
from trainings.permissions import can_take_full_list
from trainings.views.access import visible_list
from trainings.views.handing_out import Printout, hand_out, hand_out_full


@require_safe
def form_papers(request, roster_id):
    """What can be printed of the list."""
    return _page(request, visible_list(request, roster_id))


@require_safe
def form(request, roster_id, format):
    """The filled form, masked."""
    return hand_out(request, _printout(visible_list(request, roster_id), RosterForm.key), format)


@require_safe
def blank(request, roster_id):
    """The blank form; `dang` says as what file (pdf, docx, xlsx)."""
    printout = _printout(visible_list(request, roster_id), BlankRosterForm.key)
    return hand_out(request, printout, request.GET.get("dang", "pdf"))


@require_POST
def print_form(request, roster_id):
    """Ask the worker to print a long list; back to where it is waited for."""
    row = visible_list(request, roster_id)
    request_print(RosterForm.key, row.pk, by=request.user, at=timezone.now())
    return redirect("registration:form_pdf", row.pk)


@require_POST
def full_form(request, roster_id):
    """The filled form with personal data in full, for a reason."""
    row = visible_list(request, roster_id)
    if not can_take_full_list(request.user, row):
        raise PermissionDenied
    asked = FullListForm(request.POST)
    if not asked.is_valid():
        return _page(request, row, form=asked, status=400)
    printout = _printout(row, RosterForm.key)
    return hand_out_full(request, printout, filled_form(printout.row, reveal=True), **asked.cleaned_data)


def _printout(row: RosterList, key: str) -> Printout:
    source = paper(key)
    what = "mẫu trống" if key == BlankRosterForm.key else "danh sách"
    return Printout(
        source=source,
        row=source.find(row.pk),
        name=f"Phụ lục {row.campaign.form}, {what} – {row.share}",
        organisation_id=row.campaign.course.organisation_id,
        ask_url=reverse("registration:form_print", args=[row.pk]),
        back_url=reverse("registration:form_papers", args=[row.pk]),
        has_people=key != BlankRosterForm.key,
    )


def _page(request, row: RosterList, *, form: FullListForm | None = None, status: int = 200):
    asks_private = any(field in PrivateField.values for field in parts.asked(row.campaign.course))
    may = asks_private and can_take_full_list(request.user, row)
    context = {"roster": row, "formats": FORMATS, "form": (form or FullListForm()) if may else None}
    return render(request, "trainings/form_papers.html", context, status=status)
