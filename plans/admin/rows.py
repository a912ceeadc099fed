"""The rows of a plan on its admin page: bases, outline, appendices."""

from django import forms
from django.contrib import admin

from lib.search_admin import KnownRowsFormSet, TabularInline
from plans.admin.merging import MergingForm
from plans.models import Plan, PlanAppendix, PlanLegalBasis, PlanSection
from plans.permissions import can_edit_plan
from plans.section_sources import choices as source_choices
from plans.validity import appendix_faults, section_faults

LAST = 32_000
"""The position of a row whose position was left empty: behind all others, until the rows are numbered anew."""


def may_edit(user, plan: Plan | None) -> bool:
    """Whether `user` may change `plan` now, or write plans at all when there is none yet."""
    if plan is None:
        return user.has_perm("plans.change_plan") or user.has_perm("plans.add_plan")
    return can_edit_plan(user, plan) and plan.is_editable


class RowForm(MergingForm):
    """A row of a plan; a position left empty means «at the end»."""

    faults = staticmethod(lambda row: {})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["position"].required = False
        self.fields["position"].help_text = "Để trống: xếp cuối."
        if "source" in self.fields:
            self.fields["source"] = forms.ChoiceField(label="Phần tự sinh", choices=source_choices, required=False)
        if self.instance.pk is None:
            self.initial["position"] = None

    def clean_position(self):
        position = self.cleaned_data["position"]
        return LAST if position is None else position

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            for name, sentence in self.faults(self.instance).items():
                self.add_error(name if name in self.fields else None, sentence)


class BasisForm(RowForm):
    class Meta:
        model = PlanLegalBasis
        fields = ["position", "document", "wording", "continues_previous"]
        widgets = {"wording": forms.Textarea(attrs={"rows": 2, "cols": 50})}


class SectionForm(RowForm):
    faults = staticmethod(section_faults)

    class Meta:
        model = PlanSection
        fields = ["position", "level", "is_numbered", "title", "body", "source"]
        widgets = {
            "title": forms.Textarea(attrs={"rows": 1, "cols": 90}),
            "body": forms.Textarea(attrs={"rows": 6, "cols": 90}),
        }


class AppendixForm(RowForm):
    faults = staticmethod(appendix_faults)

    class Meta:
        model = PlanAppendix
        fields = [
            "position", "title", "body", "table", "header_rows", "column_widths", "notes", "signatures",
            "is_landscape", "source",
        ]  # fmt: skip
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2, "cols": 90}),
            "body": forms.Textarea(attrs={"rows": 3, "cols": 90}),
            "table": forms.Textarea(attrs={"rows": 8, "cols": 90, "wrap": "off"}),
            "notes": forms.Textarea(attrs={"rows": 3, "cols": 90}),
            "signatures": forms.Textarea(attrs={"rows": 2, "cols": 60}),
        }


class RowFormSet(KnownRowsFormSet):
    """Rows of a plan: a document may be cited once; a row that somebody deleted meanwhile becomes a new one."""

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.gone = frozenset()
        if data is not None and self.management_form.is_valid():
            self._put_gone_rows_behind()

    def _put_gone_rows_behind(self):
        """Rows are counted from the stored ones on: those no longer stored go behind them and lose their id."""
        stored = {str(row.pk) for row in self.get_queryset()}
        total, initial = self.total_form_count(), self.initial_form_count()
        pk = self.model._meta.pk.name
        here = [i for i in range(initial) if self.data.get(f"{self.add_prefix(i)}-{pk}") in stored]
        gone = [i for i in range(initial) if i not in set(here)]
        if not gone:
            return
        rows = {str(i): {} for i in range(total)}
        data = self.data.copy()
        for name in list(data):
            number, _, field = name.removeprefix(f"{self.prefix}-").partition("-")
            if name.startswith(f"{self.prefix}-") and number in rows:
                rows[number][field] = data.pop(name)
        for new, old in enumerate([*here, *gone, *range(initial, total)]):
            for field, values in rows[str(old)].items():
                data.setlist(f"{self.add_prefix(new)}-{field}", [""] if field == pk and old in gone else values)
        data[f"{self.prefix}-INITIAL_FORMS"] = str(len(here))
        self.data = data
        self.gone = frozenset(range(len(here), len(here) + len(gone)))
        del self.management_form

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.is_gone = i in self.gone
        return form

    def clean(self):
        super().clean()
        cited = set()
        for form in self.forms:
            document = form.cleaned_data.get("document") if hasattr(form, "cleaned_data") else None
            if document is None or form.cleaned_data.get("DELETE"):
                continue
            if document.pk in cited:
                form.add_error("document", f"{document} đã là một căn cứ khác của kế hoạch này.")
            cited.add(document.pk)


class PlanRowsMixin:
    """Rows belong to whoever may change the plan."""

    formset = RowFormSet
    extra = 0

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("plans.view_plan") or request.user.has_perm("plans.change_plan")

    def has_change_permission(self, request, obj=None):
        return may_edit(request.user, obj)

    has_add_permission = has_change_permission
    has_delete_permission = has_change_permission


class BasisInline(PlanRowsMixin, TabularInline):
    model = PlanLegalBasis
    form = BasisForm
    autocomplete_fields = ["document"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("document")


class SectionInline(PlanRowsMixin, admin.StackedInline):
    model = PlanSection
    form = SectionForm
    classes = ["collapse"]
    fieldsets = [(None, {"fields": [("position", "level", "is_numbered"), "title", "body", "source", "shown"]})]


class AppendixInline(PlanRowsMixin, admin.StackedInline):
    model = PlanAppendix
    form = AppendixForm
    classes = ["collapse"]
    fieldsets = [
        (None, {"fields": [("position", "is_landscape"), "title", "body", "table", ("header_rows", "column_widths")]}),
        (None, {"fields": ["notes", "signatures", "source", "shown"]}),
    ]
