"""Where one goes on from an activity of a plan: to its course, or to the page that begins one.

An app offers such doors by a function in its `activity_doors.py`, which is found the way `admin.py` is:

    @opens
    def courses(user, plan): ...    # a list of Door, in a constant number of queries
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules

from organisations.models import User
from plans.models import Plan


@dataclass(frozen=True)
class Door:
    """One way on from an activity: its id and name, what stands there («2 lớp, 168 người»), where it leads."""

    activity_id: int
    name: str
    facts: str
    label: str
    url: str
    is_beginning: bool = False


Source = Callable[[User, Plan], list[Door]]
_sources: list[Source] = []


def opens(source: Source) -> Source:
    """Decorator: ask `source` for doors."""
    if source not in _sources:
        _sources.append(source)
    return source


def doors(user: User, plan: Plan) -> list[Door]:
    """All ways on from the activities of `plan` that `user` may go."""
    return [door for source in _sources for door in source(user, plan)]


def autodiscover() -> None:
    """Import every app's `activity_doors` module; called once by `PlansConfig.ready`."""
    autodiscover_modules("activity_doors")
