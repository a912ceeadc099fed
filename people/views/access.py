"""Which person a request is about: invisible ones do not exist (404), what one may not do is forbidden (403)."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from people.models import Person
from people.permissions import can_merge


def require_people(user) -> None:
    """PermissionDenied for who may not see people at all."""
    if not user.has_perm("people.view_person"):
        raise PermissionDenied


def visible_person(request, person_id: int) -> Person:
    """The person with office and commune, or Http404 when this user may not see the row."""
    rows = Person.objects.visible_to(request.user).select_related("keeper", "area", "merged_into")
    return get_object_or_404(rows, pk=person_id)


def mergeable_person(request, person_id: int) -> Person:
    """The person, or Http404, or PermissionDenied when this user may only look."""
    person = visible_person(request, person_id)
    if not can_merge(request.user, person):
        raise PermissionDenied
    return person
