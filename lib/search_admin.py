"""Finding and choosing rows in the admin: without accents and case, without a query per row."""

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect
from django.forms import BaseInlineFormSet

from lib.converted_text_admin import ConvertedTextMixin
from lib.keys import row_key
from lib.text import search_words


class FoldedSearchMixin:
    """For a ModelAdmin whose model keeps folded text in a `SearchKeyField`.

    Every word typed must occur in one of `search_fields`, which name folded fields only (the row's own key by default;
    a related row's key as «organisation__search_key__contains»). «dang» finds «Đặng», «tri quang» finds «Quảng Trị».
    Serves change lists and autocomplete fields alike.
    """

    search_fields = ("search_key__contains",)
    search_help_text = "Gõ có dấu hay không dấu, chữ hoa hay chữ thường, các từ theo thứ tự nào cũng được."
    show_full_result_count = False

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, " ".join(search_words(search_term)))

    def choice_label(self, row) -> str:
        """What the row is called where it is chosen for another one; more telling than str(row) where names repeat."""
        return str(row)


class ReadOnlyMixin:
    """For a ModelAdmin whose rows are written elsewhere."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ChoiceLabelMixin:
    """For a ModelAdmin or inline: autocomplete fields show `choice_label` of the ModelAdmin they choose from."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RowSelect(db_field, self.admin_site, using=kwargs.get("using")))
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        chosen_from = self.admin_site._registry.get(db_field.related_model)
        if field is not None and hasattr(chosen_from, "choice_label"):
            field.label_from_instance = chosen_from.choice_label
        return field


class RowSelect(AutocompleteSelect):
    """An autocomplete field that needs no query when it has been told which row is chosen."""

    known_row = None

    def optgroups(self, name, value, attr=None):
        row = self.known_row
        if row is None or value != [str(row.pk)]:
            known = [key for key in value if key == "" or row_key(key) is not None]
            return super().optgroups(name, known, attr)  # a key that no row can have would be an error there
        blank = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = self.choices.field.label_from_instance(row)
        return [(None, [*blank, self.create_option(name, row.pk, label, {str(row.pk)}, len(blank))], 0)]


class KnownRowsFormSet(BaseInlineFormSet):
    """Tells each RowSelect of an inline the row that `select_related` in the inline's get_queryset has brought.

    Names every field for screen readers: in a table the headings stand too far away for them.
    """

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for name, field in form.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            widget.attrs.setdefault("aria-label", "Xóa dòng này" if name == "DELETE" else field.label or name)
            if isinstance(widget, RowSelect):
                widget.known_row = form.instance._state.fields_cache.get(name)


class ChoiceJsonView(AutocompleteJsonView):
    """The answers to what is typed into autocomplete fields, labelled by `choice_label`."""

    def serialize_result(self, obj, to_field_name):
        label = getattr(self.model_admin, "choice_label", str)
        return {"id": str(getattr(obj, to_field_name)), "text": label(obj)}


class ChosenRowsMixin:
    """For a ModelAdmin: an action asked for rows that cannot be is an action for no rows."""

    def response_action(self, request, queryset):
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        request.POST = request.POST.copy()
        request.POST.setlist(ACTION_CHECKBOX_NAME, [key for key in chosen if row_key(key) is not None])
        return super().response_action(request, queryset)


class ModelAdmin(FoldedSearchMixin, ChoiceLabelMixin, ChosenRowsMixin, ConvertedTextMixin, admin.ModelAdmin):
    """A ModelAdmin with all of the above, which says when text from old fonts was converted."""

    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER

    def get_changelist_instance(self, request):
        """The list asked for; a year too large for any calendar in the address is an address that means nothing."""
        try:
            return super().get_changelist_instance(request)
        except OverflowError as error:
            raise IncorrectLookupParameters from error


class TabularInline(ChoiceLabelMixin, admin.TabularInline):
    """A table of related rows with all of the above."""

    formset = KnownRowsFormSet
    extra = 0
