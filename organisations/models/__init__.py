"""Areas, organisations, departments, posts and user accounts, each with the time in which it exists."""

from organisations.models.accounts import RecoveryCode, User
from organisations.models.areas import Area, AreaSuccession
from organisations.models.dated import Dated
from organisations.models.organisations import Department, Organisation
from organisations.models.posts import Post

__all__ = ["Area", "AreaSuccession", "Dated", "Department", "Organisation", "Post", "RecoveryCode", "User"]
