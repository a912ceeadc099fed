"""How documents are cited in running text: «Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ …»."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Citation:
    """A document named in a text, as printed there; None or "" where the text does not say it.

    `kind` is «Quyết định», «Luật»; `number` with the symbol and without «số»: «90/QĐ-TTg»; `day_text` the date as
    printed, `issued_on` that date when it exists in the calendar. `start` and `end` are its place in the text; `depth`
    is 1 when it is named inside the summary of another one.
    """

    kind: str
    number: str | None
    issued_on: datetime.date | None
    day_text: str
    issuer: str | None
    summary: str
    start: int = 0
    end: int = 0
    depth: int = 0


def citations_in(text: str) -> tuple[Citation, ...]:
    """Every document named in `text`, in order of their beginnings; () when there is none. Linear in its length."""
    return ()
