"""Panels on a plan's page that upper apps offer: how far its classes are, what its budget says.

An app offers a panel by a function in its `plan_panels.py`, which is found the way `admin.py` is:

    @register
    def progress(plan, *, user) -> Panel | None: ...

The function asks at most one question and returns None where there is nothing to show. What the panel holds is loaded
from its own address after the page, so that the page of a plan is as fast with ten courses as with none.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules

from organisations.models import User
from plans.models import Plan


@dataclass(frozen=True)
class Panel:
    """`url` answers with the inner part of the panel, `more_url` is the page behind it; `icon` of static/icons.svg."""

    key: str
    title: str
    icon: str
    url: str
    more_url: str
    more: str


Source = Callable[..., Panel | None]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Decorator: show what `source(plan, user=…)` returns on the page of a plan, in the order of registration."""
    _sources.append(source)
    return source


def panels_of(plan: Plan, *, user: User) -> list[Panel]:
    """The panels of `plan` for `user`."""
    return [panel for source in _sources if (panel := source(plan, user=user)) is not None]


def autodiscover() -> None:
    """Import every app's `plan_panels` module; called once by `PlansConfig.ready`."""
    autodiscover_modules("plan_panels")
