"""The history of plans: who changed what when, and what stood there before. For reading only."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join

from plans.admin.steps import ReadOnlyAdmin
from plans.enums import LineRole
from plans.images import LINES, ROOMS
from plans.models import PlanEdit


@admin.register(PlanEdit)
class PlanEditAdmin(ReadOnlyAdmin):
    """Changes of the plans that a person sees."""

    list_display = ["at", "kind", "plan", "by", "undone"]
    list_filter = ["kind", "undone", ("by", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["plan", "by"]
    search_fields = ["plan__search_key__contains", "by__search_key__contains"]
    date_hierarchy = "at"
    fields = ["plan", "kind", "by", "at", "undone", "what_stood_there"]
    readonly_fields = fields

    class Media:
        css = {"all": ["css/admin_plans.css"]}

    @admin.display(description="trước khi sửa")
    def what_stood_there(self, edit):
        """Old values, field by field; a row that was added had none."""
        model = ROOMS[edit.before["room"]][0]
        lines = []
        for values in edit.before["rows"].values():
            if values is None:
                lines.append(("Chưa có", f"({model._meta.verbose_name} được thêm)"))
                continue
            for name, value in values.items():
                if name == LINES:
                    lines += [(label or LineRole(role).label, text or "—") for role, label, text in value]
                    continue
                field = model._meta.get_field(name.removesuffix("_id"))
                lines.append((field.verbose_name, "—" if value in ("", None) else value))
        if not lines:
            return "Chỉ đổi thứ tự."
        return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd class='pre-line'>{}</dd>", lines))
