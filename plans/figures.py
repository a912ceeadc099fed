"""Figures out of sentences about activities: how many groups, how large, how many days, when.

Only what is said outright: a sentence that could be read in two ways gives nothing.
"""

import datetime
import re
from dataclasses import dataclass

from documents.periods import Precision, Time, times_in

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
_BEGINS = re.compile(r"(?<!\w)từ\s+$", re.IGNORECASE)
_BEFORE = re.compile(r"(?<!\w)trước\s+$", re.IGNORECASE)
_WHOLE_YEAR = re.compile(r"^\W*(?:(?:trong|cả)\s+)?năm\s*\d{4}\s*(?:[(.;]|$)", re.IGNORECASE)

Period = tuple[datetime.date | None, datetime.date | None]
"""First and last day; None where it is open or not known."""


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


def period_in(text: str) -> Period:
    """The time that `text` names in full, with its year: «tháng 5-6/2020», «quý II/2024», «từ ngày 10/5 đến
    12/5/2024», «trước ngày 30/6/2024»; (None, None) when it names none or two."""
    found = {period for time in times_in(text) if (period := _period(time, text)) is not None}
    return found.pop() if len(found) == 1 else (None, None)


def _whole(digits: str) -> int:
    return int(digits.replace(".", ""))


def _period(time: Time, text: str) -> Period | None:
    first, last = time.begins_on(), time.ends_on()
    if time.fault or first is None or last is None or first > last:
        return None
    if time.precision == Precision.YEAR and not _WHOLE_YEAR.match(text):
        return None
    if not time.is_range and _BEGINS.search(text, 0, time.start):
        return first, None
    if not time.is_range and _BEFORE.search(text, 0, time.start):
        return None, last if time.precision == Precision.DAY else first - datetime.timedelta(days=1)
    return first, last
