"""Organisations with their departments and signers in the admin; all see them, who keeps them is a matter of scope."""

from django.contrib import admin, messages
from django.utils import timezone

from audit.recorded_admin import ModelAdmin, SheetAdminMixin
from lib.search_admin import TabularInline
from organisations import two_step
from organisations.admin.keeping import KeptInlineMixin, KeptRowsMixin
from organisations.admin_filters import ExistenceFilter
from organisations.forms import DepartmentForm, OrganisationForm, PostForm
from organisations.models import Department, Organisation, Post
from organisations.resources import OrganisationResource
from organisations.signatures import letterhead, signature_lines
from organisations.validity import absence, with_last_day


class DepartmentInline(KeptInlineMixin, TabularInline):
    model = Department
    fields = ["name", "abbreviation", "valid_from", "valid_to"]
    ordering = ["search_key"]


class PostInline(KeptInlineMixin, TabularInline):
    model = Post
    form = PostForm
    fields = ["person_name", "title", "capacity", "stands_in_for", "valid_from", "valid_to"]
    ordering = ["valid_to", "capacity", "search_key"]
    show_change_link = True  # account and mandate are there


@admin.register(Organisation)
class OrganisationAdmin(KeptRowsMixin, SheetAdminMixin, ModelAdmin):
    office = "pk"
    resource_classes = [OrganisationResource]
    form = OrganisationForm
    list_display = ["name", "short_symbol", "superior", "place_name", "valid_from", "valid_to"]
    list_select_related = ["superior"]
    list_filter = [ExistenceFilter, "regime", "issuing", "requires_two_step"]
    ordering = ["search_key", "valid_from"]
    autocomplete_fields = ["superior", "area", "successor"]
    readonly_fields = ["printed_head"]
    fieldsets = [
        (None, {"fields": ["name", ("superior", "area")]}),
        (
            "Đầu văn bản",
            {
                "fields": [
                    ("letterhead", "printed_head"),
                    "prints_superior",
                    ("short_name", "symbol"),
                    ("place_name", "number_scheme"),
                ]
            },
        ),
        ("Thẩm quyền ký", {"fields": [("regime", "collective_name"), ("head_title", "deputy_title")]}),
        (
            "Trình, duyệt, ban hành",
            {
                "fields": [
                    ("issuing", "signed_ready"),
                    "reviews_in_departments",
                    "lets_drafters_approve",
                    "is_council",
                ]
            },
        ),
        ("Đăng nhập", {"fields": ["requires_two_step"]}),
        ("Thời gian tồn tại", {"fields": [("valid_from", "valid_to"), "successor"]}),
    ]
    inlines = [DepartmentInline, PostInline]

    def trail_organisation_id(self, row):
        return row.pk

    def choice_label(self, row):
        return with_last_day(row.name, row.valid_to)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if obj.superior and (sentence := absence(obj.superior, obj.valid_to or timezone.localdate())):
            messages.warning(request, f"Cơ quan cấp trên: {sentence}")
        if "requires_two_step" in form.changed_data and obj.requires_two_step:
            waiting = two_step.without_phone(obj.users.filter(is_active=True)).count()
            messages.info(request, f"{waiting} tài khoản chưa gắn điện thoại: lần mở trang tới sẽ được dẫn đi gắn.")

    def has_add_permission(self, request):
        """A new office lies in nobody's scope but of those who see everything."""
        return super().has_add_permission(request) and request.user.sees_everything

    def has_import_permission(self, request):
        """A sheet may name any office."""
        return super().has_import_permission(request) and request.user.sees_everything

    @admin.display(description="ký hiệu", ordering="symbol")
    def short_symbol(self, organisation):
        return organisation.symbol

    @admin.display(description="in trên văn bản")
    def printed_head(self, organisation):
        if not organisation.letterhead:
            return "Ghi xong và lưu thì thấy ở đây."
        superior, issuer = letterhead(organisation)
        return "\n".join([*superior, *issuer])


@admin.register(Department)
class DepartmentAdmin(KeptRowsMixin, ModelAdmin):
    form = DepartmentForm
    list_display = ["name", "abbreviation", "organisation", "valid_from", "valid_to"]
    list_select_related = ["organisation"]
    list_filter = [ExistenceFilter]
    search_fields = ["search_key__contains", "organisation__search_key__contains"]
    ordering = ["organisation__search_key", "search_key"]
    autocomplete_fields = ["organisation"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("organisation")

    def choice_label(self, row):
        return with_last_day(f"{row.name} – {row.organisation.name}", row.valid_to)


@admin.register(Post)
class PostAdmin(KeptRowsMixin, ModelAdmin):
    form = PostForm
    list_display = ["person_name", "title", "capacity", "organisation", "account", "valid_from", "valid_to"]
    list_select_related = ["organisation", "account"]
    list_filter = [ExistenceFilter, "capacity"]
    search_fields = ["search_key__contains", "organisation__search_key__contains"]
    ordering = ["organisation__search_key", "search_key"]
    autocomplete_fields = ["organisation", "account"]
    readonly_fields = ["printed_signature"]
    fieldsets = [
        (None, {"fields": ["organisation", ("person_name", "title"), ("capacity", "stands_in_for")]}),
        ("Ủy quyền, thừa lệnh", {"fields": ["mandate", ("mandate_from", "mandate_to")]}),
        ("Tài khoản", {"fields": ["account"]}),
        (None, {"fields": [("valid_from", "valid_to"), "printed_signature"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        """Who signs with which account is said by those who keep accounts."""
        keeps_accounts = request.user.has_perm("organisations.change_user")
        return [*super().get_readonly_fields(request, obj), *([] if keeps_accounts else ["account"])]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("organisation", "account")

    def choice_label(self, row):
        return with_last_day(f"{row} – {row.organisation.name}", row.valid_to)

    @admin.display(description="in trên chữ ký")
    def printed_signature(self, post):
        if post.pk is None:
            return "Lưu xong thì thấy ở đây."
        return "\n".join(signature_lines(post))
