"""Demo accounts: made once with random passwords, readable later by the machine's owner only."""

import json
import stat
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from organisations.enums import Role
from organisations.models import User
from portal.management.commands.demo_accounts import ACCOUNTS_FILE
from tests.factories.plans import a_plan, a_user, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def accounts(settings, capsys):
    """The accounts made for an office of today that continues the office of an example plan."""
    settings.DEMO = True
    today = an_organisation(short_name="SỞ DÂN TỘC")
    a_plan(by=a_user(an_organisation(successor=today, valid_to=date(2025, 2, 28))))
    call_command("setup_roles", verbosity=0)
    call_command("demo_accounts")
    capsys.readouterr()
    return json.loads(ACCOUNTS_FILE.read_text())


def test_one_administrator_and_four_roles_of_an_office(accounts):
    assert [(account["username"], account["role"]) for account in accounts] == [
        ("quantri", Role.ADMINISTRATOR),
        ("soanthao1", Role.DRAFTER),
        ("truongphong1", Role.DEPARTMENT_HEAD),
        ("vanthu1", Role.CLERK),
        ("lanhdao1", Role.LEADER),
    ]


def test_every_password_opens_its_account(accounts):
    users = [User.objects.get(username=account["username"]) for account in accounts]
    assert all(user.check_password(account["password"]) for user, account in zip(users, accounts, strict=True))
    assert len({account["password"] for account in accounts}) == 5


def test_only_the_owner_reads_the_file(accounts):
    assert stat.S_IMODE(ACCOUNTS_FILE.stat().st_mode) == 0o600


def test_show_prints_the_same_passwords(accounts, capsys):
    call_command("demo_accounts", "--show")
    printed = capsys.readouterr().out
    assert [account["password"] in printed for account in accounts] == [True] * 5


def test_show_before_the_first_start_says_so(settings):
    settings.DEMO = True
    ACCOUNTS_FILE.unlink(missing_ok=True)
    with pytest.raises(CommandError, match="lập khi chạy bin/run lần đầu"):
        call_command("demo_accounts", "--show")
