"""What all forms of the editor share: the version they were opened with, what was typed, what was converted."""

from django import forms
from django.core.validators import MaxLengthValidator

from lib.fields import CleanLineFormField, conversion_notice

LONGEST_TEXT = 2_000_000  # letters; several hundred printed pages in one field
TOO_LONG = (
    "Nội dung dài %(show_value)s ký tự, quá giới hạn %(limit_value)s ký tự cho một ô. Hãy chia thành nhiều mục. "
    "Phần vừa nhập vẫn còn trên trang nhưng chưa được lưu."
)


class WrittenForm:
    """A form in which people write for long: knows what they typed and what was turned from old fonts."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs = {"rows": 2, "spellcheck": "false"} | field.widget.attrs
                del field.widget.attrs["cols"]
                if field.max_length is None:
                    field.validators.append(MaxLengthValidator(LONGEST_TEXT, TOO_LONG))

    @property
    def notices(self) -> list[str]:
        """Sentences about text that was converted; after validation."""
        return list(filter(None, [conversion_notice(self)]))

    @property
    def converted(self) -> dict[str, str]:
        """Name in the page → converted text, for fields that came from an old font."""
        return {
            self.add_prefix(name): self.cleaned_data[name]
            for name, field in self.fields.items()
            if isinstance(field, CleanLineFormField) and field.converted_from
        }

    @property
    def texts(self) -> dict[str, str]:
        """Field name → what the person typed, for showing beside what is stored."""
        shown = (name for name, field in self.fields.items() if not field.widget.is_hidden)
        return {name: self.data.get(self.add_prefix(name), "") for name in shown}


class DraftForm(WrittenForm, forms.ModelForm):
    """A form of a row that two people may be writing. `version` is the row's version when the page was made."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("version", self.instance.version)
