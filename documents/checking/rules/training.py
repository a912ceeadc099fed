"""Classes, study tours and tests: periods a day, half days, seats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from documents.checking.findings import Severity
from documents.checking.lists import lists_in, rank, topic_of
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Passage, Subject
from documents.places import Part
from documents.quantities import PEOPLE, Quantity, in_figures

PERIODS_A_HALF_DAY = 4
PERIODS_A_DAY = 8
LOAD = "Thông lệ đào tạo, bồi dưỡng: một buổi 4 tiết, một ngày 8 tiết"
ARITHMETIC = "Phép tính"
_CLASS_WORDS = re.compile(r"(?<!\w)(?:lớp|khóa|khoá|tập huấn|bồi dưỡng|đào tạo|học viên)(?!\w)", re.IGNORECASE)
_TOTAL = re.compile(
    r"(?:tổng(?:\s+(?:số|cộng|thời lượng|thời gian))?|thời lượng|cả khóa|toàn khóa)[^.;()\d]{0,40}$", re.IGNORECASE
)


@dataclass(frozen=True)
class Told:
    """A quantity with the passage that tells it."""

    passage: Passage
    quantity: Quantity


def _before(told: Told) -> str:
    """The words before the quantity; not all of them in a paragraph of many pages."""
    return told.passage.text[max(0, told.quantity.start - 1_000) : told.quantity.start]


def _blocks(subject: Subject) -> Iterator[tuple[Passage, ...]]:
    """The passages of each matter told; where one section tells several classes, of each of them."""
    topics = topic_of(subject)
    groups: dict[tuple, list[Passage]] = {}
    for passage in subject.passages:
        if passage.place.part in (Part.SECTIONS, Part.APPENDICES) and not passage.is_cell:
            matter = topics.get(passage.section_index, passage.place.index)
            groups.setdefault((passage.place.part, matter), []).append(passage)
    for passages in groups.values():
        leads = [
            n
            for n, p in enumerate(passages)
            if re.match(r"\W*(?:lớp|khóa|khoá|đoàn)\s+(?:thứ|số|\d|[IVX]+\b|tập huấn|bồi dưỡng)", p.text, re.IGNORECASE)
        ]
        leads = [n for n in leads if rank(passages[n]) == rank(passages[leads[0]])]
        if len(leads) < 2:
            yield tuple(passages)
            continue
        for start, end in zip(leads, [*leads[1:], len(passages)], strict=True):
            yield tuple(passages[start:end])


def _told(subject: Subject, passages: tuple[Passage, ...], group: str) -> list[Told]:
    return [Told(p, q) for p in passages for q in subject.quantities(p) if q.group == group]


def _periods(subject: Subject, passages: tuple[Passage, ...]) -> list[Told]:
    return _told(subject, passages, "tiết")


def _days(subject: Subject, passages: tuple[Passage, ...]) -> list[Told]:
    """How long a class lasts: days told in a line about time, or of each class."""
    return [
        told
        for told in _told(subject, passages, "ngày")
        if told.quantity.per in ("", "lớp", "khóa", "khoá")
        and (told.quantity.per or re.search(r"thời gian|thời lượng|trong|học|lớp", _before(told), re.IGNORECASE))
        and not re.search(
            r"(?:trước|sau|chậm nhất|trong vòng|ít nhất)\s*(?:\S+\s+)?$",
            _before(told),
            re.IGNORECASE,
        )
    ]


@rule(
    "training.load",
    "Số tiết học vừa với số ngày",
    family=Family.TRAINING,
    severity=Severity.WARNING,
    source=LOAD,
)
def periods_fit_the_days(subject: Subject) -> Iterator[Breach]:
    """30 tiết in «3 ngày/lớp» are 10 a day."""
    for passages in _blocks(subject):
        periods, days = _periods(subject, passages), _days(subject, passages)
        if not periods or not days or len({told.quantity.value for told in days}) > 1:
            continue
        length, total = days[0].quantity, _whole(periods)
        if not length.value or total is None or total / length.value <= PERIODS_A_DAY:
            continue
        days_told, load = in_figures(length.value), in_figures(total / length.value)
        half_days, room = in_figures(total / PERIODS_A_HALF_DAY), in_figures(2 * length.value)
        yield Breach(
            days[0].passage.place,
            length.text,
            f"{in_figures(total)} tiết trong {days_told} ngày là {load} tiết mỗi ngày ({half_days} buổi, mà "
            f"{days_told} ngày chỉ có {room} buổi): một buổi thường 4 tiết, một ngày không quá 8 tiết.",
        )


def _whole(periods: list[Told]) -> Fraction | None:
    """All periods of a class: the stated total, else the sum of its subjects; None where they are told by the day."""
    if not periods or any(told.quantity.per in ("ngày", "buổi") for told in periods):
        return None
    totals = [told.quantity.value for told in periods if _is_total(told)]
    return totals[0] if totals else sum((told.quantity.value for told in periods if not _is_inner(told)), Fraction(0))


def _is_total(told: Told) -> bool:
    return _TOTAL.search(_before(told)) is not None


def _is_inner(told: Told) -> bool:
    """Inside brackets behind another number of periods: «10 tiết (6 tiết lý thuyết, 4 tiết thực hành)»."""
    before = _before(told)
    opening = before.rfind("(")
    return (
        opening > before.rfind(")") and re.search(r"\d\s*tiết[^()]{0,20}$", before[:opening], re.IGNORECASE) is not None
    )


@rule(
    "training.periods_total",
    "Số tiết từng chuyên đề cộng lại bằng tổng số tiết",
    family=Family.TRAINING,
    severity=Severity.ERROR,
    source=ARITHMETIC,
)
def periods_add_up(subject: Subject) -> Iterator[Breach]:
    """«Tổng số 30 tiết» over subjects of 10, 10 and 15."""
    for passages in _blocks(subject):
        periods = _periods(subject, passages)
        totals = [told for told in periods if _is_total(told)]
        parts = [told for told in periods if not _is_total(told) and not _is_inner(told) and not told.quantity.per]
        if len(totals) != 1 or len(parts) < 2 or totals[0].quantity.per:
            continue
        added = sum(told.quantity.value for told in parts)
        if added != totals[0].quantity.value:
            shown = " + ".join(in_figures(told.quantity.value) for told in parts)
            yield Breach(
                totals[0].passage.place,
                totals[0].quantity.text,
                f"Các chuyên đề cộng lại là {shown} = {in_figures(added)} tiết, ở đây ghi {totals[0].quantity.text}.",
            )


@rule(
    "training.periods_missing",
    "Chuyên đề nào cũng ghi số tiết",
    family=Family.TRAINING,
    severity=Severity.WARNING,
    source="Thống nhất trong văn bản",
)
def every_subject_has_its_periods(subject: Subject) -> Iterator[Breach]:
    """Two subjects of a class with their periods, a third without."""
    for lead, items in lists_in(subject):
        if not re.search(r"nội dung|chuyên đề|chương trình", lead.text, re.IGNORECASE):
            continue
        told = [item for item in items if any(q.group == "tiết" for q in subject.quantities(item))]
        without = [item for item in items if item not in told]
        if len(told) >= 2 and len(without) < len(told):
            for item in without:
                if not re.search(r"tổng|kiểm tra|khai giảng|bế giảng", item.text, re.IGNORECASE):
                    yield Breach(item.place, item.text, "Chuyên đề này chưa ghi số tiết, các chuyên đề khác đã ghi.")


@rule(
    "training.unequal",
    "Lớp cùng số ngày có cùng số tiết",
    family=Family.TRAINING,
    severity=Severity.WARNING,
    source="Thống nhất trong văn bản",
)
def classes_of_a_length_have_equal_periods(subject: Subject) -> Iterator[Breach]:
    """Two classes of 3 days with 24 periods, a third with 20 or with none told."""
    classes: dict[Fraction, list[tuple[Told, Fraction | None]]] = {}
    for passages in _blocks(subject):
        days = _days(subject, passages)
        is_class = any(q.group == "lớp" and not q.per for p in passages for q in subject.quantities(p))
        if is_class and len({told.quantity.value for told in days}) == 1:
            classes.setdefault(days[0].quantity.value, []).append((days[0], _whole(_periods(subject, passages))))
    for same in classes.values():
        usual, count = Counter(total for _, total in same).most_common(1)[0]
        if not usual or count < 2 or count <= len(same) - count:
            continue
        for told, total in same:
            if total != usual:
                yield Breach(
                    told.passage.place,
                    told.quantity.text,
                    f"Các lớp {in_figures(told.quantity.value)} ngày khác có {in_figures(usual)} tiết, lớp này "
                    + (f"{in_figures(total)} tiết." if total else "chưa ghi số tiết."),
                )


@rule(
    "training.half_days",
    "Số buổi vừa với số ngày và số tiết",
    family=Family.TRAINING,
    severity=Severity.ERROR,
    source=LOAD,
)
def half_days_fit_the_days(subject: Subject) -> Iterator[Breach]:
    """«03 ngày (08 buổi)»; «30 tiết (04 buổi)»."""
    for passage in subject.body:
        quantities = subject.quantities(passage)
        for first, second in pairwise(quantities):
            gap = passage.text[first.end : second.start]
            if not re.fullmatch(r"\s*[,(=]?\s*(?:tương đương|gồm|là|với|hay|,|\s)*", gap):
                continue
            units = {first.unit: first.value, second.unit: second.value}
            quote = passage.text[first.start : second.end]
            if (
                units.keys() == {"ngày", "buổi"}
                and units["buổi"] > 2 * units["ngày"]
                and _is_about_classes(subject, passage)
            ):
                yield Breach(
                    passage.place,
                    quote,
                    f"{in_figures(units['ngày'])} ngày chỉ có {in_figures(2 * units['ngày'])} buổi, không phải "
                    f"{in_figures(units['buổi'])} buổi.",
                )
            elif (
                units.keys() == {"tiết", "buổi"}
                and units["tiết"] > 5 * units["buổi"]
                and "buổi" not in (first.per, second.per)
            ):
                yield Breach(
                    passage.place,
                    quote,
                    f"{in_figures(units['tiết'])} tiết trong {in_figures(units['buổi'])} buổi là "
                    f"{in_figures(units['tiết'] / units['buổi'])} tiết mỗi buổi: một buổi thường 4 tiết.",
                    severity=Severity.WARNING,
                )
            elif units.keys() == {"ngày", "đêm"} and abs(units["ngày"] - units["đêm"]) > 1:
                yield Breach(passage.place, quote, "Số đêm chỉ hơn kém số ngày một.")


def _is_about_classes(subject: Subject, passage: Passage) -> bool:
    near = [
        p.text for p in subject.passages if p.place.part == passage.place.part and p.place.index == passage.place.index
    ]
    return any(_CLASS_WORDS.search(text) for text in near)


@rule(
    "training.seats",
    "Số lớp × số người mỗi lớp bằng tổng số người",
    family=Family.TRAINING,
    severity=Severity.ERROR,
    source=ARITHMETIC,
)
def seats_make_the_total(subject: Subject) -> Iterator[Breach]:
    """«03 lớp, 84 học viên/lớp, tổng số 250 học viên»."""
    for passages in _blocks(subject):
        classes = [t for t in _told(subject, passages, "lớp") if not t.quantity.per]
        sizes = [t for t in _told(subject, passages, PEOPLE) if t.quantity.per in ("lớp", "khóa", "khoá")]
        if len({t.quantity.value for t in classes}) != 1 or len({t.quantity.value for t in sizes}) != 1:
            continue
        if classes[0].quantity.is_about or re.search(
            r"bình quân|khoảng|trung bình|tối đa|tối thiểu|không quá|từ \d", sizes[0].passage.text, re.IGNORECASE
        ):
            continue
        product = classes[0].quantity.value * sizes[0].quantity.value
        for told in _told(subject, passages, PEOPLE):
            before = told.passage.text[max(0, told.quantity.start - 40) : told.quantity.start]
            is_total = re.search(r"tổng|cộng|=\s*$", before, re.IGNORECASE) or (
                told.passage is classes[0].passage and re.search(r"(?:cho|với|=)\s*$", before)
            )
            if not told.quantity.per and not told.quantity.is_about and is_total and told.quantity.value != product:
                yield Breach(
                    told.passage.place,
                    told.quantity.text,
                    f"{classes[0].quantity.text} × {sizes[0].quantity.text.split('/')[0]} = {in_figures(product)}, "
                    f"ở đây ghi {told.quantity.text}.",
                )
