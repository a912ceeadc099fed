"""Rules 66–71: nơi nhận."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.conformity.body import Kind
from documents.conformity.document import Document
from documents.conformity.findings import Severity, mm, quote
from documents.conformity.registry import Breach, Group, NotApplicable, at, rule
from documents.conformity.rules.styles import posture, size_between
from lib.text import fold

_GROUPS = {
    "so": ("so, ban", "so, nganh", "cac so", "ban, nganh"),
    "phong": ("cac phong", "phong, ban", "phong chuc nang", "phong ban", "don vi"),
    "ban": ("so, ban", "cac ban", "phong, ban", "ban, nganh"),
    "uy": ("ubnd cac", "ubnd xa", "ubnd huyen", "uy ban nhan dan cac", "cac xa", "cac huyen", "mttq"),
    "hoi": ("cac hoi", "hoi, doan", "doan the"),
}
_WITH_ADDRESSEES = ("BÁO CÁO", "TỜ TRÌNH")


@rule(66, "Từ «Nơi nhận:»", group=Group.RECIPIENTS, source="Phụ lục I, II.9.d", needs=("main",))
def head(document: Document) -> Iterator[Breach]:
    """Rule 66. «Nơi nhận:»: 12 pt, bold italic, at the left margin, level with the first line of the signature
    block."""
    line = document.closing.recipients_head
    if line is None:
        yield Breach("Không thấy «Nơi nhận:» ở cuối văn bản", document.main[-1].number)
        return
    if line.text != "Nơi nhận:":
        yield at(line, f"Ghi {quote(line.text)}; phải là «Nơi nhận:» có dấu hai chấm liền sau")
    yield from size_between(line, "«Nơi nhận:»", 12, 12)
    yield from posture(line, "«Nơi nhận:»", bold=True, italic=True)
    if document.body and abs(line.x0 - document.body.measure.left) > 0.6:
        yield at(line, f"«Nơi nhận:» cách lề trái {mm(line.x0 - document.body.measure.left)} mm; phải sát lề trái")
    first = document.closing.titles[0] if document.closing.titles else None
    if first and first.page == line.page and abs(first.baseline - line.baseline) > 1.05:
        yield at(
            line,
            f"«Nơi nhận:» lệch {mm(abs(first.baseline - line.baseline))} mm so với dòng {quote(first.text)}; phải "
            "ngang hàng",
        )


@rule(67, "Danh sách nơi nhận", group=Group.RECIPIENTS, source="Phụ lục I, II.9.d", needs=("recipients_head",))
def items(document: Document) -> Iterator[Breach]:
    """Rule 67. 11 pt, upright, each recipient on a line of its own, «- » at the left margin."""
    if not document.closing.recipients:
        yield at(document.closing.recipients_head, "Dưới «Nơi nhận:» không có danh sách nơi nhận")
        return
    left = document.closing.recipients_head.x0
    for item in document.closing.recipients:
        if not item.text.startswith("- "):
            yield at(item.lines[0], f"Nơi nhận {quote(item.text, 40)} phải bắt đầu bằng gạch nối và dấu cách «- »")
        for i, line in enumerate(item.lines):
            yield from size_between(line, f"Nơi nhận {quote(line.text, 40)}", 11, 11)
            yield from posture(line, f"Nơi nhận {quote(line.text, 40)}", bold=False)
            if not -0.6 <= line.x0 - left <= (0.6 if i == 0 else 4.2):
                yield at(line, f"Nơi nhận {quote(line.text, 40)} lệch {mm(line.x0 - left)} mm; phải sát lề trái")


@rule(68, "Dấu câu nơi nhận và dòng Lưu", group=Group.RECIPIENTS, source="Phụ lục I, II.9.d", needs=("recipients",))
def marks(document: Document) -> Iterator[Breach]:
    """Rule 68. «;» after every recipient; last «- Lưu: VT, <drafting unit>, <copies>.»"""
    *others, last = document.closing.recipients
    for item in others:
        if not item.text.endswith(";"):
            yield at(item.lines[-1], f"Nơi nhận {quote(item.text, 40)} phải kết thúc bằng dấu «;»")
    line = last.lines[-1]
    if not re.match(r"- Lưu\b", last.text):
        yield at(line, f"Dòng cuối nơi nhận là {quote(last.text, 40)}; phải là dòng «- Lưu: VT, … .»")
    elif not last.text.endswith("."):
        yield at(line, f"Dòng {quote(last.text, 40)} phải kết thúc bằng dấu «.»")
    elif not re.fullmatch(r"- Lưu: VT(, ?[^;]+| ?\([^;]+\))?\.", last.text):
        yield at(line, f"Dòng lưu ghi {quote(last.text, 40)}; phải theo mẫu «- Lưu: VT, CSTT (2).»")
    elif last.text == "- Lưu: VT.":
        yield at(
            line, "Dòng «- Lưu: VT.» chưa ghi đơn vị soạn thảo, thí dụ «- Lưu: VT, CSTT.»", severity=Severity.WARNING
        )


@rule(69, "«Kính gửi» và «Như trên»", group=Group.RECIPIENTS, source="Phụ lục I, II.9.b", needs=("main",))
def no_address(document: Document) -> Iterator[Breach]:
    """Rule 69. A plan has no «Kính gửi» and so no «Như trên»; a letter has it, a report or proposal may have it."""
    if document.is_letter or document.kind in _WITH_ADDRESSEES:
        yield from _to_whom(document)
        return
    kind = document.kind.capitalize()
    for item in document.closing.recipients:
        if re.match(r"- Như trên", item.text, re.IGNORECASE):
            yield at(
                item.lines[0], f"{kind} không có «Kính gửi» nên nơi nhận không ghi «Như trên»; hãy ghi rõ tên nơi nhận"
            )
    for line in document.main[0].lines:
        if re.match(r"Kính gửi\s*:", line.text, re.IGNORECASE):
            yield at(line, f"{kind} không có phần «Kính gửi»; nơi nhận ghi ở cuối văn bản")


def _to_whom(document: Document) -> Iterator[Breach]:
    """«Kính gửi:» in small letters of 13–14 pt, upright; several names each on a line with «- », «;» and a last «.»."""
    lines = document.head.to_whom
    if not lines:
        if document.is_letter:
            yield Breach("Không thấy «Kính gửi:» của công văn", 1)
        for item in document.closing.recipients:
            if re.match(r"- Như trên", item.text, re.IGNORECASE):
                yield at(item.lines[0], "Nơi nhận ghi «Như trên» nhưng không có phần «Kính gửi»")
        return
    for line in lines:
        yield from size_between(line, quote(line.text, 40), 13, 14)
        yield from posture(line, quote(line.text, 40), bold=False)
    items = [line for line in lines[1:] if line.text.startswith("- ")]
    if len(lines) > 1 and re.fullmatch(r"Kính gửi\s*:", lines[0].text, re.IGNORECASE):
        if not items or items[0] is not lines[1]:
            yield at(lines[1], "Mỗi nơi kính gửi phải ở một dòng riêng, bắt đầu bằng gạch nối và dấu cách «- »")
        crooked = next((line for line in items if abs(line.x0 - items[0].x0) > 0.7), None)
        if crooked:
            yield at(crooked, "Các gạch đầu dòng sau «Kính gửi:» phải thẳng hàng với nhau")
        if not lines[-1].text.endswith("."):
            yield at(lines[-1], f"Nơi kính gửi cuối cùng {quote(lines[-1].text, 40)} phải kết thúc bằng dấu «.»")


@rule(
    70,
    "Nơi nhận không lấn chữ ký",
    group=Group.RECIPIENTS,
    severity=Severity.WARNING,
    needs=("recipients", "signature"),
)
def apart(document: Document) -> Iterator[Breach]:
    """Rule 70. Recipients end 5 mm left of the signature block."""
    closing = document.closing
    own = [line for line in [*closing.titles, closing.name] if line and line.page == closing.recipients_head.page]
    if not own:
        raise NotApplicable("chữ ký ở trang khác")
    edge = min(line.x0 for line in own)
    widest = max(closing.recipient_lines(), key=lambda line: line.x1)
    if widest.x1 > edge - 5:
        yield at(
            widest,
            f"Nơi nhận {quote(widest.text, 40)} cách khối chữ ký {mm(edge - widest.x1)} mm; nên ngắt dòng, cách ít "
            "nhất 5 mm",
        )


@rule(
    71,
    "Đơn vị được giao việc có trong nơi nhận",
    group=Group.RECIPIENTS,
    severity=Severity.WARNING,
    needs=("recipients", "body"),
)
def tasked_units(document: Document) -> Iterator[Breach]:
    """Rule 71. Each unit with a heading of its own in «TỔ CHỨC THỰC HIỆN» is a recipient, by name or by group."""
    units, inside = [], False
    for paragraph in document.body.text:
        if paragraph.kind is Kind.CHAPTER:
            inside = "to chuc thuc hien" in fold(paragraph.title)
        elif inside and paragraph.bold and paragraph.kind in (Kind.CLAUSE, Kind.HEADING):
            units.append(paragraph)
    if not units:
        raise NotApplicable("không có đề mục giao việc cho từng đơn vị")
    listed = " | ".join(_short(item.text) for item in document.closing.recipients)
    for paragraph in units:
        unit = re.sub(r"^(de nghi|giao|trach nhiem cua|nhiem vu cua)\s+", "", _short(paragraph.title)).strip(" .:;")
        first = unit.split(" ")[0] if unit else ""
        if first not in (*_GROUPS, "ubnd", "van", "trung", "cong", "ubmttq", "dai", "kho", "truong"):
            continue
        names = [unit, *re.split(r", | va ", unit)]
        groups = _GROUPS.get("uy" if first in ("ubnd", "ubmttq") else first, ())
        if not any(len(name) > 4 and name in listed for name in names) and not any(group in listed for group in groups):
            yield at(paragraph.first, f"{quote(paragraph.title, 50)} được giao việc nhưng không thấy trong nơi nhận")


def _short(text: str) -> str:
    short = fold(text)
    for long, brief in (
        ("uy ban nhan dan", "ubnd"),
        ("hoi dong nhan dan", "hdnd"),
        ("uy ban mttq", "ubmttq"),
        ("mat tran to quoc", "mttq"),
    ):
        short = short.replace(long, brief)
    return short
