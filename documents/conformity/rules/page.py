"""Rules 8–17: paper, margins, page numbers."""

from __future__ import annotations

from collections.abc import Iterator

from documents.conformity.document import Document
from documents.conformity.findings import Severity, mm, quote
from documents.conformity.lines import Line
from documents.conformity.margins import header_lines, is_number, text_lines
from documents.conformity.reading import Page
from documents.conformity.registry import Breach, Group, NotApplicable, at, rule

_NEAR = 0.3  # mm of tolerance for an edge


@rule(8, "Khổ giấy A4", group=Group.PAGE, source="Phụ lục I, I.1–2")
def paper(document: Document) -> Iterator[Breach]:
    """Rule 8. A4; upright, unless the page holds a table."""
    main = {page.number: page for page in document.main}
    for skim in document.skims:
        sides = sorted((skim.width, skim.height))
        if abs(sides[0] - 210) > 0.5 or abs(sides[1] - 297) > 0.5:
            yield Breach(
                f"Trang {skim.page} khổ {mm(skim.width)} × {mm(skim.height)} mm; Nghị định 30 yêu cầu A4 (210 × "
                "297 mm)",
                skim.page,
            )
        elif skim.width > skim.height and skim.page in main and not main[skim.page].tables:
            yield Breach(f"Trang {skim.page} nằm ngang mà không có bảng; hãy để trang đứng", skim.page)


@rule(9, "Lề trái", group=Group.PAGE, source="Phụ lục I, I.3")
def left_margin(document: Document) -> Iterator[Breach]:
    """Rule 9. Left margin 30–35 mm; nothing further left on an upright page."""
    if document.body and not 30 - _NEAR <= document.body.measure.left <= 35 + _NEAR:
        yield Breach(f"Lề trái {mm(document.body.measure.left)} mm; Nghị định 30 yêu cầu 30–35 mm", 1)
        return
    for page, line in _outermost(document, lambda line: line.x0):
        limit = 30 if page.portrait else 15
        if line.x0 < limit - _NEAR:
            yield at(
                line,
                f"Trang {page.number}: {quote(line.text, 40)} cách mép trái {mm(line.x0)} mm; tối thiểu {limit} mm",
            )


@rule(10, "Lề phải", group=Group.PAGE, source="Phụ lục I, I.3")
def right_margin(document: Document) -> Iterator[Breach]:
    """Rule 10. Right margin 15–20 mm; nothing further right (a justified line may end 0.7 mm off)."""
    if document.body and document.main[0].portrait:
        margin = document.main[0].width - document.body.measure.right
        if not 15 - _NEAR <= margin <= 20 + _NEAR and _has_full_lines(document):
            yield Breach(f"Lề phải {mm(margin)} mm; Nghị định 30 yêu cầu 15–20 mm", 1)
            return
    for page, line in _outermost(document, lambda line: -line.x1):
        margin = page.width - line.x1
        if margin < 15 - 0.7:
            yield at(
                line, f"Trang {page.number}: {quote(line.text, 40)} cách mép phải {mm(margin)} mm; tối thiểu 15 mm"
            )


def _outermost(document: Document, key: object) -> Iterator[tuple[Page, Line]]:
    for page in document.pages.values():
        if page.lines:
            yield page, min(page.lines, key=key)


def _has_full_lines(document: Document) -> bool:
    """Whether some lines run on into the next one, so that their right end shows the margin."""
    return any(len(paragraph.lines) > 2 for paragraph in document.body.paragraphs)


@rule(11, "Lề trên và lề dưới", group=Group.PAGE, source="Phụ lục I, I.3")
def upper_and_lower_margin(document: Document) -> Iterator[Breach]:
    """Rule 11. Text between 20–25 mm from the upper and 20–25 mm from the lower edge."""
    for page in document.pages.values():
        lines = text_lines(page)
        if not lines:
            continue
        first, last = min(lines, key=lambda line: line.top), max(lines, key=lambda line: line.bottom)
        limit = 20 if page.portrait else 15
        if first.top < limit - _NEAR and not _stray_on_first_page(document, first):
            yield at(first, f"Lề trên trang {page.number} là {mm(first.top)} mm; Nghị định 30 yêu cầu 20–25 mm")
        if last.bottom > page.height - limit + _NEAR:
            margin = page.height - last.bottom
            yield at(last, f"Lề dưới trang {page.number} là {mm(margin)} mm; Nghị định 30 yêu cầu 20–25 mm")
    tops = [min(line.top for line in text_lines(page)) for page in document.main[1:] if text_lines(page)]
    if tops and min(tops) > 31:
        yield Breach(f"Lề trên {mm(min(tops))} mm từ trang 2; Nghị định 30 yêu cầu 20–25 mm", document.main[1].number)


def _stray_on_first_page(document: Document, line: Line) -> bool:
    """Whether `line` stands above the letterhead of page 1 and so belongs to rule 12."""
    return line.page == 1 and document.head.national is not None and line not in document.head.lines()


@rule(12, "Trang 1 không đánh số", group=Group.PAGE, source="Phụ lục I, I.7", needs=("main",))
def first_page_unnumbered(document: Document) -> Iterator[Breach]:
    """Rule 12. The first page shows no page number, nothing else stands in its upper margin."""
    head = document.head.lines()
    for line in document.main[0].lines:
        if line.bottom < 20 and line not in head:
            yield at(line, f"Trang 1 có {quote(line.text, 30)} ở lề trên; trang đầu không hiển thị số trang")


@rule(13, "Số trang", group=Group.PAGE, source="Phụ lục I, I.7", needs=("main",))
def numbered(document: Document) -> Iterator[Breach]:
    """Rule 13. From page 2 the upper margin holds the page number in Arabic digits and nothing else."""
    if len(document.main) < 2:
        raise NotApplicable("văn bản chỉ có một trang")
    missing = []
    for page in document.main[1:]:
        line = document.page_numbers.get(page.number)
        if line is None:
            missing.append(page.number)
        elif line.text != str(page.number):
            yield at(
                line,
                f"Trang {page.number} ghi số trang là {quote(line.text, 20)}; phải là {page.number}, chỉ có chữ số",
            )
        others = [other for other in header_lines(page) if other is not line]
        if others:
            yield at(others[0], f"Lề trên trang {page.number} có {quote(others[0].text, 30)}; chỉ được có số trang")
    if missing:
        yield Breach(f"Không thấy số trang ở lề trên của trang {_listed(missing)}", missing[0])


@rule(14, "Cách trình bày số trang", group=Group.PAGE, source="Phụ lục I, I.7", needs=("main",))
def number_set(document: Document) -> Iterator[Breach]:
    """Rule 14. Page number 13–14 pt, upright, in the middle of the upper margin (of the text area or of the paper)."""
    for page in document.main[1:]:
        line = document.page_numbers.get(page.number)
        if line is None:
            continue
        centre = (document.body.measure.left + document.right_of(line)) / 2 if document.body else page.width / 2
        if min(abs(line.centre - centre), abs(line.centre - page.width / 2)) > 1.0:
            yield at(
                line,
                f"Số trang {page.number} không nằm giữa trang (cách mép trái {mm(line.centre)} mm, giữa là "
                f"{mm(centre)})",
            )
        if not 12.9 <= line.size <= 14.1:
            yield at(line, f"Số trang {page.number} cỡ {mm(line.size)}; Nghị định 30 yêu cầu cỡ 13–14")
        if line.any_bold or line.any_italic:
            yield at(line, f"Số trang {page.number} in đậm hoặc nghiêng; Nghị định 30 yêu cầu kiểu chữ đứng")
        below = min((other.top for other in text_lines(page)), default=25.0)
        if line.top < 4.9 or line.bottom > max(18.0, below - 2):
            yield at(line, f"Số trang {page.number} nằm sát mép giấy hoặc sát chữ; hãy đặt giữa lề trên")


@rule(15, "Lề dưới để trống", group=Group.PAGE, source="Phụ lục I, I.3 và I.7")
def empty_foot(document: Document) -> Iterator[Breach]:
    """Rule 15. Nothing is printed in the lower margin, save the address of the office (ô 13) on page 1."""
    pages = [number for number, lines in document.footers.items() if lines]
    if not pages:
        return
    line = document.footers[pages[0]][0]
    if is_number(line):
        yield at(line, f"Số trang in ở lề dưới (trang {_listed(pages)}); phải in ở giữa lề trên")
    else:
        yield at(line, f"Lề dưới trang {_listed(pages)} có {quote(line.text, 40)}; lề dưới phải để trống")


@rule(16, "Số trang của phụ lục", group=Group.PAGE, source="Phụ lục I, III.1.đ", needs=("annexes",))
def annexes_numbered(document: Document) -> Iterator[Breach]:
    """Rule 16. Each appendix counts its own pages; its first page shows no number."""
    by_page = {skim.page: skim.number for skim in document.skims}
    by_page |= {n: document.page_numbers[n].text if n in document.page_numbers else None for n in document.pages}
    for annex in document.annexes:
        for count, page in enumerate(annex.pages, 1):
            found, wanted = by_page[page], None if count == 1 else str(count)
            if found == wanted or (count == 1 and found == "1"):
                continue
            said = f"ghi số trang {found}" if found else "không có số trang"
            asked = f"phải là {wanted}" if wanted else "trang đầu của phụ lục không hiển thị số"
            yield Breach(f"Trang {count} của {annex.name} {said}; {asked} (mỗi phụ lục đánh số trang riêng)", page)
            break


@rule(
    17, "Trang cuối có chữ phía trên chữ ký", group=Group.PAGE, severity=Severity.WARNING, needs=("body", "signature")
)
def signature_accompanied(document: Document) -> Iterator[Breach]:
    """Rule 17. At least two lines of text stand above the signature on its page."""
    page = document.closing.page
    if page == 1:
        return
    start = document.closing.start
    above = [line for line in document.body.lines if line.page == page and (line.page, line.top) < start]
    tables = next(p.tables for p in document.main if p.number == page)
    if len(above) < 2 and not tables:
        yield Breach(
            f"Trang {page} chỉ có khối chữ ký, phía trên có {len(above)} dòng; nên có ít nhất 2 dòng nội dung", page
        )


def _listed(pages: list[int]) -> str:
    shown = ", ".join(map(str, pages[:6]))
    return shown + (f" và {len(pages) - 6} trang khác" if len(pages) > 6 else "")
