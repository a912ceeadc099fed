"""Accounts, and the codes that open one when the phone is lost."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.crypto import salted_hmac

from lib.fields import CleanCharField, SearchKeyField
from organisations.enums import Scope
from organisations.models.organisations import Department, Organisation
from organisations.querysets import AccountQuerySet


class AccountManager(UserManager.from_queryset(AccountQuerySet)):
    """Django's manager of accounts with our words for reading."""

    use_in_migrations = False


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
    password_is_temporary = models.BooleanField("mật khẩu do người khác đặt", default=False, editable=False)
    session_epoch = models.PositiveIntegerField("lượt phiên làm việc", default=0, editable=False)
    search_key = SearchKeyField(sources=("full_name", "username"))

    objects = AccountManager()

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

    def _get_session_auth_hash(self, secret=None):
        """Django's hash, which ends every session when the password changes; here also when `session_epoch` does."""
        said = f"{self.password}:{self.session_epoch}"
        return salted_hmac("organisations.User.session", said, secret=secret, algorithm="sha256").hexdigest()


class RecoveryCode(models.Model):
    """One of the codes that pass the second step once, instead of the phone. The code itself is not kept."""

    account = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes", verbose_name="tài khoản")
    digest = models.CharField("mã băm", max_length=64)
    made_at = models.DateTimeField("lập lúc")
    used_at = models.DateTimeField("dùng lúc", null=True, blank=True)

    class Meta:
        verbose_name = "mã dự phòng"
        verbose_name_plural = "mã dự phòng"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "digest"],
                name="recovery_code_is_made_once",
                violation_error_message="Mã dự phòng này đã có.",
            ),
        ]

    def __str__(self):
        return f"{self.account} {self.made_at:%d/%m/%Y}"
