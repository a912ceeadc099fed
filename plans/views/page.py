"""The plan: where it is, what may be done, its outline with remarks, facts and history, beside its printed pages."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from audit.models import Entry
from documents.freezing import number_of
from plans.activity_doors import doors
from plans.enums import PlanState
from plans.findings import findings_of
from plans.forms.findings import ReasonForm
from plans.forms.steps import CommentForm, Offer, offers
from plans.models import Plan
from plans.page_panels import panels_of
from plans.permissions import can_comment, can_edit_plan, can_see_readers
from plans.remarks import threads
from plans.stations import days_waiting, holders, stations
from plans.steps import why_locked
from plans.views.access import visible_plan
from plans.views.outlines import outline
from plans.views.panels import findings_panel
from plans.views.signing import signed_facts, signing_call
from plans.views.workspace import workspace

EDITS_SHOWN = 8
LOOKS_SHOWN = 20


@require_safe
def detail(request, plan_id):
    """State, acts, outline, log; the printed pages and the checklist come afterwards."""
    return detail_page(request, visible_plan(request, plan_id))


def detail_page(
    request,
    plan: Plan,
    *,
    refused: Offer | None = None,
    remark: CommentForm | None = None,
    answer: tuple[str, ReasonForm | None] = ("", None),
    status: int = 200,
) -> HttpResponse:
    """The page of `plan`. `refused` is an act, `remark` a remark, `answer` what was said to a finding: none could be
    taken, and what was typed comes back."""
    findings = findings_of(plan, on=timezone.localdate())
    talk = threads(plan, reader=request.user)
    if remark is not None:
        talk[_section_of(remark)].unsent = remark
    log = list(plan.transitions.select_related("by").defer("content"))
    shows_readers = plan.paper_id is not None and can_see_readers(request.user, plan)
    rests = not plan.is_editable and can_edit_plan(request.user, plan)
    context = {
        "stations": stations(plan),
        "holders": holders(plan),
        "days": days_waiting(plan, timezone.now()),
        "number": number_of(plan.paper) if plan.paper else None,
        "signing_call": signing_call(request.user, plan),
        "offers": offers(request.user, plan, refused=refused, findings=findings),
        "locked_because": why_locked(plan, log[-1] if log else None) if rests else "",
        "replaced_by": plan.replacements.only("title") if plan.state in PlanState.in_public() else (),
        "log": log,
        "may_comment": can_comment(request.user, plan),
        "whole": talk[0],
        "outline": [(row, heading, talk[row.section.pk]) for row, heading in outline(plan)],
        "appendices": plan.appendices.defer("body", "table"),
        "doors": doors(request.user, plan),
        "panels": panels_of(plan, user=request.user),
        "shows_readers": shows_readers,
        "looks": Entry.objects.about(plan).looks()[:LOOKS_SHOWN] if shows_readers else (),
        "edits": plan.edits.select_related("by").defer("before", "after")[:EDITS_SHOWN],
    }
    context |= signed_facts(plan) | findings_panel(request, plan, answer=answer, now=findings)
    return workspace(request, plan, "plans/detail.html", tab="detail", status=status, **context)


def _section_of(remark: CommentForm) -> int:
    section = remark.cleaned_data.get("section")
    return section.pk if section else 0
