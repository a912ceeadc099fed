"""The portal's pages, by noun: the door, the second step, the own account, what everybody looks at."""

from portal.views.door import SignIn, SignOut, admin_sign_in, locked_out, sign_in_code
from portal.views.own_account import ChangePassword, account, end_other_sessions
from portal.views.pages import favicon, healthz, home, search_everything
from portal.views.provider import provider, provider_answer
from portal.views.two_step import recovery_codes, two_step, two_step_begin, two_step_confirm, two_step_end

__all__ = [
    "ChangePassword",
    "SignIn",
    "SignOut",
    "account",
    "admin_sign_in",
    "end_other_sessions",
    "favicon",
    "healthz",
    "home",
    "locked_out",
    "provider",
    "provider_answer",
    "recovery_codes",
    "search_everything",
    "sign_in_code",
    "two_step",
    "two_step_begin",
    "two_step_confirm",
    "two_step_end",
]
