"""The page of a person: what is known, what he or she took part in, what was merged; writing and forgetting."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.client_address import client_address
from lib.refusals import Refused
from people import actions, permissions, ties
from people.enums import PrivateField
from people.finding import offices_of
from people.forms import PersonForm
from people.masking import masked_all
from people.models import Candidate, Merge, Person
from people.views.access import require_people, visible_person


@require_safe
def person(request, person_id):
    """One person over the years."""
    return _page(request, visible_person(request, person_id))


@require_POST
@never_cache
def show_private(request, person_id):
    """The same page with the personal data in full, for who said why."""
    row = visible_person(request, person_id)
    reason = request.POST.get("ly_do", "")
    at, address = timezone.now(), client_address(request)
    try:
        shown = actions.see_private(row, reason=reason, by=request.user, at=at, address=address)
    except Refused as refusal:
        return _page(request, row, status=400, private_error=refusal.sentence, reason=reason)
    return _page(request, row, private=shown, is_full=True)


@require_POST
def anonymise(request, person_id):
    """Take from the person what tells who he or she was, for good."""
    row = visible_person(request, person_id)
    reason = request.POST.get("ly_do", "")
    at, address = timezone.now(), client_address(request)
    try:
        actions.anonymise(row, reason=reason, by=request.user, at=at, address=address)
    except Refused as refusal:
        return _page(request, row, status=400, forget_error=refusal.sentence, forget_reason=reason)
    messages.success(request, "Đã ẩn danh hồ sơ: họ tên và dữ liệu cá nhân không còn trong hồ sơ và danh sách lớp.")
    return redirect("people:person", row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Write down a person by hand."""
    require_people(request.user)
    if not permissions.can_add(request.user):
        raise PermissionDenied
    blank = Person(keeper=request.user.organisation)
    form = PersonForm(request.POST or None, instance=blank, office_ids=offices_of(request.user))
    if request.method == "POST" and form.is_valid():
        who = {"by": request.user, "at": timezone.now(), "address": client_address(request)}
        try:
            made = actions.add_person(form.plain, private=form.private, **who)
            return redirect("people:person", made.pk)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    return render(request, "people/edit.html", {"form": form}, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, person_id):
    """Put right what is written of a person."""
    row = visible_person(request, person_id)
    if not permissions.can_change(request.user, row):
        raise PermissionDenied
    form = PersonForm(request.POST or None, instance=row, office_ids=offices_of(request.user))
    status = 200
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        who = {"by": request.user, "at": timezone.now(), "address": client_address(request)}
        try:
            actions.change_person(row, form.plain, private=form.private, version=version, **who)
            return redirect("people:person", row.pk)
        except Refused as refusal:
            status = _let_save_again(form, row, version, refusal)
    context = {"form": form, "person": Person.objects.get(pk=row.pk)}
    return render(request, "people/edit.html", context, status=400 if form.errors and status == 200 else status)


def _let_save_again(form: PersonForm, row: Person, version: int, refusal: Refused) -> int:
    """Show why nothing was saved; the next «Lưu» counts on the row as it stands now. Returns the status."""
    form.add_error(None, refusal.sentence)
    stored = Person.objects.values_list("version", flat=True).get(pk=row.pk)
    form.data = form.data.copy()
    form.data["version"] = str(stored)
    return 200 if stored == version else 409


def _page(request, row: Person, *, status: int = 200, **shown):
    user = request.user
    mine = Q(kept=row) | Q(away=row)
    pairs = Candidate.objects.to_be_judged().filter(Q(person=row) | Q(other=row))
    context = {
        "person": row,
        "private": masked_all(row.private),
        "labels": PrivateField,
        "has_private": any(row.private.values()),
        "participations": ties.participations(row.pk, user=user),
        "merges": Merge.objects.filter(mine).select_related("kept", "away", "by", "undone_by"),
        "candidates": pairs.select_related("person__area", "other__area")[:10],
        "may_change": permissions.can_change(user, row),
        "may_merge": permissions.can_merge(user, row),
        "may_see_private": permissions.can_see_private(user, row),
        "may_forget": permissions.can_forget(user, row),
    } | shown
    return render(request, "people/person.html", context, status=status)
