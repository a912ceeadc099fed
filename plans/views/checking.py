"""The checklist of a plan: whether its printed pages may be issued as they look."""

from django.core.cache import caches
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents import conformity
from documents.content import Content
from plans.models import Plan
from plans.views import prints
from plans.views.access import visible_plan


@require_safe
def checklist(request, plan_id):
    """Every rule of the decree that the printed pages were examined for, with what was found."""
    plan = visible_plan(request, plan_id)
    now = prints.state(plan)
    if now.pdf is None:
        return render(request, "plans/_checklist.html", {"plan": plan, "waiting": True})
    report = _report(plan, now)
    ticks = conformity.checklist(report)
    context = {
        "plan": plan,
        "report": report,
        "findings": [_shown(finding) for finding in (*report.errors, *report.warnings)],
        "groups": [(group.value, ticks[group]) for group in ticks],
        "examined": sum(tick.state != "skipped" for group in ticks.values() for tick in group),
    }
    return render(request, "plans/_checklist.html", context)


def _report(plan: Plan, now: prints.PrintState) -> conformity.Report:
    """What the examination of this print says; the same print of the same plan is examined once."""
    expected = _expected(plan, now.content)
    name = f"report-{now.key}-{expected.issued}"
    return caches["papers"].get_or_set(name, lambda: conformity.study(now.pdf, expected=expected))


def _expected(plan: Plan, content: Content) -> conformity.Expected:
    """What the plan's own rows say about number, date and signature."""
    return conformity.Expected(
        issued=None if plan.is_transcript else False,
        signature_lines=content.signature.lines,
        signer_name=content.signature.name,
    )


def _shown(finding: conformity.Finding) -> dict:
    """A finding for the page; `place` as «x0 y0 x1 y1» in mm from the top left of the sheet."""
    rule = conformity.RULES.get(finding.rule)
    return {
        "name": f"Quy định {rule.number}: {rule.name}" if rule else "Tệp không đọc được",
        "is_error": finding.severity == conformity.Severity.ERROR,
        "page": finding.page,
        "place": " ".join(f"{side:.1f}" for side in finding.place) if finding.place else "",
        "sentence": finding.sentence,
    }
