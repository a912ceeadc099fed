"""An act that was refused and that no page has answered for: 409 with the sentence, never a 500."""

from django.shortcuts import render

from lib.refusals import Refused


class RefusalMiddleware:
    """Shows `Refused` as a page, or as a notice when htmx asked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Refused):
            return None
        template = "portal/_refused.html" if request.headers.get("HX-Request") else "409.html"
        return render(request, template, {"sentence": exception.sentence, "back": _way_back(request)}, status=409)


def _way_back(request) -> str:
    """The page that the person came from, if it is one of ours."""
    came_from = request.headers.get("Referer", "")
    own = request.build_absolute_uri("/")
    return came_from if came_from.startswith(own) else ""
