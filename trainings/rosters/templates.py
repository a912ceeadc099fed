"""Lists as .xlsx: the form that a unit fills in, and the rows that have to be mended. Text never becomes a formula."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from lib.text import clean_lines
from trainings.enums import RosterField
from trainings.rosters.ethnic_groups import OFFICIAL
from trainings.rosters.faults import Fault
from trainings.rosters.rows import HEADINGS
from trainings.rosters.sheets import column_of

ERRORS = "Lỗi cần sửa"
FROM_ROW = "Dòng trong tệp đã nộp"
_FONT = "Times New Roman"
_LINE = Side(style="thin", color="808080")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_BAD = PatternFill("solid", fgColor="FFD9D6")
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_WIDTHS = {
    "number": 6, "full_name": 28, "post": 30, "paid": 14, "unpaid": 14, "sex": 10, "birth_year": 10, "village": 20,
    "workplace": 24, "ethnic_group": 14, "id_number": 17, "phone": 15, "note": 22,
}  # fmt: skip
_NOTES = (
    "Ghi chú:",
    "Cột Chức vụ: ghi rõ là cán bộ, công chức, Bí thư, Trưởng thôn…",
    "Hai cột lương: đánh dấu X vào đúng một cột, theo chế độ được hưởng.",
)


def blank_form(*, title: str, unit: str, asks: Iterable[str], rows: int) -> bytes:
    """The form of a list for `unit` with `rows` numbered lines: the columns of Phụ lục I and what the campaign asks."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    fields = _fields(asks)
    last = get_column_letter(len(fields))
    lines = [*(line for line in title.split("\n") if line.strip()), f"Đơn vị: {unit}"]
    for number, line in enumerate(lines, start=1):
        cell = sheet.cell(number, 1, _safe(line))
        sheet.merge_cells(f"A{number}:{last}{number}")
        cell.font, cell.alignment, cell.data_type = Font(name=_FONT, size=13, bold=number < len(lines)), _MIDDLE, "s"
    head = len(lines) + 2
    for column, name in enumerate(fields, start=1):
        cell = sheet.cell(head, column, "TT" if name == "number" else HEADINGS[name])
        cell.font, cell.alignment, cell.border = Font(name=_FONT, size=12, bold=True), _MIDDLE, _FRAME
        number = sheet.cell(head + 1, column, f"({column})")
        number.font, number.alignment, number.border = Font(name=_FONT, size=10, italic=True), _MIDDLE, _FRAME
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[name]
    first = head + 2
    for number in range(rows):
        for column, name in enumerate(fields, start=1):
            cell = sheet.cell(first + number, column, number + 1 if name == "number" else None)
            cell.font, cell.border = Font(name=_FONT, size=12), _FRAME
            cell.number_format = "General" if name == "number" else "@"
            if name in {"number", "paid", "unpaid", "sex", "birth_year"}:
                cell.alignment = Alignment(horizontal="center")
    for number, line in enumerate(_NOTES, start=first + rows + 1):
        sheet.cell(number, 1, line).font = Font(name=_FONT, size=11, italic=True)
    _add_choices(sheet, fields, first, first + rows - 1)
    sheet.freeze_panes = sheet.cell(first, 3)
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head}:{head + 1}"
    return _bytes(book)


def bad_rows_sheet(said: Mapping[str, Any], told: Sequence[Sequence[str]], faults: Sequence[Fault]) -> bytes:
    """The rows with errors, in the columns of the file they came from, with what is wrong in each: mended, the file can
    be given as it is. `said` is the sheet as an Upload keeps it, `told` its columns: (letter, heading, field).
    """
    errors: dict[int, list[Fault]] = {}
    for fault in faults:
        errors.setdefault(fault.row, []).append(fault)
    errors = {row: found for row, found in errors.items() if any(fault.is_error for fault in found)}
    book = Workbook()
    sheet = book.active
    sheet.title = "Dòng cần sửa"
    letters = [letter for letter, _, _ in told]
    for column, heading in enumerate([*(heading for _, heading, _ in told), FROM_ROW, ERRORS], start=1):
        cell = sheet.cell(1, column, _safe(heading))
        cell.font, cell.alignment, cell.border, cell.data_type = Font(bold=True), _MIDDLE, _FRAME, "s"
        sheet.column_dimensions[get_column_letter(column)].width = min(max(len(heading) + 2, 12), 40)
    sheet.column_dimensions[get_column_letter(len(told) + 2)].width = 90
    cells = {number: texts for number, texts in said["rows"] if number in errors}
    for row, (number, found) in enumerate(sorted(errors.items()), start=2):
        wrong = {fault.column for fault in found}
        texts = cells.get(number, ())
        for column, letter in enumerate(letters, start=1):
            place = column_of(letter)
            _write(sheet, row, column, texts[place] if place < len(texts) else "", is_bad=letter in wrong)
        sheet.cell(row, len(letters) + 1, number).border = _FRAME
        sentence = "; ".join(f"{fault.heading}: {fault.sentence}" for fault in found)
        _write(sheet, row, len(letters) + 2, sentence).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    return _bytes(book)


def _fields(asks: Iterable[str]) -> list[str]:
    """The columns of a form, in the order of Phụ lục I, what is asked beside it before the note."""
    asked = set(asks)
    about = [name for name in ("sex", "birth_year", "ethnic_group", "id_number") if name in asked]
    where = [name for name in ("village", "workplace", "phone") if name in asked]
    return ["number", "full_name", *about, "post", *where, "paid", "unpaid", "note"]


def _add_choices(sheet: Any, fields: Sequence[str], first: int, last: int) -> None:
    """Lists to choose from, which still let other text in: checking says what is wrong with it."""
    choices = {"paid": '"X"', "unpaid": '"X"', RosterField.SEX.value: '"Nam,Nữ"'}
    if "ethnic_group" in fields:
        other = sheet.parent.create_sheet("Danh mục dân tộc")
        for row, name in enumerate(OFFICIAL, start=1):
            other.cell(row, 1, name)
        other.sheet_state = "hidden"
        choices["ethnic_group"] = f"'{other.title}'!$A$1:$A${len(OFFICIAL)}"
    for name, formula in choices.items():
        if name in fields:
            letter = get_column_letter(fields.index(name) + 1)
            rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
            rule.add(f"{letter}{first}:{letter}{last}")
            sheet.add_data_validation(rule)


def _write(sheet: Any, row: int, column: int, text: str, *, is_bad: bool = False) -> Any:
    cell = sheet.cell(row, column)
    cell.value = _safe(text)
    cell.data_type, cell.number_format, cell.border = "s", "@", _FRAME
    if is_bad:
        cell.fill = _BAD
    return cell


def _safe(text: str) -> str:
    """Text without the control characters that a workbook cannot hold."""
    return clean_lines(text)[:32_000]


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
