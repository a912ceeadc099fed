"""The register of outgoing documents as an Excel workbook: real numbers and days, ready to be printed."""

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
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
_STRUCK = 5  # of a cancelled number the columns before this one are struck through
_FRAMED = {"border": Border(*[Side(style="thin")] * 4), "alignment": Alignment(vertical="top", wrap_text=True)}
_PLAIN, _BOLD, _CROSSED = (Font(name="Times New Roman", size=11, **how) for how in ({}, {"b": True}, {"strike": True}))
_LOOKS = {
    "tiêu đề": {"font": Font(name="Times New Roman", size=13, b=True)},
    "lời": {"font": _PLAIN},
    "đầu cột": _FRAMED | {"font": _BOLD},
    "ô": _FRAMED | {"font": _PLAIN},
    "ô gạch": _FRAMED | {"font": _CROSSED},
    "ngày": _FRAMED | {"font": _PLAIN, "number_format": "DD/MM/YYYY"},
    "ngày gạch": _FRAMED | {"font": _CROSSED, "number_format": "DD/MM/YYYY"},
}
_HEADING_ROW = 4
_A4 = 9  # as Excel numbers its sizes of paper


def write_sheet(span: Span) -> bytes:
    """The lines of `span` as .xlsx; text that looks like a formula stays text."""
    office = Organisation.objects.get(pk=span.organisation_id)
    book = Workbook(write_only=True)
    for name, look in _LOOKS.items():
        book.add_named_style(NamedStyle(name, **look))
    sheet = book.create_sheet("Văn bản đi")
    _set_up(sheet)
    sheet.append([_cell(sheet, office.name, "tiêu đề")])
    sheet.append([_cell(sheet, "SỔ ĐĂNG KÝ VĂN BẢN ĐI", "tiêu đề")])
    sheet.append([_cell(sheet, f"Từ ngày {short_date(span.first)} đến ngày {short_date(span.last)}", "lời")])
    sheet.append([_cell(sheet, heading, "đầu cột") for heading, _ in _COLUMNS])
    rows = 0
    for entry in span.entries().iterator(chunk_size=2000):
        rows += 1
        struck = " gạch" if entry.cancelled_at else ""
        sheet.append(
            [
                _cell(sheet, value, _look(value) + (struck if n < _STRUCK else ""))
                for n, value in enumerate(_values(entry))
            ]
        )
    last = get_column_letter(len(_COLUMNS))
    sheet.auto_filter.ref = f"A{_HEADING_ROW}:{last}{_HEADING_ROW + rows}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _set_up(sheet) -> None:
    """Widths, frozen heading, and how it is printed: A4 landscape, as wide as the page, the heading on each."""
    sheet.freeze_panes = f"C{_HEADING_ROW + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
    sheet.oddFooter.center.text = "Trang &P/&N"
    for number, (_, width) in enumerate(_COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _values(entry: RegisterEntry) -> list:
    note = f"Số đã hủy: {entry.cancel_reason}" if entry.cancelled_at else entry.note
    return [
        entry.number, entry.symbol, entry.dated_on, entry.kind, entry.title, entry.signer, entry.recipients,
        entry.archive, entry.copies, entry.sent_on, entry.received_by, note, entry.register.series_name,
        "x" if entry.cancelled_at else None,
    ]  # fmt: skip


def _look(value) -> str:
    return "ngày" if isinstance(value, date) else "ô"


def _cell(sheet, value, look: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=clean_lines(value) if isinstance(value, str) else value)
    cell.style = look
    if isinstance(value, str):
        cell.data_type = "s"
    return cell
