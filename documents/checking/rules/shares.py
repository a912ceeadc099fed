"""Percentages against the counts beside them, amounts beyond belief, totals of classes, lists in appendices."""

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
from documents.quantities import MONEY, PEOPLE, Quantity, in_figures, money_in_figures, number_of

ARITHMETIC = "Phép tính"
_BELIEVABLE = 10**15  # đồng: about what the whole state spends in half a year
_COUNT = r"\d{1,3}(?:\.\d{3})+|\d+"
_COUNTED = (
    "(?:xã|phường|thị trấn|huyện|hộ|người|thôn|bản|đơn vị|cơ quan|trường|công trình|dự án|chỉ tiêu|tiêu chí|nhiệm vụ|"
    "đại biểu|học sinh|học viên|lớp|cơ sở|hồ sơ)"
)
_SHARES = (
    re.compile(rf"(?P<share>\d{{1,3}}(?:,\d+)?)\s*%\s*\(\s*(?P<part>{_COUNT})\s*/\s*(?P<whole>{_COUNT})(?![\d.,/])"),
    re.compile(
        rf"(?<![\w/.,-])(?P<part>{_COUNT})\s*/\s*(?P<whole>{_COUNT})\s+{_COUNTED}(?!\w)[^.;:()\d]{{0,60}}?"
        r"(?:\(?(?:chiếm|đạt|bằng|tỷ lệ|tương đương)\s*(?:tỷ lệ\s*)?|\()(?P<share>\d{1,3}(?:,\d+)?)\s*%"
    ),
)
_TOTAL = re.compile(r"tổng(?:\s+(?:số|cộng))?(?:\s+có)?\s*:?\s*(?:là\s*)?$", re.IGNORECASE)
_IN_A_LIST = re.compile(r"danh sách|phụ lục", re.IGNORECASE)


@rule(
    "amounts.percent",
    "Tỷ lệ phần trăm khớp với số lượng",
    family=Family.AMOUNTS,
    severity=Severity.ERROR,
    source=ARITHMETIC,
)
def percentages_fit_their_counts(subject: Subject) -> Iterator[Breach]:
    """«4,5% (540/10.000 hộ)»."""
    for passage in subject.passages:
        if "%" not in passage.text:
            continue
        for pattern in _SHARES:
            for match in pattern.finditer(passage.text):
                part, whole, share = (number_of(match[name]) for name in ("part", "whole", "share"))
                places = len(match["share"].partition(",")[2])
                if whole and abs(100 * part / whole - share) > Fraction(1, 10**places):
                    right = in_figures(Fraction(round(100 * part / whole * 100), 100))
                    yield Breach(
                        passage.place,
                        match[0],
                        f"{match['part']}/{match['whole']} là {right}%, không phải {match['share']}%.",
                    )


@rule(
    "amounts.magnitude",
    "Số tiền không thừa đơn vị",
    family=Family.AMOUNTS,
    severity=Severity.ERROR,
    source="Thông lệ tài chính",
)
def amounts_can_be_true(subject: Subject) -> Iterator[Breach]:
    """«1.251.000.000 triệu đồng»."""
    for passage in subject.passages:
        for quantity in subject.quantities(passage):
            if quantity.group == MONEY and quantity.scale and quantity.value >= _BELIEVABLE:
                yield Breach(
                    passage.place,
                    quantity.text,
                    f"{quantity.text} là {money_in_figures(quantity.value)}: có thể thừa chữ «{quantity.scale}».",
                )


@rule(
    "training.whole",
    "Tổng số lớp, số người của cả kế hoạch khớp với từng lớp",
    family=Family.TRAINING,
    severity=Severity.ERROR,
    source=ARITHMETIC,
)
def classes_make_up_the_whole(subject: Subject) -> Iterator[Breach]:
    """«Tổng số 15 lớp» where the sections tell 02, 03 and 9."""
    topics = topic_of(subject)
    own: dict[int, list[Quantity]] = {}
    totals: list[tuple[Passage, Quantity]] = []
    for passage in subject.body:
        for quantity in subject.quantities(passage):
            if passage.is_cell or quantity.group not in ("lớp", PEOPLE):
                continue
            if not quantity.per and _TOTAL.search(passage.text[: quantity.start]):
                totals.append((passage, quantity))
            elif passage.section_index is not None:
                own.setdefault(topics[passage.section_index], []).append(quantity)
    counts = {n: {q.value for q in qs if q.group == "lớp" and not q.per} for n, qs in own.items()}
    counts = {n: values for n, values in counts.items() if values}
    sizes = {n: {q.value for q in own[n] if q.group == PEOPLE and q.per == "lớp"} for n in counts}
    if len(counts) < 2 or any(len(values) != 1 for values in counts.values()):
        return
    classes = sum(min(values) for values in counts.values())
    for passage, total in totals:
        if topics.get(passage.section_index) in counts or total.is_about:
            continue
        if total.group == "lớp" and total.value != classes:
            yield Breach(
                passage.place,
                total.text,
                f"Các lớp nêu ở từng mục cộng lại là {in_figures(classes)}, ở đây ghi {total.text}.",
            )
        elif total.group == PEOPLE and all(len(values) == 1 for values in sizes.values()):
            people = sum(min(counts[n]) * min(sizes[n]) for n in counts)
            if total.value != people and "học viên" in total.unit:
                yield Breach(
                    passage.place,
                    total.text,
                    f"Số lớp × số học viên ở từng mục cộng lại là {in_figures(people)}, ở đây ghi {total.text}.",
                    severity=Severity.WARNING,
                )


@rule(
    "amounts.list_length",
    "Danh sách kèm theo đủ số đã nêu",
    family=Family.AMOUNTS,
    severity=Severity.WARNING,
    source="Phép đếm",
)
def lists_are_as_long_as_told(subject: Subject) -> Iterator[Breach]:
    """«25 đại biểu (danh sách kèm theo)» over an appendix with 24 names."""
    lengths = [
        length for place, table in tables_in(subject) if place.part == Part.APPENDICES and (length := _length(table))
    ]
    if len(lengths) != 1:
        return
    for passage in subject.body:
        if not _IN_A_LIST.search(passage.text) or passage.is_cell:
            continue
        told = [
            q for q in subject.quantities(passage) if q.group in (PEOPLE, "hộ", "đơn vị", "doanh nghiệp") and not q.per
        ]
        if len(told) == 1 and not told[0].is_about and told[0].value != lengths[0] and told[0].value > 2:
            yield Breach(
                passage.place,
                told[0].text,
                f"Ở đây ghi {told[0].text}, danh sách kèm theo có {lengths[0]} dòng.",
            )


def _length(table) -> int | None:
    """How many filled lines 1, 2, 3 … a list of names has; None for other tables and empty forms."""
    figures = figures_of(table)
    if figures is None or not re.search(
        r"họ\s*(?:và|,)?\s*tên|tên (?:đơn vị|doanh nghiệp|chủ hộ|công ty)", " ".join(figures.titles), re.IGNORECASE
    ):
        return None
    lines = [row for row in figures.rows if not row.is_total and sum(bool(cell.strip()) for cell in row.cells) > 1]
    numbers = [row.cells[0].strip(" .") for row in lines]
    return len(lines) if numbers == [str(n) for n in range(1, len(lines) + 1)] and len(lines) > 2 else None
