"""Facts for a document that comes from a file, without a database: the catalogues that ship with the project."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import organisations
from documents.checking.facts import Facts, KnownArea, KnownOffice
from documents.content import Content
from documents.places import Place

_AREAS = Path(organisations.__file__).parent / "data" / "areas.csv"
_OFFICES = Path(__file__).parent / "data" / "offices.csv"


def shipped_facts(content: Content, *, printed: Mapping[Place, str] | None = None) -> Facts:
    """What is known about any document: units and offices with the days of their beginning and end, its own day."""
    return Facts(
        issued_on=earliest_day(content),
        areas=shipped_areas(),
        offices=shipped_offices(),
        printed=printed or {},
    )


def earliest_day(content: Content) -> datetime.date | None:
    """The day of `content`; where day or month are blank, the first that they can be. None without a valid date."""
    date = content.head.date
    if date is None:
        return None
    try:
        return datetime.date(date.year, date.month or 1, date.day or 1)
    except ValueError:
        return None


@cache
def shipped_areas() -> tuple[KnownArea, ...]:
    """The units of organisations/data/areas.csv, each with the province that it belongs to."""
    rows = list(_rows(_AREAS))
    names = {row["code"]: row["name"] for row in rows if len(row["code"]) == 2}
    above = {row["code"]: row["parent_code"] for row in rows if len(row["code"]) == 3}
    return tuple(
        KnownArea(
            kind=row["kind"],
            name=row["name"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            province=_province(row, names, above),
        )
        for row in rows
    )


def _province(row: dict[str, str], names: dict[str, str], above: dict[str, str]) -> str:
    parent = row["parent_code"]
    if not parent:
        return row["name"]
    return names.get(above.get(parent, parent) if len(parent) == 3 else parent, "")


@cache
def shipped_offices() -> tuple[KnownOffice, ...]:
    """Kinds of offices that laws have ended or founded: data/offices.csv."""
    return tuple(
        KnownOffice(
            name=row["name"],
            short_name=row["short_name"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            successor=row["successor"],
        )
        for row in _rows(_OFFICES)
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
