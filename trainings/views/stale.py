"""What a save answers when somebody else saved the same row first: both texts, to choose from (409)."""

from dataclasses import dataclass

from django.db.models import Model
from django.forms import ModelForm


@dataclass(frozen=True)
class Stored:
    """A field in which the person's text and the stored one differ, and what is stored, as people read it."""

    label: str
    text: str


def stored_otherwise(form: ModelForm, current: Model) -> list[Stored]:
    """What `current` says where `form` (valid) says otherwise. The form is made to follow `current`: saving it once
    more keeps the person's text."""
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = str(current.version)
    return [
        Stored(str(form[name].label), _in_words(current, name))
        for name, value in form.cleaned_data.items()
        if name != "version" and hasattr(current, name) and getattr(current, name) != value
    ]


def _in_words(row: Model, name: str) -> str:
    value = getattr(row, f"get_{name}_display", lambda: getattr(row, name))()
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if hasattr(value, "strftime"):
        return f"{value:%d/%m/%Y}"
    return "(trống)" if value in (None, "") else str(value)
