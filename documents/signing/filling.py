"""Number, day and month written into the text fields of a signed-ready paper, with appearances of their own.

Each field gets a value and a picture of it: letters of the paper's own typeface, embedded as a subset with widths and
Unicode map, so that the file stays PDF/A and every reader shows the same.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from documents.rendering.fonts import typeface

_ASCENT, _DESCENT = 0.891, 0.216  # of Times, in ems: how a line of text sits in its box
_SIZE = re.compile(rb"([\d.]+)\s+Tf")


def fill(writer: IncrementalPdfFileWriter, values: dict[str, str], *, italic: frozenset[str]) -> tuple[str, ...]:
    """Write `values` (field name → text) into the text fields of the PDF; return the names that have no field.

    The names in `italic` are written in the italic face, as the date line is.
    """
    fields = _text_fields(writer)
    for style, file in (("regular", typeface().files[0]), ("italic", typeface().files[2])):
        names = [name for name in values if name in fields and (name in italic) == (style == "italic")]
        if not names:
            continue
        font = _Font(writer, file, "".join(values[name] for name in names))
        for name in names:
            field = fields[name]
            field[pdf_name("/V")] = pdf_string(values[name])
            writer.update_container(field)
            for widget in _widgets(field):
                look = _appearance(writer, widget, font, values[name])
                widget[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): look})
                widget.pop("/AS", None)
                writer.update_container(widget)
    return tuple(name for name in values if name not in fields)


def _text_fields(writer: IncrementalPdfFileWriter) -> dict[str, generic.DictionaryObject]:
    form = writer.root.get("/AcroForm", {})
    fields = [field.get_object() for field in form.get("/Fields", ())]
    return {str(field["/T"]): field for field in fields if field.get("/FT") == "/Tx" and "/T" in field}


def _widgets(field: generic.DictionaryObject) -> list[generic.DictionaryObject]:
    """The places on pages where the field shows: itself, or its children."""
    return [kid.get_object() for kid in field["/Kids"]] if "/Kids" in field else [field]


def _appearance(writer, field, font: _Font, text: str) -> generic.IndirectObject:
    """A form XObject with `text` centred in the field, on the baseline of the printed line."""
    x0, y0, x1, y1 = (float(value) for value in field["/Rect"])
    width, height = abs(x1 - x0), abs(y1 - y0)
    named = _SIZE.search(_bytes(field.get("/DA", field["/Parent"].get("/DA", "") if "/Parent" in field else "")))
    size = float(named[1]) if named else 0
    size = size or height / (_ASCENT + _DESCENT)
    size = min(size, width / max(font.width(text), 0.001))  # a number of five digits still fits
    x = (width - font.width(text) * size) / 2
    y = (height - (_ASCENT + _DESCENT) * size) / 2 + _DESCENT * size
    drawn = b"/Tx BMC q BT 0 g /F %.2f Tf %.2f %.2f Td <%s> Tj ET Q EMC" % (size, x, y, font.encoded(text))
    stream = generic.StreamObject(
        generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/XObject"),
                pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): generic.ArrayObject(map(generic.FloatObject, (0, 0, width, height))),
                pdf_name("/Resources"): generic.DictionaryObject(
                    {pdf_name("/Font"): generic.DictionaryObject({pdf_name("/F"): font.reference})}
                ),
            }
        ),
        stream_data=drawn,
    )
    return writer.add_object(stream)


class _Font:
    """The glyphs of one text out of one font file, embedded by glyph number (Identity-H)."""

    def __init__(self, writer: IncrementalPdfFileWriter, file: Path, text: str):
        options = subset.Options(hinting=False, layout_features=[], name_IDs=[], notdef_outline=True)
        options.drop_tables += ["FFTM"]  # FontForge's own notes
        source = TTFont(file)
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=text)
        subsetter.subset(source)
        data = io.BytesIO()
        source.save(data)
        font = TTFont(io.BytesIO(data.getvalue()))
        unit = font["head"].unitsPerEm
        self._glyphs = {chr(code): font.getGlyphID(name) for code, name in font.getBestCmap().items()}
        advances = [font["hmtx"][name][0] * 1000 / unit for name in font.getGlyphOrder()]
        self._advances = advances
        self.reference = writer.add_object(self._dictionary(writer, font, data.getvalue(), source))

    def width(self, text: str) -> float:
        """In ems."""
        return sum(self._advances[self._glyphs.get(c, 0)] for c in text) / 1000

    def encoded(self, text: str) -> bytes:
        """Two bytes of hexadecimal glyph number for each character."""
        return b"".join(b"%04x" % self._glyphs.get(c, 0) for c in text)

    def _dictionary(self, writer, font: TTFont, data: bytes, source: TTFont) -> generic.DictionaryObject:
        unit, head, os2, post = font["head"].unitsPerEm, font["head"], font["OS/2"], font["post"]
        name = pdf_name("/AAAAAA+" + re.sub(r"[^A-Za-z]", "", Path(str(source.reader.file.name)).stem))

        def scaled(value: float) -> generic.NumberObject:
            return generic.NumberObject(round(value * 1000 / unit))

        file = generic.StreamObject(
            generic.DictionaryObject({pdf_name("/Length1"): generic.NumberObject(len(data))}), stream_data=data
        )
        file.compress()
        descriptor = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/FontDescriptor"),
                pdf_name("/FontName"): name,
                pdf_name("/Flags"): generic.NumberObject(4 + 2 + (64 if post.italicAngle else 0)),
                pdf_name("/FontBBox"): generic.ArrayObject(
                    [scaled(value) for value in (head.xMin, head.yMin, head.xMax, head.yMax)]
                ),
                pdf_name("/ItalicAngle"): generic.FloatObject(round(post.italicAngle, 1)),
                pdf_name("/Ascent"): scaled(os2.sTypoAscender),
                pdf_name("/Descent"): scaled(os2.sTypoDescender),
                pdf_name("/CapHeight"): scaled(getattr(os2, "sCapHeight", 0) or os2.sTypoAscender),
                pdf_name("/StemV"): generic.NumberObject(80),
                pdf_name("/FontFile2"): writer.add_object(file),
            }
        )
        descendant = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Font"),
                pdf_name("/Subtype"): pdf_name("/CIDFontType2"),
                pdf_name("/BaseFont"): name,
                pdf_name("/CIDSystemInfo"): generic.DictionaryObject(
                    {
                        pdf_name("/Registry"): pdf_string("Adobe"),
                        pdf_name("/Ordering"): pdf_string("Identity"),
                        pdf_name("/Supplement"): generic.NumberObject(0),
                    }
                ),
                pdf_name("/CIDToGIDMap"): pdf_name("/Identity"),
                pdf_name("/FontDescriptor"): writer.add_object(descriptor),
                pdf_name("/W"): generic.ArrayObject(
                    [
                        generic.NumberObject(0),
                        generic.ArrayObject([generic.NumberObject(round(value)) for value in self._advances]),
                    ]
                ),
            }
        )
        return generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Font"),
                pdf_name("/Subtype"): pdf_name("/Type0"),
                pdf_name("/BaseFont"): name,
                pdf_name("/Encoding"): pdf_name("/Identity-H"),
                pdf_name("/DescendantFonts"): generic.ArrayObject([writer.add_object(descendant)]),
                pdf_name("/ToUnicode"): writer.add_object(self._to_unicode()),
            }
        )

    def _to_unicode(self) -> generic.StreamObject:
        pairs = "\n".join(
            f"<{glyph:04x}> <{character.encode('utf-16-be').hex()}>" for character, glyph in self._glyphs.items()
        )
        return generic.StreamObject(
            stream_data=(
                "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
                f"{len(self._glyphs)} beginbfchar\n{pairs}\nendbfchar\n"
                "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
            ).encode()
        )


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("latin-1", "replace")
