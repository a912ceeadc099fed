"""Programmes, legal documents, and plans with their bases, outline, activities and appendices."""

import re

from django.conf import settings
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localtime

from lib.fields import CleanCharField, CleanTextField, SearchKeyField
from organisations.models import Dated, Department, Organisation, Post
from organisations.querysets import DatedQuerySet
from plans.enums import (
    ActivityKind,
    DocumentKind,
    EditKind,
    LineRole,
    LineStyle,
    ProgrammeLevel,
    SectionLevel,
)
from plans.querysets import LegalDocumentQuerySet, PlanQuerySet

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
        return f"{self.kind} {self.reference}".strip() if self.reference else f"{self.kind} {self.summary}"

    @property
    def bare_reference(self) -> str:
        """The number as it tells documents apart: «90 / QĐ–TTg» is «90/QĐ-TTg»."""
        return re.sub(r"\s+", "", re.sub("[‐‑–—]", "-", self.reference))

    @property
    def name_if_unnumbered(self) -> str:
        """Laws have no number in a citation: their name tells them apart."""
        return "" if self.reference else self.summary


class Plan(models.Model):
    """A KẾ HOẠCH that is being written."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="plans", verbose_name="cơ quan ban hành"
    )
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        related_name="plans",
        null=True,
        blank=True,
        verbose_name="phòng soạn thảo",
    )
    drafter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="drafted_plans",
        null=True,
        verbose_name="người soạn thảo",
    )
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        related_name="plans",
        null=True,
        blank=True,
        verbose_name="chương trình, dự án",
    )
    title = CleanTextField(
        "trích yếu",
        max_length=500,
        validators=[MaxLengthValidator(500)],
        help_text="Không viết hoa toàn bộ, không có dấu chấm cuối câu.",
    )
    year_from = models.PositiveSmallIntegerField("thực hiện từ năm", validators=YEARS)
    year_to = models.PositiveSmallIntegerField("đến năm", validators=YEARS)
    place = CleanCharField("địa danh", max_length=120, blank=True, help_text="Để trống: theo cơ quan ban hành.")
    dated_year = models.PositiveSmallIntegerField("năm ban hành", validators=YEARS)
    dated_month = models.PositiveSmallIntegerField(
        "tháng", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    dated_day = models.PositiveSmallIntegerField(
        "ngày", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    is_transcript = models.BooleanField(
        "chép lại văn bản đã ban hành",
        default=False,
        help_text="Văn bản đã có số và ngày trước khi dùng phần mềm. Chỉ khi đó mới được nhập số.",
    )
    number = models.PositiveIntegerField("số", null=True, blank=True, validators=[MinValueValidator(1)])
    opening = CleanTextField("câu mở đầu", blank=True, help_text="Ví dụ: … ban hành Kế hoạch … như sau:")
    closing = CleanTextField("câu kết", blank=True, help_text="Phần mềm tự ghi «./.» ở cuối.")
    recipients = CleanTextField(
        "nơi nhận", blank=True, help_text="Mỗi dòng một nơi nhận, không cần gạch đầu dòng và dấu chấm phẩy."
    )
    archive = CleanCharField("lưu", max_length=120, default="VT", help_text="Sau chữ «Lưu:», ví dụ: VT, CSTT (2 bản).")
    signer = models.ForeignKey(
        Post, models.PROTECT, related_name="plans", null=True, blank=True, verbose_name="người ký"
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField("lúc tạo", editable=False)
    updated_at = models.DateTimeField("lúc sửa", editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name="người sửa",
    )
    legal_documents = models.ManyToManyField(LegalDocument, through="PlanLegalBasis", related_name="plans")
    search_key = SearchKeyField(sources=("title",))

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch"
        verbose_name_plural = "kế hoạch"
        ordering = ["-updated_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year_to__gte=F("year_from")),
                name="plan_years_are_in_order",
                violation_error_message="Năm kết thúc phải từ năm bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(number=None) | Q(is_transcript=True),
                name="plan_number_only_on_a_transcript",
                violation_error_message="Dự thảo không có số: số do văn thư cấp khi ban hành.",
            ),
            models.CheckConstraint(
                condition=Q(dated_day=None) | ~Q(dated_month=None),
                name="plan_day_needs_a_month",
                violation_error_message="Đã có ngày thì phải có tháng.",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-updated_at"], name="plan_of_organisation_latest")]

    def __str__(self):
        return self.title

    @property
    def years(self) -> str:
        """The years it is for: «2024», «2021–2025»."""
        return str(self.year_from) if self.year_from == self.year_to else f"{self.year_from}–{self.year_to}"


class PlanLegalBasis(models.Model):
    """One căn cứ of a plan. `wording` replaces the generated sentence; a basis may continue the paragraph before it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="bases", verbose_name="kế hoạch")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    document = models.ForeignKey(
        LegalDocument, models.PROTECT, related_name="citations", null=True, blank=True, verbose_name="văn bản"
    )
    wording = CleanTextField(
        "câu chữ riêng", blank=True, help_text="Để trống: phần mềm tự viết «Căn cứ …» từ văn bản đã chọn."
    )
    continues_previous = models.BooleanField("nối tiếp căn cứ trước, cùng đoạn", default=False)

    class Meta:
        verbose_name = "căn cứ"
        verbose_name_plural = "căn cứ"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(document=None) | ~Q(wording=""),
                name="legal_basis_says_something",
                violation_error_message="Chọn một văn bản hoặc tự viết căn cứ.",
            ),
        ]

    def __str__(self):
        return self.wording or str(self.document)


class PlanSection(models.Model):
    """One heading of a plan with the text under it, in outline order.

    `body` is plain lines: «- », «+ », «a) », «1. » at the start of a line are markers; lines with tabs are a table.
    `source` names a registered source that adds generated text after the body (see `plans.section_sources`).
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sections", verbose_name="kế hoạch")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    level = models.PositiveSmallIntegerField("cấp", choices=SectionLevel.choices, default=SectionLevel.ROMAN)
    is_numbered = models.BooleanField("đánh số", default=True)
    title = CleanTextField("đề mục", max_length=600, validators=[MaxLengthValidator(600)])
    body = CleanTextField("nội dung", blank=True)
    source = models.CharField("phần tự sinh", max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "mục"
        verbose_name_plural = "mục"
        ordering = ["position", "id"]

    def __str__(self):
        return self.title


class Activity(models.Model):
    """Something that a plan will do: a class, a tour, a round. Numbers are kept apart from the printed lines."""

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


class PlanAppendix(models.Model):
    """A Phụ lục of a plan: text, a table pasted from a spreadsheet, notes, places for signatures."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="appendices", verbose_name="kế hoạch")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    title = CleanTextField("tên phụ lục", help_text="Xuống dòng ở đâu, in xuống dòng ở đó.")
    body = CleanTextField("nội dung trước bảng", blank=True)
    table = CleanTextField("bảng", blank=True, help_text="Dán từ Excel: mỗi dòng một hàng, các cột cách nhau bằng Tab.")
    header_rows = models.PositiveSmallIntegerField("số hàng tiêu đề", default=1, validators=[MaxValueValidator(4)])
    column_widths = CleanCharField(
        "độ rộng cột (mm)",
        max_length=200,
        blank=True,
        help_text="Ví dụ: 12; 50; 35; 25; 25; 18. Để trống: tự chia.",
    )
    notes = CleanTextField("ghi chú dưới bảng", blank=True)
    signatures = CleanTextField(
        "nơi ký",
        blank=True,
        help_text="Mỗi dòng một nơi ký, từ trái sang phải. Ví dụ: Người lập ⏎ TM. ỦY BAN NHÂN DÂN.",
    )
    is_landscape = models.BooleanField("khổ ngang", default=False)
    source = models.CharField("phần tự sinh", max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "phụ lục"
        verbose_name_plural = "phụ lục"
        ordering = ["position", "id"]

    def __str__(self):
        return self.title


class PlanEdit(models.Model):
    """One change of a plan with what stood there before: who changed what, and the ground for «hoàn tác».

    `before` holds the old values of what changed, `after` short marks of the new ones, by which undo sees whether
    somebody went on working there (see `plans.images`).
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="edits", verbose_name="kế hoạch")
    kind = models.CharField("việc", max_length=10, choices=EditKind.choices)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người làm")
    before = models.JSONField("trước khi sửa", default=dict)
    after = models.JSONField("sau khi sửa", default=dict)
    undone = models.BooleanField("đã hoàn tác", default=False)

    class Meta:
        verbose_name = "lần sửa"
        verbose_name_plural = "lần sửa"
        ordering = ["-id"]

    def __str__(self):
        return f"{self.get_kind_display()} {localtime(self.at):%d/%m/%Y %H:%M}"
