"""What waits for a person to act on it, the longest wait first: the ground of the home page and the leader's desk."""

from collections.abc import Iterable, Set

from django.db.models import Max

from documents.querysets import kept_by
from organisations.enums import Issuing
from organisations.models import User
from plans.enums import PlanAct, PlanState
from plans.models import Plan, PlanTransition
from plans.permissions import PERMISSIONS
from plans.steps import STEPS, open_acts

LOOKED_THROUGH = 500
"""So many plans in one state are looked through for those that wait for this very person."""


def waiting_plans(user: User, acts: Set[PlanAct]) -> list[Plan]:
    """Plans on which `user` may do one of `acts` now, the one that waits longest first; one query, or none."""
    if user.organisation_id is None or not any(user.has_perm(name) for act in acts for name in PERMISSIONS[act]):
        return []
    states = {state for act in acts for state in STEPS[act].from_states}
    plans = (
        Plan.objects.visible_to(user)
        .taking_steps()
        .filter(kept_by(user.organisation_id), state__in=states)
        .select_related("organisation", "department", "drafter", "signer", "paper")
        .defer("paper__content")
        .order_by("state_since", "pk")
    )
    return [plan for plan in plans[:LOOKED_THROUGH] if not acts.isdisjoint(open_acts(user, plan))]


def for_leader(user: User) -> list[Plan]:
    """Plans that wait for this leader to approve or sign; those of another signer who has an account are left out."""
    if not user.has_perm("plans.approve_plan"):
        return []
    return [
        plan
        for plan in waiting_plans(user, {PlanAct.APPROVE, PlanAct.SIGN})
        if plan.signer is None or plan.signer.account_id in (user.pk, None)
    ]


def for_clerk(user: User) -> list[Plan]:
    """Plans that wait for the clerk: to be checked, numbered, sealed, issued; on paper also to be noted as signed."""
    if not user.has_perm("plans.check_plan") and not user.has_perm("plans.issue_plan"):
        return []
    return [
        plan
        for plan in waiting_plans(user, {PlanAct.CHECK, PlanAct.SIGN, PlanAct.NUMBER, PlanAct.ISSUE})
        if plan.state != PlanState.APPROVED or plan.paper.issuing == Issuing.PAPER
    ]


def for_head(user: User) -> list[Plan]:
    """Plans that wait for the head of the department to pass them on."""
    return waiting_plans(user, {PlanAct.PASS_ON})


def last_steps(plans: Iterable[Plan]) -> dict[int, PlanTransition]:
    """The last entry of each plan's log, by the plan's id, without the content it keeps; one query."""
    ids = [plan.pk for plan in plans]
    latest = PlanTransition.objects.filter(plan__in=ids).order_by().values("plan").annotate(last=Max("pk"))
    steps = PlanTransition.objects.filter(pk__in=latest.values("last")).select_related("by").defer("content")
    return {step.plan_id: step for step in steps}


def why_here(plan: Plan, step: PlanTransition | None, *, reader: User, days: int) -> str:
    """Say in one line why `plan` comes to `reader`: who sent it, how long ago, to do what, who signs."""
    who = "Ai đó" if step is None else "Bạn" if step.by_id == reader.pk else str(step.by)
    since = f" {days} ngày trước" if days else " hôm nay"
    match plan.state:
        case PlanState.CHECKED:
            what = f"{who} trình bạn duyệt{since}"
        case PlanState.APPROVED:
            on_paper = plan.paper is not None and plan.paper.issuing == Issuing.PAPER
            what = f"{who} đã duyệt{since}, nay chờ ký {'tay' if on_paper else 'số'}"
        case _:
            return f"{plan.get_state_display()}."
    if plan.signer is None:
        return f"{what}."
    signs = "bạn" if plan.signer.account_id == reader.pk else str(plan.signer)
    return f"{what}; người ký: {signs}."


def last_return_by(plan: Plan, user: User) -> PlanTransition | None:
    """The last time `user` sent `plan` back, with what it said then; None when never."""
    return plan.transitions.filter(act=PlanAct.RETURN, by=user).select_related("by").last()
