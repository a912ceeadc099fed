"""The list of people, searching it, and taking it home.

What is searched for is sent by POST: a card's number that somebody types must not come to stand in an address, from
where it goes into histories and logs. Words of a name go on to an address that can be kept.
"""

import re
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lib.client_address import client_address
from lib.refusals import Refused
from people import actions, ties
from people.exporting import FORMATS, MOST_ROWS
from people.finding import by_card, offices_of, page_of, spot_from
from people.forms import ExportForm, ListForm
from people.masking import masked_all
from people.models import Candidate, Person
from people.permissions import can_add, can_export
from people.views.access import require_people

_DIGITS = re.compile(r"\d(?:[ .\-]?\d){3,}")
NO_CARD = (
    "Không có hồ sơ nào với số này. Tìm theo số cần đủ 12 số (CCCD) hoặc 9 số (CMND cũ); số điện thoại không tìm được."
)


@require_safe
def people_list(request):
    """A page of the people whom the user may see, by given name."""
    require_people(request.user)
    return render(request, "people/list.html", _list_context(request, request.GET))


@require_POST
def search(request):
    """Lead to who has the card's number that was typed, else to the list of those who are called so."""
    require_people(request.user)
    typed = request.POST.get("q", "")
    if _DIGITS.search(typed):
        found = by_card(offices_of(request.user), typed)
        if found is not None and not request.headers.get("HX-Request"):
            return redirect("people:person", found.pk)
        context = _list_context(request, {}) | {"notice": NO_CARD if found is None else "", "card_found": found}
        return render(request, "people/list.html", context)
    kept = {"q": typed.strip()[:200], "xa": request.POST.get("xa", "")}
    asked = urlencode({name: value for name, value in kept.items() if value})
    return redirect(reverse("people:list") + (f"?{asked}" if asked else ""))


@require_POST
def export(request):
    """The list as it is narrowed, as a file: masked, or in full with a reason."""
    if not can_export(request.user):
        raise PermissionDenied
    form = ExportForm(request.POST)
    asked, offices = _asked(request, request.POST)
    if not form.is_valid():
        return _list_again(request, "Hãy chọn kiểu tệp rồi tải lại.")
    people = page_of(offices, **asked, size=MOST_ROWS + 1, with_keepers=True).people
    kind, in_full, at = form.cleaned_data["kieu"], form.cleaned_data["day_du"], timezone.now()
    why = {"reason": form.cleaned_data["ly_do"], "by": request.user, "at": at, "address": client_address(request)}
    try:
        data = actions.export_people(people, kind=kind, in_full=in_full, **why)
    except Refused as refusal:
        return _list_again(request, refusal.sentence)
    file = HttpResponse(data, content_type=FORMATS[kind]().get_content_type())
    file["Content-Disposition"] = f'attachment; filename="nguoi-tham-gia-{timezone.localdate(at):%Y%m%d}.{kind}"'
    file["Cache-Control"] = "no-store"
    return file


def _list_again(request, sentence: str):
    context = _list_context(request, request.POST) | {"export_error": sentence, "reason": request.POST.get("ly_do", "")}
    return render(request, "people/list.html", context, status=400)


def _asked(request, data) -> tuple[dict, list[int]]:
    offices = offices_of(request.user)
    asked = ListForm(data, office_ids=offices).asked
    area = asked.get("xa")
    return {"words": asked.get("q", ""), "area_id": area.pk if area else None}, offices


def _list_context(request, data) -> dict:
    offices = offices_of(request.user)
    form = ListForm(data, office_ids=offices)
    area, words = form.asked.get("xa"), form.asked.get("q", "")
    spot = spot_from(Person.objects.visible_to(request.user), after=data.get("sau"), before=data.get("truoc"))
    page = page_of(offices, words=words, area_id=area.pk if area else None, spot=spot)
    counted = ties.counts([person.pk for person in page.people])
    kept = {"q": words, "xa": area.pk if area else ""}
    return {
        "form": form,
        "words": words,
        "is_narrowing": bool(words or area),
        "page": page,
        "rows": [(person, masked_all(person.private), counted.get(person.pk, 0)) for person in page.people],
        "kept": urlencode({name: value for name, value in kept.items() if value}),
        "kept_fields": {name: value for name, value in kept.items() if value},
        "may_add": can_add(request.user),
        "may_export": can_export(request.user),
        "has_candidates": Candidate.objects.visible_to(request.user).to_be_judged().exists(),
        "most": MOST_ROWS,
    }
