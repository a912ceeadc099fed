"""Sums that a document states: in brackets, behind «trong đó», in the lines below, year by year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import accumulate, islice, takewhile

from documents.checking.findings import Severity
from documents.checking.lists import lists_in, topic_of
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Passage, Subject
from documents.periods import times_in
from documents.quantities import MONEY, PEOPLE, Quantity, in_figures, number_of

ARITHMETIC = "Phép tính"
_REACH = 1500  # characters behind a total in which its parts are looked for
_LONGEST_LIST = 15  # longer ones are lists within lists whose markers were lost
_MEASURED = {"ha", "km", "kg", "tấn", "tạ", "m2", "m³", "m3", "%"}
_UNSUMMED = {"%", "ngày", "đêm", "buổi", "giờ", "phút", "năm", "tháng", "tuần", ""}
_YEAR_ITEM = re.compile(r"(?:^|[;,:(\-+.]|trong đó)\s*năm\s+(\d{4})\s*(?:là\s*)?:\s*\d", re.IGNORECASE)
_PARTS_LEAD = re.compile(
    r"^(?P<between>[^.;:()\d]{0,60}?)(?:\([^()]*\))?\s*[,.;:–-]?\s*"
    r"(?P<word>trong đó|bao gồm|gồm|chia ra|chia thành|cụ thể)(?!\w)(?P<colon>[^.;:()\d]{0,40}:)?",
    re.IGNORECASE,
)


@rule(
    "amounts.brackets",
    "Số trong ngoặc cộng lại bằng số đứng trước",
    family=Family.AMOUNTS,
    severity=Severity.ERROR,
    source=ARITHMETIC,
)
def brackets_add_up(subject: Subject) -> Iterator[Breach]:
    """«22 người (17 học viên và 5 cán bộ)»."""
    for passage in subject.passages:
        if passage.is_cell:
            continue
        text, quantities = passage.text, subject.quantities(passage)
        for total in quantities:
            opening = re.match(r"[^.;:()\d]{0,30}\(", text[total.end :])
            if total.group in _UNSUMMED or total.per or not opening:
                continue
            start = total.end + opening.end()
            end = _closing(text, start)
            inside = text[start:end]
            if re.match(r"\s*(?:trong đó|có|kể cả|chưa|không|dự kiến mỗi|mỗi)", inside, re.IGNORECASE) or "=" in inside:
                continue
            # «01 Trưởng ban», «nam 10»: bare numbers among people are people
            groups = {total.group, ""} if total.group == PEOPLE else {total.group}
            parts = [q for q in quantities if start <= q.start < end and q.group in groups and not q.per]
            others = [q for q in quantities if start <= q.start < end and q.group not in groups]
            if (
                len(parts) < 2
                or others
                or any(part.is_about for part in parts)
                or re.search(r"\d\s*[x×]\s*\d|/", inside)
            ):
                continue
            yield from _against(passage, total, parts, text[total.start : end + 1])


def _closing(text: str, start: int) -> int:
    depth, end = 1, min(len(text), start + _REACH)
    for at in range(start, end):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return at
    return end


def _make_up(total: Quantity, parts: list[Quantity]) -> bool:
    """Whether the parts, or those up to one of them, add up: what follows may be something else."""
    added = sum(part.value for part in parts)
    return abs(added - total.value) <= _rounding(total, parts) or total.value in accumulate(p.value for p in parts)


def _against(passage: Passage, total: Quantity, parts: list[Quantity], quote: str) -> Iterator[Breach]:
    added = sum(part.value for part in parts)
    if _make_up(total, parts):
        return
    shown = " + ".join(in_figures(part.value) for part in parts)
    if total.group != MONEY and added and total.value % added == 0:
        yield Breach(
            passage.place,
            quote,
            f"{shown} = {in_figures(added)}, mà tổng là {in_figures(total.value)}: nếu đây là số của mỗi đơn vị (× "
            f"{in_figures(total.value / added)}) thì cần ghi rõ «mỗi …».",
            severity=Severity.WARNING,
        )
        return
    yield Breach(
        passage.place, quote, f"{shown} = {in_figures(added)}, không bằng {in_figures(total.value)} {total.unit}."
    )


def _rounding(total: Quantity, parts: list[Quantity]) -> Fraction:
    """By how much rounded numbers may miss: half of the last place of each; nothing for what is counted."""
    return sum((_last_place(quantity) for quantity in (total, *parts)), Fraction(0)) / 2


def _last_place(quantity: Quantity) -> Fraction:
    decimals = len(quantity.digits.partition(",")[2])
    if not decimals:
        return Fraction(int(quantity.unit in _MEASURED))
    return quantity.value / number_of(quantity.digits) / 10**decimals if quantity.value else Fraction(0)


@rule(
    "amounts.parts",
    "Các phần cộng lại bằng tổng đã nêu",
    family=Family.AMOUNTS,
    severity=Severity.ERROR,
    source=ARITHMETIC,
)
def parts_add_up(subject: Subject) -> Iterator[Breach]:
    """«9 tỷ đồng, trong đó: …», also where the parts are lines under it or begin the next paragraph."""
    previous: Passage | None = None
    for passage in subject.passages:
        if passage.is_cell:
            continue
        yield from _parts_in_one_sentence(passage, subject.quantities(passage))
        if (
            previous is not None
            and previous.place.part == passage.place.part
            and previous.place.index == passage.place.index
        ):
            yield from _parts_in_the_next(previous, passage, subject)
        previous = passage
    for lead, items in lists_in(subject):
        yield from _parts_in_lines(lead, items, subject)


def _parts_in_one_sentence(passage: Passage, quantities: tuple[Quantity, ...]) -> Iterator[Breach]:
    text = passage.text
    for number, total in enumerate(quantities):
        lead = _PARTS_LEAD.match(text[total.end : total.end + 140])
        if total.group in _UNSUMMED or total.per or not lead:
            continue
        start = total.end + lead.end()
        near = text[: start + _REACH]
        end = _sentence_end(near, start)
        following = takewhile(lambda q, end=end: q.start < end, islice(quantities, number + 1, None))
        parts = _outside_brackets(near, start, end, following, total)
        if len(parts) > 1 and _is_whole(total, parts, lead["word"], colon=bool(lead["colon"])):
            yield from _against(passage, total, parts, text[total.start : parts[-1].end])


def _is_whole(total: Quantity, parts: list[Quantity], word: str, *, colon: bool) -> bool:
    """Whether the parts are meant to make up the total. «Trong đó» often names only some, or such as overlap."""
    if total.is_about or any(part.is_about for part in parts):
        return False
    if word.lower() != "trong đó" or total.group == MONEY:
        return True
    return colon and sum(part.value for part in parts) > total.value


def _sentence_end(text: str, start: int) -> int:
    found = re.compile(r"\.(?=\s+[^\W\d_])|\)|(?<!\w)(?:bao gồm|gồm|trong đó|thành \d|tổng)(?!\w)").search(
        _blank_brackets(text), start
    )
    return found.start() if found else len(text)


def _blank_brackets(text: str) -> str:
    """`text` with what stands in brackets blanked, so that places stay."""
    return re.sub(r"\([^()]*\)", lambda match: " " * len(match[0]), text)


def _outside_brackets(
    text: str, start: int, end: int, quantities: Iterable[Quantity], total: Quantity
) -> list[Quantity]:
    """The parts between two places: the first quantity of each item that «;» sets off, or all when these fit better."""
    plain = _blank_brackets(text)
    inside = [
        q
        for q in quantities
        if start <= q.start < end and q.group == total.group and not q.per and plain[q.start] != " "
    ]
    firsts: dict[int, Quantity] = {}
    for quantity in inside:
        firsts.setdefault(plain.count(";", start, quantity.start), quantity)
    return (
        list(firsts.values()) if len(firsts) > 1 and not _make_up(total, inside) and not _has_years(plain) else inside
    )


def _has_years(plain: str) -> bool:
    """«Năm 2024: 30.000.000 đồng, Năm 2025: 30.000.000 đồng»: commas where semicolons should be."""
    return re.search(r"\d[^;,]*,\s*năm\s+\d{4}\s*:", plain, re.IGNORECASE) is not None


def _parts_in_the_next(previous: Passage, passage: Passage, subject: Subject) -> Iterator[Breach]:
    lead = re.match(r"\s*(?P<word>trong đó|gồm|bao gồm|cụ thể)\s*:?", passage.text, re.IGNORECASE)
    totals = [q for q in subject.quantities(previous) if q.group == MONEY and not q.per]
    if not lead or not totals:
        return
    total = totals[-1]
    parts = _outside_brackets(passage.text, lead.end(), len(passage.text), subject.quantities(passage), total)
    if len(parts) > 1 and _is_whole(total, parts, lead["word"], colon=True):
        yield from _against(passage, total, parts, passage.text[parts[0].start : parts[-1].end])


def _parts_in_lines(lead: Passage, items: tuple[Passage, ...], subject: Subject) -> Iterator[Breach]:
    """A line that ends in a colon with a total, and one amount at the head of each line under it."""
    if not lead.text.rstrip().endswith(":"):
        return
    totals = [q for q in subject.quantities(lead) if q.group not in _UNSUMMED and not q.per]
    for group in dict.fromkeys(total.group for total in totals):
        total = [t for t in totals if t.group == group][-1]
        parts = [_leading(item, subject, group) for item in items]
        is_open = len(items) > _LONGEST_LIST or any(part is None for part in parts)
        if is_open or not _is_whole(total, parts, "gồm", colon=True):
            continue
        yield from _against(lead, total, parts, total.text)


def _leading(item: Passage, subject: Subject, group: str) -> Quantity | None:
    """What a line says of its own share: its only amount of the group, the result of its product, or its first one."""
    own = [q for q in subject.quantities(item) if q.group == group and not q.per]
    after_equals = [q for q in own if "=" in item.text[max(0, q.start - 4) : q.start]]
    return after_equals[-1] if after_equals else own[0] if own else None


@rule(
    "amounts.years",
    "Kinh phí từng năm đủ các năm của giai đoạn",
    family=Family.AMOUNTS,
    severity=Severity.WARNING,
    source=ARITHMETIC,
)
def years_are_complete(subject: Subject) -> Iterator[Breach]:
    """«Trong đó: năm 2022: …; năm 2023: …» of a plan for 2021 - 2025: a year is missing, or stands there twice."""
    span = _title_years(subject)
    for passage in subject.body:
        if passage.is_cell:
            continue
        named = [int(year) for year in _YEAR_ITEM.findall(passage.text)]
        if len(named) < 2:
            continue
        quote = passage.text[:200]
        missing = sorted(set(range(min(named), max(named) + 1)) - set(named))
        twice = sorted({year for year in named if named.count(year) > 1})
        outside = sorted(set(named) - set(range(span[0], span[1] + 1))) if span else []
        early = [year for year in range(span[0], min(named)) if year < min(named)] if span else []
        late = list(range(max(named) + 1, span[1] + 1)) if span else []
        if twice:
            yield Breach(passage.place, quote, f"Năm {_years(twice)} được ghi hai lần.", severity=Severity.ERROR)
        elif outside:
            yield Breach(
                passage.place, quote, f"Năm {_years(outside)} nằm ngoài giai đoạn {span[0]} - {span[1]} của kế hoạch."
            )
        elif missing or early or late:
            yield Breach(
                passage.place,
                quote,
                f"Chưa có kinh phí của năm {_years(early + missing + late)}"
                + (f", trong khi kế hoạch cho giai đoạn {span[0]} - {span[1]}" if span else "")
                + ": cần ghi, hoặc nói rõ vì sao không có.",
            )


def _title_years(subject: Subject) -> tuple[int, int] | None:
    years = [year for time in times_in(subject.content.title) for year in time.years]
    return (min(years), max(years)) if years and max(years) > min(years) else None


def _years(years: list[int]) -> str:
    return ", ".join(map(str, years))


@rule(
    "amounts.audience",
    "Số người từng nhóm cộng lại bằng cả đoàn, cả lớp",
    family=Family.AMOUNTS,
    severity=Severity.ERROR,
    source=ARITHMETIC,
)
def groups_of_people_add_up(subject: Subject) -> Iterator[Breach]:
    """«- Cấp huyện: 12 người. - Cấp xã: 36 người.», and further on «Tổ chức 01 đoàn dự kiến 50 người»."""
    lists = [
        (lead, items)
        for lead, items in lists_in(subject)
        if re.search(r"thành phần|đối tượng|số lượng|số người", lead.text, re.IGNORECASE)
    ]
    topics = topic_of(subject)
    for lead, items in lists:
        matter = topics.get(lead.section_index)
        parts = [_leading(item, subject, PEOPLE) for item in items]
        if any(part is None or part.is_about for part in parts) or any(
            q.group == PEOPLE for q in subject.quantities(lead)
        ):
            continue
        added = sum(part.value for part in parts)
        for passage in subject.body:
            if passage in items or topics.get(passage.section_index) != matter:
                continue
            for total in subject.quantities(passage):
                before = passage.text[max(0, total.start - 40) : total.start]
                if total.group != PEOPLE or total.per or not re.search(r"đoàn|tổng|cho\s*$", before, re.IGNORECASE):
                    continue
                if total.value != added and total.value > max(part.value for part in parts):
                    shown = " + ".join(in_figures(part.value) for part in parts)
                    yield Breach(
                        passage.place,
                        total.text,
                        f"Thành phần ở «{lead.text[:40]}» cộng lại là {shown} = {in_figures(added)}, ở đây ghi "
                        f"{in_figures(total.value)} {total.unit}.",
                    )
