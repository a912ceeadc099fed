"""The list of plans: what a person may narrow it by, and in which order it stands."""

from django import forms
from django.db.models import F

from organisations.models import Organisation, User
from plans.enums import PlanState
from plans.models import Programme
from plans.querysets import PlanQuerySet

TRANSCRIPT, TEMPLATE = "chep-lai", "ban-mau"
ORDERS = {
    "moi-sua": ("Mới sửa trước", ["-updated_at", "-id"]),
    "ten": ("Theo tên", ["search_key", "id"]),
    "nam": ("Năm mới trước", [F("year_from").desc(), F("year_to").desc(), "search_key", "id"]),
}


class PlanFilter(forms.Form):
    """Words, organisation, programme, state, year, drafter and order. Unknown values narrow nothing."""

    q = forms.CharField(label="Tìm theo tên, cơ quan", required=False, max_length=200)
    co_quan = forms.ModelChoiceField(Organisation.objects.none(), label="Cơ quan", required=False, empty_label="Tất cả")
    chuong_trinh = forms.ModelChoiceField(
        Programme.objects.none(), label="Chương trình", required=False, empty_label="Tất cả"
    )
    trang_thai = forms.ChoiceField(
        label="Trạng thái",
        required=False,
        choices=[("", "Tất cả"), *PlanState.choices, (TRANSCRIPT, "Chép lại văn bản cũ"), (TEMPLATE, "Bản mẫu")],
    )
    nam = forms.TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)
    nguoi_soan = forms.ModelChoiceField(User.objects.none(), label="Người soạn", required=False, empty_label="Tất cả")
    sap_xep = forms.ChoiceField(
        label="Sắp xếp", required=False, choices=[(key, label) for key, (label, _) in ORDERS.items()]
    )

    def __init__(self, data, *, plans: PlanQuerySet):
        """`data` is the query string, `plans` what the person may see: only values found there are offered."""
        super().__init__(data or None)
        self.plans = plans
        used = plans.order_by()
        self.fields["co_quan"].queryset = Organisation.objects.filter(pk__in=used.values("organisation"))
        self.fields["chuong_trinh"].queryset = Programme.objects.filter(pk__in=used.values("programme"))
        self.fields["nguoi_soan"].queryset = User.objects.filter(pk__in=used.values("drafter")).order_by("full_name")
        years = range(1990, 2101)
        spans = used.values_list("year_from", "year_to").distinct()
        held = sorted({year for first, last in spans for year in years if first <= year <= last}, reverse=True)
        self.fields["nam"].choices = [("", "Tất cả"), *((year, str(year)) for year in held)]
        self.asked = {}
        if self.is_bound:
            self.is_valid()
            self.asked = {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def is_narrowing(self) -> bool:
        """Whether anything but the order was asked for."""
        return bool(self.asked.keys() - {"sap_xep"})

    def rows(self) -> PlanQuerySet:
        """The plans asked for, in the order asked for, ready for the list page; templates only when asked for."""
        rows = self.plans.mentioning(self.asked.get("q", ""))
        for name, field in (("co_quan", "organisation"), ("chuong_trinh", "programme"), ("nguoi_soan", "drafter")):
            if name in self.asked:
                rows = rows.filter(**{field: self.asked[name]})
        state = self.asked.get("trang_thai")
        rows = rows.filter(is_template=state == TEMPLATE)
        if state == TRANSCRIPT:
            rows = rows.filter(is_transcript=True)
        elif state and state != TEMPLATE:
            rows = rows.filter(state=state, is_transcript=False)
        if year := self.asked.get("nam"):
            rows = rows.filter(year_from__lte=year, year_to__gte=year)
        _, order = ORDERS[self.asked.get("sap_xep", "moi-sua")]
        return rows.order_by(*order).select_related("organisation", "programme", "drafter", "updated_by")
