"""Accounts in the admin: a keeper sees those in his or her scope, and raises nobody above the own power."""

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Case, When
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django_otp.plugins.otp_totp.admin import TOTPDevice

from audit.enums import EntryKind
from audit.recorded_admin import RecordedMixin
from lib.client_address import client_address
from lib.refusals import Refused
from lib.search_admin import ChoiceLabelMixin, ChosenRowsMixin, FoldedSearchMixin
from organisations import actions, two_step
from organisations.enums import Role
from organisations.forms import AccountForm, AccountPasswordForm, NewAccountForm, RowsField
from organisations.models import User
from organisations.permissions import can_keep_account, needs_two_step, scopes_to_give
from organisations.validity import absence

admin.site.unregister(TOTPDevice)  # secrets are shown once, to their owner
admin.site.unregister(Group)  # roles are a table of the program (organisations/roles.py), not something to edit


@admin.register(User)
class AccountAdmin(RecordedMixin, FoldedSearchMixin, ChoiceLabelMixin, ChosenRowsMixin, UserAdmin):
    trail_kind = EntryKind.ACCOUNT
    form = AccountForm
    add_form = NewAccountForm
    change_password_form = AccountPasswordForm
    list_display = ["username", "full_name", "organisation", "role_names", "is_active", "two_steps", "last_login"]
    list_select_related = ["organisation"]
    list_filter = ["is_active", "groups", "scope", "is_staff"]
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["search_key__contains", "organisation__search_key__contains"]
    ordering = ["search_key"]
    autocomplete_fields = ["organisation", "department"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined", "second_step"]
    actions = ["reset_phones", "unlock"]
    fieldsets = [
        (None, {"fields": ["username", "password", "second_step"]}),
        ("Người dùng", {"fields": [("full_name", "email"), ("organisation", "department")]}),
        (
            "Quyền",
            {"fields": ["groups", "scope", "reads_all_papers", "is_active", "is_staff", "is_superuser"]},
        ),
        ("Thời gian", {"fields": [("date_joined", "last_login")]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2"]}),
        ("Người dùng", {"fields": ["full_name", ("organisation", "department")]}),
        ("Quyền", {"fields": ["groups", "scope", "is_staff"]}),
    ]

    def get_queryset(self, request):
        accounts = super().get_queryset(request).kept_by(request.user)
        return accounts.annotate(has_phone=two_step.HAS_PHONE).prefetch_related("groups")

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.keeper = request.user
        return form

    @admin.display(description="hai bước", boolean=True, ordering="has_phone")
    def two_steps(self, user):
        return user.has_phone

    @admin.display(description="đăng nhập hai bước")
    def second_step(self, user):
        if user.pk is None:
            return "Người dùng tự bật sau khi đăng nhập."
        if not user.has_phone:
            return "Chưa gắn điện thoại; bắt buộc phải gắn." if needs_two_step(user) else "Chưa gắn điện thoại."
        return "Đã gắn điện thoại. Mất máy: ở danh sách tài khoản, chọn người này rồi «Đặt lại điện thoại đã mất»."

    @admin.action(description="Đặt lại điện thoại đã mất", permissions=["change"])
    def reset_phones(self, request, accounts):
        self._each(request, accounts, actions.reset_two_step, "Đã đặt lại: {}. Các phiên của họ đã kết thúc.")

    @admin.action(description="Mở khóa đăng nhập", permissions=["change"])
    def unlock(self, request, accounts):
        self._each(request, accounts, actions.unlock_sign_in, "Đã mở khóa: {}.")

    def _each(self, request, accounts, act, done):
        """Do `act` to each account by itself; say for whom it was done, and why not for the others."""
        names, at, address = [], timezone.now(), client_address(request)
        for account in accounts:
            try:
                act(account, by=request.user, at=at, address=address)
                names.append(str(account))
            except Refused as refused:
                messages.warning(request, refused.sentence)
            except PermissionDenied:
                messages.error(request, f"Bạn không giữ tài khoản {account}: người ấy có quyền cao hơn bạn.")
        if names:
            messages.success(request, done.format(", ".join(names)))

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):
        """A password that somebody else has set is changed at the next sign-in."""
        response = super().user_change_password(request, id, form_url)
        account = self.get_object(request, id)
        if request.method == "POST" and response.status_code == 302 and account is not None:
            actions.mark_password_given(account, by=request.user)
        return response

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "scope":
            kwargs["choices"] = [(scope.value, scope.label) for scope in scopes_to_give(request.user)]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    @admin.display(description="vai trò")
    def role_names(self, user):
        return ", ".join(group.name for group in user.groups.all())

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, form_class=RowsField, **kwargs)
        if db_field.name == "groups" and field is not None:
            place = Case(*(When(name=role.value, then=place) for place, role in enumerate(Role)))
            field.queryset = Group.objects.filter(name__in=Role.values).order_by(place)
            field.widget = CheckboxSelectMultiple(choices=field.choices)
            field.label, field.help_text = "Vai trò", ""
        return field

    def get_readonly_fields(self, request, obj=None):
        """Only who may do everything makes others so: a keeper of accounts can raise nobody, not even themselves."""
        raising = [] if request.user.is_superuser else ["is_superuser", "reads_all_papers"]
        return [*super().get_readonly_fields(request, obj), *raising]

    def has_change_permission(self, request, obj=None):
        """An account that may do more is changed, and given a new password, only by one that may do as much."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or can_keep_account(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or can_keep_account(request.user, obj))

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change and obj.has_usable_password():
            actions.mark_password_given(obj, by=request.user)
        if obj.organisation and (sentence := absence(obj.organisation, timezone.localdate())):
            messages.warning(request, f"{sentence} Nếu người này đã chuyển sang cơ quan kế tục, hãy chọn lại cơ quan.")
