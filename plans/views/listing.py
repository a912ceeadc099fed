"""The list of plans."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.filters import PlanFilter
from plans.models import Plan
from plans.permissions import can_begin_plans

PLANS_PER_PAGE = 25


@require_safe
def plan_list(request):
    """Plans that the person may see, narrowed and ordered as asked."""
    visible = Plan.objects.visible_to(request.user)
    asked = PlanFilter(request.GET, plans=visible)
    page = Paginator(asked.rows(), PLANS_PER_PAGE).get_page(request.GET.get("trang"))
    return render(
        request,
        "plans/list.html",
        {
            "filter": asked,
            "page": page,
            "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
            "may_create": can_begin_plans(request.user),
        },
    )
