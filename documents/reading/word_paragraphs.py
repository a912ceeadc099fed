"""A paragraph of a .docx file → its letters in order, with how they look."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from documents.reading.word_package import Node
from documents.reading.word_styles import Letters, Styles
from lib.legacy_encodings import to_unicode
from lib.syllables import is_syllable

BREAK, PAGE = "\n", "\f"
_INSIDE = frozenset(
    {"w:hyperlink", "w:smartTag", "w:sdtContent", "w:customXml", "w:fldSimple", "w:dir", "w:bdo", "w:ins", "w:moveTo"}
    | {"w:sdt", "m:oMath", "m:oMathPara", "m:r", "w:rubyBase", "w:ruby", "m:e", "m:num", "m:den", "m:sup", "m:sub"}
    | {"m:f", "m:d", "m:sSup", "m:sSub", "m:rad", "m:nary"}
)
_LEFT_OUT = frozenset({"w:del", "w:moveFrom"})
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": BREAK, "w:noBreakHyphen": "-", "w:lastRenderedPageBreak": PAGE}
_WORD = re.compile("[A-Za-z\u00a1-\u00ff]+")
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings")


@dataclass(frozen=True)
class Piece:
    """Letters that look the same. BREAK and PAGE stand for ends of lines and pages inside the paragraph."""

    text: str
    letters: Letters


@dataclass
class Found:
    """What was met in a paragraph beside its letters: text boxes, references to notes, things left out."""

    boxes: list[Node] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    old_fonts: set[str] = field(default_factory=set)
    old_votes: int = 0  # words that make sense as old text, less those that do as they stand
    changes: int = 0
    pictures: int = 0
    objects: int = 0


def pieces(paragraph: Node, styles: Styles, found: Found) -> list[Piece]:
    """The letters of `paragraph` as they are printed; `found` takes note of what else is in it."""
    properties = paragraph.child("w:pPr")
    result: list[Piece] = []
    is_ours = bool(styles.role(properties))

    def walk(node: Node) -> None:
        for child in node.children:
            tag = child.tag
            if tag == "w:r":
                run(child)
            elif tag in _LEFT_OUT:
                found.changes += 1
            elif tag == "m:t":
                result.append(Piece(child.text, styles.letters(properties, None)))
            elif tag == "mc:AlternateContent":
                walk(chosen(child))
            elif tag in _INSIDE:
                found.changes += tag in ("w:ins", "w:moveTo")
                walk(child)

    def run(node: Node) -> None:
        letters = styles.letters(properties, node.child("w:rPr"))
        text = "".join(_signs(node, found, walk)) if not letters.hidden else ""
        if not text:
            return
        # In our own files small letters are only shown as capitals: the words are those that were typed.
        result.append(Piece(text.upper() if letters.capitals and not is_ours else text, letters))

    walk(paragraph)
    return _without_old_fonts(result, found)


def _without_old_fonts(said: list[Piece], found: Found) -> list[Piece]:
    """`said` in Unicode. Files keep the names of old fonts long after their text has been converted: what counts is
    whether the words make sense as they stand."""
    typed = [piece for piece in said if old_font(piece.letters.font) and not piece.text.isascii()]
    if not typed or any(letter > "\u00ff" and letter.isalpha() for piece in typed for letter in piece.text):
        return said
    encoding = old_font(typed[0].letters.font)
    words = [word for word in _WORD.findall("".join(piece.text for piece in typed)) if not word.isascii()]
    votes = sum(is_syllable(to_unicode(word, encoding)) - is_syllable(word) for word in words)
    found.old_votes += votes
    if (votes or found.old_votes) <= 0:
        return said
    found.old_fonts.add(encoding)
    return [_converted(piece, encoding) if old_font(piece.letters.font) else piece for piece in said]


def _converted(piece: Piece, encoding: str) -> Piece:
    text = to_unicode(piece.text, encoding)
    has_capitals = encoding == "TCVN3" and piece.letters.font.upper().endswith("H")
    return Piece(text.upper() if has_capitals else text, piece.letters)


def old_font(font: str) -> str:
    """The encoding of a font of before Unicode: «TCVN3» of .VnTime, «VNI» of VNI-Times; "" of others."""
    if font.startswith((".Vn", ".VN", ".vn")):
        return "TCVN3"
    return "VNI" if font.upper().startswith("VNI-") else ""


def chosen(node: Node) -> Node:
    """Of the same thing written twice (drawing and VML), the first one."""
    return node.child("mc:Choice") or node.child("mc:Fallback") or node


def _signs(run: Node, found: Found, walk: Callable[[Node], None]) -> Iterator[str]:
    for child in run.children:
        tag = child.tag
        if tag == "w:t":
            yield child.text
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == "w:br":
            yield PAGE if child.get("type") == "page" else BREAK
        elif tag == "w:sym":
            yield _symbol(child)
        elif tag in ("w:footnoteReference", "w:endnoteReference"):
            found.notes.append(f"{tag[2:-9]} {child.get('id')}")
        elif tag in ("w:drawing", "w:pict", "w:object", "mc:AlternateContent"):
            shape = chosen(child) if tag == "mc:AlternateContent" else child
            boxes = _boxes(shape)
            found.boxes += boxes
            found.objects += tag == "w:object"
            found.pictures += not boxes and _is_picture(shape)
        elif tag == "w:ruby":
            walk(child)


def _symbol(node: Node) -> str:
    try:
        code = int(node.get("char"), 16)
    except ValueError:
        return ""
    if code < 0x100 and node.get("font").lower().startswith(_SYMBOL_FONTS):
        code += 0xF000
    is_letter = 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if is_letter else ""


def _boxes(shape: Node) -> list[Node]:
    """The text boxes in a drawing, outermost ones."""
    if shape.tag == "w:txbxContent":
        return [shape]
    children = [chosen(shape)] if shape.tag == "mc:AlternateContent" else shape.children
    return [box for child in children for box in _boxes(child)]


def _is_picture(shape: Node) -> bool:
    return shape.tag in ("blip", "imagedata") or any(map(_is_picture, shape.children))
