"""Is this a whole, open, harmless PDF? Looked at before anything inside is read in earnest."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator

import pikepdf

EMPTY = "Tệp rỗng (0 byte). Có thể tệp chưa tải lên hết; hãy tải lại."
NOT_PDF = "Đây không phải tệp PDF{kind}. Hãy tải lên tệp PDF đã ký số."
TRUNCATED = "Tệp PDF bị cụt ở cuối, có thể do chép hoặc tải chưa hết. Hãy lấy lại tệp từ nơi ký rồi tải lên lần nữa."
DAMAGED = (
    "Tệp PDF bị hỏng bên trong nên không đọc chắc chắn được. Hãy lấy lại tệp từ nơi ký; nếu vẫn hỏng, hãy ký lại từ "
    "bản trình ký."
)
ENCRYPTED = "Tệp PDF bị khóa (mã hóa, đặt mật khẩu). Hãy ký lại và không đặt mật khẩu cho tệp."
JAVASCRIPT = "Tệp PDF chứa mã lệnh chạy được (JavaScript). Hãy ký lại từ bản trình ký lấy ở đây."
LAUNCH = "Tệp PDF chứa lệnh mở chương trình hoặc gửi dữ liệu ra ngoài. Hãy ký lại từ bản trình ký lấy ở đây."
EMBEDDED = "Tệp PDF có tệp khác đính kèm bên trong. Hãy bỏ tệp đính kèm, ký lại từ bản trình ký lấy ở đây."
LAYERS = "Tệp PDF có các lớp bật tắt được nên mỗi nơi xem có thể thấy một khác. Hãy ký lại từ bản trình ký lấy ở đây."
MULTIMEDIA = "Tệp PDF có phim, âm thanh hoặc hình ba chiều. Hãy ký lại từ bản trình ký lấy ở đây."
BOMB = (
    "Tệp PDF nén dữ liệu bất thường (mở ra lớn gấp nhiều lần cỡ cho phép) nên không được nhận. Hãy ký lại từ bản trình "
    "ký lấy ở đây."
)

_UNPACKED_STREAM = 160 * 1024 * 1024  # a page scanned in colour at 600 dots per inch
_UNPACKED_FILE = 600 * 1024 * 1024
_PIECE = 64 * 1024
_STREAM = re.compile(rb"stream\r?\n")
_TELLING_KEYS = {
    "/JS": JAVASCRIPT,
    "/XFA": JAVASCRIPT,
    "/JavaScript": JAVASCRIPT,
    "/EF": EMBEDDED,
    "/EmbeddedFiles": EMBEDDED,
    "/Collection": EMBEDDED,
    "/OCProperties": LAYERS,
}
_LAUNCHING = ("/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/ResetForm", "/Hide", "/SetOCGState")
_PLAYING = ("/Rendition", "/Movie", "/Sound", "/GoTo3DView", "/RichMediaExecute")
_TELLING_KINDS = {
    ("/S", "/JavaScript"): JAVASCRIPT,
    ("/Type", "/EmbeddedFile"): EMBEDDED,
    ("/Subtype", "/FileAttachment"): EMBEDDED,
    **{("/S", action): LAUNCH for action in _LAUNCHING},
    **{("/S", action): MULTIMEDIA for action in _PLAYING},
    **{("/Subtype", kind): MULTIMEDIA for kind in ("/RichMedia", "/Movie", "/Sound", "/Screen", "/3D")},
}
_KINDS = (
    (b"PK\x03\x04", " (đây là tệp Word, Excel hoặc tệp nén)"),
    (b"\xd0\xcf\x11\xe0", " (đây là tệp Word hoặc Excel kiểu cũ)"),
    (b"\xff\xd8\xff", " (đây là ảnh)"),
    (b"\x89PNG", " (đây là ảnh)"),
    (b"{\\rtf", " (đây là tệp văn bản RTF)"),
    (b"<", " (đây là trang web hoặc tệp XML)"),
)


def size_fault(size: int, limit: int) -> str:
    """Why a file of `size` bytes is not taken when `limit` bytes are allowed; empty when it is."""
    if size == 0:
        return EMPTY
    if size <= limit:
        return ""
    return (
        f"Tệp nặng {size / 1024**2:.0f} MB, quá mức {limit // 1024**2} MB. Bản đã ký chỉ lớn hơn bản trình ký một "
        "chút; hãy xem lại có chọn nhầm tệp không."
    )


def fault(data: bytes) -> str:
    """What is wrong with the file `data` as a PDF, as a sentence; empty when it can be read and is harmless."""
    if not data:
        return EMPTY
    if b"%PDF-" not in data[:1024]:
        kind = next((words for start, words in _KINDS if data.lstrip().startswith(start)), "")
        return NOT_PDF.format(kind=kind)
    if _is_bomb(data):
        return BOMB
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            return ENCRYPTED if pdf.is_encrypted else _active(pdf)
    except pikepdf.PasswordError:
        return ENCRYPTED
    except pikepdf.PdfError:
        has_end = b"startxref" in data[-2048:] and b"%%EOF" in data[-2048:]
        return DAMAGED if has_end else TRUNCATED


def _is_bomb(data: bytes) -> bool:
    """Whether the streams unpack to more than any paper needs. Reads the bytes themselves: a damaged or lying table of
    contents changes nothing, and every stream is unpacked at most up to the limit."""
    total = 0
    for match in _STREAM.finditer(data):
        packed = memoryview(data)[match.end() :]
        for size in _unpacked(packed):
            total += size
            if size > _UNPACKED_STREAM or total > _UNPACKED_FILE:
                return True
    return False


def _unpacked(packed: memoryview | bytes) -> Iterator[int]:
    """The unpacked size of a Flate stream, and of the Flate streams folded into it; stops past the limit."""
    for _depth in range(6):
        if not _looks_packed(packed):
            return
        engine, size, kept = zlib.decompressobj(), 0, []
        try:
            for start in range(0, len(packed), _PIECE):
                piece = packed[start : start + _PIECE]
                while piece and not engine.eof and size <= _UNPACKED_STREAM:
                    chunk = engine.decompress(piece, _PIECE)
                    size += len(chunk)
                    if kept or (size == len(chunk) and _looks_packed(chunk)):
                        kept.append(chunk)
                    piece = engine.unconsumed_tail
                if engine.eof or size > _UNPACKED_STREAM:
                    break
        except zlib.error:
            pass
        yield size
        packed = b"".join(kept)


def _looks_packed(data: memoryview | bytes) -> bool:
    """Whether `data` begins as zlib data does (RFC 1950)."""
    return len(data) >= 2 and data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0


def _active(pdf: pikepdf.Pdf) -> str:
    """What in the file acts, carries other files or changes its looks; empty when nothing does."""
    faults: set[str] = set()
    for thing in pdf.objects:
        _walk(thing, faults, 0)
    order = (JAVASCRIPT, LAUNCH, EMBEDDED, MULTIMEDIA, LAYERS)
    return next((sentence for sentence in order if sentence in faults), "")


def _walk(thing: object, faults: set[str], depth: int) -> None:
    """Look at a dictionary and at what stands directly in it; what it refers to is met in the list of objects."""
    if depth > 50 or not isinstance(thing, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream):
        return
    if isinstance(thing, pikepdf.Array):
        inside = thing.as_list()
    else:
        faults |= _named_faults(thing)
        inside = [value for _key, value in thing.items()]
    for item in inside:
        if isinstance(item, pikepdf.Object) and not item.is_indirect:
            _walk(item, faults, depth + 1)


def _named_faults(dictionary: pikepdf.Object) -> set[str]:
    """What the keys and the kind of one dictionary give away."""
    keys = set(dictionary.keys())
    found = {sentence for key, sentence in _TELLING_KEYS.items() if key in keys}
    for key in keys & {"/S", "/Subtype", "/Type"}:
        value = dictionary.get(key)
        if isinstance(value, pikepdf.Name) and (key, str(value)) in _TELLING_KINDS:
            found.add(_TELLING_KINDS[key, str(value)])
    return found
