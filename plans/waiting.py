"""Plans on the home page: what waits for me first, then what I and my department write, what others changed lately."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.urls import reverse

from lib.waiting import Lack, WaitingItem, WaitingList, waits
from organisations.enums import Role
from organisations.models import User
from plans.enums import PlanState
from plans.gaps import gaps_of
from plans.models import Plan, PlanTransition
from plans.permissions import can_edit_plan
from plans.queues import for_clerk, for_head, for_leader, last_steps
from plans.stations import days_waiting

SHOWN = 8
NO_DRAFTS = "Bạn chưa soạn kế hoạch nào. Bấm «Soạn kế hoạch mới», hoặc mở kế hoạch năm trước rồi chép sang năm nay."

NEXT_FOR_THE_CLERK = {
    PlanState.PASSED: "cần kiểm tra thể thức",
    PlanState.APPROVED: "cần ký tay, rồi ghi nhận đã ký",
    PlanState.SIGNED: "cần cấp số, ngày",
    PlanState.NUMBERED: "cần đóng dấu, ban hành",
}
NEXT_FOR_THE_LEADER = {PlanState.CHECKED: "cần duyệt", PlanState.APPROVED: "cần ký"}


@waits(place=1, first_for=[Role.LEADER])
def for_the_leader(user, *, roles, at) -> WaitingList:
    """Plans that wait for this leader to approve or sign, each leading to the page made for a phone."""
    return _queue(
        for_leader(user),
        user=user,
        at=at,
        title="Chờ tôi duyệt, ký",
        icon="signature",
        leads_to="plans:desk_plan",
        more_url=reverse("plans:desk"),
        next_steps=NEXT_FOR_THE_LEADER,
        if_empty="Không có kế hoạch nào chờ bạn duyệt hoặc ký." if Role.LEADER in roles else "",
    )


@waits(place=2, first_for=[Role.CLERK])
def for_the_clerk(user, *, roles, at) -> WaitingList:
    """Plans that wait for the clerk: to be checked, numbered, sealed and issued."""
    return _queue(
        for_clerk(user),
        user=user,
        at=at,
        title="Chờ văn thư xử lý",
        icon="stamp",
        next_steps=NEXT_FOR_THE_CLERK,
        if_empty="Không có kế hoạch nào chờ kiểm tra, cấp số hoặc ban hành." if Role.CLERK in roles else "",
    )


@waits(place=3, first_for=[Role.DEPARTMENT_HEAD])
def for_the_head(user, *, roles, at) -> WaitingList:
    """Plans that wait for the head of the department to pass them on."""
    return _queue(
        for_head(user),
        user=user,
        at=at,
        title="Chờ tôi duyệt ở cấp phòng",
        icon="check-circle",
        next_steps={PlanState.SUBMITTED: "cần duyệt nội dung"},
        if_empty="Không có kế hoạch nào của phòng chờ bạn duyệt." if Role.DEPARTMENT_HEAD in roles else "",
    )


@waits(place=4, first_for=[Role.DRAFTER, Role.DEPARTMENT_HEAD])
def returned_to_me(user, *, roles, at) -> WaitingList:
    """My plans that were sent back, with the reason, the one that lies longest first."""
    plans, has_more = _first(_of_mine(user, PlanState.RETURNED).order_by("state_since", "pk"))
    steps = last_steps(plans)
    return WaitingList(
        title="Bị trả lại, chờ tôi sửa",
        icon="return",
        items=tuple(_waiting(plan, at=at, step=steps.get(plan.pk)) for plan in plans),
        has_more=has_more,
        more_url=_list_of(PlanState.RETURNED),
    )


@waits(place=10, first_for=[Role.DRAFTER])
def my_drafts(user, *, roles, at) -> WaitingList:
    """Plans that this person writes, the latest first, each with what it still lacks."""
    return _drafts(
        _of_mine(user, PlanState.DRAFT),
        user=user,
        title="Kế hoạch tôi đang soạn",
        icon="edit",
        if_empty=NO_DRAFTS if Role.DRAFTER in roles and user.organisation_id else "",
    )


@waits(place=12, first_for=[Role.DRAFTER])
def my_submitted(user, *, roles, at) -> WaitingList:
    """My plans that are with others on the way to being issued: where each is, and for how long."""
    on_the_way = sorted(set(PlanState) - PlanState.editable() - PlanState.in_public())
    plans, has_more = _first(_of_mine(user, *on_the_way).order_by("state_since", "pk"))
    items = tuple(_waiting(plan, at=at, facts=(plan.get_state_display(),)) for plan in plans)
    return WaitingList(
        title="Tôi đã trình", icon="clock", items=items, has_more=has_more, more_url=reverse("plans:list")
    )


@waits(place=20, first_for=[Role.DEPARTMENT_HEAD])
def drafts_of_my_department(user, *, roles, at) -> WaitingList | None:
    """For the head of a department: what the others in it are writing."""
    if Role.DEPARTMENT_HEAD not in roles or user.department_id is None:
        return None
    return _drafts(
        Plan.objects.visible_to(user)
        .filter(department=user.department_id, state__in=sorted(PlanState.editable()))
        .exclude(drafter=user),
        user=user,
        title="Phòng tôi đang soạn",
        icon="users",
        if_empty="Không ai khác trong phòng đang soạn kế hoạch.",
        names_drafter=True,
    )


@waits(place=30, first_for=[Role.LEADER, Role.CLERK])
def changed_by_others(user, *, roles, at) -> WaitingList:
    """Plans in writing that `user` may see and somebody else changed in the last thirty days."""
    changed = (
        Plan.objects.visible_to(user)
        .filter(
            state__in=sorted(PlanState.editable()), updated_at__gte=at - timedelta(days=30), updated_by__isnull=False
        )
        .exclude(updated_by=user)
        .select_related("updated_by", "organisation")
    )
    if Role.DEPARTMENT_HEAD in roles and user.department_id:
        changed = changed.exclude(department=user.department_id)  # these stand in the panel of the department
    shown, has_more = _first(changed)
    return WaitingList(
        title="Người khác vừa sửa",
        icon="history",
        items=tuple(_item(plan, facts=_names(plan.updated_by, _elsewhere(plan, user))) for plan in shown),
        has_more=has_more,
        more_url=reverse("plans:list"),
    )


def _of_mine(user: User, *states: PlanState):
    plans = Plan.objects.visible_to(user).taking_steps().filter(drafter=user, state__in=states)
    return plans.select_related("organisation", "drafter")


def _queue(
    plans: Sequence[Plan],
    *,
    user: User,
    at: datetime,
    next_steps: dict[PlanState, str],
    leads_to: str = "plans:detail",
    more_url: str = "",
    **words,
) -> WaitingList:
    """The plans that wait for `user`, each with what is to be done and who brought it here."""
    shown, steps = plans[:SHOWN], last_steps(plans[:SHOWN])
    items = (
        _waiting(
            plan,
            at=at,
            leads_to=leads_to,
            facts=_names(next_steps.get(PlanState(plan.state)), _elsewhere(plan, user)),
            step=steps.get(plan.pk),
        )
        for plan in shown
    )
    return WaitingList(
        items=tuple(items),
        has_more=len(plans) > SHOWN,
        more_url=more_url or _list_of(*{plan.state for plan in plans}),
        **words,
    )


def _waiting(
    plan: Plan,
    *,
    at: datetime,
    facts: Iterable[str] = (),
    step: PlanTransition | None = None,
    leads_to: str = "plans:detail",
) -> WaitingItem:
    """`step` is the last one of the plan's log: who brought it here, with which words."""
    who = (f"{step.by} {step.get_act_display()}",) if step else ()
    return WaitingItem(
        title=plan.title,
        url=reverse(leads_to, args=[plan.pk]),
        facts=(*facts, *who),
        at=plan.state_since,
        at_means="lúc" if who else "từ lúc",
        days=days_waiting(plan, at),
        quote=step.reason if step else "",
    )


def _list_of(*states: PlanState) -> str:
    """The list of plans, of one state if there is but one."""
    return reverse("plans:list") + (f"?trang_thai={states[0]}" if len(states) == 1 else "")


def _drafts(plans, *, user, title, icon, if_empty, names_drafter=False) -> WaitingList:
    shown, has_more = _first(plans.taking_steps().select_related("drafter", "organisation"))
    gaps = gaps_of(shown)
    items = (
        _item(
            plan,
            facts=_names(plan.drafter if names_drafter else None, f"năm {plan.years}"),
            lacks=_lacks(plan, gaps[plan.pk], user),
            is_complete=not gaps[plan.pk],
        )
        for plan in shown
    )
    return WaitingList(
        title=title,
        icon=icon,
        items=tuple(items),
        if_empty=if_empty,
        has_more=has_more,
        more_url=reverse("plans:list"),
    )


def _lacks(plan, gaps, user) -> tuple[Lack, ...]:
    may_edit = can_edit_plan(user, plan)
    return tuple(Lack(gap.sentence, reverse(f"plans:{gap.part}", args=[plan.pk]) if may_edit else "") for gap in gaps)


def _first(plans) -> tuple[list[Plan], bool]:
    found = list(plans[: SHOWN + 1])
    return found[:SHOWN], len(found) > SHOWN


def _elsewhere(plan, user):
    """The plan's organisation, if it is not the person's own."""
    return None if plan.organisation_id == user.organisation_id else plan.organisation


def _names(*things) -> tuple[str, ...]:
    return tuple(str(thing) for thing in things if thing)


def _item(plan, **more) -> WaitingItem:
    return WaitingItem(title=plan.title, url=reverse("plans:detail", args=[plan.pk]), at=plan.updated_at, **more)
