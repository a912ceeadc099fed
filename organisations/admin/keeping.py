"""Whose rows of an office one may change: every office is seen by all, and kept by those in whose scope it lies."""

from organisations.models import Organisation


def keeps(user, organisation_id) -> bool:
    """Whether the office lies in the scope of `user`. One query, none for those who see everything."""
    if user.sees_everything:
        return True
    return Organisation.objects.kept_by(user).filter(pk=organisation_id).exists()


class KeptRowsMixin:
    """For a ModelAdmin of offices or of rows that belong to one (named by `office`)."""

    office = "organisation_id"

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        return may and (obj is None or keeps(request.user, getattr(obj, self.office)))

    def has_delete_permission(self, request, obj=None):
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or keeps(request.user, getattr(obj, self.office)))

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.keeper = request.user
        return form


class KeptInlineMixin:
    """For an inline on the page of an office: open to those who keep the office."""

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and (obj is None or keeps(request.user, obj.pk))

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or keeps(request.user, obj.pk))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or keeps(request.user, obj.pk))
