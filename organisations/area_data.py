"""The administrative units that ship with the project (`organisations/data/`), and putting them into the database."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from organisations.enums import AreaLevel
from organisations.models import Area, AreaSuccession

DATA = Path(__file__).parent / "data"
_LEVEL_OF_CODE_LENGTH = {2: AreaLevel.PROVINCE, 3: AreaLevel.DISTRICT, 5: AreaLevel.COMMUNE}
_FACTS = ("kind", "name", "parent_id", "valid_to", "act")


@dataclass(frozen=True)
class Loaded:
    """What a load did, in numbers of rows. `differing` rows stand in the database otherwise than in the files."""

    added: int
    unchanged: int
    differing: int
    overwritten: bool
    successions_added: int


@transaction.atomic
def load_areas(*, overwrite: bool = False) -> Loaded:
    """Add the units and successions of the data files that are missing.

    A unit is known again by level, code and first day. A row that an office has since changed (a unit closed by a new
    resolution, say) stays as it is unless `overwrite`. Nothing is ever deleted. The number of queries does not grow
    with the number of units beyond the batches of inserting.
    """
    known = {(row.level, row.code, row.valid_from): row for row in Area.objects.exclude(code="")}
    by_code = defaultdict(list)
    added, differing, unchanged = 0, [], 0
    for level, records in _records_by_level().items():
        new = []
        for record in records:
            record["parent_id"] = _parent_id(by_code[record.pop("parent_code")], record["valid_to"])
            row = known.get((level, record["code"], record["valid_from"]))
            if row is None:
                row = Area(level=level, **record)
                new.append(row)
            elif any(getattr(row, fact) != record[fact] for fact in _FACTS):
                differing.append(row)
                if overwrite:
                    for fact in _FACTS:
                        setattr(row, fact, record[fact])
            else:
                unchanged += 1
            by_code[row.code].append(row)
        Area.objects.bulk_create(new, batch_size=500)
        added += len(new)
    if overwrite and differing:
        Area.objects.bulk_create(
            differing,
            batch_size=500,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["kind", "name", "parent", "valid_to", "act", "search_key"],
        )
    return Loaded(
        added=added,
        unchanged=unchanged,
        differing=len(differing),
        overwritten=overwrite,
        successions_added=_add_successions(by_code),
    )


def shipped_records() -> tuple[list[tuple], list[tuple]]:
    """The data files as (key, kind, name, first day, last day, key of the unit above) and (old key, new key)."""
    by_code: dict[str, list[Area]] = defaultdict(list)
    areas = []
    for records in _records_by_level().values():
        for record in records:
            parent_code = record.pop("parent_code")
            row = Area(pk=len(areas) + 1, **record)
            row.parent_id = _parent_id(by_code[parent_code], row.valid_to)
            by_code[row.code].append(row)
            areas.append((row.pk, row.kind, row.name, row.valid_from, row.valid_to, row.parent_id))
    return areas, [(old.pk, new.pk) for old, new, _ in _successions(by_code)]


def _add_successions(by_code: dict[str, list[Area]]) -> int:
    """Add the successions of the data file that are missing; return how many."""
    said = set(AreaSuccession.objects.values_list("old_id", "new_id"))
    new = [
        AreaSuccession(old=old, new=successor, is_whole=record["is_whole"] == "1", note=record["note"])
        for old, successor, record in _successions(by_code)
        if (old.pk, successor.pk) not in said
    ]
    return len(AreaSuccession.objects.bulk_create(new))


def _successions(by_code: dict[str, list[Area]]) -> Iterator[tuple[Area, Area, dict[str, str]]]:
    """Every succession of the data file: the unit that ended, the one that followed, the record."""
    for record in _read("successions.csv"):
        olds = [row for row in by_code[record["old_code"]] if row.valid_to == _day(record["old_valid_to"])]
        news = [row for row in by_code[record["new_code"]] if row.valid_from == _day(record["new_valid_from"])]
        yield from ((old, successor, record) for old in olds for successor in news)


def _records_by_level() -> dict[AreaLevel, list[dict]]:
    """Records of areas.csv as field values, provinces first so that parents come before children."""
    by_level = {level: [] for level in _LEVEL_OF_CODE_LENGTH.values()}
    for record in _read("areas.csv"):
        record["valid_from"] = _day(record["valid_from"])
        record["valid_to"] = _day(record["valid_to"])
        by_level[_LEVEL_OF_CODE_LENGTH[len(record["code"])]].append(record)
    return by_level


def _parent_id(candidates: list[Area], last_day: date | None) -> int | None:
    """The unit above, among units that bore its code: the one of the child's last day, today's for a child of today."""
    return next((row.pk for row in candidates if row.exists_on(last_day or date.max)), None)


def _read(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
