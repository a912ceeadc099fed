"""A plan with its bases, outline, appendices and history."""

from django.conf import settings
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localtime

from documents.models import FrozenPaper
from lib.fields import CleanCharField, CleanTextField, SearchKeyField
from organisations.models import Department, Organisation, Post
from plans.enums import EditKind, PlanState, SectionLevel
from plans.models.catalogues import YEARS, LegalDocument, Programme
from plans.querysets import PlanQuerySet


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
        help_text="Không viết hoa toàn bộ, không có dấu chấm cuối câu. Không soạn ở đây văn bản có bí mật nhà nước.",
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
    is_template = models.BooleanField(
        "bản mẫu",
        default=False,
        help_text="Để soạn kế hoạch mới từ bản này. Bản mẫu không trình, không ban hành.",
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
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="replacements",
        null=True,
        blank=True,
        editable=False,
        verbose_name="thay thế kế hoạch",
    )
    state = models.CharField(
        "trạng thái", max_length=12, choices=PlanState.choices, default=PlanState.DRAFT, editable=False
    )
    state_since = models.DateTimeField("từ lúc", editable=False)
    paper = models.OneToOneField(
        FrozenPaper, models.PROTECT, related_name="plan", null=True, editable=False, verbose_name="bản đã duyệt"
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
            models.CheckConstraint(
                condition=Q(paper=None, state__in=sorted(PlanState.editable() | PlanState.in_review()))
                | Q(paper__isnull=False, state__in=sorted(PlanState.frozen())),
                name="plan_has_a_frozen_paper_from_approval_on",
                violation_error_message="Kế hoạch đã duyệt phải có bản đóng băng, bản chưa duyệt thì không.",
            ),
            models.CheckConstraint(
                condition=Q(is_transcript=False) | Q(state=PlanState.DRAFT),
                name="plan_transcript_is_not_put_through_the_steps",
                violation_error_message="Bản chép lại văn bản cũ không trình, không cấp số.",
            ),
            models.CheckConstraint(
                condition=Q(is_template=False) | Q(state=PlanState.DRAFT, is_transcript=False),
                name="plan_template_is_not_put_through_the_steps",
                violation_error_message="Bản mẫu không trình, không cấp số: hãy tạo kế hoạch mới từ bản mẫu.",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-updated_at"], name="plan_of_organisation_latest"),
            models.Index(fields=["organisation", "state", "state_since"], name="plan_waiting_in_a_state"),
        ]
        permissions = [
            ("submit_plan", "Trình kế hoạch"),
            ("review_plan", "Duyệt kế hoạch ở cấp phòng"),
            ("check_plan", "Kiểm tra thể thức kế hoạch"),
            ("approve_plan", "Phê duyệt, ký kế hoạch"),
            ("issue_plan", "Cấp số, đóng dấu, ban hành kế hoạch"),
        ]

    def __str__(self):
        return self.title

    @property
    def years(self) -> str:
        """The years it is for: «2024», «2021–2025»."""
        return str(self.year_from) if self.year_from == self.year_to else f"{self.year_from}–{self.year_to}"

    @property
    def takes_steps(self) -> bool:
        """Whether it is put before its signer and issued here: no transcript and no template."""
        return not (self.is_transcript or self.is_template)

    @property
    def is_editable(self) -> bool:
        """Whether its wording may change now: a draft, or returned to its drafter."""
        return self.state in PlanState.editable()


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
