"""Ways from the home page into the admin, for those who may go there."""

from dataclasses import dataclass

from django.contrib import admin
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
    if not user.is_staff:
        return []
    shortcuts = []
    for model, label, icon in PLACES:
        place = f"{model._meta.app_label}_{model._meta.model_name}"
        permission = f"{model._meta.app_label}.view_{model._meta.model_name}"
        if admin.site.is_registered(model) and user.has_perm(permission):
            shortcuts.append(Shortcut(label, icon, reverse(f"admin:{place}_changelist")))
    return shortcuts
