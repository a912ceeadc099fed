"""The programme tree in the admin."""

from django import forms
from django.contrib import admin

from audit.recorded_admin import ModelAdmin, SheetAdminMixin
from organisations.admin_filters import ExistenceFilter
from plans.models import Programme
from plans.resources import ProgrammeResource


class ProgrammeForm(forms.ModelForm):
    """A node; what it belongs to stands above it in the tree."""

    class Meta:
        model = Programme
        fields = [
            "name", "short_name", "level", "position", "parent", "year_from", "year_to", "valid_from", "valid_to",
            "approved_by",
        ]  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        parent, level = cleaned.get("parent"), cleaned.get("level")
        if parent and level and parent.level >= level:
            self.add_error(
                "parent", f"«{parent}» không ở cấp trên của mục này: hãy chọn mục cấp cao hơn, hoặc sửa cấp."
            )
        if level and self.instance.pk and self.instance.children.filter(level__lte=level).exists():
            self.add_error("level", "Bên dưới còn mục cùng cấp hoặc cấp cao hơn: hãy chuyển các mục đó trước.")
        return cleaned


@admin.register(Programme)
class ProgrammeAdmin(SheetAdminMixin, ModelAdmin):
    """Chương trình → dự án → tiểu dự án → nội dung."""

    form = ProgrammeForm
    resource_classes = [ProgrammeResource]
    list_display = ["name", "short_name", "level", "parent", "years"]
    list_filter = ["level", "year_from", ExistenceFilter]
    list_select_related = ["parent"]
    autocomplete_fields = ["parent", "approved_by"]
    fieldsets = [
        (None, {"fields": ["name", "short_name", ("level", "position"), "parent"]}),
        ("Giai đoạn", {"fields": [("year_from", "year_to"), ("valid_from", "valid_to"), "approved_by"]}),
    ]

    class Media:
        css = {"all": ["css/admin_plans.css"]}

    @admin.display(description="giai đoạn", ordering="year_from")
    def years(self, row):
        return "–".join(str(year) for year in (row.year_from, row.year_to) if year)

    def choice_label(self, row):
        years = f" ({row.year_from}–{row.year_to})" if row.year_from and row.year_to else ""
        return f"{row}{years}"
