"""Faults of the file itself, put into a good PDF."""

import io
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, String

DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def tampered(pdf: bytes, tamper: Callable[[pikepdf.Pdf], dict | None]) -> bytes:
    """`pdf` after `tamper`, which may return options for writing."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        options = tamper(document) or {}
        document.save(out, **options)
    return out.getvalue()


def version(number):
    def tamper(document):
        if "/Version" in document.Root:
            del document.Root["/Version"]
        return {"force_version": number, "object_stream_mode": pikepdf.ObjectStreamMode.disable}

    return tamper


def encrypt(document):
    return {"encryption": pikepdf.Encryption(owner="chủ", user="", R=6)}


def lock(document):
    return {"encryption": pikepdf.Encryption(owner="chủ", user="mở", R=6)}


def javascript(document):
    script = document.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))


def opening_action(document):
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def text_field(document):
    field = document.make_indirect(Dictionary(FT=Name.Tx, T=String("ghi chú"), Subtype=Name.Widget))
    document.Root.AcroForm = Dictionary(Fields=Array([field]))


def _fonts(document):
    return document.pages[0].obj.Resources.Font.values()


def flatten_descents(document):
    """LibreOffice writes fonts without ascent and descent."""
    for font in _fonts(document):
        descriptor = font.DescendantFonts[0].FontDescriptor
        descriptor.Ascent = descriptor.Descent = 0


def unembed(document):
    for font in _fonts(document):
        descriptor = font.DescendantFonts[0].FontDescriptor
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            if key in descriptor:
                del descriptor[key]


def forget_letters(document):
    for font in _fonts(document):
        del font["/ToUnicode"]


def rename_font(name):
    def tamper(document):
        for font in _fonts(document):
            style = "".join(part for part in ("-Bold", "-Italic") if part in str(font.BaseFont))
            font.BaseFont = Name(f"/ABCDEF+{name}{style}")
            font.DescendantFonts[0].BaseFont = font.BaseFont
            font.DescendantFonts[0].FontDescriptor.FontName = font.BaseFont

    return tamper
