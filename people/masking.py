"""What may be seen of personal data without a reason: enough to tell two rows apart, too little to use."""

from collections.abc import Mapping

from people.enums import PrivateField

DOT = "•"
_SHOWN = 3
_SHORTEST_SHOWN = 8
_HIDDEN = DOT * 3


def masked(field: str, value: str | None) -> str:
    """`value` of a PrivateField as lists, pages and plain exports show it; empty when there is none.

    Of numbers the last three digits («•••••••••678»), nothing of a number too short to be one; of an ethnic group only
    that it is known («•••»): the name itself is sensitive (Nghị định 356/2025/NĐ-CP, Điều 4).
    """
    value = (value or "").strip()
    if not value:
        return ""
    if field == PrivateField.ETHNIC_GROUP or len(value) < _SHORTEST_SHOWN:
        return _HIDDEN
    return DOT * (len(value) - _SHOWN) + value[-_SHOWN:]


def masked_all(private: Mapping[str, str]) -> dict[str, str]:
    """Every PrivateField of `private`, masked; those not known are empty."""
    return {field: masked(field, private.get(field)) for field in PrivateField.values}
