"""Files of names are opened: .xlsx and old .xls in a process apart, .csv here. What cannot be read is refused in words.

What a file is is seen from its bytes, never from its name alone.
"""

import csv
import io
import json
import re

from lib import apart
from lib.legacy_encodings import convert
from lib.refusals import Refused
from trainings.rosters.sheets import Sheet

LARGEST_FILE = 20 * 1024**2
SECONDS = 60
MEMORY = 1024**3
MOST_ROWS = 60_000
MOST_COLUMNS = 100
_FAILED = (
    "Tệp Excel này không đọc được (tệp hỏng, hoặc mở ra quá lớn): hãy chép riêng bảng danh sách sang một tệp mới, lưu "
    "thành .xlsx rồi nộp lại."
)
_NOT_A_TABLE = "Chỉ nhận danh sách ở tệp Excel (.xlsx, .xls) hoặc .csv: hãy lưu bảng thành .xlsx rồi nộp lại."
_WEB_PAGE = (
    "Tệp này là trang web mang đuôi Excel: hãy mở bằng Excel, chọn Tệp, Lưu thành, kiểu «Excel Workbook (.xlsx)» rồi "
    "nộp lại."
)
_OPEN_DOCUMENT = "Tệp này là của LibreOffice (.ods): hãy chọn Lưu thành, kiểu Excel (.xlsx) rồi nộp lại."
_WORD = "Tệp này là văn bản Word: hãy chép bảng danh sách sang Excel, lưu thành .xlsx rồi nộp lại."
_MARKUP = re.compile(rb"^\s*(?:<!DOCTYPE\s+html|<html|<table|<\?xml|<head|<meta|MIME-Version)", re.IGNORECASE)
_STARTS_OF_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xbc", b"\x1f\x8b", b"MZ")
_LOST_LETTERS = (
    "Chữ có dấu trong tệp .csv này đã mất thành dấu «?» khi lưu: hãy mở lại tệp gốc, lưu thành Excel (.xlsx) hoặc kiểu "
    "«CSV UTF-8» rồi nộp lại."
)
_NO_CELLS = "Tệp CSV có chỗ không tách được thành ô (thừa hoặc thiếu dấu nháy kép): hãy lưu lại thành .xlsx."
_LOST = re.compile(r"[^\W\d_]\?|\?[^\W\d_]")
_ESCAPED = re.compile(r"^'[=+\-@]")


def read_sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The tables in a file (`name` as its giver calls it): the visible sheets of a workbook, or the one of a .csv.

    Raises Refused with a sentence that says what to do, whatever the bytes are; needs bounded time and memory.
    """
    if not data:
        raise Refused("Tệp rỗng (0 byte). Có thể tệp chưa tải lên hết: hãy nộp lại.")
    if len(data) > LARGEST_FILE:
        most = LARGEST_FILE // 1024**2
        raise Refused(f"Tệp nặng {len(data) / 1024**2:.0f} MB, quá mức {most} MB: hãy bỏ ảnh và các trang thừa.")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _workbook(data)
    if _MARKUP.match(data[:2000].lstrip(b"\xef\xbb\xbf")):
        raise Refused(_WEB_PAGE)
    if data.startswith(_STARTS_OF_OTHERS):
        raise Refused(_NOT_A_TABLE)
    return (_csv(data, name),)


def _workbook(data: bytes) -> tuple[Sheet, ...]:
    if b"mimetypeapplication/vnd.oasis.opendocument" in data[:200]:
        raise Refused(_OPEN_DOCUMENT)
    if b"word/document.xml" in data or b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0" in data:
        raise Refused(_WORD)
    answer = apart.answer(
        "trainings.rosters.workbook:read", data, seconds=SECONDS, memory=MEMORY, failed=_FAILED
    )  # fmt: skip
    said = json.loads(answer)
    hidden = said["hidden"]
    notice = (f"Không đọc trang tính đang ẩn: {', '.join(hidden[:5])}.",) if hidden else ()
    return tuple(
        Sheet(
            sheet["name"],
            tuple((number, tuple(cells)) for number, cells in sheet["rows"]),
            tuple(map(tuple, sheet["merged"])),
            (*sheet["notices"], *notice),
        )
        for sheet in said["sheets"]
    )


def _csv(data: bytes, name: str) -> Sheet:
    text = _decoded(data)
    if "\0" in text:
        raise Refused(_NOT_A_TABLE)
    if len(_LOST.findall(text)) >= max(5, len(text) // 100):
        raise Refused(_LOST_LETTERS)
    delimiter = _delimiter(text)
    rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.count("\n") > 1 and cell.count(delimiter) > 3 for cell in cells):
                raise Refused(_NO_CELLS)  # a quote that nobody closed swallows the rows behind it
            said = tuple(_unescaped(cell) for cell in cells[:MOST_COLUMNS])
            if any(cell.strip() for cell in said):
                rows.append((number, said))
            if len(rows) > MOST_ROWS:
                raise Refused(f"Tệp có hơn {MOST_ROWS} dòng: hãy chia thành nhiều tệp.")
    except csv.Error:
        raise Refused(_NO_CELLS) from None
    if not rows or max(len(cells) for _, cells in rows) < 2:
        raise Refused("Không thấy bảng nào trong tệp: hãy nộp tệp Excel (.xlsx) hoặc .csv có cột Họ và tên.")
    return Sheet(name, tuple(rows))


def _decoded(data: bytes) -> str:
    """The text of a .csv in UTF-8, UTF-16 (with or without its mark), Windows-1258, or an old Vietnamese encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    start = data[:4000]
    if start.count(0) > len(start) // 4:
        return data.decode("utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    old, encoding = convert(data.decode("latin-1"))
    return old if encoding else data.decode("cp1258", errors="replace")


def _delimiter(text: str) -> str:
    """The sign that parts most of the first lines into cells, the same number of times."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:30]
    return max(";\t,|", key=lambda sign: sum(min(line.count(sign), 20) for line in lines))


def _unescaped(cell: str) -> str:
    return cell[1:] if _ESCAPED.match(cell) else cell
