"""Who gets how many seats."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from lib.fields import CleanCharField
from organisations.models import Area, Organisation
from trainings.enums import SeatBasis
from trainings.models.classes import TrainingClass
from trainings.models.courses import Course
from trainings.querysets import OfCourseQuerySet

_A_NUMBER = [MinValueValidator(1), MaxValueValidator(10_000)]


class SeatRule(models.Model):
    """«Mỗi xã, thị trấn 09 đại biểu», «Mỗi thôn, bản 05 đại biểu», «Cấp huyện: 12 người».

    Rules per commune and per village count in every commune of the course's area; a rule per organisation names one
    in `organisation`; a fixed one names an area or an organisation.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="seat_rules", verbose_name="khóa")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    basis = models.CharField("tính theo", max_length=12, choices=SeatBasis.choices)
    seats = models.PositiveSmallIntegerField("số chỗ", validators=_A_NUMBER)
    who = CleanCharField("gồm ai", max_length=500, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="nơi")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="cơ quan, đơn vị"
    )

    objects = OfCourseQuerySet.as_manager()

    class Meta:
        verbose_name = "quy tắc chỉ tiêu"
        verbose_name_plural = "quy tắc chỉ tiêu"
        ordering = ["position", "id"]

    def __str__(self):
        return f"{self.get_basis_display()}: {self.seats}"


class Share(models.Model):
    """The seats of one unit in a course: what the rules give, what was decided otherwise, how many are taken.

    `seats` is what counts (`by_rule`, or `exception` with its reason, then what was passed on). `taken` changes only by
    the conditional update in `trainings.seating`; nobody counts rows to find a free seat.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="shares", verbose_name="khóa")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="xã, phường")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="cơ quan, đơn vị"
    )
    training_class = models.ForeignKey(
        TrainingClass, models.SET_NULL, related_name="shares", null=True, blank=True, verbose_name="học ở lớp"
    )
    villages = models.PositiveSmallIntegerField("số thôn, bản khi tính", null=True, blank=True)
    by_rule = models.PositiveIntegerField("theo quy tắc", default=0)
    exception = models.PositiveIntegerField("quyết định khác", null=True, blank=True)
    exception_reason = CleanCharField("lý do", max_length=300, blank=True)
    passed = models.IntegerField("chuyển đến (trừ chuyển đi)", default=0)
    seats = models.PositiveIntegerField("chỉ tiêu", default=0)
    taken = models.PositiveIntegerField("đã đăng ký", default=0, editable=False)

    objects = OfCourseQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu của đơn vị"
        verbose_name_plural = "chỉ tiêu của đơn vị"
        ordering = ["course", "training_class__ordinal", "area__code", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken__lte=F("seats")),
                name="share_is_not_taken_beyond_its_seats",
                violation_error_message="Số người đã đăng ký nhiều hơn chỉ tiêu.",
            ),
            models.CheckConstraint(
                condition=Q(area=None, organisation__isnull=False) | Q(area__isnull=False, organisation=None),
                name="share_belongs_to_an_area_or_an_organisation",
                violation_error_message="Chỉ tiêu thuộc về một xã, phường hoặc một cơ quan, đơn vị.",
            ),
            models.CheckConstraint(
                condition=Q(exception=None) | ~Q(exception_reason=""),
                name="share_exception_has_a_reason",
                violation_error_message="Chỉ tiêu khác quy tắc phải ghi lý do.",
            ),
            models.UniqueConstraint(
                fields=["course", "area"],
                condition=Q(area__isnull=False),
                name="share_is_one_per_area",
                violation_error_message="Xã, phường này đã có chỉ tiêu.",
            ),
            models.UniqueConstraint(
                fields=["course", "organisation"],
                condition=Q(organisation__isnull=False),
                name="share_is_one_per_organisation",
                violation_error_message="Cơ quan, đơn vị này đã có chỉ tiêu.",
            ),
        ]

    def __str__(self):
        return str(self.area or self.organisation)

    @property
    def called_in_a_sentence(self) -> str:
        """«xã Mường Đun», «Ủy ban nhân dân huyện Tủa Chùa». Reads `area` or `organisation`."""
        name = str(self)
        return name[:1].lower() + name[1:] if self.area else name

    @property
    def free(self) -> int:
        """Seats that nobody has taken."""
        return self.seats - self.taken


class SeatTransfer(models.Model):
    """Seats that the organiser passed on from one unit to another. `nonce` names the form, which counts once."""

    giver = models.ForeignKey(Share, models.CASCADE, related_name="given", verbose_name="đơn vị chuyển")
    receiver = models.ForeignKey(Share, models.CASCADE, related_name="received", verbose_name="đơn vị nhận")
    seats = models.PositiveSmallIntegerField("số chỗ", validators=_A_NUMBER)
    reason = CleanCharField("lý do", max_length=300, blank=True)
    nonce = models.CharField(max_length=40, blank=True, editable=False)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người chuyển")

    class Meta:
        verbose_name = "lần chuyển chỉ tiêu"
        verbose_name_plural = "lần chuyển chỉ tiêu"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["giver", "nonce"],
                condition=~Q(nonce=""),
                name="seat_transfer_is_done_once",
                violation_error_message="Lần chuyển chỉ tiêu này đã được ghi.",
            ),
        ]

    def __str__(self):
        return f"{self.giver} → {self.receiver}: {self.seats}"
