"""The panel of classes on a plan's page."""

from django.urls import reverse

from organisations.models import User
from plans.models import Plan
from plans.page_panels import Panel, register
from trainings.progress.scope import KINDS


@register
def classes(plan: Plan, *, user: User) -> Panel | None:
    """How far the classes and tours of `plan` are and whether its text agrees with them; for those who see courses."""
    if not user.has_perm("trainings.view_course") or not plan.activities.filter(kind__in=sorted(KINDS)).exists():
        return None
    return Panel(
        key="lop",
        title="Tiến độ, đối chiếu với kế hoạch",
        icon="table",
        url=reverse("figures:plan_panel", args=[plan.pk]),
        more_url=reverse("figures:plan", args=[plan.pk]),
        more="Xem đủ tiến độ",
    )
