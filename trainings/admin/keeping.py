"""Venues and lecturers that an office keeps."""

from django.contrib import admin

from audit.recorded_admin import ModelAdmin
from organisations.models import Organisation
from trainings.models import Lecturer, Venue
from trainings.permissions import can_keep


class KeptAdmin(ModelAdmin):
    """Rows of the own office; those who see everything keep them for all."""

    list_filter = [("organisation", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["organisation"]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if request.user.is_superuser else rows.visible_to(request.user)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "organisation" and not request.user.is_superuser:
            kwargs["queryset"] = Organisation.objects.filter(pk=request.user.organisation_id)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._is_kept(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._is_kept(request.user, obj)

    def _is_kept(self, user, row) -> bool:
        return row is None or user.is_superuser or can_keep(user, row)


@admin.register(Venue)
class VenueAdmin(KeptAdmin):
    """Where classes are held."""

    list_display = ["name", "address", "capacity", "organisation"]
    fields = ["organisation", "name", "address", "area", "capacity"]
    autocomplete_fields = ["area"]


@admin.register(Lecturer)
class LecturerAdmin(KeptAdmin):
    """Who teaches."""

    list_display = ["full_name", "title", "workplace", "organisation"]
    fields = ["organisation", "full_name", "title", "workplace"]
