"""A workbook of Excel, opened in a process apart (`lib.apart`): its visible sheets as JSON, row by row.

Values are what Excel last computed: no formula is computed, no link followed, no macro run. Before calamine unpacks a
sheet into memory, `parts.survey` has walked through it in a stream and says whether that can be dared.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError

from lib.refusals import Refused
from trainings.rosters import parts

MOST_ROWS = 60_000
MOST_COLUMNS = 100
MOST_SHEETS = 20
MOST_MERGED = 10_000
LONGEST_CELL = 2_000
MOST_AREA = 20_000_000
"""Cells of the rectangle that calamine lays out, empty ones included."""
PASSWORD = "Tệp Excel này có mật khẩu: hãy mở tệp, bỏ mật khẩu (Tệp, Thông tin, Bảo vệ sổ làm việc), lưu lại rồi nộp."
DAMAGED = "Không đọc được tệp Excel này (có thể tệp hỏng): hãy mở bằng Excel, lưu thành tệp .xlsx mới rồi nộp lại."


def read(data: bytes) -> bytes:
    """The visible sheets of a workbook (.xlsx, .xlsm, .xls) as JSON. Raises Refused.

    {"sheets": [{"name", "rows": [[number in Excel, [texts]]], "merged": [[row, column, row, column]], "notices"}]};
    rows and columns of "merged" count from 0. Empty rows are left out, cells end with the last that is not empty.
    """
    if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0" in data:
        raise Refused(PASSWORD)
    surveys = _surveys(data) if data.startswith(b"PK") else {}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise Refused(PASSWORD) from None
    except Exception:
        raise Refused(DAMAGED) from None
    sheets, hidden = [], []
    for sheet in book.sheets_metadata:
        if str(sheet.typ) != "SheetTypeEnum.WorkSheet":
            continue
        if str(sheet.visible) != "SheetVisibleEnum.Visible":
            hidden.append(sheet.name)
        elif len(sheets) < MOST_SHEETS:
            sheets.append(_sheet(book, sheet.name, surveys.get(sheet.name, parts.Survey())))
    if not sheets:
        raise Refused("Tệp Excel này không có trang tính nào đang hiện: hãy bỏ ẩn trang có danh sách rồi nộp lại.")
    return json.dumps({"sheets": sheets, "hidden": hidden}, ensure_ascii=False).encode()


def _surveys(data: bytes) -> dict[str, parts.Survey]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return parts.survey(archive)
    except Refused:
        raise
    except Exception:
        raise Refused(DAMAGED) from None


def _sheet(book: CalamineWorkbook, name: str, survey: parts.Survey) -> dict[str, Any]:
    if survey.area > MOST_AREA:
        raise Refused(
            f"Trang «{name}» có ô {survey.far_cell} nằm rất xa bảng nên không đọc được: hãy chép riêng bảng sang một "
            "tệp mới rồi nộp lại."
        )
    try:
        sheet = book.get_sheet_by_name(name)
        rows = [[number, cells] for number, cells in _rows(sheet, survey)]
    except Refused:
        raise
    except Exception:
        raise Refused(DAMAGED) from None
    return {"name": name, "rows": rows, "merged": _merged(sheet), "notices": survey.notices()}


def _rows(sheet: Any, survey: parts.Survey) -> Iterator[tuple[int, list[str]]]:
    if sheet.start is None:
        return
    count, left = 0, sheet.start[1]
    for number, values in enumerate(sheet.iter_rows(), start=1):  # rows from the first on, columns from the first used
        cells = [""] * left + [_text(value) for value in values[: MOST_COLUMNS - left]]
        for column, text in survey.said.get(number, {}).items():
            cells += [""] * (column + 1 - len(cells))
            cells[column] = cells[column] or text
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            count += 1
            if count > MOST_ROWS:
                raise Refused(f"Trang «{sheet.name}» có hơn {MOST_ROWS} dòng: hãy chia thành nhiều tệp.")
            yield number, cells


def _merged(sheet: Any) -> list[list[int]]:
    ranges = sheet.merged_cell_ranges or ()
    found = ([*start, *end] for start, end in ranges if end[1] < MOST_COLUMNS)
    return list(islice((area for area in found if area[0] < 100 or area[0] < area[2]), MOST_MERGED))


def _text(value: Any) -> str:
    """A cell as text: whole numbers without «.0», days as 1985-03-15."""
    if isinstance(value, str):
        return value[:LONGEST_CELL]
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)
