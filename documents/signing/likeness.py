"""Is the signed file the approved paper? Pages, words and pictures compared; bytes may differ.

Everything that shows is compared: annotations and fields are drawn into the pages first, hidden ones too. Words and ink
may be added only where a signing tool writes (`places`); nothing may be lost anywhere.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageDraw
from pypdfium2 import raw

from documents.comparing import PieceKind, shortened, word_changes
from documents.signing.places import SIGNATURE, STAMP, Box, Place, writable_places
from documents.signing.report import ChangedWords

OTHER_PAPER = 0.5  # less than this part of the words in common: another paper, not a changed one
_ALIKE = 0.8  # more than this part of the words in common: the same page, written on or changed
_PRINTED, _HIDDEN = 4, 2  # annotation flags
_PAGES_WEIGHED = 60
_SCALE = 100 / 72
_DIFFERENT, _DARK, _LIGHT = 48, 110, 190  # shades of 256
_WIDEST = 280  # points, about 10 cm: no signature or seal is larger
_SPECKS = 4  # points of a page that may differ: rounding of a drawing program


@dataclass
class Likeness:
    """How the signed file differs from the approved paper. Pages count from 1."""

    shared: float = 1.0  # part of the words in common
    pages: int = 0
    approved_pages: int = 0
    missing: list[int] = field(default_factory=list)
    added: list[int] = field(default_factory=list)
    shuffled: bool = False
    resized: list[int] = field(default_factory=list)
    changes: list[ChangedWords] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)  # ink added or lost where nothing may be written
    covered: list[int] = field(default_factory=list)  # words under a seal or signature that can no longer be read
    annotated: list[int] = field(default_factory=list)
    stamped: list[int] = field(default_factory=list)  # a signature shows where none is expected
    written: dict[str, str] = field(default_factory=dict)  # place kind → words that were added there
    inked: set[str] = field(default_factory=set)  # kinds of places where something was drawn

    blanks: set[str] = field(default_factory=set)  # kinds of places that the approved paper leaves blank

    @property
    def is_other_paper(self) -> bool:
        """Whether little is common, and not because pages are missing, or were added."""
        return self.shared < OTHER_PAPER and (self.pages == self.approved_pages or bool(self.missing and self.added))


def compare(signed: bytes, approved: bytes, *, signer_name: str) -> Likeness:
    """Compare the file `signed` with the `approved` paper, whose signer's name leads to the place for signatures."""
    ours, theirs = pikepdf.open(io.BytesIO(approved)), pikepdf.open(io.BytesIO(signed))
    with ours, theirs, _opened(approved) as plain:
        places = writable_places(ours, plain, signer_name)
        found = Likeness(pages=len(theirs.pages), approved_pages=len(ours.pages))
        found.annotated = sorted(_foreign_annotations(theirs, ours, places))
        with (
            _opened(_drawn(theirs, but_signatures=True)) as unsigned,
            _opened(_drawn(ours)) as old,
            _opened(_drawn(theirs)) as new,
        ):
            _compare_pages(found, _Views(old, new, unsigned), places, _signature_boxes(theirs))
    return found


@dataclass(frozen=True)
class _Views:
    """The approved paper, the signed file, and the signed file without the pictures of its signatures."""

    old: pypdfium2.PdfDocument
    new: pypdfium2.PdfDocument
    unsigned: pypdfium2.PdfDocument


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def _compare_pages(found: Likeness, views: _Views, places: list[Place], signed_boxes: list[tuple[int, Box]]) -> None:
    old, new = views.old, views.new
    old_texts, new_texts = [list(map(_text, document)) for document in (old, new)]
    found.shared = _shared(old_texts, new_texts)
    if len(old) != len(new):
        found.missing = _without_match(old_texts, new_texts)
        found.added = _without_match(new_texts, old_texts)
        return
    if not found.is_other_paper:
        found.shuffled = _are_shuffled(old_texts, new_texts)
    if found.is_other_paper or found.shuffled:
        return
    found.blanks = {place.kind for place in places}
    for index in range(len(old)):
        ours, theirs = old[index], new[index]
        here = [place for place in places if place.page == index]
        here += [
            Place(STAMP, index, box) for page, box in signed_boxes if page == index and _may_stamp(box, here, ours)
        ]
        if any(abs(a - b) > 1 for a, b in zip(ours.get_size(), theirs.get_size(), strict=True)):
            found.resized.append(index + 1)
            continue
        if old_texts[index] != new_texts[index]:
            _note_written(found, index, ours, theirs, here)
            _compare_words(found, index, ours, views.unsigned[index], here)
        _compare_pictures(found, index, ours, theirs, here)


def _may_stamp(box: Box, here: list[Place], page: pypdfium2.PdfPage) -> bool:
    """Whether a signature may show in `box`: beside the signer's place, or where nothing is printed."""
    if box[2] - box[0] > _WIDEST or box[3] - box[1] > _WIDEST:
        return False
    if any(place.kind == SIGNATURE and _meet(box, place.box) for place in here):
        return True
    return not page.get_textpage().get_text_bounded(*box).strip()


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _note_written(found: Likeness, index: int, ours, theirs, here: list[Place]) -> None:
    """Words that were added where a signing tool may write, by kind of place; also those drawn by signatures."""
    printed = Counter(word for word, box in _words(ours) if _place(here, index, box))
    for word, box in _words(theirs):
        if place := _place(here, index, box):
            if printed[word]:
                printed[word] -= 1
            else:
                found.written[place.kind] = f"{found.written.get(place.kind, '')} {word}".strip()


def _compare_words(found: Likeness, index: int, ours, theirs, here: list[Place]) -> None:
    """Words outside the places must be the same; those inside must all still be there, others may be added.

    `theirs` is the page without pictures of signatures: their words may be wider than they are shown.
    """
    words = list(_words(ours)), list(_words(theirs))
    old, new = ([word for word, box in side if not _place(here, index, box)] for side in words)
    printed, kept = (Counter(word for word, box in side if _place(here, index, box)) for side in words)
    lost = printed - kept
    if old == new and not lost:
        return
    pieces = shortened(word_changes(" ".join([*old, *lost.elements()]), " ".join(new)))
    if any(piece.kind != PieceKind.SAME for piece in pieces):
        found.changes.append(ChangedWords(index + 1, tuple((piece.kind.value, piece.text) for piece in pieces)))


def _compare_pictures(found: Likeness, index: int, ours, theirs, here: list[Place]) -> None:
    old, new = (page.render(scale=_SCALE, grayscale=True).to_pil().convert("L") for page in (ours, theirs))
    if old.size != new.size:
        new = new.resize(old.size)
    difference = ImageChops.difference(old, new)
    if not difference.getbbox():
        return
    differs = difference.point([255 * (shade > _DIFFERENT) for shade in range(256)])
    lost = ImageChops.multiply(
        old.point([255 * (shade < _DARK) for shade in range(256)]),
        new.point([255 * (shade > _LIGHT) for shade in range(256)]),
    )
    outside = differs.copy()
    for place in here:
        box = _pixels(place.box, old.size)
        if differs.crop(box).getbbox():
            found.inked.add(place.kind)
        if _count(lost.crop(box)) > _SPECKS and place.page + 1 not in found.covered:
            found.covered.append(place.page + 1)
        ImageDraw.Draw(outside).rectangle(box, fill=0)
    if _count(outside) > _SPECKS:
        found.pictures.append(index + 1)


def _foreign_annotations(theirs: pikepdf.Pdf, ours: pikepdf.Pdf, places: list[Place]) -> set[int]:
    """Pages with notes, drawings or fields that the approved paper does not have; signatures are none of these."""
    known = Counter((number, *_likeness_of(a)) for number, a in _annotations(ours))
    pages = set()
    for number, annotation in _annotations(theirs):
        kind, box = _likeness_of(annotation)
        if known[number, kind, box]:
            known[number, kind, box] -= 1
        elif not _is_signature(annotation) and not any(place.holds(number, box) for place in places):
            pages.add(number + 1)
    return pages


def _annotations(pdf: pikepdf.Pdf) -> Iterator[tuple[int, pikepdf.Object]]:
    for number, page in enumerate(pdf.pages):
        for annotation in page.obj.get("/Annots", ()):
            if isinstance(annotation, pikepdf.Dictionary):
                yield number, annotation


def _likeness_of(annotation: pikepdf.Object) -> tuple[str, Box]:
    try:
        x0, y0, x1, y1 = (round(float(value)) for value in annotation.Rect)
    except (AttributeError, TypeError, ValueError):
        x0 = y0 = x1 = y1 = 0
    return str(annotation.get("/Subtype", "")), (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _is_signature(annotation: pikepdf.Object) -> bool:
    parent = annotation.get("/Parent", pikepdf.Dictionary())
    return annotation.get("/FT", parent.get("/FT", None)) == "/Sig"


def _signature_boxes(pdf: pikepdf.Pdf) -> list[tuple[int, Box]]:
    """Page (from 0) and rectangle of every signature that shows."""
    return [
        (number, _likeness_of(annotation)[1])
        for number, annotation in _annotations(pdf)
        if _is_signature(annotation) and ("/V" in annotation or "/V" in annotation.get("/Parent", {}))
    ]


def _drawn(source: pikepdf.Pdf, *, but_signatures: bool = False) -> bytes:
    """The PDF with all annotations and fields drawn into its pages, hidden ones too."""
    copy = io.BytesIO()
    source.save(copy)
    with pikepdf.open(copy) as pdf:
        if "/AcroForm" in pdf.Root and "/NeedAppearances" in pdf.Root.AcroForm:
            del pdf.Root.AcroForm.NeedAppearances
        for _number, annotation in _annotations(pdf):
            annotation.F = _HIDDEN if but_signatures and _is_signature(annotation) else _PRINTED
        pdf.flatten_annotations()
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def _text(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_range().split())


def _words(page: pypdfium2.PdfPage) -> Iterator[tuple[str, Box]]:
    """The words of a page with the rectangle of each. A jump ends a word as a blank does."""
    text = page.get_textpage()
    letters, box = "", None
    for index in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, index))
        here = text.get_charbox(index, loose=True)
        jumps = box is not None and (here[0] - box[2] > 4 or here[0] < box[0] or abs(here[1] - box[1]) > 6)
        if letters and (letter.isspace() or jumps):
            yield letters, box
            letters, box = "", None
        if not letter.isspace() and letter.isprintable():
            letters += letter
            box = here if box is None else (*map(min, box[:2], here[:2]), *map(max, box[2:], here[2:]))
    if letters:
        yield letters, box


def _place(places: list[Place], page: int, box: Box) -> Place | None:
    return next((place for place in places if place.holds(page, box)), None)


def _shared(old: list[str], new: list[str]) -> float:
    """The part of the words, of the longer of both, that the other has too."""
    ours, theirs = (Counter(word for text in texts for word in text.split()) for texts in (old, new))
    return (ours & theirs).total() / max(ours.total(), theirs.total(), 1)


def _are_shuffled(old: list[str], new: list[str]) -> bool:
    """Whether some page says what another approved page says."""
    unequal = [n for n in range(len(old)) if old[n] != new[n]][:_PAGES_WEIGHED]
    ours, theirs = ({n: Counter(texts[n].split()) for n in unequal} for texts in (old, new))
    return any(
        _overlap(ours[m], theirs[n]) > max(0.95, _overlap(ours[n], theirs[n]) + 0.01) for n in unequal for m in unequal
    )


def _overlap(one: Counter, other: Counter) -> float:
    return (one & other).total() / max(one.total(), other.total(), 1)


def _without_match(pages: list[str], others: list[str]) -> list[int]:
    """Numbers (from 1) of the `pages` that have no like among `others`: equal first, then alike for the most part."""
    left = Counter(others)
    unequal = []
    for number, text in enumerate(pages, 1):
        if left[text]:
            left[text] -= 1
        else:
            unequal.append((number, text))
    rest = [Counter(text.split()) for text in left.elements()]
    lonely = []
    for number, text in unequal:
        words = Counter(text.split())
        like = next((r for r in rest if _overlap(r, words) >= _ALIKE), None)
        if like is None:
            lonely.append(number)
        else:
            rest.remove(like)
    return lonely


def _pixels(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = (value * _SCALE for value in box)
    width, height = size
    left, right = max(0, int(x0)), min(width, int(x1) + 1)
    top, bottom = max(0, int(height - y1)), min(height, int(height - y0) + 1)
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _count(picture: Image.Image) -> int:
    return sum(picture.histogram()[1:])
