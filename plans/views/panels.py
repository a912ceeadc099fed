"""What the panel «Kiểm tra nội dung» shows of a plan."""

from django.utils import timezone

from plans.enums import PlanState
from plans.findings import PlanFindings, findings_of
from plans.forms.findings import ReasonForm
from plans.models import Plan
from plans.origins import Spot
from plans.permissions import can_edit_plan


def findings_panel(
    request, plan: Plan, *, answer: tuple[str, ReasonForm | None] = ("", None), now: PlanFindings | None = None
) -> dict:
    """The context of the panel for whoever asks. `answer` is the sentence by which something was refused and the form
    that it was typed in, `now` what is found, when that is known already.

    From approval on only what was let stand is told: the wording does not change any more.
    """
    findings = now or findings_of(plan, on=timezone.localdate())
    is_frozen = plan.state in PlanState.frozen()
    confirmations = () if is_frozen else plan.confirmations.filter(settled_at=None).select_related("activity")
    refusal, form = answer
    return {
        "findings": PlanFindings(findings.aside) if is_frozen else findings,
        "confirmations": [(row, _spot(row).address(plan)) for row in confirmations],
        "may_answer": plan.is_editable and can_edit_plan(request.user, plan),
        "is_frozen": is_frozen,
        "refusal": refusal,
        "unsent": form,
    }


def _spot(row) -> Spot:
    """Where the words of a confirmation stand in the editor."""
    if row.activity_id:
        return Spot("activity", row_id=row.activity_id, section_id=row.activity.section_id)
    if row.section_id:
        return Spot("sections", element=f"muc-{row.section_id}", section_id=row.section_id)
    if row.basis_id:
        return Spot("bases", element=f"can-cu-{row.basis_id}")
    if row.appendix_id:
        return Spot("appendices", element=f"phu-luc-{row.appendix_id}")
    return Spot("head")
