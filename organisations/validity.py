"""Saying that an organisation no longer exists, and which one to choose instead."""

from datetime import date

from lib.dates import short_date
from organisations.models import Organisation

LONGEST_LINE = 10
"""Successors followed at most: somebody may have entered two offices that continue each other."""


def absence(organisation: Organisation, day: date) -> str:
    """Say why `organisation` is not there on `day`, naming its successor; empty when it is. Reads `successor`.

    «Ban Dân tộc tỉnh Lạng Sơn chỉ tồn tại đến 28/02/2025; cơ quan kế tục: Sở Dân tộc và Tôn giáo tỉnh Lạng Sơn.»
    """
    if organisation.exists_on(day):
        return ""
    if organisation.valid_from and day < organisation.valid_from:
        return f"{organisation.name} chỉ có từ {short_date(organisation.valid_from)}."
    ended = f"{organisation.name} chỉ tồn tại đến {short_date(organisation.valid_to)}"
    if organisation.successor is None:
        return f"{ended}; chưa ghi cơ quan kế tục."
    return f"{ended}; cơ quan kế tục: {organisation.successor.name}."


def heir_on(organisation: Organisation, day: date) -> Organisation:
    """`organisation`, or the first of its successors that exists on `day`; itself when none is known to."""
    heir = organisation
    for _ in range(LONGEST_LINE):
        if heir.exists_on(day):
            return heir
        if heir.successor is None:
            break
        heir = heir.successor
    return organisation


def with_last_day(name: str, last_day: date | None) -> str:
    """A name where it is chosen among others: «Tỉnh Quảng Trị (đến 30/6/2025)» when it has ended."""
    return f"{name} (đến {short_date(last_day)})" if last_day else name
