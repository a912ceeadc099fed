"""Classes, groups and tests that are listed one by one: as many as told, serial numbers without gap."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.checking.findings import Severity
from documents.checking.lists import lists_in
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Passage, Subject
from documents.quantities import PEOPLE

ARITHMETIC = "Phép tính"


@rule(
    "training.listed",
    "Liệt kê đủ số lớp, đoàn, đợt đã nêu",
    family=Family.TRAINING,
    severity=Severity.ERROR,
    source=ARITHMETIC,
)
def as_many_are_listed_as_told(subject: Subject) -> Iterator[Breach]:
    """«Mở 04 lớp …, cụ thể như sau:» with five lines «Lớp thứ …»."""
    for lead, items in lists_in(subject):
        if not lead.text.rstrip().endswith(":"):
            continue
        for quantity in subject.quantities(lead):
            noun = quantity.unit.split()[0] if quantity.unit else ""
            if noun not in ("lớp", "đoàn", "đợt", "cuộc", "hội", "khóa", "mô", "tổ", "nhóm", "đội") or quantity.per:
                continue
            listed = [item for item in items if re.match(rf"\W*{noun}(?!\w)", item.text, re.IGNORECASE)]
            if (
                len(listed) == len(items)
                and len(listed) != quantity.value
                and not quantity.is_about
                and not any(q.unit == quantity.unit for item in listed for q in subject.quantities(item))
            ):
                yield Breach(lead.place, quantity.text, f"Ghi {quantity.text} nhưng bên dưới liệt kê {len(listed)}.")


@rule(
    "training.serials",
    "Số thứ tự từng nhóm cộng lại bằng số người",
    family=Family.TRAINING,
    severity=Severity.ERROR,
    source=ARITHMETIC,
)
def serial_numbers_make_the_total(subject: Subject) -> Iterator[Breach]:
    """«(100 người), cụ thể: - Chỉ huy nổ mìn: Từ số thứ tự 01 đến số thứ tự 07 …»; a number twice or left out."""
    reached: dict[str, tuple[int, Passage]] = {}
    for lead, items in lists_in(subject):
        spans = [_serials(item) for item in items]
        if any(span is None for span in spans):
            continue
        counted = sum(last - first + 1 for first, last in spans)
        people = [q for q in subject.quantities(lead) if q.group == PEOPLE and not q.per and not q.is_about]
        if people and people[-1].value != counted:
            shown = " + ".join(str(last - first + 1) for first, last in spans)
            yield Breach(
                lead.place,
                people[-1].text,
                f"Các nhóm bên dưới cộng lại là {shown} = {counted}, ở đây ghi {people[-1].text}.",
            )
        for item, (first, last) in zip(items, spans, strict=True):
            name = item.text.split(":")[0].strip().lower()
            if name in reached and first != reached[name][0] + 1:
                yield Breach(
                    item.place,
                    item.text,
                    f"Nhóm này lần trước đến số {reached[name][0]:02}, lần này từ số {first:02}: "
                    f"{'có số thứ tự lặp lại' if first <= reached[name][0] else 'có số thứ tự bị bỏ sót'}.",
                )
            reached[name] = (last, item)


def _serials(item: Passage) -> tuple[int, int] | None:
    found = re.search(
        r"từ\s+(?:số\s+)?(?:thứ\s+tự|số|stt)?\s*(\d+)\s+đến\s+(?:số\s+)?(?:thứ\s+tự|số|stt)?\s*(\d+)\s*\.?\s*$",
        item.text,
        re.IGNORECASE,
    )
    return (int(found[1]), int(found[2])) if found and ":" in item.text else None
