"""A row of a list: as somebody wrote it (Said), and as it was understood (Row)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from trainings.enums import RosterField

HEADINGS = {
    "full_name": "Họ và tên",
    "post": "Chức vụ",
    "paid": "Hưởng lương từ NSNN",
    "unpaid": "Không hưởng lương từ NSNN",
    **dict(RosterField.choices),
    "note": "Ghi chú",
    "payroll": "Hưởng lương: có hay không",
}
"""The columns of a list by the name of their field, as Phụ lục I heads them. `paid` and `unpaid` are marked with X;
`payroll` is the one column of files that say both in words."""

LONGEST = {"full_name": 80, "post": 120, "village": 120, "workplace": 160, "note": 300}
"""How many letters may stand in the database."""


@dataclass(frozen=True, slots=True)
class Said:
    """One row in the words of its writer: a text per field (keys of HEADINGS), empty ones may be left out.

    `sheet_row` is the row's number in Excel; of rows typed on a page, their place in the list. `letters` and `headings`
    tell where in the file each field stands; typed rows have none.
    """

    sheet_row: int
    cells: Mapping[str, str]
    letters: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One person of a list, ready to be kept.

    `is_paid` is None only while nobody has said it. `sex` is of people.Sex. `is_another` says that a person declared
    this row to be somebody else than one who looks the same.
    """

    sheet_row: int
    full_name: str
    post: str = ""
    is_paid: bool | None = None
    sex: str = ""
    birth_year: int | None = None
    village: str = ""
    workplace: str = ""
    ethnic_group: str = ""
    id_number: str = ""
    phone: str = ""
    note: str = ""
    is_another: bool = False
