"""The trail as a spreadsheet."""

from collections.abc import Iterable, Mapping

import tablib
from django.utils.timezone import localtime

from audit.models import Entry
from audit.tables import name_of, words_of
from audit.telling import Line, details_of, facts, lines
from lib.sheet_formats import Csv, Xlsx

MOST_ROWS = 10_000
FORMATS = {"xlsx": Xlsx, "csv": Csv}
HEADINGS = [
    "Dòng", "Lúc", "Loại", "Việc", "Người làm", "Mã tài khoản", "Bảng", "Mã dòng", "Về", "Trước", "Sau",
    "Chi tiết khác", "Địa chỉ máy", "Mã niêm",
]  # fmt: skip
HIDDEN = "(không có quyền đọc nội dung)"
_LONGEST_CELL = 32_000  # Excel holds 32,767 letters


def as_file(entries: Iterable[Entry], *, readable: set[int], kind: str) -> bytes:
    """The bytes of a file of `kind` («xlsx», «csv»); what is not among the `readable` keys stays without content."""
    return FORMATS[kind]().export_data(tablib.Dataset(*(_row(entry, readable) for entry in entries), headers=HEADINGS))


def _row(entry: Entry, readable: set[int]) -> tuple:
    details = details_of(entry) if entry.pk in readable else None
    told = [HIDDEN] * 4 if details is None else [entry.row_name, *_told(details, words_of(entry))]
    at = f"{localtime(entry.at):%d/%m/%Y %H:%M:%S}"
    return (
        str(entry.pk), at, entry.get_kind_display(), entry.act, entry.actor_name,
        entry.actor_id, name_of(entry.table) if entry.table else "", entry.row_id, *told, entry.address,
        entry.digest,
    )  # fmt: skip


def _told(details: dict, words: Mapping[str, str]) -> list[str]:
    changes = lines(details)
    was = "\n".join(_named(line, line.was) for line in changes)
    now = "\n".join(_named(line, line.now) for line in changes)
    rest = "\n".join(f"{name}: {value}" for name, value in facts(details, words))
    return [text[:_LONGEST_CELL] for text in (was, now, rest)]


def _named(line: Line, value: str) -> str:
    if line.is_secret:
        return f"{line.name}: (không ghi)"
    return (
        f"{line.name}: …{line.before}[{value}]{line.after}…" if line.is_part else f"{line.name}: {value or '(trống)'}"
    )
