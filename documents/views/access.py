"""Which lines of the register a request is about: invisible ones do not exist (404), others' are for reading (403)."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from documents.models import RegisterEntry
from documents.permissions import can_change_entry

may_read_registers = permission_required("documents.view_registerentry", raise_exception=True)


def visible_entry(request, entry_id: int) -> RegisterEntry:
    """The line, or Http404 when this person may not see it."""
    entries = RegisterEntry.objects.visible_to(request.user).select_related(
        "register", "organisation", "given_by", "cancelled_by", "paper"
    )
    return get_object_or_404(entries.defer("paper__content", "paper__layout"), pk=entry_id)


def own_entry(request, entry_id: int) -> RegisterEntry:
    """The line, or Http404, or PermissionDenied when this person may only read it."""
    entry = visible_entry(request, entry_id)
    if not can_change_entry(request.user, entry.organisation):
        raise PermissionDenied
    return entry
