"""A document named in a text."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Citation:
    """A document named in a text, as printed there; None or "" where the text does not say it.

    `kind` is «Quyết định», «Luật»; `number` with the symbol, without «số» and without blanks: «90/QĐ-TTg»; `day_text`
    the date as printed, `issued_on` that date when it is complete and exists in the calendar. `summary` is without
    «về việc»; of a law it is the name. `start` and `end` are its place in the text, `header_end` is where kind, number,
    date and issuer end and the summary may begin; `depth` is 1 when it is named inside the summary of another one.
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
    header_end: int = 0
