"""Facts for a document that comes from a file, without a database: the catalogues that ship with the project."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path

from documents.checking.facts import Facts, KnownArea, KnownOffice
from documents.places import Place
from organisations.units import shipped_units

_OFFICES = Path(__file__).parent / "data" / "offices.csv"


def shipped_facts(*, printed: Mapping[Place, str] | None = None) -> Facts:
    """What is known about any document: units and offices with the days of their beginning and end."""
    return Facts(areas=shipped_areas(), offices=shipped_offices(), printed=printed or {})


@cache
def shipped_areas() -> tuple[KnownArea, ...]:
    """The units that ship with the project, each with the province that it belongs to."""
    return tuple(KnownArea(**asdict(unit)) for unit in shipped_units())


@cache
def shipped_offices() -> tuple[KnownOffice, ...]:
    """Kinds of offices that laws have ended or founded: data/offices.csv."""
    with _OFFICES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        KnownOffice(
            name=row["name"],
            short_name=row["short_name"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            successor=row["successor"],
        )
        for row in rows
    )


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
