"""Words for reading rows that are searched without accents, and rows that exist from one day to another."""

from django.db import models
from django.db.models import Q

from lib.text import search_words


class SearchableQuerySet(models.QuerySet):
    """Rows with a `search_key`."""

    def matching(self, words: str):
        """Rows whose key holds every word of `words`, accents and case aside."""
        rows = self
        for word in search_words(words):
            rows = rows.filter(search_key__contains=word)
        return rows


class DatedQuerySet(SearchableQuerySet):
    """Rows that exist from one day to another."""

    def existing_on(self, day):
        """Rows that exist on `day` (a date)."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))
