"""Cells of a spreadsheet ↔ values of a row: text, days, choices, yes or no, and rows named in words."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db.models import Model
from import_export.fields import Field
from import_export.widgets import Widget

from lib.dates import parse_date
from lib.legacy_encodings import convert
from lib.text import clean_lines, fold


class TextCell(Widget):
    """Text, TCVN3 and VNI made Unicode; a number gets its leading zeros back up to `digits`."""

    def __init__(self, *, digits: int = 0):
        super().__init__()
        self.digits = digits

    def clean(self, value, row=None, **kwargs) -> str:
        text = clean_lines(convert("" if value is None else str(value))[0]).strip()
        return text.zfill(self.digits) if text.isdecimal() else text

    def render(self, value, obj=None, **kwargs) -> str:
        return "" if value is None else str(value)


class NumberCell(Widget):
    """A whole number or nothing."""

    def clean(self, value, row=None, **kwargs) -> int | None:
        text = "" if value is None else str(value).strip()
        if not text:
            return None
        if not text.isdecimal():
            raise ValueError(f"«{text[:40]}» không phải số nguyên.")
        return int(text)

    def render(self, value, obj=None, **kwargs) -> int | None:
        return value


class DayCell(Widget):
    """A day: an Excel date, or text like 01/7/2025."""

    def clean(self, value, row=None, **kwargs) -> date | None:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = "" if value is None else str(value).strip()
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            return parse_date(text)

    def render(self, value, obj=None, **kwargs) -> date | None:
        return value


class ChoiceCell(Widget):
    """One of the choices of a field, by what people read, accents and case aside."""

    def __init__(self, choices: Iterable[tuple]):
        super().__init__()
        self.labels = dict(choices)
        self.values = {fold(str(label)): value for value, label in self.labels.items()}

    def clean(self, value, row=None, **kwargs):
        text = "" if value is None else str(value).strip()
        if not text:
            raise ValueError(f"Còn trống: hãy ghi một trong: {'; '.join(map(str, self.labels.values()))}.")
        try:
            return self.values[fold(text)]
        except KeyError:
            known = "; ".join(map(str, self.labels.values()))
            raise ValueError(f"Không hiểu «{text[:40]}»: hãy ghi một trong: {known}.") from None

    def render(self, value, obj=None, **kwargs) -> str:
        return str(self.labels.get(value, value))


class YesNoCell(ChoiceCell):
    """«Có» or «Không»; x and 1 count as yes, a blank cell as no."""

    def __init__(self):
        super().__init__([(True, "Có"), (False, "Không")])
        self.values |= {"x": True, "1": True, "true": True, "0": False, "false": False}

    def clean(self, value, row=None, **kwargs) -> bool:
        return bool(str(value or "").strip()) and super().clean(value, row, **kwargs)


class NamedRow(Field):
    """A column that names another row: by any of its `names`; where several bear one name, `fits(row, other)` decides.

    The first of the names is the one written on export. `known()` gives the rows to choose from; rows of the same file
    are added by the resource when `model` is its own.
    """

    def __init__(
        self,
        attribute: str,
        heading: str,
        *,
        model: type[Model],
        names: Callable[[Model], Iterable[str]],
        fits: Callable[[Model, Model], bool],
    ):
        super().__init__(attribute=attribute, column_name=heading, widget=TextCell())
        self.model, self.names, self.fits = model, names, fits

    def known(self) -> Iterable[Model]:
        return self.model._default_manager.all()

    def export(self, instance, **kwargs) -> str:
        other = getattr(instance, self.attribute)
        return "" if other is None else next(iter(self.names(other)))

    def find(self, text: str, instance: Model, by_name: dict[str, list[Model]]) -> Model:
        """The row that `text` means for `instance`. Raises ValueError with a sentence."""
        named = by_name.get(fold(text), [])
        fitting = [other for other in named if self.fits(instance, other)] or named
        if not fitting:
            raise ValueError(f"Chưa có «{text[:80]}»: hãy ghi đúng mã hoặc tên, hoặc thêm dòng đó vào tệp.")
        if len(fitting) > 1:
            raise ValueError(f"Có {len(fitting)} nơi cùng tên «{text[:80]}»: hãy ghi mã hoặc tên đầy đủ.")
        return fitting[0]
