"""Counts against what is listed: «06 huyện, gồm: …», «28 đơn vị gồm: …; …», «03 nhiệm vụ sau:» and the lines below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.checking.findings import Severity
from documents.checking.lists import lists_in
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Subject
from documents.quantities import MONEY, PEOPLE, Quantity

_LONGEST = 5000  # characters of a list
_PLACES = {"xã", "huyện", "thôn", "tỉnh"}
_UNITS = {"đơn vị", "cơ quan", "doanh nghiệp", "hợp tác xã", "công ty", "trường", "sở"}
_TASKS = {"nhiệm vụ", "nhóm nhiệm vụ", "giải pháp", "nhóm giải pháp", "nội dung", "chỉ tiêu", "mục tiêu", "chuyên đề",
          "bước", "nhóm", "tiểu dự án"}  # fmt: skip
_LEAD = re.compile(
    r"(?P<between>[^.;:()\d]{0,70}?)"
    r"(?:\s*[,:]?\s*(?:bao\s+gồm|gồm(?:\s+có)?|cụ\s+thể|là)\s*:?\s*(?:các\s+[^\W\d]+\s*:?\s*)?|"
    r"\s*\((?:gồm\s*:?\s*)?|\s*:\s*)",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"^(?:và\s+)?(?:các\s+)?(?:huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu|thôn|bản|tổ dân phố|tỉnh|"
    r"TP\.?|TX\.?)\s+"
)
_OPEN = re.compile(r"\.\.|…|v\.v|vv\b|(?<!\w)(?:các|những|một số|khác|còn lại)(?!\w)", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[,;]\s*(?:và\s+)?|\s+và\s+")


@rule(
    "amounts.enumeration",
    "Số đơn vị đã nêu khớp với danh sách kèm theo",
    family=Family.AMOUNTS,
    severity=Severity.ERROR,
    source="Phép đếm",
)
def as_many_are_named_as_counted(subject: Subject) -> Iterator[Breach]:
    """«06 huyện miền núi của tỉnh, gồm: Đông Giang, Tây Giang, Nam Giang, Bắc Trà My, Nam Trà My»: five."""
    for passage in subject.passages:
        if passage.is_cell:
            continue
        for quantity in subject.quantities(passage):
            if (
                quantity.value.denominator != 1
                or not 2 <= quantity.value <= 60
                or (quantity.per and quantity.group != PEOPLE)
            ):
                continue
            if quantity.per and quantity.group != PEOPLE:
                continue
            if (found := _listed(passage.text, quantity)) is None:
                continue
            listed, quote = found
            count = len(listed)
            if quantity.group in _PLACES and all(map(_is_place, listed)) and count != quantity.value:
                yield Breach(
                    passage.place, quote, f"Ghi {_count(quantity)} nhưng nêu tên {count}: {', '.join(listed)}."
                )
            elif quantity.group in _UNITS and ";" in quote and count != quantity.value and count > 2:
                yield Breach(
                    passage.place,
                    quote,
                    f"Ghi {_count(quantity)} nhưng liệt kê {count}.",
                    severity=Severity.WARNING,
                )
            elif quantity.group == PEOPLE and quantity.value < 16 and count > quantity.value and _are_posts(listed):
                yield Breach(
                    passage.place,
                    quote,
                    f"Ghi {_count(quantity)} nhưng liệt kê {count} thành phần.",
                    severity=Severity.WARNING,
                )


def _count(quantity: Quantity) -> str:
    return f"{quantity.digits} {quantity.unit}"


def _listed(text: str, quantity: Quantity) -> tuple[list[str], str] | None:
    """The items listed behind a count, and from the count to their end as printed; None without a closed list."""
    lead = _LEAD.match(text, quantity.end)
    if quantity.is_about or quantity.group == MONEY or not lead or re.search(r"(?<!\w)trong đó(?!\w)", lead[0]):
        return None
    start = lead.end()
    is_bracket = lead[0].rstrip().endswith("(") or "(" in lead[0]
    end = _end_of_list(text, start, is_bracket=is_bracket)
    inside = re.sub(r"\([^()]*\)", "", text[start:end])
    if quantity.group == PEOPLE:
        parts = [part.rpartition(":")[2] for part in re.split(r"[,;]", inside)]  # «Đại diện lãnh đạo: Đảng ủy, …»
    elif _OPEN.search(inside):
        return None
    elif quantity.group in _UNITS:
        if end == len(text.rstrip()) and not text.rstrip().endswith("."):
            return None  # a long line that was cut
        parts = inside.split(";")
    elif re.search(r"\d", inside):
        return None
    else:
        parts = _SEPARATOR.split(inside.replace(":", ","))
    items = [item for part in parts if (item := " ".join(part.split()).strip(" ."))]
    return (items, text[quantity.start : end].strip()) if len(items) > 1 else None


def _end_of_list(text: str, start: int, *, is_bracket: bool) -> int:
    depth, end = 0, min(len(text), start + _LONGEST)
    for at in range(start, end):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth < 0:
            return at
        ends_sentence = text[at] == "." and text[at + 1 : at + 2] in ("", " ") and text[at - 1 : at] not in ("P", "X")
        if ends_sentence and depth == 0 and not is_bracket:
            return at
    return end


def _is_place(item: str) -> bool:
    """A proper name of at most five syllables, each with a capital: «Bắc Trà My», «huyện Nam Trà My»."""
    words = _KIND.sub("", item).split()
    return 0 < len(words) <= 5 and all(word[:1].isupper() for word in words)


def _are_posts(items: list[str]) -> bool:
    return all(len(item.split()) <= 16 and not re.search(r"\d", item) for item in items) and not any(
        re.match(r"(?:các|đại diện các|những|một số)(?!\w)", item, re.IGNORECASE) for item in items
    )


@rule(
    "amounts.tasks",
    "Số nhiệm vụ, nội dung đã nêu khớp với số mục bên dưới",
    family=Family.AMOUNTS,
    severity=Severity.WARNING,
    source="Phép đếm",
)
def as_many_lines_follow_as_told(subject: Subject) -> Iterator[Breach]:
    """«tập trung 05 nhiệm vụ trọng tâm sau:» with four lines below."""
    for lead, items in lists_in(subject):
        if not lead.text.rstrip().endswith(":"):
            continue
        for quantity in subject.quantities(lead):
            rest = lead.text[quantity.end :]
            if quantity.group not in _TASKS or quantity.is_about or quantity.per or not 2 <= quantity.value <= 40:
                continue
            is_announced = re.fullmatch(
                r"[^.;:\d]{0,60}(?:sau|sau đây|như sau|gồm|cụ thể|chính|trọng tâm|chủ yếu)?\s*:\s*", rest
            )
            if is_announced and len(items) != quantity.value:
                yield Breach(lead.place, quantity.text, f"Ghi {quantity.text} nhưng bên dưới có {len(items)} mục.")
