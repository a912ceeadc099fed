"""Campaigns in which units register people, and the list of each unit."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lib.encryption import EncryptedJSONField
from lib.fields import CleanCharField, CleanTextField
from organisations.models import Organisation
from trainings.enums import RosterForm, RosterState, WhoRegisters
from trainings.models.courses import Course
from trainings.models.seats import Share
from trainings.querysets import OfCourseQuerySet, RosterQuerySet


class Campaign(models.Model):
    """The registration for one course: from when, until which day, on which form, by whom. `asks` are RosterFields."""

    course = models.OneToOneField(Course, models.CASCADE, related_name="campaign", verbose_name="khóa")
    opens_on = models.DateField("nhận từ ngày")
    deadline = models.DateField("hạn gửi (hết ngày)")
    form = models.CharField("mẫu", max_length=2, choices=RosterForm.choices, default=RosterForm.APPENDIX_I)
    title = CleanTextField("tên danh sách", help_text="In dưới «Phụ lục I», mỗi dòng một hàng.")
    asks = models.JSONField("hỏi thêm", default=list, blank=True)
    registers = models.CharField("ai lập", max_length=10, choices=WhoRegisters.choices, default=WhoRegisters.COMMUNE)
    note = CleanTextField("dặn thêm", blank=True)
    opened_at = models.DateTimeField("mở lúc", null=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False, verbose_name="người mở"
    )
    closed_at = models.DateTimeField("đóng lúc", null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfCourseQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt đăng ký"
        verbose_name_plural = "đợt đăng ký"
        ordering = ["-deadline", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(deadline__gte=F("opens_on")),
                name="campaign_ends_after_it_opens",
                violation_error_message="Hạn gửi phải từ ngày bắt đầu nhận trở đi.",
            ),
        ]

    def __str__(self):
        return f"Đăng ký {self.course}"


class RosterList(models.Model):
    """The list that `office` sends for one unit. The row is locked by whoever changes rows of the list.

    `unfinished` holds typed rows that cannot be enrolled yet (no X, a name of one syllable), encrypted, by the key that
    the browser gave them, and remembers which enrolment each key became: a row sent twice is the same row.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="lists", verbose_name="đợt đăng ký")
    share = models.OneToOneField(Share, models.PROTECT, related_name="list", verbose_name="chỉ tiêu")
    office = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="rosters",
        null=True,
        blank=True,
        verbose_name="cơ quan lập danh sách",
    )
    state = models.CharField(
        "trạng thái", max_length=10, choices=RosterState.choices, default=RosterState.WAITING, editable=False
    )
    state_since = models.DateTimeField("từ lúc", null=True, editable=False)
    number = models.PositiveSmallIntegerField("số thứ tự gửi", null=True, editable=False)
    submitted_at = models.DateTimeField("gửi lúc", null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False, verbose_name="người gửi"
    )
    return_reason = CleanTextField("lý do trả lại", blank=True, editable=False)
    late_until = models.DateField("được gửi muộn đến hết ngày", null=True, editable=False)
    late_reason = CleanCharField("lý do gửi muộn", max_length=300, blank=True, editable=False)
    scan_sha256 = models.CharField("bản quét có chữ ký (SHA-256)", max_length=64, blank=True, editable=False)
    scan_name = models.CharField("tên tệp quét", max_length=200, blank=True, editable=False)
    unfinished = EncryptedJSONField(default=dict, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RosterQuerySet.as_manager()

    class Meta:
        verbose_name = "danh sách đăng ký"
        verbose_name_plural = "danh sách đăng ký"
        ordering = ["campaign", "share__area__code", "id"]
        permissions = [
            ("fill_rosterlist", "lập và gửi danh sách của đơn vị mình"),
            ("accept_rosterlist", "tiếp nhận, trả lại danh sách"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "number"],
                condition=Q(number__isnull=False),
                name="roster_number_is_given_once",
                violation_error_message="Số thứ tự này đã cấp cho danh sách khác.",
            ),
        ]

    def __str__(self):
        return f"Danh sách {self.share.called_in_a_sentence}"

    @property
    def is_editable(self) -> bool:
        """Whether the state lets rows be changed; whether it is the time is said by `trainings.deadlines`."""
        return self.state in RosterState.editable()


class Reminder(models.Model):
    """A reminder that went to the office of a list."""

    list = models.ForeignKey(RosterList, models.CASCADE, related_name="reminders", verbose_name="danh sách")
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người nhắc")
    address = models.CharField("thư điện tử", max_length=254, blank=True)

    class Meta:
        verbose_name = "lần đôn đốc"
        verbose_name_plural = "lần đôn đốc"
        ordering = ["-id"]

    def __str__(self):
        return f"{self.list} {self.at:%d/%m/%Y}"
