"""The counted feedback sheets as one form: a row per question, five numbers, and the organiser's remarks."""

from django import forms

from lib.fields import CleanLineFormField, CleanTextFormField
from trainings.actions.feedback import MOST_QUESTIONS, MOST_SHEETS
from trainings.feedback import ANSWERS, Asked

SPARE = 2
"""Empty rows for questions of one's own."""


class QuestionForm(forms.Form):
    """One question and how many gave which answer."""

    question = CleanLineFormField(label="Câu hỏi", max_length=200, required=False)

    def __init__(self, *args, is_fixed: bool, asked: Asked | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.asked = asked
        self.fields["question"].initial = asked.question if asked else ""
        self.fields["question"].widget.attrs |= {"class": "form-control", "readonly": is_fixed}
        for (key, words), number in zip(ANSWERS, asked.numbers if asked else (0,) * 5, strict=True):
            self.fields[key] = forms.IntegerField(
                label=words,
                required=False,
                min_value=0,
                max_value=MOST_SHEETS,
                initial=number or None,
                widget=forms.TextInput(attrs={"class": "form-control", "inputmode": "numeric", "autocomplete": "off"}),
                error_messages={
                    "invalid": "Hãy ghi số phiếu bằng chữ số.",
                    "min_value": "Số phiếu từ 0 trở lên.",
                    "max_value": "Số phiếu tối đa %(limit_value)d.",
                },
            )

    @property
    def numbers(self) -> list[forms.BoundField]:
        """The five fields."""
        return [self[key] for key, _ in ANSWERS]

    def clean(self):
        """Numbers need a question."""
        data = super().clean()
        if not data.get("question") and any(data.get(key) for key, _ in ANSWERS):
            self.add_error("question", "Hãy ghi câu hỏi, hoặc xóa số phiếu.")
        return data

    @property
    def said(self) -> Asked:
        """What was written; call after `is_valid`."""
        return Asked(self.cleaned_data["question"], tuple(self.cleaned_data[key] or 0 for key, _ in ANSWERS))


class RemarksForm(forms.Form):
    """The organiser's own remarks, and what the page showed."""

    remarks = CleanTextFormField(
        label="Nhận xét của ban tổ chức",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
        error_messages={"max_length": "Dài quá: tối đa %(limit_value)d ký tự, bạn đã viết %(show_value)d."},
    )


def question_forms(rows: list[Asked], *, is_fixed: bool, data=None) -> list[QuestionForm]:
    """A form per question, and spare ones while questions may still be written."""
    spare = 0 if is_fixed else min(SPARE, MOST_QUESTIONS - len(rows))
    number = len(rows) + max(spare, 0)
    if data is not None and not is_fixed:
        number = max(number, sum(f"q{n}-question" in data for n in range(MOST_QUESTIONS)))
    padded = [*rows, *[None] * (number - len(rows))]
    return [QuestionForm(data, prefix=f"q{n}", is_fixed=is_fixed, asked=one) for n, one in enumerate(padded)]
