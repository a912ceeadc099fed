"""Jobs that the worker does."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.enums import JobKind, JobState


class Job(models.Model):
    """Work asked for by a person and done by the worker. The row is the truth; the broker only rings the bell.

    `key` says what is made (same key = same job), `kind` how (see documents.works), `paper` and `row_id` of what.
    A worker holds a running job by `token` until `lease_until`; another may take it over afterwards.
    """

    kind = models.CharField("việc", max_length=10, choices=JobKind.choices, default=JobKind.PRINT)
    key = models.CharField("khóa", max_length=200, unique=True)
    paper = models.CharField("văn bản", max_length=60)
    row_id = models.BigIntegerField("mã dòng")
    state = models.CharField("trạng thái", max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    progress = models.PositiveSmallIntegerField("tiến độ (%)", default=0)
    attempts = models.PositiveSmallIntegerField("số lần làm", default=0)
    error = models.TextField("lỗi", blank=True)
    token = models.CharField(max_length=36, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="người yêu cầu"
    )
    requested_at = models.DateTimeField("lúc yêu cầu")
    finished_at = models.DateTimeField("lúc xong", null=True, blank=True)

    class Meta:
        verbose_name = "việc đang làm"
        verbose_name_plural = "việc đang làm"
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="job_progress_is_a_percentage"),
        ]

    def __str__(self):
        return self.key
