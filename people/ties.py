"""What ties rows of apps above to people: classes attended today, other things later.

An app offers a tie by a class in its `persons.py`, which is found the way `admin.py` is:

    @register
    class Classes:
        key = "classes"                      # stored in Merge.before: never change it
        ...

So people are merged, shown and forgotten together with what is tied to them, and this app never imports upwards. Every
method asks a number of queries that does not grow with the number of rows.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import QuerySet
from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True)
class Participation:
    """One thing that a person took part in, as the person's page shows it. `url` empty: not for this reader."""

    year: int
    title: str
    part: str = ""
    url: str = ""
    days: str = ""
    unit: str = ""
    post: str = ""
    outcome: str = ""
    certificate: str = ""
    on: date | None = None


class Tie(Protocol):
    """Rows of one kind that name people."""

    key: str

    def move(self, *, away: int, kept: int) -> list[int]:
        """Let the rows of the person `away` name `kept`; the keys of those rows. Raises Refused when that cannot be:
        both have a part in one thing."""

    def move_back(self, rows: Collection[int], *, kept: int, away: int) -> None:
        """Let those of `rows` that still name `kept` name `away` again."""

    def participations(self, person_id: int, *, user: Any) -> list[Participation]:
        """What the person took part in, as far as `user` may see, the latest first."""

    def counts(self, person_ids: Collection[int]) -> dict[int, int]:
        """In how many things each of these people took part; people without any are left out."""

    def people_since(self, day: date) -> QuerySet:
        """Keys of people who took part in something that ended on `day` or later, or has not ended."""

    def forget(self, person_ids: Collection[int], *, name: str) -> None:
        """Take from the rows of these people what tells who they were, and write `name` for it; what figures count
        (sex, ethnic group, place, result) stays."""


_ties: dict[str, Tie] = {}


def register(tie: type) -> type:
    """Class decorator: offer an instance of `tie` under its key. Raises ValueError when the key is taken."""
    known = _ties.get(tie.key)
    if known is not None and type(known) is not tie:
        raise ValueError(f"Tie {tie.key!r} is registered twice")
    _ties[tie.key] = tie()
    return tie


def ties() -> dict[str, Tie]:
    """Every tie by its key."""
    return dict(_ties)


def participations(person_id: int, *, user: Any) -> list[Participation]:
    """What the person took part in, as far as `user` may see, the latest first."""
    found = [part for tie in _ties.values() for part in tie.participations(person_id, user=user)]
    return sorted(found, key=lambda part: (part.year, part.on or date.min), reverse=True)


def counts(person_ids: Collection[int]) -> dict[int, int]:
    """In how many things each of these people took part; people without any are left out."""
    found: dict[int, int] = {}
    for tie in _ties.values():
        for key, number in tie.counts(person_ids).items():
            found[key] = found.get(key, 0) + number
    return found


def autodiscover() -> None:
    """Import every app's `persons` module; called once by `PeopleConfig.ready`."""
    autodiscover_modules("persons")
