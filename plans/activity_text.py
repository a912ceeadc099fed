"""The printed lines of an activity, from its numbers and its typed lines."""

import calendar
import datetime
from collections.abc import Iterable, Iterator

from documents.content import Block, Paragraph
from lib.dates import short_date
from lib.lettering import letter, roman
from lib.number_words import number_in_figures
from plans.activity_sources import given_text
from plans.body import parse_body
from plans.enums import ActivityKind, LineRole, LineStyle
from plans.models import Activity, ActivityLine

WORDS = {
    ActivityKind.CLASS: ("lớp", "học viên", "Số lớp"),
    ActivityKind.STUDY_TOUR: ("đoàn", "người", "Số lượng"),
    ActivityKind.MONITORING: ("cuộc", "người", "Số cuộc"),
    ActivityKind.SURVEY: ("cuộc", "người", "Số cuộc"),
    ActivityKind.SUPPORT_MODEL: ("mô hình", "hộ", "Số mô hình"),
    ActivityKind.COMMUNICATION: ("buổi", "người", "Số buổi"),
    ActivityKind.OTHER: ("đợt", "người", "Số lượng"),
}
"""For each kind: what is counted, who takes part, and how the line about numbers is labelled."""


def activity_blocks(activity: Activity, lines: Iterable[ActivityLine]) -> tuple[Block, ...]:
    """Return what is printed of `activity`: one point per line, marked a), b), c) …, «-» or not at all.

    A blank text of the lines «số lớp» and «thời gian» is written from the numbers and dates, of other lines from what
    apps above know (`plans.activity_sources`); a line that says nothing (no text, no label, nothing to write) is left
    out and takes no letter.
    """
    return tuple(block for _, printed in printed_lines(activity, lines) for block in printed)


def printed_lines(activity: Activity, lines: Iterable[ActivityLine]) -> Iterator[tuple[ActivityLine, list[Block]]]:
    """Each line that says something, with what is printed of it."""
    count = 0
    for line in lines:
        printed = _line(line, text=line.text or generated(activity, line.role), label=label_of(activity, line))
        if not printed:
            continue
        count += 1
        first, *rest = printed
        if isinstance(first, Paragraph):
            first = Paragraph(first.text, _marker(activity.line_style, count) or first.marker)
        yield line, [first, *rest]


def label_of(activity: Activity, line: ActivityLine) -> str:
    """Return the label printed before the colon: as typed, or by role; empty for a line about something else."""
    typed = line.label.rstrip(" :")
    if typed or line.role == LineRole.OTHER:
        return typed
    if line.role == LineRole.QUANTITY:
        return WORDS[activity.kind][2]
    return LineRole(line.role).label


def generated(activity: Activity, role: str) -> str:
    """Return what is written for `role` from the activity's numbers, or from what apps above know; else empty."""
    if role == LineRole.QUANTITY:
        return _quantity(activity)
    if role == LineRole.TIME:
        return _time(activity)
    return given_text(activity, role)


def period(starts_on: datetime.date | None, ends_on: datetime.date | None) -> str:
    """Return «tháng 5/2020», «tháng 5-6/2020», «quý II/2024», «năm 2024» for whole months, else days; empty for none.

    Months 1 and 2 and days below 10 are written with a 0 in full dates only (Nghị định 30/2020, Phụ lục I, II.4.b).
    """
    if starts_on is None or ends_on is None:
        return _open_period(starts_on, ends_on)
    if starts_on == ends_on:
        return f"ngày {short_date(starts_on)}"
    if starts_on.day != 1 or ends_on.day != calendar.monthrange(ends_on.year, ends_on.month)[1]:
        return f"từ ngày {short_date(starts_on)} đến ngày {short_date(ends_on)}"
    return _whole_months(starts_on, ends_on)


def _open_period(starts_on: datetime.date | None, ends_on: datetime.date | None) -> str:
    if starts_on is not None:
        is_month = starts_on.day == 1
        return f"từ tháng {starts_on.month}/{starts_on.year}" if is_month else f"từ ngày {short_date(starts_on)}"
    return f"trước ngày {short_date(ends_on)}" if ends_on is not None else ""


def _whole_months(starts_on: datetime.date, ends_on: datetime.date) -> str:
    first, last, year = starts_on.month, ends_on.month, ends_on.year
    if starts_on.year != year:
        return f"từ tháng {first}/{starts_on.year} đến tháng {last}/{year}"
    if (first, last) == (1, 12):
        return f"năm {year}"
    if first % 3 == 1 and last == first + 2:
        return f"quý {roman(last // 3)}/{year}"
    return f"tháng {first}/{year}" if first == last else f"tháng {first}-{last}/{year}"


def _quantity(activity: Activity) -> str:
    group, person, _ = WORDS[activity.kind]
    groups, size, days = activity.group_count, activity.group_size, activity.days
    if activity.kind == ActivityKind.STUDY_TOUR and groups in (None, 1) and activity.expected_people:
        return f"Đoàn có {number_in_figures(activity.expected_people)} {person}" + (f", {days} ngày." if days else ".")
    if groups and size:
        average = "bình quân " if activity.size_is_average else ""
        return f"Tổ chức {_padded(groups)} {group} ({average}{number_in_figures(size)} {person}/{group})."
    if groups and activity.people:
        return f"Tổ chức {_padded(groups)} {group} với {number_in_figures(activity.people)} {person}."
    if groups:
        return f"Tổ chức {_padded(groups)} {group}."
    if activity.people:
        return f"{number_in_figures(activity.people)} {person}."
    return ""


def _time(activity: Activity) -> str:
    group = WORDS[activity.kind][0]
    length = f"{activity.days} ngày/{group}" if activity.days else ""
    when = period(activity.starts_on, activity.ends_on)
    if when.startswith("tháng"):
        when = f"vào {when}"
    elif when.startswith(("quý", "năm")):
        when = f"trong {when}"
    if length and when:
        return f"{length} (dự kiến thực hiện {when})."
    if when:
        return f"Dự kiến thực hiện {when}."
    return f"{length}." if length else ""


def _line(line: ActivityLine, *, text: str, label: str) -> list[Block]:
    blocks = list(parse_body(text))
    if not label:
        return blocks
    if not blocks:
        return [Paragraph(line.label)] if line.label else []
    first = blocks[0]
    if isinstance(first, Paragraph) and not first.marker:
        return [Paragraph(f"{label}: {first.text}"), *blocks[1:]]
    return [Paragraph(line.label or f"{label}:"), *blocks]


def _marker(style: str, count: int) -> str:
    if style == LineStyle.LETTERS:
        return f"{letter(count)})"
    return "-" if style == LineStyle.DASHES else ""


def _padded(number: int) -> str:
    return f"{number:02d}" if number < 100 else number_in_figures(number)
