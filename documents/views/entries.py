"""Single lines of the register: register a document made elsewhere, fill in its dispatch, cancel its number."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Max, Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents import actions
from documents.enums import OfficialKind
from documents.forms import CompletionForm, RegistrationForm
from documents.models import Register
from documents.papers import pages_of
from documents.permissions import can_change_entry, can_register
from documents.views.access import may_read_registers, own_entry, visible_entry
from lib.refusals import Refused
from organisations.models import Organisation, Post


@require_http_methods(["GET", "HEAD", "POST"])
@may_read_registers
def new_entry(request):
    """Ask what the document is; give it a number."""
    today, offices = timezone.localdate(), _offices(request.user)
    form = RegistrationForm(request.POST or None, organisations=offices, on=today)
    is_twin = False
    if request.method == "POST" and form.is_valid():
        try:
            entry = actions.register_document(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            is_twin = isinstance(refusal, actions.AlreadyRegistered)
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"Đã cấp số {entry}. Hãy ghi số và ngày này lên văn bản.")
            return redirect("documents:entry", entry.pk)
    context = {
        "form": form,
        "is_twin": is_twin or bool(request.POST.get("is_another")),
        "kinds": OfficialKind.labels,
        "signers": Post.objects.filter(organisation__in=offices).existing_on(today).order_by("capacity", "person_name"),
        "registers": _last_numbers(offices, today.year),
        "year": today.year,
    }
    return render(request, "documents/new_entry.html", context, status=400 if form.errors else 200)


@require_safe
@may_read_registers
def entry_page(request, entry_id):
    """Everything about one line, and the form by which it is completed."""
    return _page(request, visible_entry(request, entry_id))


@require_POST
def save_entry(request, entry_id):
    """Write dispatch, receipt and the like into the line."""
    entry = own_entry(request, entry_id)
    form = CompletionForm(request.POST, instance=entry, on=timezone.localdate())
    if not form.is_valid():
        return _page(request, entry, form=form, status=400)
    version = form.cleaned_data["version"]
    try:
        actions.complete_entry(entry, form.changes, version=version, by=request.user, at=timezone.now())
    except actions.StaleEntry as stale:
        return _page(request, visible_entry(request, entry_id), form=form, stored=stale.current, status=409)
    messages.success(request, f"Đã ghi vào sổ, dòng {entry}.")
    return redirect("documents:entry", entry.pk)


@require_POST
def cancel_entry(request, entry_id):
    """Cancel the number; the line stays."""
    entry = own_entry(request, entry_id)
    reason = request.POST.get("reason", "").strip()[:300]
    if not reason:
        messages.error(request, "Hủy số phải ghi lý do, vì số đã hủy vẫn nằm trong sổ.")
        return _page(request, entry, status=400, is_cancelling=True)
    actions.cancel_registered(entry, reason=reason, by=request.user, at=timezone.now())
    messages.success(request, f"Đã hủy số {entry}. Số này không cấp lại.")
    return redirect("documents:entry", entry.pk)


def _page(request, entry, *, form=None, stored=None, status=200, is_cancelling=False):
    may_change = can_change_entry(request.user, entry.organisation) and not entry.cancelled_at
    if form is None and may_change:
        form = CompletionForm(instance=entry, on=timezone.localdate())
    if stored is not None:  # the person decides with both texts in sight; saving again follows the stored one
        form.data = form.data.copy()
        form.data["version"] = stored.version
    address = pages_of([entry.paper], user=request.user).get(entry.paper_id, "") if entry.paper_id else ""
    context = {
        "entry": entry,
        "form": form if may_change else None,
        "stored": [(form[name].label, _shown(stored, name)) for name in form.changes] if stored else [],
        "address": address,
        "may_cancel": may_change and not entry.paper_id,
        "is_cancelling": is_cancelling,
    }
    return render(request, "documents/entry.html", context, status=status)


def _shown(entry, name: str):
    value = getattr(entry, name)
    return "–" if value in (None, "") else value


def _offices(user) -> list[Organisation]:
    """The offices whose registers `user` keeps, the own one first. Raises PermissionDenied when there is none."""
    own = user.organisation_id
    kept = Q(pk=own) | Q(successor=own) | Q(superior=own, is_council=True)
    rows = Organisation.objects.filter(kept).order_by("name", "valid_from") if own else Organisation.objects.none()
    offices = sorted((o for o in rows if can_register(user, o)), key=lambda o: o.pk != own)
    if not offices:
        raise PermissionDenied
    return offices


def _last_numbers(offices: list[Organisation], year: int):
    """The registers of the year with the highest number of each."""
    registers = Register.objects.filter(organisation__in=offices, year=year).select_related("organisation")
    return registers.annotate(highest=Max("entries__number")).order_by("organisation__name", "series_key")
