"""The rows of a list as they stand in the grid: people who are registered, rows that are not finished, every fault.

Personal data are masked here: a cell that comes back as it was shown means what is stored.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from people.enums import PrivateField
from people.masking import masked
from trainings.enrolling import row_of
from trainings.enums import EnrolmentState, RosterField
from trainings.models import Enrolment, RosterList
from trainings.roster_facts import facts_of_list
from trainings.rosters.checking import check
from trainings.rosters.facts import Facts
from trainings.rosters.faults import Fault
from trainings.rosters.rows import HEADINGS, Row, Said

X = "x"
_FIRST, _LAST = ("full_name", "post", "paid", "unpaid"), ("note",)
_SEXES = {"m": "Nam", "f": "Nữ"}


@dataclass(frozen=True)
class GridRow:
    """One row. `key` names it for the browser («e12» for enrolment 12), `place` is its number in the list, `stored` its
    cells in full and `cells` as they are shown. `enrolment` is None as long as it is not finished and new.
    """

    key: str
    place: int
    position: int
    stored: Mapping[str, str]
    enrolment: Enrolment | None
    version: int
    is_unfinished: bool
    is_another: bool
    faults: tuple[Fault, ...] = ()

    @property
    def cells(self) -> dict[str, str]:
        return shown(self.stored)

    @property
    def is_waiting(self) -> bool:
        """Whether there is no seat for this person yet."""
        return self.enrolment is not None and self.enrolment.state == EnrolmentState.QUEUED

    @property
    def has_errors(self) -> bool:
        return any(fault.is_error for fault in self.faults)

    @property
    def said(self) -> Said:
        return Said(self.place, self.stored)


def columns(asks: list[str]) -> dict[str, str]:
    """The columns of the grid of a campaign that asks for `asks`: heading by field, in the order of the printed form
    with what is asked beside it before the note.
    """
    asked = [field for field in RosterField.values if field in asks]
    return {field: HEADINGS[field] for field in (*_FIRST, *asked, *_LAST)}


def grid_of(roster: RosterList, *, on: datetime.date) -> list[GridRow]:
    """All rows of `roster` in order, each with its faults. Reads `campaign`, `share`; a constant number of queries."""
    rows = rows_of(roster)
    found = check_rows(rows, facts_of(roster, on=on))
    return [replace(row, faults=found[row.key][1]) for row in rows]


def rows_of(roster: RosterList) -> list[GridRow]:
    """All rows of `roster` in order, not checked."""
    people = roster.enrolments.exclude(state__in=sorted(EnrolmentState.gone())).order_by("position", "id")
    changing = {row["id"]: (key, row) for key, row in roster.unfinished.get("rows", {}).items() if row.get("id")}
    rows = [_of_person(person, *changing.pop(person.pk, ("", None))) for person in people]
    rows += [
        GridRow(key, 0, row["position"], row["cells"], None, row["version"], True, row["another"])
        for key, row in roster.unfinished.get("rows", {}).items()
        if not row.get("id")
    ]
    rows.sort(key=lambda row: (row.position, row.enrolment.pk if row.enrolment else 0))
    return [replace(row, place=place) for place, row in enumerate(rows, start=1)]


def facts_of(roster: RosterList, *, on: datetime.date) -> Facts:
    """What checking has to know when all rows of the list are checked together: the others of the course."""
    facts = facts_of_list(roster, on=on)
    return replace(facts, known=tuple(known for known in facts.known if not known.is_here), free=None)


def check_rows(rows: list[GridRow], facts: Facts) -> dict[str, tuple[Row | None, tuple[Fault, ...]]]:
    """Each row by its key: as it was understood (None with errors), and its faults. Of two rows that name one person
    the later one of `rows` is at fault.
    """
    apart = frozenset(row.place for row in rows if row.is_another)
    checked = check([row.said for row in rows], facts, apart=apart)
    good = {row.sheet_row: row for row in checked.rows}
    faults: dict[int, list[Fault]] = {row.place: [] for row in rows}
    for fault in checked.faults:
        faults[fault.row].append(fault)
    return {row.key: (good.get(row.place), tuple(faults[row.place])) for row in rows}


def shown(cells: Mapping[str, str]) -> dict[str, str]:
    """`cells` as a page may show them."""
    return {field: masked(field, text) if field in PrivateField.values else text for field, text in cells.items()}


def unmasked(cells: Mapping[str, str], stored: Mapping[str, str]) -> dict[str, str]:
    """`cells` as they came from a page: a private cell that still says what was shown keeps what is stored."""
    seen = shown(stored)
    kept = {field for field in PrivateField.values if stored.get(field) and cells.get(field, "") == seen[field]}
    return {field: stored[field] if field in kept else text for field, text in cells.items()}


def cells_of(person: Enrolment) -> dict[str, str]:
    """What the list said of somebody, as texts of cells, in full."""
    row = row_of(person)
    return {
        "full_name": row.full_name,
        "post": row.post,
        "paid": X if row.is_paid else "",
        "unpaid": "" if row.is_paid else X,
        "sex": _SEXES.get(row.sex, ""),
        "birth_year": str(row.birth_year or ""),
        "village": row.village,
        "workplace": row.workplace,
        "ethnic_group": row.ethnic_group,
        "id_number": row.id_number,
        "phone": row.phone,
        "note": row.note,
    }


def _of_person(person: Enrolment, key: str, change: dict | None) -> GridRow:
    is_changing = change is not None
    return GridRow(
        key=f"e{person.pk}",
        place=0,
        position=person.position,
        stored=change["cells"] if is_changing else cells_of(person),
        enrolment=person,
        version=change["version"] if is_changing else person.version,
        is_unfinished=is_changing,
        is_another=change["another"] if is_changing else person.is_another,
    )
