"""The zip around a .docx file and the XML in it, opened without trust: nothing is unpacked or built beyond limits.

Sizes that the file claims are not believed: every part is unpacked piece by piece up to its limit. A DTD (entity
bombs, foreign files) is refused, and so are macros, passwords, and trees too deep or too large.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from lib.refusals import Refused

MOST_MEMBERS = 10_000
MOST_CLAIMED = 1024**3  # pictures included, which are never unpacked
MOST_TEXT = 96 * 1024**2  # document.xml of some 2,000 pages
MOST_OTHER = 16 * 1024**2
MOST_DEPTH = 200
MOST_NODES = 1_500_000  # of one paragraph or table
MOST_LETTERS = 5_000_000  # about 2,000 pages
_PIECE = 256 * 1024

BROKEN = "Tệp Word này bị hỏng nên không đọc được. Hãy mở bằng Word, lưu thành tệp .docx mới rồi tải lên lại."
LOCKED = "Tệp này được đặt mật khẩu. Hãy mở bằng Word, bỏ mật khẩu, lưu lại rồi tải lên."
MACROS = "Tệp Word này có chứa macro (mã lệnh) nên không được nhận. Hãy lưu lại thành .docx không có macro."
TOO_BIG = "Tệp Word này mở ra lớn bất thường nên không được nhận. Hãy chép nội dung sang một tệp Word mới."
NOT_WORD = "Đây không phải tệp Word mà là {}. Hãy lưu kế hoạch thành .docx hoặc PDF rồi tải lên."

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel:",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct:",
}
_TEXTS = frozenset({"w:t", "m:t", "dc:creator"})
# Dropped while parsing: they say nothing that is read, and are most of what Word writes.
_NOISE = frozenset(
    {"w:lang", "w:proofErr", "w:bookmarkStart", "w:bookmarkEnd", "w:szCs", "w:sz", "w:bCs", "w:iCs", "w:kern"}
    | {"w:color", "w:spacing", "w:ind", "w:tabs", "w:shd", "w:instrText", "w:rsid", "w:noProof", "w:highlight"}
)


@dataclass(slots=True)
class Node:
    """An element: its tag with the usual prefix («w:p»), attributes by local name, children, text of `_TEXTS`."""

    tag: str
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def get(self, name: str, default: str = "") -> str:
        """The attribute of that local name."""
        return self.attributes.get(name, default)

    def child(self, *path: str) -> Node | None:
        """The first child of that tag, the first such child of it, and so on."""
        node: Node | None = self
        for tag in path:
            node = next((child for child in node.children if child.tag == tag), None)
            if node is None:
                return None
        return node

    def value(self, *path: str) -> str | None:
        """Attribute `val` of that descendant; None when there is no such element."""
        node = self.child(*path)
        return None if node is None else node.get("val")


class Package:
    """A .docx file. Raises Refused when it is none, is locked, carries macros or claims to be huge."""

    def __init__(self, data: bytes):
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, OverflowError):
            raise Refused(BROKEN) from None
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_CLAIMED:
            raise Refused(TOO_BIG)
        names = [member.filename for member in members]
        self._members = dict(zip(names, members, strict=True))
        if any(member.flag_bits & 1 for member in members):
            raise Refused(LOCKED)
        if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
            raise Refused(MACROS)
        if "[Content_Types].xml" not in self._members or len(self._members) < len(names):
            raise Refused(_other_kind(self._members) or BROKEN)
        if b"macroEnabled" in self.read("[Content_Types].xml", MOST_OTHER):
            raise Refused(MACROS)
        self.main = self._target("", "/officeDocument")
        if self.main is None or self.main not in self._members:
            raise Refused(_other_kind(self._members) or BROKEN)
        if not self.main.startswith("word/") and (other := _other_kind(self._members)):
            raise Refused(other)

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._members)

    def read(self, name: str, most: int) -> bytes:
        """The bytes of a part, at most `most`. Raises Refused when it is larger or damaged."""
        try:
            with self._zip.open(self._members[name]) as part:
                pieces, size = [], 0
                while piece := part.read(_PIECE):
                    size += len(piece)
                    if size > most:
                        raise Refused(TOO_BIG)
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
            raise Refused(BROKEN) from None
        return b"".join(pieces)

    def part(self, kind: str) -> Node | None:
        """The tree of the part that the text refers to by a relationship ending in `kind` («/styles»); or None."""
        name = self._target(self.main, kind)
        if name is None or name not in self._members:
            return None
        return tree(self.read(name, MOST_OTHER))

    def parts(self, kind: str) -> dict[str, str]:
        """Names of the parts that the text refers to by relationships ending in `kind`, by relationship id."""
        found = self._relationships(self.main)
        return {key: name for key, (type_, name) in found.items() if type_.endswith(kind) and name in self._members}

    def tree_of(self, name: str) -> Node:
        """The tree of a small part."""
        return tree(self.read(name, MOST_OTHER))

    def author(self) -> str:
        """Who the file's properties name as its author."""
        name = self._target("", "/core-properties")
        if name is None or name not in self._members:
            return ""
        creator = self.tree_of(name).child("dc:creator")
        return creator.text if creator else ""

    def _target(self, of: str, kind: str) -> str | None:
        return next((name for type_, name in self._relationships(of).values() if type_.endswith(kind)), None)

    def _relationships(self, of: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(of)
        where = posixpath.join(folder, "_rels", f"{name}.rels")
        if where not in self._members:
            return {}
        found = {}
        for node in self.tree_of(where).children:
            if node.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, node.get("Target"))).lstrip("/")
                found[node.get("Id")] = (node.get("Type"), target)
        return found


def _other_kind(names: dict[str, zipfile.ZipInfo]) -> str:
    """What the zip is when it is no Word file."""
    for start, words in (
        ("xl/", "tệp Excel"),
        ("ppt/", "tệp PowerPoint"),
        ("mimetype", "tệp OpenDocument"),
        ("META-INF/", "tệp nén của chương trình"),
    ):
        if any(name.startswith(start) for name in names):
            return NOT_WORD.format(words)
    return "" if "[Content_Types].xml" in names else NOT_WORD.format("tệp nén (zip)")


def tree(data: bytes) -> Node:
    """The whole tree of a part. Raises Refused when it is no XML, has a DTD, or is too deep or large."""
    roots: list[Node] = []
    Parsing(roots.append, depth=0).run(data)
    if not roots:
        raise Refused(BROKEN)
    return roots[0]


class Parsing:
    """One pass over XML: hands each finished element at `depth` (0 the root) to `take` and forgets it."""

    def __init__(self, take: Callable[[Node], None], *, depth: int):
        self._take, self._depth = take, depth
        self._open: list[Node | None] = []  # None: an element that is dropped with all in it
        self._tags: dict[str, str] = {}
        self._text: list[str] | None = None
        self._nodes = 0
        self._count = 0
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._letters
        self._parser.StartDoctypeDeclHandler = self._doctype

    def run(self, data: bytes) -> None:
        """Parse `data`. Raises Refused."""
        try:
            self._parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError):
            raise Refused(BROKEN) from None

    def _doctype(self, *_args: object) -> None:
        raise Refused(BROKEN)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = self._tags.get(name)
        if tag is None:
            space, _, local = name.rpartition("}")
            tag = self._tags[name] = _PREFIXES.get(space, "") + local
        if len(self._open) >= MOST_DEPTH:
            raise Refused(TOO_BIG)
        if tag in _NOISE or (self._open and self._open[-1] is None):
            self._open.append(None)
            return
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise Refused(TOO_BIG)
        node = Node(tag, {key.rpartition("}")[2]: value for key, value in attributes.items()} if attributes else {})
        if self._open and len(self._open) > self._depth:
            self._open[-1].children.append(node)
        self._open.append(node)
        self._text = [] if tag in _TEXTS else None

    def _letters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)
            self._count += len(text)
            if self._count > MOST_LETTERS:
                raise Refused(TOO_BIG)

    def _end(self, _name: str) -> None:
        node = self._open.pop()
        if node is not None and self._text is not None and node.tag in _TEXTS:
            node.text = "".join(self._text)
            self._text = None
        if len(self._open) == self._depth and node is not None:
            self._nodes = 0
            self._take(node)
