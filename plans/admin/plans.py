"""Plans in the admin, with bases, outline and appendices on one page."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from audit.recorded_admin import ModelAdmin
from lib.dates import long_date
from lib.fields import conversion_notice
from lib.keys import row_key
from lib.refusals import Refused
from plans.actions import HEAD_FIELDS, recorded
from plans.actions.editing import locked_plan
from plans.actions.ordering import renumber
from plans.admin.merging import MergingForm
from plans.admin.rows import AppendixInline, BasisInline, SectionInline, may_edit
from plans.edit_log import edits
from plans.enums import EditKind
from plans.images import ROOMS, Image, image
from plans.models import Plan, PlanAppendix, PlanEdit, PlanLegalBasis, PlanSection
from plans.permissions import can_create_plan, can_edit_plan
from plans.steps import why_locked
from plans.validity import plan_faults

ROOM_OF = {
    PlanLegalBasis: ("bases", EditKind.BASES),
    PlanSection: ("sections", EditKind.TEXT),
    PlanAppendix: ("appendices", EditKind.APPENDICES),
}


WRITTEN_OUT = {("year_from", "year_to"): "years", ("dated_day", "dated_month", "dated_year"): "date"}
"""Fields that readers see together, in words."""


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


class OwnOrganisationFilter(admin.RelatedOnlyFieldListFilter):
    """Offices that have plans which this person sees."""

    def field_choices(self, field, request, model_admin):
        offices = model_admin.get_queryset(request).order_by().values("organisation")
        return field.get_choices(include_blank=False, ordering=["name"], limit_choices_to={"pk__in": offices})


@admin.register(Plan)
class PlanAdmin(ModelAdmin):
    """Everything of a plan on one page; the portal's editor shows the pages beside it."""

    trail_by_acts = frozenset({"change"})
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
        return [*super().get_readonly_fields(request, obj), *fixed, *WRITTEN_OUT.values()]

    def get_fieldsets(self, request, obj=None):
        """Who only reads sees years and dates written out: read-only numbers would get points («2.024»)."""
        sets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return sets
        return [
            (title, options | {"fields": [WRITTEN_OUT.get(field, field) for field in options["fields"]]})
            for title, options in sets
        ]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request) and may_edit(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        """A plan that was ever submitted stays: its log points at it."""
        return super().has_delete_permission(request) and may_edit(request.user, obj)

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

    def trail_of_deleted(self, row):
        return [change for room in ROOMS for change in edits(image(row, room), Image({}, []), room=room)]

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

    @admin.display(description="ngày ban hành")
    def date(self, row):
        return long_date(row.dated_year, row.dated_month, row.dated_day, gap="…")

    @admin.display(description="bản in")
    def print_links(self, row):
        return format_html(
            '<a href="{}">Xem trang in</a> · <a href="{}">Tải PDF</a>',
            reverse("plans:detail", args=[row.pk]),
            reverse("plans:download", args=[row.pk]),
        )
