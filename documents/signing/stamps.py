"""What a signature looks like on the page: its picture, or, without one, a plain stamp in words.

A stamp in words is a tiny PDF from our own engine: the signing library's text stamps space Vietnamese letters wrongly
and would break PDF/A.
"""

from __future__ import annotations

import html
import io
import logging
from datetime import datetime

from PIL import Image, ImageChops, UnidentifiedImageError
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

from documents.rendering.engine import write_pdf
from documents.rendering.fonts import MM_PER_PT, Typeface, typeface
from documents.signing.certificates import VIETNAM
from lib.refusals import Refused

# It warns of sizes that differ by rounding.
logging.getLogger("pyhanko.pdf_utils.layout").setLevel(logging.ERROR)

BLUE, RED = "#0b3d91", "#c8102e"
LARGEST_PICTURE = 5 * 1024 * 1024
_PIXELS = 1200


def read_picture(data: bytes) -> bytes:
    """The picture of a signature or seal, made ready: a PNG with transparency, at most 1200 pixels each way.

    White paper around the ink is made transparent, so that a seal does not cover the signature beneath it. Raises
    Refused when `data` is no picture, or too large.
    """
    if len(data) > LARGEST_PICTURE:
        raise Refused("Hình lớn hơn 5 MB. Hãy cắt sát chữ ký (con dấu) hoặc giảm cỡ hình rồi tải lại.")
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP", "GIF", "BMP")) as image:
            if image.width * image.height > 40_000_000:
                raise Refused("Hình có quá nhiều điểm ảnh. Hãy giảm cỡ hình rồi tải lại.")
            image.thumbnail((_PIXELS, _PIXELS))
            picture = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused("Tệp này không phải hình đọc được. Hãy chọn hình PNG (nền trong suốt) hoặc JPEG.") from error
    if picture.getextrema()[3][0] == 255:
        picture.putalpha(_ink(picture))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def picture_stamp(picture: bytes) -> StaticStampStyle:
    """A stamp that shows `picture` (as `read_picture` made it), as large as its field allows, centred."""
    image = Image.open(io.BytesIO(picture)).convert("RGBA")
    return _style(PdfImage(image))


def signer_stamp(name: str, at: datetime, *, width: float, height: float) -> StaticStampStyle:
    """Name and time in blue in the right two thirds of the field: the seal will cover the left third."""
    return _worded(("Ký số bởi", name, *_time(at)), BLUE, width, height, css="padding-left:37%")


def seal_stamp(name: str, at: datetime, *, width: float, height: float) -> StaticStampStyle:
    """Organisation and time in red in the left part of the field, clear of the signature."""
    return _worded(("Ký số bởi", name, *_time(at)), RED, width, height, css="padding-right:37%")


def _time(at: datetime) -> tuple[str, str]:
    moment = at.astimezone(VIETNAM)
    return f"{moment:%d/%m/%Y}", f"{moment:%H:%M:%S} +07:00"


def _worded(lines: tuple[str, ...], colour: str, width: float, height: float, *, css: str) -> StaticStampStyle:
    """A stamp of `lines`, the second one bold and broken at blanks, as large as fits a field of that many points."""
    face = typeface()
    first, name, *rest = (face.drawable(line) for line in lines)
    room = (width * 0.63 - 8) * MM_PER_PT
    size = next(
        (
            size
            for size in (10, 9, 8, 7, 6.5, 6, 5.5, 5)
            if (len(broken := _broken(name, room, size, face)) + 1 + len(rest)) * 1.2 * size <= height - 4
            and all(face.width(line, size, "bold") <= room for line in (*broken, first, *rest))
        ),
        4,
    )
    named = "<br>".join(html.escape(line) for line in _broken(name, room, size, face))
    page = (
        f"<html lang=vi><title>Ký số</title><body><div><section><p>{html.escape(first)}</p><p><b>{named}</b></p>"
        f"{''.join(f'<p>{html.escape(line)}</p>' for line in rest)}</section></div></body></html>"
    )
    sheet = (
        f"@page{{size:{width:.2f}pt {height:.2f}pt;margin:0}}html{{font:{size}pt/1.2 '{face.family}';color:{colour}}}"
        f"body{{margin:0}}p{{margin:0;white-space:nowrap}}div{{box-sizing:border-box;width:{width:.2f}pt;"
        f"height:{height:.2f}pt;display:flex;align-items:center;{css}}}"
        f"section{{border-left:1.5pt solid {colour};padding-left:4pt}}"
    )
    return _style(_Page(write_pdf(page, sheet, face=face, variant="pdf/a-2u")))


def _broken(text: str, room: float, size: float, face: Typeface) -> list[str]:
    """`text` in lines of at most `room` mm, broken at blanks."""
    lines: list[str] = []
    for word in text.split():
        if lines and face.width(f"{lines[-1]} {word}", size, "bold") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


class _Page(PdfContent):
    """The only page of a PDF in memory, as content of a stamp."""

    def __init__(self, pdf: bytes):
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        form = self.writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)))
        self.resources.xobject["/Words"] = form
        x0, y0, x1, y1 = form.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(x1 - x0), height=abs(y1 - y0))
        return b"/Words Do"


def _style(content: PdfContent) -> StaticStampStyle:
    centred = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, Margins.uniform(0))
    return StaticStampStyle(border_width=0, background=content, background_layout=centred)


def _ink(picture: Image.Image) -> Image.Image:
    """How much ink each point has: none where the paper is white, all where it is dark or coloured."""
    red, green, blue, _alpha = picture.split()
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    return darkest.point([255 - max(0, value - 150) * 255 // 105 for value in range(256)])
