"""Clock times, the head's own date, years in the title, periods of one programme, deadlines after the event."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from documents.checking.findings import Severity
from documents.checking.lists import topic_of
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Subject
from documents.checking.timing import is_deadline, is_of_a_document, is_work
from documents.periods import Precision

_CLOCK = r"(?P<h{0}>\d{{1,2}})\s*(?:giờ|h|g)\s*(?P<m{0}>\d{{2}})?\s*(?:phút|['’′])?"
_CLOCKS = re.compile(rf"(?<![\w.,/]){_CLOCK.format(1)}(?![\w/])", re.IGNORECASE)
_CLOCK_RANGE = re.compile(
    rf"(?<![\w.,/]){_CLOCK.format(1)}\s*(?:đến|tới|-|–)\s*{_CLOCK.format(2)}(?![\w/])(?P<after>\s*ngày hôm sau)?",
    re.IGNORECASE,
)
_EVENTS = ("tập huấn", "tham quan", "bồi dưỡng", "hội nghị", "hội thảo", "hội thi", "diễn tập")


@rule(
    "dates.clock",
    "Giờ có thật, giờ kết thúc sau giờ bắt đầu",
    family=Family.DATES,
    severity=Severity.ERROR,
    source="Lịch",
)
def clock_times_exist(subject: Subject) -> Iterator[Breach]:
    """«25h00», «13h75», «từ 14h00 đến 11h30»."""
    for passage in subject.passages:
        for match in _CLOCKS.finditer(passage.text):
            is_clock = match["m1"] is not None and re.search(r"giờ|h\d|phút|['’′]", match[0], re.IGNORECASE)
            if is_clock and (int(match["h1"]) > 24 or int(match["m1"]) > 59):
                yield Breach(passage.place, match[0].strip(), f"Không có {match[0].strip()} trong ngày.")
        for match in _CLOCK_RANGE.finditer(passage.text):
            first, last = ((int(match[f"h{n}"]), int(match[f"m{n}"] or 0)) for n in (1, 2))
            if last < first < (25, 0) and not match["after"] and last >= (5, 0):
                yield Breach(passage.place, match[0].strip(), "Giờ kết thúc đứng trước giờ bắt đầu.")


@rule(
    "dates.registration",
    "Hạn đăng ký không sau khi đã tổ chức",
    family=Family.DATES,
    severity=Severity.ERROR,
    source="Kế hoạch: việc trước, việc sau",
)
def registration_ends_before_the_event(subject: Subject) -> Iterator[Breach]:
    """«gửi danh sách đăng ký tập huấn trước ngày 18/12/2024» for classes in June 2024."""
    ends = _ends_of_events(subject)
    for passage in subject.body:
        if not re.search(r"đăng ký|danh sách|cử (?:cán bộ|người|đại biểu)", passage.text, re.IGNORECASE):
            continue
        named = [event for event in _EVENTS if event in passage.text.lower() and ends.get(event)]
        for time in subject.times(passage):
            day = time.begins_on()
            if not named or day is None or time.precision != Precision.DAY or not is_deadline(passage, time):
                continue
            late = [event for event in named if day > max(ends[event])]
            if late:
                yield Breach(
                    passage.place,
                    time.text,
                    f"Hạn này ({time.text.strip()}) sau khi {late[0]} đã xong ({max(ends[late[0]]):%d/%m/%Y}).",
                )


def _ends_of_events(subject: Subject) -> dict[str, list[datetime.date]]:
    """For each kind of event the last days of the months, quarters, days for which it is planned."""
    topics = topic_of(subject)
    names: dict[int, str] = {}
    ends: dict[str, list[datetime.date]] = {}
    for passage in subject.passages:
        if passage.section_index is None or passage.is_cell:
            continue
        topic = topics[passage.section_index]
        if passage.is_heading:
            names[topic] = f"{names.get(topic, '')} {passage.text.lower()}"
        for time in subject.times(passage):
            last = time.ends_on()
            is_event = time.precision <= Precision.QUARTER and not is_of_a_document(passage.text, time)
            if last and is_event and is_work(passage, time) and not is_deadline(passage, time):
                for event in _EVENTS:
                    if event in names.get(topic, "") or event in passage.text.lower():
                        ends.setdefault(event, []).append(last)
    return ends
