"""People in the admin: for reading only. They are written, merged and looked at in full on their own pages."""

from django.contrib import admin
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html

from lib.search_admin import ModelAdmin, ReadOnlyMixin
from people.enums import PrivateField
from people.finding import offices_of, page_of
from people.masking import masked
from people.models import Merge, Person

MOST_COUNTED = 5_000
MOST_FOUND = 200


class CappedPaginator(Paginator):
    """Counts no further than a person would turn pages."""

    @cached_property
    def count(self) -> int:
        return len(self.object_list.order_by().values_list("pk", flat=True)[:MOST_COUNTED])


class _PeopleAdmin(ReadOnlyMixin, ModelAdmin):
    """Rows of the offices whose people the user may see."""

    paginator = CappedPaginator
    ordering = ["-id"]
    sortable_by = ()

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("people.view_person")

    def has_module_permission(self, request):
        return self.has_view_permission(request)


@admin.register(Person)
class PersonAdmin(_PeopleAdmin):
    """People, the latest first; personal data are masked here as everywhere."""

    list_display = ["full_name", "sex", "birth_year", "post", "area", "keeper", "id_number"]
    list_select_related = ["area", "keeper"]
    fields = [
        "own_page", "full_name", "sex", "birth_year", "post", "workplace", "area", "keeper", "id_number", "phone",
        "ethnic_group", "merged_into", "anonymised_at", "created_at", "updated_at",
    ]  # fmt: skip
    readonly_fields = fields
    search_help_text = "Phần đầu của một hay vài tiếng trong tên, không cần dấu, thứ tự nào cũng được."

    def get_search_results(self, request, queryset, search_term):
        if not search_term:
            return queryset, False
        found = page_of(offices_of(request.user), words=search_term, size=MOST_FOUND).people
        return queryset.filter(pk__in=[person.pk for person in found]), False

    @admin.display(description="trang hồ sơ")
    def own_page(self, person):
        return format_html('<a href="{}">Mở hồ sơ</a>', reverse("people:person", args=[person.pk]))

    @admin.display(description=PrivateField.ID_NUMBER.label)
    def id_number(self, person):
        return masked(PrivateField.ID_NUMBER, person.private.get(PrivateField.ID_NUMBER))

    @admin.display(description=PrivateField.PHONE.label)
    def phone(self, person):
        return masked(PrivateField.PHONE, person.private.get(PrivateField.PHONE))

    @admin.display(description=PrivateField.ETHNIC_GROUP.label)
    def ethnic_group(self, person):
        return masked(PrivateField.ETHNIC_GROUP, person.private.get(PrivateField.ETHNIC_GROUP))


@admin.register(Merge)
class MergeAdmin(_PeopleAdmin):
    """Who merged which rows, and who took it back."""

    list_display = ["at", "kept", "away", "by", "undone_at", "undone_by"]
    list_select_related = ["kept", "away", "by", "undone_by"]
    fields = ["kept", "away", "at", "by", "undone_at", "undone_by"]
    readonly_fields = fields
    search_fields = ["kept__search_key__contains"]
