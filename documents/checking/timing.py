"""When a plan can have been issued, for which years it is, and which of its times are times of work to be done."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from documents.checking.subject import Passage, Subject
from documents.citing import citations_in
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
_LAW_BEFORE = re.compile(
    r"(?<!\w)(?:luật|bộ luật|pháp lệnh|hiến pháp|nghị quyết|nghị định|thông tư|chỉ thị|kết luận)(?!\w)[^.;:,()]{0,90}$",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|thời hạn|hạn cuối|hạn chót|hoàn thành|xong|kết thúc)[^.;:()\d]{0,40}$", re.IGNORECASE
)
_TASK = re.compile(
    r"(?<!\w)(?:báo cáo|gửi|hoàn thành|trình|nộp|tổng hợp|xong|tổ chức|ban hành|phê duyệt|thực hiện|triển khai|đăng ký|"
    r"rà soát|lập|xây dựng|tham mưu|công khai|cung cấp|đề xuất|kết thúc|bàn giao|nghiệm thu|giải ngân|chậm nhất|"
    r"muộn nhất|thời hạn|hạn|để|cập nhật|quyết toán|thẩm định|khảo sát|chuẩn bị|góp ý)(?!\w)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"(?<!\w)(?:đã|có hiệu lực|(?:được|bị) [^\W\d]+(?: [^\W\d]+)? trước|ký kết|phát sinh|cấp trước|sinh trước|"
    r"(?:ban hành|thành lập|tồn tại|xảy ra) trước|hằng năm|hàng năm|định kỳ|mỗi năm|hằng quý|hàng quý)(?!\w)",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"(?:thời gian|tiến độ|thời điểm|lịch|thời hạn|dự kiến)[^.;]{0,60}$|"
    r"(?<!\w)(?:thực hiện|tổ chức|hoàn thành|triển khai|khai mạc|bế mạc|khởi công|bắt đầu|vào|trong)\s+"
    r"(?:(?:vào|trong|từ|khoảng|ngày|đầu|cuối|giữa)\s+)*$|\(\s*$",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(
    r"số liệu|niên độ|thời kỳ|mốc|hiện trạng|thực trạng|lịch sử|được kiểm tra|được thanh tra", re.IGNORECASE
)
_AFTER_PAST = re.compile(r"\s*(?:đến nay|tới nay|trở về trước|đến thời điểm|hằng năm|hàng năm|mỗi năm)", re.IGNORECASE)
_UNDER_WAY = re.compile(
    r"(?:tính\s+)?(?:đến|từ|hết|kể từ|sau|so với)\s*(?:ngày|tháng|năm|cuối|đầu|hết)?\s*$", re.IGNORECASE
)
_TIME_LABEL = re.compile(
    r"^\W*(?:\S+\s+){0,3}?(?:thời gian|tiến độ|thời điểm|lịch|thời hạn|hoàn thành|thời gian thực hiện)", re.IGNORECASE
)
_PAST = re.compile(
    r"(?<!\w)(?:đã|đến nay|kết quả|so với|tính đến|số liệu|thực trạng|tình hình|trước đây|vừa qua|qua (?:các )?năm|"
    r"ban hành|phê duyệt|quy định|giao tại|cuối năm|đầu năm|có hiệu lực|kỷ niệm|thành lập|năm học|chuyển nguồn|từ năm|"
    r"giai đoạn|kể từ|căn cứ|theo|trong các năm|chuyển sang|kéo dài|đến hết|sinh ngày|sinh năm|"
    r"được bố trí|phân bổ|quyết toán)(?!\w)",
    re.IGNORECASE,
)


_OPEN_END = 9999


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
        return max(known, key=lambda issue: issue.day, default=None)
    for passage in subject.passages:
        if passage.place.part == Part.BASES:
            for time in subject.times(passage):
                day = time.begins_on() if time.precision == Precision.DAY and not time.fault else None
                if day is not None and _NUMBER_BEFORE.search(passage.text[: time.start]) and _is_near(head, day):
                    known.append(Issue(day, f"căn cứ mới nhất là ngày {short_date(day)}"))
    return max(known, key=lambda issue: issue.day, default=None)


def is_exact(subject: Subject) -> bool:
    """Whether the head says the whole date."""
    head = subject.content.head.date
    return head is not None and head.month is not None and head.day is not None


def is_over_before_issue(subject: Subject) -> bool:
    """Whether all years that the row of the plan is for have passed on the first day on which it can be issued.

    Years of a title alone do not tell: «tổng kết năm 2025» is work of 2026.
    """
    last, issue = subject.facts.year_to, earliest_issue(subject)
    return last is not None and issue is not None and last < issue.day.year


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
    """The years that the title names, without those of documents cited in it.

    «đến năm 2025» says when the work ends: it begins when the plan is issued, unless the title says when. «từ năm 2021»
    leaves the end open.
    """
    title, head = subject.content.title, subject.content.head.date
    first: list[int] = []
    last: list[int] = []
    for time in times_in(title):
        if is_of_a_document(title, time) or not time.years:
            continue
        before = title[: time.start]
        if not time.is_range and re.search(r"(?:đến|hết|tầm nhìn|định hướng|trước)\s*$", before, re.IGNORECASE):
            last.append(time.years[-1])
        elif not time.is_range and re.search(r"(?<!\w)(?:từ|sau)\s*$", before, re.IGNORECASE):
            first.append(time.years[0])
            last.append(_OPEN_END)
        else:
            first.append(time.years[0])
            last.append(time.years[-1])
    if last and not first and head is not None:
        first.append(min(head.year, *last))
    return (min(first), max(last)) if first and last else None


def is_of_a_document(text: str, time: Time) -> bool:
    """Whether the time is the date of a document cited there, or the year of a law («Luật Đất đai năm 2024»)."""
    if any(start <= time.start < end for start, end in _cited(text)):
        return True
    before = text[max(0, time.start - 200) : time.start]
    if time.precision == Precision.YEAR:
        return not time.is_range and _LAW_BEFORE.search(before) is not None
    return time.precision == Precision.DAY and _NUMBER_BEFORE.search(before) is not None


@lru_cache(maxsize=2048)
def _cited(text: str) -> tuple[tuple[int, int], ...]:
    """The places of the documents cited in `text`, each with its date."""
    return tuple(
        (citation.start, text.index(citation.day_text, citation.start) + len(citation.day_text))
        for citation in citations_in(text)
        if citation.day_text and citation.day_text in text[citation.start :]
    )


def is_deadline(passage: Passage, time: Time) -> bool:
    """«trước ngày 18/3/2024», «chậm nhất ngày …»: something is to be done by then."""
    before = passage.text[max(0, time.start - 60) : time.start]
    return _DEADLINE.search(before) is not None and not is_of_a_document(passage.text, time)


def is_work(passage: Passage, time: Time, *, under_time: bool = False) -> bool:
    """Whether something is planned for that time: the line tells times, or words before it say «dự kiến», «vào».

    `under_time`: the passage stands in a column or under a heading for times.
    """
    text = passage.text
    if is_of_a_document(text, time) or _AFTER_PAST.match(text, time.end):
        return False
    clause = re.split(r"[.;](?=\s)", text[max(0, time.start - 1_000) : time.start])[-1]
    if is_deadline(passage, time):
        is_task = under_time or passage.is_cell or _TASK.search(text) is not None
        return is_task and not _DONE.search(clause) and not _DONE.match(text, time.end + 1)
    is_labelled = _TIME_LABEL.match(text) is not None and not _LOOKS_BACK.search(text[:80])
    if _PAST.search(clause[-90:]):
        return is_labelled and not _PAST.search(clause[-30:])
    if under_time or is_labelled:
        return True
    if not clause.strip():  # «Tháng 7/2024: …», or a line that was cut: «trước ⏎ ngày 18/3/2024»
        return text[:1].islower() or text[time.end :].lstrip().startswith(":")
    is_told = _WORK.search(clause[-100:]) is not None and not _UNDER_WAY.search(clause)
    return time.precision <= Precision.QUARTER and is_told
