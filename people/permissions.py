"""Who may do what with people. Which rows one sees is said by the querysets (`visible_to`)."""

from organisations.models import User
from people.models import Person


def _is_of(user: User, person: Person) -> bool:
    return user.organisation_id is not None and user.organisation_id in (person.keeper_id, person.keeper.successor_id)


def can_add(user: User) -> bool:
    """Whether `user` may write down people for the own office."""
    return user.has_perm("people.add_person") and user.organisation_id is not None


def can_change(user: User, person: Person) -> bool:
    """Whether `user` may change what is written of `person`. Reads `person.keeper`, as all of these do."""
    return user.has_perm("people.change_person") and _is_of(user, person)


def can_merge(user: User, person: Person) -> bool:
    """Whether `user` may merge `person` with another row, undo that, or say that they are two people."""
    return user.has_perm("people.merge_person") and _is_of(user, person)


def can_see_private(user: User, person: Person) -> bool:
    """Whether `user` may look at what is masked: with a reason, which is written into the audit trail."""
    return user.has_perm("people.see_private_person") and _is_of(user, person)


def can_forget(user: User, person: Person) -> bool:
    """Whether `user` may take name and private data from `person` for good."""
    return can_change(user, person) and can_merge(user, person)


def can_export(user: User) -> bool:
    """Whether `user` may take lists of people away as a file; masked, or in full with a reason."""
    return user.has_perm("people.export_person") and user.organisation_id is not None
