"""Activities of plans in the admin, with their printed lines."""

from django import forms
from django.contrib import admin
from django.utils import timezone

from audit.recorded_admin import ModelAdmin
from lib.keys import row_key
from lib.search_admin import TabularInline
from plans.actions import delete_activity, recorded
from plans.actions.editing import locked_plan
from plans.enums import EditKind
from plans.models import Activity, ActivityLine, Plan, PlanSection
from plans.outline import headings
from plans.permissions import can_edit_plan
from plans.steps import why_locked


class ActivityForm(forms.ModelForm):
    """An activity; it is printed under a section of its own plan. `user` is set by the admin."""

    user = None

    class Meta:
        model = Activity
        fields = [
            "plan", "section", "position", "kind", "name", "prints_name", "line_style", "group_count", "group_size",
            "size_is_average", "people", "days", "starts_on", "ends_on",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "section" in self.fields:
            plan_id = self.instance.plan_id or row_key(self.data.get("plan") or self.initial.get("plan"))
            plan = Plan.objects.visible_to(self.user).filter(pk=plan_id).first()
            self.fields["section"] = SectionChoice(plan, label="In dưới mục")
            self.fields["section"].help_text = "Để trống: chưa in. Danh sách mục hiện ra khi đã chọn kế hoạch và lưu."

    def clean_plan(self):
        plan = self.cleaned_data["plan"]
        if not can_edit_plan(self.user, plan):
            raise forms.ValidationError("Bạn chỉ xem được kế hoạch này: hãy chọn kế hoạch của cơ quan mình.")
        if not plan.is_editable:
            raise forms.ValidationError(why_locked(plan, plan.transitions.select_related("by").last()))
        return plan


class SectionChoice(forms.ModelChoiceField):
    """Sections of one plan, named as they are printed: «1.1. Đối tượng»."""

    def __init__(self, plan: Plan | None, **kwargs):
        rows = plan.sections.all() if plan else PlanSection.objects.none()
        super().__init__(rows.defer("body"), required=False, empty_label="— Chưa in —", **kwargs)
        self._labels = None

    def label_from_instance(self, row):
        if self._labels is None:
            rows = list(self.queryset)
            self._labels = {row.pk: heading.label for row, heading in zip(rows, headings(rows), strict=True)}
        return f"{self._labels.get(row.pk, '')} {' '.join(row.title.split())[:100]}".strip()


class LineInline(TabularInline):
    model = ActivityLine
    fields = ["position", "role", "label", "text"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "text":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3, "cols": 40})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("plans.view_plan") or request.user.has_perm("plans.change_plan")

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("plans.change_plan") and _may_edit(request.user, obj)

    has_add_permission = has_change_permission
    has_delete_permission = has_change_permission


@admin.register(Activity)
class ActivityAdmin(ModelAdmin):
    """What plans will do: classes, tours, rounds."""

    trail_by_acts = frozenset({"add", "change", "delete"})
    form = ActivityForm
    inlines = [LineInline]
    list_display = ["name", "kind", "plan", "group_count", "expected", "starts_on", "ends_on"]
    list_filter = ["kind", ("plan__organisation", admin.RelatedOnlyFieldListFilter), "plan__year_from"]
    list_select_related = ["plan"]
    search_fields = ["plan__search_key__contains"]
    autocomplete_fields = ["plan"]
    fieldsets = [
        (None, {"fields": ["plan", "section", "name", "prints_name", ("kind", "line_style", "position")]}),
        ("Số lượng", {"fields": [("group_count", "group_size", "size_is_average"), "people"]}),
        ("Thời gian", {"fields": [("days", "starts_on", "ends_on")]}),
    ]

    class Media:
        css = {"all": ["css/admin_plans.css"]}

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("plan__organisation")
        return rows.filter(plan__in=Plan.objects.visible_to(request.user))

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"user": request.user})

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "plan":
            kwargs["queryset"] = Plan.objects.visible_to(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        return ["plan"] if obj else []

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request) and _may_edit(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request) and _may_edit(request.user, obj)

    def save_model(self, request, obj, form, change):
        """Nothing yet: the activity is saved with its lines, as one change."""

    def save_related(self, request, form, formsets, change):
        plan = locked_plan(form.instance.plan, by=request.user)
        with recorded(plan, "activities", EditKind.ACTIVITIES, by=request.user, at=timezone.now()):
            form.instance.save()
            super().save_related(request, form, formsets, change)

    def delete_model(self, request, obj):
        delete_activity(obj, by=request.user, at=timezone.now())

    def delete_queryset(self, request, queryset):
        for activity in queryset:
            delete_activity(activity, by=request.user, at=timezone.now())

    @admin.display(description="số người")
    def expected(self, row):
        return row.expected_people


def _may_edit(user, activity: Activity | None) -> bool:
    """Whether `user` may change `activity` now, or activities at all when there is none yet."""
    return activity is None or (can_edit_plan(user, activity.plan) and activity.plan.is_editable)
