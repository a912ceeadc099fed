"""Classes of a course (or tours), their sessions and who teaches them."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from lib.fields import CleanCharField, CleanTextField
from lib.number_words import ordinal_in_words
from trainings.enums import ClassState, Engagement, Half
from trainings.models.courses import Course, Lecturer, Module, Venue
from trainings.querysets import OfClassQuerySet, OfCourseQuerySet


class TrainingClass(models.Model):
    """The class «Lớp thứ nhất» of a course, or one group of a study tour.

    Days as planned stand in `expected_from` and `expected_to`, as held in `starts_on` and `ends_on`. `seats` is how
    many may come, empty: as many as the shares of its units. From `enrolled` on the numbers are kept up to date by
    `trainings.figures` and proved by `manage.py verify_figures`.
    """

    course = models.ForeignKey(Course, models.PROTECT, related_name="classes", verbose_name="khóa")
    ordinal = models.PositiveSmallIntegerField("lớp thứ", validators=[MinValueValidator(1)])
    state = models.CharField(
        "trạng thái", max_length=10, choices=ClassState.choices, default=ClassState.PLANNED, editable=False
    )
    state_since = models.DateTimeField("từ lúc", null=True, editable=False)
    expected_from = models.DateField("dự kiến từ ngày", null=True, blank=True)
    expected_to = models.DateField("dự kiến đến ngày", null=True, blank=True)
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến ngày", null=True, blank=True)
    venue = models.ForeignKey(
        Venue, models.PROTECT, related_name="classes", null=True, blank=True, verbose_name="địa điểm"
    )
    seats = models.PositiveSmallIntegerField("số chỗ", null=True, blank=True)
    meal_rate = models.PositiveIntegerField("mức hỗ trợ người không hưởng lương (đồng/ngày)", null=True, blank=True)
    payer_note = CleanTextField("ai chi trả (ghi trong giấy mời)", blank=True)
    remarks = CleanTextField("nhận xét của ban tổ chức", blank=True)
    cancel_reason = CleanCharField("lý do hủy", max_length=300, blank=True, editable=False)
    frozen_at = models.DateTimeField("chốt danh sách lúc", null=True, editable=False)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False, verbose_name="người chốt"
    )
    enrolled = models.PositiveIntegerField("đăng ký", default=0, editable=False)
    present = models.PositiveIntegerField("có mặt", default=0, editable=False)
    completed = models.PositiveIntegerField("hoàn thành", default=0, editable=False)
    women = models.PositiveIntegerField("nữ", default=0, editable=False)
    sex_known = models.PositiveIntegerField("có ghi giới tính", default=0, editable=False)
    minority = models.PositiveIntegerField("dân tộc thiểu số", default=0, editable=False)
    ethnic_group_known = models.PositiveIntegerField("có ghi dân tộc", default=0, editable=False)
    unpaid = models.PositiveIntegerField("không hưởng lương", default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfCourseQuerySet.as_manager()

    class Meta:
        verbose_name = "lớp, đoàn"
        verbose_name_plural = "lớp, đoàn"
        ordering = ["course", "ordinal"]
        permissions = [("settle_trainingclass", "xác nhận quyết toán lớp")]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "ordinal"],
                name="class_ordinal_is_used_once",
                violation_error_message="Khóa này đã có lớp cùng số thứ tự.",
            ),
            models.CheckConstraint(
                condition=Q(expected_from=None) | Q(expected_to=None) | Q(expected_to__gte=F("expected_from")),
                name="class_is_expected_to_end_after_it_begins",
                violation_error_message="Ngày dự kiến kết thúc phải từ ngày bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="class_ends_after_it_begins",
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def __str__(self):
        return f"{'Đoàn' if self.course.is_tour else 'Lớp'} {self.ordinal}: {self.course.name}"

    @property
    def title(self) -> str:
        """«Lớp thứ nhất», «Đoàn thứ hai». Reads `course`."""
        return f"{'Đoàn' if self.course.is_tour else 'Lớp'} {ordinal_in_words(self.ordinal)}"

    @property
    def is_finished(self) -> bool:
        """Whether nothing may change any more without an act that says why."""
        return self.state in ClassState.finished()


class ClassSession(models.Model):
    """One buổi of a class. `day_number` counts from 1; `held_on` is empty while the class has no days yet."""

    training_class = models.ForeignKey(TrainingClass, models.CASCADE, related_name="sessions", verbose_name="lớp")
    day_number = models.PositiveSmallIntegerField("ngày thứ", validators=[MinValueValidator(1), MaxValueValidator(60)])
    half = models.CharField("buổi", max_length=1, choices=Half.choices)
    held_on = models.DateField("ngày", null=True, blank=True)
    note = CleanCharField("ghi chú", max_length=200, blank=True, help_text="Ví dụ: Khai giảng, Kiểm tra, Bế giảng.")

    objects = OfClassQuerySet.as_manager()

    class Meta:
        verbose_name = "buổi học"
        verbose_name_plural = "buổi học"
        ordering = ["day_number", "half"]
        constraints = [
            models.UniqueConstraint(
                fields=["training_class", "day_number", "half"],
                name="session_is_held_once",
                violation_error_message="Lớp này đã có buổi học đó.",
            ),
        ]

    def __str__(self):
        return f"{self.get_half_display()} ngày {self.day_number}"


class SessionPart(models.Model):
    """Some tiết of one module inside a session, taught by one lecturer."""

    session = models.ForeignKey(ClassSession, models.CASCADE, related_name="parts", verbose_name="buổi")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    module = models.ForeignKey(Module, models.PROTECT, related_name="parts", verbose_name="chuyên đề")
    periods = models.PositiveSmallIntegerField("số tiết", validators=[MinValueValidator(1), MaxValueValidator(12)])
    lecturer = models.ForeignKey(
        Lecturer, models.PROTECT, related_name="parts", null=True, blank=True, verbose_name="giảng viên"
    )

    class Meta:
        verbose_name = "nội dung buổi học"
        verbose_name_plural = "nội dung buổi học"
        ordering = ["position", "id"]

    def __str__(self):
        return f"{self.module} ({self.periods} tiết)"


class ClassLecturer(models.Model):
    """Somebody who teaches a class: on what ground, which modules (none named: all of them)."""

    training_class = models.ForeignKey(TrainingClass, models.CASCADE, related_name="lecturers", verbose_name="lớp")
    lecturer = models.ForeignKey(Lecturer, models.PROTECT, related_name="classes", verbose_name="giảng viên")
    engagement = models.CharField("theo", max_length=10, choices=Engagement.choices, default=Engagement.INVITATION)
    reference = CleanCharField("số hợp đồng, giấy mời", max_length=160, blank=True)
    modules = models.ManyToManyField(Module, related_name="lecturers", blank=True, verbose_name="chuyên đề")

    class Meta:
        verbose_name = "giảng viên của lớp"
        verbose_name_plural = "giảng viên của lớp"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["training_class", "lecturer"],
                name="lecturer_is_named_once_per_class",
                violation_error_message="Giảng viên này đã có trong lớp.",
            ),
        ]

    def __str__(self):
        return str(self.lecturer)
