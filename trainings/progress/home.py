"""How far this year's plans are, for leaders on the home page."""

import datetime

from django.urls import reverse
from django.utils.timezone import localdate

from lib.waiting import WaitingItem, WaitingList
from organisations.enums import Role
from organisations.models import User
from plans.models import Plan
from trainings.progress.counting import lines, summed
from trainings.progress.numbers import Numbers, percent
from trainings.progress.scope import Scope
from trainings.progress.sheets import thousands

SHOWN = 6


def progress_this_year(user: User, *, roles, at: datetime.datetime) -> WaitingList | None:
    """The plans with classes of this year that are least far, each with how many of its classes were held."""
    if Role.LEADER not in roles or not user.has_perm("trainings.view_course"):
        return None
    year = localdate(at).year
    found = summed(lines(Scope(user, first=year, last=year)), lambda line: line.plan)
    found = {plan: numbers for plan, numbers in found.items() if numbers.planned}
    ordered = sorted(found, key=lambda plan: (found[plan].held / found[plan].planned, plan))[:SHOWN]
    titles = dict(Plan.objects.filter(pk__in=ordered).order_by().values_list("pk", "title"))
    return WaitingList(
        title=f"Tiến độ lớp tập huấn, tham quan năm {year}",
        icon="table",
        items=tuple(_item(plan, titles[plan], found[plan]) for plan in ordered),
        has_more=len(found) > SHOWN,
        more_url=reverse("figures:overview"),
    )


def _item(plan_id: int, title: str, numbers: Numbers) -> WaitingItem:
    return WaitingItem(
        title=" ".join(title.split()),
        url=reverse("figures:plan", args=[plan_id]),
        facts=(
            f"{numbers.held}/{numbers.planned} lớp, đoàn đã tổ chức",
            f"đăng ký {thousands(numbers.registered)}/{thousands(numbers.seats)} chỗ",
        ),
        percent=percent(numbers.held, numbers.planned),
    )
