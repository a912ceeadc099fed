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
