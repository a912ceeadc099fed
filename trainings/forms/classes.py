"""A class: its days, venue and seats; who teaches it; its timetable."""

from collections.abc import Sequence

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.db.models import Q

from lib.fields import CleanLineFormField, DayField, RowsField
from organisations.models import User
from plans.forms.drafts import DraftForm
from trainings.enums import Engagement, Half
from trainings.models import Lecturer, Module, TrainingClass, Venue


class ClassForm(DraftForm):
    """What people fill in about a class."""

    expected_from = DayField(label="Dự kiến từ ngày", required=False)
    expected_to = DayField(label="Dự kiến đến ngày", required=False)
    starts_on = DayField(label="Từ ngày", required=False)
    ends_on = DayField(label="Đến ngày", required=False)

    class Meta:
        model = TrainingClass
        fields = [
            "expected_from", "expected_to", "starts_on", "ends_on", "venue", "seats", "meal_rate", "payer_note",
        ]  # fmt: skip
        help_texts = {
            "seats": "Để trống: theo chỉ tiêu của các đơn vị trong lớp.",
            "meal_rate": "Mức theo nghị quyết, quyết định của địa phương.",
        }

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        office = self.instance.course.organisation_id
        offered = Q(organisation=office) | Q(organisation=user.organisation_id) | Q(pk=self.instance.venue_id)
        self.fields["venue"].queryset = Venue.objects.filter(offered)
        self.fields["venue"].empty_label = "Chưa chọn"
        self.fields["venue"].label_from_instance = venue_label
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            "version",
            Fieldset("Thời gian", _row("expected_from", "expected_to"), _row("starts_on", "ends_on")),
            Fieldset("Địa điểm, số chỗ", _row("venue", "seats")),
            Fieldset("Chi trả", "meal_rate", "payer_note"),
        )


def venue_label(venue: Venue) -> str:
    """«Hội trường A (200 người)»."""
    return f"{venue} ({venue.capacity} người)" if venue.capacity else str(venue)


class TeachingForm(forms.Form):
    """Somebody who teaches a class: who, on what ground, which modules."""

    lecturer = forms.ModelChoiceField(
        Lecturer.objects.none(),
        label="Giảng viên, báo cáo viên",
        empty_label="Chọn người",
        error_messages={"required": "Hãy chọn giảng viên.", "invalid_choice": "Hãy chọn lại giảng viên."},
    )
    engagement = forms.ChoiceField(label="Theo", choices=Engagement.choices, initial=Engagement.INVITATION)
    reference = CleanLineFormField(label="Số hợp đồng, giấy mời", max_length=160, required=False)
    modules = RowsField(
        Module.objects.none(),
        label="Dạy chuyên đề",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn chuyên đề nào: dạy cả lớp.",
    )

    def __init__(self, *args, training_class: TrainingClass, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        offices = {training_class.course.organisation_id, user.organisation_id}
        self.fields["lecturer"].queryset = Lecturer.objects.filter(organisation__in=offices)
        self.fields["lecturer"].label_from_instance = lecturer_label
        self.fields["modules"].queryset = Module.objects.filter(course=training_class.course_id)


def lecturer_label(lecturer: Lecturer) -> str:
    """«ThS. Lò Thị Mai, Trường Chính trị tỉnh»."""
    return ", ".join(filter(None, (f"{lecturer.title} {lecturer}".strip(), lecturer.workplace)))


class PartForm(forms.Form):
    """A line of a timetable: a half day, and what is taught in it. Lines of one half day follow each other."""

    day = forms.IntegerField(label="Ngày thứ", min_value=1, max_value=60, error_messages={"required": "Ghi ngày thứ."})
    half = forms.ChoiceField(label="Buổi", choices=Half.choices, initial=Half.MORNING)
    held_on = DayField(label="Ngày", required=False)
    module = forms.TypedChoiceField(label="Chuyên đề", required=False, coerce=int, empty_value=None)
    periods = forms.IntegerField(label="Số tiết", min_value=1, max_value=12, required=False)
    lecturer = forms.TypedChoiceField(label="Giảng viên", required=False, coerce=int, empty_value=None)
    note = CleanLineFormField(label="Ghi chú", max_length=200, required=False)

    def __init__(self, *args, modules: Sequence[tuple[int, str]], lecturers: Sequence[tuple[int, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["module"].choices = [("", "—"), *modules]
        self.fields["lecturer"].choices = [("", "—"), *lecturers]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("module") and not cleaned.get("periods") and "periods" not in self.errors:
            self.add_error("periods", "Hãy ghi số tiết của chuyên đề trong buổi này.")
        if cleaned.get("periods") and not cleaned.get("module") and "module" not in self.errors:
            self.add_error("module", "Hãy chọn chuyên đề của số tiết này.")
        return cleaned


PartForms = forms.formset_factory(PartForm, extra=1, can_delete=True, max_num=300, absolute_max=400)


def _row(*names: str) -> Div:
    return Div(*(Div(name, css_class="col-sm") for name in names), css_class="row g-3")
