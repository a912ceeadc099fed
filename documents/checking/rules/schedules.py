"""What a class or a study tour must say besides its numbers: when, how many classes, how long; who is counted twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.checking.findings import Severity
from documents.checking.lists import topic_of
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Passage, Subject
from documents.checking.timing import is_of_a_document
from documents.periods import Precision
from documents.places import Part
from documents.quantities import MONEY, PEOPLE, Quantity, in_figures

COMPLETE = "Nội dung của kế hoạch: việc gì, cho ai, khi nào, ở đâu"
_EVENT = re.compile(
    r"(?<!\w)(?:lớp|khóa|khoá|tập huấn|bồi dưỡng|tham quan|học tập kinh nghiệm|đoàn|hội nghị)(?!\w)", re.IGNORECASE
)
_TRAINING = re.compile(r"(?<!\w)(?:tập huấn|bồi dưỡng|đào tạo|huấn luyện)(?!\w)", re.IGNORECASE)
_LATER = re.compile(
    r"thông báo sau|giấy mời|có thông báo|theo kế hoạch (?:riêng|của)|thường xuyên|trong năm|cả năm|hằng|hàng",
    re.IGNORECASE,
)


def _matters(subject: Subject) -> dict[int, list[Passage]]:
    """The passages of each matter that the outline tells, by the number of its section."""
    topics = topic_of(subject)
    matters: dict[int, list[Passage]] = {}
    for passage in subject.passages:
        if passage.section_index is not None:
            matters.setdefault(topics[passage.section_index], []).append(passage)
    return matters


@rule(
    "training.when",
    "Lớp, đoàn nào cũng ghi thời gian thực hiện",
    family=Family.TRAINING,
    severity=Severity.WARNING,
    source=COMPLETE,
)
def every_event_says_when(subject: Subject) -> Iterator[Breach]:
    """Three classes with their months, and a study tour that says only «7 ngày»."""
    events = {
        number: passages
        for number, passages in _matters(subject).items()
        if any(_is_event(subject, passage) for passage in passages)
    }
    timed = [number for number, passages in events.items() if _has_time(subject, passages)]
    untimed = [number for number in events if number not in timed]
    if len(timed) < 2 or len(untimed) > len(timed):
        return
    for number in untimed:
        passage, quantity = next((p, q) for p in events[number] for q in _event_quantities(subject, p))
        yield Breach(
            passage.place,
            quantity.text,
            "Hoạt động này chưa ghi thực hiện vào tháng, quý nào, các hoạt động khác trong kế hoạch đều đã ghi.",
        )


def _event_quantities(subject: Subject, passage: Passage) -> list[Quantity]:
    return [
        q
        for q in subject.quantities(passage)
        if not q.per
        and (
            q.group in ("lớp", "đoàn")
            or (q.group == PEOPLE and re.search(r"đoàn", passage.text[: q.start], re.IGNORECASE))
        )
    ]


def _is_event(subject: Subject, passage: Passage) -> bool:
    if any(quantity.group == MONEY for quantity in subject.quantities(passage)):
        return False  # «04 lớp x 135.000.000 đồng/lớp»
    return not passage.is_cell and _EVENT.search(passage.text) is not None and bool(_event_quantities(subject, passage))


def _has_time(subject: Subject, passages: list[Passage]) -> bool:
    return any(
        (time.precision <= Precision.QUARTER or time.years) and not is_of_a_document(passage.text, time)
        for passage in passages
        for time in subject.times(passage)
    ) or any(_LATER.search(passage.text) for passage in passages)


@rule(
    "training.incomplete",
    "Lớp tập huấn ghi số lớp và số ngày",
    family=Family.TRAINING,
    severity=Severity.WARNING,
    source=COMPLETE,
)
def classes_say_how_many_and_how_long(subject: Subject) -> Iterator[Breach]:
    """«Tập huấn … : Thành phần, số lượng: Khoảng 380 người» without a number of classes or days."""
    headings = {p.section_index: p.text for p in subject.passages if p.is_heading and p.section_index is not None}
    for number, passages in _matters(subject).items():
        people = [
            (p, q)
            for p in passages
            for q in subject.quantities(p)
            if q.group == PEOPLE
            and re.search(r"thành phần|đối tượng|số lượng|học viên", p.text[: q.start + 1], re.IGNORECASE)
        ]
        if not people or not _TRAINING.search(headings.get(number, "")) or any(p.is_cell for p in passages):
            continue
        groups = {q.group for p in passages for q in subject.quantities(p)}
        missing = [name for group, name in (("lớp", "số lớp"), ("ngày", "số ngày")) if group not in groups]
        if len(missing) == 2 and "buổi" not in groups and not any(re.search(r"\d+\s*lớp", p.text) for p in passages):
            passage, quantity = people[0]
            yield Breach(
                passage.place, quantity.text, "Lớp tập huấn này ghi số người nhưng chưa ghi số lớp và mỗi lớp mấy ngày."
            )


@rule(
    "training.quota",
    "Số người từng lớp khớp với số người mỗi xã, mỗi thôn",
    family=Family.TRAINING,
    severity=Severity.WARNING,
    source="Phép tính",
)
def classes_fit_the_quota(subject: Subject) -> Iterator[Breach]:
    """«Mỗi xã 09 đại biểu», «Mỗi thôn 05 đại biểu»: 183 people of three communes leave no whole number of villages."""
    for passages in _matters(subject).values():
        quota = {q.per: q.value for p in passages for q in subject.quantities(p) if q.group == PEOPLE and q.per}
        commune = quota.get("xã") or quota.get("phường")
        village = quota.get("thôn") or quota.get("bản") or quota.get("tổ")
        if not commune or not village:
            continue
        for passage in passages:
            people = [q for q in subject.quantities(passage) if q.group == PEOPLE and not q.per and not q.is_about]
            communes = _communes_named(passage.text)
            if len(people) != 1 or not communes or not re.match(r"\W*lớp", passage.text, re.IGNORECASE):
                continue
            rest = people[0].value - commune * communes
            if rest < 0 or rest % village:
                of_communes = in_figures(commune * communes)
                yield Breach(
                    passage.place,
                    people[0].text,
                    f"Lớp này có {communes} xã, thị trấn × {in_figures(commune)} = {of_communes} người cấp xã; còn "
                    f"{in_figures(rest)} người không chia hết cho {in_figures(village)} người mỗi thôn.",
                )


def _communes_named(text: str) -> int:
    """How many communes «thuộc các xã: A, B và UBND thị trấn C» names; 0 when it does not name them."""
    found = re.search(r"(?:các xã|xã|phường)[^:;]{0,20}:\s*(.+)$", text, re.IGNORECASE)
    if not found or re.search(r"\d|\.\.\.", found[1]):
        return 0
    return len([item for item in re.split(r"[,;]|\s+và\s+", found[1].rstrip(" ;.")) if item.strip()])


@rule(
    "training.each",
    "Số đơn vị × số người mỗi đơn vị bằng tổng số người",
    family=Family.TRAINING,
    severity=Severity.ERROR,
    source="Phép tính",
)
def each_times_count_is_the_total(subject: Subject) -> Iterator[Breach]:
    """«12 xã, mỗi xã 03 người, tổng số 30 người»."""
    for passage in subject.passages:
        if passage.is_cell or passage.place.part == Part.BASES:
            continue
        quantities = subject.quantities(passage)
        each = [
            q
            for q in quantities
            if q.per not in ("", "lớp", "khóa", "khoá")
            and not q.is_about
            and q.group == PEOPLE  # classes: training.seats
        ]
        if len(each) != 1:
            continue
        counts = [q for q in quantities if q.unit.split()[:1] == [each[0].per] and not q.per]
        totals = [
            q
            for q in quantities
            if q.group == each[0].group
            and not q.per
            and not q.is_about
            and re.search(r"(?:tổng(?: số| cộng)?|cộng)\s*(?:là\s*)?:?\s*$", passage.text[: q.start], re.IGNORECASE)
        ]
        if len(counts) == 1 and len(totals) == 1 and counts[0].value * each[0].value != totals[0].value:
            product = in_figures(counts[0].value * each[0].value)
            yield Breach(
                passage.place,
                totals[0].text,
                f"{counts[0].text} × {in_figures(each[0].value)} {each[0].unit} = {product}, ở đây ghi "
                f"{totals[0].text}.",
            )
