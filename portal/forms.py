"""What people type on the portal's own pages: name and password."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm


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
            "Ít nhất 10 ký tự, không chỉ gồm chữ số, không giống tên của bạn, "
            "không phải mật khẩu thường gặp. Một câu ngắn dễ nhớ là tốt nhất."
        )
        self.fields["new_password2"].label = "Gõ lại mật khẩu mới"
        self.fields["new_password2"].help_text = ""
        self.helper = _helper("Đổi mật khẩu")
