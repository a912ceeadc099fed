"""Page layouts, groups of kinds that are numbered together, and the registers (to be read only) in the admin."""

from django.contrib import admin
from django.utils import timezone

from audit.recorded_admin import ModelAdmin
from documents.checking import RULES
from documents.forms import NumberGroupForm, SwitchedOffRuleForm
from documents.models import NumberGroup, PageLayout, Register, RegisterEntry, SwitchedOffRule
from lib.search_admin import ReadOnlyMixin
from organisations.models import Organisation


@admin.register(PageLayout)
class PageLayoutAdmin(ModelAdmin):
    list_display = ["organisation", "body_pt", "margins", "line_spacing", "paragraph_gap_pt"]
    list_select_related = ["organisation"]
    list_filter = ["body_pt"]
    search_fields = ["organisation__search_key__contains"]
    ordering = ["organisation__search_key"]
    autocomplete_fields = ["organisation"]
    fieldsets = [
        (
            None,
            {
                "fields": ["organisation", "body_pt"],
                "description": "Cơ quan không có ở đây in theo cỡ chữ 14, lề trên 20, dưới 20, trái 30, phải 15 mm. "
                "Thay đổi có hiệu lực ngay với mọi kế hoạch của cơ quan.",
            },
        ),
        ("Lề trang", {"fields": [("margin_top", "margin_bottom"), ("margin_left", "margin_right")]}),
        ("Đoạn văn", {"fields": ["first_line_indent", ("line_spacing", "paragraph_gap_pt")]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("organisation")

    @admin.display(description="lề trên, dưới, trái, phải (mm)")
    def margins(self, layout):
        sides = (layout.margin_top, layout.margin_bottom, layout.margin_left, layout.margin_right)
        return " – ".join(f"{side:g}".replace(".", ",") for side in sides)


@admin.register(NumberGroup)
class NumberGroupAdmin(ModelAdmin):
    form = NumberGroupForm
    list_display = ["name", "organisation", "kinds_in_line"]
    list_select_related = ["organisation"]
    search_fields = ["organisation__search_key__contains"]
    ordering = ["organisation__search_key", "name"]
    fieldsets = [
        (
            None,
            {
                "fields": ["organisation", "name", "kinds"],
                "description": "Chỉ dùng khi cách đánh số của cơ quan là «Theo nhóm văn bản». Loại không thuộc nhóm "
                "nào có dãy số riêng. Đổi nhóm giữa năm: dãy mới tiếp tục sau số lớn nhất của các loại trong nhóm.",
            },
        ),
    ]

    def get_queryset(self, request):
        groups = super().get_queryset(request).select_related("organisation")
        return groups if request.user.sees_everything else groups.filter(organisation=request.user.organisation_id)

    def get_autocomplete_fields(self, request):
        return ["organisation"] if request.user.sees_everything else []

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "organisation" and not request.user.sees_everything:
            kwargs["queryset"] = Organisation.objects.filter(pk=request.user.organisation_id)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description="các loại văn bản")
    def kinds_in_line(self, group):
        return ", ".join(group.kinds.split("\n"))


@admin.register(SwitchedOffRule)
class SwitchedOffRuleAdmin(ModelAdmin):
    """Rules that offices have switched off; the page «Quy tắc kiểm tra nội dung» lists them all."""

    form = SwitchedOffRuleForm
    list_display = ["rule_name", "organisation", "reason", "by", "at"]
    list_filter = [("organisation", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["organisation", "by"]
    search_fields = ["organisation__search_key__contains"]
    ordering = ["organisation__search_key", "rule"]
    readonly_fields = ["by", "at"]
    fields = ["organisation", "rule", "reason", "by", "at"]

    def get_queryset(self, request):
        kept = Organisation.objects.kept_by(request.user)
        return super().get_queryset(request).filter(organisation__in=kept)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "organisation":
            kwargs["queryset"] = Organisation.objects.kept_by(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        obj.by, obj.at = request.user, timezone.now()
        super().save_model(request, obj, form, change)

    @admin.display(description="quy tắc", ordering="rule")
    def rule_name(self, row):
        return RULES[row.rule].name if row.rule in RULES else row.rule


class _ReadOnlyAdmin(ReadOnlyMixin, ModelAdmin):
    """Rows of registers that the person's offices keep; they are written on the pages of the register only."""

    def get_queryset(self, request):
        visible = self.model.objects.visible_to(request.user).values("pk")
        return super().get_queryset(request).filter(pk__in=visible)


@admin.register(Register)
class RegisterAdmin(_ReadOnlyAdmin):
    list_display = ["year", "organisation", "series_name"]
    list_display_links = ["year", "series_name"]
    list_select_related = ["organisation"]
    list_filter = ["year"]
    search_fields = ["series_key__contains", "organisation__search_key__contains"]
    ordering = ["-year", "organisation__search_key", "series_key"]

    @admin.display(description="dãy số")
    def series_name(self, register):
        return register.series_name


@admin.register(RegisterEntry)
class RegisterEntryAdmin(_ReadOnlyAdmin):
    list_display = ["reference", "dated_on", "kind", "title", "organisation", "is_valid"]
    list_select_related = ["organisation"]
    list_filter = ["year"]
    ordering = ["-dated_on", "-id"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("organisation", "register", "given_by", "cancelled_by")

    @admin.display(description="số, ký hiệu")
    def reference(self, entry):
        return entry.reference

    @admin.display(description="còn hiệu lực", boolean=True)
    def is_valid(self, entry):
        return entry.cancelled_at is None
