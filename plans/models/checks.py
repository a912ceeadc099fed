"""What people decided about findings, and what they still have to look at."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from lib.fields import CleanTextField
from plans.enums import ConfirmationKind
from plans.models.activities import Activity
from plans.models.plans import Plan, PlanAppendix, PlanLegalBasis, PlanSection


class SetAsideFinding(models.Model):
    """A finding that somebody has looked at and says why it is right as it stands. It holds while the words stay."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="set_aside", verbose_name="kế hoạch")
    rule = models.CharField("quy tắc", max_length=60)
    mark = models.CharField(max_length=32, editable=False)  # documents.checking.Finding.mark
    quote = CleanTextField("đoạn văn", blank=True)
    reason = CleanTextField("lý do", max_length=1000, validators=[MaxLengthValidator(1000)])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người bỏ qua")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "lưu ý đã bỏ qua"
        verbose_name_plural = "lưu ý đã bỏ qua"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "mark"],
                name="finding_is_set_aside_once",
                violation_error_message="Lưu ý này đã được bỏ qua.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="finding_is_set_aside_with_a_reason",
                violation_error_message="Hãy ghi lý do: người duyệt cần biết vì sao để nguyên.",
            ),
        ]

    def __str__(self):
        return f"{self.rule}: {self.quote[:60]}"


class PlanConfirmation(models.Model):
    """Something taken over from elsewhere that nobody has looked at yet («chưa xác nhận»).

    At most one of `section`, `activity`, `basis`, `appendix` says where; none: the head. `quote` is what stands there.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="confirmations", verbose_name="kế hoạch")
    kind = models.CharField("loại", max_length=10, choices=ConfirmationKind.choices)
    section = models.ForeignKey(PlanSection, models.CASCADE, related_name="confirmations", null=True, blank=True)
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="confirmations", null=True, blank=True)
    basis = models.ForeignKey(PlanLegalBasis, models.CASCADE, related_name="confirmations", null=True, blank=True)
    appendix = models.ForeignKey(PlanAppendix, models.CASCADE, related_name="confirmations", null=True, blank=True)
    quote = CleanTextField("đoạn văn", blank=True)
    sentence = CleanTextField("cần xem lại điều gì")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="người xác nhận"
    )
    settled_at = models.DateTimeField("xác nhận lúc", null=True)

    class Meta:
        verbose_name = "điều cần xác nhận"
        verbose_name_plural = "điều cần xác nhận"
        ordering = ["id"]

    def __str__(self):
        return self.sentence
