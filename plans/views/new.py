"""A new plan: from the customary outline or as a copy of an earlier one."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from lib.keys import row_key
from lib.refusals import Refused
from organisations.models import Organisation
from plans import actions
from plans.enums import SectionLevel
from plans.forms import NewPlanForm
from plans.forms.new import FROM_PLAN
from plans.models import Plan
from plans.moving_years import move_years
from plans.permissions import can_create_plan

COPIES_OFFERED = 8
CUSTOMARY_CHAPTERS = ("MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG THỰC HIỆN", "KINH PHÍ", "TỔ CHỨC THỰC HIỆN")


@require_http_methods(["GET", "HEAD", "POST"])
def new_plan(request):
    """Ask what the new plan is about; make it and open it."""
    visible = Plan.objects.visible_to(request.user)
    form = NewPlanForm(
        request.POST or None,
        organisations=_organisations(request.user, on=timezone.localdate()),
        sources=visible,
        on=timezone.localdate(),
        initial=_from_source(visible, request.GET.get("sao-chep"), on=timezone.localdate()),
    )
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("plans:detail", _make(form.cleaned_data, by=request.user, at=timezone.now()).pk)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    chosen = visible.filter(pk=row_key(form["source"].value())).select_related("organisation").first()
    context = {"form": form, "chosen": chosen, "candidates": _candidates(visible, "")}
    return render(request, "plans/new.html", context, status=400 if form.errors else 200)


@require_safe
def copy_candidates(request):
    """Plans that may be copied, found by words of their title."""
    visible = Plan.objects.visible_to(request.user)
    context = {"candidates": _candidates(visible, request.GET.get("tim", "")), "searched": True}
    return render(request, "plans/_copy_candidates.html", context)


def _organisations(user, *, on) -> list[Organisation]:
    """The offices of today that `user` writes for; the own one also when it has ended, so that the form can say so."""
    offices = [o for o in Organisation.objects.existing_on(on) if can_create_plan(user, o)]
    if not offices and user.organisation and can_create_plan(user, user.organisation):
        offices = [user.organisation]
    if not offices:
        raise PermissionDenied
    return offices


@transaction.atomic
def _make(asked: dict, *, by, at) -> Plan:
    """Make the plan that the form asks for: a copy of another plan, or the customary chapters."""
    head = {name: asked[name] for name in ("organisation", "title", "year_from", "year_to", "programme")}
    if asked["start"] == FROM_PLAN:
        source, year = asked["source"], head.pop("year_from")
        if head["title"] == _title_in(source, _next_year(source, on=localdate(at))):
            head["title"] = _title_in(source, year)  # as proposed, for another year than proposed
        return actions.copy_plan(source, year=year, by=by, at=at, **head)
    if by.department and by.department.abbreviation and by.organisation_id == head["organisation"].pk:
        head["archive"] = f"VT, {by.department.abbreviation}"
    plan = actions.create_plan(by=by, at=at, **head)
    for title in CUSTOMARY_CHAPTERS:
        actions.add_section(plan, after=None, level=SectionLevel.ROMAN, title=title, by=by, at=at)
    return plan


def _candidates(visible, words: str):
    return (
        visible.matching(words).select_related("organisation").order_by("-is_template", "-updated_at")[:COPIES_OFFERED]
    )


def _from_source(visible, source_id: str | None, *, on) -> dict:
    """What the form starts with when the person pressed «Sao chép» on a plan: the years that follow it."""
    source = visible.filter(pk=row_key(source_id)).first()
    if source is None:
        return {}
    first = _next_year(source, on=on)
    last = first + source.year_to - source.year_from
    years = {"year_from": first, "year_to": last if last > first else None}
    title = _title_in(source, first)
    return {"start": FROM_PLAN, "source": source.pk, "title": title, "programme": source.programme_id} | years


def _next_year(source: Plan, *, on) -> int:
    """The year proposed for a plan made from `source`: the one after it, for a template not one that is over."""
    return max(source.year_to + 1, on.year) if source.is_template else source.year_to + 1


def _title_in(source: Plan, year: int) -> str:
    return move_years(source.title, first=source.year_from, last=source.year_to, by=year - source.year_from)
