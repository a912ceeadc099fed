"""Years: of the head, in the title, of the programme; left over from a copied plan; a plan without any time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from documents.checking.findings import Severity
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Passage, Subject
from documents.checking.timing import is_of_a_document, title_years
from documents.periods import Precision, Time, times_in
from documents.places import Part, Place
from lib.dates import check_date
from lib.text import fold

_CLOSES = re.compile(r"trên đây là\s+(?:nội dung\s+)?kế hoạch(?!\s+số)[^.;]*$", re.IGNORECASE)
_OPENS = re.compile(r"(?:ban hành|xây dựng|triển khai|đề ra)\s+kế hoạch(?!\s+số)[^.;]*$", re.IGNORECASE)
_OTHER_MATTER = re.compile(
    r"\d\S*/\S*[A-ZĐ]|(?i:kết quả|tình hình|tổng kết|sơ kết)|(?i:(?:từ|đến|hết)\s*$)|"
    r"(?i:(?:nghị quyết|quyết định|chỉ thị|kết luận|luật)(?!\w)[^,;]*$)"
)
_OTHER_YEAR = re.compile(
    r"kết quả|tình hình|thực trạng|hiện trạng|đánh giá|số liệu|đến|hết|từ|theo|giai đoạn|bối cảnh|so với|luật|"
    r"nghị quyết",
    re.IGNORECASE,
)


@rule(
    "dates.left_over",
    "Năm trong văn bản khớp với năm của trích yếu",
    family=Family.DATES,
    severity=Severity.ERROR,
    source="Thống nhất trong văn bản",
)
def years_fit_the_title(subject: Subject) -> Iterator[Breach]:
    """«Trên đây là Kế hoạch … năm 2019» where the title says 2020; a heading or appendix of another year."""
    years = title_years(subject)
    if years is None:
        return
    in_title = {(time.first[0], time.last[0]) for time in times_in(subject.content.title)}
    for passage in subject.passages:
        for time in subject.times(passage):
            if time.precision != Precision.YEAR or (time.first[0], time.last[0]) in in_title:
                continue
            if _is_of_the_plan(passage, time):
                is_one_year = years[0] == years[1] and not time.is_range
                is_inside = years[0] <= time.first[0] and time.last[0] <= years[1]
                yield Breach(
                    passage.place,
                    time.text,
                    f"Trích yếu không ghi «{time.text.strip()}»: có thể còn sót từ kế hoạch cũ.",
                    time.text.replace(str(time.years[0]), str(years[0]))
                    if is_one_year and passage.text.count(time.text) == 1
                    else None,
                    Severity.WARNING if is_inside else None,
                )
            elif _is_an_old_heading(passage, time) and not years[0] <= time.years[0] <= years[1]:
                yield Breach(
                    passage.place,
                    time.text,
                    f"Trích yếu ghi năm khác, ở đây ghi {time.text.strip()}: có thể còn sót từ kế hoạch cũ.",
                    severity=Severity.WARNING,
                )


def _is_of_the_plan(passage: Passage, time: Time) -> bool:
    """Whether the opening or closing names the plan itself with that year."""
    before = passage.text[: time.start]
    if _OTHER_MATTER.search(before[-120:]):
        return False
    if passage.place.part == Part.CLOSING:
        return _CLOSES.search(before) is not None
    is_opening = passage.place.part == Part.OPENING and "như sau" in passage.text[time.end :].lower()
    return is_opening and _OPENS.search(before) is not None


def _is_an_old_heading(passage: Passage, time: Time) -> bool:
    """Whether a heading or an appendix's title is for a year, not about results or the time until then."""
    if not passage.is_heading or passage.place.part not in (Part.APPENDICES, Part.SECTIONS) or time.is_range:
        return False
    return not _OTHER_YEAR.search(passage.text[: time.start])


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
            before = passage.text[max(0, time.start - 150) : time.start]
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
    "dates.no_time",
    "Kế hoạch nói rõ thời gian thực hiện",
    family=Family.DATES,
    severity=Severity.WARNING,
    source="Nội dung của kế hoạch: việc gì, ai làm, khi nào xong",
)
def plan_says_when(subject: Subject) -> Iterator[Breach]:
    """A plan without any time for its work: no year in its title, no time in its body."""
    if title_years(subject) is not None or len(subject.body) < 10:
        return
    for passage in subject.passages:
        if passage.place.part not in (Part.SECTIONS, Part.OPENING, Part.CLOSING, Part.APPENDICES):
            continue
        for time in subject.times(passage):
            before = passage.text[max(0, time.start - 200) : time.start]
            if not is_of_a_document(passage.text, time) and not re.search(r"\d\S*/\S*[A-ZĐ]\S*[^.;]*$", before):
                return
        if re.search(
            r"thời gian(?: thực hiện| tổ chức)?\s*:|hằng (?:quý|tháng)|hàng (?:quý|tháng)", passage.text, re.IGNORECASE
        ):
            return
    yield Breach(
        subject.passages[0].place,
        subject.content.title,
        "Kế hoạch không nói thực hiện từ khi nào đến khi nào: trích yếu không có năm, nội dung không có thời gian.",
    )
