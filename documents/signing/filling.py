"""Number, day and month written into the text fields of a signed-ready paper.

Each field gets a value and an appearance in the figures that the form carries (documents.rendering.fields), so that the
file stays PDF/A and every reader shows the same.
"""

from __future__ import annotations

import re

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from documents.signature_fields import NUMBER_FIELD

_ASCENT, _DESCENT = 0.891, 0.216  # of Times, in ems: a field reaches from descent to ascent of the printed line
_FONT = re.compile(r"(/\S+)\s+([\d.]+)\s+Tf")


def fill(writer: IncrementalPdfFileWriter, values: dict[str, str]) -> None:
    """Write `values` (field name → figures) into the text fields of the PDF.

    A name without a field is passed over: the paper had that figure printed already.
    """
    form = writer.root.get("/AcroForm", {})
    for field in (reference.get_object() for reference in form.get("/Fields", ())):
        text = values.get(str(field.get("/T", "")), "")
        if text and field.get("/FT") == "/Tx":
            field[pdf_name("/V")] = pdf_string(text)
            look = writer.add_object(_appearance(field, form["/DR"]["/Font"], text))
            field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): look})
            writer.update_container(field)


def _appearance(field: generic.DictionaryObject, fonts: generic.DictionaryObject, text: str) -> generic.StreamObject:
    """A form XObject with `text` on the baseline of the printed line: the number close to the stroke that follows it
    («01/KH-BDT»), other figures in the middle of their field."""
    x0, y0, x1, y1 = (float(value) for value in field["/Rect"])
    width, height = x1 - x0, y1 - y0
    name, size = _FONT.search(str(field["/DA"])).groups()
    font = fonts[name]
    length = sum(int(font["/Widths"][ord(figure) - int(font["/FirstChar"])]) for figure in text) / 1000
    size = min(float(size), width / length)  # a number of six digits still fits
    x = (width - length * size) / (1 if str(field["/T"]) == NUMBER_FIELD else 2)
    y = (height - (_ASCENT + _DESCENT) * size) / 2 + _DESCENT * size
    return generic.StreamObject(
        generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/XObject"),
                pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): generic.ArrayObject(map(generic.FloatObject, (0, 0, width, height))),
                pdf_name("/Resources"): generic.DictionaryObject(
                    {pdf_name("/Font"): generic.DictionaryObject({pdf_name(name): fonts.raw_get(name)})}
                ),
            }
        ),
        stream_data=f"/Tx BMC q BT 0 g {name} {size:.2f} Tf {x:.2f} {y:.2f} Td ({text}) Tj ET Q EMC".encode(),
    )
