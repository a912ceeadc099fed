"""Which of two rows is kept, and what is taken from the other."""

from django import forms

from people.merging import AWAY, FIELDS, KEPT


class MergeForm(forms.Form):
    """For each field the row it is taken from; the versions that stood on the page; that the cards were looked at."""

    kept_version = forms.IntegerField(widget=forms.HiddenInput)
    away_version = forms.IntegerField(widget=forms.HiddenInput)
    confirms_cards = forms.BooleanField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in FIELDS:
            self.fields[name] = forms.ChoiceField(choices=[(KEPT, KEPT), (AWAY, AWAY)], required=False)

    @property
    def choices(self) -> dict[str, str]:
        """field → the row it is taken from, where the person chose."""
        return {name: self.cleaned_data[name] for name in FIELDS if self.cleaned_data.get(name)}
