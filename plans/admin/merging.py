"""Forms of rows that two people may have open at once."""

import json

from django import forms

from plans.images import mark


class MergingForm(forms.ModelForm):
    """Saves only what its writer changed.

    The page carries marks of the values that it showed. A field that the writer left alone keeps what stands in the
    database now; a field that both changed is an error beside it, which names the other text; the next «lưu» replaces
    it. The row must be locked by the view before the form is made.
    """

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    is_gone = False
    """Set by a formset: somebody deleted the row while it was open here."""
    is_dropped = False
    """The row is gone and its writer had not touched it: nothing is saved."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored = {name: self._value(name) for name in self._own_fields()} if self.instance.pk else {}
        self.initial["shown"] = self._marks()

    def has_changed(self):
        return not self.is_dropped and super().has_changed()

    def _post_clean(self):
        super()._post_clean()
        if self.is_gone:
            self._part_with_the_row()
        if not self.stored:
            return
        shown, is_merged = self._shown(), False
        conflicts = []
        for name, stored in self.stored.items():
            typed = self._value(name)
            if name in self.errors or typed == stored or shown.get(name, mark(stored)) == mark(stored):
                continue
            if mark(typed) == shown[name]:
                setattr(self.instance, self._meta.model._meta.get_field(name).attname, stored)
                is_merged = True
            else:
                conflicts.append(name)
        for name in conflicts:
            self.add_error(name, self._sentence(name))
        if conflicts:
            self.data = self.data.copy()
            self.data[self.add_prefix("shown")] = self._marks()
        elif is_merged and not self.errors:
            self._validate_again()

    def _part_with_the_row(self):
        shown = self._shown()
        if shown and all(mark(self._value(name)) == shown[name] for name in self._own_fields() if name in shown):
            self.is_dropped = True
            self._errors.clear()
        else:
            self.add_error(
                None,
                "Người khác vừa xóa phần này. Nội dung bạn gõ vẫn còn đây: bấm lưu lần nữa để thêm lại, "
                "hoặc đánh dấu xóa để bỏ.",
            )

    def _validate_again(self):
        try:
            self.instance.full_clean(exclude=self._get_validation_exclusions(), validate_unique=False)
        except forms.ValidationError as error:
            self._update_errors(error)

    def _sentence(self, name: str) -> str:
        stored = self.fields[name].prepare_value(self.stored[name])
        text = " ".join(str("" if stored is None else stored).split())
        text = f"«{text[:300]}{'…' if len(text) > 300 else ''}»" if text else "để trống"
        return (
            f"Người khác vừa sửa ô này, hiện là: {text}. Nội dung bạn gõ vẫn còn đây: hãy chép thêm phần cần giữ "
            "rồi bấm lưu lần nữa để thay bản của người kia."
        )

    def _shown(self) -> dict:
        try:
            shown = json.loads(self.data.get(self.add_prefix("shown")) or "{}")
        except ValueError:
            return {}
        return shown if isinstance(shown, dict) else {}

    def _marks(self) -> str:
        return json.dumps({name: mark(value) for name, value in self.stored.items()}, default=str)

    def _own_fields(self) -> list[str]:
        names = {field.name for field in self._meta.model._meta.concrete_fields if field.editable}
        return [name for name in self.fields if name in names.intersection(self._meta.fields)]

    def _value(self, name: str):
        value = getattr(self.instance, self._meta.model._meta.get_field(name).attname)
        return value if value is None or isinstance(value, str | int | bool) else str(value)
