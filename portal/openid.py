"""Signing in with an account of the province (OpenID Connect): the only room that knows mozilla-django-oidc.

Off unless OIDC_RP_CLIENT_ID is set. Accounts are never made here: the provider says who somebody is, and only an
account that an administrator has entered opens. Code flow with state, nonce and PKCE; the ID token's signature,
issuer, audience and time are checked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt
import requests
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.urls import reverse
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.views import OIDCAuthenticationRequestView

from organisations.models import User

STATES, NEXT = "oidc_states", "oidc_login_next"  # names that the library gives


class Refusal(Exception):
    """The provider's answer opens nothing. `reason` is for the trail, `name` what the provider calls the person."""

    def __init__(self, reason: str, name: str = ""):
        super().__init__(reason)
        self.reason, self.name = reason, name


@dataclass(frozen=True)
class Identity:
    """Whom the provider has recognised, and whether it has seen to two steps."""

    account: User
    is_two_step: bool


def is_on() -> bool:
    """Whether this installation has a provider."""
    return bool(settings.OIDC_RP_CLIENT_ID)


class Request(OIDCAuthenticationRequestView):
    """Sends the browser to the provider."""


class Provider(OIDCAuthenticationBackend):
    """What the provider says, checked."""

    def identity(self, request: HttpRequest) -> Identity:
        """Whom the answer in `request` names. Raises Refusal; a state can be used once."""
        known = request.session.get(STATES, {}).pop(request.GET.get("state", ""), None)
        request.session.modified = True
        if known is None:
            raise Refusal("trả lời không khớp lần hỏi nào của phiên này")
        if "code" not in request.GET:
            raise Refusal("nơi liên thông từ chối")
        try:
            claims, said = self._ask(request, known)
        except (requests.RequestException, ValueError, KeyError, TypeError, AttributeError) as error:
            raise Refusal(f"không hỏi được nơi liên thông ({type(error).__name__})") from error
        except (jwt.PyJWTError, SuspiciousOperation) as error:
            raise Refusal(f"thẻ danh tính không hợp lệ ({type(error).__name__})") from error
        return Identity(self._account(said), _is_two_step(claims))

    def verify_token(self, token, **kwargs):
        """Beside the library's checks (signature, nonce): issuer, audience, times."""
        claims = super().verify_token(token, **kwargs)
        audience = claims.get("aud")
        audiences = audience if isinstance(audience, list) else [audience]
        is_ours = self.OIDC_RP_CLIENT_ID in audiences
        if len(audiences) > 1 or "azp" in claims:
            is_ours = is_ours and claims.get("azp") == self.OIDC_RP_CLIENT_ID
        if not is_ours or claims.get("iss") != settings.OIDC_ISSUER or "exp" not in claims or not claims.get("sub"):
            raise SuspiciousOperation("ID token of another issuer, for another client, or without end")
        return claims

    def _ask(self, request, known) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """The claims of the ID token, and those with what the provider tells about the person."""
        answer = self.get_token(
            {
                "client_id": self.OIDC_RP_CLIENT_ID,
                "client_secret": self.OIDC_RP_CLIENT_SECRET,
                "grant_type": "authorization_code",
                "code": request.GET["code"],
                "redirect_uri": request.build_absolute_uri(reverse("portal:provider_answer")),
                "code_verifier": known["code_verifier"],
            }
        )
        claims = self.verify_token(answer["id_token"], nonce=known["nonce"])
        told = self.get_userinfo(answer["access_token"], answer["id_token"], claims)
        if told.get("sub") != claims["sub"]:
            raise SuspiciousOperation("userinfo of another person")
        return claims, {**claims, **told}

    def _account(self, said: Mapping[str, Any]) -> User:
        name = said.get(settings.OIDC_CLAIM)
        if not isinstance(name, str) or not name.strip() or not name.isprintable():
            raise Refusal(f"nơi liên thông không cho biết «{settings.OIDC_CLAIM}»")
        if settings.OIDC_CLAIM == "email":
            if said.get("email_verified") is False:
                raise Refusal("địa chỉ thư chưa được nơi liên thông xác nhận", name)
            accounts = User.objects.filter(email__iexact=name)
        else:
            accounts = User.objects.filter(username=name)
        found = list(accounts[:2])
        if len(found) != 1:
            raise Refusal("nhiều tài khoản cùng địa chỉ thư" if found else "chưa có tài khoản", name)
        if not found[0].is_active:
            raise Refusal("tài khoản đã ngừng dùng", name)
        return found[0]


def _is_two_step(claims: Mapping[str, Any]) -> bool:
    """Whether the ID token says by `acr` or `amr` (OpenID Connect Core 1.0, 2) what the setting takes for two steps."""
    methods = claims.get("amr")
    said = {claims.get("acr"), *(methods if isinstance(methods, list) else [])}
    return bool(settings.OIDC_TWO_STEP_VALUES) and any(value in said for value in settings.OIDC_TWO_STEP_VALUES)
