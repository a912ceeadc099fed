"""The second step of signing in: the code on a phone (TOTP, RFC 6238), or one of the codes on paper.

The only room that knows django-otp. A phone is a row of its TOTPDevice; it counts once it is confirmed.
"""

import re
import secrets
from base64 import b32encode
from datetime import datetime, timedelta

import segno
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.crypto import salted_hmac
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from organisations.models import RecoveryCode, User

RECOVERY_CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are easily mistaken for another
DRIFT = 1  # steps of 30 seconds that the phone's clock may be fast or slow
LONGEST_WAIT = timedelta(minutes=15)


# For querysets of accounts: whether each has a confirmed phone.
HAS_PHONE = Exists(TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True))


def without_phone(accounts: QuerySet[User]) -> QuerySet[User]:
    """Those of `accounts` that have no confirmed phone."""
    return accounts.filter(~HAS_PHONE)


def phones(account: User) -> QuerySet[TOTPDevice]:
    """The confirmed phone of `account`: none or one row."""
    return TOTPDevice.objects.filter(user=account, confirmed=True)


def unconfirmed_phones(account: User) -> QuerySet[TOTPDevice]:
    """The phone whose set-up has begun: none or one row."""
    return TOTPDevice.objects.filter(user=account, confirmed=False)


def new_phone(account: User) -> TOTPDevice:
    """A phone with a fresh secret, saved, not yet confirmed."""
    return TOTPDevice.objects.create(user=account, name="Điện thoại", confirmed=False, tolerance=DRIFT)


def secret_as_text(phone: TOTPDevice) -> str:
    """The secret for typing into the phone, in groups of four letters."""
    letters = b32encode(phone.bin_key).decode().rstrip("=")
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def secret_as_picture(phone: TOTPDevice) -> str:
    """The secret as a QR code: an SVG picture in a data: address, dark on white with the quiet zone of the standard."""
    return segno.make(phone.config_url, error="m").svg_data_uri(scale=5, border=4, light="#fff", dark="#000")


def may_try_from(phone: TOTPDevice) -> datetime | None:
    """From when on another code is looked at: 1, 2, 4, 8 … seconds after each failure in a row, at most 15 minutes."""
    if not phone.throttling_failure_count or phone.throttling_failure_timestamp is None:
        return None
    wait = timedelta(seconds=2 ** min(phone.throttling_failure_count - 1, 20))
    return phone.throttling_failure_timestamp + min(wait, LONGEST_WAIT)


def shows(phone: TOTPDevice, code: str, *, at: datetime) -> bool:
    """Whether `phone` shows `code` at `at`, one step of drift allowed, and this step was not used before.

    Notes the step on `phone` (not saved), so that the same code is refused the next time.
    """
    digits = re.sub(r"\s", "", code)
    if not re.fullmatch(r"[0-9]{6}", digits):
        return False
    totp = TOTP(phone.bin_key, phone.step, phone.t0, phone.digits)
    totp.time = at.timestamp()
    if not totp.verify(int(digits), DRIFT, phone.last_t + 1):
        return False
    phone.last_t = totp.t()
    return True


def new_recovery_codes(account: User, *, at: datetime) -> list[str]:
    """Ten fresh codes like «k7dm2-9xwqa»; earlier ones are void. Only digests are kept, so show them at once."""
    codes = [_random_code() for _ in range(RECOVERY_CODES)]
    account.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, digest=_digest(account, code), made_at=at) for code in codes
    )
    return codes


def spend_recovery_code(account: User, code: str, *, at: datetime) -> bool:
    """Whether `code` is an unused one of `account`; from now on it is used."""
    letters = re.sub(r"[\s-]", "", code).lower()
    unused = account.recovery_codes.filter(digest=_digest(account, letters), used_at=None)
    return unused.update(used_at=at) == 1


def _random_code() -> str:
    first, second = ("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(2))
    return f"{first}-{second}"


def _digest(account: User, code: str) -> str:
    """Keyed with SECRET_KEY: whoever has only the database cannot try all codes (some 50 bits each)."""
    said = f"{account.pk}:{code.replace('-', '')}"
    return salted_hmac("organisations.RecoveryCode", said, algorithm="sha256").hexdigest()
