"""What the words of a plan state about the size of classes and tours. Pure: text in, statements out.

«Mở 04 lớp tập huấn cho 708 đại biểu», «Lớp thứ nhất: 182 đại biểu, gồm …», «Mỗi xã, thị trấn 09 đại biểu», «Cấp huyện:
12 người», «84 học viên/lớp», «Đoàn có 22 người (17 học viên và 5 cán bộ)».
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from documents.quantities import PEOPLE, Quantity, quantities_in
from lib.number_words import number_from_words

QUOTED = 90


class About(StrEnum):
    """What a statement is about."""

    CLASSES = "classes"  # how many classes or tours
    PEOPLE = "people"  # how many people in all
    SIZE = "size"  # how many in every class
    ONE_CLASS = "one class"  # how many in the class `ordinal`
    EACH_COMMUNE = "each commune"
    EACH_VILLAGE = "each village"
    EACH_OFFICE = "each office"
    LEVEL = "level"  # how many of one level: `level` is «xã», «thôn», «huyện» or «tỉnh»


@dataclass(frozen=True)
class Statement:
    """One number that the plan tells. `is_about`: khoảng, bình quân, tối đa …; `unit` as printed («đại biểu»)."""

    about: About
    value: int
    unit: str
    quote: str
    is_about: bool = False
    ordinal: int = 0
    level: str = ""


_EACH = {
    "xã": About.EACH_COMMUNE, "phường": About.EACH_COMMUNE, "thị": About.EACH_COMMUNE, "đặc": About.EACH_COMMUNE,
    "thôn": About.EACH_VILLAGE, "bản": About.EACH_VILLAGE, "tổ": About.EACH_VILLAGE, "ấp": About.EACH_VILLAGE,
    "buôn": About.EACH_VILLAGE, "làng": About.EACH_VILLAGE, "xóm": About.EACH_VILLAGE, "khu": About.EACH_VILLAGE,
    "cơ": About.EACH_OFFICE, "đơn": About.EACH_OFFICE, "phòng": About.EACH_OFFICE, "sở": About.EACH_OFFICE,
    "ban": About.EACH_OFFICE, "ngành": About.EACH_OFFICE, "lớp": About.SIZE, "khóa": About.SIZE, "khoá": About.SIZE,
    "đoàn": About.SIZE, "đợt": About.SIZE,
}  # fmt: skip
_GROUPS = ("lớp", "đoàn", "khóa", "khoá")
_NUMBER_WORDS = r"(?:nhất|nhì|một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|mười|mươi|mốt)"
_ONE = re.compile(
    rf"(?<!\w)(?:lớp|khóa|khoá|đoàn|đợt)\s+(?:thứ\s+(?P<words>{_NUMBER_WORDS}(?:\s+{_NUMBER_WORDS}){{0,2}})(?!\w)"
    r"|(?:thứ|số)\s+(?P<number>\d{1,3})(?!\d)|(?P<bare>\d{1,3}|[IVX]{1,5})(?=\s*(?:[:(–-]|gồm)))",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(?:tổng|cộng)[^.;:()\d]{0,30}$", re.IGNORECASE)
_COUNTED = re.compile(
    r"^\W*(?:thành phần,?\s*)?(?:và\s+)?(?:số lượng|quy mô|số người|sĩ số|tổng số)[^.;()\d]{0,60}$", re.IGNORECASE
)
_TOUR = re.compile(
    r"(?<!\w)đoàn(?!\s*(?:thể|viên|kết|thanh))[^.;()\d]{0,40}(?:có|gồm|dự kiến|với|:)\s*$", re.IGNORECASE
)
_LEVEL_BEFORE = re.compile(r"(?<!\w)cấp\s+(?P<level>xã|thôn|huyện|tỉnh)(?!\w)[^.;()\d]{0,40}$", re.IGNORECASE)
_LEVEL_BEHIND = re.compile(
    r"\s*(?:là\s+|thuộc\s+|ở\s+|của\s+)?cấp\s+(?P<level>xã|thôn|huyện|tỉnh)(?!\w)", re.IGNORECASE
)
_AND = re.compile(r"[^.;:()\d]{0,60}?(?:,|và|\+)\s*")
_NAMED_LEVEL = re.compile(r"(?<!\w)(cấp\s+thôn(?:\s*,\s*bản)?)\s+(?=\d)", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10}


def statements_in(paragraphs: Iterable[str]) -> list[Statement]:
    """Everything that `paragraphs` state, in order, each once."""
    paragraphs = [_NAMED_LEVEL.sub(r"\1: ", text) for text in paragraphs]  # else «thôn 150» is a village's name
    found = [statement for text in paragraphs for part in _by_class(text) for statement in _statements(*part)]
    once: dict[tuple, Statement] = {}
    for statement in found:
        once.setdefault((statement.about, statement.ordinal, statement.level, statement.value), statement)
    return list(once.values())


def parts_by_class(paragraphs: Iterable[str]) -> dict[int, str]:
    """What `paragraphs` say of each class by itself: {1: «Lớp thứ nhất: 182 đại biểu, …»}. The first counts."""
    found: dict[int, str] = {}
    for text in paragraphs:
        for ordinal, part in _by_class(text):
            if ordinal:
                found.setdefault(ordinal, part)
    return found


def _by_class(text: str) -> Iterator[tuple[int, str]]:
    """`text` cut before each class named by its ordinal: (0, what stands before), (1, «Lớp thứ nhất: …»), …"""
    matches = [match for match in _ONE.finditer(text) if _begins(text, match.start())]
    ends = [*(match.start() for match in matches), len(text)]
    if head := text[: ends[0]].strip():
        yield 0, head
    for match, end in zip(matches, ends[1:], strict=True):
        yield _ordinal(match), text[match.start() : end]


def _begins(text: str, at: int) -> bool:
    """Whether a class is named at the start of what is told of it, not in passing («như lớp thứ nhất»)."""
    return re.search(r"(?:^|[.;:,(+•–-])\s*(?:và\s+)?$", text[:at]) is not None


def _ordinal(match: re.Match) -> int:
    if match["number"]:
        return int(match["number"])
    if match["words"]:
        words = {"nhất": "một", "nhì": "hai", "tư": "bốn"}.get(match["words"].lower(), match["words"])
        try:
            return number_from_words(words)
        except ValueError:  # «thứ hai ba»
            return 0
    bare = match["bare"].lower()
    if bare.isdigit():
        return int(bare)
    values = [_ROMAN[letter] for letter in bare]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))


def _statements(ordinal: int, text: str) -> Iterator[Statement]:
    quantities = quantities_in(text)
    joined: set[int] = set()
    has_total = False
    for place, quantity in enumerate(quantities):
        is_inner = _depth(text, quantity.start) > 0 and not ordinal and quantity.per not in _GROUPS
        if quantity.value.denominator != 1 or place in joined or is_inner:
            yield from _level(text, quantity) if quantity.group == PEOPLE else ()
            continue
        if quantity.group == PEOPLE and quantity.per and not ordinal:
            about = _EACH.get(quantity.per.split(" ")[0])
            if about is not None and not (about == About.EACH_OFFICE and quantity.value > 100):
                more = list(_joined(text, quantities, place)) if about != About.SIZE else []
                joined |= set(more)
                value = quantity.value + sum(quantities[other].value for other in more)
                yield _statement(about, quantity, text, value=int(value))
        elif quantity.group == PEOPLE and not quantity.per and not has_total:
            level = list(_level(text, quantity))
            yield from level
            if ordinal and not level:
                has_total = True
                yield _statement(About.ONE_CLASS, quantity, text, ordinal=ordinal)
            elif not level and _is_total(text, quantity, quantities):
                has_total = True
                yield _statement(About.PEOPLE, quantity, text)
        elif quantity.group == PEOPLE and not quantity.per:
            yield from _level(text, quantity)
        elif not ordinal and not quantity.per and quantity.unit.split(" ")[0] in _GROUPS:
            yield _statement(About.CLASSES, quantity, text)


def _is_total(text: str, quantity: Quantity, quantities: tuple[Quantity, ...]) -> bool:
    """Whether classes or tours are counted in the same sentence, or words before say that this is all."""
    told = text[: quantity.start]
    start = max(told.rfind(". "), told.rfind("; ")) + 1
    end = min((at for mark in (". ", "; ") if (at := text.find(mark, quantity.end)) >= 0), default=len(text))
    if any(
        start <= other.start < end and other.unit.split(" ")[0] in _GROUPS and not other.per for other in quantities
    ):
        return True
    return any(pattern.search(told[-120:]) for pattern in (_TOTAL, _COUNTED, _TOUR))


def _level(text: str, quantity: Quantity) -> Iterator[Statement]:
    if quantity.per or quantity.value.denominator != 1:
        return
    found = _LEVEL_BEHIND.match(text, quantity.end) or _LEVEL_BEFORE.search(
        text, max(0, quantity.start - 80), quantity.start
    )
    if found:
        yield _statement(About.LEVEL, quantity, text, level=found["level"].lower())


def _joined(text: str, quantities: tuple[Quantity, ...], place: int) -> Iterator[int]:
    """Places of the quantities that go on with what one begins: «mỗi xã 02 lãnh đạo và 03 công chức»."""
    end = quantities[place].end
    for other in range(place + 1, len(quantities)):
        quantity, gap = quantities[other], text[end : quantities[other].start]
        goes_on = quantity.group == PEOPLE and not quantity.per and _AND.fullmatch(gap)
        if not goes_on or re.search(r"tổng|cộng|mỗi|cấp|=", gap, re.IGNORECASE):
            return
        yield other
        end = quantity.end


def _depth(text: str, at: int) -> int:
    """How many brackets are open at a place."""
    return text.count("(", 0, at) - text.count(")", 0, at)


def _statement(about: About, quantity: Quantity, text: str, *, value: int | None = None, **more) -> Statement:
    start = max(0, quantity.start - QUOTED + len(quantity.text) + 10)
    start = text.find(" ", start) + 1 if start else 0
    quote = ("…" if start else "") + text[start : quantity.end + 10].rsplit(" ", 1)[0].strip()
    return Statement(
        about,
        int(quantity.value) if value is None else value,
        quantity.unit,
        f"{quote}…" if quantity.end + 10 < len(text) else text[start:].strip(),
        is_about=quantity.is_about,
        **more,
    )
