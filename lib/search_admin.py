"""Search in the admin that ignores accents, case and the order of words."""

from lib.text import clean_text, fold


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
        return super().get_search_results(request, queryset, fold(clean_text(search_term)))
