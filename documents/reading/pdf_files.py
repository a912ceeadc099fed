"""A PDF with a text layer → its lines and tables. Linear; one page in memory at a time.

Page numbers and running heads are dropped, rows joined to paragraphs by where they end, drawn tables and what stands
side by side given as grids.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2

from documents.reading import pdf_columns
from documents.reading.pdf_columns import Columns
from documents.reading.pdf_own import lines_of, with_roles
from documents.reading.pdf_pages import Page, read_page
from documents.reading.pdf_paragraphs import Margins, Paragraphs, margins_of
from documents.reading.pdf_rows import Row, rows_of
from documents.reading.pdf_tables import DrawnTable, drawn_tables, joined
from documents.reading.pdf_tags import is_ours
from documents.reading.source import Format, Grid, Line, Source
from lib.refusals import Refused
from lib.text import clean_line, fold

MOST_PAGES = 1_500
MOST_LETTERS = 5_000_000
SCANNED = (
    "Tệp PDF này là bản quét, không có lớp chữ nên không đọc được. Hãy tải lên tệp Word, hoặc PDF xuất thẳng từ Word; "
    "nếu chỉ có bản giấy, hãy nhận dạng chữ (OCR) trước."
)
LOCKED = "Tệp PDF này được đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi tải lên."
BROKEN = "Tệp PDF này bị hỏng nên không đọc được. Hãy xuất lại từ Word rồi tải lên."
_TOO_MANY = f"Tệp PDF này có hơn {MOST_PAGES} trang. Hãy tách riêng kế hoạch cần đọc."
_RECOGNISED = "Tệp PDF là bản quét có lớp chữ nhận dạng: chữ có thể sai, hãy so kỹ với bản gốc."
_SOME_SCANNED = "Các trang sau là ảnh quét nên không đọc được: {}."
_TOO_MUCH = "Tệp PDF này có quá nhiều chữ. Hãy tách riêng kế hoạch cần đọc."
_LEAST_LETTERS = 12
_STAMP = 200  # letters that a signing program prints on a picture, at most
_NUMBER = re.compile(r"(?:trang\s*)?[-–—]?\s*(?:\d{1,4}(?:\s*/\s*\d{1,4})?|[ivx]{1,6})\s*[-–—]?", re.IGNORECASE)


def read_pdf(data: bytes) -> Source:
    """The lines of the PDF `data`. Raises Refused when it is locked, broken, scanned or far too long."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused(LOCKED if "password" in str(error).lower() else BROKEN) from None
    with pdf:
        if len(pdf) > MOST_PAGES:
            raise Refused(_TOO_MANY)
        try:
            are_ours = is_ours(pdf)
            author = pdf.get_metadata_dict(skip_empty=True).get("Author", "") if are_ours else ""
            sheets = _sheets(pdf, are_ours)
        except pypdfium2.PdfiumError:
            raise Refused(BROKEN) from None
    if not any(sheet.is_legible for sheet in sheets):
        raise Refused(SCANNED)
    _drop_running_heads(sheets)
    return _source(sheets, author)


def _sheets(pdf: pypdfium2.PdfDocument, are_ours: bool) -> list[_Sheet]:
    sheets, letters = [], 0
    for index in range(len(pdf)):
        sheets.append(_sheet(read_page(pdf, index, is_ours=are_ours)))
        letters += sheets[-1].letters
        if letters > MOST_LETTERS:
            raise Refused(_TOO_MUCH)
    return sheets


@dataclass
class _Sheet:
    """A page in rows and tables."""

    number: int
    width: float
    height: float
    rows: list[Row]
    tables: list[DrawnTable]
    letters: int
    has_picture: bool

    @property
    def is_legible(self) -> bool:
        """Whether there is text besides what may be stamped on a scanned page."""
        return self.letters >= (_STAMP if self.has_picture else _LEAST_LETTERS)


def _sheet(page: Page) -> _Sheet:
    letters = sum(len(word.text) for word in page.words)
    tables, words = drawn_tables(page)
    return _Sheet(page.number, page.width, page.height, rows_of(words), tables, letters, page.has_picture)


def _drop_running_heads(sheets: Sequence[_Sheet]) -> None:
    """Take away page numbers, and what stands at the edge of most pages."""
    edges = Counter(
        _pattern(row)
        for sheet in sheets
        for row in (sheet.rows if len(sheet.rows) < 2 else [sheet.rows[0], sheet.rows[-1]])
    )
    most = 0.5 * len(sheets) if len(sheets) > 3 else len(sheets) + 1
    for sheet in sheets:
        for place in (0, -1):
            if not sheet.rows:
                continue
            row = sheet.rows[place]
            near = row.base < 0.1 * sheet.height if place == 0 else row.base > 0.9 * sheet.height
            is_apart = len(sheet.rows) < 2 or abs(sheet.rows[1 if place == 0 else -2].base - row.base) > 1.6 * row.size
            if near and (_NUMBER.fullmatch(row.text) or (is_apart and edges[_pattern(row)] > most)):
                del sheet.rows[place]


def _pattern(row: Row) -> str:
    return re.sub(r"\d+", "0", fold(row.text))


def _source(sheets: Sequence[_Sheet], author: str) -> Source:
    margins = {width: _margins(sheets, width) for width in {round(sheet.width) for sheet in sheets}}
    writer = _Writer(are_ours=bool(author))
    for sheet in sheets:
        writer.sheet(sheet, margins[round(sheet.width)])
    lines = with_roles(writer.done()) if author else writer.done()
    remarks = []
    if all(sheet.has_picture for sheet in sheets if sheet.letters):
        remarks.append(_RECOGNISED)
    scanned = [str(sheet.number) for sheet in sheets if sheet.has_picture and sheet.letters < _LEAST_LETTERS]
    if scanned:
        remarks.append(_SOME_SCANNED.format(", ".join(scanned)))
    return Source(
        Format.PDF,
        tuple(lines),
        remarks=tuple(remarks),
        issuer_name=clean_line(author),
        landscape_from=tuple(writer.landscape_from),
        portrait_from=tuple(writer.portrait_from),
    )


def _margins(sheets: Sequence[_Sheet], width: int) -> Margins:
    """The margins on the pages of that width."""
    alike = [sheet for sheet in sheets if round(sheet.width) == width]
    edges = [(table.edges[0], table.edges[-1]) for sheet in alike for table in sheet.tables]
    return margins_of([sheet.rows for sheet in alike], edges, width=width)


class _Writer:
    """Lines and grids in reading order."""

    def __init__(self, *, are_ours: bool) -> None:
        self.lines: list[Line | Grid] = []
        self._are_ours = are_ours
        self.landscape_from: list[int] = []
        self.portrait_from: list[int] = []
        self._lies = False
        self._paragraphs = Paragraphs()

    def sheet(self, sheet: _Sheet, margins: Margins) -> None:
        """The next page."""
        lies = sheet.width > sheet.height
        if lies != self._lies:
            self._end_paragraph()
            (self.landscape_from if lies else self.portrait_from).append(len(self.lines))
            self._lies = lies
        is_first = True
        for part in _parts(sheet):
            if isinstance(part, Row):
                self._paragraphs.add(part, page=sheet.number, margins=margins)
            else:
                self._end_paragraph()
                if isinstance(part, DrawnTable):
                    self._grid(part.grid, is_first)
                elif self._are_ours and part.kind != "form":
                    self.lines += lines_of(part, sheet.number)
                else:
                    self.lines.append(part.grid(sheet.number))
            is_first = False

    def done(self) -> list[Line | Grid]:
        """All lines."""
        self._end_paragraph()
        return self.lines

    def _end_paragraph(self) -> None:
        self.lines += self._paragraphs.taken()

    def _grid(self, grid: Grid, is_first: bool) -> None:
        """A table; the first thing on a page may be the rest of the last thing on the page before."""
        last = self.lines[-1] if self.lines else None
        if is_first and grid.has_borders and isinstance(last, Grid) and (whole := joined(last, grid)) is not None:
            self.lines[-1] = whole
        else:
            self.lines.append(grid)


def _parts(sheet: _Sheet) -> list[Row | Columns | DrawnTable]:
    """What stands on a page, from top to bottom."""
    tables = list(sheet.tables)
    parts: list[Row | Columns | DrawnTable] = []
    stretches: list[list[Row]] = [[]]
    for row in sheet.rows:
        while tables and tables[0].top < row.base:
            stretches += [tables.pop(0), []]
        stretches[-1].append(row)
    for table in tables:
        stretches += [table, []]
    for stretch in stretches:
        if isinstance(stretch, DrawnTable):
            parts.append(stretch)
        else:
            parts += _with_columns(stretch, sheet.width)
    return parts


def _with_columns(rows: list[Row], width: float) -> list[Row | Columns]:
    """`rows` with those that stand side by side taken together."""
    for find in (pdf_columns.letterhead, pdf_columns.signature, pdf_columns.forms):
        columns = find(rows, width=width)
        if columns is not None:
            before, after = rows[: columns.first], rows[columns.last :]
            return [*_with_columns(before, width), columns, *_with_columns(after, width)]
    return list(rows)
