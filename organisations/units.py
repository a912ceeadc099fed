"""Administrative units as plain values, with their province and what became of them: from the database or the files
that ship with the project."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from organisations.area_data import shipped_records
from organisations.models import Area, AreaSuccession


@dataclass(frozen=True)
class Unit:
    """«huyện», «Tủa Chùa», from when to when, «Điện Biên»; `successors` as «xã Tủa Chùa». A province is its own."""

    kind: str
    name: str
    valid_from: date | None
    valid_to: date | None
    province: str
    successors: tuple[str, ...]


def units() -> tuple[Unit, ...]:
    """Every unit of the database; two queries. The same tuple again while rows and successions say the same."""
    rows = Area.objects.order_by("pk").values_list("pk", "kind", "name", "valid_from", "valid_to", "parent")
    successions = AreaSuccession.objects.order_by("pk").values_list("old", "new")
    return _kept_units(tuple(rows), tuple(successions))


@cache
def shipped_units() -> tuple[Unit, ...]:
    """Every unit of the data files; no query."""
    areas, successions = shipped_records()
    return _units(areas, successions)


@lru_cache(maxsize=1)
def _kept_units(rows: tuple, successions: tuple) -> tuple[Unit, ...]:
    return _units(rows, successions)


def _units(rows: Iterable[tuple], successions: Iterable[tuple]) -> tuple[Unit, ...]:
    """From (key, kind, name, first day, last day, key of the unit above) and (old key, new key)."""
    by_key = {key: (f"{kind.lower()} {name}", name, above) for key, kind, name, _, _, above in rows}
    after = defaultdict(list)
    for old, new in successions:
        after[old].append(by_key[new][0])
    return tuple(
        Unit(kind.lower(), name, first, last, _province(key, by_key), tuple(after[key]))
        for key, kind, name, first, last, _ in rows
    )


def _province(key, by_key: dict) -> str:
    for _ in range(4):  # a wrong entry may stand above itself
        _, name, above = by_key[key]
        if above not in by_key:
            return name
        key = above
    return ""
