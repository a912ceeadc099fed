"""What is left of a class: certificates, feedback, and papers that went out."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.models import FrozenPaper
from lib.fields import CleanCharField, CleanTextField
from organisations.models import Area, Organisation, Post
from trainings.enums import PaperKind, PaperState
from trainings.models.classes import TrainingClass
from trainings.models.courses import Course
from trainings.models.enrolments import Enrolment
from trainings.querysets import OfClassQuerySet, OfCourseQuerySet


class CertificateSeries(models.Model):
    """One series of certificate numbers of an office in one year. Numbers are counted from the certificates given."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="certificate_series", verbose_name="cơ quan"
    )
    year = models.PositiveSmallIntegerField("năm")
    symbol = CleanCharField("ký hiệu", max_length=30, default="GCN", help_text="In sau số: 012/2026/GCN.")

    class Meta:
        verbose_name = "sổ cấp giấy chứng nhận"
        verbose_name_plural = "sổ cấp giấy chứng nhận"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "symbol"],
                name="certificate_series_is_one_per_year",
                violation_error_message="Cơ quan này đã có sổ cấp giấy chứng nhận cùng ký hiệu trong năm.",
            ),
        ]

    def __str__(self):
        return f"{self.year}/{self.symbol}"


class Certificate(models.Model):
    """The certificate of one person who completed a class. What was printed stays as it was: `said` is frozen."""

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="certificate", verbose_name="người học")
    series = models.ForeignKey(CertificateSeries, models.PROTECT, related_name="certificates", verbose_name="sổ")
    number = models.PositiveIntegerField("số")
    given_on = models.DateField("ngày cấp")
    said = models.JSONField("nội dung đã in", default=dict)
    given_at = models.DateTimeField("cấp lúc")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người cấp")
    received_on = models.DateField("ngày nhận", null=True, blank=True)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True)
    revoke_reason = CleanCharField("lý do thu hồi", max_length=300, blank=True)

    class Meta:
        verbose_name = "giấy chứng nhận"
        verbose_name_plural = "giấy chứng nhận"
        ordering = ["series", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "number"],
                name="certificate_number_is_given_once",
                violation_error_message="Số giấy chứng nhận này đã cấp.",
            ),
        ]

    def __str__(self):
        return f"{self.number:03}/{self.series}"


class ClassTally(models.Model):
    """What the people of one class who came from one area add up to; `area` is empty for people of offices.

    Kept up to date by `trainings.figures` in the transaction that changes the people, as the numbers on the class are,
    and proved by `manage.py verify_figures`. `members` are the keys of the persons present, so that different people
    are counted over any classes without reading hundreds of thousands of rows.
    """

    training_class = models.ForeignKey(TrainingClass, models.CASCADE, related_name="tallies", verbose_name="lớp")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", null=True, verbose_name="xã, phường")
    registered = models.PositiveIntegerField("đăng ký", default=0)
    present = models.PositiveIntegerField("có mặt", default=0)
    completed = models.PositiveIntegerField("hoàn thành", default=0)
    women = models.PositiveIntegerField("nữ", default=0)
    sex_known = models.PositiveIntegerField("có ghi giới tính", default=0)
    minority = models.PositiveIntegerField("dân tộc thiểu số", default=0)
    ethnic_group_known = models.PositiveIntegerField("có ghi dân tộc", default=0)
    unpaid = models.PositiveIntegerField("không hưởng lương", default=0)
    unmatched = models.PositiveIntegerField("có mặt, chưa gắn hồ sơ", default=0)
    members = models.BinaryField("hồ sơ của người có mặt", default=b"")

    objects = OfClassQuerySet.as_manager()

    class Meta:
        verbose_name = "số liệu của lớp theo nơi cử"
        verbose_name_plural = "số liệu của lớp theo nơi cử"
        ordering = ["training_class", "area"]
        constraints = [
            models.UniqueConstraint(
                fields=["training_class", "area"],
                condition=Q(area__isnull=False),
                name="class_is_tallied_once_per_area",
                violation_error_message="Lớp này đã có số liệu của nơi đó.",
            ),
            models.UniqueConstraint(
                fields=["training_class"],
                condition=Q(area=None),
                name="class_is_tallied_once_for_offices",
                violation_error_message="Lớp này đã có số liệu của các cơ quan, đơn vị.",
            ),
        ]

    def __str__(self):
        return f"{self.training_class}: {self.area or 'cơ quan, đơn vị'}"


class FeedbackTally(models.Model):
    """How many trainees gave which answer to one question of the feedback sheet (5 = very good … 1 = bad)."""

    training_class = models.ForeignKey(TrainingClass, models.CASCADE, related_name="feedback", verbose_name="lớp")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    question = CleanCharField("câu hỏi", max_length=200)
    very_good = models.PositiveSmallIntegerField("rất tốt", default=0)
    good = models.PositiveSmallIntegerField("tốt", default=0)
    fair = models.PositiveSmallIntegerField("khá", default=0)
    middling = models.PositiveSmallIntegerField("trung bình", default=0)
    poor = models.PositiveSmallIntegerField("kém", default=0)

    objects = OfClassQuerySet.as_manager()

    class Meta:
        verbose_name = "phiếu đánh giá"
        verbose_name_plural = "phiếu đánh giá"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["training_class", "question"],
                name="feedback_question_is_asked_once",
                violation_error_message="Câu hỏi này đã có.",
            ),
        ]

    def __str__(self):
        return self.question


class ClassPaper(models.Model):
    """A paper of a class (or, for reminders, of a course) that is approved, signed, numbered and issued.

    While a draft it is written anew from rows at every look, with `wording` where somebody wrote otherwise. From
    approval on `paper` holds what it says.
    """

    kind = models.CharField("loại", max_length=12, choices=PaperKind.choices)
    course = models.ForeignKey(Course, models.PROTECT, related_name="papers", verbose_name="khóa")
    training_class = models.ForeignKey(
        TrainingClass, models.PROTECT, related_name="papers", null=True, blank=True, verbose_name="lớp"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="cơ quan ban hành")
    signer = models.ForeignKey(Post, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="người ký")
    state = models.CharField(
        "trạng thái", max_length=10, choices=PaperState.choices, default=PaperState.DRAFT, editable=False
    )
    state_since = models.DateTimeField("từ lúc", editable=False)
    wording = models.JSONField("viết khác", default=dict, blank=True)
    recipients = CleanTextField("nơi nhận", blank=True)
    paper = models.ForeignKey(
        FrozenPaper, models.PROTECT, related_name="+", null=True, editable=False, verbose_name="bản đã duyệt"
    )
    created_at = models.DateTimeField("lập lúc", editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="người lập"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfCourseQuerySet.as_manager()

    class Meta:
        verbose_name = "giấy tờ của lớp"
        verbose_name_plural = "giấy tờ của lớp"
        ordering = ["-id"]
        permissions = [
            ("approve_classpaper", "duyệt, ký giấy tờ của lớp"),
            ("issue_classpaper", "cấp số, đóng dấu, ban hành giấy tờ của lớp"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.course}"
