"""What people did with whole plans, and what they said about them on the way."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from lib.fields import CleanTextField
from plans.enums import PlanAct, PlanState
from plans.models.plans import Plan, PlanSection

NEEDING_A_REASON = (PlanAct.RETURN, PlanAct.TAKE_BACK_NUMBER, PlanAct.RECALL, PlanAct.CORRECT)


class PlanTransition(models.Model):
    """One act on a whole plan. Rows are only ever added; the audit trail holds their digests.

    `content` is the JSON form of what the plan said when it was submitted, returned or approved: the ground for «what
    changed since I last returned it». Empty for other acts.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="transitions", verbose_name="kế hoạch")
    act = models.CharField("việc", max_length=12, choices=PlanAct.choices)
    from_state = models.CharField("từ", max_length=12, choices=PlanState.choices)
    to_state = models.CharField("sang", max_length=12, choices=PlanState.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người làm")
    by_post = models.CharField("chức vụ", max_length=160, blank=True)
    at = models.DateTimeField("lúc")
    reason = CleanTextField("lý do, ghi chú", max_length=2000, blank=True, validators=[MaxLengthValidator(2000)])
    content = models.TextField("nội dung lúc đó", blank=True, editable=False)

    class Meta:
        verbose_name = "bước xử lý"
        verbose_name_plural = "bước xử lý"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(act__in=NEEDING_A_REASON) | ~Q(reason=""),
                name="plan_transition_that_stops_a_plan_says_why",
                violation_error_message="Hãy ghi lý do: người soạn thảo cần biết phải sửa gì.",
            ),
        ]

    def __str__(self):
        return f"{self.by} {self.get_act_display()}"


class PlanComment(models.Model):
    """A remark on a plan or one of its sections, made at any step; it stays when the section goes."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="comments", verbose_name="kế hoạch")
    section = models.ForeignKey(
        PlanSection, models.SET_NULL, related_name="comments", null=True, blank=True, verbose_name="mục"
    )
    section_title = models.CharField("đề mục lúc góp ý", max_length=600, blank=True)
    state = models.CharField("bước", max_length=12, choices=PlanState.choices)
    text = CleanTextField("góp ý", max_length=2000, validators=[MaxLengthValidator(2000)])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người góp ý")
    at = models.DateTimeField("lúc")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="người đánh dấu đã xong"
    )
    settled_at = models.DateTimeField("xong lúc", null=True)

    class Meta:
        verbose_name = "góp ý"
        verbose_name_plural = "góp ý"
        ordering = ["id"]

    def __str__(self):
        return self.text[:80]
