"""Home, search, health: pages that look at everything."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lib.waiting import waiting_for
from plans.permissions import can_begin_plans
from portal.accounts import administrators, role_names
from portal.health import health
from portal.search import search
from portal.shortcuts import admin_shortcuts


@require_safe
def home(request):
    """What waits for the person who is signed in."""
    roles = role_names(request.user)
    homeless = request.user.organisation_id is None and not request.user.sees_everything
    context = {
        "lists": waiting_for(request.user, roles=roles, at=timezone.now()),
        "shortcuts": admin_shortcuts(request.user),
        "may_create": can_begin_plans(request.user),
        "homeless": homeless,
        "administrators": administrators() if homeless else (),
    }
    return render(request, "portal/home.html", context)


@require_safe
def search_everything(request):
    """Plans, legal documents, organisations and areas that hold the words of ?q=."""
    words = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:200]
    groups = search(words, user=request.user, on=timezone.localdate())
    return render(request, "portal/search.html", {"words": words, "groups": groups})


@login_not_required
@require_safe
def favicon(request):
    """For pages that name no icon (the admin, a PDF opened in the browser)."""
    return redirect(static("favicon.svg"))


@login_not_required
@never_cache
@require_safe
def healthz(request):
    """200 when the house is at work, 503 when not; public, so it tells nothing but times."""
    state = health(at=timezone.now())
    return JsonResponse(state.as_dict(), status=200 if state.is_well else 503)
