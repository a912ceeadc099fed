"""Accounts, and the codes that open one when the phone is lost."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from lib.fields import CleanCharField, SearchKeyField
from organisations.enums import Scope
from organisations.models.organisations import Department, Organisation


class User(AbstractUser):
    """An account of one person in one organisation."""

    first_name = None
    last_name = None
    full_name = CleanCharField("họ và tên", max_length=80, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="users", null=True, blank=True, verbose_name="cơ quan"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="users", null=True, blank=True, verbose_name="phòng"
    )
    reads_all_papers = models.BooleanField(
        "đọc được văn bản của mọi cơ quan",
        default=False,
        help_text="Người quản trị mặc định không xem nội dung văn bản; mọi lần bật và tắt đều được ghi nhật ký.",
    )
    scope = models.CharField("phạm vi xem", max_length=20, choices=Scope.choices, default=Scope.ORGANISATION)
    search_key = SearchKeyField(sources=("full_name", "username"))

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"
        ordering = ["username"]

    def __str__(self):
        return self.full_name or self.username

    @property
    def sees_everything(self) -> bool:
        """Whether the whole system is open to this account, which then needs no organisation of its own."""
        return self.is_superuser or self.scope == Scope.EVERYTHING

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.full_name.split()[-1] if self.full_name else self.username
