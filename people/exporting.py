"""A list of people as a spreadsheet: personal data masked, or in full for who gave a reason."""

from collections.abc import Sequence

import tablib

from lib.sheet_formats import Csv, Xlsx
from people.enums import PrivateField
from people.masking import masked_all
from people.models import Person

MOST_ROWS = 20_000
FORMATS = {"xlsx": Xlsx, "csv": Csv}
_PLAIN = ["STT", "Họ và tên", "Giới tính", "Năm sinh", "Chức vụ", "Đơn vị", "Xã, phường"]
HEADINGS = [*_PLAIN, *PrivateField.labels]


def as_file(people: Sequence[Person], *, kind: str, in_full: bool) -> bytes:
    """The bytes of a file of `kind` («xlsx», «csv»). Text that looks like a formula stays text. Reads `area`."""
    rows = [_row(number, person, in_full) for number, person in enumerate(people, start=1)]
    return FORMATS[kind]().export_data(tablib.Dataset(*rows, headers=HEADINGS))


def _row(number: int, person: Person, in_full: bool) -> tuple:
    shown = person.private if in_full else masked_all(person.private)
    return (
        number,
        person.full_name,
        person.get_sex_display(),
        person.birth_year,
        person.post,
        person.workplace,
        str(person.area or ""),
        *(shown.get(name, "") for name in PrivateField.values),
    )
