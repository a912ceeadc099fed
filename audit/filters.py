"""What a person narrows the trail by."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.contrib.auth import get_user_model
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from audit.enums import EntryKind
from audit.querysets import EntryQuerySet
from audit.tables import named_to
from lib.text import search_words

MOST_PEOPLE = 200
_DAYS = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2199, 12, 31))]
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class EntryFilter(forms.Form):
    """Words, kind, person and period; row and account by links. Unknown values narrow nothing."""

    q = forms.CharField(label="Tìm người, việc, tên", required=False, max_length=200)
    nguoi = forms.CharField(label="Người làm", required=False, max_length=200)
    loai = forms.ChoiceField(label="Loại", required=False, choices=[("", "Tất cả"), *EntryKind.choices])
    tu = forms.DateField(label="Từ ngày", required=False, widget=_DAY, validators=_DAYS)
    den = forms.DateField(label="Đến hết ngày", required=False, widget=_DAY, validators=_DAYS)
    tai_khoan = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    bang = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    dong = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, data, *, user):
        """`user` finds by the names of rows only what he or she may read."""
        super().__init__(data or None)
        self.user = user
        self.asked = {}
        if self.is_bound:
            self.is_valid()
            self.asked = {name: value for name, value in self.cleaned_data.items() if value}

    def narrow(self, entries: EntryQuerySet) -> EntryQuerySet:
        """Those of `entries` that were asked for."""
        asked = self.asked
        entries = entries.mentioning(asked.get("q", ""), named=named_to(self.user))
        if words := search_words(asked.get("nguoi", "")):
            people = get_user_model().objects.all()
            for word in words:
                people = people.filter(search_key__contains=word)
            entries = entries.filter(actor_id__in=list(people.values_list("pk", flat=True)[:MOST_PEOPLE]))
        for name, column in (("loai", "kind"), ("tai_khoan", "actor_id"), ("bang", "table"), ("dong", "row_id")):
            if name in asked:
                entries = entries.filter(**{column: asked[name]})
        if "tu" in asked:
            entries = entries.filter(at__gte=_start(asked["tu"]))
        if "den" in asked:
            entries = entries.filter(at__lt=_start(asked["den"] + timedelta(days=1)))
        return entries

    def in_words(self) -> dict[str, str]:
        """What was asked for, for the note that an export leaves: {label: value}."""
        return {str(self.fields[name].label or name): str(value) for name, value in self.asked.items()}


def _start(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
