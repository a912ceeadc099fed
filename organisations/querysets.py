"""Words for reading rows that are searched without accents, and rows that exist from one day to another."""

from django.db import models
from django.db.models import Q

from lib.text import search_words
from organisations.enums import Scope


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


class OrganisationQuerySet(DatedQuerySet):
    """Organisations."""

    def kept_by(self, user):
        """Offices whose particulars and signers `user` keeps: by scope, with the offices that the own one continues."""
        if user.sees_everything:
            return self
        if user.organisation_id is None:
            return self.none()
        kept = Q(pk=user.organisation_id) | Q(successor=user.organisation_id)
        if user.scope == Scope.BELOW:
            kept |= Q(superior=user.organisation_id) | Q(superior__superior=user.organisation_id)
        return self.filter(kept)


class AccountQuerySet(SearchableQuerySet):
    """Accounts."""

    def kept_by(self, user):
        """Accounts that `user` sees when keeping accounts: those of the offices, or of the department, in the scope."""
        if user.sees_everything:
            return self
        if user.organisation_id is None:
            return self.none()
        if user.scope == Scope.DEPARTMENT:
            return self.filter(organisation=user.organisation_id, department=user.department_id)
        kept = Q(organisation=user.organisation_id) | Q(organisation__successor=user.organisation_id)
        if user.scope == Scope.BELOW:
            kept |= Q(organisation__superior=user.organisation_id)
            kept |= Q(organisation__superior__superior=user.organisation_id)
        return self.filter(kept)
