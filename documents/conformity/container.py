"""The PDF as a file: version, encryption, active content, form fields, fonts, language. Read with pikepdf."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

_STANDARD_ENCODINGS = {"/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding"}


class Unreadable(Exception):
    """The file is no PDF, is damaged, or is locked by a password; the argument is the sentence for the user."""


@dataclass(frozen=True)
class EmbeddedFont:
    name: str
    page: int
    embedded: bool
    has_text: bool  # letters can be read back
    lacks_letters: bool  # some letters print as empty boxes


@dataclass(frozen=True)
class Container:
    """What rules 1–3 and 7 look at. `active` names scripts and actions; `fields` are unsigned form fields."""

    version: tuple[int, ...]
    encrypted: bool
    active: tuple[str, ...]
    fields: tuple[str, ...]
    signatures: tuple[str, ...]
    fonts: tuple[EmbeddedFont, ...]
    lang: str
    title: str
    pages: int


def plainly_encoded(data: bytes) -> bytes:
    """`data`, or a copy in which fonts that spell out the identity encoding are said to have it.

    WeasyPrint writes such a font for text with a letter that its file lacks; pdfminer would see none of its letters.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        spelled = [font for font in pdf.objects if isinstance(font, Dictionary) and _spells_identity(font)]
        if not spelled:
            return data
        for font in spelled:
            font.Encoding = Name("/Identity-H")
        copy = io.BytesIO()
        pdf.save(copy)
        return copy.getvalue()


def _spells_identity(font: Dictionary) -> bool:
    pairs = _spelled_codes(font)
    return bool(pairs) and all(cid in (code, 0) for code, cid in pairs)


def _spelled_codes(font: Dictionary) -> list[tuple[int, int]]:
    """Code and glyph of each letter, where a font lists them; glyph 0 is the empty box for a missing letter."""
    if font.get("/Subtype") != Name.Type0 or not isinstance(font.get("/Encoding"), pikepdf.Stream):
        return []
    cmap = font.Encoding.read_bytes()
    if b"begincidrange" in cmap:
        return []
    return [(int(code, 16), int(cid)) for code, cid in re.findall(rb"<([0-9a-fA-F]{4})>\s+(\d+)\s", cmap)]


def open_container(data: bytes) -> Container:
    """Read the file `data`. Raises Unreadable with a sentence."""
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("Tệp này không phải là PDF; hãy chọn tệp PDF xuất từ chương trình hoặc từ Word.")
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _facts(pdf)
    except pikepdf.PasswordError:
        raise Unreadable(
            "Tệp bị khóa bằng mật khẩu nên không kiểm tra được; hãy xuất lại PDF không đặt mật khẩu."
        ) from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError, RecursionError):
        raise Unreadable("Tệp PDF bị hỏng, không đọc được; hãy xuất lại PDF từ văn bản gốc.") from None


def _facts(pdf: Pdf) -> Container:
    if not len(pdf.pages):
        raise Unreadable("Tệp PDF không có trang nào; hãy xuất lại PDF từ văn bản gốc.")
    fields, signatures = _fields(pdf)
    return Container(
        version=tuple(int(part) for part in pdf.pdf_version.split(".")),
        encrypted=pdf.is_encrypted,
        active=tuple(_active(pdf)),
        fields=fields,
        signatures=signatures,
        fonts=_fonts(pdf),
        lang=str(pdf.Root.get("/Lang", "")),
        title=_title(pdf),
        pages=len(pdf.pages),
    )


def _title(pdf: Pdf) -> str:
    title = str(pdf.docinfo.get("/Title", ""))
    if title:
        return title
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            return str(metadata.get("dc:title", ""))
    except Exception:  # metadata may be any broken XML; a missing title is all that follows from it
        return ""


def _active(pdf: Pdf) -> list[str]:
    found = []
    names = pdf.Root.get("/Names", Dictionary())
    if "/JavaScript" in names:
        found.append("JavaScript")
    if "/AA" in pdf.Root:
        found.append("hành động tự chạy của tệp")
    opening = pdf.Root.get("/OpenAction")
    if isinstance(opening, Dictionary) and opening.get("/S") != Name.GoTo:
        found.append("hành động tự chạy khi mở tệp")
    for number, page in enumerate(pdf.pages, 1):
        if "/AA" in page.obj:
            found.append(f"hành động tự chạy ở trang {number}")
        annotations = page.obj.get("/Annots", Array())
        for annotation in annotations if isinstance(annotations, Array) else ():
            action = annotation.get("/A", Dictionary()) if isinstance(annotation, Dictionary) else Dictionary()
            if isinstance(action, Dictionary) and action.get("/S") in (Name.JavaScript, Name.Launch):
                found.append(f"hành động tự chạy ở trang {number}")
    return list(dict.fromkeys(found))


def _fields(pdf: Pdf) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of ordinary or empty form fields, and of signed signature fields."""
    form = pdf.Root.get("/AcroForm", Dictionary())
    waiting = list(form.get("/Fields", Array())) if isinstance(form, Dictionary) else []
    plain, signed, seen = [], [], 0
    while waiting and seen < 5000:
        field, seen = waiting.pop(), seen + 1
        if not isinstance(field, Dictionary):
            continue
        name = str(field.get("/T", "không tên"))
        if field.get("/FT") == Name.Sig and "/V" in field:
            signed.append(name)
        elif "/FT" in field or "/Kids" not in field:
            plain.append(name)
        else:
            waiting += list(field.Kids)
    return tuple(plain), tuple(signed)


def _fonts(pdf: Pdf) -> tuple[EmbeddedFont, ...]:
    fonts: dict[object, EmbeddedFont] = {}
    seen: set[object] = set()
    for number, page in enumerate(pdf.pages, 1):
        _collect(page.obj.get("/Resources", Dictionary()), number, fonts, seen, depth=0)
    return tuple(fonts.values())


def _collect(resources: object, page: int, fonts: dict, seen: set, *, depth: int) -> None:
    if not isinstance(resources, Dictionary) or depth > 8:
        return
    key = resources.objgen
    if key != (0, 0):
        if key in seen:
            return
        seen.add(key)
    declared = resources.get("/Font", Dictionary())
    for font in declared.values() if isinstance(declared, Dictionary) else ():
        if isinstance(font, Dictionary):
            name = str(font.get("/BaseFont", "/không tên"))[1:]
            fonts.setdefault(font.objgen if font.objgen != (0, 0) else name, _font(font, name, page))
    forms = resources.get("/XObject", Dictionary())
    for form in forms.values() if isinstance(forms, Dictionary) else ():
        if isinstance(form, pikepdf.Stream) and "/Resources" in form and form.objgen not in seen:
            seen.add(form.objgen)
            _collect(form.Resources, page, fonts, seen, depth=depth + 1)


def _font(font: Dictionary, name: str, page: int) -> EmbeddedFont:
    kind = font.get("/Subtype")
    descendants = font.get("/DescendantFonts", Array())
    inner = descendants[0] if isinstance(descendants, Array) and len(descendants) else font
    descriptor = inner.get("/FontDescriptor", Dictionary())
    embedded = kind == Name.Type3 or any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    encoding = font.get("/Encoding")
    plain = kind != Name.Type0 and isinstance(encoding, Name) and str(encoding) in _STANDARD_ENCODINGS
    lacks = any(cid == 0 for _, cid in _spelled_codes(font))
    return EmbeddedFont(name, page, embedded, "/ToUnicode" in font or plain, lacks)
