"""What is asked before a list leaves the house with personal data in full."""

from django import forms

from lib.refusals import Refused
from people.reasons import LONGEST, checked_reason

FORMATS = (("pdf", "PDF"), ("docx", "Word (.docx)"), ("xlsx", "Excel (.xlsx)"))


class FullListForm(forms.Form):
    """Why, and as what file."""

    reason = forms.CharField(
        label="Lý do cần bản đầy đủ",
        max_length=LONGEST,
        help_text="Người lấy, lúc lấy và lý do được ghi vào nhật ký.",
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"required": "Hãy ghi lý do: lý do được ghi vào nhật ký."},
    )
    format = forms.ChoiceField(
        label="Dạng tệp",
        choices=FORMATS,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"required": "Hãy chọn dạng tệp.", "invalid_choice": "Hãy chọn PDF, Word hoặc Excel."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    def clean_reason(self) -> str:
        try:
            return checked_reason(self.cleaned_data["reason"])
        except Refused as refused:
            raise forms.ValidationError(refused.sentence) from None
