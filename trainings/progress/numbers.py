"""The numbers of one line of a progress table, and the portions that may be told of them."""

from dataclasses import dataclass, fields
from operator import add, attrgetter

SMALL_GROUP = 5
"""Groups of fewer people are not told: who they are could be guessed (Nghị định 356/2025/NĐ-CP, Điều 4)."""


@dataclass(frozen=True)
class Portion:
    """`part` of the `known` rows that say it at all; `is_hidden` when a group is too small to be told."""

    part: int
    known: int
    is_hidden: bool = False

    @property
    def percent(self) -> int | None:
        """Whole per cent; None when nobody said it or the group is too small."""
        return None if self.is_hidden or not self.known else round(100 * self.part / self.known)


@dataclass(slots=True)
class Numbers:
    """Classes (or tours) planned, held, under way and cancelled; seats; people by how far they came.

    `registered`, `present` and `completed` are lượt người: somebody in two courses counts twice. `persons` are
    different people among those present; None where they were not counted; `unmatched` are the present whose record
    is not known yet, so that there may be more persons than counted.
    """

    planned: int = 0
    held: int = 0
    running: int = 0
    cancelled: int = 0
    seats: int = 0
    registered: int = 0
    present: int = 0
    completed: int = 0
    women: int = 0
    sex_known: int = 0
    minority: int = 0
    ethnic_group_known: int = 0
    unmatched: int = 0
    persons: int | None = None

    def __add__(self, other: "Numbers") -> "Numbers":
        """Both together. Persons are not added: the same person may stand in both."""
        return Numbers(*map(add, _values(self), _values(other)))

    @property
    def of_women(self) -> Portion:
        return _portion(self.women, self.sex_known)

    @property
    def of_minorities(self) -> Portion:
        return _portion(self.minority, self.ethnic_group_known)

    @property
    def missing(self) -> int:
        """Seats that nobody has taken."""
        return max(0, self.seats - self.registered)


_ADDED = tuple(field.name for field in fields(Numbers) if field.name != "persons")
_values = attrgetter(*_ADDED)


def percent(part: int, whole: int) -> int | None:
    """Whole per cent, None of nothing."""
    return round(100 * part / whole) if whole else None


def _portion(part: int, known: int) -> Portion:
    is_small = 0 < part < SMALL_GROUP or 0 < known - part < SMALL_GROUP or 0 < known < SMALL_GROUP
    return Portion(part, known, is_small)
