"""What checking has to know about the list that a row is for."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who stands in the course already. `where` is said to people: «danh sách Xã Mường Báng, dòng 5».

    `is_here` marks those of the same list; `content` is what `duplicates.content_of` makes of the row as it is kept, so
    that a row sent twice is known to be the same.
    """

    full_name: str
    unit: str
    where: str
    birth_year: int | None = None
    id_index: str = ""
    is_here: bool = False
    content: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """The list: what its campaign asks for (RosterFields; a row without them is not complete), what may be kept at all,
    the unit it belongs to, the seats that are free (None: not limited), who stands in the course. `on` is today.
    """

    on: date
    asks: frozenset[str] = frozenset()
    takes: frozenset[str] = frozenset()
    unit: str = ""
    free: int | None = None
    known: tuple[Known, ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        """The fields beside name, post, payroll and note that are read."""
        return self.asks | self.takes
