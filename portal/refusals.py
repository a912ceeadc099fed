"""Requests that no page answers for: an act that was refused, a form that was sent after the session had ended."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from lib.refusals import Refused

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class SignInMiddleware(LoginRequiredMiddleware):
    """Leads strangers to the sign-in page; somebody who has just sent a form is told how to keep what was typed.

    The sign-in page would lead back by GET: the form's content would be gone, and an act has no page to show.
    """

    def handle_no_permission(self, request, view_func):
        if request.method in SAFE_METHODS or request.headers.get("HX-Request"):
            return super().handle_no_permission(request, view_func)
        return render(request, "session_ended.html", {"back": way_back(request)}, status=403)


class RefusalMiddleware:
    """Shows `Refused` as a page with status 409, or as a notice when htmx asked; never a 500."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Refused):
            return None
        template = "portal/_refused.html" if request.headers.get("HX-Request") else "409.html"
        return render(request, template, {"sentence": exception.sentence, "back": way_back(request)}, status=409)


def bad_request(request, exception):
    """The page for requests that Django cannot read: 413 when there is too much in them, 400 otherwise."""
    is_too_large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    status = 413 if is_too_large else 400
    return HttpResponse(render_to_string(f"{status}.html"), status=status)


def way_back(request) -> str:
    """The page that the person came from, if it is one of ours."""
    came_from = request.headers.get("Referer", "")
    own = request.build_absolute_uri("/")
    return came_from if came_from.startswith(own) else ""
