"""Signing in, from whichever door, and what is noted of it: password or provider, then the code, then the session.

A session is authenticated only when every step that the account has is done; until then it holds a `Pending`.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.contrib import auth
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac

from audit.enums import EntryKind
from audit.recording import record
from lib.client_address import client_address
from lib.text import fold
from organisations import two_step
from organisations.models import User

BACKEND = "organisations.backends.AccountBackend"
PENDING, STARTED_AT, SEEN_AT, STEP, ENDED = "sign_in_pending", "signed_in_at", "seen_at", "second_step", "ended_because"
TIME_FOR_THE_CODE = timedelta(minutes=10)
FRESH = timedelta(minutes=10)
ENDINGS = {"day": "quá thời gian của một ngày làm việc", "idle": "không thao tác"}


class Method(StrEnum):
    """How somebody says who he or she is."""

    PASSWORD = "mật khẩu"
    PROVIDER = "tài khoản liên thông"


class Step(StrEnum):
    """What the second step was."""

    PHONE = "mã trên điện thoại"
    RECOVERY_CODE = "mã dự phòng"
    PROVIDER = "hai bước ở nơi liên thông"


class Act(StrEnum):
    """What the audit trail calls it."""

    SIGN_IN = "đăng nhập"
    WRONG_PASSWORD = "đăng nhập: sai mật khẩu"
    WRONG_CODE = "đăng nhập: sai mã"
    LOCKED = "đăng nhập: bị tạm khóa"
    INACTIVE = "đăng nhập: tài khoản đã ngừng dùng"
    PROVIDER_REFUSED = "đăng nhập liên thông: không nhận"
    SIGN_OUT = "đăng xuất"
    SESSION_ENDED = "hết phiên làm việc"


@dataclass(frozen=True)
class Pending:
    """Somebody whose password was right and who has not shown the code yet."""

    account_id: int
    session_hash: str
    method: str
    since: float
    next: str


def begin(
    request: HttpRequest, account: User, *, method: Method, next: str, at: datetime, step: Step | None = None
) -> str:
    """The first step is done; `step` says that the provider has seen to the second. Returns the address to go to."""
    if step is None and two_step.phones(account).exists():
        request.session.cycle_key()
        pending = Pending(account.pk, account.get_session_auth_hash(), method, at.timestamp(), next)
        request.session[PENDING] = asdict(pending)
        return reverse("portal:sign_in_code")
    finish(request, account, method=method, step=step, at=at)
    return next


def pending(request: HttpRequest, *, at: datetime) -> tuple[User, Pending] | None:
    """Who is to show the code in this session; None when nobody is, or no longer."""
    kept = request.session.get(PENDING)
    if kept is None:
        return None
    waiting = Pending(**kept)
    account = User.objects.filter(pk=waiting.account_id, is_active=True).first()
    is_late = at.timestamp() - waiting.since > TIME_FOR_THE_CODE.total_seconds()
    if account is None or is_late or waiting.session_hash != account.get_session_auth_hash():
        return None
    return account, waiting


def finish(request: HttpRequest, account: User, *, method: str, step: Step | None, at: datetime) -> None:
    """Every step is done: the session is the account's."""
    request.session.pop(PENDING, None)
    request.session.pop(ENDED, None)
    auth.login(request, account, backend=BACKEND)
    request.session[STARTED_AT] = request.session[SEEN_AT] = at.timestamp()
    if step:
        request.session[STEP] = step
    details = {"method": method} | ({"step": step} if step else {})
    note(request, Act.SIGN_IN, account=account, at=at, by=account, details=details)


def keep_session(request: HttpRequest, account: User) -> None:
    """Let this session go on when all others of `account` have just ended."""
    kept = {name: request.session[name] for name in (STARTED_AT, SEEN_AT, STEP) if name in request.session}
    auth.update_session_auth_hash(request, account)
    request.session.update(kept)


def is_fresh(request: HttpRequest, *, at: datetime) -> bool:
    """Whether this session began a moment ago, so that asking for the password again would only annoy."""
    return at.timestamp() - request.session.get(STARTED_AT, 0) <= FRESH.total_seconds()


def note(
    request: HttpRequest,
    act: Act,
    *,
    at: datetime,
    account: User | None = None,
    by: User | None = None,
    name: str = "",
    details: dict | None = None,
) -> None:
    """An entry of kind SIGN_IN about `account`. Of a name that no account has only the beginning is kept: people type
    their password there, too."""
    details = dict(details or {})
    if account is None and name:
        details["typed"] = f"{fold(name)[:2]}… ({len(name)} ký tự)"
    record(EntryKind.SIGN_IN, act=act, by=by, at=at, row=account, details=details, address=client_address(request))


def note_once(request: HttpRequest, act: Act, *, name: str, at: datetime, account: User | None, seconds: int) -> None:
    """Like `note`, but tries against a closed lock fill no pages: one entry while it is closed."""
    key = salted_hmac("portal.sign_ins", f"{act}:{client_address(request)}:{name}", algorithm="sha256").hexdigest()
    if cache.add(f"sign-in-{key}", True, timeout=seconds):
        note(request, act, at=at, account=account, name=name)


def account_named(name: str) -> User | None:
    """The account that signs in as `name`."""
    return User.objects.filter(username=name[:150]).first() if "\0" not in name else None
