"""Roles become groups with exactly the permissions of the table."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from organisations import roles
from organisations.enums import Role
from organisations.models import User
from organisations.roles import setup_roles

pytestmark = pytest.mark.django_db


def test_every_role_becomes_a_group_and_the_table_names_real_permissions():
    call_command("setup_roles", verbosity=0)
    assert set(Group.objects.values_list("name", flat=True)) == set(Role.values)


def test_setting_up_again_takes_away_what_was_added_by_hand():
    setup_roles()
    leader = Group.objects.get(name=Role.LEADER)
    before = set(leader.permissions.values_list("codename", flat=True))
    leader.permissions.add(Permission.objects.get(codename="delete_user"))
    setup_roles()
    assert set(leader.permissions.values_list("codename", flat=True)) == before


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        (Role.DRAFTER, ["plans.add_plan", "plans.change_plan", "plans.add_legaldocument"], ["organisations.add_user"]),
        (Role.LEADER, ["plans.view_plan"], ["plans.change_plan", "organisations.change_organisation"]),
        (Role.CLERK, ["plans.change_legaldocument", "organisations.add_post"], ["plans.add_plan"]),
        (Role.ADMINISTRATOR, ["organisations.add_user", "organisations.delete_area"], ["plans.change_plan"]),
    ],
)
def test_what_a_role_may_do(role, may, may_not):
    setup_roles()
    user = User.objects.create_user("u")
    user.groups.set(Group.objects.filter(name=role))
    assert {name: user.has_perm(name) for name in may + may_not} == dict.fromkeys(may, True) | dict.fromkeys(
        may_not, False
    )


def test_a_misspelt_permission_is_named(monkeypatch):
    monkeypatch.setitem(roles.TABLE, Role.MONITOR, {"plans.plann": ("view",)})
    with pytest.raises(ValueError, match=r"Không có quyền plans\.view_plann \(vai trò Giám sát\)"):
        setup_roles()


def test_what_each_role_does_with_whole_plans():
    setup_roles()
    rights = {
        group.name: {
            name.removesuffix("_plan")
            for name in group.permissions.filter(content_type__model="plan").values_list("codename", flat=True)
        }
        for group in Group.objects.all()
    }
    assert rights == {
        Role.DRAFTER: {"view", "add", "change", "submit"},
        Role.DEPARTMENT_HEAD: {"view", "add", "change", "submit", "review"},
        Role.LEADER: {"view", "approve"},
        Role.CLERK: {"view", "check", "issue"},
        Role.REGISTRAR: {"view"},
        Role.MONITOR: {"view"},
        Role.ADMINISTRATOR: set(),
    }


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.DEPARTMENT_HEAD, Role.LEADER, Role.REGISTRAR, Role.MONITOR])
def test_only_clerks_and_administrators_keep_signers_and_registers(role):
    setup_roles()
    names = Group.objects.get(name=role).permissions.values_list("codename", flat=True)
    kept = ("post", "registerentry", "numbergroup", "signingkey", "user", "organisation", "entry")
    assert [name for name in names if name.split("_")[0] != "view" and name.split("_")[1] in kept] == []
