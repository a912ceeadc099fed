"""From rules to seats: «mỗi xã 09 đại biểu, mỗi thôn, bản 05 đại biểu», «cấp huyện: 12 người»."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trainings.enums import SeatBasis


@dataclass(frozen=True, order=True)
class Unit:
    """Who gets seats: an area or an organisation, by key. Exactly one of them is not 0."""

    area: int = 0
    organisation: int = 0


@dataclass(frozen=True)
class Rule:
    """`seats` for each commune, for each village, or for `unit`, which other bases than these two need."""

    basis: str
    seats: int
    unit: Unit | None = None


@dataclass(frozen=True)
class Commune:
    """A commune of the course. `villages` is None while nobody has counted them."""

    unit: Unit
    villages: int | None


@dataclass(frozen=True)
class Allotment:
    """The seats of one unit. `by_rule` is what the rules add up to, `seats` what counts."""

    unit: Unit
    by_rule: int
    seats: int
    villages: int | None = None


def allot(
    rules: Iterable[Rule],
    communes: Iterable[Commune],
    *,
    exceptions: Mapping[Unit, int] | None = None,
    passed: Mapping[Unit, int] | None = None,
) -> list[Allotment]:
    """The seats of every unit that a rule concerns: communes in the order given, then others as rules name them.

    All rules that concern a unit add up. An exception takes the place of what they give; seats passed on to a unit
    (negative: passed on by it) are added to either, and nobody gets fewer than none. A commune without counted villages
    gets nothing for villages.
    """
    rules, communes = list(rules), list(communes)
    exceptions, passed = exceptions or {}, passed or {}
    counts_communes = any(rule.basis in (SeatBasis.PER_COMMUNE, SeatBasis.PER_VILLAGE) for rule in rules)
    by_rule: dict[Unit, int] = {}
    if counts_communes:
        by_rule = {commune.unit: _of_every_commune(rules, commune) for commune in communes}
    for rule in rules:
        if rule.unit is not None:
            by_rule[rule.unit] = by_rule.get(rule.unit, 0) + rule.seats
    villages = {commune.unit: commune.villages for commune in communes}
    return [
        Allotment(
            unit=unit,
            by_rule=seats,
            seats=max(0, exceptions.get(unit, seats) + passed.get(unit, 0)),
            villages=villages.get(unit),
        )
        for unit, seats in by_rule.items()
    ]


def _of_every_commune(rules: list[Rule], commune: Commune) -> int:
    each = sum(rule.seats for rule in rules if rule.basis == SeatBasis.PER_COMMUNE)
    per_village = sum(rule.seats for rule in rules if rule.basis == SeatBasis.PER_VILLAGE)
    return each + per_village * (commune.villages or 0)
