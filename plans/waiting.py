"""Plans on the home page: my drafts, the drafts of my department, what others changed lately."""

from datetime import timedelta

from django.urls import reverse

from lib.waiting import Lack, WaitingItem, WaitingList, waits
from organisations.enums import Role
from plans.gaps import gaps_of
from plans.models import Plan
from plans.permissions import can_edit_plan

SHOWN = 8
NO_DRAFTS = "Bạn chưa soạn kế hoạch nào. Bấm «Soạn kế hoạch mới», hoặc mở kế hoạch năm trước rồi chép sang năm nay."


@waits(place=10, first_for=[Role.DRAFTER])
def my_drafts(user, *, roles, at) -> WaitingList:
    """Plans that this person writes, the latest first, each with what it still lacks."""
    return _drafts(
        Plan.objects.visible_to(user).filter(drafter=user),
        user=user,
        title="Kế hoạch tôi đang soạn",
        icon="edit",
        if_empty=NO_DRAFTS if Role.DRAFTER in roles and user.organisation_id else "",
    )


@waits(place=20, first_for=[Role.DEPARTMENT_HEAD])
def drafts_of_my_department(user, *, roles, at) -> WaitingList | None:
    """For the head of a department: what the others in it are writing."""
    if Role.DEPARTMENT_HEAD not in roles or user.department_id is None:
        return None
    return _drafts(
        Plan.objects.visible_to(user).filter(department=user.department_id).exclude(drafter=user),
        user=user,
        title="Phòng tôi đang soạn",
        icon="users",
        if_empty="Không ai khác trong phòng đang soạn kế hoạch.",
        names_drafter=True,
    )


@waits(place=30, first_for=[Role.LEADER, Role.CLERK])
def changed_by_others(user, *, roles, at) -> WaitingList:
    """Plans that `user` may see and somebody else changed in the last thirty days."""
    changed = (
        Plan.objects.visible_to(user)
        .filter(updated_at__gte=at - timedelta(days=30), updated_by__isnull=False)
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


def _drafts(plans, *, user, title, icon, if_empty, names_drafter=False) -> WaitingList:
    shown, has_more = _first(plans.filter(is_transcript=False).select_related("drafter", "organisation"))
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
