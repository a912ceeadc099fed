"""Accounts with a phone, and the codes that the phone shows."""

import time

from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from organisations import two_step
from organisations.models import User


def a_phone(account: User) -> TOTPDevice:
    """The confirmed phone of `account`."""
    phone = two_step.new_phone(account)
    phone.confirmed = True
    phone.save()
    return phone


def code_of(phone: TOTPDevice, *, steps: int = 0, at: float | None = None) -> str:
    """What the phone shows at `at` (seconds since 1970; now), `steps` of 30 seconds later."""
    totp = TOTP(phone.bin_key)
    totp.time = (time.time() if at is None else at) + 30 * steps
    return f"{totp.token():06}"


def wrong_code_of(phone: TOTPDevice) -> str:
    """Six digits that the phone shows neither now nor one step earlier or later, nor two."""
    shown = {code_of(phone, steps=steps) for steps in (-2, -1, 0, 1, 2)}
    return next(code for code in ("000000", "111111", "222222", "333333", "444444", "555555") if code not in shown)
