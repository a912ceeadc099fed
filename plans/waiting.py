"""Plans on the home page: my drafts, the drafts of my department, what others changed lately."""

from datetime import timedelta

from django.urls import reverse

from lib.waiting import WaitingItem, WaitingList, waits
from organisations.enums import Role
from plans.gaps import gaps_of
from plans.models import Plan

SHOWN = 8


@waits(place=10, first_for=[Role.DRAFTER])
def my_drafts(user, *, roles, at) -> WaitingList:
    """Plans that this person writes, the latest first, each with what it still lacks."""
    drafts = list(_drafts(user).filter(drafter=user)[:SHOWN])
    return WaitingList(
        title="Kế hoạch tôi đang soạn",
        icon="edit",
        items=_with_gaps(drafts),
        if_empty="Bạn chưa soạn kế hoạch nào." if Role.DRAFTER in roles else "",
    )


@waits(place=20, first_for=[Role.DEPARTMENT_HEAD])
def drafts_of_my_department(user, *, roles, at) -> WaitingList | None:
    """For the head of a department: what the others in it are writing."""
    if Role.DEPARTMENT_HEAD not in roles or user.department_id is None:
        return None
    drafts = list(_drafts(user).filter(department=user.department_id).exclude(drafter=user)[:SHOWN])
    return WaitingList(
        title="Phòng tôi đang soạn",
        icon="users",
        items=_with_gaps(drafts),
        if_empty="Không ai khác trong phòng đang soạn kế hoạch.",
    )


@waits(place=30, first_for=[Role.LEADER, Role.CLERK])
def changed_by_others(user, *, roles, at) -> WaitingList | None:
    """Plans of the own organisation that somebody else changed in the last thirty days."""
    if user.organisation_id is None:
        return None
    changed = (
        Plan.objects.visible_to(user)
        .filter(organisation=user.organisation_id, updated_at__gte=at - timedelta(days=30), updated_by__isnull=False)
        .exclude(updated_by=user)
        .select_related("updated_by", "department")
    )
    return WaitingList(
        title="Cơ quan vừa sửa",
        icon="history",
        items=tuple(_item(plan, facts=(f"{plan.updated_by} sửa",)) for plan in changed[:SHOWN]),
    )


def _drafts(user):
    return Plan.objects.visible_to(user).filter(is_transcript=False).select_related("drafter", "department")


def _with_gaps(plans) -> tuple[WaitingItem, ...]:
    gaps = gaps_of(plans)
    return tuple(_item(plan, facts=_facts(plan), lacks=gaps[plan.pk], is_complete=not gaps[plan.pk]) for plan in plans)


def _facts(plan) -> tuple[str, ...]:
    return tuple(str(fact) for fact in (plan.drafter, plan.department) if fact)


def _item(plan, **more) -> WaitingItem:
    return WaitingItem(title=plan.title, url=reverse("plans:detail", args=[plan.pk]), at=plan.updated_at, **more)
