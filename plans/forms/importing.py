"""What a person chooses when a document that was read becomes a plan."""

import re
from typing import Any

from django import forms

from documents.content import Content
from organisations.models import Organisation, Post
from organisations.validity import with_last_day
from plans.forms.programmes import ProgrammeChoice
from plans.models import YEARS, PlanReading
from plans.office_matching import office_named, signer_named

_SPAN = re.compile(r"\b((?:19|20)\d{2})\s*[-–]\s*((?:19|20)\d{2})\b")
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")
_LONGEST_KEY = 200
DRAFT, TRANSCRIPT = "draft", "transcript"


class _Offices(forms.ModelChoiceField):
    def label_from_instance(self, office: Organisation) -> str:
        return with_last_day(office.name, office.valid_to)


class _Posts(forms.ModelChoiceField):
    def label_from_instance(self, post: Post) -> str:
        return f"{post}, {post.organisation}"


def _year(label: str, *, required: bool = True, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=required,
        help_text=help_text,
        min_value=YEARS[0].limit_value,
        max_value=YEARS[1].limit_value,
        widget=forms.TextInput(attrs={"class": "form-control", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": "Hãy ghi năm: văn bản gốc không cho biết chắc.",
            "invalid": "Hãy ghi năm bằng bốn chữ số.",
            "min_value": "Năm phải từ %(limit_value)s trở đi.",
            "max_value": "Năm phải đến %(limit_value)s là cùng.",
        },
    )


class ImportForm(forms.Form):
    """Office, years, what it becomes; and by name which proposals, new documents and settled doubts are ticked."""

    organisation = _Offices(
        Organisation.objects.none(),
        label="Cơ quan ban hành",
        empty_label="Chọn cơ quan",
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={
            "required": "Hãy chọn cơ quan ban hành.",
            "invalid_choice": "Bạn không được soạn thảo cho cơ quan này: hãy chọn cơ quan khác.",
        },
    )
    becomes = forms.ChoiceField(
        label="Tạo thành",
        choices=[
            (DRAFT, "Dự thảo mới: để trống số; trình, ký, ban hành được"),
            (TRANSCRIPT, "Bản chép lại văn bản đã ban hành: giữ số và ngày; để tra cứu, sao chép"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn tạo thành dự thảo hay bản chép lại."},
    )
    dated_year = _year("Năm ban hành")
    year_from = _year("Thực hiện từ năm")
    year_to = _year("Đến năm", required=False, help_text="Để trống nếu chỉ thực hiện trong một năm.")
    programme = ProgrammeChoice(
        label="Chương trình, dự án", required=False, widget=forms.Select(attrs={"class": "form-select"})
    )
    signer = _Posts(
        Post.objects.none(),
        label="Người ký",
        required=False,
        empty_label="Chọn sau",
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": "Không còn người ký này: hãy chọn lại."},
    )

    def __init__(self, data=None, *, reading: PlanReading, content: Content, offices: list[Organisation], own=None):
        """`offices` those the person may write for; `own` his or her own."""
        chosen = {**first_choices(content, offices, own=own), **reading.choices}
        super().__init__(data, initial=chosen, auto_id="tao-%s")
        self.use_required_attribute = False
        self.content = content
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=[office.pk for office in offices])
        self.fields["signer"].queryset = _posts(offices, chosen.get("organisation"))

    def clean(self):
        """Years in order; a transcript has its number and day."""
        data = super().clean()
        first, last = data.get("year_from"), data.get("year_to")
        if first and last and last < first:
            self.add_error("year_to", "Năm kết thúc phải từ năm bắt đầu trở đi.")
        elif last is None and "year_to" not in self.errors:
            data["year_to"] = first
        date = self.content.head.date
        if data.get("becomes") == TRANSCRIPT and (self.content.head.number is None or not date or not date.day):
            self.add_error(
                "becomes", "Bản chép lại cần có số và đủ ngày, tháng, năm: hãy ghi ở phần đầu, hoặc chọn dự thảo."
            )
        return data

    notices: tuple[str, ...] = ()
    converted: dict[str, str] = {}

    @property
    def choices(self) -> dict[str, Any]:
        """What was chosen so far, faulty fields aside, as the reading keeps it."""
        self.is_valid()
        plain = {name: value for name, value in self.cleaned_data.items() if value is not None}
        plain = {name: getattr(value, "pk", value) for name, value in plain.items()}
        return plain | {name: _keys(self.data.getlist(name)) for name in TICKS}


def _keys(sent: list[str]) -> list[str]:
    """The keys that a page may have sent; a database would refuse others."""
    return [key for key in sent[:5000] if len(key) <= _LONGEST_KEY and key.isprintable()]


TICKS = ("offered", "takes", "enters", "links", "settled")


def first_choices(content: Content, offices: list[Organisation], *, own: Organisation | None) -> dict[str, Any]:
    """What the text itself gives: the office that it names (else one's own), the years of its title, its signer."""
    named = office_named(content, offices) or own or (offices[0] if len(offices) == 1 else None)
    first, last = years_named(content)
    signer = signer_named(content, _posts(offices, named.pk)) if named else None
    date, number = content.head.date, content.head.number
    return {
        "organisation": named.pk if named else None,
        "becomes": TRANSCRIPT if number is not None and date and date.day else DRAFT,
        "dated_year": date.year if date else first,
        "year_from": first,
        "year_to": last if last != first else None,
        "signer": signer.pk if signer else None,
    }


def years_named(content: Content) -> tuple[int | None, int | None]:
    """First and last year that the title names («năm 2020», «giai đoạn 2021 - 2025»), else the year of the date."""
    if spans := _SPAN.findall(content.title):
        return int(spans[-1][0]), int(spans[-1][1])
    if years := sorted({int(year) for year in _YEAR.findall(content.title)}):
        return years[-1], years[-1]
    year = content.head.date.year if content.head.date else None
    return year, year


def _posts(offices: list[Organisation], chosen: Any):
    """Signers of the few offices of a person; of the chosen one where there are many."""
    of = [office.pk for office in offices] if len(offices) <= 5 else [chosen]
    return Post.objects.filter(organisation__in=filter(None, of)).select_related("organisation")
