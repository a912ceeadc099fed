"""Money of the whole plan: one total everywhere, where it comes from, what it is for, the plan's own activities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from documents.checking.figures import figures_of
from documents.checking.findings import Severity
from documents.checking.lists import tables_in, topic_of
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Passage, Subject
from documents.places import Part
from documents.quantities import MONEY, PEOPLE, Quantity, money_in_figures

CONSISTENT = "Thống nhất trong văn bản"
_TOTAL = re.compile(
    r"(?P<name>tổng\s+(?:kinh phí|dự toán|nhu cầu kinh phí|nhu cầu vốn|nguồn vốn)"
    r"(?:\s+[^\W\d_]+){0,8}?)\s*(?:\([^()]*\))?\s*(?:là|:|khoảng|dự kiến|ước)*\s*:?\s*$",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"nguồn|ngân sách|vốn|xã hội hóa|xã hội hoá|quyết định|dự toán|huy động|tài trợ|"
    r"kinh phí (?:sự nghiệp|thường xuyên|khoán|hoạt động|được (?:giao|cấp))|hỗ trợ của|lồng ghép|quỹ",
    re.IGNORECASE,
)


@rule(
    "amounts.total",
    "Tổng kinh phí ghi giống nhau ở mọi chỗ",
    family=Family.AMOUNTS,
    severity=Severity.ERROR,
    source=CONSISTENT,
)
def totals_are_the_same_everywhere(subject: Subject) -> Iterator[Breach]:
    """«Tổng kinh phí thực hiện Kế hoạch» as 1.251.000.000 in one place and as 1.215.000.000 in another."""
    first: dict[str, tuple[Passage, Quantity]] = {}
    for passage, name, total in _totals(subject):
        known = first.setdefault(name, (passage, total))
        # two sections of one chapter each tell their own total
        is_elsewhere = passage.section.split(".")[0] != known[0].section.split(".")[0]
        if known[1].value != total.value and is_elsewhere:
            yield Breach(
                passage.place,
                total.text,
                f"«{name[:1].upper()}{name[1:]}» ở {known[0].section} là {money_in_figures(known[1].value)}, ở đây là "
                f"{money_in_figures(total.value)}.",
            )


def _totals(subject: Subject) -> Iterator[tuple[Passage, str, Quantity]]:
    """Amounts that are told as a total, with the words for what they are the total of."""
    for passage in subject.passages:
        if passage.is_cell or passage.place.part == Part.BASES:
            continue
        for quantity in subject.quantities(passage):
            found = _TOTAL.search(passage.text[max(0, quantity.start - 120) : quantity.start])
            if found and quantity.group == MONEY and not quantity.per and not quantity.is_about:
                yield passage, " ".join(found["name"].lower().split()), quantity


@rule(
    "amounts.table_total",
    "Tổng kinh phí trong câu khớp với bảng dự toán",
    family=Family.AMOUNTS,
    severity=Severity.ERROR,
    source=CONSISTENT,
)
def text_and_estimate_have_one_total(subject: Subject) -> Iterator[Breach]:
    """«Tổng kinh phí: 1.251.000.000 đồng» over an estimate whose last line says 1.215.000.000."""
    totals = [(passage, total) for passage, _, total in _totals(subject)]
    estimates = list(_estimates(subject))
    if len({total.value for _, total in totals}) != 1 or len(estimates) != 1:
        return
    passage, total = totals[0]
    label, values = estimates[0]
    scales = (1, 10**3, 10**6)
    if not any(abs(value * scale - total.value) <= Fraction(scale, 2) for value in values for scale in scales):
        near = [v * s for v in values for s in scales if total.value / 2 <= v * s <= total.value * 2]
        if near:
            yield Breach(
                passage.place,
                total.text,
                f"Ở đây ghi {money_in_figures(total.value)}, dòng «{label}» của bảng dự toán là "
                f"{money_in_figures(min(near, key=lambda value: abs(value - total.value)))}.",
            )


def _estimates(subject: Subject) -> Iterator[tuple[str, list[Fraction]]]:
    """The total line of each table that has a column of amounts: its words and its amounts."""
    for _, table in tables_in(subject):
        figures = figures_of(table)
        if figures is None or not figures.amounts:
            continue
        for row in figures.rows:
            values = [row.values[column] for column in figures.amounts if row.values[column] is not None]
            if row.is_total and values:
                yield next(cell for cell in row.cells if re.search(r"[^\W\d_]", cell)), values


@rule(
    "amounts.source",
    "Kinh phí có nguồn",
    family=Family.AMOUNTS,
    severity=Severity.WARNING,
    source="Nội dung của kế hoạch; Luật Ngân sách nhà nước",
)
def money_has_a_source(subject: Subject) -> Iterator[Breach]:
    """A section «KINH PHÍ» with an amount, and no word on where it comes from."""
    told = _money_sections(subject)
    for passages in told:
        money = [(p, q) for p in passages for q in subject.quantities(p) if q.group == MONEY and not q.per]
        if money and not any(_SOURCE.search(passage.text) for passage in passages if not passage.is_heading):
            passage, quantity = money[0]
            yield Breach(
                passage.place, quantity.text, "Có số tiền nhưng chưa ghi lấy từ nguồn nào (ngân sách, chương trình …)."
            )


def _money_sections(subject: Subject) -> Iterator[list[Passage]]:
    """The passages of every top-level section about money, with all below it."""
    number = 0
    for section in subject.content.sections:
        size = sum(1 for _ in section.walk())
        if re.search(r"kinh phí|dự toán", section.title, re.IGNORECASE):
            yield [p for p in subject.passages if p.section_index in range(number, number + size)]
        number += size


@rule(
    "amounts.none",
    "Kế hoạch có hoạt động thì có số tiền",
    family=Family.AMOUNTS,
    severity=Severity.WARNING,
    source="Nội dung của kế hoạch: mỗi việc có kinh phí",
)
def activities_have_money(subject: Subject) -> Iterator[Breach]:
    """Classes and tours with their numbers, a section «KINH PHÍ», and no amount anywhere."""
    events = {p.place for p in subject.body if _tells_an_activity(subject, p)}
    has_money = any(q.group == MONEY for p in subject.passages for q in subject.quantities(p))
    has_estimate = any((figures := figures_of(table)) and figures.amounts for _, table in tables_in(subject))
    if len(events) < 2 or has_money or has_estimate:
        return
    for passages in _money_sections(subject):
        if not any(
            re.search(r"phụ lục|dự toán (?:kèm|chi tiết)|biểu|thẩm định", p.text, re.IGNORECASE) for p in passages
        ):
            yield Breach(
                passages[0].place,
                passages[0].text,
                "Có lớp, đoàn với số người cụ thể nhưng chưa ghi số tiền nào (tổng kinh phí, hoặc dự toán ở phụ lục).",
            )
            return


@rule(
    "amounts.breakdown",
    "Tổng kinh phí được chia cho từng hoạt động",
    family=Family.AMOUNTS,
    severity=Severity.WARNING,
    source="Nội dung của kế hoạch: mỗi việc có kinh phí",
)
def total_is_broken_down(subject: Subject) -> Iterator[Breach]:
    """One amount in the whole document, for three or more classes, tours, models."""
    money = [
        (passage, quantity)
        for passage in subject.passages
        for quantity in subject.quantities(passage)
        if quantity.group == MONEY and passage.place.part != Part.BASES
    ]
    has_estimate = any((figures := figures_of(table)) and figures.amounts for _, table in tables_in(subject))
    if len(money) != 1 or has_estimate or money[0][1].per:
        return
    topics = topic_of(subject)
    activities = {
        topics[passage.section_index]
        for passage in subject.passages
        if passage.section_index is not None and _tells_an_activity(subject, passage)
    }
    passage, quantity = money[0]
    if len(activities) >= 3:
        yield Breach(
            passage.place,
            quantity.text,
            f"Chỉ có một số tiền chung cho {len(activities)} hoạt động: chưa rõ mỗi hoạt động bao nhiêu (hoặc ghi kèm "
            "dự toán ở phụ lục).",
        )


def _tells_an_activity(subject: Subject, passage: Passage) -> bool:
    """«Tổ chức 02 lớp», «Đoàn tham quan có 22 người»: something with a number of its own."""
    return any(
        quantity.group in ("lớp", "đoàn", "cuộc", "hội nghị", "hội thảo", "mô hình")
        or (quantity.group == PEOPLE and re.search(r"đoàn", passage.text[: quantity.start], re.IGNORECASE) is not None)
        for quantity in subject.quantities(passage)
        if not quantity.per
    )
