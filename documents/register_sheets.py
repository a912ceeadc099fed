"""The register of outgoing documents as an Excel workbook: real numbers and days, ready to be printed."""

import io

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from documents.models import RegisterEntry
from documents.registers import Span
from lib.dates import short_date
from lib.text import clean_lines
from organisations.models import Organisation

_COLUMNS = (
    ("Số", 7), ("Ký hiệu", 14), ("Ngày tháng văn bản", 12), ("Tên loại", 12),
    ("Trích yếu nội dung văn bản", 48), ("Người ký", 20), ("Nơi nhận văn bản", 30), ("Đơn vị, người nhận bản lưu", 14),
    ("Số lượng bản", 8), ("Ngày chuyển", 12), ("Ký nhận", 18), ("Ghi chú", 26), ("Dãy số", 16), ("Số đã hủy", 8),
)  # fmt: skip
_LINE = Border(*[Side(style="thin")] * 4)
_HEADING_ROW = 4
_A4 = 9  # as Excel numbers its sizes of paper


def write_sheet(span: Span) -> bytes:
    """The lines of `span` as .xlsx; text that looks like a formula stays text."""
    office = Organisation.objects.get(pk=span.organisation_id)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Văn bản đi")
    sheet.freeze_panes = f"C{_HEADING_ROW + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
    sheet.oddFooter.center.text = "Trang &P/&N"
    for number, (_, width) in enumerate(_COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_cell(sheet, office.name, bold=True, size=12)])
    sheet.append([_cell(sheet, "SỔ ĐĂNG KÝ VĂN BẢN ĐI", bold=True, size=14)])
    sheet.append([_cell(sheet, f"Từ ngày {short_date(span.first)} đến ngày {short_date(span.last)}")])
    sheet.append([_cell(sheet, heading, bold=True, framed=True) for heading, _ in _COLUMNS])
    rows = 0
    for entry in span.entries().iterator(chunk_size=2000):
        rows += 1
        is_cancelled = entry.cancelled_at is not None
        values = _values(entry)
        sheet.append([_cell(sheet, v, framed=True, strike=is_cancelled and n < 5) for n, v in enumerate(values)])
    last = get_column_letter(len(_COLUMNS))
    sheet.auto_filter.ref = f"A{_HEADING_ROW}:{last}{_HEADING_ROW + rows}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _values(entry: RegisterEntry) -> list:
    note = entry.note
    if entry.cancelled_at:
        note = f"Số đã hủy: {entry.cancel_reason}"
    return [
        entry.number, entry.symbol, entry.dated_on, entry.kind, entry.title, entry.signer, entry.recipients,
        entry.archive, entry.copies, entry.sent_on, entry.received_by, note, entry.register.series_name,
        "x" if entry.cancelled_at else None,
    ]  # fmt: skip


def _cell(sheet, value, *, bold=False, size=11, strike=False, framed=False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=clean_lines(value) if isinstance(value, str) else value)
    cell.font = _font(bold, size, strike)
    if isinstance(value, str):
        cell.data_type = "s"
    if hasattr(value, "year"):
        cell.number_format = "DD/MM/YYYY"
    if framed:
        cell.border, cell.alignment = _LINE, _WRAPPED
    return cell


_WRAPPED = Alignment(vertical="top", wrap_text=True)
_FONTS: dict[tuple, Font] = {}


def _font(bold: bool, size: int, strike: bool) -> Font:
    key = (bold, size, strike)
    return _FONTS.setdefault(key, Font(name="Times New Roman", bold=bold, size=size, strike=strike))
