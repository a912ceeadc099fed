"""Words for reading the register of outgoing documents."""

from django.db.models import Q

from organisations.enums import Scope
from organisations.querysets import SearchableQuerySet


class RegisterEntryQuerySet(SearchableQuerySet):
    """Lines of registers."""

    def visible_to(self, user):
        """Lines that `user` may read, permission aside: of the own office, of those that it continues and of its
        councils. A register belongs to the whole office, so nobody's view ends at the department.
        """
        if user.sees_everything:
            return self.all() if user.reads_all_papers else self.none()
        own = user.organisation_id
        if own is None:
            return self.none()
        seen = Q(organisation=own) | Q(organisation__successor=own)
        seen |= Q(organisation__superior=own, organisation__is_council=True)
        if user.scope == Scope.BELOW:
            seen |= Q(organisation__superior=own) | Q(organisation__superior__superior=own)
        return self.filter(seen)

    def valid(self):
        """Lines whose number was not cancelled."""
        return self.filter(cancelled_at=None)
