"""An activity of a plan with its printed lines."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms

from plans.activity_text import generated, label_of
from plans.models import Activity, ActivityLine


class ActivityForm(forms.ModelForm):
    """Kind, name, place in the outline, and the numbers that the printed lines are written from."""

    class Meta:
        model = Activity
        fields = [
            "kind", "name", "section", "prints_name", "line_style", "group_count", "group_size",
            "size_is_average", "people", "days", "starts_on", "ends_on",
        ]  # fmt: skip
        widgets = {
            "starts_on": forms.DateInput(attrs={"placeholder": "ngày/tháng/năm", "inputmode": "numeric"}),
            "ends_on": forms.DateInput(attrs={"placeholder": "ngày/tháng/năm", "inputmode": "numeric"}),
        }
        error_messages = {"name": {"required": "Hãy ghi tên hoạt động."}}

    def __init__(self, *args, plan, labels: dict[int, str], **kwargs):
        """`labels`: section id → how the section is shown in the choice («II. NỘI DUNG»)."""
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        section = self.fields["section"]
        section.queryset = plan.sections.all()
        section.label_from_instance = lambda row: labels.get(row.pk, str(row))
        section.empty_label = "Không in trong kế hoạch"
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Div(Div("kind", css_class="col-sm-6"), Div("line_style", css_class="col-sm-6"), css_class="row g-3"),
            "name", "section", "prints_name",
            Div(*(Div(n, css_class="col-6 col-xl-3") for n in ("group_count", "group_size", "people", "days")),
                css_class="row g-3 align-items-end"),
            "size_is_average",
            Div(Div("starts_on", css_class="col"), Div("ends_on", css_class="col"), css_class="row g-3"),
        )  # fmt: skip


class ActivityLineForm(forms.ModelForm):
    """One printed line. What is printed where a field is left blank stands in it as a hint."""

    class Meta:
        model = ActivityLine
        fields = ["role", "label", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 1, "spellcheck": "false"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            activity = self.instance.activity
            self.fields["label"].widget.attrs["placeholder"] = label_of(activity, self.instance)
            self.fields["text"].widget.attrs["placeholder"] = generated(activity, self.instance.role)


ActivityLineForms = forms.inlineformset_factory(
    Activity, ActivityLine, form=ActivityLineForm, extra=0, can_delete=True, can_order=True, max_num=60
)
