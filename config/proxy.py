"""What nginx tells about the browser behind it."""

from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The browser's address, for the lock after failed sign-ins: X-Real-IP, which nginx sets anew on every request."""
    return request.headers.get("X-Real-IP") or request.META["REMOTE_ADDR"]
