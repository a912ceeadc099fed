"""What the checks find in a plan as it stands now: each finding with its place in the editor, what puts it right, and
whether somebody has set it aside."""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path

from django.core.cache import cache as kept

import documents
from documents.checking import RULES, Facts, Family, Finding, Rule, Severity, check
from documents.comparing import Piece, shortened, word_changes
from documents.content import Content, digest
from documents.papers import paper
from plans.facts import facts_of
from plans.models import Plan, SetAsideFinding
from plans.origins import Origin, Origins, Spot, occurrences

_KEPT_FOR = 24 * 3600
_LONGEST_QUOTE = 160


@dataclass(frozen=True)
class PlanFinding:
    """A finding on a plan. `spot` is where it is changed, `address` the same in the editor; `can_be_fixed` tells that
    the suggestion can be put in the place of the quote; `aside` is the row by which somebody let it stand."""

    finding: Finding
    spot: Spot
    address: str
    can_be_fixed: bool
    aside: SetAsideFinding | None = None

    @property
    def rule(self) -> Rule:
        """The rule that found it, with its name and source."""
        return RULES[self.finding.rule]

    @property
    def mark(self) -> str:
        """Under which it is set aside: it stays the same while the words stay."""
        return self.finding.mark

    @property
    def is_error(self) -> bool:
        """Whether the plan is not submitted like this."""
        return self.finding.severity == Severity.ERROR

    @property
    def place(self) -> str:
        """Its place as a form carries it."""
        place = self.finding.place
        return "-".join("" if part is None else str(part) for part in (place.part, place.index, place.block, place.row))

    @property
    def change(self) -> tuple[Piece, ...]:
        """From the quote to the suggestion, word by word."""
        return shortened(word_changes(self.finding.quote, self.finding.suggestion or ""))

    @property
    def quote(self) -> str:
        """What is quoted, shortened for the page."""
        quote = self.finding.quote
        return quote if len(quote) <= _LONGEST_QUOTE else f"{quote[: _LONGEST_QUOTE - 1].rstrip()}…"


@dataclass(frozen=True)
class FamilyFindings:
    """The open findings of one family, errors first."""

    family: Family
    findings: tuple[PlanFinding, ...]

    @property
    def errors(self) -> int:
        """How many of them are errors."""
        return sum(found.is_error for found in self.findings)

    @property
    def warnings(self) -> int:
        """How many of them are warnings."""
        return len(self.findings) - self.errors


@dataclass(frozen=True)
class PlanFindings:
    """All that the checks find in a plan."""

    findings: tuple[PlanFinding, ...]

    @cached_property
    def errors(self) -> tuple[PlanFinding, ...]:
        """What keeps the plan from being submitted."""
        return tuple(f for f in self.findings if f.aside is None and f.is_error)

    @cached_property
    def warnings(self) -> tuple[PlanFinding, ...]:
        """What somebody has to look at before the plan is submitted."""
        return tuple(f for f in self.findings if f.aside is None and not f.is_error)

    @cached_property
    def aside(self) -> tuple[PlanFinding, ...]:
        """What somebody looked at and let stand, with the reason."""
        return tuple(f for f in self.findings if f.aside is not None)

    @cached_property
    def families(self) -> tuple[FamilyFindings, ...]:
        """What is open, by family: those with errors first, else in the order of Family; errors first in each."""
        groups = []
        for family in Family:
            own = [f for f in (*self.errors, *self.warnings) if f.rule.family == family]
            if own:
                groups.append(FamilyFindings(family, tuple(own)))
        return tuple(sorted(groups, key=lambda group: not group.findings[0].is_error))

    def find(self, *, mark: str, place: str) -> PlanFinding | None:
        """The finding of that mark: the one at `place`, or else the only one, wherever it stands by now."""
        same = [f for f in self.findings if f.mark == mark]
        return next((f for f in same if f.place == place), same[0] if len(same) == 1 else None)


def findings_of(plan: Plan, *, on: datetime.date) -> PlanFindings:
    """Check `plan` as its paper reads now, on the day `on`; a constant number of queries.

    What was found in the same words with the same facts is kept and not looked for again.
    """
    source = paper("plan")
    row = source.find(plan.pk)
    found = _checked(source.content(row), facts_of(row, on=on))
    asides = {aside.mark: aside for aside in row.set_aside.select_related("by")}
    origins = Origins(row)
    return PlanFindings(tuple(_placed(finding, origins, asides.get(finding.mark)) for finding in found))


def rule_name(key: str) -> str:
    """What people call the rule of that key; the key itself when the program knows it no longer."""
    return RULES[key].name if key in RULES else key


def origins_with(origins: Iterable[Origin], quote: str) -> list[tuple[Origin, range]]:
    """Every occurrence of `quote` in the texts `origins`."""
    return [(origin, span) for origin in origins for span in occurrences(origin, quote)] if quote else []


def _placed(finding: Finding, origins: Origins, aside: SetAsideFinding | None) -> PlanFinding:
    spot = origins.spot(finding.place)
    may_fix = finding.suggestion is not None and aside is None
    return PlanFinding(
        finding=finding,
        spot=spot,
        address=spot.address(origins.plan),
        can_be_fixed=may_fix and bool(origins_with(origins.at(finding.place), finding.quote)),
        aside=aside,
    )


def _checked(content: Content, facts: Facts) -> tuple[Finding, ...]:
    key = f"findings-{_rules_version()}-{digest(content)}-{_facts_digest(facts)}"
    found = kept.get(key)
    if found is None:
        found = check(content, facts)
        kept.set(key, found, _KEPT_FOR)
    return found


def _facts_digest(facts: Facts) -> str:
    """A digest of all that `facts` say. The long catalogues are the same from check to check and told once."""
    catalogues = _catalogue_digest(facts.areas) + _catalogue_digest(facts.offices)
    rest = replace(facts, areas=(), offices=(), switched_off=frozenset())
    return hashlib.sha256(f"{catalogues}{rest!r}{sorted(facts.switched_off)}".encode()).hexdigest()


@lru_cache(maxsize=8)
def _catalogue_digest(rows: tuple) -> str:
    return hashlib.sha256(repr(rows).encode()).hexdigest()


@cache
def _rules_version() -> str:
    """A digest of the rules and of what they read texts with: findings of an earlier version are not shown."""
    files = sorted(Path(documents.__file__).parent.rglob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
