"""What the audit trail may tell of these tables: what a plan says only to those who may read the plan."""

from django.urls import reverse

from audit.tables import register
from plans.enums import PlanState
from plans.models import Activity, Plan, PlanComment


def _rows_of_plans(model):
    return lambda user: model.objects.filter(plan__in=Plan.objects.visible_to(user))


register(
    "plans.plan",
    rows=Plan.objects.visible_to,
    url=lambda row_id: reverse("plans:detail", args=[row_id]),
    words=dict(PlanState.choices),
)
register("plans.activity", rows=_rows_of_plans(Activity))
register("plans.plancomment", rows=_rows_of_plans(PlanComment))
for _model in ("programme", "legaldocument"):
    register(f"plans.{_model}")
