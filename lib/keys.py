"""Ids of rows as browsers send them: anything may come."""

from django.db.models import BigIntegerField

_LONGEST = len(str(BigIntegerField.MAX_BIGINT))


def row_key(text: object) -> int | None:
    """The id that `text` names; None when no row can have it: no whole number, or too large for the database."""
    digits = "" if text is None else str(text)
    if not digits.isdecimal() or len(digits) > _LONGEST:
        return None
    key = int(digits)
    return key if key <= BigIntegerField.MAX_BIGINT else None
