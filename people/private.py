"""Personal data of people and of rows in lists: one way to write a number, and how equal numbers find each other."""

from collections.abc import Mapping

from lib.encryption import blind_index
from people.enums import PrivateField


def tidy_number(text: str | None) -> str:
    """The letters and digits of an identity card's or telephone's number, without the blanks and points between."""
    return "".join(c for c in text or "" if c.isalnum())


def kept(**values: str | None) -> dict[str, str]:
    """What goes into the field `private`: known values only, by PrivateField; numbers without blanks and points."""
    numbers = {PrivateField.ID_NUMBER, PrivateField.PHONE}
    tidied = {
        field: tidy_number(values.get(field)) if field in numbers else " ".join((values.get(field) or "").split())
        for field in PrivateField.values
    }
    return {field: value for field, value in tidied.items() if value}


def id_index(private: Mapping[str, str]) -> str:
    """The value for the column `id_index`: equal for equal identity card numbers, empty when none is known."""
    return blind_index(tidy_number(private.get(PrivateField.ID_NUMBER)), purpose=PrivateField.ID_NUMBER)


def number_fault(field: str, text: str | None) -> str:
    """What is wrong with a number that somebody typed for `field`, as a sentence; empty when nothing is."""
    number = tidy_number(text)
    if not number:
        return ""
    if field == PrivateField.ID_NUMBER and not (number.isascii() and number.isdigit() and len(number) in (9, 12)):
        return "Số định danh (CCCD) có 12 chữ số, số chứng minh nhân dân cũ có 9 chữ số."
    if field == PrivateField.PHONE and not (number.isascii() and number.isdigit() and 8 <= len(number) <= 12):
        return "Số điện thoại chỉ gồm chữ số, từ 8 đến 12 số."
    return ""
