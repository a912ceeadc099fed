"""Figures out of sentences about activities: how many groups, how large, how many days, when.

Only what is said outright: a sentence that could be read in two ways gives nothing.
"""

import calendar
import datetime
import re
from dataclasses import dataclass

from lib.lettering import from_roman

_NUMBER = r"(\d{1,3}(?:\.\d{3})+|\d{1,6})"
_IN_WORDS = r"(?:\s*\([^()\d]{1,40}\))?"
PEOPLE = r"(?:học viên|người|đại biểu|cán bộ|công chức|viên chức|thành viên|hộ|lượt người)"
_DAYS = re.compile(
    rf"(?<![\d/.,]){_NUMBER}{_IN_WORDS}\s*ngày(?!\s*\d)(?!\s+(?:kể từ|sau|trước|làm việc))", re.IGNORECASE
)
_ABOUT = r"(bình quân\s+|khoảng\s+)?"
_GROUP = r"(?:lớp|đoàn|cuộc|buổi|mô hình|đợt)"
_PER_GROUP = (
    re.compile(rf"{_ABOUT}{_NUMBER}{_IN_WORDS}\s*{PEOPLE}\s*/\s*(?:\d+\s*)?{_GROUP}", re.IGNORECASE),
    re.compile(
        rf"(?:mỗi|từng)\s+{_GROUP}(?:\s+(?:có|gồm|từ))?\s*{_ABOUT}{_NUMBER}{_IN_WORDS}\s*{PEOPLE}", re.IGNORECASE
    ),
)
_PEOPLE = re.compile(rf"(?<![\d/.,-]){_NUMBER}{_IN_WORDS}\s*{PEOPLE}(?!\s*/)", re.IGNORECASE)
_YEAR = r"(?:/|,?\s*năm\s*|[-.])(\d{4})"
_TO = r"(?:[-–]|đến(?:\s+hết)?)"
_MONTHS = re.compile(
    rf"tháng\s*(\d{{1,2}})\s*(?:,|và|{_TO}(?:\s+tháng)?)\s*(?:tháng\s*)?(\d{{1,2}}){_YEAR}", re.IGNORECASE
)
_MONTHS_APART = re.compile(rf"tháng\s*(\d{{1,2}}){_YEAR}\s*{_TO}\s*tháng\s*(\d{{1,2}}){_YEAR}", re.IGNORECASE)
_MONTH = re.compile(rf"(trước\s+|từ\s+)?tháng\s*(\d{{1,2}}){_YEAR}", re.IGNORECASE)
_ONE_QUARTER = r"([IV]{1,3}|[1-4])"
_QUARTERS = re.compile(rf"quý\s*{_ONE_QUARTER}(?:\s*(?:,|và|{_TO})\s*(?:quý\s*)?{_ONE_QUARTER})?{_YEAR}", re.IGNORECASE)
_DAY = r"(\d{1,2})[/.-](\d{1,2})"
_DAYS_SPAN = re.compile(rf"ngày\s*{_DAY}(?:[/.-](\d{{4}}))?\s*{_TO}\s*(?:ngày\s*)?{_DAY}[/.-](\d{{4}})", re.IGNORECASE)
_ONE_DAY = re.compile(rf"(trước\s+|từ\s+)?ngày\s*{_DAY}[/.-](\d{{4}})", re.IGNORECASE)
_WHOLE_YEAR = re.compile(r"^\W*(?:trong|cả)?\s*năm\s*(\d{4})\s*(?:[(.;]|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Size:
    """People in each group; `is_average` when the text says «bình quân» or «khoảng»."""

    people: int
    is_average: bool


def groups_in(text: str, words: str) -> int | None:
    """How many groups `text` names («Tổ chức 02 lớp», `words` is a pattern such as «lớp»); None unless exactly one
    number stands before those words."""
    pattern = rf"(?<![\d/.,-]){_NUMBER}{_IN_WORDS}\s*(?:{words})(?!\s*[:\d])"
    found = {_whole(match[1]) for match in re.finditer(pattern, text, re.IGNORECASE)}
    return found.pop() if len(found) == 1 else None


def size_in(text: str) -> Size | None:
    """People per group: «84 học viên/lớp», «mỗi lớp 45 người»; None when it says several sizes or none."""
    found = {Size(_whole(m[2]), bool(m[1])) for pattern in _PER_GROUP for m in pattern.finditer(text)}
    return found.pop() if len(found) == 1 else None


def people_in(text: str) -> int | None:
    """The first number of people that is not per group; None when there is none."""
    match = _PEOPLE.search(text)
    return _whole(match[1]) if match else None


def days_in(text: str) -> int | None:
    """How many days: «3 ngày/lớp», «thời gian 07 ngày»; None when it says several numbers or none."""
    found = {_whole(match[1]) for match in _DAYS.finditer(text)}
    return found.pop() if len(found) == 1 else None


def period_in(text: str) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last day of the time that `text` names in full, with its year: «tháng 5-6/2020», «quý II/2024», «từ
    ngày 10/5 đến 12/5/2024», «trước ngày 30/6/2024»; (None, None) when it names none or two."""
    rest, found = text, []
    for pattern, days in _FORMS:
        for match in pattern.finditer(rest):
            span = days(match)
            if span is not None:
                found.append(span)
        rest = pattern.sub(" ", rest)
    return found[0] if len(set(found)) == 1 else (None, None)


def _whole(digits: str) -> int:
    return int(digits.replace(".", ""))


def _month_span(first: int, first_year: int, last: int, last_year: int):
    if not (1 <= first <= 12 and 1 <= last <= 12 and 1990 <= first_year <= last_year <= 2100):
        return None
    begins = datetime.date(first_year, first, 1)
    ends = datetime.date(last_year, last, calendar.monthrange(last_year, last)[1])
    return (begins, ends) if begins <= ends else None


def _months(match: re.Match):
    return _month_span(int(match[1]), int(match[3]), int(match[2]), int(match[3]))


def _months_apart(match: re.Match):
    return _month_span(int(match[1]), int(match[2]), int(match[3]), int(match[4]))


def _month(match: re.Match):
    span = _month_span(int(match[2]), int(match[3]), int(match[2]), int(match[3]))
    if span is None or not match[1]:
        return span
    if match[1].strip().lower() == "từ":
        return span[0], None
    return None, span[0] - datetime.timedelta(days=1)


def _quarters(match: re.Match):
    first, last = _quarter(match[1]), _quarter(match[2] or match[1])
    return _month_span(3 * first - 2, int(match[3]), 3 * last, int(match[3])) if 1 <= first <= last <= 4 else None


def _quarter(text: str) -> int:
    try:
        return int(text) if text.isdigit() else from_roman(text.upper())
    except ValueError:
        return 0


def _day_span(match: re.Match):
    begins = _date(match[3] or match[6], match[2], match[1])
    ends = _date(match[6], match[5], match[4])
    return (begins, ends) if begins and ends and begins <= ends else None


def _one_day(match: re.Match):
    day = _date(match[4], match[3], match[2])
    if day is None:
        return None
    word = (match[1] or "").strip().lower()
    if word == "từ":
        return day, None
    return (None, day) if word == "trước" else (day, day)


def _year(match: re.Match):
    return _month_span(1, int(match[1]), 12, int(match[1]))


def _date(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


_FORMS = (
    (_DAYS_SPAN, _day_span),
    (_ONE_DAY, _one_day),
    (_MONTHS_APART, _months_apart),
    (_MONTHS, _months),
    (_MONTH, _month),
    (_QUARTERS, _quarters),
    (_WHOLE_YEAR, _year),
)
"""The longer form first: what it has taken is not read again."""
