"""Words for reading courses, classes, lists and the people in them."""

from django.db import models
from django.db.models import Q

from organisations.enums import Scope
from organisations.querysets import SearchableQuerySet


def _of_the_office(user, path: str = "") -> Q:
    """Rows whose organiser (`path` leads to it) is the office of `user`, one that it continues, or one below it."""
    name = f"{path}organisation"
    own = Q(**{name: user.organisation_id}) | Q(**{f"{name}__successor": user.organisation_id})
    if user.scope == Scope.BELOW:
        own |= Q(**{f"{name}__superior": user.organisation_id})
        own |= Q(**{f"{name}__superior__superior": user.organisation_id})
    return own


class OrganisedQuerySet(models.QuerySet):
    """Rows of an organiser. `path` leads from the row to what has the field `organisation`."""

    path = ""

    def visible_to(self, user):
        """Rows that `user` may see as one of the organising office. Registrars are no organisers: they see lists."""
        if not user.has_perm("trainings.view_course"):
            return self.none()
        if user.sees_everything:
            return self if user.reads_all_papers else self.none()
        if user.organisation_id is None:
            return self.none()
        return self.filter(_of_the_office(user, self.path))


class CourseQuerySet(OrganisedQuerySet):
    """Courses."""


class OfCourseQuerySet(OrganisedQuerySet):
    """Rows of one course: classes, campaigns, shares."""

    path = "course__"


class OfClassQuerySet(OrganisedQuerySet):
    """Rows of one class: papers, feedback."""

    path = "training_class__course__"


class ResourceQuerySet(SearchableQuerySet, OrganisedQuerySet):
    """Venues and lecturers that an office keeps."""


class RosterQuerySet(models.QuerySet):
    """Lists of units."""

    def visible_to(self, user):
        """Lists that `user` may see: those that the own office fills in, and those of the own office's campaigns."""
        if user.sees_everything:
            seen = user.reads_all_papers and user.has_perm("trainings.view_rosterlist")
            return self if seen else self.none()
        if user.organisation_id is None:
            return self.none()
        seen = Q(pk=None)
        if user.has_perm("trainings.fill_rosterlist"):
            seen |= Q(office=user.organisation_id) | Q(office__successor=user.organisation_id)
        if user.has_perm("trainings.view_course"):
            seen |= _of_the_office(user, "campaign__course__")
        return self.filter(seen)


class EnrolmentQuerySet(SearchableQuerySet):
    """People in lists and classes."""

    def visible_to(self, user):
        """Enrolments that `user` may see: in the own lists, and in the courses of the own office."""
        if user.sees_everything:
            seen = user.reads_all_papers and user.has_perm("trainings.view_course")
            return self if seen else self.none()
        if user.organisation_id is None:
            return self.none()
        seen = Q(pk=None)
        if user.has_perm("trainings.fill_rosterlist"):
            seen |= Q(roster__office=user.organisation_id) | Q(roster__office__successor=user.organisation_id)
        if user.has_perm("trainings.view_course"):
            seen |= _of_the_office(user, "course__")
        return self.filter(seen)
