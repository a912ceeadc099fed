"""Pictures of signatures and seals."""

import io

import pytest
from PIL import Image

from documents.signing import read_picture, stamps
from lib.refusals import Refused


def _saved(image, kind="PNG"):
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def _read(data):
    return Image.open(io.BytesIO(read_picture(data)))


def test_white_paper_becomes_transparent():
    image = Image.new("RGB", (40, 20), "white")
    image.putpixel((5, 5), (200, 0, 0))
    picture = _read(_saved(image))
    assert (picture.mode, picture.getpixel((0, 0))[3], picture.getpixel((5, 5))) == ("RGBA", 0, (200, 0, 0, 255))


def test_transparency_is_kept():
    image = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    image.putpixel((5, 5), (255, 255, 255, 200))
    assert _read(_saved(image)).getpixel((5, 5)) == (255, 255, 255, 200)


def test_large_picture_is_made_smaller():
    assert _read(_saved(Image.new("RGB", (3000, 1500), "white"), "JPEG")).size == (1200, 600)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.7", _saved(Image.new("L", (9, 9)))[:40]], ids=len)
def test_no_picture(data):
    with pytest.raises(Refused) as refused:
        read_picture(data)
    assert refused.value.sentence == ("Tệp này không phải hình đọc được. Hãy chọn hình PNG (nền trong suốt) hoặc JPEG.")


def test_too_heavy():
    with pytest.raises(Refused) as refused:
        read_picture(b"x" * (stamps.LARGEST_PICTURE + 1))
    assert refused.value.sentence == "Hình lớn hơn 5 MB. Hãy cắt sát chữ ký (con dấu) hoặc giảm cỡ hình rồi tải lại."


def test_too_many_points():
    with pytest.raises(Refused) as refused:
        read_picture(_saved(Image.new("1", (8000, 6000))))
    assert refused.value.sentence == "Hình có quá nhiều điểm ảnh. Hãy giảm cỡ hình rồi tải lại."
