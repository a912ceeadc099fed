"""What styles say of paragraphs and letters in a .docx file: bold, italic, centred, fonts, numbering, our own roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from documents.reading.word_package import Node
from documents.roles import OUR_STYLES, roles_by_style_name

_OFF = frozenset({"0", "false", "off", "none"})
_LONGEST_CHAIN = 50  # styles based on each other; Word itself makes a dozen at most


@dataclass(frozen=True)
class Letters:
    """How the letters of a run look. `font` is the first font named for it."""

    bold: bool = False
    italic: bool = False
    capitals: bool = False
    hidden: bool = False
    font: str = ""


def is_on(node: Node | None) -> bool | None:
    """A switch such as w:b; None when it is not there."""
    return None if node is None else node.get("val", "1").lower() not in _OFF


class Styles:
    """The style sheet of a file. Styles that are missing, or based on each other in a circle, say nothing."""

    def __init__(self, sheet: Node | None):
        nodes = [node for node in sheet.children if node.tag == "w:style"] if sheet else []
        self._styles = {node.get("styleId"): node for node in nodes}
        self._default = {
            node.get("type"): node.get("styleId") for node in nodes if node.get("default") not in ("", *_OFF)
        }
        self._defaults = sheet.child("w:docDefaults", "w:rPrDefault", "w:rPr") if sheet else None
        names = {key: (node.value("w:name") or "").lower() for key, node in self._styles.items()}
        self.are_ours = OUR_STYLES.issubset(names.values())
        first = next((node for key, node in self._styles.items() if names[key] == "heading 1"), None)
        has_parts = first is not None and first.value("w:pPr", "w:jc") == "center"
        roles = roles_by_style_name(has_parts=has_parts)
        self._roles = {key: roles.get(name, "") for key, name in names.items()}
        self._of_paragraph = cache(self._letters_of_paragraph)
        self._of_run = cache(self._letters_of_style)

    def role(self, paragraph: Node | None) -> str:
        """What our own Word files say of the paragraph by its style; "" in others."""
        return self._roles.get(self.key(paragraph, "w:pStyle", "paragraph"), "") if self.are_ours else ""

    def key(self, properties: Node | None, tag: str, kind: str) -> str:
        """The id of the style that `properties` names, or of the default one."""
        named = properties.value(tag) if properties else None
        return named if named in self._styles else self._default.get(kind, "")

    def chain(self, key: str) -> Iterator[Node]:
        """The style and those it is based on, nearest first."""
        seen: set[str] = set()
        while key in self._styles and key not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(key)
            yield self._styles[key]
            key = self._styles[key].value("w:basedOn") or ""

    def letters(self, paragraph: Node | None, run: Node | None) -> Letters:
        """How a run with properties `run` looks in a paragraph with properties `paragraph`."""
        base = self._of_paragraph(self.key(paragraph, "w:pStyle", "paragraph"))
        if run is None:
            return base
        style = run.value("w:rStyle")
        if style:
            base = _over(base, self._of_run(style))
        return _over(base, _said(run))

    def is_centred(self, paragraph: Node | None) -> bool:
        """Whether the paragraph stands in the middle."""
        said = self.found(paragraph, "w:jc")
        return said is not None and said.get("val") == "center"

    def found(self, paragraph: Node | None, *path: str) -> Node | None:
        """What the paragraph's own properties, or its styles, say at `path`."""
        if paragraph is not None and (own := paragraph.child(*path)) is not None:
            return own
        for style in self.chain(self.key(paragraph, "w:pStyle", "paragraph")):
            if (said := style.child("w:pPr", *path)) is not None:
                return said
        return None

    def _letters_of_paragraph(self, key: str) -> Letters:
        return _over(_over(Letters(), _said(self._defaults)), self._letters_of_style(key))

    def _letters_of_style(self, key: str) -> tuple[bool | None, ...]:
        said: tuple = (None,) * 4 + ("",)
        for style in self.chain(key):
            more = _said(style.child("w:rPr"))
            said = tuple(mine if mine not in (None, "") else other for mine, other in zip(said, more, strict=True))
        return said


def _said(properties: Node | None) -> tuple:
    """Bold, italic, capitals, hidden (None: not said), font ("": not said)."""
    if properties is None:
        return (None, None, None, None, "")
    fonts = properties.child("w:rFonts")
    font = (fonts.get("ascii") or fonts.get("hAnsi")) if fonts else ""
    switches = (properties.child(tag) for tag in ("w:b", "w:i", "w:caps", "w:vanish"))
    return (*map(is_on, switches), font)


def _over(base: Letters, said: tuple) -> Letters:
    """`base` with what is said over it."""
    bold, italic, capitals, hidden, font = said
    return Letters(
        bold=base.bold if bold is None else bold,
        italic=base.italic if italic is None else italic,
        capitals=base.capitals if capitals is None else capitals,
        hidden=base.hidden if hidden is None else hidden,
        font=font or base.font,
    )
