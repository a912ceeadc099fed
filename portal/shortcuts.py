"""Ways from the home page into the admin, for those who may go there."""

from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Model
from django.urls import reverse

from organisations.models import Area, Organisation, Post, User
from plans.models import LegalDocument, Programme


@dataclass(frozen=True)
class Shortcut:
    """One list of the admin."""

    label: str
    icon: str
    url: str


PLACES = [
    (LegalDocument, "Văn bản pháp lý", "law"),
    (Programme, "Chương trình, dự án", "outline"),
    (Organisation, "Cơ quan", "building"),
    (Post, "Người ký", "edit"),
    (User, "Tài khoản", "users"),
    (Area, "Đơn vị hành chính", "map"),
]


def admin_shortcuts(user) -> list[Shortcut]:
    """The lists of the admin that `user` may read; no query beyond the permissions."""
    lists = [Shortcut(label, icon, admin_list(model)) for model, label, icon in PLACES if may_open(model, user)]
    if user.has_perm("documents.change_switchedoffrule"):
        lists.append(Shortcut("Quy tắc kiểm tra", "check-circle", reverse("rules:list")))
    return lists


def may_open(model: type[Model], user) -> bool:
    """Whether `user` may read the rows of `model` in the admin."""
    permission = f"{model._meta.app_label}.view_{model._meta.model_name}"
    return user.is_staff and admin.site.is_registered(model) and user.has_perm(permission)


def admin_list(model: type[Model]) -> str:
    """The address of the admin's list of `model`."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
