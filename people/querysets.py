"""Words for reading people."""

from django.db.models import Q

from organisations.querysets import SearchableQuerySet


class PersonQuerySet(SearchableQuerySet):
    """People."""

    def standing(self):
        """Rows that have not given way to another row of the same person."""
        return self.filter(merged_into=None)

    def visible_to(self, user):
        """People kept by the office of `user`, or by one that it continues, for those who may see people at all.

        Registrars see people only in their own lists: trainings.RosterList.
        """
        if not user.has_perm("people.view_person"):
            return self.none()
        if user.sees_everything:
            return self if user.reads_all_papers else self.none()
        if user.organisation_id is None:
            return self.none()
        return self.filter(Q(keeper=user.organisation_id) | Q(keeper__successor=user.organisation_id))
