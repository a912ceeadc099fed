"""The whole document as the rules see it: read once, shared by all of them."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pdfplumber

from documents.conformity.annexes import Annex, read_annex
from documents.conformity.body import Body, Measure, measure_lines, paragraphs
from documents.conformity.closing import Closing, find_recipients_head, read_closing
from documents.conformity.container import Container, Unreadable, open_container, plainly_encoded
from documents.conformity.findings import Expected
from documents.conformity.letterhead import Letterhead, read_letterhead
from documents.conformity.lines import Line, merged
from documents.conformity.margins import footer_lines, page_number, text_lines
from documents.conformity.reading import Page, read_pages
from documents.conformity.skimming import Skim, skim
from documents.content import LETTER
from documents.reading.kinds import letters_of_kind

FULL_ANNEX_PAGES = 30
"""So many appendix pages are read like the main part; of longer appendices only the first page is."""


@dataclass(frozen=True)
class Document:
    """A PDF, analysed. `pages` are all fully read pages by their number; `skims` are all pages, seen in passing."""

    container: Container
    skims: tuple[Skim, ...]
    pages: dict[int, Page]
    main: tuple[Page, ...]
    head: Letterhead
    body: Body | None
    closing: Closing
    annexes: tuple[Annex, ...]
    expected: Expected

    @property
    def issued(self) -> bool | None:
        return self.expected.issued

    @property
    def kind(self) -> str:
        """The kind it should be, in capitals."""
        return self.expected.kind

    @property
    def is_letter(self) -> bool:
        return self.kind == LETTER

    @property
    def letters(self) -> str:
        """The letters that its symbol begins with: «KH»; empty for letters and kinds without."""
        return letters_of_kind(self.kind)

    @property
    def separate_annex(self) -> bool:
        """Whether the file holds appendices only."""
        return not self.main

    @cached_property
    def page_numbers(self) -> dict[int, Line]:
        """The page number printed at the top of each fully read page that has one."""
        found = {number: page_number(page) for number, page in self.pages.items()}
        return {number: line for number, line in found.items() if line}

    @cached_property
    def footers(self) -> dict[int, list[Line]]:
        """Lines in the lower margin of each page, without ô 13 (address) of page 1."""
        return {number: footer_lines(page) for number, page in self.pages.items()}

    def right_of(self, line: Line) -> float:
        """The right edge of the text area on the page of `line`, which may lie on its side (mm)."""
        return self.body.measure.right + self.pages[line.page].width - self.main[0].width

    @property
    def printed_number(self) -> str:
        """The number of the document as printed: «05», or empty when blank or missing."""
        match = re.match(r"S\S+\s*:?\s*(\d+)", self.head.number.text) if self.head.number else None
        return match[1] if match else ""

    @property
    def is_numbered(self) -> bool:
        return bool(self.printed_number)

    @property
    def main_text(self) -> str:
        return "\n".join(p.text for p in self.body.paragraphs) if self.body else ""


def read_document(data: bytes, expected: Expected) -> Document:
    """Analyse the PDF `data`. Raises Unreadable with a sentence when there is nothing to examine."""
    container = open_container(data)
    try:
        skims = tuple(skim(data))
        if sum(page.letters for page in skims) < 20:
            raise Unreadable(
                "Tệp không có chữ, có lẽ là bản quét hoặc ảnh chụp; hãy kiểm tra tệp PDF xuất thẳng từ văn bản gốc."
            )
        with pdfplumber.open(io.BytesIO(plainly_encoded(data))) as pdf:
            return _compose(container, skims, pdf, expected)
    except Unreadable:
        raise
    except MemoryError:
        raise
    except Exception as error:  # pdfminer and pdfium raise nearly anything on damaged files
        raise Unreadable("Tệp PDF bị hỏng, không đọc được; hãy xuất lại PDF từ văn bản gốc.") from error


def _compose(container: Container, skims: tuple[Skim, ...], pdf: object, expected: Expected) -> Document:
    openings = [page.page for page in skims if page.opens_appendix]
    first_annex = openings[0] if openings else None
    if first_annex == 1:
        main_numbers: list[int] = []
    else:
        main_numbers = list(range(1, first_annex or len(skims) + 1))
    read = {page.number: page for page in read_pages(pdf, main_numbers)}
    main_numbers, loose = _cut_main(main_numbers, read)
    starts = [*loose, *openings]
    annex_pages = [number for start in starts[:1] for number in range(start, len(skims) + 1)]
    wanted = annex_pages if len(annex_pages) <= FULL_ANNEX_PAGES else starts
    read |= {page.number: page for page in read_pages(pdf, [n for n in wanted if n not in read])}
    ends = [*starts[1:], len(skims) + 1]
    annexes = tuple(
        read_annex(read[start], range(start, end)) for start, end in zip(starts, ends[: len(starts)], strict=True)
    )
    _refuse_lost_letters(read, skims)
    main = tuple(read[number] for number in main_numbers)
    head = read_letterhead(main[0]) if main else Letterhead()
    closing = read_closing(main)
    return Document(
        container=container,
        skims=skims,
        pages=read,
        main=main,
        head=head,
        body=_body(main, head, closing),
        closing=closing,
        annexes=annexes,
        expected=expected,
    )


def _of_short_text(measure: Measure, lines: list[Line], head: Letterhead, width: float) -> Measure:
    """`measure` with the right edge that the centred kind tells, where no two lines end at one edge."""
    if head.kind is None or sum(abs(line.x1 - measure.right) < 0.5 for line in lines) > 1:
        return measure
    right = 2 * head.kind.centre - measure.left
    return replace(measure, right=right) if 14.5 < width - right < 20.5 else measure


def _fills_the_line(row: list[Line], measure: Measure) -> bool:
    """Whether a row that fell into columns is one justified line with very wide blanks: it starts where lines start and
    ends at the right edge."""
    indents = (0.0, 10.0, 12.7)
    starts = any(abs(row[0].x0 - measure.left - indent) < 0.5 for indent in indents)
    return starts and abs(row[-1].x1 - measure.right) < 0.6 and len({line.size for line in row}) == 1


def _refuse_lost_letters(read: dict[int, Page], skims: tuple[Skim, ...]) -> None:
    """Refuse a file of which one reader sees much less text than the other: every measure would be wrong."""
    seen = sum(line.letters for page in read.values() for line in page.lines)
    there = sum(skim.letters for skim in skims if skim.page in read)
    if seen < 0.6 * there:
        raise Unreadable(
            "Một phần chữ trong tệp không đọc được vì phông nhúng không theo chuẩn; hãy xuất lại PDF bằng chương "
            "trình khác."
        )


def _cut_main(numbers: list[int], read: dict[int, Page]) -> tuple[list[int], list[int]]:
    """End the main part with its signature; pages after it form an appendix that lacks its label."""
    pages = [read[number] for number in numbers]
    head = find_recipients_head(pages)
    if head is None:
        return numbers, []
    end = max(head.page, read_closing(pages).page or 0)
    if end + 1 in read and _only_signature(read[end + 1]):
        end += 1
    rest = [number for number in numbers if number > end]
    return [number for number in numbers if number <= end], rest[:1]


def _only_signature(page: Page) -> bool:
    """Whether nothing but the rest of a signature block stands on `page`."""
    lines = text_lines(page)
    return 0 < len(lines) <= 5 and all(line.x0 > page.width * 0.4 for line in lines)


def _body(main: Sequence[Page], head: Letterhead, closing: Closing) -> Body | None:
    lines: list[Line] = []
    rows: list[list[Line]] = []  # in several columns
    head_lines = set(map(id, head.lines()))
    for page in main:
        for line in text_lines(page):
            if id(line) in head_lines or page.in_table(line):
                continue
            if page.number == 1 and line.baseline <= head.end - 0.5:
                continue
            if closing.start and (page.number, line.top) >= closing.start:
                continue
            if line.baseline not in page.split_rows:
                lines.append(line)
            elif rows and rows[-1][0].page == line.page and abs(rows[-1][0].baseline - line.baseline) < 0.7:
                rows[-1].append(line)
            else:
                rows.append([line])
    wide = {page.number for page in main if abs(page.width - main[0].width) > 5}
    measure = measure_lines([line for line in lines if line.page not in wide], closing.recipient_lines()[:1])
    if measure is None:
        return None
    measure = _of_short_text(measure, lines, head, main[0].width)
    stretched = [row for row in rows if _fills_the_line(row, measure)]
    lines = sorted([*lines, *map(merged, stretched)], key=lambda line: (line.page, line.baseline))
    return Body(tuple(lines), paragraphs(lines, measure, {page.number: page for page in main}), measure)
