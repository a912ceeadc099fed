"""What the admin pages of trainings share: rows that a person sees, which nobody changes here."""

from django.contrib import admin

from audit.recorded_admin import ModelAdmin
from lib.search_admin import ReadOnlyMixin, TabularInline
from trainings.models import Course


class LookingAdmin(ReadOnlyMixin, ModelAdmin):
    """Rows of the courses that a person sees. `course` leads from the row to its course; a queryset that knows who
    sees its rows is asked instead."""

    course = "course"
    right = "trainings.view_course"

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if hasattr(rows, "visible_to"):
            return rows.visible_to(request.user)
        return rows.filter(**{f"{self.course}__in": Course.objects.visible_to(request.user)})

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(self.right)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj)


class LookingInline(ReadOnlyMixin, TabularInline):
    """Rows that belong to the one on the page, to look at."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("trainings.view_course")

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj)


def related(*names: str) -> list[tuple[str, type]]:
    """Filters of a list that offer only related rows which occur in it."""
    return [(name, admin.RelatedOnlyFieldListFilter) for name in names]
