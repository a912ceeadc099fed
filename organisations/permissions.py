"""Who may keep which accounts. Which rows one sees at all is said by the querysets (`kept_by`)."""

from django.conf import settings

from organisations.enums import SCOPES_BY_WIDTH, Scope


def scopes_to_give(keeper) -> list[Scope]:
    """The scopes that `keeper` may give to an account: none that is wider than the own one."""
    if keeper.sees_everything:
        return list(SCOPES_BY_WIDTH)
    return SCOPES_BY_WIDTH[: SCOPES_BY_WIDTH.index(Scope(keeper.scope)) + 1]


def can_keep_account(keeper, account) -> bool:
    """Whether `keeper` may change `account`, give it a new password, or reset its second step.

    Who could take over an account that may do more than oneself would soon be able to do more than oneself.
    """
    if keeper.is_superuser:
        return True
    is_stronger = account.is_superuser or account.reads_all_papers or account.scope not in scopes_to_give(keeper)
    return keeper.has_perm("organisations.change_user") and not is_stronger


def needs_two_step(account) -> bool:
    """Whether `account` must sign in in two steps: its office asks for it, or it may do everything on a real server.

    Reads the account's office, which organisations.backends brings along.
    """
    if account.sees_everything and account.is_staff and settings.ADMINISTRATORS_NEED_TWO_STEP:
        return True
    return account.organisation is not None and account.organisation.requires_two_step
