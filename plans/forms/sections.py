"""One heading of the outline with its text."""

from django import forms

from plans.forms.drafts import DraftForm
from plans.models import PlanSection
from plans.section_sources import choices


class SectionForm(DraftForm):
    """Title, body and the two choices of a section, saved by itself while the person types."""

    is_numbered = forms.BooleanField(
        label="Đánh số mục này", required=False, widget=forms.CheckboxInput(attrs={"data-reshapes": True})
    )
    source = forms.ChoiceField(label="Phần tự sinh sau nội dung", required=False, choices=choices)

    class Meta:
        model = PlanSection
        fields = ["title", "body", "is_numbered", "source"]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 1, "class": "section-title", "aria-label": "Đề mục"}),
            "body": forms.Textarea(
                attrs={
                    "rows": 1,
                    "class": "section-body",
                    "aria-label": "Nội dung của mục",
                    "placeholder": "Viết nội dung…",
                }
            ),
        }
        error_messages = {
            "title": {
                "required": "Đề mục không được để trống. Không cần mục này thì bấm «Xóa».",
                "max_length": "Đề mục dài %(show_value)s ký tự, tối đa %(limit_value)s. "
                "Hãy để phần giải thích xuống nội dung của mục.",
            }
        }
