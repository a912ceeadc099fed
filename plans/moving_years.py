"""A text of one year's plan for another year: years, dates and periods move, names of documents stay as they are."""

import calendar
import datetime
import re
from collections.abc import Callable

from documents.citing import citations_in

_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s*[-–—]\s*"
_DAY = re.compile(rf"(?<![\d/.,-])(?P<day>\d{{1,2}})(?P<to>[/.-])(?P<month>\d{{1,2}})(?P=to)(?P<year>{_YEAR})(?![\d/])")
_LONG_DAY = re.compile(
    rf"(?<=ngày )(?P<day>\d{{1,2}})\s+tháng\s+(?P<month>\d{{1,2}})\s+năm\s+(?P<year>{_YEAR})(?!\d)", re.IGNORECASE
)
_MONTHS = re.compile(
    rf"((?:tháng|quý)\s+[\dIVX]{{1,3}}(?:(?:{_DASH}|\s*,\s*|\s+và\s+)[\dIVX]{{1,3}})*\s*/\s*)({_YEAR})(?!\d)",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"(?<![\d/.])(\d{{1,2}}/)({_YEAR})(?![\d/])")
_NAMED = re.compile(rf"(\bnăm\s+)({_YEAR})(?!\d)", re.IGNORECASE)
_MORE = re.compile(rf"((?:\bnăm\s+{_YEAR})(?:(?:\s*[,;]\s*|\s+và\s+|{_DASH}){_YEAR})+)", re.IGNORECASE)
_PERIOD = re.compile(rf"({_YEAR})({_DASH})({_YEAR})(?!\d)")
_ALONE = re.compile(rf"\s*({_YEAR})\s*")
_SPAN_OF_YEARS = re.compile(rf"(?:giai đoạn|thời kỳ|nhiệm kỳ|khóa|năm học)\s+{_YEAR}{_DASH}{_YEAR}", re.IGNORECASE)
_NUMBER_WITH_YEAR = re.compile(rf"\d[\w.]*/{_YEAR}/[\w-]+")


def move_years(text: str, *, first: int, last: int, by: int) -> str:
    """`text` of a plan for the years `first` to `last`, for a plan `by` years later (negative: earlier).

    Moves the plan's own years, and days and months of the year after (last deadlines); past years, later years,
    periods of programmes («giai đoạn 2016 - 2020») and everything inside a citation stay. A period that is exactly that
    of the plan moves whole. 29 February becomes the 28th where the new year has no 29th.
    """
    if not by:
        return text
    if alone := _ALONE.fullmatch(text):  # a cell of a table
        return text.replace(alone[1], str(int(alone[1]) + by)) if first <= int(alone[1]) <= last else text
    taken = bytearray(len(text))  # marks letters that are settled
    for citation in citations_in(text):
        taken[citation.start : citation.end] = b"x" * (citation.end - citation.start)
    for pattern in (_NUMBER_WITH_YEAR, _SPAN_OF_YEARS):
        for match in pattern.finditer(text):
            if not _is_own(match[0], first, last):
                taken[match.start() : match.end()] = b"x" * len(match[0])
    own, near = range(first, last + 1), range(first, last + 2)
    edits: dict[int, tuple[int, str]] = {}

    def find(pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str | None]) -> None:
        for match in pattern.finditer(text):
            start, end = match.span()
            if not any(taken[start:end]) and (new := replace(match)) is not None:
                edits[start] = (end, new)
                taken[start:end] = b"x" * (end - start)

    find(_DAY, lambda m: _day(m, near, by))
    find(_LONG_DAY, lambda m: _day(m, near, by))
    find(_MONTHS, lambda m: f"{m[1]}{int(m[2]) + by}" if int(m[2]) in near else None)
    find(_MONTH, lambda m: f"{m[1]}{int(m[2]) + by}" if int(m[2]) in near and 1 <= int(m[1][:-1]) <= 12 else None)
    find(_PERIOD, lambda m: _period(m, first, last, by))
    find(_MORE, lambda m: re.sub(_YEAR, lambda y: str(int(y[0]) + by) if int(y[0]) in own else y[0], m[0]))
    find(_NAMED, lambda m: f"{m[1]}{int(m[2]) + by}" if int(m[2]) in own else None)
    pieces, at = [], 0
    for start, (end, new) in sorted(edits.items()):
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


def _is_own(words: str, first: int, last: int) -> bool:
    years = [int(year) for year in re.findall(_YEAR, words)]
    return years == [first, last] and first < last


def _period(match: re.Match[str], first: int, last: int, by: int) -> str | None:
    if (int(match[1]), int(match[3])) != (first, last):
        return match[0]  # of something else: leave it whole
    return f"{first + by}{match[2]}{last + by}"


def _day(match: re.Match[str], near: range, by: int) -> str | None:
    year, month, day = (int(match[name]) for name in ("year", "month", "day"))
    if year not in near or not 1 <= month <= 12 or not datetime.MINYEAR <= year + by <= datetime.MAXYEAR:
        return None
    last = calendar.monthrange(year + by, month)[1]
    between = match[0][match.end("day") - match.start() : match.start("year") - match.start()]
    return f"{match['day'] if day <= last else last}{between}{year + by}"
