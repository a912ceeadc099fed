"""Areas and what became of them in the admin."""

from django.contrib import admin

from audit.recorded_admin import ModelAdmin, SheetAdminMixin
from lib.search_admin import TabularInline
from organisations.admin_filters import ExistenceFilter, ProvinceFilter
from organisations.forms import AreaForm
from organisations.models import Area, AreaSuccession
from organisations.resources import AreaResource
from organisations.validity import with_last_day


class SuccessorInline(TabularInline):
    model = AreaSuccession
    fk_name = "old"
    fields = ["new", "is_whole", "note"]
    autocomplete_fields = ["new"]
    ordering = ["new__code"]
    verbose_name = "đơn vị kế tiếp"
    verbose_name_plural = "đơn vị kế tiếp (đơn vị này nhập vào)"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("old", "new")


class PredecessorInline(TabularInline):
    model = AreaSuccession
    fk_name = "new"
    fields = ["old", "is_whole", "note"]
    autocomplete_fields = ["old"]
    ordering = ["old__code"]
    verbose_name = "đơn vị trước đó"
    verbose_name_plural = "đơn vị trước đó (lập nên đơn vị này)"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("old", "new")


@admin.register(Area)
class AreaAdmin(SheetAdminMixin, ModelAdmin):
    resource_classes = [AreaResource]
    form = AreaForm
    list_display = ["__str__", "code", "level", "parent", "village_count", "valid_from", "valid_to"]
    list_select_related = ["parent"]
    list_filter = [ExistenceFilter, "level", ProvinceFilter]
    ordering = ["level", "code", "valid_from"]
    fields = [
        ("kind", "name"),
        ("level", "code"),
        "parent",
        ("valid_from", "valid_to"),
        "act",
        ("village_count", "villages_counted_on"),
        "neighbours",
    ]
    autocomplete_fields = ["parent", "neighbours"]
    inlines = [SuccessorInline, PredecessorInline]

    def choice_label(self, row):
        return with_last_day(str(row), row.valid_to)
