"""Rows for tests about plans: one office with its people, and plans made through the acts that users use."""

import datetime
from itertools import count

from django.contrib.auth.models import Permission
from django.utils import timezone

from organisations.enums import Capacity, Scope
from organisations.models import Organisation, Post, User
from plans.actions import add_section, create_plan
from plans.models import LegalDocument, Plan, PlanSection

NOW = datetime.datetime(2024, 3, 5, 8, 30, tzinfo=timezone.get_default_timezone())
_numbers = count(1)


def an_organisation(**fields) -> Organisation:
    """An office that exists; the head signs alone."""
    number = next(_numbers)
    values = {
        "name": f"Ban Dân tộc tỉnh số {number}",
        "letterhead": "BAN DÂN TỘC",
        "short_name": "BAN DÂN TỘC",
        "symbol": "BDT",
        "place_name": "Lạng Sơn",
        "head_title": "TRƯỞNG BAN",
        "deputy_title": "PHÓ TRƯỞNG BAN",
    }
    return Organisation.objects.create(**values | fields)


def a_user(organisation: Organisation | None = None, *, may=("add", "change", "view", "delete"), **fields) -> User:
    """An account with the permissions `may` on every table of the app, in an office of its own unless given."""
    number = next(_numbers)
    organisation = organisation or an_organisation()
    values = {"username": f"nguoi{number}", "full_name": f"Nguyễn Thị Số {number}", "scope": Scope.ORGANISATION}
    user = User.objects.create_user(organisation=organisation, password="mat-khau-thu", **values | fields)
    permissions = Permission.objects.filter(content_type__app_label="plans")
    user.user_permissions.set([p for p in permissions if p.codename.split("_")[0] in may])
    return user


def a_post(organisation: Organisation, **fields) -> Post:
    """The head of the office."""
    values = {"person_name": "Lý Văn Khi", "title": organisation.head_title, "capacity": Capacity.HEAD}
    return Post.objects.create(organisation=organisation, **values | fields)


def a_document(**fields) -> LegalDocument:
    """A decision that can be cited."""
    values = {
        "kind": "Quyết định",
        "reference": f"{next(_numbers)}/QĐ-TTg",
        "issued_on": datetime.date(2022, 1, 18),
        "issuer": "Thủ tướng Chính phủ",
        "summary": "phê duyệt Chương trình mục tiêu quốc gia giảm nghèo bền vững",
    }
    return LegalDocument.objects.create(**values | fields)


def a_plan(by: User, **fields) -> Plan:
    """A draft for 2024 of the user's own office, without sections."""
    values = {"title": "Thực hiện Dự án 7 năm 2024", "dated_year": 2024}
    return create_plan(organisation=fields.pop("organisation", by.organisation), by=by, at=NOW, **values | fields)


def an_outline(plan: Plan, by: User, *titles: str) -> list[PlanSection]:
    """Add sections in order. The level is said by leading dots: «I», «.1», «..1.1», «...a»."""
    return [
        add_section(
            plan, after=None, level=1 + len(title) - len(title.lstrip(".")), title=title.lstrip("."), by=by, at=NOW
        )
        for title in titles
    ]
