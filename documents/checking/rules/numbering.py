"""How headings and paragraphs are numbered and marked (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6.đ and V.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from documents.checking.findings import Severity
from documents.checking.labels import Item, Label, Series, items, marker_of
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Subject
from documents.checking.wording import beginning
from documents.content import Paragraph
from documents.places import Part, Place
from lib.lettering import letter, roman

_OUTLINE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.đ và V.6"


@rule(
    "structure.numbering",
    "Số thứ tự liên tục, không trùng",
    family=Family.STRUCTURE,
    severity=Severity.ERROR,
    source=_OUTLINE,
)
def numbers_run_on(subject: Subject) -> Iterator[Breach]:
    """Series of numbers and letters begin at their first member and go on without gap or repetition."""
    for item, before in _counted_items(subject):
        if (message := _fault(item.label, before)) is not None:
            yield Breach(item.place, _quote(item), message, severity=None if item.is_heading else Severity.WARNING)


def _counted_items(subject: Subject) -> Iterator[tuple[Item, Label | None]]:
    """Each counted item with the one that it should follow in its series; None for the first of a series."""
    open_series: list[Label] = []
    for item in items(subject):
        if item is None:
            open_series = [label for label in open_series if label.series in (Series.PART, Series.ROMAN)]
            continue
        label = item.label
        if label.series == Series.CAPITAL:
            open_series = []
            continue
        if label.series == Series.SIGN:
            continue
        before = None
        for depth in range(len(open_series) - 1, -1, -1):
            if _is_same_series(open_series[depth], label):
                is_last = depth == len(open_series) - 1
                if label.number == 1 and not is_last and not item.is_heading:
                    break  # «1.» below «a)» below «1.»: a list of its own
                before = open_series[depth]
                del open_series[depth:]
                break
        open_series.append(label)
        yield item, before


def _is_same_series(one: Label, other: Label) -> bool:
    return one.series == other.series and len(one.above) == len(other.above)


def _fault(label: Label, before: Label | None) -> str | None:
    if label.number == 0:
        return f"«{label.text}» không có trong thứ tự dùng để đánh số (a, b, c, d, đ, e, g, h, …)."
    begins_anew = before is not None and label.above != before.above and label.number == 1  # 2.1. after 1.3.
    expected = 1 if before is None or begins_anew else before.number + 1
    if label.number == expected:
        return None
    right = _written(label, expected)
    if before is None:
        return f"Thứ tự bắt đầu bằng «{label.text}» mà không phải «{right}»."
    if label.number == before.number:
        return f"«{label.text}» trùng với «{before.text}» ở trên; ở đây phải là «{right}»."
    return f"Sau «{before.text}» phải là «{right}», không phải «{label.text}»."


def _written(label: Label, number: int) -> str:
    match label.series:
        case Series.ROMAN:
            return f"{roman(number)}."
        case Series.LETTER:
            return f"{letter(number)})"
        case Series.DOTTED:
            return f"{'.'.join(map(str, (*label.above, number)))}."
        case Series.ARABIC:
            return f"{number}."
        case Series.ARTICLE:
            return f"Điều {number}."
        case _:
            is_arabic = any(character.isdigit() for character in label.text)
            return f"{label.series.capitalize()} {number if is_arabic else roman(number)}"


def _quote(item: Item) -> str:
    return item.text if item.is_heading else beginning(item.text)


@rule(
    "structure.dotted",
    "Số «1.1.» theo đúng số của khoản chứa nó",
    family=Family.STRUCTURE,
    severity=Severity.ERROR,
    source=_OUTLINE,
)
def dotted_numbers_follow_their_parent(subject: Subject) -> Iterator[Breach]:
    """«1.2.» under «2.» is wrong."""
    arabic: Label | None = None
    for item in items(subject):
        if item is None or item.label.series == Series.ROMAN:
            arabic = None
        elif item.label.series == Series.ARABIC and (item.is_heading or arabic is None):
            arabic = item.label
        elif item.label.series == Series.DOTTED and arabic and item.label.above[0] != arabic.number:
            message = f"«{item.label.text}» đứng dưới «{arabic.text}»: số đầu phải là {arabic.number}."
            yield Breach(item.place, _quote(item), message)


@rule(
    "structure.markers",
    "Mỗi đoạn một dấu đầu dòng, điểm viết «a)»",
    family=Family.STRUCTURE,
    severity=Severity.WARNING,
    source=_OUTLINE,
)
def markers_are_official(subject: Subject) -> Iterator[Breach]:
    """«- a.», «- +», «a.», «(a)», «*», «•»: said once for each list."""
    for item in _first_of_lists(subject):
        shown = item.label.text
        if item.label.is_doubled:
            right = shown.rsplit(maxsplit=1)[-1]
            if item.label.series == Series.LETTER:
                right = f"{right.strip('().')})"
            message = f"Đoạn có hai dấu đầu dòng «{shown}» (và các đoạn sau cùng kiểu); chỉ dùng một: «{right}»."
        elif item.label.series == Series.LETTER:
            right = f"{shown.strip('().')})"
            message = f"Điểm ghi «{shown}» (và các điểm sau cùng kiểu); phải ghi chữ cái và ngoặc đơn: «{right}»."
        else:
            message = f"Dấu đầu dòng «{shown}» không dùng trong văn bản hành chính; dùng «-» hoặc «+»."
        yield Breach(item.place, _quote(item), message)


def _first_of_lists(subject: Subject) -> Iterator[Item]:
    seen: set[tuple[int, str]] = set()
    for item in items(subject):
        if item is None:
            continue
        kind = _odd_marker(item.label)
        if kind and (item.place.index, kind) not in seen:
            seen.add((item.place.index, kind))
            yield item


def _odd_marker(label: Label) -> str:
    if label.is_doubled:
        return f"doubled {label.series}"
    if label.series == Series.LETTER and not re.fullmatch(r"[a-zđ]\)", label.text):
        return "letter"
    if label.series == Series.SIGN and label.text not in ("-", "+"):
        return label.text
    return ""


@rule(
    "structure.levels",
    "Không nhảy cấp khi đánh số",
    family=Family.STRUCTURE,
    severity=Severity.WARNING,
    source=_OUTLINE,
)
def levels_follow_each_other(subject: Subject) -> Iterator[Breach]:
    """«1.1.» without «1.» above; «+» without «-»; items under an item with the same sign."""
    above: list[Label] = []
    for item in items(subject):
        if item is None:
            above = []
            continue
        series = item.label.series
        if item.is_heading:
            if series == Series.DOTTED and not any(label.series in (Series.ARABIC, Series.DOTTED) for label in above):
                yield Breach(
                    item.place, _quote(item), f"«{item.label.text}» đứng ngay dưới mục mà không có khoản «1.» ở trên."
                )
            above = [] if series == Series.ROMAN else above
        above.append(item.label)
    yield from _nested_signs(subject)


def _nested_signs(subject: Subject) -> Iterator[Breach]:
    for index, section in enumerate(subject.sections):
        paragraphs = [(n, block) for n, block in enumerate(section.blocks) if isinstance(block, Paragraph)]
        has_dash = False
        for (_, before), (number, block) in pairwise(paragraphs):
            has_dash = has_dash or before.marker.startswith("-") or before.text.endswith(":")
            place = Place(Part.SECTIONS, index, number)
            if block.marker == "+" and not has_dash and not _is_lettered(before):
                yield Breach(place, beginning(block.text), "Dấu «+» đứng mà ở trên không có ý «-» nào.")
                has_dash = True
            if before.marker.startswith("-") and before.text.endswith(":") and block.marker == "-":
                message = "Ý con dùng cùng dấu «-» với ý chứa nó; ý con dùng «+»."
                yield Breach(place, beginning(block.text), message)


def _is_lettered(paragraph: Paragraph) -> bool:
    label = marker_of(paragraph)
    return label is not None and label.series in (Series.LETTER, Series.ARABIC, Series.DOTTED, Series.SIGN)


@rule(
    "structure.single",
    "Một cấp có từ hai phần trở lên",
    family=Family.STRUCTURE,
    severity=Severity.WARNING,
    source="Thông lệ: đã chia nhỏ thì chia ít nhất hai phần",
)
def levels_have_two_members(subject: Subject) -> Iterator[Breach]:
    """A section with one numbered subsection only."""
    numbers = {id(section): index for index, section in enumerate(subject.sections)}
    for section in subject.sections:
        lettered = [block for block in section.blocks if isinstance(block, Paragraph) and _is_counted(block)]
        if len(section.sections) == 1 and section.sections[0].label and not lettered:
            child = section.sections[0]
            message = f"Mục này chỉ có một phần con «{child.label}»: bỏ số của phần con, hoặc chia thành ít nhất hai."
            yield Breach(Place(Part.SECTIONS, numbers[id(child)]), child.title, message)


def _is_counted(paragraph: Paragraph) -> bool:
    label = marker_of(paragraph)
    return label is not None and label.series != Series.SIGN
