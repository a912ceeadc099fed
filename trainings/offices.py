"""Which office makes the list of a unit: found by the area, over mergers and new names."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable

from organisations.enums import Regime
from organisations.models import AreaSuccession, Organisation
from trainings.enums import WhoRegisters
from trainings.models import Share

_GENERATIONS = 4
"""How many mergers in a row are followed; there was one big one, in 2025."""


def offices_for(
    shares: Iterable[Share], *, registers: WhoRegisters, on: datetime.date
) -> dict[int, Organisation | None]:
    """The office that registers for each share (by its key), None where there is no such office.

    A unit that is an organisation registers for itself. For an area it is the office of the commune, or with
    WhoRegisters.DISTRICT that of the area above it; of an area without an office of today, that of what it became, then
    of what it was. Offices with a collective (the People's Committee) go before others. Reads `share.area`,
    `share.organisation`; a constant number of queries.
    """
    shares = list(shares)
    wanted = {share.pk: _area_of(share, registers) for share in shares if share.area_id}
    kin = _kin({area for area in wanted.values() if area})
    offices = _offices({area for found in kin.values() for area in found}, on=on)
    heirs = _heirs([share.organisation for share in shares if share.organisation_id], on=on)
    found: dict[int, Organisation | None] = {}
    for share in shares:
        if share.organisation_id:
            found[share.pk] = heirs[share.organisation_id]
        else:
            candidates = [office for area in kin.get(wanted[share.pk], ()) for office in offices.get(area, ())]
            found[share.pk] = min(candidates, key=lambda office: not office.exists_on(on), default=None)
    return found


def _area_of(share: Share, registers: WhoRegisters) -> int | None:
    return share.area.parent_id if registers == WhoRegisters.DISTRICT else share.area_id


def _kin(areas: Collection[int]) -> dict[int, list[int]]:
    """Each area, then what became of it, then what it was."""
    after, before = _steps(areas, "old", "new"), _steps(areas, "new", "old")
    return {area: list(dict.fromkeys([area, *after[area], *before[area]])) for area in areas}


def _steps(areas: Collection[int], start: str, end: str) -> dict[int, list[int]]:
    reached: dict[int, list[int]] = {area: [] for area in areas}
    edge = {area: {area} for area in areas}
    for _ in range(_GENERATIONS):
        here = {place for places in edge.values() for place in places}
        if not here:
            break
        leads = defaultdict(list)
        rows = AreaSuccession.objects.filter(**{f"{start}__in": here}).order_by("-is_whole", "pk")
        for begin, finish in rows.values_list(start, end):
            leads[begin].append(finish)
        for area, places in edge.items():
            nexts = [finish for place in sorted(places) for finish in leads[place]]
            edge[area] = set(nexts) - set(reached[area]) - {area}
            reached[area] += [place for place in dict.fromkeys(nexts) if place in edge[area]]
    return reached


def _offices(areas: Collection[int], *, on: datetime.date) -> dict[int, list[Organisation]]:
    found = defaultdict(list)
    for office in Organisation.objects.filter(area__in=areas, is_council=False).order_by("name", "pk"):
        found[office.area_id].append(office)
    for offices in found.values():
        offices.sort(key=lambda office: (not office.exists_on(on), office.regime != Regime.COLLECTIVE))
    return found


def _heirs(offices: Iterable[Organisation], *, on: datetime.date) -> dict[int, Organisation]:
    """Each office, or the one that continues it when it does not exist any more."""
    heirs = {office.pk: office for office in offices}
    for _ in range(_GENERATIONS):
        gone = {key: office for key, office in heirs.items() if office.successor_id and not office.exists_on(on)}
        if not gone:
            break
        successors = Organisation.objects.in_bulk({office.successor_id for office in gone.values()})
        heirs |= {key: successors[office.successor_id] for key, office in gone.items()}
    return heirs
