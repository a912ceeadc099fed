"""A code passes once, also when it is sent several times at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from organisations import actions, two_step
from organisations.models import User
from tests.factories.accounts import a_phone, code_of

AT_ONCE = 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("by_recovery", [False, True], ids=["phone", "recovery code"])
def test_a_code_sent_four_times_at_once_passes_once(by_recovery):
    account = User.objects.create_user("lan")
    phone, at = a_phone(account), timezone.now()
    code = two_step.new_recovery_codes(account, at=at)[0] if by_recovery else code_of(phone, at=at.timestamp())
    start = Barrier(AT_ONCE)

    def send(_):
        start.wait()
        try:
            return actions.check_code(account, code, at=at).passed
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert sorted(pool.map(send, range(AT_ONCE))) == [False, False, False, True]


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["begin_two_step", "end_two_step", "renew_recovery_codes", "end_other_sessions"])
def test_the_own_acts_are_nobody_elses(act):
    owner, other = (User.objects.create_user(name) for name in ("lan", "binh"))
    a_phone(owner)
    when = {} if act == "begin_two_step" else {"at": timezone.now()}
    with pytest.raises(PermissionDenied):
        getattr(actions, act)(owner, by=other, **when)
    assert two_step.phones(owner).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("act", [actions.reset_two_step, actions.unlock_sign_in])
def test_who_keeps_no_accounts_resets_and_unlocks_none(act):
    owner, other = (User.objects.create_user(name) for name in ("lan", "binh"))
    a_phone(owner)
    with pytest.raises(PermissionDenied):
        act(owner, by=other, at=timezone.now())
    assert two_step.phones(owner).count() == 1
