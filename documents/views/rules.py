"""«Quy tắc kiểm tra nội dung»: what documents are checked by, and what an office has switched off."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from documents import actions
from documents.checking import RULES, Family
from documents.forms import SwitchOffForm
from documents.models import SwitchedOffRule
from documents.permissions import can_switch_rules
from lib.keys import row_key
from lib.refusals import Refused
from organisations.models import Organisation


@require_safe
def rule_list(request):
    """All rules by family; those that the office has switched off with the reason."""
    return _page(request, _office(request, request.GET))


@require_POST
def switch_off(request, rule):
    """Switch a rule off for an office, with the reason."""
    office = _office_to_change(request, rule)
    form = SwitchOffForm(request.POST, auto_id=f"{rule}-%s")
    if not form.is_valid():
        return _page(request, office, unsent=(rule, form), status=400)
    try:
        actions.switch_rule_off(rule, organisation=office, by=request.user, at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
        return _page(request, office, unsent=(rule, form), status=409)
    messages.success(request, f"Đã tắt quy tắc «{RULES[rule].name}».")
    return _back(office, rule)


@require_POST
def switch_on(request, rule):
    """Switch a rule on again."""
    office = _office_to_change(request, rule)
    actions.switch_rule_on(rule, organisation=office, by=request.user, at=timezone.now())
    messages.success(request, f"Đã bật lại quy tắc «{RULES[rule].name}».")
    return _back(office, rule)


def _office(request, asked) -> Organisation | None:
    """The office asked for by those who keep several, else the own one."""
    key = row_key(asked.get("co-quan"))
    return Organisation.objects.kept_by(request.user).filter(pk=key).first() if key else request.user.organisation


def _office_to_change(request, rule: str) -> Organisation:
    """The office of a post; 404 for no such rule or office, 403 for whoever only reads."""
    if rule not in RULES:
        raise Http404
    office = get_object_or_404(Organisation.objects.kept_by(request.user), pk=row_key(request.POST.get("co-quan")))
    if not can_switch_rules(request.user, office):
        raise PermissionDenied
    return office


def _back(office: Organisation, rule: str) -> HttpResponse:
    return redirect(f"{reverse('rules:list')}?co-quan={office.pk}#{rule}")


def _page(request, office: Organisation | None, *, unsent=("", None), status: int = 200) -> HttpResponse:
    may_switch = office is not None and can_switch_rules(request.user, office)
    off = {row.rule: row for row in SwitchedOffRule.objects.filter(organisation=office).select_related("by")}
    rows = [
        (its, off.get(its.key), unsent[1] if its.key == unsent[0] else SwitchOffForm(auto_id=f"{its.key}-%s"))
        for its in RULES.values()
    ]
    keeps_more = request.user.has_perm("documents.change_switchedoffrule")
    offices = Organisation.objects.kept_by(request.user).existing_on(timezone.localdate()) if keeps_more else ()
    context = {
        "office": office,
        "offices": offices if keeps_more and (office is None or len(offices) > 1) else (),
        "may_switch": may_switch,
        "families": [(family, own) for family in Family if (own := [row for row in rows if row[0].family == family])],
        "count": len(rows),
        "off": len([row for row in rows if row[1]]),
        "wrong": unsent[0],
    }
    return render(request, "documents/rules.html", context, status=status)
