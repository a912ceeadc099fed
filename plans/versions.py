"""What a plan said at some moment: now, when it was submitted, returned, approved; or what another plan says."""

from dataclasses import dataclass

from django.utils.timezone import localtime

from documents.content import Content, from_json
from documents.papers import paper
from organisations.models import User
from plans.enums import MAKERS_RIGHTS, PlanAct
from plans.models import Plan, PlanTransition

NOW = "nay"
OTHERS_OFFERED = 30


@dataclass(frozen=True)
class Version:
    """A version that may be compared; `key` names it in addresses: «nay», «buoc-12», «ke-hoach-7». `other` is the plan
    that says it, when it is another one."""

    key: str
    label: str
    other: Plan | None = None


def versions_of(plan: Plan, *, user: User) -> tuple[Version, ...]:
    """The versions of `plan` that `user` may read, the latest first; one query."""
    steps = _steps(plan, user).defer("content").order_by("-id")
    return (Version(NOW, "Bản hiện nay"), *(Version(f"buoc-{step.pk}", _step_label(step)) for step in steps))


def other_plans(plan: Plan, *, user: User, words: str) -> tuple[Version, ...]:
    """Other plans that `user` sees and whose titles hold `words`, those of the same office and programme first."""
    seen = Plan.objects.visible_to(user).mentioning(words).exclude(pk=plan.pk).select_related("organisation")
    rows = list(seen.order_by("-year_from", "search_key", "id")[: 4 * OTHERS_OFFERED])
    rows.sort(key=lambda row: (row.organisation_id != plan.organisation_id, row.programme_id != plan.programme_id))
    return tuple(Version(f"ke-hoach-{row.pk}", plan_label(row)) for row in rows[:OTHERS_OFFERED])


def version(plan: Plan, key: str, *, user: User) -> tuple[Version, Content] | None:
    """The version of that key with what it says; None for one that does not exist or that `user` may not see."""
    kind, _, number = key.rpartition("-")
    if key == NOW:
        return Version(NOW, "Bản hiện nay"), paper("plan").content(plan)
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    if kind == "buoc":
        step = _steps(plan, user).filter(pk=int(number)).first()
        return step and (Version(key, _step_label(step)), from_json(step.content))
    if kind == "ke-hoach":
        other = Plan.objects.visible_to(user).select_related("organisation").filter(pk=int(number)).first()
        return other and (Version(key, plan_label(other), other), paper("plan").content(other))
    return None


def plan_label(plan: Plan) -> str:
    """«Thực hiện … năm 2020 (Ban Dân tộc tỉnh Quảng Trị, năm 2020)»."""
    return f"{plan.title} ({plan.organisation}, năm {plan.years}{', bản mẫu' if plan.is_template else ''})"


def _steps(plan: Plan, user: User):
    """Steps that kept what the plan said; who takes no part in making plans reads none from before approval."""
    steps = plan.transitions.exclude(content="").select_related("by")
    return steps if any(user.has_perm(right) for right in MAKERS_RIGHTS) else steps.filter(act=PlanAct.APPROVE)


def _step_label(step: PlanTransition) -> str:
    return f"Lúc {step.by} {step.get_act_display()}, {localtime(step.at):%H:%M ngày %d/%m/%Y}"
