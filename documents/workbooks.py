"""A sheet or form of the content tree as an Excel workbook: the words of the PDF in its order, real numbers, printable.

Text that looks like a formula stays text. Each table begins below the head of the paper; its column titles repeat on
every printed page when it is the only one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter

from documents.content import Appendix, Block, Chart, Content, FormSignatures, Paragraph, Table
from documents.layout import Layout
from documents.rendering import wording
from documents.rendering.fonts import Typeface, typeface
from documents.rendering.measures import measure
from documents.rendering.tables import Grid, grid
from lib.text import clean_line, clean_lines

EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NUMBER = re.compile(r"0|[1-9]\d{0,8}")
_AMOUNT = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_A4 = 9  # as Excel numbers its sizes of paper
_MM_PER_LETTER = 1.95
_ROOM_TO_SIGN = 5  # rows
_FRAME = Border(*[Side(style="thin")] * 4)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _font(**how) -> Font:
    return Font(name="Times New Roman", size=how.pop("size", 12), **how)


_LOOKS = {
    "giữa": {"font": _font(), "alignment": _CENTRED},
    "giữa đậm": {"font": _font(b=True), "alignment": _CENTRED},
    "giữa nghiêng": {"font": _font(i=True), "alignment": _CENTRED},
    "lời": {"font": _font(), "alignment": Alignment(vertical="top", wrap_text=True)},
    "đầu cột": {"font": _font(b=True), "alignment": _CENTRED, "border": _FRAME},
    "số cột": {"font": _font(i=True), "alignment": _CENTRED, "border": _FRAME},
} | {
    f"{what} {side}": {
        "font": _font(b=what == "cộng"),
        "border": _FRAME,
        "alignment": Alignment(horizontal=side, vertical="center", wrap_text=True),
    }
    for what in ("ô", "cộng")
    for side in ("left", "center", "right")
}


def write_xlsx(content: Content, layout: Layout) -> bytes:
    """The sheet of `content`, or a tab for each of its appendices, as .xlsx; `layout` decides the proportions of the
    columns."""
    book, face = Workbook(write_only=True), typeface()
    for name, look in _LOOKS.items():
        book.add_named_style(NamedStyle(name, **look))
    for appendix in [None] if content.is_sheet else content.appendices:
        _Writer(book, content, appendix, layout, face).write_all()
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class _Writer:
    """Writes one tab from top to bottom: the sheet, or one appendix."""

    def __init__(self, book: Workbook, content: Content, appendix: Appendix | None, layout: Layout, face: Typeface):
        self.content, self.appendix, self.layout, self.face = content, appendix, layout, face
        self.sheet = book.create_sheet(_tab_name(content, appendix))
        self.row = 0
        measures = measure(content, layout, face)
        if appendix is None:
            self.lying, width = content.landscape, measures.text_width
            self.blocks: tuple[Block, ...] = tuple(b for s in content.walk_sections() for b in s.blocks)
            self.blocks += content.closing
        else:
            self.lying, self.blocks = appendix.landscape, appendix.blocks
            width = measures.landscape_width if self.lying else measures.text_width
        self.blocks = tuple(block.as_table() if isinstance(block, Chart) else block for block in self.blocks)
        self.grids = {
            id(b): grid(b, available=width, layout=layout, face=face) for b in self.blocks if isinstance(b, Table)
        }
        widest = max(filter(None, self.grids.values()), key=lambda g: len(g.widths), default=None)
        self.widths = widest.widths if widest else (width / 2, width / 2)

    @property
    def columns(self) -> int:
        return len(self.widths)

    def write_all(self) -> None:
        self._page()
        self._letterhead() if self.appendix is None else self._appendix_head(self.appendix)
        self.write([])
        for block in self.blocks:
            if isinstance(block, Paragraph):
                self.whole(wording.paragraph_text(block), "lời")
            elif isinstance(block, FormSignatures):
                self._form(block)
            elif found := self.grids[id(block)]:
                self._table(found, alone=len(self.grids) == 1)

    def _page(self) -> None:
        page = self.sheet.page_setup
        page.orientation, page.paperSize = "landscape" if self.lying else "portrait", _A4
        page.fitToWidth, page.fitToHeight = 1, 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self.sheet.oddFooter.center.text = "Trang &P/&N"
        for number, width in enumerate(self.widths, start=1):
            self.sheet.column_dimensions[get_column_letter(number)].width = round(width / _MM_PER_LETTER, 1)

    # Rows

    def write(self, cells: list, *, height: float = 0) -> None:
        self.row += 1
        if height:
            self.sheet.row_dimensions[self.row].height = height
        self.sheet.append(cells)

    def cell(self, value: str | int, look: str) -> WriteOnlyCell:
        if isinstance(value, str):
            value = _NOT_XML.sub("", clean_lines(value))
        cell = WriteOnlyCell(self.sheet, value=value)
        cell.style = look
        if isinstance(value, str):
            cell.data_type = "s"
        return cell

    def whole(self, text: str, look: str) -> None:
        """A line over all columns, higher when it is long."""
        lines = 1 + int(self.face.width(text, 12) / sum(self.widths))
        self.write([self.cell(text, look)], height=16.5 * lines)
        self.merge(self.row, 1, self.row, self.columns)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            start, end = f"{get_column_letter(left)}{top}", f"{get_column_letter(right)}{bottom}"
            self.sheet.merged_cells.add(f"{start}:{end}")

    def beside(self, texts: list[str], look: str, *, last: str = "") -> None:
        """Texts beside each other, each over its share of the columns; the `last` one may look otherwise."""
        count = len(texts)
        starts = [1 + n * self.columns // count for n in range(count)] + [self.columns + 1]
        cells: list = [None] * self.columns
        for n, text in enumerate(texts):
            cells[min(starts[n], self.columns) - 1] = self.cell(text, last or look if n == count - 1 else look)
        self.write(cells)
        for n in range(count):
            if starts[n + 1] - 1 > starts[n]:
                self.merge(self.row, starts[n], self.row, starts[n + 1] - 1)

    # Parts

    def _letterhead(self) -> None:
        content, head = self.content, self.content.head
        left = [*((name, False) for name in head.superior), *((name, True) for name in head.issuer)]
        right = [wording.NATION, wording.MOTTO]
        for n in range(max(len(left), len(right))):
            name, is_bold = left[n] if n < len(left) else ("", True)
            said = right[n] if n < len(right) else ""
            self.beside([clean_line(name).upper(), said], "giữa đậm" if is_bold else "giữa", last="giữa đậm")
        if place := wording.place_line(head):
            self.beside(["", place], "giữa nghiêng")
        self.write([])
        for line in filter(None, (clean_line(content.kind).upper(), clean_line(content.title))):
            self.whole(line, "giữa đậm")
        for note in content.opening:
            self.whole(wording.paragraph_text(note), "giữa nghiêng")

    def _appendix_head(self, appendix: Appendix) -> None:
        for line in (clean_line(appendix.label), *(clean_line(line).upper() for line in appendix.title)):
            self.whole(line, "giữa đậm")
        self.whole(wording.attached_to(self.content), "giữa nghiêng")

    def _table(self, table: Grid, *, alone: bool) -> None:
        first = self.row + 1
        for cells in _header_rows(table):
            look = "số cột" if table.numbered[self.row + 1 - first] else "đầu cột"
            self.write([self.cell(text, look) for text, _, _ in cells])
            for column, (_, columns, rows) in enumerate(cells, start=1):
                if columns * rows > 1:
                    self.merge(self.row, column, self.row + rows - 1, column + columns - 1)
        if alone and table.header:
            self.sheet.print_title_rows = f"{first}:{self.row}"
        height = table.row_height * 72 / 25.4 if table.row_height else 0
        for what, rows in (("ô", table.rows), ("cộng", table.totals)):
            looks = [f"{what} {side}" for side in table.alignments]
            for row in rows:
                self.write([self._value(text, look) for text, look in zip(row, looks, strict=True)], height=height)

    def _value(self, text: str, look: str) -> WriteOnlyCell:
        if _NUMBER.fullmatch(text):
            return self.cell(int(text), look)
        if _AMOUNT.fullmatch(text):
            cell = self.cell(int(text.replace(".", "")), look)
            cell.number_format = "#,##0"
            return cell
        return self.cell(text, look)

    def _form(self, form: FormSignatures) -> None:
        if not form.places:
            return
        self.write([])
        for n in range(max(map(len, form.places))):
            lines = [clean_line(place[n]) if n < len(place) else "" for place in form.places]
            self.beside(lines, "giữa đậm")
        if any(form.names):
            for _ in range(_ROOM_TO_SIGN):
                self.write([])
            names = (*form.names, *[""] * len(form.places))[: len(form.places)]
            self.beside([clean_line(name) for name in names], "giữa đậm")


def _header_rows(table: Grid) -> Iterator[list[tuple[str, int, int]]]:
    """For every column (text, columns covered, rows covered); cells that are covered are empty and cover one."""
    covered: set[tuple[int, int]] = set()
    for number, cells in enumerate(table.header):
        row: list[tuple[str, int, int]] = [("", 1, 1)] * len(table.widths)
        column = 0
        for cell in cells:
            while (number, column) in covered:
                column += 1
            row[column] = (cell.text, cell.columns, cell.rows)
            covered |= {(number + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
            column += cell.columns
        yield row


def _tab_name(content: Content, appendix: Appendix | None) -> str:
    """Excel takes 31 letters without these signs; of forms in one file the end of the title tells them apart."""
    name = content.kind if appendix is None else appendix.label
    if appendix is not None and len(content.appendices) > 1 and appendix.title:
        name = re.sub(r"^.*địa bàn ", "", appendix.title[-1], flags=re.IGNORECASE)
    return re.sub(r"[\\/*?:\[\]]", " ", _NOT_XML.sub("", clean_line(name))).strip()[:31] or "Danh sách"
