"""What people type about areas, offices, signers and accounts, made fit to print and checked for sense."""

import re

from django import forms
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    AdminUserCreationForm,
    UserChangeForm,
)
from django.core.exceptions import ValidationError

from lib.keys import row_key
from organisations.enums import Capacity
from organisations.models import Area, Department, Organisation, Post, User
from organisations.signatures import PRINTED_IN_CAPITALS

_CAPITALS = "capitals"  # css class: shown in capitals while typing, stored in capitals by clean()
_HONOURS = re.compile(
    r"^(?:(?:gs|pgs|ts|tskh|ths|cn|ks|bs|bsck\w*|kts|ls|nsnd|nsưt|ngnd|ngưt|ahll\w*|ông|bà|đồng chí|đ/c)\b\.?[\s.,]*)+",
    re.IGNORECASE,
)


class CapitalsMixin:
    """Turns the fields named in `capitals` into capitals, as papers print them."""

    capitals: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.capitals:
            if name in self.fields:
                attrs = self.fields[name].widget.attrs
                attrs["class"] = f"{attrs.get('class', '')} {_CAPITALS}".strip()

    def clean(self):
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        for name in self.capitals:
            if cleaned.get(name):
                cleaned[name] = cleaned[name].upper()
        return cleaned


class AreaForm(forms.ModelForm):
    """An area; what it belongs to stands above it."""

    class Meta:
        model = Area
        fields = [
            "kind", "name", "level", "code", "parent", "valid_from", "valid_to", "act", "village_count",
            "villages_counted_on", "neighbours",
        ]  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("village_count") is not None and not cleaned.get("villages_counted_on"):
            self.add_error("villages_counted_on", "Số thôn, bản phải kèm ngày đếm: số này thay đổi theo thời gian.")
        if self.instance.pk and self.instance in (cleaned.get("neighbours") or ()):
            self.add_error("neighbours", "Một đơn vị không giáp với chính nó.")
        parent, level = cleaned.get("parent"), cleaned.get("level")
        if parent and level and parent.level >= level:
            self.add_error("parent", f"{parent} không ở cấp trên của đơn vị này: hãy chọn đơn vị cấp cao hơn.")
        return cleaned


class OrganisationForm(CapitalsMixin, forms.ModelForm):
    """An organisation; what papers print in capitals is turned into capitals."""

    capitals = PRINTED_IN_CAPITALS

    class Meta:
        model = Organisation
        fields = [
            "name",
            "superior",
            "area",
            "letterhead",
            "prints_superior",
            "short_name",
            "symbol",
            "place_name",
            "number_scheme",
            "regime",
            "collective_name",
            "head_title",
            "deputy_title",
            "issuing",
            "signed_ready",
            "reviews_in_departments",
            "lets_drafters_approve",
            "is_council",
            "requires_two_step",
            "valid_from",
            "valid_to",
            "successor",
        ]
        widgets = {"letterhead": forms.Textarea(attrs={"rows": 3})}

    def clean_letterhead(self):
        lines = (" ".join(line.split()) for line in self.cleaned_data["letterhead"].split("\n"))
        return "\n".join(line for line in lines if line)

    def clean_superior(self):
        superior = self.cleaned_data["superior"]
        if superior and self.instance in _chain(superior, "superior"):
            raise ValidationError(f"{superior.name} lại là cấp dưới của cơ quan này: hãy chọn cơ quan khác.")
        return superior

    def clean_successor(self):
        successor = self.cleaned_data["successor"]
        if successor and self.instance in _chain(successor, "successor"):
            raise ValidationError(f"{successor.name} lại được cơ quan này kế tục: hãy chọn cơ quan khác.")
        return successor

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("successor") and not cleaned.get("valid_to") and "valid_to" not in self.errors:
            self.add_error("valid_to", "Cơ quan đã có cơ quan kế tục thì cần ngày cuối cùng còn tồn tại.")
        if cleaned.get("is_council") and not cleaned.get("superior") and "superior" not in self.errors:
            self.add_error(
                "superior", "Hội đồng, ban chỉ đạo cần cơ quan cấp trên: văn thư của cơ quan ấy cấp số và đóng dấu."
            )
        return cleaned


class RowsField(forms.ModelMultipleChoiceField):
    """Rows to tick; a key that no row can have is no choice, and no error of the database."""

    def _check_values(self, value):
        for key in value:
            if row_key(key) is None:
                raise ValidationError(self.error_messages["invalid_pk_value"], code="invalid", params={"pk": "?"})
        return super()._check_values(value)


class KeptOfficeMixin:
    """Rows that belong to an office: `keeper` (set by the admin) enters them for the offices in his or her scope."""

    keeper: User | None = None

    def clean_organisation(self):
        organisation, keeper = self.cleaned_data["organisation"], self.keeper
        if organisation and keeper and not keeper.sees_everything:
            kept = Organisation.objects.kept_by(keeper)
            if not kept.filter(pk=organisation.pk).exists():
                raise ValidationError(f"{organisation.name} không thuộc phạm vi của bạn: hãy chọn cơ quan của mình.")
        return organisation


class DepartmentForm(KeptOfficeMixin, forms.ModelForm):
    """A department of an office."""

    class Meta:
        model = Department
        fields = ["organisation", "name", "abbreviation", "valid_from", "valid_to"]


class PostForm(KeptOfficeMixin, CapitalsMixin, forms.ModelForm):
    """A person who may sign."""

    capitals = ("title", "stands_in_for")

    class Meta:
        model = Post
        fields = [
            "organisation",
            "person_name",
            "title",
            "capacity",
            "stands_in_for",
            "account",
            "mandate",
            "mandate_from",
            "mandate_to",
            "valid_from",
            "valid_to",
        ]

    def clean_person_name(self):
        name = self.cleaned_data["person_name"]
        if honours := _HONOURS.match(name):
            raise ValidationError(
                f"Trước họ tên người ký không ghi «{honours[0].strip()}» (Nghị định 30/2020): hãy chỉ ghi họ và tên."
            )
        return name

    def clean(self):
        cleaned = super().clean()
        organisation = cleaned.get("organisation") or getattr(self.instance, "organisation", None)
        title, capacity = cleaned.get("title"), cleaned.get("capacity")
        head = organisation.head_title.upper() if organisation else ""
        if capacity == Capacity.HEAD and title and head and title != head:
            self.add_error("title", f"Người đứng đầu cơ quan này là {head}: hãy ghi đúng, hoặc đổi «ký với tư cách».")
        if capacity == Capacity.DEPUTY and title and title == head:
            self.add_error("title", f"{head} là người đứng đầu, không ký thay (KT.): hãy ghi chức vụ của cấp phó.")
        account = cleaned.get("account")
        if account and organisation and account.organisation_id != organisation.pk:
            office = account.organisation or "chưa thuộc cơ quan nào"
            self.add_error("account", f"Tài khoản {account} ({office}): hãy chọn tài khoản của {organisation.name}.")
        self._check_mandate(cleaned)
        return cleaned

    def _check_mandate(self, cleaned):
        """Nghị định 30/2020, Điều 13.3 and 13.4, beside each field; the table of an office has no such fields."""
        capacity = cleaned.get("capacity")
        has_fields = "mandate" in self.fields
        paper, first, last = (
            cleaned.get(name) if has_fields else getattr(self.instance, name)
            for name in ("mandate", "mandate_from", "mandate_to")
        )
        faults = {}
        if capacity in Capacity.needing_a_mandate():
            if not paper:
                faults["mandate"] = "Ký TL. hoặc TUQ. cần văn bản giao quyền ký: ghi số, ngày của văn bản."
            if not first:
                faults["mandate_from"] = "Ghi ngày bắt đầu được ký."
        if capacity == Capacity.BY_MANDATE and not last:
            faults["mandate_to"] = "TUQ. phải có thời hạn: ghi ngày hết hạn (Nghị định 30/2020, Điều 13)."
        if first and last and last < first:
            faults["mandate_to"] = "Ngày hết hạn giao quyền phải từ ngày bắt đầu trở đi."
        if not has_fields and faults:
            sentence = "Ký TL. và TUQ. cần văn bản giao quyền và thời hạn: nhập người này ở trang «Người ký»."
            faults = {"capacity": sentence}
        for name, sentence in faults.items():
            if name not in self.errors:
                self.add_error(name, sentence)


class AccountRulesMixin(KeptOfficeMixin):
    """What both account forms check."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "full_name" in self.fields:
            self.fields["full_name"].required = True

    def clean_organisation(self):
        organisation = super().clean_organisation()
        if organisation is None and self.keeper and not self.keeper.sees_everything:
            raise ValidationError("Hãy chọn cơ quan của người này.")
        return organisation

    def clean(self):
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        department, organisation = cleaned.get("department"), cleaned.get("organisation")
        if department and department.organisation != organisation:
            self.add_error(
                "department",
                f"{department.name} là phòng của {department.organisation.name}: hãy chọn phòng của cơ quan đã chọn.",
            )
        return cleaned


class AccountForm(AccountRulesMixin, UserChangeForm):
    """An account that exists."""

    class Meta:
        model = User
        fields = "__all__"


class AccountPasswordForm(AdminPasswordChangeForm):
    """A new password given by the keeper of accounts; Django leaves the warning of this form in English."""

    usable_password_help_text = (
        "Tài khoản có đăng nhập được bằng mật khẩu hay không."
        '<ul id="id_unusable_warning" class="messagelist"><li class="warning">'
        "Chọn «Không» thì mật khẩu hiện nay mất, tài khoản không đăng nhập được nữa.</li></ul>"
    )


class NewAccountForm(AccountRulesMixin, AdminUserCreationForm):
    """An account to be made."""

    class Meta:
        model = User
        fields = ("username", "full_name", "organisation", "department", "scope", "groups", "is_staff")


def _chain(row: Organisation, link: str) -> list[Organisation]:
    """`row` and everything that `link` leads to from it; ends at a loop."""
    chain = []
    while row is not None and row not in chain:
        chain.append(row)
        row = getattr(row, link)
    return chain
