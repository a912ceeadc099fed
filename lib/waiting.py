"""What waits for a person on the home page. Each app lists its own in `<app>/waiting.py`, found the way `admin.py` is.

    @waits(place=10, first_for=[Role.DRAFTER])
    def my_drafts(user, *, roles, at) -> WaitingList | None: ...

A source asks a constant number of queries, however many rows there are, and returns None when the list does not
concern this person. An empty list is shown only if it has a sentence for that case.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True)
class Lack:
    """One thing that an item still lacks, and the page where it is put right."""

    sentence: str
    url: str = ""


@dataclass(frozen=True)
class WaitingItem:
    """One row: what it is, where it leads, what is known about it, what it still lacks.

    `days` it has waited, `quote` what somebody said to it.
    """

    title: str
    url: str = ""
    facts: tuple[str, ...] = ()
    at: datetime | None = None
    at_means: str = "sửa lúc"
    days: int | None = None
    quote: str = ""
    lacks: tuple[Lack, ...] = ()
    is_complete: bool = False
    percent: int | None = None
    failure: str = ""


@dataclass(frozen=True)
class WaitingList:
    """One panel of the home page. `icon` is a symbol of static/icons.svg; `if_empty` is said when there is no item,
    `more_url` leads to the rest when the list has more than is shown."""

    title: str
    items: tuple[WaitingItem, ...]
    icon: str = "clock"
    if_empty: str = ""
    has_more: bool = False
    more_url: str = ""


Source = Callable[..., WaitingList | None]
_sources: list[tuple[int, frozenset[str], Source]] = []


def waits(*, place: int, first_for: Iterable[str] = ()) -> Callable[[Source], Source]:
    """Decorator: list what `source(user, roles=…, at=…)` returns.

    `place` orders the panels, the lowest first; panels `first_for` a role of the person come before all others.
    """

    def register(source: Source) -> Source:
        _sources.append((place, frozenset(map(str, first_for)), source))
        return source

    return register


def waiting_for(user, *, roles: frozenset[str], at: datetime) -> list[WaitingList]:
    """All that waits for `user`, who has `roles` (names of groups), in the order that suits the roles."""
    ordered = sorted(_sources, key=lambda entry: (not entry[1] & roles, entry[0]))
    lists = (source(user, roles=roles, at=at) for _, _, source in ordered)
    return [found for found in lists if found is not None and (found.items or found.if_empty)]


def autodiscover() -> None:
    """Import every app's `waiting` module; called once by `PortalConfig.ready`."""
    autodiscover_modules("waiting")
