"""Words for reading the audit trail, and the refusal to change it."""

from django.db import models


class AppendOnlyQuerySet(models.QuerySet):
    """Rows that are only ever added. The database refuses too (see `audit.append_only`); this says it earlier."""

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
