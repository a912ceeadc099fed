"""The page layout of an organisation's documents in the admin."""

from django.contrib import admin

from audit.recorded_admin import ModelAdmin
from documents.models import PageLayout


@admin.register(PageLayout)
class PageLayoutAdmin(ModelAdmin):
    list_display = ["organisation", "body_pt", "margins", "line_spacing", "paragraph_gap_pt"]
    list_select_related = ["organisation"]
    list_filter = ["body_pt"]
    search_fields = ["organisation__search_key__contains"]
    ordering = ["organisation__search_key"]
    autocomplete_fields = ["organisation"]
    fieldsets = [
        (
            None,
            {
                "fields": ["organisation", "body_pt"],
                "description": "Cơ quan không có ở đây in theo cỡ chữ 14, lề trên 20, dưới 20, trái 30, phải 15 mm. "
                "Thay đổi có hiệu lực ngay với mọi kế hoạch của cơ quan.",
            },
        ),
        ("Lề trang", {"fields": [("margin_top", "margin_bottom"), ("margin_left", "margin_right")]}),
        ("Đoạn văn", {"fields": ["first_line_indent", ("line_spacing", "paragraph_gap_pt")]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("organisation")

    @admin.display(description="lề trên, dưới, trái, phải (mm)")
    def margins(self, layout):
        sides = (layout.margin_top, layout.margin_bottom, layout.margin_left, layout.margin_right)
        return " – ".join(f"{side:g}".replace(".", ",") for side in sides)
