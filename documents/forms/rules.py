"""Rules of the checks that an office switches off."""

from django import forms

from documents.checking import RULES
from documents.models import SwitchedOffRule

NO_REASON = "Hãy ghi lý do tắt: người soạn, người duyệt cần biết vì sao quy tắc này không được kiểm tra."


class SwitchOffForm(forms.Form):
    """Why a rule is switched off."""

    reason = forms.CharField(
        label="Vì sao tắt quy tắc này?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        error_messages={
            "required": NO_REASON,
            "max_length": "Lý do dài %(show_value)d ký tự, tối đa %(limit_value)d. Hãy viết gọn lại.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


class SwitchedOffRuleForm(forms.ModelForm):
    """The same in the admin: the rule is chosen by its name."""

    rule = forms.ChoiceField(
        label="Quy tắc", choices=lambda: [(its.key, f"{its.family}: {its.name}") for its in RULES.values()]
    )

    class Meta:
        model = SwitchedOffRule
        fields = ["organisation", "rule", "reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"reason": {"required": NO_REASON}}
