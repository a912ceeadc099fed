"""Existing documents that were given to be read."""

from functools import cached_property

from django.conf import settings
from django.db import models

from documents.enums import JobState
from documents.reading import from_json
from documents.reading.result import Reading
from documents.reading.source import Source
from organisations.models import Organisation
from plans.models.plans import Plan
from plans.querysets import PlanReadingQuerySet


class PlanReading(models.Model):
    """One pasted text or uploaded file on its way to a plan.

    `source` is the JSON form of its lines, `reading` of what was understood and since corrected by a person; both are
    empty until it is read. `choices` is what the person has chosen for the plan: office, years, proposals taken. Files
    given together share `batch`. Rows without a plan are deleted after some days.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, verbose_name="cơ quan"
    )  # None: given by somebody of the whole system
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người đưa vào")
    at = models.DateTimeField("lúc")
    batch = models.CharField(max_length=36, blank=True, editable=False)
    name = models.CharField("tên tệp", max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)  # of the file in documents.store
    state = models.CharField("trạng thái", max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    error = models.TextField("lỗi", blank=True)
    source = models.TextField(blank=True, editable=False)
    reading = models.TextField(blank=True, editable=False)
    summary = models.JSONField(default=dict, blank=True, editable=False)  # plans.readings.summary_of
    choices = models.JSONField(default=dict, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField("lúc sửa", null=True, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False, verbose_name="người sửa"
    )
    plan = models.OneToOneField(
        Plan, models.SET_NULL, related_name="read_from", null=True, editable=False, verbose_name="kế hoạch"
    )

    objects = PlanReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản được đọc"
        verbose_name_plural = "văn bản được đọc"
        ordering = ["-id"]
        indexes = [models.Index(fields=["organisation", "-at"], name="reading_of_organisation")]

    def __str__(self):
        return self.name or "Văn bản dán vào"

    @property
    def title(self) -> str:
        """What people call it."""
        return str(self)

    @property
    def is_open(self) -> bool:
        """Whether it is read and no plan was made of it yet: what it says may be corrected."""
        return bool(self.reading) and self.plan_id is None

    @cached_property
    def read(self) -> Reading | None:
        """What was understood and since corrected; None until it is read."""
        return from_json(self.reading) if self.reading else None

    @cached_property
    def lines(self) -> Source | None:
        """The document as its file has it; None until it is read."""
        return from_json(self.source) if self.source else None
