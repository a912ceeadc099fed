"""Rules 36–40: tên loại and trích yếu."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.conformity.document import Document
from documents.conformity.findings import Severity, mm, quote
from documents.conformity.lines import MM
from documents.conformity.registry import Breach, Group, at, rule
from documents.conformity.rules.head import share_of_line
from documents.conformity.rules.styles import posture, size_between

_SHORT_FORMS = re.compile(
    r"(?<![\w&-])(UBND|HĐND|UBMTTQ|MTTQ|BTV|BCĐ|BQL|DTTS|DTTS&MN|ĐBKK|MTQG|CTMTQG|GNBV|NTM|KT-XH|NSTW|NSĐP|NSNN|LĐTBXH|"
    r"NN&PTNT|TC-KH|KBNN|TDP|CBCC|NCNL)(?![\w&-])"
)


@rule(36, "Tên loại; trích yếu của công văn", group=Group.TITLE, source="Phụ lục I, II.5.b", needs=("main",))
def kind(document: Document) -> Iterator[Breach]:
    """Rule 36. «KẾ HOẠCH»: 13–14 pt, bold, upright, capitals, centred, well below the number. A letter has none, but
    its subject under the number."""
    if document.is_letter:
        yield from _subject(document)
        return
    line = document.head.kind
    if line is None:
        yield Breach(f"Không thấy dòng tên loại «{document.kind}» đứng riêng ở giữa trang 1", 1)
        return
    if line.text != document.kind:
        yield at(line, f"Tên loại ghi {quote(line.text)}; phải là «{document.kind}», chữ in hoa, không có dấu")
    yield from size_between(line, "Tên loại", 13, 14)
    yield from posture(line, "Tên loại", bold=True)
    if document.body and abs(line.centre - document.body.measure.centre) > 0.8:
        yield at(
            line, f"Tên loại lệch {mm(abs(line.centre - document.body.measure.centre))} mm; phải canh giữa phần chữ"
        )
    if document.head.number and line.baseline < document.head.number.baseline + 5.9:
        yield at(line, "Tên loại sát dòng số, ký hiệu; hãy để cách ít nhất 6 mm")


def _subject(document: Document) -> Iterator[Breach]:
    """«V/v …»: 12–13 pt, upright, not bold, centred under the number, 6 pt below it."""
    lines, number = document.head.subject, document.head.number
    if document.head.kind:
        yield at(document.head.kind, "Công văn không có tên loại; trích yếu «V/v …» ghi dưới số, ký hiệu")
        return
    if not lines:
        yield Breach("Không thấy trích yếu «V/v …» dưới số, ký hiệu của công văn", 1)
        return
    for line in lines:
        yield from size_between(line, f"Trích yếu {quote(line.text, 40)}", 12, 13)
        yield from posture(line, f"Trích yếu {quote(line.text, 40)}", bold=False)
    if number and abs(lines[0].centre - number.centre) > 1.5:
        yield at(lines[0], "Trích yếu của công văn phải canh giữa dưới số, ký hiệu")
    step = lines[0].baseline - number.baseline if number else 0
    if number and not 1.149 * lines[0].size * MM + 6 * MM - 0.7 <= step <= 13:
        yield at(lines[0], f"Trích yếu cách dòng số, ký hiệu {mm(step)} mm; cần cách dòng 6 pt")
    if lines[-1].text[-1] in ".;:,":
        yield at(lines[-1], f"Trích yếu không có dấu «{lines[-1].text[-1]}» ở cuối")


@rule(37, "Trích yếu", group=Group.TITLE, source="Phụ lục I, II.5.b", needs=("kind",))
def title(document: Document) -> Iterator[Breach]:
    """Rule 37. Small letters with a capital first, bold, upright, size of the kind, centred; no end mark, no «V/v»."""
    lines, over = document.head.title, document.head.kind
    if not lines:
        yield at(over, "Không thấy trích yếu nội dung ngay dưới tên loại")
        return
    text = " ".join(line.text for line in lines)
    for line in lines:
        yield from posture(line, f"Trích yếu {quote(line.text, 40)}", bold=True)
        if any(abs(size - over.size) > 0.15 for size in line.sizes):
            yield at(line, f"Trích yếu cỡ {mm(line.size)}, tên loại cỡ {mm(over.size)}; phải cùng cỡ")
        if document.body and abs(line.centre - document.body.measure.centre) > 0.8:
            yield at(
                line,
                f"Trích yếu {quote(line.text, 40)} lệch {mm(abs(line.centre - document.body.measure.centre))} mm; "
                "phải canh giữa",
            )
    if text == text.upper():
        yield at(lines[0], "Trích yếu viết toàn chữ in hoa; phải viết chữ thường, chỉ hoa chữ đầu và tên riêng")
    elif not text[0].isupper() and text[0].isalpha():
        yield at(lines[0], f"Trích yếu {quote(text, 40)} phải viết hoa chữ đầu")
    if text[-1] in ".;:,":
        yield at(lines[-1], f"Trích yếu không có dấu «{text[-1]}» ở cuối")
    if text.lower().startswith("v/v"):
        kind = document.kind.lower()
        yield at(lines[0], f"Trích yếu của {kind} không bắt đầu bằng «V/v» (chỉ công văn mới dùng)")


@rule(38, "Trích yếu ngay dưới tên loại", group=Group.TITLE, source="Phụ lục I, II.5.b", needs=("kind", "title"))
def title_below(document: Document) -> Iterator[Breach]:
    """Rule 38. The title follows the kind without a gap."""
    first = document.head.title[0]
    step = first.baseline - document.head.kind.baseline
    if not 4.5 <= step <= 8.7:
        yield at(first, f"Trích yếu cách tên loại {mm(step)} mm; phải ngay dưới (4,6–8,6 mm)")


@rule(39, "Đường kẻ dưới trích yếu", group=Group.TITLE, source="Phụ lục I, II.5.b", needs=("title",))
def title_rule(document: Document) -> Iterator[Breach]:
    """Rule 39. A rule under the title, 1/3 to 1/2 of the text line, centred."""
    lines, drawn = document.head.title, document.head.title_rule
    if drawn is None:
        yield at(lines[-1], "Không thấy đường kẻ liền dưới trích yếu, dài 1/3 đến 1/2 dòng chữ")
        return
    yield from share_of_line(drawn, lines, "Đường kẻ dưới trích yếu")
    below = drawn.y - lines[-1].baseline
    if not 0.4 <= below <= 4.1:
        yield at(lines[-1], f"Đường kẻ dưới trích yếu cách chân chữ {mm(below)} mm; cần 0,5–4 mm")


@rule(40, "Trích yếu ngắn gọn, không viết tắt", group=Group.TITLE, severity=Severity.WARNING, needs=("title",))
def title_short(document: Document) -> Iterator[Breach]:
    """Rule 40. At most four lines and 500 characters (Phụ lục VI), no usual abbreviation."""
    lines = document.head.title
    text = " ".join(line.text for line in lines)
    if len(lines) > 4:
        yield at(lines[0], f"Trích yếu dài {len(lines)} dòng; nên gọn trong 4 dòng")
    if len(text) > 500:
        yield at(lines[0], f"Trích yếu dài {len(text)} ký tự; sổ văn bản đi chỉ ghi được 500")
    short = _SHORT_FORMS.search(text)
    if short:
        yield at(lines[0], f"Trích yếu viết tắt «{short[0]}»; nên viết đầy đủ")
