"""Who may do what with the register of outgoing documents, and with signing keys.

Reading is `RegisterEntry.objects.visible_to(user)`, and `SigningKey.objects.of_person(user)` and `seals_for(user)`.
"""

from documents.models import SigningKey
from organisations.models import Organisation, User


def can_keep_register(user: User, organisation: Organisation) -> bool:
    """Whether the registers of `organisation` are kept in the office of `user`: its own, one that it continues, or its
    council's. Seeing more than that gives no right to write there.
    """
    if user.organisation_id is None:
        return False
    offices = [organisation.pk, organisation.successor_id]
    if organisation.is_council:
        offices.append(organisation.superior_id)
    return user.organisation_id in offices


def can_register(user: User, organisation: Organisation) -> bool:
    """Whether `user` may enter documents made elsewhere into the registers of `organisation`."""
    return user.has_perm("documents.add_registerentry") and can_keep_register(user, organisation)


def can_change_entry(user: User, organisation: Organisation) -> bool:
    """Whether `user` may complete lines of the registers of `organisation` and cancel numbers."""
    return user.has_perm("documents.change_registerentry") and can_keep_register(user, organisation)


def can_add_key(user: User, seal_of: Organisation | None) -> bool:
    """Whether `user` may add a key: their own, or the seal of an office whose register they keep."""
    if seal_of is None:
        return True
    return user.has_perm("documents.add_signingkey") and can_keep_register(user, seal_of)


def can_change_key(user: User, key: SigningKey) -> bool:
    """Whether `user` may sign with `key`, change its picture and remove it. Reads `key.organisation`."""
    if key.organisation_id is None:
        return key.owner_id == user.pk
    return user.has_perm("documents.change_signingkey") and can_keep_register(user, key.organisation)


def can_switch_rules(user: User, organisation: Organisation) -> bool:
    """Whether `user` says which rules the documents of `organisation` are checked by: who keeps the particulars of the
    office, as its clerk does, or of all offices."""
    near = organisation.pk == user.organisation_id or (
        user.organisation_id is not None and organisation.successor_id == user.organisation_id
    )
    return user.has_perm("documents.change_switchedoffrule") and (user.sees_everything or near)
