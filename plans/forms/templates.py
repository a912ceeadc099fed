"""A template of plans."""

from django import forms

from plans.models import Plan


class TemplateForm(forms.ModelForm):
    """Under which name a plan is kept as a template."""

    class Meta:
        model = Plan
        fields = ["title"]
        labels = {"title": "Tên bản mẫu"}
        widgets = {"title": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"title": "Để tìm lại khi soạn kế hoạch mới, ví dụ: Mẫu kế hoạch tập huấn Dự án 7."}
        error_messages = {
            "title": {
                "required": "Hãy đặt tên cho bản mẫu, ví dụ: Mẫu kế hoạch tập huấn Dự án 7.",
                "max_length": "Tên dài %(show_value)s ký tự, tối đa %(limit_value)s. Hãy viết gọn lại.",
            }
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
