"""Words for reading the registers of outgoing documents."""

from django.db.models import Q, QuerySet

from organisations.enums import Scope
from organisations.querysets import SearchableQuerySet


def kept_by(organisation_id: int) -> Q:
    """Rows whose `organisation` is the office of that id, one that it continues, or a council of its."""
    council = Q(organisation__superior=organisation_id, organisation__is_council=True)
    return Q(organisation=organisation_id) | Q(organisation__successor=organisation_id) | council


class _KeptByOffices(QuerySet):
    """Rows with an `organisation` whose register they belong to."""

    def visible_to(self, user):
        """Rows that `user` may read, permission aside: of the own office, of those that it continues and of its
        councils. A register belongs to the whole office, so nobody's view ends at the department.
        """
        if user.sees_everything:
            return self.all() if user.reads_all_papers else self.none()
        own = user.organisation_id
        if own is None:
            return self.none()
        seen = kept_by(own)
        if user.scope == Scope.BELOW:
            seen |= Q(organisation__superior=own) | Q(organisation__superior__superior=own)
        return self.filter(seen)


class RegisterQuerySet(_KeptByOffices):
    """Registers."""


class RegisterEntryQuerySet(_KeptByOffices, SearchableQuerySet):
    """Lines of registers."""

    def valid(self):
        """Lines whose number was not cancelled."""
        return self.filter(cancelled_at=None)


class SigningKeyQuerySet(QuerySet):
    """Keys that sign here."""

    def in_use(self):
        """Keys that were not removed."""
        return self.filter(removed_at=None)

    def of_person(self, user):
        """The own keys of `user`."""
        return self.in_use().filter(owner=user)

    def seals_for(self, user):
        """Seals of the offices whose registers `user` may keep: the own one, those it continues, its councils."""
        own = user.organisation_id
        if own is None or not user.has_perm("documents.view_signingkey"):
            return self.none()
        return self.in_use().filter(kept_by(own)).select_related("organisation")
