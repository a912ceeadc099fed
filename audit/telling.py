"""Entries told for people: the changes in them as lines, in words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from audit.models import Entry

WORDS = {
    "from": "từ bước", "to": "sang bước", "post": "với tư cách", "reason": "lý do, ghi chú", "section": "mục",
    "text": "nội dung", "sha256": "SHA-256 của tệp", "file": "tệp", "source": "sao chép từ", "rows": "số dòng",
    "file_sha256": "SHA-256 của tệp", "content_sha256": "SHA-256 của nội dung đã duyệt",
    "discarded_sha256": "SHA-256 của bản đã bỏ", "cancelled_number": "số đã hủy", "filter": "điều kiện lọc",
    "format": "kiểu tệp", "number": "số", "dated_on": "ngày văn bản", "register": "sổ",
    "manual_reason": "lý do nhập tay", "paper": "mã bản đã duyệt", "letter": "công văn đính chính",
    "subject": "chứng thư cấp cho", "certificate": "SHA-256 của chứng thư", "seal_of": "con dấu của", "method": "cách",
    "step": "bước hai", "why": "vì", "typed": "tên đã gõ", "place": "ở", "rule": "quy tắc",
    "findings": "những chỗ được lưu ý và để nguyên", "people": "số người", "completed": "số người hoàn thành",
    "fields": "những ô", "other_person": "mã hồ sơ kia",
    "lists": "số danh sách", "until": "đến hết ngày", "giver": "đơn vị chuyển", "receiver": "đơn vị nhận",
    "seats": "số chỗ", "units": "các đơn vị",
    "rules": "các quy tắc", "unit": "đơn vị", "before": "trước đây", "full": "có dữ liệu cá nhân đầy đủ",
    "count": "số giấy", "first": "từ số", "last": "đến số", "series": "sổ cấp",
}  # fmt: skip
"""What the keys of details are called (a test of the house holds that each has a name); others are told as they are."""
ROWS = {"added": "thêm", "removed": "xóa"}


@dataclass(frozen=True)
class Line:
    """One changed field: a short value before and after, or the changed part of a long text between its neighbours."""

    of: str
    field: str
    was: str = ""
    now: str = ""
    before: str = ""
    after: str = ""
    is_part: bool = False
    is_secret: bool = False
    row: str = ""

    @property
    def name(self) -> str:
        """«Mục I. Mục đích: nội dung»."""
        return ": ".join(filter(None, [self.of, self.field])) or "dòng này"


def details_of(entry: Entry) -> dict[str, Any]:
    """What `entry` keeps beside its columns; empty when that is no JSON object (it was tampered with)."""
    try:
        details = json.loads(entry.details or "{}")
    except ValueError:
        return {}
    return details if isinstance(details, dict) else {}


def lines(details: Mapping[str, Any]) -> list[Line]:
    """The changes in `details`, in order."""
    return [_line(change) for change in details.get("changes", []) if isinstance(change, dict)]


def facts(details: Mapping[str, Any], words: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """What `details` tell beside changes: [(name, value)], without what is empty; `words` names values."""
    rest = ((name, in_words(value)) for name, value in details.items() if name != "changes")
    return [(WORDS.get(name, name), (words or {}).get(value, value)) for name, value in rest if value]


def summary(details: Mapping[str, Any], *, most: int = 2) -> str:
    """The names of the first changed fields: «Mục I. Mục đích: nội dung, và 3 chỗ khác»."""
    names = list(dict.fromkeys(line.of if line.row else line.name for line in lines(details)))
    rest = f", và {len(names) - most} chỗ khác" if len(names) > most else ""
    return ", ".join(names[:most]) + rest


def _line(change: Mapping[str, Any]) -> Line:
    of, field, row = str(change.get("of", "")), str(change.get("field", "")), ROWS.get(change.get("row"), "")
    if change.get("secret"):
        return Line(of, field, is_secret=True, row=row)
    if "at" in change:
        part = {name: str(change.get(key, "")) for name, key in _PARTS}
        return Line(of, field, **part, is_part=True, row=row)
    return Line(of, field, was=in_words(change.get("was")), now=in_words(change.get("now")), row=row)


_PARTS = [("was", "removed"), ("now", "inserted"), ("before", "before"), ("after", "after")]


def in_words(value: Any) -> str:
    """A JSON value as people read it."""
    match value:
        case None | "" | [] | {}:
            return ""
        case bool():
            return "có" if value else "không"
        case list():
            return "\n".join(map(in_words, value))
        case dict():
            return "\n".join(f"{WORDS.get(name, name)}: {in_words(part)}" for name, part in value.items())
        case float():
            return f"{value:g}".replace(".", ",")
        case _:
            return str(value)
