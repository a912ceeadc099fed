"""What a signature looks like on the page: its picture, or, without one, a plain stamp in words.

A stamp in words is a tiny PDF from our own engine: the signing library's text stamps space Vietnamese letters wrongly
and would break PDF/A.
"""

from __future__ import annotations

import html
import io
from datetime import datetime

from PIL import Image, ImageChops, UnidentifiedImageError
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

from documents.rendering.engine import write_pdf
from documents.rendering.fonts import MM_PER_PT, typeface
from documents.signing.certificates import VIETNAM
from lib.refusals import Refused

BLUE, RED = "#0b3d91", "#c8102e"
LARGEST_PICTURE = 5 * 1024 * 1024
_PIXELS = 1200
_LARGEST_PT = 11


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


def worded_stamp(lines: tuple[str, ...], *, colour: str, width: float, height: float) -> StaticStampStyle:
    """A framed stamp of `lines` in `colour` for a field of `width` by `height` points."""
    face = typeface()
    lines = tuple(face.drawable(line) for line in lines)
    inner = (width - 8) * MM_PER_PT
    size = min(_LARGEST_PT, (height - 6) / (1.2 * len(lines)))
    size = min([size, *(size * inner / face.width(line, size, "bold") for line in lines if line)])
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    css = (
        f"@page{{size:{width:.2f}pt {height:.2f}pt;margin:0}}html{{font:{size:.2f}pt/1.2 '{face.family}';"
        f"color:{colour}}}body{{margin:0}}div{{box-sizing:border-box;width:{width:.2f}pt;height:{height:.2f}pt;"
        "display:flex;flex-direction:column;justify-content:center;text-align:center;"
        f"border:.75pt solid {colour}}}p{{margin:0;white-space:nowrap}}p:nth-child(2){{font-weight:bold}}"
    )
    page = f"<html lang=vi><title>Ký số</title><body><div>{body}</div></body></html>"
    return _style(_Page(write_pdf(page, css, face=face, variant="pdf/a-2u")))


def signing_words(name: str, organisation: str, at: datetime) -> tuple[str, ...]:
    """The lines of a plain stamp: who, of which office, when (Vietnam time, ISO 8601 zone)."""
    moment = at.astimezone(VIETNAM)
    lines = ("Ký số bởi", name, organisation, f"{moment:%d/%m/%Y %H:%M:%S} +07:00")
    return tuple(line for line in lines if line)


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
