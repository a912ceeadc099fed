"""Two versions of a plan, or two plans, beside each other: what was added and removed, on screen and as PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.comparing import Change, compare, shortened
from documents.rendering.comparisons import render_comparison
from plans.models import Plan
from plans.versions import NOW, Version, other_plans, plan_label, version, versions_of
from plans.views.access import visible_plan
from plans.views.handing_out import as_file, note_view

CHANGES_SHOWN = 300


@require_safe
def comparison(request, plan_id):
    """Choose what to compare, and see what differs."""
    plan = visible_plan(request, plan_id)
    own, words = versions_of(plan, user=request.user), request.GET.get("tim", "")[:200]
    old_key = request.GET.get("cu") or (own[1].key if len(own) > 1 else "")
    compared = _compared(request, plan, old_key) if old_key else None
    context = {
        "plan": plan,
        "own": own,
        "others": other_plans(plan, user=request.user, words=words),
        "words": words,
        "old_key": old_key,
        "new_key": request.GET.get("moi") or NOW,
    }
    if compared:
        old, new, changes = compared
        shown = [Change(c.place, c.kind, shortened(c.pieces, around=20)) for c in changes[:CHANGES_SHOWN]]
        context |= {"old": old, "new": new, "changes": shown, "more": max(0, len(changes) - CHANGES_SHOWN)}
    return render(request, "plans/comparison.html", context)


@require_safe
def comparison_pdf(request, plan_id):
    """The same as a file to print."""
    plan = visible_plan(request, plan_id)
    old, new, changes = _compared(request, plan, request.GET.get("cu") or NOW)
    pdf = render_comparison(changes, title=plan_label(plan), old=old.label, new=new.label)
    response: HttpResponse = as_file(plan, pdf, ending=" – so sánh.pdf")
    return response


def _compared(request: HttpRequest, plan: Plan, old_key: str) -> tuple[Version, Version, tuple[Change, ...]]:
    """Both versions and what differs between them. Raises Http404 for one that this person may not see."""
    found = [version(plan, key, user=request.user) for key in (old_key, request.GET.get("moi") or NOW)]
    if None in found:
        raise Http404
    (old, before), (new, after) = found
    for read in (plan, old.other, new.other):
        if read is not None:
            note_view(request, read)
    return old, new, compare(before, after)
