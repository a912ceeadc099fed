"""Which lists there are: those that the own office makes, and the campaigns that it holds."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from trainings.deadlines import days_left, last_day, time_left
from trainings.lacks import lacks_of
from trainings.models import Campaign, RosterList
from trainings.overview import Stand, campaign_sums, lines
from trainings.views.access import visible_list
from trainings.views.list_page import list_page

LISTS_SHOWN = 300
CAMPAIGNS_SHOWN = 50
_PRESSING = [Stand.RETURNED, Stand.LATE, Stand.NOT_BEGUN, Stand.IN_WORK, Stand.SENT, Stand.ACCEPTED]


def home(request: HttpRequest) -> HttpResponse:
    """The lists that this person's office makes, what is missing in each; and the campaigns of the own office."""
    user, today = request.user, timezone.localdate()
    may_fill = user.has_perm("trainings.fill_rosterlist") and not user.sees_everything
    if not may_fill and not user.has_perm("trainings.view_campaign"):
        raise PermissionDenied
    mine = _mine(request, today) if may_fill else []
    campaigns = Campaign.objects.visible_to(user).select_related("course__activity__plan")[:CAMPAIGNS_SHOWN]
    context = {"mine": mine, "may_fill": may_fill, "campaigns": campaign_sums(campaigns, on=today)}
    return render(request, "trainings/lists/home.html", context)


def roster(request: HttpRequest, roster_id: int) -> HttpResponse:
    """The list of one unit."""
    return list_page(request, visible_list(request, roster_id))


def _mine(request: HttpRequest, today: datetime.date) -> list[dict]:
    office = request.user.organisation_id
    lists = RosterList.objects.filter(
        Q(office=office) | Q(office__successor=office), office__isnull=False, campaign__opened_at__isnull=False
    ).select_related(
        "campaign__course", "share__area", "share__organisation", "share__training_class", "office", "submitted_by"
    )
    found = lines(lists.order_by("-campaign__deadline", "share__area__code", "pk")[:LISTS_SHOWN], on=today)
    found.sort(key=lambda line: (line.has_sent, _PRESSING.index(line.stand), last_day(line.roster)))
    return [
        {
            "line": line,
            "left": "" if line.has_sent else time_left(line.roster, on=today),
            "days": days_left(line.roster, on=today),
            "lacks": lacks_of(line, on=today),
        }
        for line in found
    ]
