"""Pasted text and .txt files, in whatever encoding Vietnamese text has been written since the nineties."""

from __future__ import annotations

import codecs
import re

from documents.reading.source import Format, Line, Source
from lib.legacy_encodings import convert
from lib.refusals import Refused
from lib.syllables import is_syllable
from lib.text import clean_text

MOST_LETTERS = 4_000_000  # about 1,500 pages
MOST_LINES = 100_000  # each takes more room than its letters
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORD = re.compile(r"[^\W\d_]+")
_PAGE_NUMBER = re.compile(r"\s*[-–]?\s*(\d{1,4})\s*[-–]?\s*")
_SAMPLE = 100_000
_OLD_FONT = "Văn bản gõ bằng phông chữ cũ ({}) đã được chuyển sang Unicode; hãy so lại với bản gốc."
_NO_TEXT = "Tệp này không phải văn bản đọc được. Hãy tải lên tệp Word (.docx, .doc), PDF có lớp chữ hoặc .txt."
_EMPTY = "Không có chữ nào để đọc. Hãy dán nội dung hoặc chọn tệp khác."


def source_of_text(text: str) -> Source:
    """The lines of pasted `text`: Unicode NFC, blanks inside kept, empty lines kept one by one, form feeds are pages.

    Old fonts (TCVN3, VNI) are converted, with a remark. Raises Refused when there is no letter or far too much.
    """
    if len(text) > MOST_LETTERS:
        raise Refused(f"Văn bản quá dài (hơn {MOST_LETTERS // 1_000_000} triệu ký tự). Hãy chia thành nhiều phần.")
    if sum(map(text.count, "\n\r\f\v\x85\u2028\u2029")) > 2 * MOST_LINES:  # a line may end with two of them
        raise Refused(f"Văn bản có hơn {MOST_LINES // 1000} nghìn dòng. Hãy chia thành nhiều phần.")
    text, old = convert(text)
    lines: list[Line] = []
    pages = text.split("\f")
    for number, page in enumerate(pages, 1):
        shown = [line.rstrip(" ") if line.strip() else "" for line in clean_text(page).split("\n")]
        if number > 1:
            shown = _without_page_number(shown, number)
        lines += [Line(line, page=number if len(pages) > 1 else None) for line in shown]
    while lines and not lines[-1].text:
        lines.pop()
    if not any(line.text for line in lines):
        raise Refused(_EMPTY)
    return Source(Format.TEXT, tuple(lines), remarks=(_OLD_FONT.format(old),) if old else ())


def source_of_text_file(data: bytes) -> Source:
    """The lines of a .txt file. Raises Refused when it holds no text."""
    return source_of_text(decoded(data))


def decoded(data: bytes) -> str:
    """The text of `data`: by its byte order mark, else UTF-8, UTF-16, or one of the eight-bit encodings.

    windows-1258 is taken where its words are Vietnamese syllables; other eight-bit text is given letter by letter
    (windows-1252), in which TCVN3 and VNI are recognised afterwards. Raises Refused for bytes that are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    if b"\0" in data:
        zeros = (data[0:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0))
        if max(zeros) < 0.02 * min(len(data), _SAMPLE) or min(zeros) > 0.2 * max(zeros):
            raise Refused(_NO_TEXT)
        return _decoded(data, "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if sum(data[:_SAMPLE].count(byte) for byte in range(9)) > len(data[:_SAMPLE]) / 100:
        raise Refused(_NO_TEXT)
    # Letter by letter: windows-1252 has holes, Latin-1 has not.
    western = "".join(map(_WESTERN.__getitem__, data))
    vietnamese = data.decode("cp1258", errors="replace")
    return vietnamese if _syllables(vietnamese) > max(_syllables(western), _syllables(convert(western)[0])) else western


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(_NO_TEXT) from None


def _western(byte: int) -> str:
    return bytes([byte]).decode("cp1252", errors="ignore") or chr(byte)


_WESTERN = tuple(map(_western, range(256)))


def _syllables(text: str) -> int:
    """How many of the first words with letters beyond ASCII are Vietnamese."""
    words = _WORD.findall(clean_text(text[:_SAMPLE]))
    return sum(not word.isascii() and is_syllable(word) for word in words)


def _without_page_number(lines: list[str], page: int) -> list[str]:
    """A page of pdftotext begins with its number; appendices count from 1 again."""
    for place, line in enumerate(lines):
        if line.strip():
            number = _PAGE_NUMBER.fullmatch(line)
            return lines[:place] + lines[place + 1 :] if number and int(number[1]) <= page else lines
    return lines
