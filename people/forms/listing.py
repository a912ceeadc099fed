"""The list of people: words of the name, and a commune. Numbers of cards never come this way: see `views.listing`."""

from django import forms

from people.areas import communes_of, label


class _AreaChoice(forms.ModelChoiceField):
    def label_from_instance(self, area):
        return label(area)


class ListForm(forms.Form):
    """Unknown values narrow nothing."""

    q = forms.CharField(
        label="Tìm theo tên", required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    xa = _AreaChoice(None, label="Xã, phường", required=False, empty_label="Tất cả")

    def __init__(self, data, *, office_ids):
        super().__init__(data or None)
        self.fields["xa"].queryset = communes_of(office_ids)
        self.fields["q"].widget.attrs["placeholder"] = "Không cần dấu, ví dụ: hoa lo"
        self.asked = {}
        if self.is_bound:
            self.is_valid()
            self.asked = {name: value for name, value in self.cleaned_data.items() if value}
