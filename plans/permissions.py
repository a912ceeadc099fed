"""Who may do what with a plan. Reading is `Plan.objects.visible_to(user)`."""

from organisations.enums import Scope
from organisations.models import Organisation, User
from plans.models import Plan


def can_create_plan(user: User, organisation: Organisation) -> bool:
    """Whether `user` may write plans of `organisation`: the own one, or any for those who see the whole system."""
    return user.has_perm("plans.add_plan") and (user.sees_everything or user.organisation_id == organisation.pk)


def can_begin_plans(user: User) -> bool:
    """Whether there may be an office whose plans `user` writes: shows or hides «Soạn kế hoạch mới»."""
    return user.has_perm("plans.add_plan") and (user.sees_everything or user.organisation_id is not None)


def can_edit_plan(user: User, plan: Plan) -> bool:
    """Whether `user` may change `plan`: of the own office or one that it continues; those who see only their
    department change only its plans and those they draft."""
    if not user.has_perm("plans.change_plan"):
        return False
    if user.sees_everything:
        return user.reads_all_papers
    if user.organisation_id is None:
        return False
    if user.scope == Scope.DEPARTMENT:
        is_near = plan.department_id == user.department_id or plan.drafter_id == user.pk
        return is_near and plan.organisation_id == user.organisation_id
    return user.organisation_id in (plan.organisation_id, plan.organisation.successor_id)
