"""Taking a list of people away as a file."""

from django import forms

from people.exporting import FORMATS


class ExportForm(forms.Form):
    """The kind of file, whether in full, and then why."""

    kieu = forms.ChoiceField(choices=[(name, name) for name in FORMATS])
    day_du = forms.BooleanField(required=False)
    ly_do = forms.CharField(required=False, max_length=1000)
