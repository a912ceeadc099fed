"""Plans in the admin, with bases, outline and appendices on one page."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from lib.fields import conversion_notice
from lib.keys import row_key
from lib.refusals import Refused
from lib.search_admin import KnownRowsFormSet, ModelAdmin, TabularInline
from plans.actions import HEAD_FIELDS, recorded
from plans.actions.editing import locked_plan
from plans.actions.ordering import renumber
from plans.admin.merging import MergingForm
from plans.enums import EditKind
from plans.models import Plan, PlanAppendix, PlanEdit, PlanLegalBasis, PlanSection
from plans.permissions import can_create_plan, can_edit_plan
from plans.section_sources import choices as source_choices
from plans.steps import why_locked
from plans.validity import appendix_faults, plan_faults, section_faults

LAST = 32_000
"""The position of a row whose position was left empty: behind all others, until the rows are numbered anew."""

ROOM_OF = {
    PlanLegalBasis: ("bases", EditKind.BASES),
    PlanSection: ("sections", EditKind.TEXT),
    PlanAppendix: ("appendices", EditKind.APPENDICES),
}


class PlanForm(MergingForm):
    """The head of a plan. `user` is set by the admin."""

    user = None

    class Meta:
        model = Plan
        fields = sorted(HEAD_FIELDS)
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "opening": forms.Textarea(attrs={"rows": 3}),
            "closing": forms.Textarea(attrs={"rows": 3}),
            "recipients": forms.Textarea(attrs={"rows": 6}),
        }

    def clean_organisation(self):
        organisation = self.cleaned_data["organisation"]
        if organisation.pk != self.instance.organisation_id and not can_create_plan(self.user, organisation):
            raise forms.ValidationError(f"Bạn không lập được kế hoạch của {organisation}: hãy chọn cơ quan của mình.")
        return organisation

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            for name, sentence in plan_faults(self.instance).items():
                self.add_error(name if name in self.fields else None, sentence)


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
        return _may_edit(request.user, obj)

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


class OwnOrganisationFilter(admin.RelatedOnlyFieldListFilter):
    """Offices that have plans which this person sees."""

    def field_choices(self, field, request, model_admin):
        offices = model_admin.get_queryset(request).order_by().values("organisation")
        return field.get_choices(include_blank=False, ordering=["name"], limit_choices_to={"pk__in": offices})


@admin.register(Plan)
class PlanAdmin(ModelAdmin):
    """Everything of a plan on one page; the portal's editor shows the pages beside it."""

    form = PlanForm
    inlines = [BasisInline, SectionInline, AppendixInline]
    change_form_template = "admin/plans/plan/change_form.html"
    list_display = ["title", "organisation", "years", "state", "updated_at", "print_links"]
    list_filter = [("organisation", OwnOrganisationFilter), "state", "year_from", "is_transcript"]
    list_select_related = ["organisation"]
    search_fields = ["search_key__contains", "organisation__search_key__contains"]
    date_hierarchy = "updated_at"
    autocomplete_fields = ["organisation", "department", "programme", "signer", "drafter"]
    readonly_fields = ["state", "state_since", "replaces", "created_at", "updated_at", "updated_by"]
    fieldsets = [
        (None, {"fields": ["title", ("year_from", "year_to"), "programme", "shown"]}),
        ("Cơ quan, người soạn thảo", {"fields": ["organisation", ("department", "drafter")]}),
        (
            "Nơi và ngày ban hành",
            {"fields": ["place", ("dated_day", "dated_month", "dated_year"), ("is_transcript", "number")]},
        ),
        ("Mở đầu và kết thúc", {"fields": ["opening", "closing"]}),
        ("Nơi nhận và người ký", {"fields": ["recipients", "archive", "signer"]}),
        ("Theo dõi", {"fields": [("state", "state_since", "replaces"), ("created_at", "updated_at", "updated_by")]}),
    ]

    class Media:
        css = {"all": ["css/admin_plans.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def get_object(self, request, object_id, from_field=None):
        """The row; locked when it is about to be saved, so that nobody saves between the check and the write."""
        plan = super().get_object(request, object_id, from_field)
        if plan is not None and request.method == "POST":
            list(Plan.objects.select_for_update().filter(pk=plan.pk).values("pk"))
            plan.refresh_from_db()
        return plan

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """A plan that somebody has to review, or that is approved, is for reading; the page says why and what to do."""
        plan = None if object_id is None else self.get_queryset(request).filter(pk=row_key(object_id)).first()
        if plan is None or plan.is_editable or not can_edit_plan(request.user, plan):
            return super().changeform_view(request, object_id, form_url, extra_context)
        locked = why_locked(plan, plan.transitions.select_related("by").defer("content").last())
        if request.method == "POST":
            raise Refused(locked)
        return super().changeform_view(request, object_id, form_url, {"locked": locked} | (extra_context or {}))

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"user": request.user})

    def get_changeform_initial_data(self, request):
        user, year = request.user, timezone.localdate().year
        own = {"organisation": user.organisation_id, "department": user.department_id, "drafter": user.pk}
        return (
            own
            | {"year_from": year, "year_to": year, "dated_year": year}
            | super().get_changeform_initial_data(request)
        )

    def get_readonly_fields(self, request, obj=None):
        """Accounts are chosen only by who may see the list of accounts."""
        fixed = [] if request.user.has_perm("organisations.view_user") else ["drafter"]
        return [*super().get_readonly_fields(request, obj), *fixed]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request) and _may_edit(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        """A plan that was ever submitted stays: its log points at it."""
        return super().has_delete_permission(request) and _may_edit(request.user, obj)

    def delete_model(self, request, obj):
        with transaction.atomic():
            row = locked_plan(obj, by=request.user)
            if row.transitions.exists():
                raise Refused("Kế hoạch này đã từng được trình nên không xóa: nhật ký các bước phải giữ lại.")
            super().delete_model(request, row)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            for plan in queryset.order_by("-pk"):
                self.delete_model(request, plan)

    def save_model(self, request, obj, form, change):
        now = timezone.now()
        if not change:
            if not can_create_plan(request.user, obj.organisation):
                raise PermissionDenied
            obj.created_at = obj.updated_at = obj.state_since = now
            obj.updated_by = request.user
            obj.drafter = obj.drafter or request.user
            obj.save()
            return
        with transaction.atomic(), recorded(obj, "head", EditKind.HEAD, by=request.user, at=now):
            obj.version += 1
            obj.save()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        rows = [row for formset in formsets for row in formset.forms if row not in formset.deleted_forms]
        for notice in dict.fromkeys(filter(None, map(conversion_notice, [form, *rows]))):
            messages.warning(request, notice)

    def get_deleted_objects(self, objs, request):
        """A plan goes with its history, which nobody deletes by itself."""
        listed, counts, missing, protected = super().get_deleted_objects(objs, request)
        return listed, counts, missing - {PlanEdit._meta.verbose_name}, protected

    def save_formset(self, request, form, formset, change):
        room, kind = ROOM_OF[formset.model]
        plan = form.instance
        with transaction.atomic(), recorded(plan, room, kind, by=request.user, at=timezone.now()):
            for row_form in formset.initial_forms:
                if row_form.has_changed() and hasattr(row_form.instance, "version"):
                    row_form.instance.version += 1
            super().save_formset(request, form, formset, change)
            renumber(list(formset.model.objects.filter(plan=plan).order_by("position", "id")))

    def choice_label(self, row):
        return f"{row.title} ({row.year_from})"

    @admin.display(description="năm", ordering="year_from")
    def years(self, row):
        return row.years

    @admin.display(description="bản in")
    def print_links(self, row):
        return format_html(
            '<a href="{}">Xem trang in</a> · <a href="{}">Tải PDF</a>',
            reverse("plans:detail", args=[row.pk]),
            reverse("plans:download", args=[row.pk]),
        )


def _may_edit(user, plan: Plan | None) -> bool:
    """Whether `user` may change `plan` now, or write plans at all when there is none yet."""
    if plan is None:
        return user.has_perm("plans.change_plan") or user.has_perm("plans.add_plan")
    return can_edit_plan(user, plan) and plan.is_editable
