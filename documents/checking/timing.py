"""When a plan can have been issued, for which years it is, and which of its times are times of work to be done."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from documents.checking.subject import Passage, Subject
from documents.periods import Precision, Time, times_in
from documents.places import Part
from lib.dates import short_date

_NUMBER_BEFORE = re.compile(
    r"(?:\d\S*[/-]\S*[A-ZĐ]\S*|"
    r"(?:văn bản|công văn|tờ trình|quyết định|kế hoạch|thông báo|nghị quyết|báo cáo|kết luận|chỉ thị|luật|nghị định|"
    r"thông tư|hướng dẫn|công điện|chương trình|biên bản|đề án|giấy mời)\s+(?:số\s+\S+)?|"
    r"(?<!\w)(?:luật|bộ luật|pháp lệnh|kết luận|ý kiến|phát biểu)(?!\w)[^.;:]{0,160})\s*,?\s*$",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|thời hạn|hạn cuối|hạn chót|hoàn thành|xong|kết thúc|gửi về)[^.;:()\d]{0,40}$",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"(?:thời gian|tiến độ|thời điểm|lịch|thời hạn|dự kiến|thực hiện(?:\s+vào|\s+trong|\s+từ)?|vào|trong|"
    r"tổ chức(?:\s+vào|\s+trong|\s+từ)|khai mạc|bế mạc|khởi công|bắt đầu)(?:\s*[:,(]|\s)[^.;]{0,80}$",
    re.IGNORECASE,
)
_TIME_LABEL = re.compile(
    r"^\W*(?:\S+\s+){0,3}?(?:thời gian|tiến độ|thời điểm|lịch|thời hạn|hoàn thành|thời gian thực hiện)", re.IGNORECASE
)
_PAST = re.compile(
    r"(?<!\w)(?:đã|đến nay|kết quả|so với|tính đến|số liệu|thực trạng|tình hình|trước đây|vừa qua|qua (?:các )?năm|"
    r"ban hành|phê duyệt|quy định|giao tại|cuối năm|đầu năm|có hiệu lực|kỷ niệm|thành lập|năm học|chuyển nguồn|từ năm|"
    r"giai đoạn|tổng kết|sơ kết|kể từ|căn cứ|theo|trong các năm|chuyển sang|kéo dài|đến hết|sinh ngày|sinh năm|"
    r"được bố trí|phân bổ|quyết toán)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Issue:
    """The earliest day on which a plan can have been issued, and in words how that is known."""

    day: datetime.date
    reason: str


def earliest_issue(subject: Subject) -> Issue | None:
    """From the facts, the head, or the latest document among the legal bases, whichever says latest; None if none."""
    known: list[Issue] = []
    head = subject.content.head.date
    if subject.facts.issued_on is not None:
        known.append(Issue(subject.facts.issued_on, f"kế hoạch ban hành từ ngày {short_date(subject.facts.issued_on)}"))
    if head is not None:
        try:
            day = datetime.date(head.year, head.month or 1, head.day or 1)
        except ValueError:
            day = None
        if day is not None:
            when = (
                f"ngày {short_date(day)}"
                if head.day
                else f"tháng {head.month}/{head.year}"
                if head.month
                else f"năm {head.year}"
            )
            known.append(Issue(day, f"kế hoạch ghi {when}"))
    if is_exact(subject):
        return max(known, key=lambda issue: issue.day)
    for passage in subject.passages:
        if passage.place.part == Part.BASES:
            for time in subject.times(passage):
                day = time.begins_on() if time.precision == Precision.DAY and not time.fault else None
                if day is not None and _NUMBER_BEFORE.search(passage.text[: time.start]) and _is_near(head, day):
                    known.append(Issue(day, f"căn cứ mới nhất là ngày {short_date(day)}"))
    return max(known, key=lambda issue: issue.day) if known else None


def is_exact(subject: Subject) -> bool:
    """Whether the head says the whole date."""
    head = subject.content.head.date
    return head is not None and head.month is not None and head.day is not None


def _is_near(head, day: datetime.date) -> bool:
    """A basis dated after the year of the plan is a mistake of its own and says nothing about the plan's date."""
    return head is None or day.year <= head.year


def plan_years(subject: Subject) -> tuple[int, int] | None:
    """The years that the plan is for: as its row says, else as its title says; None when neither does."""
    facts = subject.facts
    if facts.year_from is not None and facts.year_to is not None:
        return facts.year_from, facts.year_to
    return title_years(subject)


def title_years(subject: Subject) -> tuple[int, int] | None:
    """The years that the title names, without those of documents cited in it."""
    years = [
        year
        for time in times_in(subject.content.title)
        if not is_of_a_document(subject.content.title, time)
        for year in time.years
    ]
    return (min(years), max(years)) if years else None


def is_of_a_document(text: str, time: Time) -> bool:
    """Whether the time is the date of a document that the text cites."""
    return (
        time.precision == Precision.DAY
        and _NUMBER_BEFORE.search(text[max(0, time.start - 200) : time.start]) is not None
    )


def is_deadline(passage: Passage, time: Time) -> bool:
    """«trước ngày 18/3/2024», «chậm nhất ngày …»: something is to be done by then."""
    before = passage.text[max(0, time.start - 60) : time.start]
    return _DEADLINE.search(before) is not None and not is_of_a_document(passage.text, time)


def is_work(passage: Passage, time: Time, *, under_time: bool = False) -> bool:
    """Whether something is planned for that time: the line tells times, or words before it say «dự kiến», «vào».

    `under_time`: the passage stands in a column or under a heading for times.
    """
    if is_of_a_document(passage.text, time):
        return False
    clause = re.split(r"[.;](?=\s)", passage.text[: time.start])[-1]
    if is_deadline(passage, time):
        return not re.search(r"(?<!\w)(?:đã|ban hành|phê duyệt|có hiệu lực)(?!\w)", clause, re.IGNORECASE)
    if _PAST.search(clause[-90:]):
        return bool(_TIME_LABEL.match(passage.text)) and not _PAST.search(clause[-30:])
    if under_time or _TIME_LABEL.match(passage.text):
        return True
    if not clause.strip():
        return passage.text[:1].islower()  # goes on with a line above that was cut: «trước ⏎ ngày 18/3/2024»
    return time.precision <= Precision.QUARTER and _WORK.search(clause[-100:]) is not None
