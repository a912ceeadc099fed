"""Accounts in words."""

import pytest
from django.contrib.auth.models import Group

from organisations.enums import Role, Scope
from organisations.models import User
from portal.accounts import ROLE_MEANS, SCOPE_MEANS, administrators, roles_in_words, scope_in_words


def test_every_role_and_scope_has_words():
    assert (set(ROLE_MEANS), set(SCOPE_MEANS)) == (set(Role), set(Scope))


def test_roles_stand_in_their_order_and_unknown_groups_last():
    names = frozenset(["Nhóm tự đặt", Role.CLERK.value, Role.DRAFTER.value])
    assert [name for name, _ in roles_in_words(names)] == ["Soạn thảo", "Văn thư", "Nhóm tự đặt"]


@pytest.mark.parametrize(
    ("reads", "sentence"),
    [
        (True, "Kế hoạch của mọi cơ quan."),
        (False, "Danh mục, tài khoản và nhật ký của mọi cơ quan; không xem nội dung văn bản."),
    ],
)
def test_superuser_sees_everything_but_papers_only_when_told_so(reads, sentence):
    assert scope_in_words(User(is_superuser=True, reads_all_papers=reads)) == sentence


@pytest.mark.django_db
def test_only_active_administrators_are_named():
    group = Group.objects.get_or_create(name=Role.ADMINISTRATOR)[0]
    for username, active in (("an", True), ("binh", False)):
        User.objects.create_user(username, is_active=active).groups.add(group)
    assert administrators() == ["an"]
