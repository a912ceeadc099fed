"""Words for reading people."""

from django.db import models
from django.db.models import Q

from organisations.querysets import SearchableQuerySet


def _kept_by_the_office(user, path: str) -> Q:
    """Rows whose keeper (`path` leads to it) is the office of `user`, or one that it continues."""
    return Q(**{path: user.organisation_id}) | Q(**{f"{path}__successor": user.organisation_id})


class _KeptQuerySet(models.QuerySet):
    """Rows of people that offices keep. `keeper_path` leads from the row to the office."""

    keeper_path = "keeper"

    def visible_to(self, user):
        """What is kept by the office of `user`, or by one that it continues, for those who may see people at all.

        Registrars see people only in their own lists: trainings.RosterList.
        """
        if not user.has_perm("people.view_person"):
            return self.none()
        if user.sees_everything:
            return self if user.reads_all_papers else self.none()
        if user.organisation_id is None:
            return self.none()
        return self.filter(_kept_by_the_office(user, self.keeper_path))


class PersonQuerySet(_KeptQuerySet, SearchableQuerySet):
    """People."""

    def standing(self):
        """Rows that have not given way to another row of the same person."""
        return self.filter(merged_into=None)


class MergeQuerySet(_KeptQuerySet):
    """Merges of two rows."""

    keeper_path = "kept__keeper"


class CandidateQuerySet(_KeptQuerySet):
    """Pairs of rows that may be one person."""

    keeper_path = "person__keeper"

    def to_be_judged(self):
        """Pairs that still stand side by side and that nobody has set apart."""
        return self.filter(set_apart_at=None, person__merged_into=None, other__merged_into=None)
