"""What the signing pages ask: a file that came back, a key with its secret, a scan."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils import timezone

from documents.models import SigningKey
from documents.scans import LARGEST_SCAN
from documents.signing import size_fault


class SignedFileForm(forms.Form):
    """A PDF signed elsewhere. Its size is asked before a byte of it is read."""

    file = forms.FileField(
        label="Tệp PDF đã ký",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ".pdf,application/pdf"}),
        error_messages={"required": "Hãy chọn tệp PDF đã ký.", "invalid": "Hãy chọn tệp PDF đã ký."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    def clean_file(self):
        """Too large or empty is said at once."""
        file = self.cleaned_data["file"]
        if fault := size_fault(file.size, settings.SIGNED_FILE_LIMIT):
            raise forms.ValidationError(fault)
        return file


class ManyFilesInput(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        """All files that were chosen."""
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class ScanField(forms.FileField):
    """A PDF, or pictures of pages in the order of their names."""

    def clean(self, data, initial=None):
        """The files, checked by what they weigh together."""
        files = list(data or ())
        if not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if sum(file.size for file in files) > LARGEST_SCAN:
            raise forms.ValidationError(
                f"Bản quét nặng quá {LARGEST_SCAN // 1024**2} MB. Hãy quét ở 200–300 dpi rồi tải lại."
            )
        return sorted(files, key=lambda file: file.name)


class ScanForm(forms.Form):
    """The scan of a signed and stamped paper."""

    files = ScanField(
        label="Bản quét",
        help_text="Một tệp PDF, hoặc ảnh JPEG, PNG của từng trang (xếp theo tên tệp).",
        widget=ManyFilesInput(attrs={"class": "form-control", "accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={"required": "Hãy chọn bản quét: một tệp PDF, hoặc ảnh của từng trang."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


class KeyForm(forms.Form):
    """A key and its password or PIN, which goes no further than to the key."""

    key = forms.ModelChoiceField(
        SigningKey.objects.none(),
        label="Khóa ký",
        empty_label=None,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"required": "Hãy chọn khóa ký.", "invalid_choice": "Khóa này không còn: hãy chọn khóa khác."},
    )
    secret = forms.CharField(
        label="Mật khẩu của khóa (mã PIN của thiết bị)",
        max_length=200,
        strip=False,
        help_text="Chỉ dùng cho lần ký này, không lưu lại.",
        widget=forms.PasswordInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"required": "Hãy gõ mật khẩu của khóa, hoặc mã PIN của thiết bị."},
    )

    def __init__(self, *args, keys, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["key"].queryset = keys


class NumberAndSealForm(KeyForm):
    """Also the date of the document."""

    dated_on = forms.DateField(
        label="Ngày văn bản",
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d"),
        error_messages={"required": "Hãy ghi ngày văn bản.", "invalid": "Ngày không đúng: ghi như 05/3/2026."},
    )
    field_order = ("dated_on", "key", "secret")
