"""Catalogues that plans choose from: the programme tree and the register of legal documents."""

import re

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from lib.fields import CleanCharField, CleanTextField, SearchKeyField
from organisations.models import Dated
from organisations.querysets import DatedQuerySet
from plans.enums import DocumentKind, ProgrammeLevel
from plans.querysets import LegalDocumentQuerySet

YEARS = [MinValueValidator(1990), MaxValueValidator(2100)]


class Programme(Dated):
    """A node of the programme tree: chương trình → hợp phần → dự án → tiểu dự án → nội dung; one tree per period."""

    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="children", null=True, blank=True, verbose_name="thuộc"
    )
    level = models.PositiveSmallIntegerField("cấp", choices=ProgrammeLevel.choices)
    position = models.PositiveSmallIntegerField("thứ tự", default=1)
    name = CleanCharField("tên", max_length=400)
    short_name = CleanCharField("tên gọi tắt", max_length=120, blank=True, help_text="Ví dụ: Dự án 7, Tiểu dự án 2.")
    year_from = models.PositiveSmallIntegerField("từ năm", null=True, blank=True, validators=YEARS)
    year_to = models.PositiveSmallIntegerField("đến năm", null=True, blank=True, validators=YEARS)
    approved_by = models.ForeignKey(
        "LegalDocument",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="văn bản phê duyệt",
    )
    search_key = SearchKeyField(sources=("short_name", "name"))

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "chương trình, dự án"
        verbose_name_plural = "chương trình, dự án"
        ordering = ["year_from", "level", "position", "name"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(year_from=None) | Q(year_to=None) | Q(year_to__gte=F("year_from")),
                name="programme_years_are_in_order",
                violation_error_message="Năm kết thúc phải từ năm bắt đầu trở đi.",
            ),
        ]

    def __str__(self):
        return f"{self.short_name}: {self.name}" if self.short_name else self.name


class LegalDocument(models.Model):
    """A document that plans cite. Entered once, found again afterwards."""

    kind = models.CharField("tên loại", max_length=30, choices=DocumentKind.choices)
    reference = CleanCharField(
        "số, ký hiệu",
        max_length=60,
        blank=True,
        help_text="Ví dụ: 3702/QĐ-UBND. Luật, pháp lệnh không ghi số, ký hiệu (Nghị định 30/2020).",
    )
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issuer = CleanCharField("cơ quan ban hành", max_length=200, blank=True)
    summary = CleanTextField(
        "trích yếu",
        help_text="Như trong căn cứ: «về việc giao dự toán …», «phê duyệt …»; với luật: tên luật.",
    )
    in_force_from = models.DateField("có hiệu lực từ", null=True, blank=True)
    in_force_to = models.DateField("hết hiệu lực từ", null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, related_name="replaces", null=True, blank=True, verbose_name="bị thay thế bởi"
    )
    file = models.FileField("tệp văn bản", upload_to="legal/%Y/", blank=True)
    identity = SearchKeyField(sources=("kind", "bare_reference", "issued_on", "issuer", "name_if_unnumbered"))
    search_key = SearchKeyField(sources=("kind", "reference", "issuer", "summary"))

    objects = LegalDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản pháp lý"
        verbose_name_plural = "văn bản pháp lý"
        ordering = ["-issued_on", "kind", "reference"]
        constraints = [
            models.UniqueConstraint(
                fields=["identity"],
                name="legal_document_is_entered_once",
                violation_error_message="Văn bản này (cùng loại, số, ngày, cơ quan) đã có: hãy tìm và chọn lại.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(DocumentKind.unnumbered())) | ~Q(reference=""),
                name="legal_document_has_a_number",
                violation_error_message="Cần số, ký hiệu (chỉ Hiến pháp, luật, pháp lệnh mới không ghi số).",
            ),
            models.CheckConstraint(
                condition=Q(in_force_from=None) | Q(in_force_to=None) | Q(in_force_to__gte=F("in_force_from")),
                name="legal_document_force_ends_after_it_begins",
                violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
            ),
        ]

    def __str__(self):
        if self.reference:
            return f"{self.kind} {self.reference}".strip()
        return self.summary if self.summary.startswith(self.kind) else f"{self.kind} {self.summary}"

    @property
    def bare_reference(self) -> str:
        """The number as it tells documents apart: «90 / QĐ–TTg» is «90/QĐ-TTg»."""
        return re.sub(r"\s+", "", re.sub("[‐‑–—]", "-", self.reference))

    @property
    def name_if_unnumbered(self) -> str:
        """Laws have no number in a citation: their name tells them apart."""
        return "" if self.reference else self.summary
