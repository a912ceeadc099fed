"""Where on an approved paper a signing tool may write: number, day, month, signature and seal. PDF points, from below.

Signed-ready papers «with fields» say it by their fields; on plain ones the gaps are found by the words around them.
"""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf
import pypdfium2

from documents.signature_fields import DAY_FIELD, MONTH_FIELD, NUMBER_FIELD, SEAL_FIELD, SIGNER_FIELD

Box = tuple[float, float, float, float]

NUMBER, DAY, MONTH, SIGNATURE, STAMP = "number", "day", "month", "signature", "stamp"
_KINDS = {
    NUMBER_FIELD: NUMBER,
    DAY_FIELD: DAY,
    MONTH_FIELD: MONTH,
    SIGNER_FIELD: SIGNATURE,
    SEAL_FIELD: SIGNATURE,
}
_MM = 72 / 25.4
_LEFT, _RIGHT = 58 * _MM, 45 * _MM  # from the middle of the name: the seal reaches further to the left
_SPACE = 15 * _MM  # free above a signer's name at least
_OVER, _UNDER = 14 * _MM, 6 * _MM  # a seal of real size may reach over the title and under the name
_HIGHEST = 55 * _MM


@dataclass(frozen=True)
class Place:
    """A rectangle of page `page` (from 0) in which ink may be added."""

    kind: str
    page: int
    box: Box

    def holds(self, page: int, box: Box, *, slack: float = 2) -> bool:
        """Whether the middle of `box` lies in this place."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        x0, y0, x1, y1 = self.box
        return page == self.page and x0 - slack <= x <= x1 + slack and y0 - slack <= y <= y1 + slack


def writable_places(pdf: pikepdf.Pdf, document: pypdfium2.PdfDocument, signer_name: str) -> list[Place]:
    """All places of the approved paper, which is given as both libraries see it."""
    places = list(_fields(pdf))
    places += _head_gaps(document[0])
    for number in reversed(range(len(document))):
        if place := _above_name(document[number], number, signer_name):
            return [*places, place]
    return places


def _fields(pdf: pikepdf.Pdf):
    for number, page in enumerate(pdf.pages):
        for annotation in page.obj.get("/Annots", ()):
            name = annotation.get("/T", annotation.get("/Parent", pikepdf.Dictionary()).get("/T", ""))
            if str(name) in _KINDS:
                x0, y0, x1, y1 = (float(value) for value in annotation.Rect)
                yield Place(_KINDS[str(name)], number, (x0 - 3, y0 - 3, x1 + 3, y1 + 3))


def _head_gaps(page: pypdfium2.PdfPage) -> list[Place]:
    """The gaps after «Số:», «ngày» and «tháng» in the head, as far as they are blank."""
    text = page.get_textpage()
    places = []
    for kind, before, after in ((NUMBER, "Số:", "/"), (DAY, "ngày", "tháng"), (MONTH, "tháng", "năm")):
        first = _find(text, before, 0)
        last = _find(text, after, first[1]) if first else None
        if not last or text.get_text_range(first[1], last[0] - first[1]).strip():
            continue
        left, right = text.get_charbox(first[1] - 1, loose=True), text.get_charbox(last[0], loose=True)
        if left[0] < right[2] and abs(left[1] - right[1]) < 4:
            places.append(Place(kind, 0, (left[2] - 1, min(left[1], right[1]) - 4, right[0] + 1, left[3] + 6)))
    return places


def _above_name(page: pypdfium2.PdfPage, number: int, name: str) -> Place | None:
    """The space for signature and seal above the last line that is `name` and has room above it."""
    text = page.get_textpage()
    for start, end in reversed(list(_occurrences(text, name))):
        first, last = text.get_charbox(start, loose=True), text.get_charbox(end - 1, loose=True)
        middle, top = (first[0] + last[2]) / 2, max(first[3], last[3])
        column = (middle - 30 * _MM, top + 2, middle + 30 * _MM, top + _HIGHEST)
        above = _lowest(text, column)
        if above - top >= _SPACE:
            box = (middle - _LEFT, min(first[1], last[1]) - _UNDER, middle + _RIGHT, above + _OVER)
            return Place(SIGNATURE, number, box)
    return None


def _lowest(text: pypdfium2.PdfTextPage, column: Box) -> float:
    """How low the text in `column` reaches; its upper end when there is none."""
    x0, y0, x1, y1 = column
    bottoms = []
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index)
        if left < x1 and right > x0 and bottom > y0 and top < y1 and right > left:
            bottoms.append(bottom)
    return min(bottoms, default=y1)


def _find(text: pypdfium2.PdfTextPage, word: str, start: int) -> tuple[int, int] | None:
    found = text.search(word, index=start, match_case=True).get_next()
    return (found[0], found[0] + found[1]) if found else None


def _occurrences(text: pypdfium2.PdfTextPage, words: str):
    if not words.strip():
        return
    finder = text.search(words.strip())
    while found := finder.get_next():
        yield found[0], found[0] + found[1]
