"""What is asked about a signing key: where it is, its secret (tried, never kept), its picture, whose it is."""

from __future__ import annotations

from django import forms
from django.conf import settings

from organisations.models import Organisation

LARGEST_KEY = 200 * 1024
LARGEST_PICTURE = 5 * 1024 * 1024
OWN = "own"


def _secret(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=200,
        strip=False,
        help_text="Chỉ để mở thử khóa, không lưu lại. Mỗi lần ký sẽ hỏi lại.",
        widget=forms.PasswordInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"required": "Hãy gõ mật khẩu của khóa, hoặc mã PIN của thiết bị."},
    )


class _Picture(forms.Form):
    picture = forms.FileField(
        label="Hình chữ ký hoặc con dấu",
        required=False,
        help_text="PNG nền trong suốt là tốt nhất: chữ ký xanh, con dấu đỏ. Không có hình thì in tên và giờ ký.",
        widget=forms.FileInput(attrs={"class": "form-control", "accept": "image/png,image/jpeg"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    def clean_picture(self) -> bytes:
        """The bytes, checked by size before they are read; empty when none was chosen."""
        file = self.cleaned_data["picture"]
        if not file:
            return b""
        if file.size > LARGEST_PICTURE:
            raise forms.ValidationError("Hình lớn hơn 5 MB. Hãy cắt sát chữ ký (con dấu) hoặc giảm cỡ hình.")
        return file.read()


class PictureForm(_Picture):
    """Another picture for a key; none takes the old one away."""


class _Whose(_Picture):
    """Whose the new key is: the person's own, or the seal of one of `offices`."""

    whose = forms.ChoiceField(label="Khóa này là", widget=forms.Select(attrs={"class": "form-select"}))

    def __init__(self, *args, offices: tuple[Organisation, ...] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.offices = {str(office.pk): office for office in offices}
        seals = [(key, f"Con dấu số của {office}") for key, office in self.offices.items()]
        self.fields["whose"].choices = [(OWN, "Chữ ký số của tôi"), *seals]
        if not seals:
            self.fields["whose"].widget = forms.HiddenInput()
            self.fields["whose"].initial = OWN

    def clean(self):
        """The office whose seal it is, None for the person's own."""
        data = super().clean()
        data["seal_of"] = self.offices.get(data.pop("whose", OWN))
        return data


class FileKeyForm(_Whose):
    """A PKCS#12 file."""

    file = forms.FileField(
        label="Tệp khóa (.p12, .pfx)",
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ".p12,.pfx,application/x-pkcs12"}),
        error_messages={"required": "Hãy chọn tệp khóa.", "empty": "Tệp khóa trống (0 byte)."},
    )
    password = _secret("Mật khẩu của tệp khóa")
    field_order = ("whose", "file", "password", "picture")

    def clean_file(self) -> bytes:
        """The bytes, checked by size before they are read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_KEY:
            raise forms.ValidationError("Tệp này quá lớn, không phải tệp khóa. Hãy chọn tệp .p12 hoặc .pfx.")
        return file.read()


class TokenKeyForm(_Whose):
    """A key in a token attached to the server."""

    token_label = forms.CharField(
        label="Tên thiết bị ký",
        max_length=80,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"required": "Hãy ghi tên (label) của thiết bị ký."},
    )
    key_label = forms.CharField(
        label="Tên khóa trong thiết bị",
        max_length=80,
        required=False,
        help_text="Để trống nếu thiết bị chỉ có một khóa.",
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    pin = _secret("Mã PIN của thiết bị")
    field_order = ("whose", "token_label", "key_label", "pin", "picture")


def token_form_offered() -> bool:
    """Whether this installation knows a library for tokens."""
    return bool(settings.PKCS11_MODULE)
