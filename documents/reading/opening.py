"""A file as somebody sent it → its source. What it is, is seen from its bytes; its name only helps to say so."""

from __future__ import annotations

from documents.reading import apart
from documents.reading.plain_text import source_of_text_file
from documents.reading.source import Format, Source
from lib.refusals import Refused

LARGEST_FILE = 30 * 1024 * 1024

_EMPTY = "Tệp rỗng (0 byte). Có thể tệp chưa tải lên hết; hãy tải lại."
_MACROS = "Tệp này là mẫu hoặc tài liệu Word có macro (mã lệnh) nên không được nhận. Hãy lưu lại thành .docx."
_KINDS = "Chỉ đọc được tệp Word (.docx, .doc), PDF có lớp chữ và văn bản .txt."
_OTHER_KINDS = (
    (b"\xff\xd8\xff", "ảnh"),
    (b"\x89PNG", "ảnh"),
    (b"GIF8", "ảnh"),
    (b"II*\0", "ảnh"),
    (b"MM\0*", "ảnh"),
    (b"BM", "ảnh"),
    (b"Rar!", "tệp nén (rar)"),
    (b"7z\xbc\xaf", "tệp nén (7z)"),
    (b"\x1f\x8b", "tệp nén (gz)"),
    (b"MZ", "chương trình"),
    (b"\x7fELF", "chương trình"),
)
_PAGES = (b"<!doctype html", b"<html", b"<?xml", b"mime-version:")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def source_of(data: bytes, name: str = "") -> Source:
    """The lines of the file `data` (named `name` by whoever sent it).

    Word and PDF files are opened in a process of their own with limits of time and memory. Raises Refused with a
    sentence for people: empty, too large, another kind, locked, with macros, hostile, broken, without text.
    """
    if not data:
        raise Refused(_EMPTY)
    if len(data) > LARGEST_FILE:
        raise Refused(
            f"Tệp nặng {len(data) / 1024**2:.0f} MB, quá mức {LARGEST_FILE // 1024**2} MB. "
            "Hãy bỏ bớt ảnh trong tệp, hoặc chép riêng phần chữ sang tệp mới."
        )
    if name.lower().endswith((".docm", ".dotm")):
        raise Refused(_MACROS)
    kind = format_of(data)
    return source_of_text_file(data) if kind == Format.TEXT else apart.opened(data, kind)


def format_of(data: bytes) -> Format:
    """What `data` is by its first bytes. Raises Refused for a kind that is not read."""
    start = data[:1024]
    if start.startswith(b"PK"):
        return Format.WORD
    if start.startswith((_OLE, b"{\\rtf")):
        return Format.OLD_WORD
    if b"%PDF-" in start:
        return Format.PDF
    for mark, words in _OTHER_KINDS:
        if start.startswith(mark) and not _is_ascii(start):
            raise Refused(f"Đây không phải văn bản mà là {words}. {_KINDS}")
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PAGES):
        raise Refused(f"Đây là trang web hoặc tệp XML. Hãy mở ra, chép chữ rồi dán vào. {_KINDS}")
    return Format.TEXT


def _is_ascii(start: bytes) -> bool:
    """«BM» and «MZ» may also begin a text."""
    return start.isascii() and b"\0" not in start
