"""Who may do what with a plan. Reading is `Plan.objects.visible_to(user)`; whether it is the time is `plans.steps`."""

from organisations.enums import Scope
from organisations.models import Organisation, User
from plans.enums import MAKERS_RIGHTS, PlanAct, PlanState
from plans.models import Plan

PERMISSIONS: dict[PlanAct, tuple[str, ...]] = {
    PlanAct.SUBMIT: ("plans.submit_plan",),
    PlanAct.WITHDRAW: ("plans.submit_plan",),
    PlanAct.PASS_ON: ("plans.review_plan",),
    PlanAct.CHECK: ("plans.check_plan",),
    PlanAct.APPROVE: ("plans.approve_plan",),
    PlanAct.SIGN: ("plans.approve_plan", "plans.issue_plan"),
    PlanAct.NUMBER: ("plans.issue_plan",),
    PlanAct.TAKE_BACK_NUMBER: ("plans.issue_plan",),
    PlanAct.SEAL: ("plans.issue_plan",),
    PlanAct.ISSUE: ("plans.issue_plan",),
    PlanAct.CORRECT: ("plans.issue_plan",),
    PlanAct.REPLACE: ("plans.add_plan",),
    PlanAct.RECALL: ("plans.approve_plan",),
}
"""One of these is needed for the act. Returning is the right of whoever has the plan now: RETURNERS."""

RETURNERS: dict[PlanState, str] = {
    PlanState.SUBMITTED: "plans.review_plan",
    PlanState.PASSED: "plans.check_plan",
    PlanState.CHECKED: "plans.approve_plan",
    PlanState.APPROVED: "plans.approve_plan",
}

OF_THE_CLERK = frozenset(
    {
        PlanAct.CHECK,
        PlanAct.SIGN,
        PlanAct.NUMBER,
        PlanAct.TAKE_BACK_NUMBER,
        PlanAct.SEAL,
        PlanAct.ISSUE,
        PlanAct.CORRECT,
    }
)
"""What the clerk of the superior does for a council (Nghị định 30/2020, Điều 15 and 17)."""


def can_create_plan(user: User, organisation: Organisation) -> bool:
    """Whether `user` may write plans of `organisation`: the own one, any for those who see the whole system.

    Who sees the papers of the whole office also writes down those of an office that it continues: its older plans.
    """
    if not user.has_perm("plans.add_plan"):
        return False
    own = user.organisation_id
    is_heir = own is not None and own == organisation.successor_id and user.scope != Scope.DEPARTMENT
    return user.sees_everything or own == organisation.pk or is_heir


def can_begin_plans(user: User) -> bool:
    """Whether there may be an office whose plans `user` writes: shows or hides «Soạn kế hoạch mới»."""
    return user.has_perm("plans.add_plan") and (user.sees_everything or user.organisation_id is not None)


def can_edit_plan(user: User, plan: Plan) -> bool:
    """Whether `user` may change `plan`: of the own office or one that it continues; those who see only their
    department change only its plans and those they draft.

    Says nothing about the time: the wording changes only while `plan.is_editable`.
    """
    if not user.has_perm("plans.change_plan"):
        return False
    return user.reads_all_papers if user.sees_everything else _is_of_the_office(user, plan)


def can_do(user: User, plan: Plan, act: PlanAct, *, state: PlanState | None = None) -> bool:
    """Whether `act` on `plan` is for `user` to do: by permission, and as one of the office that answers for the plan.

    `state` is the plan's own unless given; it only decides who returns. Reads `plan.organisation` and `plan.signer`.
    """
    state = PlanState(state or plan.state)
    names = PERMISSIONS[act] if act != PlanAct.RETURN else filter(None, [RETURNERS.get(state)])
    if not any(user.has_perm(name) for name in names) or not _reads_papers(user):
        return False
    if _is_clerk_of_the_council(user, plan):
        return act in OF_THE_CLERK or (act == PlanAct.RETURN and state == PlanState.PASSED)
    return _is_of_the_office(user, plan) and _is_the_one_for(user, plan, act, state)


def can_comment(user: User, plan: Plan) -> bool:
    """Whether `user` may remark on `plan`: anybody of its office who takes part in making plans."""
    takes_part = any(user.has_perm(right) for right in MAKERS_RIGHTS)
    near = _is_of_the_office(user, plan) or _is_clerk_of_the_council(user, plan)
    return takes_part and near and _reads_papers(user)


def _reads_papers(user: User) -> bool:
    return not user.sees_everything or user.reads_all_papers


def _is_of_the_office(user: User, plan: Plan) -> bool:
    """Whether the office of `user` answers for `plan`: its own, or that of an office which it continues."""
    if user.organisation_id is None:
        return False
    if user.scope == Scope.DEPARTMENT:
        is_near = plan.department_id == user.department_id or plan.drafter_id == user.pk
        return is_near and plan.organisation_id == user.organisation_id
    return user.organisation_id in (plan.organisation_id, plan.organisation.successor_id)


def _is_clerk_of_the_council(user: User, plan: Plan) -> bool:
    """Whether `plan` is of a council under the office of `user`, whose clerk numbers and seals for it."""
    return (
        plan.organisation.is_council
        and user.organisation_id is not None
        and user.organisation_id == plan.organisation.superior_id
        and user.has_perm("plans.issue_plan")
    )


def _heads_the_department(user: User, plan: Plan) -> bool:
    """Whether `user` reviews for the plan's department; who belongs to none reviews for all."""
    return user.department_id is None or plan.department_id in (user.department_id, None)


def _is_the_one_for(user: User, plan: Plan, act: PlanAct, state: PlanState) -> bool:
    """Whether among those of the office who have the permission `act` falls to `user`."""
    match act:
        case PlanAct.SUBMIT:
            falls = can_edit_plan(user, plan)
        case PlanAct.WITHDRAW:
            falls = can_edit_plan(user, plan) and plan.drafter_id in (user.pk, None)
        case PlanAct.PASS_ON:
            falls = _heads_the_department(user, plan)
        case PlanAct.RETURN:
            falls = state != PlanState.SUBMITTED or _heads_the_department(user, plan)
        case PlanAct.APPROVE:
            falls = plan.signer is None or plan.signer.account_id in (user.pk, None)
        case PlanAct.REPLACE:  # an office that goes on replaces its own plans
            falls = user.organisation_id == plan.organisation_id or plan.organisation.valid_to is not None
        case _:
            falls = True
    return falls


def can_see_readers(user: User, plan: Plan) -> bool:
    """Whether `user` may see who looked at the approved `plan` and took its files: its drafter, whoever numbers and
    seals, and those who read the audit trail."""
    return plan.drafter_id == user.pk or user.has_perm("plans.issue_plan") or user.has_perm("audit.view_entry")
