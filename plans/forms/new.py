"""A new plan."""

from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms

from organisations.models import Organisation
from organisations.validity import absence
from plans.forms.programmes import ProgrammeChoice
from plans.models import Plan

FROM_OUTLINE, FROM_PLAN = "outline", "copy"


class NewPlanForm(forms.ModelForm):
    """Who issues it, what it is about, for which years, and what it starts from."""

    year_to = Plan._meta.get_field("year_to").formfield(
        label="Đến năm", required=False, help_text="Để trống nếu chỉ thực hiện trong một năm."
    )
    programme = ProgrammeChoice(label="Chương trình, dự án", required=False)
    start = forms.ChoiceField(
        label="Bắt đầu từ",
        choices=[
            (FROM_OUTLINE, "Đề cương trống bốn chương thường dùng"),
            (FROM_PLAN, "Bản mẫu, hoặc bản sao một kế hoạch đã có"),
        ],
        widget=forms.RadioSelect,
        initial=FROM_OUTLINE,
    )
    source = forms.ModelChoiceField(
        Plan.objects.none(),
        required=False,
        label="Kế hoạch được sao chép",
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": "Không tìm thấy kế hoạch này. Hãy tìm và chọn lại."},
    )

    class Meta:
        model = Plan
        fields = ["organisation", "title", "year_from", "year_to", "programme"]
        widgets = {"title": forms.Textarea(attrs={"rows": 2})}
        error_messages = {
            "organisation": {
                "required": "Hãy chọn cơ quan ban hành.",
                "invalid_choice": "Cơ quan này đã hết hiệu lực hoặc bạn không được soạn thảo cho cơ quan này. "
                "Hãy chọn cơ quan khác.",
            },
            "title": {
                "required": "Kế hoạch cần có trích yếu, ví dụ: Thực hiện Tiểu dự án 2 – Dự án 5 năm 2026.",
                "max_length": "Trích yếu dài %(show_value)s ký tự, tối đa %(limit_value)s. Hãy viết gọn lại.",
            },
        }

    def __init__(self, *args, organisations: list[Organisation], sources, on: date, **kwargs):
        """`organisations` the person may draft for on the day `on`; `sources`: plans that may be copied."""
        super().__init__(*args, **kwargs)
        self.on = on
        self.use_required_attribute = False
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=[o.pk for o in organisations]).select_related("successor")
        field.empty_label = "Chọn cơ quan"
        if len(organisations) == 1:
            self.initial.setdefault("organisation", organisations[0].pk)
        self.initial.setdefault("year_from", on.year)
        self.fields["source"].queryset = sources
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            "organisation",
            "title",
            Div(Div("year_from", css_class="col"), Div("year_to", css_class="col"), css_class="row g-3"),
            "programme",
            "start",
        )

    def clean_organisation(self):
        organisation = self.cleaned_data["organisation"]
        if sentence := absence(organisation, self.on):
            raise forms.ValidationError(f"{sentence} Hãy nhờ quản trị chuyển tài khoản sang cơ quan đang hoạt động.")
        return organisation

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("year_from"), cleaned.get("year_to")
        if first and last and last < first:
            self.add_error("year_to", "Năm kết thúc phải từ năm bắt đầu trở đi.")
        elif last is None and "year_to" not in self.errors:
            cleaned["year_to"] = first
        if cleaned.get("start") == FROM_PLAN and not cleaned.get("source") and "source" not in self.errors:
            self.add_error("source", "Hãy tìm và chọn kế hoạch muốn sao chép.")
        return cleaned

    def _get_validation_exclusions(self):
        # Said above, beside the field.
        return super()._get_validation_exclusions() | {"year_to"}
