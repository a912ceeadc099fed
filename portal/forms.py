"""What people type on the portal's own pages: name, password and codes."""

from datetime import datetime

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

from organisations import sign_in_lock
from organisations.actions import CodeCheck


def _helper(button: str) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.add_input(Submit("", button, css_class="btn-primary w-100", css_id="submit"))
    return helper


class SignInForm(AuthenticationForm):
    """Name and password; browsers and password managers recognise both fields."""

    error_messages = {
        "invalid_login": (
            "Tên đăng nhập hoặc mật khẩu không đúng. Tắt bộ gõ tiếng Việt và phím Caps Lock, "
            "bấm «Hiện» để xem mật khẩu vừa gõ, rồi thử lại."
        ),
        "inactive": "Tài khoản này đã ngừng dùng. Liên hệ người quản trị để mở lại.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Tên đăng nhập"
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false", "lang": "en"}
        self.fields["password"].label = "Mật khẩu"
        self.fields["password"].widget.attrs["lang"] = "en"
        if self.is_bound:  # the name is mostly right, the password has to be typed again
            del self.fields["username"].widget.attrs["autofocus"]
            self.fields["password"].widget.attrs["autofocus"] = True
        self.helper = _helper("Đăng nhập")
        self.was_locked = False

    def clean(self):
        self.was_locked = sign_in_lock.is_locked(self.request, self.cleaned_data.get("username", ""))
        return super().clean()


def _code_field(label: str, **attrs) -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "spellcheck": "false", "lang": "en", "class": "code-field"} | attrs
    return forms.CharField(label=label, max_length=40, widget=forms.TextInput(attrs=attrs))


class CodeForm(forms.Form):
    """The six digits that the phone shows."""

    code = _code_field("Mã 6 chữ số", inputmode="numeric", autofocus=True)
    button = "Đăng nhập"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = _helper(self.button)
        self.passed_by_recovery_code = False


class NewPhoneForm(CodeForm):
    """The first code of a phone that is being set up."""

    button = "Xác nhận điện thoại"


class RecoveryCodeForm(CodeForm):
    """A code from the printed sheet."""

    code = _code_field("Mã dự phòng", autocomplete="off", autocapitalize="none", autofocus=True)


class ProofForm(forms.Form):
    """Password and code of somebody who is signed in already, before an act that matters."""

    password = forms.CharField(
        label="Mật khẩu đang dùng",
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "lang": "en"}),
    )
    code = _code_field("Mã trên điện thoại, hoặc một mã dự phòng", autocapitalize="none")

    def __init__(self, *args, asks_password: bool, asks_code: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_password:
            del self.fields["password"]
        if not asks_code:
            del self.fields["code"]


def said_of_code(check: CodeCheck, *, at: datetime) -> str:
    """Why a code did not pass, and what to do."""
    if check.wait_until is not None:
        seconds = max(1, round((check.wait_until - at).total_seconds()))
        wait = f"{seconds} giây" if seconds < 90 else f"{-(-seconds // 60)} phút"
        return f"Vừa có mã sai, phần mềm chưa xem mã này. Chờ {wait} rồi gõ mã đang hiện trên điện thoại."
    return "Mã không đúng hoặc đã dùng. Chờ mã mới hiện trên điện thoại rồi gõ lại; kiểm tra giờ của điện thoại."


class ChangePasswordForm(PasswordChangeForm):
    """The old password and, twice, the new one."""

    error_messages = {
        "password_incorrect": "Mật khẩu đang dùng không đúng. Gõ lại, chú ý bộ gõ tiếng Việt và phím Caps Lock.",
        "password_mismatch": "Hai lần gõ mật khẩu mới không giống nhau. Gõ lại cả hai.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Mật khẩu đang dùng"
        self.fields["new_password1"].label = "Mật khẩu mới"
        self.fields["new_password1"].help_text = (
            "Ít nhất 10 ký tự, không chỉ gồm chữ số, không giống tên bạn hay tên cơ quan, "
            "không phải mật khẩu thường gặp. Một câu ngắn dễ nhớ là tốt nhất."
        )
        self.fields["new_password2"].label = "Gõ lại mật khẩu mới"
        self.fields["new_password2"].help_text = ""
        self.helper = _helper("Đổi mật khẩu")
