"""Word and PDF files are opened in a process of its own (`lib.apart`), which loads the one reader that it needs."""

from __future__ import annotations

from documents.reading.source import Format, Source
from documents.reading.storing import from_json, to_json
from lib import apart

SECONDS = 120
MEMORY = 1536 * 1024**2
MEMORY_OF_OTHERS = 3 * 1024**3  # LibreOffice, which maps far more than it uses
_FAILED = (
    "Tệp này không đọc được: có thể bị hỏng, hoặc mở ra quá lớn. Hãy mở tệp bằng chương trình đã tạo ra nó, lưu thành "
    "tệp mới rồi tải lên lại; hoặc chép chữ rồi dán vào."
)


def opened(data: bytes, kind: Format) -> Source:
    """The source of the file `data` of that kind. Raises Refused."""
    readers = {Format.WORD: word, Format.PDF: pdf, Format.OLD_WORD: old_word}
    answer = apart.answer(
        f"{__name__}:{readers[kind].__name__}",
        data,
        seconds=SECONDS,
        memory=MEMORY,
        memory_of_others=MEMORY_OF_OTHERS,
        failed=_FAILED,
    )
    return from_json(answer.decode())


def word(data: bytes) -> bytes:
    """The source of a .docx as JSON. Raises Refused."""
    from documents.reading.word_files import read_word

    return to_json(read_word(data)).encode()


def pdf(data: bytes) -> bytes:
    """The source of a PDF as JSON. Raises Refused."""
    from documents.reading.pdf_files import read_pdf

    return to_json(read_pdf(data)).encode()


def old_word(data: bytes) -> bytes:
    """The source of a .doc or .rtf as JSON. Raises Refused."""
    from documents.reading.old_word import read_old_word

    return to_json(read_old_word(data)).encode()
