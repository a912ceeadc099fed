"""The checklist of a plan: whether its printed pages may be issued as they look."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents import conformity
from documents.enums import JobState
from documents.examining import examine_print, examined
from documents.models import Job
from plans.views import prints
from plans.views.access import visible_plan


@require_safe
def checklist(request, plan_id):
    """Every rule of the decree that the printed pages were examined for, with what was found."""
    plan = visible_plan(request, plan_id)
    now = prints.state(plan)
    report = _report(now)
    if report is None:
        # The pages beside ask for the print of a draft; of an approved plan they may show a signed file instead.
        asks = plan.paper_id is not None and now.pdf is None and now.job is None
        return render(request, "plans/_checklist.html", {"plan": plan, "waiting": True, "asks": asks})
    ticks = conformity.checklist(report)
    context = {
        "plan": plan,
        "report": report,
        "findings": [_shown(finding) for finding in (*report.errors, *report.warnings)],
        "groups": [(group.value, ticks[group]) for group in ticks],
        "examined": sum(tick.state != "skipped" for group in ticks.values() for tick in group),
    }
    return render(request, "plans/_checklist.html", context)


def _report(now: prints.PrintState) -> conformity.Report | None:
    """What the examination of this print says; None while it is being printed, or the worker is examining it."""
    if now.pdf is None:
        return None
    report = examined(now.key)
    if report is None and not Job.objects.filter(key=now.key, state=JobState.RUNNING).exists():
        report = examine_print(now.key, now.pdf, now.content)
    return report


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
