"""The register on screen: of which office, which series, from which day to which, holding which words."""

from datetime import date

from django import forms

from documents.models import Register, RegisterEntry
from lib.fields import DayField
from organisations.models import Organisation, User

COMMON_SERIES = "chung"
"""How the address names the series of all kinds, whose key is empty."""


class RegisterFilter(forms.Form):
    """Office, series, year, days and words. Unknown values narrow nothing; without any it is this year of the own
    office."""

    q = forms.CharField(label="Tìm số, trích yếu, người ký, nơi nhận", required=False, max_length=200)
    co_quan = forms.ModelChoiceField(Organisation.objects.none(), label="Cơ quan", required=False, empty_label=None)
    so = forms.ChoiceField(label="Dãy số", required=False)
    nam = forms.TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)
    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến ngày", required=False)

    def __init__(self, data, *, user: User, on: date):
        """`data` is the query string; `on` is today."""
        super().__init__(data or {})
        seen = Register.objects.visible_to(user)
        offices = Organisation.objects.filter(pk__in=seen.values("organisation"))
        if user.organisation_id:
            offices |= Organisation.objects.filter(pk=user.organisation_id)
        self.offices = list(offices.order_by("name", "valid_from"))
        self.fields["co_quan"].queryset = offices
        self.is_valid()
        self.office = self.cleaned_data.get("co_quan") or self._own_office(user)
        self.registers = list(seen.filter(organisation=self.office).order_by("series_key", "-year"))
        self._offer_years_and_series(on)
        self.full_clean()
        self.year = self.cleaned_data.get("nam") or on.year
        self.first = self.cleaned_data.get("tu") or date(self.year, 1, 1)
        self.last = self.cleaned_data.get("den") or date(self.year, 12, 31)
        self.series = {"": None, COMMON_SERIES: ""}.get(key := self.cleaned_data.get("so", ""), key)
        self.words = self.cleaned_data.get("q", "")
        self.initial = {"co_quan": self.office, "nam": self.year}
        self.data = {"co_quan": self.office.pk if self.office else "", "nam": self.year} | {
            name: value for name, value in self.data.items() if value
        }

    def _own_office(self, user) -> Organisation | None:
        own = (office for office in self.offices if office.pk == user.organisation_id)
        return next(own, self.offices[0] if self.offices else None)

    def _offer_years_and_series(self, on: date) -> None:
        years = sorted({on.year} | {register.year for register in self.registers}, reverse=True)
        self.fields["nam"].choices = [(year, str(year)) for year in years]
        names = {register.series_key: register.series_name for register in self.registers}
        self.fields["so"].choices = [("", "Tất cả")] + [(key or COMMON_SERIES, name) for key, name in names.items()]
        if len(self.offices) < 2:
            del self.fields["co_quan"]
        if len(names) < 2:
            del self.fields["so"]

    @property
    def is_narrowing(self) -> bool:
        """Whether anything but office and year was asked for."""
        asked = self.cleaned_data
        return bool(self.words or self.series is not None or asked.get("tu") or asked.get("den"))

    def rows(self):
        """The lines asked for, the latest first, ready for the page."""
        rows = RegisterEntry.objects.filter(organisation=self.office, dated_on__range=(self.first, self.last))
        if self.series is not None:
            rows = rows.filter(register__series_key=self.series)
        return rows.matching(self.words).order_by("-dated_on", "-id")
