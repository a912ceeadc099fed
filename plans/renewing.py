"""What becomes of a legal basis when a plan is used again: still in force, replaced, ended, of another year."""

import datetime
import re
from collections.abc import Container
from dataclasses import dataclass

from lib.dates import short_date
from plans.citations import sentence
from plans.models import LegalDocument, PlanLegalBasis

LONGEST_CHAIN = 10
_YEAR = re.compile(r"(?<![\d/])20\d\d(?![\d/])")
_LONG_DAY_OR_PERIOD = re.compile(r"tháng\s+\d{1,2}\s+năm\s+\d{4}|20\d\d\s*[-–]\s*20\d\d", re.IGNORECASE)


@dataclass(frozen=True)
class Renewal:
    """`successor` is the document to cite instead, None: keep what stands there. `sentence` says what to look at."""

    successor: LegalDocument | None = None
    sentence: str = ""


def renewal(basis: PlanLegalBasis, *, on: datetime.date, old_years: Container[int]) -> Renewal:
    """What becomes of `basis` in a plan of the day `on` that is made from one of `old_years`. Reads `basis.document`.

    A basis that names one of the old years («dự toán năm 2020») has to be looked for anew: no register can know it.
    """
    document = basis.document
    if document is not None and not is_in_force(document, on):
        heir = successor_in_force(document, on)
        if heir is not None:
            return Renewal(heir, f"{document} đã hết hiệu lực, được thay bằng {heir}. Hãy xem lại câu căn cứ.")
        ended = f" từ ngày {short_date(document.in_force_to)}" if document.in_force_to else ""
        return Renewal(None, f"{document} đã hết hiệu lực{ended}. Hãy tìm văn bản thay thế, hoặc bỏ căn cứ này.")
    named = [int(year) for year in _YEAR.findall(_LONG_DAY_OR_PERIOD.sub("", sentence(basis)))]
    if year := next((year for year in named if year in old_years), None):
        return Renewal(None, f"Căn cứ nói về năm {year}. Hãy thay bằng văn bản của năm nay, hoặc xác nhận vẫn dùng.")
    return Renewal()


def is_in_force(document: LegalDocument, on: datetime.date) -> bool:
    """Whether `document` may be cited on the day `on`, as far as the register knows."""
    return document.replaced_by_id is None and (document.in_force_to is None or document.in_force_to > on)


def successor_in_force(document: LegalDocument, on: datetime.date) -> LegalDocument | None:
    """What replaced `document`, and that in turn, up to the one in force on the day `on`; None when there is none."""
    for _ in range(LONGEST_CHAIN):
        document = document.replaced_by
        if document is None or is_in_force(document, on):
            return document
    return None
