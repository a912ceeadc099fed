"""Empty form fields in a signed-ready PDF: for the signature, the seal, and the number, day and month left blank.

They are added while the PDF is written, so that the file has one revision and equal input gives equal bytes. PDF/A
(ISO 19005-2, 6.4) asks for an appearance of every field, and embedded fonts: the figures of the typeface go along.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pydyf
from fontTools import subset
from fontTools.ttLib import TTFont

from documents.rendering import wording
from documents.rendering.fonts import Typeface
from documents.rendering.measures import Measures
from documents.signature_fields import DAY_FIELD, MONTH_FIELD, NUMBER_FIELD, SEAL_FIELD, SIGNER_FIELD

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the lower left corner of the page, as PDF counts."""

MM = 72 / 25.4
SEAL = 36.0  # mm across: the usual round seal
SIGNATURE_WIDTH = 48.0  # mm
_HALF_LINE_GAP = 0.021  # em: what a line of Times is higher than its letters, half of it above and half below
_PRINTED = 4  # annotation flag
_SIGNATURES_EXIST = 1
_CENTRED = 1
_FIGURES = " 0123456789"

_SAID = {
    NUMBER_FIELD: "Số của văn bản",
    DAY_FIELD: "Ngày ban hành",
    MONTH_FIELD: "Tháng ban hành",
    SIGNER_FIELD: "Chữ ký số của người ký văn bản",
    SEAL_FIELD: "Chữ ký số (con dấu) của cơ quan ban hành",
}


def field_writer(face: Typeface, measures: Measures) -> Callable:
    """What adds the fields to a PDF being written: called by the engine with its document and a pydyf.PDF.

    Places come from the elements of the page whose ids are names of fields (documents.signature_fields): a word with
    its gap, or the free space above the signer's name.
    """

    def write(document, pdf: pydyf.PDF) -> None:
        form = _Form(pdf)
        for number, page in enumerate(document.pages):
            places = {
                name: (x1 * 0.75, (page.height - y2) * 0.75, x2 * 0.75, (page.height - y1) * 0.75)
                for name, (x1, y1, x2, y2) in page.anchors.items()
            }
            for name in (NUMBER_FIELD, DAY_FIELD, MONTH_FIELD):
                if name in places:
                    style, pt = ("regular", 13) if name == NUMBER_FIELD else ("italic", measures.date_pt)
                    gap = face.width(wording.NUMBER_GAP if name == NUMBER_FIELD else wording.DAY_GAP, pt, style)
                    box = _end_of_line(places[name], width=gap * MM, pt=pt)
                    form.add_text(name, box, page=number, face=face, style=style, pt=pt)
            if SIGNER_FIELD in places:
                form.add_signature(SIGNER_FIELD, signature_box(places[SIGNER_FIELD]), page=number)
                form.add_signature(SEAL_FIELD, seal_box(places[SIGNER_FIELD]), page=number)

    return write


def signature_box(space: Box) -> Box:
    """Where the signature goes in the free `space` between the title lines and the name (Phụ lục I, II.7.d)."""
    left, bottom, right, top = space
    middle, half = (left + right) / 2, SIGNATURE_WIDTH * MM / 2
    return middle - half, bottom + MM, middle + half, top - MM


def seal_box(space: Box) -> Box:
    """A square around the seal, which covers the left third of the signature (Điều 33.1.b; Phụ lục I, II.8.a)."""
    left, bottom, right, top = signature_box(space)
    middle, edge = (bottom + top) / 2, left + (right - left) / 3
    return edge - SEAL * MM, middle - SEAL * MM / 2, edge, middle + SEAL * MM / 2


def _end_of_line(line: Box, *, width: float, pt: float) -> Box:
    """The last `width` points of `line`, from descent to ascent: figures centred there stand on the printed line."""
    _left, bottom, right, top = line
    return right - width, bottom + _HALF_LINE_GAP * pt, right, top - _HALF_LINE_GAP * pt


class _Form:
    """The form of one PDF."""

    def __init__(self, pdf: pydyf.PDF):
        self.pdf = pdf
        self.fonts = pydyf.Dictionary()
        self.fields = pydyf.Array()
        pdf.catalog["AcroForm"] = pydyf.Dictionary(
            {"Fields": self.fields, "DR": pydyf.Dictionary({"Font": self.fonts}), "SigFlags": _SIGNATURES_EXIST}
        )

    def add_text(self, name: str, box: Box, *, page: int, face: Typeface, style: str, pt: float) -> None:
        font = self._font(face, style)
        look = {
            "FT": "/Tx",
            "DA": pydyf.String(f"/{font} {pt} Tf 0 g"),
            "Q": _CENTRED,
            "MaxLen": 5 if name == NUMBER_FIELD else 2,
        }
        self._add(name, box, page, look, drawing=b"/Tx BMC EMC", resources={"Font": self.fonts})

    def add_signature(self, name: str, box: Box, *, page: int) -> None:
        self._add(name, box, page, {"FT": "/Sig"}, drawing=b"", resources={})

    def _add(self, name: str, box: Box, page: int, look: dict, *, drawing: bytes, resources: dict) -> None:
        left, bottom, right, top = (round(edge, 2) for edge in box)
        appearance = pydyf.Stream(
            [drawing],
            pydyf.Dictionary(
                {
                    "Type": "/XObject",
                    "Subtype": "/Form",
                    "BBox": pydyf.Array([0, 0, round(right - left, 2), round(top - bottom, 2)]),
                    "Resources": pydyf.Dictionary(resources),
                }
            ),
        )
        self.pdf.add_object(appearance)
        sheet = self.pdf.objects[_number(self.pdf.page_references[page])]
        field = pydyf.Dictionary(
            {
                "Type": "/Annot",
                "Subtype": "/Widget",
                "Rect": pydyf.Array([left, bottom, right, top]),
                "P": sheet.reference,
                "F": _PRINTED,
                "T": pydyf.String(name),
                "TU": pydyf.String(_SAID[name]),
                "AP": pydyf.Dictionary({"N": appearance.reference}),
                **look,
            }
        )
        self.pdf.add_object(field)
        self.fields.append(field.reference)
        sheet.setdefault("Annots", pydyf.Array()).append(field.reference)
        self._tag(field, sheet)

    def _tag(self, field: pydyf.Dictionary, sheet: pydyf.Dictionary) -> None:
        """Enter the field into the structure tree, where there is one (PDF/A-2a)."""
        if "StructTreeRoot" not in self.pdf.catalog:
            return
        root = self.pdf.objects[_number(self.pdf.catalog["StructTreeRoot"])]
        whole = self.pdf.objects[_number(root["K"][0])]
        parents = self.pdf.objects[_number(root["ParentTree"])]["Nums"]
        key = parents[-2] + 1
        reference = pydyf.Dictionary({"Type": "/OBJR", "Obj": field.reference, "Pg": sheet.reference})
        element = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": "/Form",
                "K": reference,  # itself, not a list of one: so pyHanko knows a filled field from a changed text
                "Pg": sheet.reference,
                "P": whole.reference,
            }
        )
        self.pdf.add_object(element)
        whole["K"].append(element.reference)
        parents.extend([key, element.reference])
        field["StructParent"] = key

    def _font(self, face: Typeface, style: str) -> str:
        """The name under which the form knows the figures of that style."""
        name = {"regular": "ChuDung", "italic": "ChuNghieng"}[style]
        if name not in self.fonts:
            file = face.files[0] if style == "regular" else face.files[2]
            self.fonts[name] = _embedded(self.pdf, file).reference
        return name


def _embedded(pdf: pydyf.PDF, file: Path) -> pydyf.Dictionary:
    """The figures of a font file as a simple TrueType font, which every viewer can write with (ISO 32000-1, 9.6.3)."""
    data = _figures(file)
    font = TTFont(io.BytesIO(data))
    unit, glyphs, advances = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"].metrics

    def thousandths(value: float) -> int:
        return round(value * 1000 / unit)

    head, hhea, post = font["head"], font["hhea"], font["post"]
    tag = "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(data).digest()[:6])
    name = f"/{tag}+{font['name'].getDebugName(6)}"
    program = pydyf.Stream([data], pydyf.Dictionary({"Length1": len(data)}), compress=True)
    pdf.add_object(program)
    descriptor = pydyf.Dictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": 32 | (64 if post.italicAngle else 0),  # not symbolic, italic
            "FontBBox": pydyf.Array([thousandths(v) for v in (head.xMin, head.yMin, head.xMax, head.yMax)]),
            "ItalicAngle": round(post.italicAngle),
            "Ascent": thousandths(hhea.ascent),
            "Descent": thousandths(hhea.descent),
            "CapHeight": thousandths(getattr(font["OS/2"], "sCapHeight", 0) or hhea.ascent),
            "StemV": 80,
            "FontFile2": program.reference,
        }
    )
    pdf.add_object(descriptor)
    first, last = ord(min(_FIGURES)), ord(max(_FIGURES))
    widths = [thousandths(advances[glyphs[code]][0]) if code in glyphs else 0 for code in range(first, last + 1)]
    simple = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/TrueType",
            "BaseFont": name,
            "FirstChar": first,
            "LastChar": last,
            "Widths": pydyf.Array(widths),
            "Encoding": "/WinAnsiEncoding",
            "FontDescriptor": descriptor.reference,
        }
    )
    pdf.add_object(simple)
    return simple


@lru_cache(maxsize=8)
def _figures(file: Path) -> bytes:
    """A font file with nothing but figures and blank; always the same bytes."""
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, recalc_timestamp=False)
    options.name_IDs = [1, 2, 6]
    options.drop_tables = [*options.drop_tables, "FFTM"]
    font = TTFont(file, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=_FIGURES)
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _number(reference: bytes) -> int:
    """«12 0 R» → 12."""
    return int(reference.split()[0])
