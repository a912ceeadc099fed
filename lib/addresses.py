"""Where a request comes from."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string


def client_address(request: HttpRequest) -> str:
    """The address of the person's machine, as the server in front of us tells it (AXES_CLIENT_IP_CALLABLE)."""
    told_by = getattr(settings, "AXES_CLIENT_IP_CALLABLE", None)
    return import_string(told_by)(request) if told_by else request.META.get("REMOTE_ADDR", "")
