"""Everything of a plan that stands once: title, years, place and date, opening, closing, recipients, signer."""

from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Fieldset, Layout
from django import forms
from django.db.models import Q

from organisations.models import Post
from plans.forms.drafts import DraftForm
from plans.forms.programmes import ProgrammeChoice
from plans.models import Plan
from plans.validity import plan_faults


class HeadForm(DraftForm):
    """The head of a plan. The organisation is fixed when the plan is made."""

    programme = ProgrammeChoice(label="Chương trình, dự án", required=False)

    class Meta:
        model = Plan
        fields = [
            "title", "year_from", "year_to", "programme", "department", "place", "dated_day", "dated_month",
            "dated_year", "is_transcript", "number", "opening", "closing", "recipients", "archive", "signer",
        ]  # fmt: skip
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "opening": forms.Textarea(attrs={"rows": 3}),
            "closing": forms.Textarea(attrs={"rows": 3}),
            "recipients": forms.Textarea(attrs={"rows": 5}),
        }
        error_messages = {
            "title": {
                "required": "Kế hoạch cần có trích yếu, ví dụ: Thực hiện Tiểu dự án 2 – Dự án 5 năm 2025.",
                "max_length": "Trích yếu dài %(show_value)s ký tự, tối đa %(limit_value)s. Hãy viết gọn lại.",
            }
        }

    def __init__(self, *args, on: date, **kwargs):
        """`on` is today: only people who hold a post on that day are offered as signers."""
        super().__init__(*args, **kwargs)
        organisation = self.instance.organisation
        posts = Post.objects.filter(organisation=organisation)
        kept = posts.filter(pk__in=posts.existing_on(on).values("pk")) | posts.filter(pk=self.instance.signer_id)
        self.fields["signer"].queryset = kept
        self.fields["signer"].empty_label = "Chưa chọn"
        departments = organisation.departments.filter(
            Q(valid_to=None) | Q(valid_to__gte=on) | Q(pk=self.instance.department_id)
        )
        self.fields["department"].queryset = departments
        self.fields["department"].empty_label = "Chưa chọn"
        self.fields["place"].widget.attrs["placeholder"] = organisation.place_name
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = _layout(organisation)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("dated_day") and not cleaned.get("dated_month") and "dated_month" not in self.errors:
            self.add_error("dated_month", "Đã có ngày thì phải có tháng.")
        if cleaned.get("number") and not cleaned.get("is_transcript"):
            self.add_error("number", NO_NUMBER)
        first, last = cleaned.get("year_from"), cleaned.get("year_to")
        if first and last and last < first:
            self.add_error("year_to", "Năm kết thúc phải từ năm bắt đầu trở đi.")
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            for name, sentence in plan_faults(self.instance).items():
                self.add_error(name if name in self.fields else None, sentence)

    def _get_validation_exclusions(self):
        # Said above beside the right field; the constraint would say it once more for the whole form.
        return (
            super()._get_validation_exclusions()
            | {"number", "dated_day", "dated_month", "year_to"} & self.errors.keys()
        )


NO_NUMBER = (
    "Dự thảo không có số: số do văn thư cấp khi ban hành. "
    "Hãy bỏ trống ô này, hoặc đánh dấu «chép lại văn bản đã ban hành»."
)


def _layout(organisation) -> Layout:
    return Layout(
        "version",
        Fieldset("Kế hoạch", "title", _row("year_from", "year_to"), "programme", "department"),
        Fieldset(
            "Nơi và ngày ban hành",
            HTML("<p class='form-text'>Cơ quan ban hành: <strong>{{ plan.organisation }}</strong>. "
                 "Ngày, tháng để trống thì chừa chỗ để ghi khi ký.</p>"),
            "place",
            _row("dated_day", "dated_month", "dated_year"),
            _row("is_transcript", "number"),
        ),
        Fieldset("Mở đầu và kết thúc", "opening", "closing"),
        Fieldset("Nơi nhận và người ký", "recipients", "archive", "signer"),
    )  # fmt: skip


def _row(*names: str) -> Div:
    return Div(*(Div(name, css_class="col") for name in names), css_class="row g-3")
