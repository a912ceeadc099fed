"""The log of steps and the remarks of plans in the admin. For reading only: acts are done on the plan's page."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from audit.recorded_admin import ModelAdmin
from lib.search_admin import ReadOnlyMixin
from plans.models import Plan, PlanComment, PlanTransition


class ReadOnlyAdmin(ReadOnlyMixin, ModelAdmin):
    """Rows of the plans that a person sees, which nobody changes here."""

    def get_queryset(self, request):
        return super().get_queryset(request).filter(plan__in=Plan.objects.visible_to(request.user))

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("plans.view_plan")

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    @admin.display(description="kế hoạch")
    def plan_link(self, row):
        return format_html('<a href="{}">{}</a>', reverse("plans:detail", args=[row.plan_id]), row.plan)


@admin.register(PlanTransition)
class PlanTransitionAdmin(ReadOnlyAdmin):
    """Who did what with which plan when."""

    list_display = ["at", "act", "from_state", "to_state", "plan", "by", "by_post"]
    list_filter = ["act", ("by", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["plan", "by"]
    search_fields = ["plan__search_key__contains", "by__search_key__contains"]
    date_hierarchy = "at"
    fields = ["plan_link", "act", "from_state", "to_state", "by", "by_post", "at", "reason"]
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")


@admin.register(PlanComment)
class PlanCommentAdmin(ReadOnlyAdmin):
    """Remarks on plans and their sections."""

    list_display = ["at", "text", "section_title", "plan", "by", "settled_at"]
    list_filter = [("settled_at", admin.EmptyFieldListFilter), ("by", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["plan", "by"]
    search_fields = ["plan__search_key__contains", "by__search_key__contains"]
    date_hierarchy = "at"
    fields = ["plan_link", "section_title", "state", "text", "by", "at", "settled_by", "settled_at"]
    readonly_fields = fields
