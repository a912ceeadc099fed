"""What the pages of a class's papers ask."""

from django import forms
from django.utils import timezone

from lib.fields import CleanTextFormField, DayField
from lib.text import clean_lines
from organisations.models import Post
from trainings.enums import PaperKind
from trainings.models import ClassPaper, Course
from trainings.official_words import PARTS, text_of

LONGEST_PART = 10_000


class DraftForm(forms.Form):
    """Which paper to begin, and about which class."""

    kind = forms.ChoiceField(
        label="Loại giấy tờ",
        choices=PaperKind.choices,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"required": "Hãy chọn loại giấy tờ.", "invalid_choice": "Không có loại giấy tờ này."},
    )
    training_class = forms.ModelChoiceField(
        None,
        label="Lớp",
        required=False,
        empty_label="— Cả khóa —",
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": "Lớp này không còn: hãy tải lại trang."},
    )

    def __init__(self, *args, course: Course, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        which = self.fields["training_class"]
        which.label = "Đoàn" if course.is_tour else "Lớp"
        which.queryset = course.classes.select_related("course").order_by("ordinal")
        which.label_from_instance = lambda row: row.title
        if not hasattr(course, "campaign"):
            self.fields["kind"].choices = [(k, label) for k, label in PaperKind.choices if k != PaperKind.REMINDER]


class WordingForm(forms.Form):
    """The parts of one paper, its signer and its recipients. A part left as the program writes it follows the rows."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    signer = forms.ModelChoiceField(
        None,
        label="Người ký",
        required=False,
        empty_label="— Chưa chọn —",
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": "Người ký này không còn: hãy chọn người khác."},
    )
    recipients = CleanTextFormField(
        label="Nơi nhận",
        required=False,
        max_length=5_000,
        help_text="Mỗi dòng một nơi nhận. Để trống: theo loại giấy tờ.",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )

    def __init__(self, *args, paper: ClassPaper, **kwargs):
        self.paper = paper
        self.parts = PARTS[PaperKind(paper.kind)]
        initial = {"version": paper.version, "signer": paper.signer_id, "recipients": paper.recipients}
        initial |= {f"part_{part.key}": text_of(paper, part) for part in self.parts}
        super().__init__(*args, initial=initial, **kwargs)
        self.use_required_attribute = False
        today = timezone.localdate()
        self.fields["signer"].queryset = Post.objects.existing_on(today).filter(organisation=paper.organisation)
        for part in self.parts:
            rows = min(max(text_of(paper, part).count("\n") + 2, 2), 12)
            self.fields[f"part_{part.key}"] = CleanTextFormField(
                label=part.label,
                required=False,
                max_length=LONGEST_PART,
                widget=forms.Textarea(attrs={"class": "form-control", "rows": rows}),
            )

    def wording(self) -> dict[str, str]:
        """The parts that say something else than the program writes. Valid form only."""
        said = {part.key: (part, self.cleaned_data[f"part_{part.key}"]) for part in self.parts}
        return {key: text for key, (part, text) in said.items() if text and text != clean_lines(part.write(self.paper))}


class ReasonForm(forms.Form):
    """Why something is sent back or cancelled."""

    reason = forms.CharField(
        label="Lý do",
        max_length=300,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        error_messages={"required": "Hãy ghi lý do: người nhận cần biết vì sao và phải làm gì."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False


class NumberForm(forms.Form):
    """The day of the paper."""

    dated_on = DayField(label="Ngày văn bản", required=False, help_text="Để trống: hôm nay.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields["dated_on"].widget.attrs["class"] = "form-control"
