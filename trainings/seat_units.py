"""Rules and shares as rows ↔ the plain values that `trainings.seat_rules` computes with, and as lines of a form."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from trainings.models import SeatRule, Share
from trainings.seat_rules import Rule, Unit


@dataclass(frozen=True)
class RuleLine:
    """One line of the form: the same number of seats for several places or offices, by name."""

    basis: str
    seats: int
    who: str
    places: tuple[str, ...]


def unit_of(row: Share | SeatRule) -> Unit:
    """Whose seats these are."""
    return Unit(area=row.area_id or 0, organisation=row.organisation_id or 0)


def rule_of(row: SeatRule) -> Rule:
    """The rule that `row` holds."""
    return Rule(row.basis, row.seats, unit_of(row) if row.area_id or row.organisation_id else None)


def said_by(row: SeatRule) -> tuple:
    """What a rule says, apart from the key of its row."""
    return row.position, row.basis, row.seats, row.who, row.area_id, row.organisation_id


def rules_mark(rules: Iterable[SeatRule]) -> str:
    """Twelve hex digits that are the same as long as the rules say the same."""
    return hashlib.sha256(json.dumps([said_by(rule) for rule in rules]).encode()).hexdigest()[:12]


def lines_of(rules: Iterable[SeatRule]) -> list[RuleLine]:
    """The rules as lines of the form: rules of one position and number are one line. Reads `area`, `organisation`."""
    same = groupby(rules, key=lambda rule: (rule.position, rule.basis, rule.seats, rule.who))
    return [
        RuleLine(
            basis, seats, who, tuple(str(r.area or r.organisation) for r in rows if r.area_id or r.organisation_id)
        )
        for (_, basis, seats, who), rows in same
    ]
