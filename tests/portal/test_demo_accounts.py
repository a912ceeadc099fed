"""Demo accounts: made once with random passwords, readable later by the machine's owner only."""

import json
import stat
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import localdate, now

from documents.conformity import study
from documents.layout import HOUSE_LAYOUT
from documents.papers import paper
from documents.rendering import render_pdf
from organisations.enums import Role
from organisations.models import Organisation, User
from plans.actions import submit_plan
from plans.enums import PlanState
from plans.models import Plan
from plans.steps import open_acts
from portal.examples import load_examples
from portal.management.commands.demo_accounts import ACCOUNTS_FILE
from tests.factories.plans import a_plan, a_user, an_organisation
from tests.factories.steps import let_stand

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


def test_whoever_signs_in_first_finds_something_to_do(settings):
    settings.DEMO = True
    call_command("setup_roles", verbosity=0)
    load_examples(at=now())
    call_command("demo_accounts")
    office = Organisation.objects.get(name="Sở Dân tộc và Tôn giáo tỉnh Quảng Trị")
    people = {name: User.objects.get(username=f"{name}2") for name in ("soanthao", "truongphong", "vanthu", "lanhdao")}
    assert {user.organisation for user in people.values()} == {office}
    plans = {plan.state: plan for plan in Plan.objects.filter(organisation=office).select_related("signer")}
    assert {
        state: [name for name, user in people.items() if open_acts(user, plan)] for state, plan in plans.items()
    } == {
        PlanState.DRAFT: ["soanthao", "truongphong"],
        PlanState.SUBMITTED: ["soanthao", "truongphong"],
        PlanState.PASSED: ["vanthu"],
        PlanState.CHECKED: ["lanhdao"],
    }
    assert {plan.signer.account for plan in plans.values()} == {people["lanhdao"]}
    assert {plan.dated_year for plan in plans.values()} == {localdate().year}
    for state in (PlanState.DRAFT, PlanState.CHECKED):
        content = paper("plan").content(plans[state])
        assert [f.sentence for f in study(render_pdf(content, HOUSE_LAYOUT)).errors] == []
    assert "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025" in content.legal_bases
    assert {plan.set_aside.count() for plan in plans.values()} == {0}
    let_stand(plans[PlanState.DRAFT], by=people["soanthao"], at=now())
    submit_plan(plans[PlanState.DRAFT], by=people["soanthao"], at=now())
    assert (plans[PlanState.DRAFT].state, plans[PlanState.DRAFT].activities.count()) == (PlanState.SUBMITTED, 4)


def test_making_the_accounts_again_begins_no_plan_twice(settings):
    settings.DEMO = True
    call_command("setup_roles", verbosity=0)
    load_examples(at=now())
    call_command("demo_accounts")
    before = Plan.objects.count()
    assert before == 4 + 3 + 4
    call_command("demo_accounts")
    assert Plan.objects.count() == before


def test_clerk_and_leader_belong_to_no_department(settings):
    settings.DEMO = True
    today = an_organisation()
    department = today.departments.create(name="Phòng Chính sách", abbreviation="CS")
    a_plan(by=a_user(an_organisation(successor=today, valid_to=date(2025, 2, 28))))
    call_command("setup_roles", verbosity=0)
    call_command("demo_accounts")
    places = {user.username: user.department for user in User.objects.filter(username__endswith="1")}
    assert {name: places[name] for name in ("soanthao1", "truongphong1", "vanthu1", "lanhdao1")} == {
        "soanthao1": department,
        "truongphong1": department,
        "vanthu1": None,
        "lanhdao1": None,
    }
