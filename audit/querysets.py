"""Words for reading the audit trail, and the refusal to change it."""

from django.db import models
from django.db.models import Q

from audit.enums import EntryKind
from lib.text import search_words


class EntryQuerySet(models.QuerySet):
    """Entries are only ever added. The database refuses changes too (see `audit.append_only`); this says it earlier."""

    def visible_to(self, user):
        """Entries that `user` may see: with the right to the trail those of the own organisation, or all for who sees
        the whole system. What a change says is another matter: `audit.tables.readable`."""
        if not user.has_perm("audit.view_entry"):
            return self.none()
        if user.sees_everything:
            return self.all()
        return self.filter(organisation_id=user.organisation_id) if user.organisation_id else self.none()

    def mentioning(self, words: str, *, named: Q):
        """Entries that hold every word of `words` in the person, the act or, of those that are `named`, in what it was
        about, accents aside (see `audit.tables.named_to`)."""
        entries = self
        for word in search_words(words):
            entries = entries.filter(Q(search_key__contains=word) | Q(name_key__contains=word) & named)
        return entries

    def about(self, row):
        """Entries about one row."""
        return self.filter(table=row._meta.label_lower, row_id=row.pk)

    def looks(self):
        """Entries that tell of somebody who saw or took a paper."""
        return self.filter(kind__in=[EntryKind.VIEW, EntryKind.DOWNLOAD])

    def update(self, **values):
        raise TypeError("Entries of the audit trail are never changed.")

    def _update(self, values):
        """What Model.save() calls on a row that is stored already."""
        return self.update()

    def delete(self):
        raise TypeError("Entries of the audit trail are never deleted.")

    delete.queryset_only = True

    def _raw_delete(self, using):
        raise TypeError("Entries of the audit trail are never deleted.")
