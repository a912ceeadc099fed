"""Scans of signed paper: a PDF or pictures of pages, opened rather than believed, kept as one PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from PIL import Image, ImageOps, UnidentifiedImageError

from documents.conformity.container import Unreadable, open_container
from documents.page_map import page_map
from documents.printing import page_sizes
from lib.refusals import Refused

LARGEST_SCAN = 60 * 1024 * 1024
MOST_PICTURES = 200
A4 = (595.28, 841.89)  # points

_PIXELS = 60_000_000  # A4 at 600 dots per inch is 35 million
_SIDE = 3508  # A4 at 300 dots per inch
_SIDES = (70, 3400)  # points; a visiting card, an A0 sheet
_DAMAGED = "Tệp PDF bị hỏng, không đọc được. Hãy quét lại."
_KINDS = "Chỉ nhận tệp PDF, hoặc ảnh JPEG, PNG của từng trang."


def read_scan(files: Sequence[bytes]) -> bytes:
    """One PDF of what was scanned: `files` is a PDF, or the pictures of the pages in order.

    Raises Refused: nothing, too much, another kind of file, encrypted, with scripts or attachments, damaged.
    """
    if not files or not all(files):
        raise Refused("Tệp trống (0 byte). Hãy quét lại rồi tải lên.")
    if sum(map(len, files)) > LARGEST_SCAN:
        raise Refused(f"Bản quét nặng quá {LARGEST_SCAN // 1024**2} MB. Hãy quét ở 200–300 dpi rồi tải lại.")
    if any(b"%PDF-" in data[:1024] for data in files):
        if len(files) > 1:
            raise Refused("Hãy tải lên một tệp PDF có đủ các trang, hoặc các ảnh; không lẫn lộn hai loại.")
        return _harmless(files[0])
    if len(files) > MOST_PICTURES:
        raise Refused(f"Nhiều ảnh quá (tối đa {MOST_PICTURES}). Hãy quét thành một tệp PDF.")
    return _bound([_picture(data) for data in files])


def _harmless(data: bytes) -> bytes:
    try:
        container = open_container(data)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            has_files = "/EmbeddedFiles" in pdf.Root.get("/Names", pikepdf.Dictionary()) or "/AF" in pdf.Root
    except Unreadable as error:
        raise Refused(str(error)) from None
    except pikepdf.PdfError:
        raise Refused(_DAMAGED) from None
    if container.encrypted:
        raise Refused("Tệp PDF bị khóa (mã hóa). Hãy quét lại và không đặt mật khẩu.")
    if container.active or has_files:
        raise Refused("Tệp PDF chứa mã chạy được hoặc tệp đính kèm nên không nhận. Hãy quét lại thành PDF thường.")
    _check_pages(data)
    return data


def _check_pages(data: bytes) -> None:
    """The page of the plan shows these pages: they must be there, and of a size that can be shown."""
    try:
        mapped, shown = len(page_map(data).pages), page_sizes(data)
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError, RecursionError):
        raise Refused(_DAMAGED) from None
    if not shown or len(shown) != mapped:
        raise Refused(_DAMAGED)
    if not all(_SIDES[0] <= side <= _SIDES[1] for size in shown for side in size):
        raise Refused("Bản quét có trang quá nhỏ hoặc quá lớn. Hãy quét lại theo khổ giấy thật (A4, A3).")


def _picture(data: bytes) -> tuple[bytes, tuple[int, int]]:
    """A page as JPEG, upright, at most A4 at 300 dots per inch, with its size in pixels."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
            if image.width * image.height > _PIXELS:
                raise Refused("Có ảnh quá lớn. Hãy quét ở 200–300 dpi rồi tải lại.")
            page = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused(f"Có tệp không phải ảnh đọc được. {_KINDS}") from error
    page.thumbnail((_SIDE, _SIDE))
    out = io.BytesIO()
    page.save(out, "JPEG", quality=85)
    return out.getvalue(), page.size


def _bound(pictures: list[tuple[bytes, tuple[int, int]]]) -> bytes:
    """The pictures as the pages of a PDF, each as large as fits an A4 sheet, lying when it is wider than high."""
    with pikepdf.new() as pdf:
        for data, (width, height) in pictures:
            room = A4 if height >= width else A4[::-1]
            scale = min(room[0] / width, room[1] / height)
            wide, high = width * scale, height * scale
            image = pdf.make_stream(
                data,
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=width,
                Height=height,
                ColorSpace=pikepdf.Name.DeviceRGB,
                BitsPerComponent=8,
                Filter=pikepdf.Name.DCTDecode,
            )
            page = pdf.add_blank_page(page_size=room)
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=image))
            left, bottom = (room[0] - wide) / 2, (room[1] - high) / 2
            page.Contents = pdf.make_stream(b"q %.2f 0 0 %.2f %.2f %.2f cm /P Do Q" % (wide, high, left, bottom))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
