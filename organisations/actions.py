"""What people do with accounts: set up and give up the second step, change a password, end sessions, open the lock.

Each act leaves an entry of kind ACCOUNT in the audit trail. `address` is the browser's (lib.client_address).
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from audit.enums import EntryKind
from audit.recording import record
from lib.refusals import Refused
from organisations import sign_in_lock, two_step
from organisations.models import User
from organisations.permissions import can_keep_account, needs_two_step


@dataclass(frozen=True)
class CodeCheck:
    """What became of a code that was typed. `wait_until`: it was not even looked at, too many were wrong before."""

    passed: bool
    by_recovery_code: bool = False
    wait_until: datetime | None = None


@transaction.atomic
def check_code(account: User, code: str, *, at: datetime) -> CodeCheck:
    """Look at a code typed by `account`: of the confirmed phone (six digits) or a recovery code. Each passes once.

    Answers instead of raising, so that the count of failures is kept.
    """
    phone = two_step.phones(account).select_for_update().first()
    if phone is None:
        return CodeCheck(passed=False)
    if (wait_until := two_step.may_try_from(phone)) and at < wait_until:
        return CodeCheck(passed=False, wait_until=wait_until)
    by_phone = two_step.shows(phone, code, at=at)
    by_recovery_code = not by_phone and two_step.spend_recovery_code(account, code, at=at)
    if by_phone or by_recovery_code:
        phone.throttling_failure_count, phone.throttling_failure_timestamp = 0, None
    else:
        phone.throttling_failure_count += 1
        phone.throttling_failure_timestamp = at
    if by_phone:
        phone.last_used_at = at
    phone.save()
    return CodeCheck(passed=by_phone or by_recovery_code, by_recovery_code=by_recovery_code)


@transaction.atomic
def begin_two_step(account: User, *, by: User) -> None:
    """Make a fresh secret for a phone, in place of one that was begun and never confirmed."""
    _own(account, by)
    _locked(account)
    two_step.unconfirmed_phones(account).delete()
    two_step.new_phone(account)


@transaction.atomic
def confirm_two_step(account: User, code: str, *, by: User, at: datetime, address: str = "") -> tuple[str, ...]:
    """Let the phone that was begun count, if it shows `code`, in place of an earlier one. Other sessions end.

    Returns the new recovery codes, or () when the code is wrong.
    """
    _own(account, by)
    _locked(account)
    phone = two_step.unconfirmed_phones(account).select_for_update().first()
    if phone is None:
        raise Refused("Việc gắn điện thoại chưa bắt đầu hoặc đã xong ở thẻ khác. Mở lại trang «Đăng nhập hai bước».")
    if not two_step.shows(phone, code, at=at):
        return ()
    is_change = two_step.phones(account).delete()[0] > 0
    phone.confirmed, phone.created_at = True, at
    phone.save()
    codes = two_step.new_recovery_codes(account, at=at)
    _end_sessions(account)
    act = "đổi điện thoại đăng nhập hai bước" if is_change else "bật đăng nhập hai bước"
    record(EntryKind.ACCOUNT, act=act, by=by, at=at, row=account, address=address)
    return tuple(codes)


@transaction.atomic
def end_two_step(account: User, *, by: User, at: datetime, address: str = "") -> None:
    """Sign in by password alone from now on; not where the office asks for two steps."""
    _own(account, by)
    _locked(account)
    if needs_two_step(account):
        raise Refused("Cơ quan bắt buộc đăng nhập hai bước, nên không tắt được. Đổi máy thì chọn «Đổi điện thoại».")
    _forget_phone(account)
    record(EntryKind.ACCOUNT, act="tắt đăng nhập hai bước", by=by, at=at, row=account, address=address)


@transaction.atomic
def renew_recovery_codes(account: User, *, by: User, at: datetime, address: str = "") -> tuple[str, ...]:
    """Ten new recovery codes; the earlier ones are void."""
    _own(account, by)
    _locked(account)
    if not two_step.phones(account).exists():
        raise Refused("Tài khoản chưa bật đăng nhập hai bước, nên chưa có mã dự phòng.")
    codes = two_step.new_recovery_codes(account, at=at)
    record(EntryKind.ACCOUNT, act="lập lại mã dự phòng", by=by, at=at, row=account, address=address)
    return tuple(codes)


@transaction.atomic
def reset_two_step(account: User, *, by: User, at: datetime, address: str = "") -> None:
    """The phone is lost: forget it and its recovery codes, and end the sessions of `account`."""
    if not can_keep_account(by, account):
        raise PermissionDenied("Bạn không giữ tài khoản này.")
    _locked(account)
    if not two_step.phones(account).exists():
        raise Refused(f"{account} chưa bật đăng nhập hai bước, không có gì để đặt lại.")
    _forget_phone(account)
    _end_sessions(account)
    record(EntryKind.ACCOUNT, act="đặt lại đăng nhập hai bước", by=by, at=at, row=account, address=address)


@transaction.atomic
def change_password(account: User, password: str, *, by: User, at: datetime, address: str = "") -> None:
    """Give the own account a password that the form has found good. Other sessions end: Django ties them to it."""
    _own(account, by)
    account.set_password(password)
    account.password_is_temporary = False
    account.save(update_fields=["password", "password_is_temporary"])
    record(EntryKind.ACCOUNT, act="đổi mật khẩu", by=by, at=at, row=account, address=address)


@transaction.atomic
def mark_password_given(account: User, *, by: User) -> None:
    """`account` has just got a password, or lost it, in the admin: one that another knows is changed at sign-in.

    That it happened stands in the trail that the admin writes.
    """
    if not can_keep_account(by, account):
        raise PermissionDenied("Bạn không giữ tài khoản này.")
    has_password = account.has_usable_password()
    account.password_is_temporary = has_password and by.pk != account.pk
    account.save(update_fields=["password_is_temporary"])


@transaction.atomic
def end_other_sessions(account: User, *, by: User, at: datetime, address: str = "") -> None:
    """End every session of `account`; the caller renews the one that goes on."""
    _own(account, by)
    _end_sessions(account)
    record(EntryKind.ACCOUNT, act="đăng xuất khỏi mọi máy khác", by=by, at=at, row=account, address=address)


@transaction.atomic
def unlock_sign_in(account: User, *, by: User, at: datetime, address: str = "") -> None:
    """Open the lock that failed sign-ins have put on `account`."""
    if not can_keep_account(by, account):
        raise PermissionDenied("Bạn không giữ tài khoản này.")
    sign_in_lock.unlock(account.username)
    two_step.phones(account).update(throttling_failure_count=0, throttling_failure_timestamp=None)
    record(EntryKind.ACCOUNT, act="mở khóa đăng nhập", by=by, at=at, row=account, address=address)


def _own(account: User, by: User) -> None:
    if by.pk != account.pk:
        raise PermissionDenied("Chỉ chủ tài khoản làm được việc này.")


def _locked(account: User) -> None:
    """Two acts on one account wait for each other."""
    User.objects.select_for_update().filter(pk=account.pk).first()


def _forget_phone(account: User) -> None:
    two_step.phones(account).delete()
    two_step.unconfirmed_phones(account).delete()
    account.recovery_codes.all().delete()


def _end_sessions(account: User) -> None:
    User.objects.filter(pk=account.pk).update(session_epoch=F("session_epoch") + 1)
    account.refresh_from_db(fields=["session_epoch"])
