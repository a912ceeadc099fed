"""Ways from the home page into the admin."""

import pytest

from portal.shortcuts import admin_shortcuts
from tests.factories.plans import a_user

pytestmark = pytest.mark.django_db


def test_only_staff_with_the_permission_gets_a_shortcut():
    labels = [
        [shortcut.label for shortcut in admin_shortcuts(user)]
        for user in (a_user(), a_user(is_staff=True, may=()), a_user(is_staff=True, may=("view",)))
    ]
    assert labels == [[], [], ["Văn bản pháp lý", "Chương trình, dự án"]]


def test_superuser_gets_all():
    user = a_user(is_staff=True, is_superuser=True)
    assert [shortcut.label for shortcut in admin_shortcuts(user)] == [
        "Văn bản pháp lý",
        "Chương trình, dự án",
        "Cơ quan",
        "Người ký",
        "Tài khoản",
        "Đơn vị hành chính",
        "Quy tắc kiểm tra",
    ]
