"""Two rows side by side: which value each field of the merged person has, and what both said, for undoing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from people.enums import PrivateField
from people.masking import masked
from people.models import Person
from people.private import id_index

KEPT, AWAY = "kept", "away"
PLAIN = {
    "full_name": "Họ và tên",
    "sex": "Giới tính",
    "birth_year": "Năm sinh",
    "post": "Chức vụ",
    "workplace": "Đơn vị",
    "area_id": "Xã, phường",
}
FIELDS = PLAIN | dict(PrivateField.choices)
"""Every field that is chosen when two rows are merged, and what people call it."""


@dataclass(frozen=True)
class Side:
    """One field of both rows as the page shows it (masked), and which of the two is proposed."""

    field: str
    label: str
    kept: str
    away: str
    differs: bool
    proposed: str


def picture(person: Person) -> dict[str, Any]:
    """What stands in the fields of `person`: JSON values, by the names of FIELDS."""
    plain = {name: getattr(person, name) for name in PLAIN}
    return plain | {name: person.private.get(name, "") for name in PrivateField.values}


def write(person: Person, values: Mapping[str, Any]) -> None:
    """Set on `person` (not saved) the fields that `values` names; the index of the card's number follows."""
    for name in PLAIN.keys() & values.keys():
        setattr(person, name, values[name])
    private = person.private | {name: values[name] for name in PrivateField.values if name in values}
    person.private = {name: value for name, value in private.items() if value}
    person.id_index = id_index(person.private)


def merged(kept: Mapping[str, Any], away: Mapping[str, Any], choices: Mapping[str, str]) -> dict[str, Any]:
    """The picture of the merged person: each field from the row that `choices` names, what is empty from the other."""
    found = {}
    for name in FIELDS:
        first, second = (away, kept) if choices.get(name) == AWAY else (kept, away)
        found[name] = first[name] or second[name]
    return found


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """field → [value before, value after], for fields that differ."""
    return {name: [before[name], after[name]] for name in FIELDS if before[name] != after[name]}


def side_by_side(kept: Person, away: Person) -> list[Side]:
    """Both rows, field by field, as they may be shown. Reads `area` of both."""
    sides = []
    for name, label in FIELDS.items():
        one, other = picture(kept)[name], picture(away)[name]
        proposed = AWAY if not one and other else KEPT
        sides.append(Side(name, label, _shown(kept, name), _shown(away, name), one != other, proposed))
    return sides


def _shown(person: Person, name: str) -> str:
    if name in PrivateField.values:
        return masked(name, person.private.get(name))
    if name == "sex":
        return person.get_sex_display() if person.sex else ""
    value = person.area if name == "area_id" else getattr(person, name)
    return "" if value is None else str(value)
