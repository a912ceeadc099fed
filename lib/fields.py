"""Model fields that keep Vietnamese text in one form and make it findable."""

from django.db import models

from lib.text import clean_text, fold


class CleanCharField(models.CharField):
    """A one-line text, stored in NFC without control characters, outer blanks stripped."""

    def to_python(self, value):
        value = super().to_python(value)
        return value if value is None else " ".join(clean_text(value).split())

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if value is None else " ".join(clean_text(str(value)).split())


class CleanTextField(models.TextField):
    """A text of many lines, stored in NFC without control characters; blanks at line ends stripped."""

    def to_python(self, value):
        return _clean_lines(super().to_python(value))

    def get_prep_value(self, value):
        return _clean_lines(super().get_prep_value(value))


def _clean_lines(value):
    if value is None:
        return None
    return "\n".join(line.rstrip(" ") for line in clean_text(str(value)).split("\n")).strip("\n")


class SearchKeyField(models.TextField):
    """Folded text of other fields, filled at every save and bulk_create: «Đặng Thị Hoà» → «dang thi hoa»."""

    def __init__(self, *args, sources: tuple[str, ...] = (), **kwargs):
        self.sources = sources
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", "")
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs["sources"] = self.sources
        return name, path, args, kwargs

    def pre_save(self, model_instance, add):
        key = " ".join(fold(str(getattr(model_instance, source) or "")) for source in self.sources)
        setattr(model_instance, self.attname, key)
        return key
