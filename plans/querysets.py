"""Words for reading programmes, legal documents and plans."""

from django.db.models import Q

from organisations.enums import Scope
from organisations.querysets import DatedQuerySet, SearchableQuerySet


class ProgrammeQuerySet(DatedQuerySet):
    """The programme tree."""


class LegalDocumentQuerySet(SearchableQuerySet):
    """Documents that plans cite."""


class PlanQuerySet(SearchableQuerySet):
    """Plans."""

    def visible_to(self, user):
        """Plans that `user` may see: by scope, of the own organisation and of those that it continues.

        An office reads the papers of the offices it took over (Ban Dân tộc → Sở Dân tộc và Tôn giáo).
        """
        if user.scope == Scope.EVERYTHING or user.is_superuser:
            return self.all()
        if user.organisation_id is None:
            return self.none()
        own = Q(organisation=user.organisation_id)
        if user.scope == Scope.DEPARTMENT:
            return self.filter(own, Q(department=user.department_id) | Q(drafter=user))
        seen = own | Q(organisation__successor=user.organisation_id)
        if user.scope == Scope.BELOW:
            seen |= Q(organisation__superior=user.organisation_id)
            seen |= Q(organisation__superior__superior=user.organisation_id)
        return self.filter(seen)
