"""Times told in running text: «ngày 18/3/2024», «tháng 7 - 8/2019», «Quý II/2024», «từ ngày 05 đến ngày 07/6/2024».

A time is two partial dates, its first and its last; what the text leaves out (the year of «trước ngày 15/6») is None.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import IntEnum

from lib.dates import check_date

_CLOCK = r"(?:(?:khoảng\s+)?\d{1,2}\s*(?:h|giờ|g|:)\s*\d{0,2}\s*(?:phút|['’′])?\s*,?\s*)"
_TO = r"\s*(?:đến\s+hết|cho\s+đến|đến|tới|-|–|—)\s*"
_END = r"(?![\d/]|[.\-–]\d)"
_D, _M, _Y = r"\d{1,2}", r"\d{1,2}", r"\d{4}"


def _day(n: int, *, month: bool, year: str) -> str:
    """The pattern of a day with names d1, m1, y1; `year` is "must" or "may"."""
    day = rf"(?P<d{n}>{_D})"
    if not month:
        return day
    years = {"must": "", "may": "?"}[year]
    return (
        rf"{day}(?:\s*(?P<s{n}>[/.\-])\s*(?P<m{n}>{_M})(?:\s*(?P=s{n})\s*(?P<y{n}>{_Y})){years}"
        rf"|\s+tháng\s+(?P<mm{n}>{_M})(?:\s*(?:,\s*)?(?:năm\s+|/\s*)(?P<yy{n}>{_Y})){years})"
    )


_PATTERNS = [
    # từ ngày 05/6 đến (hết) ngày 07/6/2024; ngày 18-20/3/2024; từ ngày 05 đến ngày 07/6/2024
    rf"(?:từ\s+)?{_CLOCK}?(?:ngày\s+)(?:(?P<d1>{_D})(?:(?:/|\s+tháng\s+)(?P<m1>{_M})(?:(?:/|\s+năm\s+)(?P<y1>{_Y}))?)?)"
    rf"{_TO}{_CLOCK}?(?:ngày\s+)?{_day(2, month=True, year='may')}{_END}",
    rf"từ\s+(?:(?P<d1>{_D})/(?P<m1>{_M})(?:/(?P<y1>{_Y}))?){_TO}{_CLOCK}?(?:ngày\s+)?"
    rf"{_day(2, month=True, year='may')}{_END}",
    rf"(?<![\w/.\-])(?P<d1>{_D})/(?P<m1>{_M})/(?P<y1>{_Y}){_TO}(?P<d2>{_D})/(?P<m2>{_M})/(?P<y2>{_Y}){_END}",
    # ngày 18/3/2024; ngày 18 tháng 3 năm 2024; 18/3/2024
    rf"(?:ngày\s+)?(?<![\w/.\-–]){_day(1, month=True, year='must')}{_END}",
    # ngày 18/3, trước 18/3
    rf"(?:ngày|trước|từ|đến|sau|hết)\s+(?P<d1>{_D})(?:/(?P<m1>{_M})|\s+tháng\s+(?P<mm1>{_M})){_END}",
    # tháng 11/2023 đến tháng 3/2024; tháng 5 - 6/2020; từ tháng 3 đến tháng 11 năm 2024; tháng 5, 6 năm 2020
    rf"tháng\s+(?P<m1>{_M})(?:\s*(?:/|năm\s+)\s*(?P<y1>{_Y}))?(?:{_TO}|\s*(?:,|và)\s*)(?:tháng\s+)?(?P<m2>{_M})(?:\s*(?:,\s*)?(?:/|năm)\s*(?P<y2>{_Y}))?"
    rf"(?!\s*(?:ngày|người|lớp|đợt|lần|buổi|%|triệu|đại biểu|học viên)|\d|/\d|[.,]\d)",
    rf"tháng\s+(?P<m1>{_M})(?:\s*(?:,\s*)?(?:/|năm)\s*(?P<y1>{_Y}))?(?!\d|/\d)",
    # quý II/2024; quý II, III năm 2024; quý 3
    r"quý\s+(?P<q1>[IV]{1,3}|\d)(?:\s*(?:,|-|–|và|đến|đến quý)\s*(?:quý\s+)?(?P<q2>[IV]{1,3}|\d))?"
    r"(?:\s*,?\s*(?:/|năm)\s*(?P<y2>\d{4}))?(?![\w/])",
    # giai đoạn 2021 - 2025; năm 2023-2024
    r"(?<![\w/.])(?P<y1>(?:19|20)\d\d)\s*[-–—]\s*(?P<y2>(?:19|20)\d\d)(?![\w/]|\.\d)",
    r"(?:từ\s+)?năm\s+(?P<y1>(?:19|20)\d\d)\s*(?:đến|tới)\s*(?:hết\s+)?(?:năm\s+)?(?P<y2>(?:19|20)\d\d)(?![\w/])",
    r"năm\s+(?P<y1>(?:19|20)\d\d)(?![\w/]|\.\d)",
]
_TIMES = [re.compile(rf"(?<!\w)(?:{pattern})", re.IGNORECASE) for pattern in _PATTERNS]
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy")
_WEEKDAY_NAME = r"(?P<name>thứ\s+(?:hai|ba|tư|bốn|năm|sáu|bảy|bẩy|[2-7])(?!\w)|chủ\s+nhật)"
_WEEKDAY = re.compile(rf"\(?\s*(?:,\s*)?(?:tức\s+)?{_WEEKDAY_NAME}", re.IGNORECASE)
_WEEKDAY_BEFORE = re.compile(
    rf"(?<!lần )(?<!người )(?<!khóa )(?<!năm ){_WEEKDAY_NAME}\s*\)?\s*[,(]?\s*$", re.IGNORECASE
)


class Precision(IntEnum):
    """How closely a time is told."""

    DAY = 1
    MONTH = 2
    QUARTER = 3
    YEAR = 4


Point = tuple[int | None, int | None, int | None]
"""Year, month, day; None where the text does not say it."""


@dataclass(frozen=True)
class Time:
    """One time in a text. `weekday` is 0 (Monday) … 6 where one stands beside it; `fault` says why it cannot be."""

    first: Point
    last: Point
    precision: Precision
    start: int
    end: int
    text: str
    is_range: bool = False
    weekday: int | None = None
    weekday_text: str = ""
    fault: str = ""

    def begins_on(self, year: int | None = None) -> datetime.date | None:
        """Its first day; `year` where the text says none. None when unknown or when there is no such day."""
        return _first_day(self.first, year)

    def ends_on(self, year: int | None = None) -> datetime.date | None:
        """Its last day, likewise."""
        return _last_day(self.last, year)

    @property
    def years(self) -> tuple[int, ...]:
        """The years it names."""
        return tuple(sorted({point[0] for point in (self.first, self.last) if point[0] is not None}))


def times_in(text: str) -> tuple[Time, ...]:
    """Every time in `text`, in order; the longest reading of each place. Linear in its length."""
    taken = bytearray(len(text))
    found = []
    for pattern in _TIMES:
        for match in pattern.finditer(text):
            if not any(taken[match.start() : match.end()]) and (time := _time(match, text)) is not None:
                found.append(time)
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return tuple(sorted(found, key=lambda time: time.start))


def weekday_name(day: datetime.date) -> str:
    """«Thứ Tư», «Chủ nhật»."""
    number = day.weekday()
    return "Chủ nhật" if number == 6 else f"Thứ {_WEEKDAYS[number].capitalize()}"


def _time(match: re.Match, text: str) -> Time | None:
    group = {name: value for name, value in match.groupdict().items() if value is not None}
    first: Point
    last: Point
    if "q1" in group:
        return _quarter(match, group)
    numbers = {name: int(value) for name, value in group.items() if value.isdigit()}
    d1, d2 = numbers.get("d1"), numbers.get("d2")
    m1, m2 = (numbers.get(f"m{n}", numbers.get(f"mm{n}")) for n in (1, 2))
    y1, y2 = (numbers.get(f"y{n}", numbers.get(f"yy{n}")) for n in (1, 2))
    is_range = d2 is not None or (d1 is None and m2 is not None) or (m1 is None and y2 is not None)
    if is_range:
        last = (y2, m2, d2)
        first = (y1 if y1 is not None else y2, m1 if m1 is not None else m2, d1)
        if d1 is None and m1 is None:
            first = (y1, None, None)
    else:
        first = last = (y1, m1, d1)
    precision = Precision.DAY if d1 is not None else Precision.MONTH if first[1] is not None else Precision.YEAR
    if precision == Precision.DAY and first[0] is not None and not 1900 <= first[0] <= 2199:
        return None
    weekday, name = _weekday_beside(match, text) if precision == Precision.DAY and not is_range else (None, "")
    fault = _fault(first) or (_fault(last) if is_range else "")
    return Time(first, last, precision, match.start(), match.end(), match[0], is_range, weekday, name, fault)


def _quarter(match: re.Match, group: dict[str, str]) -> Time:
    year = int(group["y2"]) if "y2" in group else None
    first, last = (_QUARTERS.get(group.get(name, group["q1"]).upper()) for name in ("q1", "q2"))
    fault = "" if first and last else f"một năm chỉ có bốn quý, không có «{match[0]}»"
    first, last = first or 1, last or 4
    return Time(
        (year, 3 * first - 2, None),
        (year, 3 * last, None),
        Precision.QUARTER,
        match.start(),
        match.end(),
        match[0],
        is_range="q2" in group,
        fault=fault,
    )


def _weekday_beside(match: re.Match, text: str) -> tuple[int | None, str]:
    beside = _WEEKDAY.match(text, match.end()) or _WEEKDAY.match(text, min(match.end() + 1, len(text)))
    before = _WEEKDAY_BEFORE.search(text, max(0, match.start() - 20), match.start())
    found = beside or before
    if found is None:
        return None, ""
    name = found["name"]
    word = name.lower().split()[-1]
    if word == "nhật":
        return 6, name
    word = {"bốn": "tư", "bẩy": "bảy"}.get(word, word)
    return (int(word) - 2 if word.isdigit() else _WEEKDAYS.index(word)), name


def _fault(point: Point) -> str:
    year, month, day = point
    try:
        check_date(year or 2024, month, day)  # 2024: a leap year, so that «29/02» without a year passes
    except ValueError as error:
        return str(error).rstrip(".")
    return ""


def _first_day(point: Point, default: int | None) -> datetime.date | None:
    year, month, day = point
    year = year if year is not None else default
    if year is None:
        return None
    try:
        return datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None


def _last_day(point: Point, default: int | None) -> datetime.date | None:
    year, month, day = point
    year = year if year is not None else default
    if year is None:
        return None
    try:
        month = month or 12
        return datetime.date(year, month, day or calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None
