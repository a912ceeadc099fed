"""Model and form fields that keep Vietnamese text in one form and make it findable."""

from django import forms
from django.db import models

from lib.keys import row_key
from lib.legacy_encodings import Encoding, convert
from lib.name_order import LONGEST_NAME_KEY, LONGEST_SORT_KEY, name_key, sort_key
from lib.text import clean_line, clean_lines, fold

YEARS = range(1900, 2101)


class CleanLineFormField(forms.CharField):
    """One line of text. TCVN3 and VNI are turned into Unicode; what was typed is redisplayed as typed.

    `converted_from` tells the old encoding after cleaning; `conversion_notice` makes the sentence for the user.
    """

    converted_from: Encoding | None = None
    tidy = staticmethod(clean_line)

    def to_python(self, value):
        if value not in self.empty_values:
            value, self.converted_from = convert(str(value))
            value = self.tidy(value)
        return super().to_python(value)


class CleanTextFormField(CleanLineFormField):
    """Text of many lines; otherwise like CleanLineFormField."""

    widget = forms.Textarea
    tidy = staticmethod(clean_lines)

    def __init__(self, *, strip=False, **kwargs):
        super().__init__(strip=strip, **kwargs)


class DayField(forms.DateField):
    """A day typed as people write it, «05/3/2026»: a browser's own calendar would follow the language of the browser
    and show the month first.
    """

    def __init__(self, **kwargs):
        widget = forms.DateInput(
            attrs={"placeholder": "ngày/tháng/năm", "inputmode": "numeric", "autocomplete": "off"}, format="%d/%m/%Y"
        )
        super().__init__(widget=widget, input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"], **kwargs)
        self.error_messages["invalid"] = "Không có ngày này. Hãy viết như 05/3/2026."

    def to_python(self, value):
        day = super().to_python(value)
        if day is not None and day.year not in YEARS:  # beyond them sums of days leave the calendar
            raise forms.ValidationError(f"Năm phải từ {YEARS[0]} đến {YEARS[-1]}. Hãy viết như 05/3/2026.", code="year")
        return day


class RowsField(forms.ModelMultipleChoiceField):
    """Rows chosen by their ids. Ids that no row can have are refused like those of other rows: databases fail on them
    (of one row Django itself takes care).
    """

    default_error_messages = dict.fromkeys(
        ("invalid_choice", "invalid_pk_value"), "Có lựa chọn không còn trong danh sách: hãy tải lại trang."
    )

    def clean(self, value):
        wrong = next((key for key in value or () if row_key(key) is None), None)
        if wrong is not None:
            raise forms.ValidationError(
                self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": str(wrong)[:20]}
            )
        return super().clean(value)


def conversion_notice(form: forms.BaseForm) -> str:
    """After `form.is_valid()`: one sentence that names the fields converted from TCVN3 or VNI; empty if none was."""
    converted = [
        (form[name].label, field.converted_from)
        for name, field in form.fields.items()
        if isinstance(field, CleanLineFormField) and field.converted_from
    ]
    if not converted:
        return ""
    labels = ", ".join(f"«{label}»" for label, _ in converted)
    encodings = " và ".join(sorted({encoding for _, encoding in converted}))
    return f"Đã chuyển chữ kiểu cũ ({encodings}) sang Unicode ở {labels}. Hãy đọc lại trước khi dùng."


class CleanCharField(models.CharField):
    """A one-line text, stored in NFC without control characters, outer blanks stripped."""

    def to_python(self, value):
        value = super().to_python(value)
        return value if value is None else clean_line(value)

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if value is None else clean_line(value)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": CleanLineFormField, **kwargs})


class CleanTextField(models.TextField):
    """A text of many lines, stored in NFC without control characters; blanks at line ends stripped."""

    def to_python(self, value):
        value = super().to_python(value)
        return value if value is None else clean_lines(value)

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if value is None else clean_lines(value)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": CleanTextFormField, **kwargs})


class SearchKeyField(models.TextField):
    """Folded text of other fields: «Đặng Thị Hoà» → «dang thi hoa».

    Filled at every save and bulk_create. `save(update_fields=…)` that names a source must name the key too.
    `QuerySet.update` and `bulk_update` do not pass through models: do not change a source by them.
    """

    def __init__(self, *args, sources: tuple[str, ...] = (), **kwargs):
        self.sources = tuple(sources)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", "")
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs["sources"] = self.sources
        return name, path, args, kwargs

    def key_of(self, instance: models.Model) -> str:
        """The key of `instance` as its sources stand now."""
        values = (getattr(instance, source) for source in self.sources)
        return " ".join("" if value is None else fold(str(value)) for value in values)

    def pre_save(self, model_instance, add):
        setattr(model_instance, self.attname, self.key_of(model_instance))
        return getattr(model_instance, self.attname)


class _NameField(models.CharField):
    """A key made of a person's name in another field, filled as SearchKeyField is, with the same limits."""

    length: int
    make = staticmethod(str)

    def __init__(self, *args, source: str = "full_name", **kwargs):
        self.source = source
        kwargs = {"max_length": self.length, "editable": False, "default": "", "blank": True} | kwargs
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"source": self.source}

    def pre_save(self, model_instance, add):
        setattr(model_instance, self.attname, self.make(getattr(model_instance, self.source) or ""))
        return getattr(model_instance, self.attname)


class NameKeyField(_NameField):
    """The folded name, by which the same name is found again: `lib.name_order.name_key`."""

    length = LONGEST_NAME_KEY
    make = staticmethod(name_key)


class NameSortKeyField(_NameField):
    """What lists of people are sorted by, given names first: `lib.name_order.sort_key`."""

    length = LONGEST_SORT_KEY
    make = staticmethod(sort_key)
