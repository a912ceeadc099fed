"""«Kiểm tra nội dung»: what the checks find in a plan, put right or let stand; what still has to be confirmed."""

from functools import partial
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lib.refusals import Refused
from plans import actions
from plans.forms.findings import ReasonForm
from plans.models import Plan
from plans.views.access import editable_plan, visible_plan
from plans.views.page import detail_page
from plans.views.panels import findings_panel

PAGES = frozenset({"detail", "head", "bases", "sections", "activity", "appendices"})


@require_safe
def panel(request, plan_id):
    """The panel as it stands now: asked for by the editor when it opens, and after every save."""
    return _panel(request, visible_plan(request, plan_id))


@require_POST
def fix(request, plan_id):
    """Put what is suggested where it is quoted, and show the part of the plan where that was."""
    plan = editable_plan(request, plan_id)
    asked = {name: request.POST.get(name, "") for name in ("mark", "place", "suggestion")}
    try:
        found = actions.fix_finding(plan, **asked, by=request.user, at=timezone.now())
    except Refused as refusal:
        return _refused(request, plan, refusal.sentence)
    messages.success(request, "Đã sửa. Bấm «Hoàn tác» nếu sửa nhầm.")
    return redirect(_open_page(request, plan) or found.address)


@require_POST
def set_aside(request, plan_id):
    """Let a finding stand, with the reason."""
    plan = editable_plan(request, plan_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _refused(request, plan, "", form=form, status=400)
    act = partial(actions.set_finding_aside, plan, **form.cleaned_data)
    return _done(request, plan, act, form=form)


@require_POST
def take_up(request, plan_id, aside_id):
    """Take back that a finding stands."""
    plan = editable_plan(request, plan_id)
    aside = get_object_or_404(plan.set_aside, pk=aside_id)
    return _done(request, plan, partial(actions.take_finding_up, aside))


@require_POST
def confirm(request, plan_id, confirmation_id):
    """Note that something taken over from elsewhere is right."""
    plan = editable_plan(request, plan_id)
    confirmation = get_object_or_404(plan.confirmations, pk=confirmation_id)
    return _done(request, plan, partial(actions.settle_confirmation, confirmation))


def _done(request, plan: Plan, act, *, form: ReasonForm | None = None) -> HttpResponse:
    """Do `act` and show the panel again; what is refused is said there, with what was typed."""
    try:
        act(by=request.user, at=timezone.now())
    except Refused as refusal:
        return _refused(request, plan, refusal.sentence, form=form)
    page = reverse("plans:detail", args=[plan.pk])
    if request.headers.get("HX-Request") and _open_page(request, plan) != page:
        return _panel(request, plan)
    return redirect(f"{page}#kiem-tra-noi-dung")  # where the question before submission changes too


def _refused(request, plan: Plan, sentence: str, *, form: ReasonForm | None = None, status: int = 409) -> HttpResponse:
    """The panel as things stand now, with the sentence at its head."""
    plan = visible_plan(request, plan.pk)
    if not request.headers.get("HX-Request"):
        return detail_page(request, plan, answer=(sentence, form), status=status)
    response = _panel(request, plan, answer=(sentence, form), status=status)
    response["HX-Retarget"] = response["HX-Reselect"] = "#findings"
    response["HX-Reswap"] = "outerHTML"
    return response


def _panel(request, plan: Plan, *, answer=("", None), status: int = 200) -> HttpResponse:
    context = findings_panel(request, plan, answer=answer) | {"plan": plan, "alone": True}
    return render(request, "plans/_findings.html", context, status=status)


def _open_page(request, plan: Plan) -> str:
    """The page of `plan` on which a script pressed the button; "" when there was no script, or it is no such page."""
    path = urlsplit(request.headers.get("HX-Current-URL", "")).path
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    return path if match.kwargs.get("plan_id") == plan.pk and match.url_name in PAGES else ""
