"""Frozen papers and their files."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.enums import FileRole
from organisations.enums import Issuing, SignedReady
from organisations.models import Organisation


class FrozenPaper(models.Model):
    """A paper as it was approved: what it says, for ever. Files made from it and files that came back are `files`.

    `paper` and `row_id` name the row it was made from (see documents.papers); a row that is approved again gets the
    next `revision`. Nothing here changes afterwards except that an approval taken back is noted in `discarded_at`.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="frozen_papers", verbose_name="cơ quan ban hành"
    )
    paper = models.CharField("loại giấy tờ", max_length=60)
    row_id = models.BigIntegerField("mã dòng")
    revision = models.PositiveSmallIntegerField("lần duyệt", default=1)
    kind = models.CharField("tên loại", max_length=60)
    symbol = models.CharField("ký hiệu", max_length=40)
    title = models.CharField("trích yếu", max_length=500)
    content = models.TextField("nội dung (JSON)", editable=False)
    content_sha256 = models.CharField("SHA-256 của nội dung", max_length=64, editable=False)
    layout = models.JSONField("cách trình bày", editable=False)
    signed_ready = models.CharField("tệp trình ký", max_length=8, choices=SignedReady.choices)
    issuing = models.CharField("hình thức ban hành", max_length=12, choices=Issuing.choices)
    frozen_at = models.DateTimeField("duyệt lúc")
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người duyệt"
    )
    discarded_at = models.DateTimeField("bỏ lúc", null=True)

    class Meta:
        verbose_name = "bản đã duyệt"
        verbose_name_plural = "bản đã duyệt"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "row_id", "revision"],
                name="frozen_paper_revision_is_made_once",
                violation_error_message="Bản duyệt lần này đã có.",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.title}"


class PaperFile(models.Model):
    """A file of a frozen paper. The bytes are in `documents.store` under `sha256`; rows are only ever added.

    The latest row of a role counts. `report` is what the examination of an uploaded file found.
    """

    paper = models.ForeignKey(FrozenPaper, models.PROTECT, related_name="files", verbose_name="bản đã duyệt")
    role = models.CharField("loại tệp", max_length=8, choices=FileRole.choices)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("cỡ (byte)")
    pages = models.PositiveIntegerField("số trang", null=True)
    made_at = models.DateTimeField("lúc")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, verbose_name="người nộp"
    )
    report = models.JSONField("kết quả kiểm tra", default=dict)

    class Meta:
        verbose_name = "tệp"
        verbose_name_plural = "tệp"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "role"],
                condition=Q(role__in=[FileRole.READY, FileRole.WORD]),
                name="paper_file_of_the_house_is_made_once",
                violation_error_message="Tệp này đã được tạo.",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} ({self.sha256[:12]})"
