"""From which address a request comes."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The browser's address: for the lock after failed sign-ins, and for the audit trail.

    Behind nginx it stands in the header `settings.CLIENT_ADDRESS_HEADER`, which nginx sets anew on every request
    (docs/deployment.md); without that setting no header is believed. Empty when nothing there is an address.
    """
    told = request.headers.get(settings.CLIENT_ADDRESS_HEADER, "") if settings.CLIENT_ADDRESS_HEADER else ""
    for address in (told, request.META.get("REMOTE_ADDR", "")):
        try:
            return str(ip_address(address.strip()))
        except ValueError:
            continue
    return ""


def address_to_lock(request: HttpRequest) -> str:
    """`client_address`, or one address for all who have none: the lock must not be open to them."""
    return client_address(request) or "0.0.0.0"
