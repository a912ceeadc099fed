"""The appendices of a plan."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lib.refusals import Refused
from plans import actions
from plans.actions import StaleEdit
from plans.forms import AppendixForm
from plans.models import Plan, PlanAppendix
from plans.views import answers
from plans.views.access import editable_plan
from plans.views.workspace import workspace

NEW_TITLE = "Tên phụ lục"


@require_safe
def edit(request, plan_id):
    """All appendices, ready to be written in."""
    return _page(request, editable_plan(request, plan_id))


@require_POST
def save(request, plan_id, appendix_id):
    """Save one appendix."""
    plan = editable_plan(request, plan_id)
    appendix = plan.appendices.filter(pk=appendix_id).first()
    back = reverse("plans:appendices", args=[plan.pk]) + f"#phu-luc-{appendix_id}"
    if appendix is None:
        return answers.gone(request, plan, what="Phụ lục", back=back)
    form = _form(appendix, request.POST)
    if not form.is_valid():
        return answers.invalid(request, form, page=lambda: _page(request, plan, bound=form))
    fields = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    version = form.cleaned_data["version"]
    try:
        stored = actions.save_appendix(appendix, fields, version=version, by=request.user, at=timezone.now())
    except StaleEdit as stale:
        action = reverse("plans:appendix_save", args=[plan.pk, appendix_id])
        return answers.conflict(request, plan, form=form, current=stale.current, action=action, back=back)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return answers.invalid(request, form, page=lambda: _page(request, plan, bound=form))
    return answers.saved(request, to=back, form=form, fresh={"version": stored.version})


@require_POST
def change(request, plan_id, appendix_id, act):
    """Move an appendix up or down, or delete it; its text travels along and is saved first."""
    plan = editable_plan(request, plan_id)
    appendix = plan.appendices.filter(pk=appendix_id).first()
    if appendix is None:
        return answers.gone(request, plan, what="Phụ lục", back=reverse("plans:appendices", args=[plan.pk]))
    if act != "xoa" and "title" in request.POST and _form(appendix, request.POST).has_changed():
        kept = save(request, plan_id, appendix_id)
        if kept.status_code >= 400:
            return kept
    return _done(request, plan, partial(APPENDIX_ACTS[act], appendix))


@require_POST
def add(request, plan_id):
    """A new appendix at the end."""
    plan = editable_plan(request, plan_id)
    return _done(request, plan, partial(actions.add_appendix, plan, title=NEW_TITLE))


APPENDIX_ACTS = {
    "len": partial(actions.move_appendix, step=-1),
    "xuong": partial(actions.move_appendix, step=1),
    "xoa": actions.delete_appendix,
}


def _done(request, plan: Plan, act) -> HttpResponse:
    """Do `act` and go back to the appendices; what is refused is said there."""
    outcome = None
    try:
        outcome = act(by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    place = f"?moi={outcome.pk}#phu-luc-{outcome.pk}" if isinstance(outcome, PlanAppendix) else ""
    return redirect(reverse("plans:appendices", args=[plan.pk]) + place)


def _form(appendix: PlanAppendix, data=None) -> AppendixForm:
    return AppendixForm(data, instance=appendix, auto_id=f"phu-luc-{appendix.pk}-%s")


def _page(request, plan: Plan, *, bound: AppendixForm | None = None) -> HttpResponse:
    rows = []
    for appendix in plan.appendices.all():
        form = bound if bound is not None and bound.instance.pk == appendix.pk else _form(appendix)
        if request.GET.get("moi") == str(appendix.pk):
            form.fields["title"].widget.attrs["autofocus"] = True
        rows.append({"appendix": appendix, "form": form})
    return workspace(request, plan, "plans/edit_appendices.html", tab="appendices", rows=rows)
