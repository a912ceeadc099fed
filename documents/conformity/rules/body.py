"""Rules 45–50 and 54–58: how the text is set, and marks in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from documents.conformity.body import Kind, Paragraph
from documents.conformity.document import Document
from documents.conformity.findings import Severity, mm, quote
from documents.conformity.registry import Breach, Group, NotApplicable, at, rule

_BULLET = re.compile(r"^([•·●○▪■□➢✓*–—]|o )|^- ?[-+•*] |^- ?[a-zđ][.)] |^[a-zđ]\. |^\([a-zđ]\) ")
_ARTICLE = re.compile(r"Điều \d+[a-zđ]?\. ")
"""Its number is printed in bold, its text is not (Phụ lục I, II.6.đ)."""
_PLACEHOLDER = re.compile(r"(…\s?){3,}|\.{6,}|_{5,}|\?{3,}|\[CẦN|\{\{|\}\}|\bxxx+\b|\[…\]|\bTODO\b|[Ll]orem ipsum")


@rule(45, "Chữ trong nội dung", group=Group.BODY, source="Phụ lục I, II.6.e và V", needs=("body",))
def letters(document: Document) -> Iterator[Breach]:
    """Rule 45. One size of 13–14 pt, upright; bold only whole headings, never a point «a)»."""
    size = document.body.measure.size
    if not 12.9 <= size <= 14.1:
        yield at(document.body.lines[0], f"Nội dung cỡ chữ {mm(size)}; Nghị định 30 yêu cầu cỡ 13–14")
    for paragraph in document.body.text:
        odd = next((line for line in paragraph.lines if any(abs(s - size) > 0.15 for s in line.sizes)), None)
        if odd:
            sizes = " và ".join(mm(s) for s in sorted(odd.sizes))
            yield at(odd, f"{quote(odd.text, 40)} có chữ cỡ {sizes}; nội dung phải cùng một cỡ ({mm(size)})")
        slanted = next((line for line in paragraph.lines if line.any_italic), None)
        if slanted:
            yield at(slanted, f"{quote(slanted.text, 40)} có chữ nghiêng; nội dung phải là chữ đứng")
        numbered = paragraph.lines[1:] if _ARTICLE.match(paragraph.text) else paragraph.lines
        bold = next((line for line in numbered if line.any_bold), None)
        if bold and (not paragraph.bold or paragraph.kind is Kind.POINT or re.match(r"[-+] ", paragraph.text)):
            yield at(bold, f"{quote(bold.text, 40)} có chữ đậm; chỉ đề mục (phần, mục, khoản) in đậm, và đậm cả đoạn")


@rule(46, "Lùi đầu dòng", group=Group.BODY, source="Phụ lục I, II.6.e", needs=("body",))
def indent(document: Document) -> Iterator[Breach]:
    """Rule 46. The first line of every paragraph is indented by 1 cm or 1.27 cm, the same everywhere."""
    left = document.body.measure.left
    indents = [(p, p.first.x0 - left) for p in document.body.paragraphs if not p.centred]
    good = Counter(wanted for _, found in indents for wanted in (10, 12.7) if abs(found - wanted) <= 0.45)
    usual = good.most_common(1)[0][0] if good else None
    wrong: dict[float, list[Paragraph]] = {}
    for paragraph, found in indents:
        if usual is None or abs(found - usual) > 0.45:
            wrong.setdefault(round(found, 0), []).append(paragraph)
    for paragraphs in wrong.values():
        first = paragraphs[0]
        found = first.first.x0 - left
        many = f" ({len(paragraphs)} đoạn như vậy)" if len(paragraphs) > 1 else ""
        asked = (
            f"cả văn bản dùng một mức, ở đây là {mm(usual)} mm" if usual else "Nghị định 30 yêu cầu 10 mm hoặc 12,7 mm"
        )
        yield at(first.first, f"Đoạn {quote(first.text, 40)} lùi đầu dòng {mm(found)} mm; {asked}{many}")


@rule(47, "Dòng sau sát lề trái", group=Group.BODY, source="Phụ lục I, II.6.e", needs=("body",))
def flush(document: Document) -> Iterator[Breach]:
    """Rule 47. All other lines of a paragraph start at the left margin."""
    left = document.body.measure.left
    for paragraph in document.body.paragraphs:
        for line in paragraph.lines[1:]:
            if abs(line.x0 - left) > 0.35:
                yield at(
                    line,
                    f"Dòng {quote(line.text, 40)} lệch lề trái {mm(line.x0 - left)} mm; các dòng sau phải sát lề trái",
                )


@rule(48, "Căn đều hai lề", group=Group.BODY, source="Phụ lục I, II.6.e", needs=("body",))
def justified(document: Document) -> Iterator[Breach]:
    """Rule 48. Every line but the last of a paragraph reaches the right margin."""
    right = document.right_of
    lines = [line for p in document.body.paragraphs if not p.centred for line in p.lines[:-1]]
    ragged = [line for line in lines if right(line) - line.x1 > 0.55]
    if ragged:
        yield at(
            ragged[0],
            f"{len(ragged)} dòng không căn đều hai lề, như {quote(ragged[0].text, 40)} (hụt "
            f"{mm(right(ragged[0]) - ragged[0].x1)} mm); "
            "nội dung phải căn đều cả hai lề",
        )
    loose = next((line for line in lines if line.baseline in document.pages[line.page].split_rows), None)
    if loose:
        yield at(
            loose,
            f"Dòng {quote(loose.text, 40)} bị kéo giãn quá thưa; hãy sửa câu chữ quanh đó cho dòng đầy hơn",
            severity=Severity.WARNING,
        )
    outside = next((line for p in document.body.paragraphs for line in p.lines if line.x1 - right(line) > 0.75), None)
    if outside:
        yield at(outside, f"Dòng {quote(outside.text, 40)} vượt lề phải {mm(outside.x1 - right(outside))} mm")


@rule(49, "Giãn dòng", group=Group.BODY, source="Phụ lục I, II.6.e", needs=("body",))
def line_spacing(document: Document) -> Iterator[Breach]:
    """Rule 49. Single to 1.5 lines (1.149 to 1.724 times the size), the same everywhere."""
    measure = document.body.measure
    steps = [pair for paragraph in document.body.paragraphs for pair in paragraph.steps]
    if not steps:
        raise NotApplicable("không có đoạn nào dài quá một dòng")
    low, high = measure.single * 0.975, measure.single * 1.5 * 1.02
    wrong = [(line, step) for line, step in steps if not low <= step <= high]
    if wrong:
        line, step = wrong[0]
        yield at(
            line,
            f"Giãn dòng {mm(step)} mm ({mm(step / measure.single)} dòng đơn) ở {len(wrong)} chỗ; Nghị định 30 yêu "
            "cầu từ dòng đơn "
            f"đến 1,5 dòng ({mm(measure.single)}–{mm(measure.single * 1.5)} mm với cỡ {mm(measure.size)})",
        )
        return
    uneven = [(line, step) for line, step in steps if abs(step - measure.step) > 0.3]
    if uneven:
        line, step = uneven[0]
        yield at(line, f"Giãn dòng không đều: {mm(step)} mm ở {quote(line.text, 40)}, nơi khác {mm(measure.step)} mm")


@rule(50, "Khoảng cách giữa các đoạn", group=Group.BODY, source="Phụ lục I, II.6.e", needs=("body",))
def paragraph_gaps(document: Document) -> Iterator[Breach]:
    """Rule 50. At least 6 pt more between paragraphs than between lines."""
    measure, paragraphs = document.body.measure, document.body.paragraphs
    least = min((step for p in paragraphs for _, step in p.steps), default=measure.single)
    gaps = [
        (below, below.first.baseline - above.last.baseline - (_step(above, least) + _step(below, least)) / 2)
        for above, below in pairwise(paragraphs)
        if not below.alone and not (above.centred and below.centred)
    ]
    narrow = [(p, gap) for p, gap in gaps if gap < 6 * 25.4 / 72 - (0.16 if p.first.size == measure.size else 0.4)]
    if narrow:
        paragraph, gap = narrow[0]
        yield at(
            paragraph.first,
            f"Khoảng cách trước đoạn {quote(paragraph.text, 40)} là {mm(max(gap, 0) * 72 / 25.4)} pt "
            f"({len(narrow)} chỗ); "
            "Nghị định 30 yêu cầu tối thiểu 6 pt",
        )


def _step(paragraph: Paragraph, otherwise: float) -> float:
    """Step between the lines of `paragraph`, which has only one perhaps."""
    steps = [step for _, step in paragraph.steps]
    return median(steps) if steps else otherwise


@rule(54, "Ký hiệu đầu dòng", group=Group.BODY, source="Phụ lục I, II.6.đ", needs=("body",))
def list_marks(document: Document) -> Iterator[Breach]:
    """Rule 54. No «•», «*», «–», no doubled marks «- +», «- a.», no «a.» or «(a)»."""
    for paragraph in document.body.text:
        mark = _BULLET.match(paragraph.text)
        if mark:
            asked = "viết «a)»" if re.search(r"[a-zđ]", mark[0]) and mark[0] != "o " else "dùng gạch nối «-» hoặc «+»"
            yield at(paragraph.first, f"Đoạn {quote(paragraph.text, 40)} bắt đầu bằng «{mark[0].strip()}»; hãy {asked}")


@rule(56, "Dấu kết thúc ./.", group=Group.BODY, source="Phụ lục III, mẫu 1.4", needs=("body",))
def end_mark(document: Document) -> Iterator[Breach]:
    """Rule 56. «./.» stands once, at the end of the last paragraph; at most once in each appendix."""
    found = [p for p in document.body.paragraphs for _ in range(p.text.count("./."))]
    last = document.body.paragraphs[-1]
    if not found and not _ends_in_table(document):
        yield at(last.last, "Cuối nội dung không có dấu «./.»")
    elif len(found) > 1:
        yield at(found[0].last, f"Dấu «./.» xuất hiện {len(found)} lần; chỉ ghi một lần, ở cuối đoạn cuối cùng")
    elif found and not last.text.endswith("./."):
        yield at(found[0].last, f"Dấu «./.» nằm ở {quote(found[0].text, 40)}; phải ở cuối đoạn cuối cùng")
    for annex in document.annexes:
        pages = [document.pages[number] for number in annex.pages if number in document.pages]
        lines = [line for page in pages for line in page.lines if "./." in line.text]
        if len(lines) > 1:
            yield at(lines[0], f"Dấu «./.» xuất hiện {len(lines)} lần trong {annex.name}; chỉ ghi một lần ở cuối")


def _ends_in_table(document: Document) -> bool:
    """Whether a table stands after the last paragraph, so that the end mark is inside it."""
    last = document.body.lines[-1]
    return any(
        "./." in line.text
        for page in document.main
        for line in page.lines
        if (page.number, line.baseline) > (last.page, last.baseline)
    )


@rule(57, "Đề mục không nằm cuối trang", group=Group.BODY, severity=Severity.WARNING, needs=("body",))
def headings_kept(document: Document) -> Iterator[Breach]:
    """Rule 57. A heading stands on the page of the text that follows it."""
    for above, below in pairwise(document.body.paragraphs):
        if above.is_heading and above.last.page != below.first.page and not _table_after(document, above):
            yield at(
                above.last,
                f"Đề mục {quote(above.text, 40)} nằm cuối trang {above.last.page}; hãy chuyển sang trang sau",
            )


def _table_after(document: Document, paragraph: Paragraph) -> bool:
    page = next(p for p in document.main if p.number == paragraph.last.page)
    return any(top > paragraph.last.top for _, top, _, _ in page.tables)


@rule(58, "Không còn chỗ chưa điền", group=Group.BODY, needs=("body",))
def placeholders(document: Document) -> Iterator[Breach]:
    """Rule 58. No rows of dots, question marks or braces where text is missing; forms in appendices may have them."""
    lines = [line for page in document.main for line in page.lines]
    for line in lines:
        found = _PLACEHOLDER.search(line.text)
        if found:
            yield at(line, f"Còn chỗ chưa điền «{found[0].strip()[:12]}» ở {quote(line.text, 40)}; hãy điền hoặc bỏ")
