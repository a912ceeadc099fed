"""What the audit trail may tell of these tables: what a plan says only to those who may read the plan."""

from django.urls import reverse

from audit.tables import register
from plans.enums import PlanState
from plans.models import Activity, Plan, PlanComment


def _plans(user, ids: set[int]) -> set[int]:
    return set(Plan.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))


def _rows_of_plans(model):
    def readable(user, ids: set[int]) -> set[int]:
        rows = model.objects.filter(pk__in=ids, plan__in=Plan.objects.visible_to(user))
        return set(rows.values_list("pk", flat=True))

    return readable


register(
    "plans.plan",
    readable=_plans,
    url=lambda row_id: reverse("plans:detail", args=[row_id]),
    words=dict(PlanState.choices),
)
register("plans.activity", readable=_rows_of_plans(Activity))
register("plans.plancomment", readable=_rows_of_plans(PlanComment))
for _model in ("programme", "legaldocument"):
    register(f"plans.{_model}")
