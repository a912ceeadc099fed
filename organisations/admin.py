"""Areas, organisations with their departments and signers, and accounts in the admin."""

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Case, When
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django_otp.plugins.otp_totp.admin import TOTPDevice

from audit.enums import EntryKind
from audit.recorded_admin import ModelAdmin, RecordedMixin, SheetAdminMixin
from lib.search_admin import ChoiceLabelMixin, FoldedSearchMixin, TabularInline
from organisations.admin_filters import ExistenceFilter, ProvinceFilter
from organisations.enums import Role
from organisations.forms import AccountForm, AccountPasswordForm, AreaForm, NewAccountForm, OrganisationForm, PostForm
from organisations.models import Area, AreaSuccession, Department, Organisation, Post, User
from organisations.resources import AreaResource, OrganisationResource
from organisations.signatures import letterhead, signature_lines
from organisations.validity import absence, with_last_day

admin.site.unregister(TOTPDevice)  # secrets are shown once, to their owner
admin.site.unregister(Group)  # roles are a table of the program (organisations/roles.py), not something to edit


class SuccessorInline(TabularInline):
    model = AreaSuccession
    fk_name = "old"
    fields = ["new", "is_whole", "note"]
    autocomplete_fields = ["new"]
    ordering = ["new__code"]
    verbose_name = "đơn vị kế tiếp"
    verbose_name_plural = "đơn vị kế tiếp (đơn vị này nhập vào)"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("old", "new")


class PredecessorInline(TabularInline):
    model = AreaSuccession
    fk_name = "new"
    fields = ["old", "is_whole", "note"]
    autocomplete_fields = ["old"]
    ordering = ["old__code"]
    verbose_name = "đơn vị trước đó"
    verbose_name_plural = "đơn vị trước đó (lập nên đơn vị này)"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("old", "new")


@admin.register(Area)
class AreaAdmin(SheetAdminMixin, ModelAdmin):
    resource_classes = [AreaResource]
    form = AreaForm
    list_display = ["__str__", "code", "level", "parent", "valid_from", "valid_to"]
    list_select_related = ["parent"]
    list_filter = [ExistenceFilter, "level", ProvinceFilter]
    ordering = ["level", "code", "valid_from"]
    fields = [("kind", "name"), ("level", "code"), "parent", ("valid_from", "valid_to"), "act"]
    autocomplete_fields = ["parent"]
    inlines = [SuccessorInline, PredecessorInline]

    def choice_label(self, row):
        return with_last_day(str(row), row.valid_to)


class DepartmentInline(TabularInline):
    model = Department
    fields = ["name", "abbreviation", "valid_from", "valid_to"]
    ordering = ["search_key"]


class PostInline(TabularInline):
    model = Post
    form = PostForm
    fields = ["person_name", "title", "capacity", "stands_in_for", "valid_from", "valid_to"]
    ordering = ["valid_to", "capacity", "search_key"]


@admin.register(Organisation)
class OrganisationAdmin(SheetAdminMixin, ModelAdmin):
    resource_classes = [OrganisationResource]
    form = OrganisationForm
    list_display = ["name", "short_symbol", "superior", "place_name", "valid_from", "valid_to"]
    list_select_related = ["superior"]
    list_filter = [ExistenceFilter, "regime", "prints_superior"]
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
class DepartmentAdmin(ModelAdmin):
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
class PostAdmin(ModelAdmin):
    form = PostForm
    list_display = ["person_name", "title", "capacity", "organisation", "valid_from", "valid_to"]
    list_select_related = ["organisation"]
    list_filter = [ExistenceFilter, "capacity"]
    search_fields = ["search_key__contains", "organisation__search_key__contains"]
    ordering = ["organisation__search_key", "search_key"]
    autocomplete_fields = ["organisation"]
    readonly_fields = ["printed_signature"]
    fieldsets = [
        (None, {"fields": ["organisation", ("person_name", "title"), ("capacity", "stands_in_for")]}),
        (None, {"fields": [("valid_from", "valid_to"), "printed_signature"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("organisation")

    def choice_label(self, row):
        return with_last_day(f"{row} – {row.organisation.name}", row.valid_to)

    @admin.display(description="in trên chữ ký")
    def printed_signature(self, post):
        if post.pk is None:
            return "Lưu xong thì thấy ở đây."
        return "\n".join(signature_lines(post))


@admin.register(User)
class AccountAdmin(RecordedMixin, FoldedSearchMixin, ChoiceLabelMixin, UserAdmin):
    trail_kind = EntryKind.ACCOUNT
    form = AccountForm
    add_form = NewAccountForm
    change_password_form = AccountPasswordForm
    list_display = ["username", "full_name", "organisation", "department", "role_names", "is_active", "last_login"]
    list_select_related = ["organisation", "department"]
    list_filter = ["is_active", "groups", "scope", "is_staff"]
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["search_key__contains", "organisation__search_key__contains"]
    ordering = ["search_key"]
    autocomplete_fields = ["organisation", "department"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Người dùng", {"fields": [("full_name", "email"), ("organisation", "department")]}),
        ("Quyền", {"fields": ["groups", "scope", "is_active", "is_staff", "is_superuser"]}),
        ("Thời gian", {"fields": [("date_joined", "last_login")]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2"]}),
        ("Người dùng", {"fields": ["full_name", ("organisation", "department")]}),
        ("Quyền", {"fields": ["groups", "scope", "is_staff"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):
        return super().user_change_password(request, id, form_url)

    @admin.display(description="vai trò")
    def role_names(self, user):
        return ", ".join(group.name for group in user.groups.all())

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups" and field is not None:
            place = Case(*(When(name=role.value, then=place) for place, role in enumerate(Role)))
            field.queryset = Group.objects.filter(name__in=Role.values).order_by(place)
            field.widget = CheckboxSelectMultiple(choices=field.choices)
            field.label, field.help_text = "Vai trò", ""
        return field

    def get_readonly_fields(self, request, obj=None):
        """Only who may do everything makes others so: a keeper of accounts can raise nobody, not even themselves."""
        raising = [] if request.user.is_superuser else ["is_superuser"]
        return [*super().get_readonly_fields(request, obj), *raising]

    def has_change_permission(self, request, obj=None):
        """An account that may do everything is changed, and given a new password, only by another one such."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or not obj.is_superuser or request.user.is_superuser)

    def has_delete_permission(self, request, obj=None):
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or not obj.is_superuser or request.user.is_superuser)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if obj.organisation and (sentence := absence(obj.organisation, timezone.localdate())):
            messages.warning(request, f"{sentence} Nếu người này đã chuyển sang cơ quan kế tục, hãy chọn lại cơ quan.")
