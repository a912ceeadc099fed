"""Files that are no whole, open, harmless PDF: each gets its own sentence, and none an exception."""

import io
import zlib
from functools import lru_cache

import pikepdf
import pytest

from documents.signing import container
from tests.documents.signing.specimen import edited, ready, report, signed

MB = 1024 * 1024


def _refused(data):
    found = report(data)
    assert (found.accepted, found.signatures) == (False, ())
    return found.refusals


def test_signed_file_is_harmless():
    assert container.fault(signed()) == ""


def test_empty():
    assert _refused(b"") == (container.EMPTY,)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04" + bytes(100), " (đây là tệp Word, Excel hoặc tệp nén)"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), " (đây là tệp Word hoặc Excel kiểu cũ)"),
        (b"\xff\xd8\xff\xe0" + bytes(100), " (đây là ảnh)"),
        (b"\x89PNG\r\n", " (đây là ảnh)"),
        (b"{\\rtf1", " (đây là tệp văn bản RTF)"),
        (b"  <html>", " (đây là trang web hoặc tệp XML)"),
        ("Kế hoạch".encode(), ""),
        (bytes(5000), ""),
    ],
)
def test_name_lies(data, kind):
    """What counts is the content, whatever the file is called."""
    assert _refused(data) == (f"Đây không phải tệp PDF{kind}. Hãy tải lên tệp PDF đã ký số.",)


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.999])
def test_truncated(part):
    pdf = signed()
    assert _refused(pdf[: int(len(pdf) * part)]) == (container.TRUNCATED,)


def test_last_line_missing():
    pdf = signed()
    assert _refused(pdf[: pdf.rindex(b"%%EOF") - 3]) == (container.TRUNCATED,)


def test_damaged_table_of_contents():
    pdf = signed()
    at = pdf.rindex(b"startxref") + 10
    assert _refused(pdf[:at] + b"7" + pdf[at + 1 :]) == (container.DAMAGED,)


def test_table_of_contents_with_wrong_places():
    pdf = signed()
    start = pdf.rindex(b"xref", 0, pdf.rindex(b"startxref"))
    digits = bytearray(pdf)
    for at in range(start + 10, start + 60):
        if chr(digits[at]).isdigit():
            digits[at] = ord("3")
    assert _refused(bytes(digits)) == (container.DAMAGED,)


def test_only_a_heading():
    assert _refused(b"%PDF-1.7\n%%EOF\n") == (container.TRUNCATED,)


@pytest.mark.parametrize("user", ["", "mo"])
def test_encrypted(user):
    locked = edited(ready(), lambda pdf: None, encryption=pikepdf.Encryption(owner="chu", user=user))
    assert _refused(locked) == (container.ENCRYPTED,)


def _dictionary(**values):
    return pikepdf.Dictionary(**values)


def _script():
    return _dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def _opening(pdf):
    pdf.Root.OpenAction = _script()


def _named(pdf):
    pdf.Root.Names = _dictionary(JavaScript=_dictionary(Names=[pikepdf.String("a"), pdf.make_indirect(_script())]))


def _on_page(pdf):
    pdf.pages[0].obj.AA = _dictionary(O=_script())


def _on_field(pdf):
    pdf.Root.AcroForm.Fields[0].AA = _dictionary(K=_script())


def _deep(pdf):
    """Next in a chain of actions, in an array."""
    goto = _dictionary(S=pikepdf.Name.GoTo, D=[pdf.pages[0].obj, pikepdf.Name.Fit], Next=pikepdf.Array([_script()]))
    pdf.Root.OpenAction = goto


def _xfa(pdf):
    pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")


@pytest.mark.parametrize("edit", [_opening, _named, _on_page, _on_field, _deep, _xfa])
def test_javascript(edit):
    assert _refused(signed(edited(ready(), edit))) == (container.JAVASCRIPT,)


@pytest.mark.parametrize("kind", ["Launch", "SubmitForm", "ImportData", "GoToR"])
def test_launch(kind):
    def act(pdf):
        pdf.Root.OpenAction = _dictionary(S=pikepdf.Name(f"/{kind}"), F=pikepdf.String("a.exe"))

    assert _refused(signed(edited(ready(), act))) == (container.LAUNCH,)


def test_embedded_file():
    def attach(pdf):
        pdf.attachments["bang.xlsx"] = b"PK"

    assert _refused(signed(edited(ready(), attach))) == (container.EMBEDDED,)


def test_attached_to_a_page():
    def attach(pdf):
        note = _dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, Rect=[0, 0, 9, 9])
        pdf.pages[0].obj.Annots.append(pdf.make_indirect(note))

    assert _refused(signed(edited(ready(), attach))) == (container.EMBEDDED,)


def test_film():
    def play(pdf):
        note = _dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Screen, Rect=[0, 0, 9, 9])
        pdf.pages[0].obj.Annots.append(pdf.make_indirect(note))

    assert _refused(signed(edited(ready(), play))) == (container.MULTIMEDIA,)


def test_layers():
    def layer(pdf):
        pdf.Root.OCProperties = _dictionary(OCGs=pikepdf.Array(), D=pikepdf.Dictionary())

    assert _refused(signed(edited(ready(), layer))) == (container.LAYERS,)


@lru_cache
def _packed(times, size=200 * MB):
    """That many zero bytes, folded `times` times."""
    engine, zeros = zlib.compressobj(1), bytes(MB)
    data = b"".join([engine.compress(zeros) for _piece in range(size // MB)]) + engine.flush()
    for _fold in range(times - 1):
        data = zlib.compress(data, 9)
    return data


@pytest.mark.parametrize("times", [1, 2, 3])
def test_bomb(times):
    def blow(pdf):
        filters = pikepdf.Array([pikepdf.Name.FlateDecode] * times)
        stream = pikepdf.Stream(pdf, _packed(times))
        stream.stream_dict.Filter = filters if times > 1 else pikepdf.Name.FlateDecode
        pdf.pages[0].obj.Thumb = pdf.make_indirect(stream)

    bomb = edited(ready(), blow, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    assert len(bomb) < 2 * MB
    assert _refused(bomb) == (container.BOMB,)


def test_bomb_in_the_table_of_contents():
    """The table itself unpacks to gigabytes: it must not be unpacked by any library before it is seen."""
    body = _packed(1)
    head = b"%PDF-1.7\n1 0 obj\n<< /Type /XRef /Size 9 /W [1 2 1] /Root 2 0 R /Filter /FlateDecode /Length "
    data = head + str(len(body)).encode() + b" >>\nstream\n" + body + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"
    assert _refused(data) == (container.BOMB,)


def test_many_streams_that_are_large_together():
    piece = _packed(1, 100 * MB)
    parts = [b"%d 0 obj\n<< /Filter /FlateDecode >>\nstream\n%s\nendstream\nendobj\n" % (n, piece) for n in range(9)]
    assert _refused(b"%PDF-1.7\n" + b"".join(parts)) == (container.BOMB,)


def test_pages_that_refer_to_themselves():
    with pikepdf.open(io.BytesIO(ready())) as pdf:
        pdf.Root.Pages.Kids = pikepdf.Array([*pdf.Root.Pages.Kids, pdf.Root.Pages])
        out = io.BytesIO()
        pdf.save(out)
    assert report(out.getvalue()).accepted is False


def test_size():
    assert (container.size_fault(30 * MB, 30 * MB), container.size_fault(0, 30 * MB)) == ("", container.EMPTY)
    assert container.size_fault(60 * MB, 30 * MB) == (
        "Tệp nặng 60 MB, quá mức 30 MB. Bản đã ký chỉ lớn hơn bản trình ký một chút; hãy xem lại có chọn nhầm tệp "
        "không."
    )
