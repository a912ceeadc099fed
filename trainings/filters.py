"""The list of courses: what a person may narrow it by."""

from django import forms
from django.db.models import Q

from lib.text import search_words
from organisations.models import Organisation
from trainings.enums import ClassState, CourseKind
from trainings.models import TrainingClass
from trainings.querysets import CourseQuerySet


class CourseFilter(forms.Form):
    """Words, office, kind, year and state of the classes. Unknown values narrow nothing."""

    q = forms.CharField(label="Tìm theo tên khóa, kế hoạch", required=False, max_length=200)
    co_quan = forms.ModelChoiceField(Organisation.objects.none(), label="Cơ quan", required=False, empty_label="Tất cả")
    loai = forms.ChoiceField(label="Loại", required=False, choices=[("", "Tất cả"), *CourseKind.choices])
    nam = forms.TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)
    trang_thai = forms.ChoiceField(label="Có lớp, đoàn", required=False, choices=[("", "Tất cả"), *ClassState.choices])

    def __init__(self, data, *, courses: CourseQuerySet):
        """`data` is the query string, `courses` what the person may see: only values found there are offered."""
        super().__init__(data or None)
        self.courses = courses
        used = courses.order_by()
        self.fields["co_quan"].queryset = Organisation.objects.filter(pk__in=used.values("organisation"))
        years = (
            used.values_list("activity__plan__year_from", flat=True).distinct().order_by("-activity__plan__year_from")
        )
        self.fields["nam"].choices = [("", "Tất cả"), *((year, str(year)) for year in years)]
        self.asked = {}
        if self.is_bound:
            self.is_valid()
            self.asked = {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def is_narrowing(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.asked)

    def rows(self) -> CourseQuerySet:
        """The courses asked for, the latest first, ready for the list page."""
        rows = self.courses
        for word in search_words(self.asked.get("q", "")):
            plan = Q(activity__plan__search_key__contains=word)
            rows = rows.filter(Q(search_key__contains=word) | plan)
        if "co_quan" in self.asked:
            rows = rows.filter(organisation=self.asked["co_quan"])
        if "loai" in self.asked:
            rows = rows.filter(kind=self.asked["loai"])
        if year := self.asked.get("nam"):
            rows = rows.filter(activity__plan__year_from__lte=year, activity__plan__year_to__gte=year)
        if state := self.asked.get("trang_thai"):
            rows = rows.filter(pk__in=TrainingClass.objects.filter(state=state).values("course"))
        return rows.select_related("organisation", "activity__plan").order_by("-id")
