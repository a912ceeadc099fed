"""The head of a plan: title, years, place and date, opening, closing, recipients, signer."""

from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from lib.refusals import Refused
from plans import actions
from plans.actions import StaleEdit
from plans.forms import HeadForm
from plans.models import Plan
from plans.views import answers
from plans.views.access import editable_plan
from plans.views.workspace import workspace


@require_safe
def edit(request, plan_id):
    """The form of the head."""
    plan = editable_plan(request, plan_id)
    return _page(request, plan, _form(plan))


@require_POST
def save(request, plan_id):
    """Save the head."""
    plan = editable_plan(request, plan_id)
    form = _form(Plan.objects.select_related("organisation").get(pk=plan.pk), request.POST)
    if not form.is_valid():
        return answers.invalid(request, form, page=lambda: _page(request, plan, form))
    fields = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    version, back = form.cleaned_data["version"], reverse("plans:head", args=[plan.pk])
    try:
        stored = actions.save_head(plan, fields, version=version, by=request.user, at=timezone.now())
    except StaleEdit as stale:
        action = reverse("plans:head_save", args=[plan.pk])
        return answers.conflict(request, plan, form=form, current=stale.current, action=action, back=back)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return answers.invalid(request, form, page=lambda: _page(request, plan, form))
    return answers.saved(request, to=back, form=form, fresh={"version": stored.version})


def _form(plan: Plan, data=None) -> HeadForm:
    return HeadForm(data, instance=plan, on=timezone.localdate())


def _page(request, plan: Plan, form: HeadForm):
    return workspace(request, plan, "plans/edit_head.html", tab="head", form=form)
