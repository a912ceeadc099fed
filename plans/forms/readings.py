"""Documents that are given to be read, and what was read of them, part by part."""

from types import SimpleNamespace
from typing import Any

from django import forms

from documents.forms.signing import ManyFilesInput
from lib.dates import check_date
from lib.fields import CleanLineFormField, CleanTextFormField
from lib.money import parse_amount
from lib.number_words import number_in_figures
from plans.enums import SectionLevel
from plans.forms.drafts import WrittenForm
from plans.models import PlanSection
from plans.readings import Segment

FORMATS = ".docx,.doc,.pdf,.txt,.rtf"
LONGEST_TITLE = 500


class ManyFilesField(forms.FileField):
    """Any number of files, also none and empty ones: what is wrong with a file is said at its line of the result."""

    def clean(self, data, initial=None):
        """The files that were sent."""
        return list(data or ())


class GiveForm(forms.Form):
    """A pasted text, or files."""

    text = forms.CharField(
        label="Dán văn bản",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "class": "form-control"}),
    )
    files = ManyFilesField(
        label="Hoặc chọn tệp",
        required=False,
        help_text="Word (.docx, .doc), PDF có lớp chữ, .txt; chọn được nhiều tệp một lần, mỗi tệp đến 30 MB.",
        widget=ManyFilesInput(attrs={"class": "form-control", "accept": FORMATS}),
    )


class SegmentForm(WrittenForm, forms.Form):
    """The words of one part. `was` is the mark of the part when the page was made: a stranger's change is not
    overwritten."""

    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, segment: Segment):
        initial = self.shown(segment.values) | {"was": segment.mark}
        super().__init__(data, initial=initial, auto_id=f"{segment.key}-%s")
        self.segment = segment
        for field in self.fields.values():
            if not field.widget.is_hidden and not isinstance(field.widget, forms.CheckboxInput):
                is_choice = isinstance(field.widget, forms.Select)
                field.widget.attrs.setdefault("class", "form-select" if is_choice else "form-control")

    @staticmethod
    def shown(values: dict[str, Any]) -> dict[str, Any]:
        """The stored words as they stand in the fields."""
        return values

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, as the parts of a reading hold it."""
        return {name: self.cleaned_data[name] for name in self.segment.values}

    @staticmethod
    def current(segment: Segment) -> SimpleNamespace:
        """The stored words, field by field."""
        return SimpleNamespace(**segment.values)


def _line(label: str, **kwargs) -> CleanLineFormField:
    return CleanLineFormField(label=label, required=False, **{"max_length": 200, **kwargs})


def _text(label: str, *, rows: int = 2, **kwargs) -> CleanTextFormField:
    attrs = {"rows": rows, "spellcheck": "false"}
    return CleanTextFormField(label=label, required=False, widget=forms.Textarea(attrs=attrs), **kwargs)


def _number(label: str, *, least: int, most: int) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    messages = {"invalid": "Hãy ghi bằng chữ số.", "min_value": "Nhỏ nhất là %(limit_value)s.",
                "max_value": "Lớn nhất là %(limit_value)s."}  # fmt: skip
    return forms.IntegerField(
        label=label, required=False, min_value=least, max_value=most, widget=widget, error_messages=messages
    )


class HeadSegmentForm(SegmentForm):
    """Letterhead, number and symbol, place and date, title."""

    superior = _text("Cơ quan chủ quản", rows=1)
    issuer = _text("Cơ quan ban hành", rows=2)
    number = _number("Số", least=1, most=9_999_999)
    symbol = _line("Ký hiệu", max_length=60)
    place = _line("Địa danh", max_length=120)
    day = _number("Ngày", least=1, most=31)
    month = _number("Tháng", least=1, most=12)
    year = _number("Năm", least=1990, most=2100)
    title = _text("Trích yếu", rows=3, max_length=LONGEST_TITLE)

    def clean(self):
        """The date exists, as far as it is written."""
        data = super().clean()
        if {"day", "month", "year"} & self.errors.keys():
            return data
        if data.get("year") is None and (data.get("day") or data.get("month")):
            self.add_error("year", "Đã có ngày, tháng thì phải có năm.")
        elif data.get("year") is not None:
            try:
                check_date(data["year"], data.get("month"), data.get("day"))
            except ValueError as error:
                self.add_error("day" if data.get("day") else "month", str(error))
        return data


class BasisSegmentForm(SegmentForm):
    """One paragraph of legal bases."""

    text = _text("Căn cứ", rows=2, max_length=5000)

    def clean_text(self):
        """An empty basis is removed, not saved."""
        if not self.cleaned_data["text"].strip():
            raise forms.ValidationError("Căn cứ đang trống: hãy viết, hoặc bấm «Bỏ căn cứ».")
        return " ".join(self.cleaned_data["text"].split())


class OpeningSegmentForm(SegmentForm):
    """The sentence between the bases and the text."""

    text = _text("Câu mở đầu", rows=2)


class SectionSegmentForm(SegmentForm):
    """A heading with the text right under it."""

    level = forms.TypedChoiceField(label="Cấp", choices=SectionLevel.choices, coerce=int)
    label = _line("Số", max_length=30)
    title = _text("Đề mục", rows=1, max_length=PlanSection._meta.get_field("title").max_length)
    body = _text("Nội dung", rows=1)

    def clean_title(self):
        """A heading says something."""
        if not self.cleaned_data["title"].strip():
            raise forms.ValidationError("Đề mục đang trống: hãy viết, hoặc bấm «Gộp vào mục trên».")
        return " ".join(self.cleaned_data["title"].split())


class TailSegmentForm(SegmentForm):
    """Closing sentence, recipients, signature block."""

    closing = _text("Câu kết", rows=2)
    recipients = _text("Nơi nhận", rows=4)
    archive = _line("Lưu", max_length=120)
    signature = _text("Chức vụ người ký", rows=2)
    signer = _line("Họ và tên người ký", max_length=80)


class AppendixSegmentForm(SegmentForm):
    """An appendix: tables are lines with tabs."""

    label = _line("Ký hiệu phụ lục", max_length=60)
    title = _text("Tên phụ lục", rows=2)
    body = _text("Nội dung", rows=3)
    landscape = forms.BooleanField(label="Khổ ngang", required=False)


class MoneySegmentForm(SegmentForm):
    """The total amount as the text states it."""

    amount = _line("Tổng kinh phí (đồng)", max_length=60)
    words = _line("Bằng chữ", max_length=400)

    @staticmethod
    def shown(values: dict[str, Any]) -> dict[str, Any]:
        """The amount with its dots."""
        amount = values["amount"]
        return values | {"amount": "" if amount is None else number_in_figures(amount)}

    def clean_amount(self):
        """The amount in đồng, or None."""
        text = self.cleaned_data["amount"]
        try:
            return parse_amount(text) if text else None
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


SEGMENT_FORMS: dict[str, type[SegmentForm]] = {
    "dau": HeadSegmentForm,
    "can-cu": BasisSegmentForm,
    "mo-dau": OpeningSegmentForm,
    "muc": SectionSegmentForm,
    "ket": TailSegmentForm,
    "phu-luc": AppendixSegmentForm,
    "tien": MoneySegmentForm,
}


def segment_form(segment: Segment, data=None) -> SegmentForm:
    """The form of a part of a reading."""
    kind, _, number = segment.key.rpartition("-")
    return SEGMENT_FORMS[kind if number.isdigit() else segment.key](data, segment=segment)
