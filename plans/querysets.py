"""Words for reading legal documents and plans."""

from django.db.models import Q, QuerySet

from lib.text import search_words
from organisations.enums import Scope
from organisations.querysets import SearchableQuerySet
from plans.enums import MAKERS_RIGHTS, PlanState


class LegalDocumentQuerySet(SearchableQuerySet):
    """Documents that plans cite."""

    def same_as(self, document):
        """Other rows that are the same document: kind, number, day and issuer (a law: kind, day and name) agree."""
        key = self.model._meta.get_field("identity").key_of(document)
        return self.filter(identity=key).exclude(pk=document.pk)

    def in_force_on(self, day):
        """Documents that a plan of that `day` (a date) may cite as far as the catalogue knows."""
        begun = Q(in_force_from=None) | Q(in_force_from__lte=day)
        return self.filter(begun, Q(in_force_to=None) | Q(in_force_to__gt=day), replaced_by=None)


class PlanQuerySet(SearchableQuerySet):
    """Plans."""

    def mentioning(self, words: str):
        """Plans that hold every word of `words` in the title or in the name of the organisation."""
        plans = self
        for word in search_words(words):
            plans = plans.filter(Q(search_key__contains=word) | Q(organisation__search_key__contains=word))
        return plans

    def taking_steps(self):
        """Plans that are put before their signer and issued here: no transcripts and no templates."""
        return self.filter(is_transcript=False, is_template=False)

    def visible_to(self, user):
        """Plans that `user` may see: by scope, of the own organisation and of those that it continues.

        An office reads the papers of the offices it took over (Ban Dân tộc → Sở Dân tộc và Tôn giáo). Who numbers and
        seals also sees the plans of the councils under the own office. Who takes no part in making plans (registrars of
        classes, monitors) sees them from approval on: a draft is no plan yet.
        """
        if user.sees_everything:
            return self.all() if user.reads_all_papers else self.none()
        if user.organisation_id is None:
            return self.none()
        plans = self.filter(self._within_scope(user))
        if any(user.has_perm(right) for right in MAKERS_RIGHTS):
            return plans
        return plans.filter(Q(state__in=PlanState.frozen()) | Q(is_transcript=True))

    @staticmethod
    def _within_scope(user) -> Q:
        own = Q(organisation=user.organisation_id)
        if user.scope == Scope.DEPARTMENT:
            seen = own & (Q(department=user.department_id) | Q(drafter=user))
        else:
            seen = own | Q(organisation__successor=user.organisation_id)
        if user.scope == Scope.BELOW:
            seen |= Q(organisation__superior=user.organisation_id)
            seen |= Q(organisation__superior__superior=user.organisation_id)
        if user.has_perm("plans.issue_plan"):
            seen |= Q(organisation__is_council=True, organisation__superior=user.organisation_id)
        return seen


class PlanReadingQuerySet(QuerySet):
    """Documents given to be read."""

    def visible_to(self, user):
        """Readings that `user` may see: the own ones, and those of colleagues of the own office who also write plans.

        Those who see the whole system see only their own: a reading is raw material, no paper.
        """
        if not user.has_perm("plans.add_plan"):
            return self.none()
        own = Q(by=user)
        if user.organisation_id is None or user.sees_everything:
            return self.filter(own)
        return self.filter(own | Q(organisation=user.organisation_id))
