"""Pages sent compressed, sessions that end, and what has to be done before anything else."""

from django.conf import settings
from django.contrib import auth
from django.http import HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from organisations import two_step
from organisations.permissions import needs_two_step
from portal import sign_ins
from portal.refusals import SAFE_METHODS, way_back

MINUTE = 60


class CompressPagesMiddleware(GZipMiddleware):
    """Send pages compressed: a class of 200 people is a twentieth of its size on a slow line.

    Files go as they are; they are compressed inside, or read in parts. The length of a page is blurred (BREACH) by
    Django, which also masks the form's token anew each time.
    """

    def process_response(self, request, response):
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        return super().process_response(request, response) if is_page else response


class SessionEndMiddleware:
    """Ends a session twelve hours after the sign-in, or when nothing was asked for during SESSION_IDLE_SECONDS.

    The sign-in that follows leads back; what was typed is kept as in every ended session (portal.refusals, portal.js).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if auth.SESSION_KEY in request.session and request.user.is_authenticated:
            self._look_at_the_clock(request, timezone.now())
        return self.get_response(request)

    def _look_at_the_clock(self, request, at):
        session, now = request.session, at.timestamp()
        last_login = request.user.last_login or at
        started = session.get(sign_ins.STARTED_AT, last_login.timestamp())
        seen = session.get(sign_ins.SEEN_AT, started)
        is_day_over = now - started > settings.SESSION_COOKIE_AGE
        is_idle = settings.SESSION_IDLE_SECONDS and now - seen > settings.SESSION_IDLE_SECONDS
        if is_day_over or is_idle:
            account, why = request.user, "day" if is_day_over else "idle"
            auth.logout(request)
            session[sign_ins.ENDED] = why
            sign_ins.note(
                request, sign_ins.Act.SESSION_ENDED, account=account, at=at, details={"why": sign_ins.ENDINGS[why]}
            )
        elif now - seen > MINUTE:
            session[sign_ins.STARTED_AT], session[sign_ins.SEEN_AT] = started, now


class FirstThingsMiddleware:
    """Somebody with a password that others know, or whose office asks for two steps, sees to that before anything else.

    Holds for sessions that are open already, for the admin and for every method.
    """

    OPEN = {
        "portal:sign_in",
        "portal:sign_in_code",
        "portal:provider",
        "portal:provider_answer",
        "portal:sign_out",
        "portal:change_password",
        "portal:two_step",
        "portal:two_step_begin",
        "portal:two_step_confirm",
        "portal:favicon",
        "portal:healthz",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.resolver_match.view_name in self.OPEN or auth.SESSION_KEY not in request.session:
            return None
        if not request.user.is_authenticated:
            return None
        first = first_thing(request)
        return None if first is None else self._lead_to(first, request)

    def _lead_to(self, place, request):
        address = reverse(place)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401, headers={"X-Sign-In": address})
        if request.method in SAFE_METHODS:
            return redirect(address)
        context = {"address": address, "place": place, "back": way_back(request)}
        return render(request, "portal/first_things.html", context, status=403)


def first_thing(request) -> str | None:
    """The name of the page that the person who is signed in must go to first; None when everything is in order."""
    if request.user.password_is_temporary:
        return "portal:change_password"
    if needs_two_step(request.user) and not request.session.get(sign_ins.STEP):
        if not two_step.phones(request.user).exists():
            return "portal:two_step"
        auth.logout(request)  # signed in before the phone was there: in again, with the code
        return "portal:sign_in"
    return None
