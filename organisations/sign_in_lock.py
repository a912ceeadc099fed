"""The lock after failed sign-ins (django-axes): one lock for passwords and codes alike, per name and address."""

from datetime import datetime

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_ip_address, get_cool_off
from axes.models import AccessAttempt
from django.contrib.auth.signals import user_login_failed
from django.db.models import Max
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

COOL_OFF = get_cool_off()


def name_to_lock(request: HttpRequest, credentials: dict | None = None) -> str:
    """What stands for the typed name in the table of failures: people type their password there, too."""
    name = str((credentials or {}).get("username") or request.POST.get("username", ""))
    return _stand_in(name)


def is_locked(request: HttpRequest, name: str) -> bool:
    """Whether sign-ins as `name` from this address are refused at the moment."""
    return not AxesProxyHandler.is_allowed(request, {"username": name})


def refuse(request: HttpRequest, name: str) -> None:
    """Have the page of the lock shown instead of this request's answer."""
    request.axes_locked_out, request.axes_credentials = True, {"username": name}


def count_failure(request: HttpRequest, name: str) -> bool:
    """Count a wrong code like a wrong password; returns whether that was the last one allowed."""
    user_login_failed.send(sender=__name__, credentials={"username": name}, request=request)
    return bool(request.axes_locked_out)


def opens_at(request: HttpRequest, name: str) -> datetime | None:
    """When `name` may be tried again from this address; None when nothing failed lately."""
    failures = AccessAttempt.objects.filter(username=_stand_in(name), ip_address=get_client_ip_address(request))
    last = failures.aggregate(last=Max("attempt_time"))["last"]
    return last and last + COOL_OFF


def unlock(name: str) -> bool:
    """Open the lock for `name` at every address; returns whether any failure was on record."""
    return AxesProxyHandler.reset_attempts(username=_stand_in(name)) > 0


def _stand_in(name: str) -> str:
    return salted_hmac("organisations.sign_in_lock", name, algorithm="sha256").hexdigest()
