"""Spreadsheet files in and out: .xlsx and .csv, as offices make them. Refuses in words what cannot be read."""

import csv
import io
import re
import zipfile
from datetime import date, datetime, time

import tablib
from import_export.formats.base_formats import Format
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from lib.text import clean_lines

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 60
_CELL = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class UnreadableSheet(ValueError):
    """A file that is no usable table; the message is a Vietnamese sentence for the person who sent it."""


class _Sheet(Format):
    """What both formats share. Import-export names an encoding to every format; ours see it from the bytes."""

    def __init__(self, encoding: str | None = None):
        super().__init__()

    def can_import(self):
        return True

    def can_export(self):
        return True


class Xlsx(_Sheet):
    """The first sheet of an .xlsx file."""

    def get_title(self):
        return "Excel (.xlsx)"

    def get_extension(self):
        return "xlsx"

    def get_content_type(self):
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        """The first sheet as a table whose first row holds the headings. Raises UnreadableSheet."""
        _check_archive(in_stream)
        try:
            sheet = CalamineWorkbook.from_filelike(io.BytesIO(in_stream)).get_sheet_by_index(0)
            rows = sheet.to_python(skip_empty_area=False)
        except Exception as error:
            raise UnreadableSheet(
                "Không đọc được tệp Excel này (tệp hỏng hoặc có mật khẩu): hãy mở bằng Excel, lưu lại thành .xlsx."
            ) from error
        return _dataset([[_plain(cell) for cell in row] for row in rows])

    def export_data(self, dataset: tablib.Dataset, **kwargs) -> bytes:
        """The table as a workbook; text that looks like a formula stays text."""
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Danh sách")
        sheet.freeze_panes = "A2"
        for column, heading in enumerate(dataset.headers):
            longest = max((len(str(row[column] or "")) for row in dataset), default=0)
            letter = get_column_letter(column + 1)
            sheet.column_dimensions[letter].width = min(max(len(heading), longest) + 2, 60)
        sheet.append([_written(sheet, heading, bold=True) for heading in dataset.headers])
        for row in dataset:
            sheet.append([_written(sheet, value) for value in row])
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


class Csv(_Sheet):
    """Comma, semicolon or tab separated text in UTF-8 (as Excel saves it) or UTF-16 («Unicode Text»)."""

    def get_title(self):
        return "CSV (.csv, UTF-8)"

    def get_extension(self):
        return "csv"

    def get_content_type(self):
        return "text/csv; charset=utf-8"

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        """The table whose first row holds the headings. Raises UnreadableSheet."""
        text = _decoded(in_stream)
        heading_line = text.split("\n", 1)[0]
        delimiter = max(",;\t", key=heading_line.count)
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error as error:
            raise UnreadableSheet(
                "Tệp CSV có chỗ không tách được thành ô (thừa hoặc thiếu dấu nháy kép): hãy lưu lại thành .xlsx."
            ) from error
        return _dataset([[_unescaped(cell) for cell in row] for row in rows])

    def export_data(self, dataset: tablib.Dataset, **kwargs) -> bytes:
        """The table with a byte order mark, so that Excel takes it for UTF-8; formulas are made harmless."""
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(dataset.headers)
        for row in dataset:
            writer.writerow([_escaped(_as_text(value)) for value in row])
        return out.getvalue().encode("utf-8-sig")


def format_of(name: str, start: bytes) -> type[Format]:
    """Which of our formats a file is, by its first bytes, its name aside. Raises UnreadableSheet for others."""
    if start.startswith(b"PK"):
        return Xlsx
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableSheet("Đây là tệp Excel kiểu cũ (.xls): hãy mở ra và lưu lại thành .xlsx rồi gửi lại.")
    if start.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8", b"{\\rtf")) or not name.lower().endswith((".csv", ".txt")):
        raise UnreadableSheet("Chỉ nhận tệp .xlsx hoặc .csv: hãy lưu bảng thành một trong hai kiểu này.")
    return Csv


def _dataset(rows: list[list]) -> tablib.Dataset:
    if len(rows) > MAX_ROWS + 1:
        raise UnreadableSheet(f"Tệp có {len(rows) - 1} dòng, nhiều hơn {MAX_ROWS}: hãy chia thành nhiều tệp.")
    if not rows or not any(str(cell or "").strip() for cell in rows[0]):
        raise UnreadableSheet("Dòng đầu tiên của tệp phải là tên các cột: hãy xóa các dòng trống phía trên.")
    width = max(len(row) for row in rows)
    if width > MAX_COLUMNS:
        raise UnreadableSheet(f"Tệp có {width} cột, nhiều hơn {MAX_COLUMNS}: hãy xóa các cột thừa.")
    headings, *body = [[*row, *[""] * (width - len(row))] for row in rows]
    return tablib.Dataset(*map(tuple, body), headers=[str(heading) for heading in headings])


def _check_archive(data: bytes) -> None:
    """Refuse archives that unpack to far more than they seem, and sheets with cells far out: both fill the memory."""
    too_big = UnreadableSheet("Tệp mở ra quá lớn: hãy chép riêng bảng cần nhập sang một tệp mới.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise too_big
            for member in archive.infolist():
                content = archive.read(member)  # all of them: a member may be larger than it says
                if member.filename.endswith(".xml"):
                    for column, row in _CELL.findall(content):
                        if int(row) > MAX_ROWS + 1 or _column_number(column) > MAX_COLUMNS:
                            raise too_big
    except UnreadableSheet:
        raise
    except Exception as error:  # a damaged archive fails in many ways
        raise UnreadableSheet("Tệp .xlsx này hỏng: hãy mở bằng Excel và lưu lại.") from error


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableSheet(
            "Chữ trong tệp CSV không phải UTF-8: trong Excel, chọn Lưu thành «CSV UTF-8», hoặc gửi tệp .xlsx."
        ) from error
    if "\0" in text:
        raise UnreadableSheet("Đây không phải tệp CSV: hãy gửi tệp .xlsx hoặc .csv.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _plain(value):
    """A cell as Excel shows it: whole numbers without «.0», days without a time of day."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    return value


def _as_text(value) -> str:
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _escaped(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _unescaped(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA_STARTS) else text


def _written(sheet, value, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=clean_lines(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"
    if isinstance(value, date):
        cell.number_format = "DD/MM/YYYY"
    if bold:
        cell.font = Font(bold=True)
    return cell
