"""What a progress table is narrowed by."""

from datetime import date

from django import forms
from django.db.models import Q

from organisations.models import Area, User
from plans.models import Plan, Programme
from trainings.enums import CourseKind
from trainings.models import Share
from trainings.progress.areas import below
from trainings.progress.report import LABELS, By
from trainings.progress.scope import Scope, with_those_below


class ProgressFilter(forms.Form):
    """Table, years, programme, plan, kind and place. Unknown values narrow nothing; without years it is the latest
    year in which there is something, this year at most."""

    theo = forms.ChoiceField(label="Bảng theo", required=False, choices=[(by.value, LABELS[by]) for by in By])
    tu = forms.TypedChoiceField(label="Từ năm", required=False, coerce=int, empty_value=None)
    den = forms.TypedChoiceField(label="Đến năm", required=False, coerce=int, empty_value=None)
    chuong_trinh = forms.ModelChoiceField(
        Programme.objects.none(), label="Chương trình, dự án", required=False, empty_label="Tất cả"
    )
    ke_hoach = forms.ModelChoiceField(Plan.objects.none(), label="Kế hoạch", required=False, empty_label="Tất cả")
    loai = forms.ChoiceField(label="Loại", required=False, choices=[("", "Lớp và đoàn"), *CourseKind.choices])
    noi = forms.ModelChoiceField(Area.objects.none(), label="Địa bàn", required=False, empty_label="Tất cả")

    def __init__(self, data, *, user: User, on: date):
        """`data` is the query string; offered is only what the person's classes have."""
        super().__init__(data or None)
        self.user = user
        everything = Scope(user)
        activities = everything.activities()
        plans = activities.values("plan")
        self.fields["chuong_trinh"].queryset = Programme.objects.filter(plans__in=plans).distinct()
        self.fields["ke_hoach"].queryset = Plan.objects.filter(pk__in=plans).only("title").order_by("-year_from", "pk")
        self.fields["noi"].queryset = _places(user)
        years = set(everything.classes().values_list("year", flat=True).distinct())
        years |= set(activities.values_list("plan__year_from", flat=True).distinct())
        choices = [(year, str(year)) for year in sorted(years, reverse=True)]
        for name in ("tu", "den"):
            self.fields[name].choices = [("", "–"), *choices]
        self.latest = max((year for year in years if year <= on.year), default=max(years, default=on.year))
        self.asked = {}
        if self.is_bound:
            self.is_valid()
            self.asked = {name: value for name, value in self.cleaned_data.items() if value}
        if not self.asked.keys() & {"tu", "den"} and self.by != By.YEAR:
            self.asked |= {"tu": self.latest, "den": self.latest}
        self.initial |= self.asked
        self.is_bound = False  # the fields show what is asked for, years of our own choice included

    @property
    def by(self) -> By:
        """What the lines are about."""
        return By(self.asked.get("theo", By.PROGRAMME))

    @property
    def is_narrowing(self) -> bool:
        """Whether anything but table and years was asked for."""
        return bool(self.asked.keys() - {"theo", "tu", "den"})

    def scope(self) -> Scope:
        """Which classes are asked for."""
        programme, place, kind = (self.asked.get(name) for name in ("chuong_trinh", "noi", "loai"))
        first, last = self.asked.get("tu"), self.asked.get("den")
        if first and last and first > last:
            first, last = last, first
        return Scope(
            user=self.user,
            first=first,
            last=last,
            programmes=with_those_below(programme) if programme else None,
            plan=self.asked.get("ke_hoach"),
            kind=CourseKind(kind) if kind else None,
            areas=below(place) if place else None,
        )

    def words(self) -> tuple[str, ...]:
        """What was asked for, as a heading says it."""
        scope = self.scope()
        years = {scope.first, scope.last} - {None}
        if len(years) == 1 and scope.first and scope.last:
            said = [f"Năm {scope.first}"]
        else:
            ends = [f"từ năm {scope.first}" if scope.first else "", f"đến năm {scope.last}" if scope.last else ""]
            said = [" ".join(filter(None, ends)).capitalize() or "Tất cả các năm"]
        for name in ("chuong_trinh", "ke_hoach", "noi"):
            if name in self.asked:
                said.append(f"{self.fields[name].label}: {' '.join(str(self.asked[name]).split())}")
        if scope.kind:
            said.append(CourseKind(scope.kind).label)
        return tuple(said)


def _places(user: User):
    """Areas that were given seats, those above them, and what they became."""
    used = Share.objects.visible_to(user).order_by().values("area")
    return Area.objects.filter(Q(pk__in=used) | Q(children__in=used) | Q(predecessors__in=used)).distinct()
