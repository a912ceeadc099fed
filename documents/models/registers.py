"""Registers of outgoing documents and the numbers given from them."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from documents.models.papers import FrozenPaper
from documents.querysets import RegisterEntryQuerySet, RegisterQuerySet
from lib.fields import CleanCharField, CleanTextField, SearchKeyField
from organisations.models import Organisation

_NOT_TOO_MANY = MaxValueValidator(9_999)


class NumberGroup(models.Model):
    """Kinds of documents that share one series of numbers (scheme «theo nhóm»)."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="number_groups", verbose_name="cơ quan")
    name = CleanCharField("tên nhóm", max_length=60, help_text="Ví dụ: Quyết định; Kế hoạch và báo cáo.")
    kinds = CleanTextField("các loại văn bản", help_text="Mỗi dòng một loại, ví dụ: Kế hoạch.")

    class Meta:
        verbose_name = "nhóm đánh số"
        verbose_name_plural = "nhóm đánh số"
        ordering = ["organisation", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="number_group_name_is_used_once",
                violation_error_message="Cơ quan này đã có nhóm cùng tên.",
            ),
        ]

    def __str__(self):
        return self.name


class Register(models.Model):
    """One series of outgoing numbers of an organisation in one year (Nghị định 30/2020, Điều 15.1 and 16).

    `series` is empty when all kinds share one series, otherwise the kind or the name of the group; `series_key` is the
    same without accents and capitals. Whoever gives a number holds the organisation's row: see `documents.numbering`.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="registers", verbose_name="cơ quan")
    series = models.CharField("dãy số", max_length=60, blank=True)
    year = models.PositiveSmallIntegerField("năm")
    series_key = SearchKeyField(sources=("series",))

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = "sổ đăng ký văn bản đi"
        verbose_name_plural = "sổ đăng ký văn bản đi"
        ordering = ["-year", "organisation", "series"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "series_key", "year"],
                name="register_is_one_per_series_and_year",
                violation_error_message="Sổ này của năm này đã có.",
            ),
        ]

    def __str__(self):
        return f"Sổ văn bản đi năm {self.year} – {self.series_name}"

    @property
    def series_name(self) -> str:
        """What the series is called where people choose among several."""
        return self.series or "Mọi loại văn bản"


class RegisterEntry(models.Model):
    """One line of a register: the columns of Nghị định 30/2020, Phụ lục IV, I. A cancelled number keeps its line.

    `organisation` and `year` are the register's, so that the database itself keeps number and symbol unique in a year
    (Điều 15.1) across registers. `paper` is empty for documents made elsewhere and for cancelled numbers.
    """

    register = models.ForeignKey(Register, models.PROTECT, related_name="entries", verbose_name="sổ")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="register_entries", editable=False, verbose_name="cơ quan"
    )
    year = models.PositiveSmallIntegerField("năm", editable=False)
    number = models.PositiveIntegerField("số", validators=[MinValueValidator(1)])
    symbol = CleanCharField("ký hiệu", max_length=30)
    dated_on = models.DateField("ngày văn bản")
    kind = CleanCharField("tên loại", max_length=60)
    title = CleanTextField("trích yếu", max_length=500)
    signer = CleanCharField("người ký", max_length=80)
    recipients = CleanTextField("nơi nhận", blank=True)
    archive = CleanCharField("đơn vị, người nhận bản lưu", max_length=120, blank=True)
    copies = models.PositiveSmallIntegerField("số lượng bản", null=True, blank=True, validators=[_NOT_TOO_MANY])
    pages = models.PositiveSmallIntegerField("số trang", null=True, blank=True, validators=[_NOT_TOO_MANY])
    sent_on = models.DateField("ngày chuyển", null=True, blank=True)
    received_by = CleanCharField("ký nhận", max_length=120, blank=True)
    note = CleanCharField("ghi chú", max_length=300, blank=True)
    paper = models.OneToOneField(
        FrozenPaper, models.PROTECT, related_name="register_entry", null=True, verbose_name="bản đã duyệt"
    )
    manual_reason = CleanCharField("lý do nhập số bằng tay", max_length=300, blank=True)
    given_at = models.DateTimeField("cấp lúc", editable=False)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="người cấp"
    )
    cancelled_at = models.DateTimeField("hủy lúc", null=True, editable=False)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False, verbose_name="người hủy"
    )
    cancel_reason = CleanCharField("lý do hủy", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    kind_key = SearchKeyField(sources=("kind",))
    search_key = SearchKeyField(sources=("reference", "kind", "title", "signer", "recipients"))

    objects = RegisterEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản đi"
        verbose_name_plural = "văn bản đi"
        ordering = ["register", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "number"],
                name="register_number_is_given_once",
                violation_error_message="Số này đã cấp cho văn bản khác trong sổ.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "year", "number", "symbol"],
                name="register_number_and_symbol_are_used_once_a_year",
                violation_error_message="Số và ký hiệu này đã có trong năm (Nghị định 30/2020, Điều 15).",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancel_reason="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancel_reason="")),
                name="register_number_is_cancelled_with_a_reason",
                violation_error_message="Hủy số phải ghi lý do.",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-dated_on", "-id"], name="register_entry_by_day")]

    def __str__(self):
        return self.reference

    @property
    def reference(self) -> str:
        """Number and symbol as printed: «05/KH-UBND» (Phụ lục I, II.3: numbers below 10 begin with 0)."""
        return f"{self.number:02}/{self.symbol}"

    @property
    def recipients_in_line(self) -> str:
        """The recipients one after the other: «UBND tỉnh; Sở Tài chính»."""
        return "; ".join(line.strip(" ;") for line in self.recipients.split("\n"))
