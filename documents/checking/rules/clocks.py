"""Clock times, the head's own date, years in the title, periods of one programme, deadlines after the event."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator

from documents.checking.findings import Severity
from documents.checking.lists import topic_of
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Passage, Subject
from documents.checking.timing import is_deadline, is_of_a_document, is_work, title_years
from documents.periods import Precision, Time
from documents.places import Part, Place
from lib.dates import check_date
from lib.text import fold

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
    "dates.head",
    "Ngày ban hành có trong lịch, hợp với năm của kế hoạch",
    family=Family.DATES,
    severity=Severity.ERROR,
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4",
)
def head_has_a_day_of_the_calendar(subject: Subject) -> Iterator[Breach]:
    """«ngày 31 tháng 6 năm 2024»; «Kế hoạch … năm 2019» of March 2020, or of 2015 for 2019."""
    day = subject.content.head.date
    if day is None:
        return
    place = Place(Part.HEAD, field="date")
    try:
        check_date(day.year, day.month, day.day)
    except ValueError as error:
        yield Breach(place, "", str(error))
        return
    years = title_years(subject)
    if years is None or re.search(r"tổng kết|kỷ niệm|sơ kết|khắc phục|sau ", subject.content.title, re.IGNORECASE):
        return
    if (day.year > years[1] and years[0] == years[1]) or day.year < years[0] - 1:
        yield Breach(
            Place(Part.TITLE),
            subject.content.title,
            f"Trích yếu ghi năm {years[0] if day.year < years[0] else years[1]}, văn bản ghi năm ban hành {day.year}: "
            "một trong hai có thể còn sót từ kế hoạch cũ.",
            severity=Severity.WARNING,
        )


@rule(
    "dates.programme_years",
    "Một chương trình ghi một giai đoạn",
    family=Family.DATES,
    severity=Severity.WARNING,
    source="Thống nhất trong văn bản",
)
def programmes_keep_their_years(subject: Subject) -> Iterator[Breach]:
    """«Chương trình mục tiêu quốc gia … giai đoạn 2021 - 2025» in one place, «giai đoạn 2021 - 2026» in another."""
    told: dict[str, list[tuple[Passage, Time]]] = {}
    cited = {(passage.place, n) for passage, c in subject.citations for n in range(c.start, c.end)}
    for passage in subject.passages:
        if passage.place.part == Part.BASES:
            continue
        for time in subject.times(passage):
            if (passage.place, time.start) in cited:
                continue  # whose years are its own
            before = passage.text[: time.start]
            named = re.search(r"((?:[^\W\d_]+[\s,]+){6})giai đoạn\s*$", before, re.IGNORECASE)
            if time.precision == Precision.YEAR and time.is_range and named:
                told.setdefault(fold(named[1]), []).append((passage, time))
    for places in told.values():
        spans = Counter((time.first[0], time.last[0]) for _, time in places)
        usual, count = spans.most_common(1)[0]
        if len(spans) == 1 or count < 2:
            continue
        for passage, time in places:
            # one end agrees: a slip; neither does: the period before or after
            is_slip = (time.first[0] == usual[0]) != (time.last[0] == usual[1])
            if is_slip:
                yield Breach(
                    passage.place,
                    time.text,
                    f"Ở đây ghi giai đoạn {time.text}, các chỗ khác của cùng tên gọi ghi {usual[0]} - {usual[1]}.",
                )


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
