"""Dates and times: impossible ones, periods, times outside the plan's years or before its issue, left-over years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from documents.checking.findings import Severity
from documents.checking.lists import time_columns
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Passage, Subject
from documents.checking.timing import (
    earliest_issue,
    is_deadline,
    is_exact,
    is_over_before_issue,
    is_work,
    plan_years,
)
from documents.periods import Precision, Time, weekday_name
from documents.places import Part, Place
from lib.dates import short_date

CALENDAR = "Lịch"
CONSISTENT = "Thống nhất trong văn bản"
_NEAR = 80  # letters between a period and the number of its days, at most
_MONTHS_LATER = 3  # months after the plan's last year in which its reports may fall due


@rule(
    "dates.impossible", "Ngày, tháng, quý có trong lịch", family=Family.DATES, severity=Severity.ERROR, source=CALENDAR
)
def times_exist(subject: Subject) -> Iterator[Breach]:
    """«ngày 31/4/2024», «tháng 13», «quý V»."""
    for passage in subject.passages:
        for time in subject.times(passage):
            if time.fault:
                yield Breach(passage.place, time.text, f"{time.fault[:1].upper()}{time.fault[1:]}.")


@rule("dates.weekday", "Thứ trong tuần khớp với ngày", family=Family.DATES, severity=Severity.ERROR, source=CALENDAR)
def weekdays_fit(subject: Subject) -> Iterator[Breach]:
    """«ngày 29/4/2026 (Thứ Ba)»."""
    for passage in subject.passages:
        for time in subject.times(passage):
            day = time.begins_on() if time.weekday is not None else None
            if day is not None and day.weekday() != time.weekday:
                yield Breach(
                    passage.place,
                    time.text,
                    f"{time.text.strip()[:1].upper()}{time.text.strip()[1:]} là {weekday_name(day)}, không phải "
                    f"{time.weekday_text}.",
                )


@rule(
    "dates.period",
    "Thời gian kết thúc không trước khi bắt đầu",
    family=Family.DATES,
    severity=Severity.ERROR,
    source=CALENDAR,
)
def periods_run_forward(subject: Subject) -> Iterator[Breach]:
    """«từ ngày 10/6 đến ngày 05/6/2024», «giai đoạn 2025 - 2021», «tháng 8 - 7/2020»."""
    for passage in subject.passages:
        for time in subject.times(passage):
            first, last = time.begins_on(2024), time.ends_on(2024)
            if not time.is_range or time.fault or first is None or last is None or first <= last:
                continue
            if time.first[0] is None and time.precision != Precision.YEAR:
                continue  # «từ tháng 11 đến tháng 3»: into the next year
            yield Breach(passage.place, time.text, "Thời gian kết thúc đứng trước thời gian bắt đầu.")


@rule(
    "dates.duration",
    "Số ngày khớp với khoảng thời gian",
    family=Family.DATES,
    severity=Severity.ERROR,
    source=CALENDAR,
)
def durations_fit(subject: Subject) -> Iterator[Breach]:
    """«03 ngày (từ ngày 05/6 đến ngày 08/6/2024)»."""
    for passage in subject.passages:
        for time in subject.times(passage):
            first, last = time.begins_on(2023), time.ends_on(2023)
            if not time.is_range or time.precision != Precision.DAY or first is None or last is None or last < first:
                continue
            days = (last - first).days + 1
            for quantity in subject.quantities(passage):
                if quantity.unit != "ngày" or quantity.is_about or quantity.per not in ("", "lớp", "khóa", "đợt"):
                    continue
                if quantity.start - time.end > _NEAR or time.start - quantity.end > _NEAR:
                    continue  # a long text may tell thousands of times
                gap = (
                    passage.text[time.end : quantity.start]
                    if quantity.start >= time.end
                    else passage.text[quantity.end : time.start]
                )
                if (
                    re.fullmatch(r"\s*[,:(]?\s*(?:\(|trong|tổng|là|=|gồm|cụ thể|dự kiến|/lớp|,|:|\s)*", gap)
                    and quantity.value != days
                ):
                    yield Breach(
                        passage.place,
                        passage.text[min(time.start, quantity.start) : max(time.end, quantity.end)],
                        f"Khoảng thời gian này là {days} ngày (tính cả ngày đầu và ngày cuối), không phải "
                        f"{quantity.text}.",
                        severity=None if abs(quantity.value - days) > 1 else Severity.WARNING,
                    )


@rule(
    "dates.quarter",
    "Tháng nằm trong quý đã ghi",
    family=Family.DATES,
    severity=Severity.ERROR,
    source=CALENDAR,
)
def months_lie_in_their_quarter(subject: Subject) -> Iterator[Breach]:
    """«Quý II (tháng 7/2024)»."""
    for passage in subject.passages:
        times = subject.times(passage)
        for first, second in pairwise(times):
            pair = {first.precision, second.precision}
            if Precision.QUARTER not in pair or not pair & {Precision.MONTH, Precision.DAY}:
                continue
            quarter, month = (first, second) if first.precision == Precision.QUARTER else (second, first)
            gap = passage.text[first.end : second.start]
            if first.fault or second.fault or not re.fullmatch(r"\s*[,(]\s*(?:trong|vào|từ|dự kiến|khoảng|\s)*", gap):
                continue
            same_year = not (quarter.years and month.years) or quarter.years == month.years
            if not (same_year and quarter.first[1] <= month.first[1] and month.last[1] <= quarter.last[1]):
                yield Breach(
                    passage.place,
                    passage.text[first.start : second.end],
                    f"«{month.text}» không nằm trong «{quarter.text}».",
                )


_FAR_OFF = re.compile(r"(?:tầm nhìn|định hướng)[^,.;]{0,20}$")


@rule(
    "dates.outside_plan",
    "Thời gian thực hiện nằm trong các năm của kế hoạch",
    family=Family.DATES,
    severity=Severity.ERROR,
    source="Thống nhất với trích yếu của kế hoạch",
)
def work_lies_in_the_years_of_the_plan(subject: Subject) -> Iterator[Breach]:
    """«dự kiến thực hiện vào tháng 7 - 8/2019» in a plan for 2020."""
    years = plan_years(subject)
    if years is None:
        return
    issue = earliest_issue(subject)
    latest = max(years[1], issue.day.year if issue else years[1])  # «… Luật Đất đai 2024» says nothing of 2025
    for passage, time in _work(subject):
        named = time.years
        if not named or time.fault:
            continue
        if max(named) < years[0]:
            if issue is not None and is_exact(subject) and time.ends_on() >= issue.day:
                continue  # a plan for next year that begins its work this year
            text = passage.text[time.start : time.end]
            yield Breach(
                passage.place,
                text,
                f"Kế hoạch là của {_told(years)} mà thời gian này thuộc năm {max(named)}: có thể còn sót từ kế hoạch "
                "cũ.",
                _moved(time, passage, years),
            )
        elif min(named) > latest and not _FAR_OFF.search(passage.text[: time.start]):
            first = time.begins_on()
            is_report = first.year == years[1] + 1 and first.month <= _MONTHS_LATER and time.precision != Precision.YEAR
            if not is_report:
                yield Breach(
                    passage.place,
                    time.text,
                    f"Kế hoạch là của {_told(years)} mà thời gian này thuộc năm {min(named)}.",
                    severity=Severity.WARNING,
                )


def _told(years: tuple[int, int]) -> str:
    if years[1] > 2200:  # «từ năm 2021»
        return f"các năm từ {years[0]}"
    return f"năm {years[0]}" if years[0] == years[1] else f"giai đoạn {years[0]} - {years[1]}"


def _moved(time: Time, passage: Passage, years: tuple[int, int]) -> str | None:
    """The time in the plan's year: certain only for months and quarters of a plan for one year, said once there."""
    if years[0] != years[1] or time.precision == Precision.DAY or len(time.years) != 1:
        return None
    return time.text.replace(str(time.years[0]), str(years[0])) if passage.text.count(time.text) == 1 else None


def _work(subject: Subject) -> Iterator[tuple[Passage, Time]]:
    """Every time of work to be done, with its passage."""
    columns = time_columns(subject)
    under_time = False
    for passage in subject.passages:
        if passage.place.part in (Part.TITLE, Part.BASES):
            continue
        if passage.is_heading:
            under_time = re.match(r"\W*(?:thời gian|tiến độ|lịch)", passage.text, re.IGNORECASE) is not None
        is_time_cell = passage.is_cell and (passage.place, passage.text) in columns
        for time in subject.times(passage):
            if passage.is_cell and not is_time_cell and not is_deadline(passage, time):
                continue
            if is_work(passage, time, under_time=under_time or is_time_cell):
                yield passage, time


@rule(
    "dates.before_issue",
    "Thời gian, thời hạn không trước ngày ban hành",
    family=Family.DATES,
    severity=Severity.ERROR,
    source="Kế hoạch không giao việc cho thời gian đã qua",
)
def work_is_not_before_issue(subject: Subject) -> Iterator[Breach]:
    """«gửi danh sách trước ngày 18/3/2024» in a plan of 20/3/2024."""
    issue, years = earliest_issue(subject), plan_years(subject)
    if issue is None or is_over_before_issue(subject):
        return
    for passage, time in _work(subject):
        if time.fault or time.precision > Precision.QUARTER:
            continue
        year = issue.day.year if is_exact(subject) and is_deadline(passage, time) and time.first[0] is None else None
        last = time.ends_on(year)
        if last is None or (
            years is not None and time.years and max(time.years) < years[0] and not _is_late(subject, issue, last)
        ):
            continue
        if last < issue.day:
            what = "Thời hạn" if is_deadline(passage, time) else "Thời gian thực hiện"
            yield Breach(
                passage.place,
                time.text,
                f"{what} này ({time.text.strip()}) đã qua khi ban hành: {issue.reason}.",
            )


def _is_late(subject: Subject, issue, last) -> bool:
    """Whether the years of the plan let a time pass that its day of issue does not."""
    return is_exact(subject) and last < issue.day and (plan_years(subject) or (0, 0))[0] <= last.year


@rule(
    "dates.over",
    "Các năm của kế hoạch chưa qua khi ban hành",
    family=Family.DATES,
    severity=Severity.WARNING,
    source="Kế hoạch không giao việc cho thời gian đã qua",
)
def years_are_not_over_before_issue(subject: Subject) -> Iterator[Breach]:
    """A plan for 2021 that cannot be issued before 2026: said once, not for each of its times."""
    if is_over_before_issue(subject):
        years, issue = plan_years(subject), earliest_issue(subject)
        told = _told(years)
        yield Breach(
            Place(Part.TITLE),
            "",
            f"Kế hoạch là của {told}, đến ngày ban hành (sớm nhất là {short_date(issue.day)}) thì đã hết năm. "
            "Nếu lập cho năm khác, hãy sửa năm của kế hoạch ở phần Thể thức.",
        )
