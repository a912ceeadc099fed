"""What a plan will do, with the lines printed of it."""

from django.db import models
from django.db.models import F, Q

from lib.fields import CleanCharField, CleanTextField
from plans.enums import ActivityKind, LineRole, LineStyle
from plans.models.plans import Plan, PlanSection


class Activity(models.Model):
    """Something that a plan will do: a class, a tour, a round. Numbers are kept apart from the printed lines.

    `given` is what apps above wrote into blank lines when the plan was last submitted: see plans/activity_sources.py.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="activities", verbose_name="kế hoạch")
    section = models.ForeignKey(
        PlanSection,
        models.SET_NULL,
        related_name="activities",
        null=True,
        blank=True,
        verbose_name="in dưới mục",
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    kind = models.CharField("loại", max_length=20, choices=ActivityKind.choices)
    name = CleanCharField("tên hoạt động", max_length=300)
    prints_name = models.BooleanField(
        "in tên thành đề mục con",
        default=False,
        help_text="Không chọn: chỉ in các dòng, ngay dưới mục đã chọn.",
    )
    line_style = models.CharField(
        "cách đánh dấu dòng", max_length=10, choices=LineStyle.choices, default=LineStyle.LETTERS
    )
    group_count = models.PositiveSmallIntegerField("số lớp (đoàn, cuộc)", null=True, blank=True)
    group_size = models.PositiveIntegerField("số người mỗi lớp (đoàn, cuộc)", null=True, blank=True)
    size_is_average = models.BooleanField("bình quân", default=False)
    people = models.PositiveIntegerField(
        "tổng số người", null=True, blank=True, help_text="Để trống: số lớp × số người mỗi lớp."
    )
    days = models.PositiveSmallIntegerField("số ngày", null=True, blank=True)
    starts_on = models.DateField("dự kiến từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến ngày", null=True, blank=True)
    given = models.JSONField("do khóa viết", default=dict, editable=False)

    class Meta:
        verbose_name = "hoạt động"
        verbose_name_plural = "hoạt động"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="activity_ends_after_it_starts",
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def expected_people(self) -> int | None:
        """People expected in all: as entered, or groups × size; None when not known."""
        if self.people is not None:
            return self.people
        if self.group_count is None or self.group_size is None:
            return None
        return self.group_count * self.group_size


class ActivityLine(models.Model):
    """One printed line of an activity: «Địa điểm: Tại thành phố Đông Hà». Blank text of a line about numbers or time is
    written from the activity's numbers."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="lines", verbose_name="hoạt động")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    role = models.CharField("về", max_length=20, choices=LineRole.choices)
    label = CleanCharField("nhãn in ra", max_length=200, blank=True, help_text="Để trống: theo cột «về».")
    text = CleanTextField("nội dung", blank=True)

    class Meta:
        verbose_name = "dòng của hoạt động"
        verbose_name_plural = "dòng của hoạt động"
        ordering = ["position", "id"]

    def __str__(self):
        return self.label or self.get_role_display()
