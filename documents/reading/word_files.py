"""A .docx file → its lines and tables, as Word would print them (ISO/IEC 29500). Linear; one block in memory at a time.

Automatic numbers are written out, tracked changes taken as accepted, hidden text left out, text boxes put behind the
paragraph that they hang on, old fonts (.VnTime, VNI-Times) converted run by run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from documents.reading import word_tables
from documents.reading.markers import PART_LABEL
from documents.reading.source import Format, Grid, Line, Source
from documents.reading.word_numbering import Numbering
from documents.reading.word_package import MOST_TEXT, Node, Package, Parsing
from documents.reading.word_paragraphs import BREAK, PAGE, Found, Piece, chosen, pieces
from documents.reading.word_styles import Styles
from documents.roles import Role
from lib.refusals import Refused
from lib.text import clean_line, clean_text, fold

NO_TEXT = "Tệp này không có chữ nào (có thể chỉ có ảnh quét). Hãy chọn tệp có chữ, hoặc gõ lại nội dung rồi dán vào."
_MARKED = re.compile(r"([-+]|[^\W\d_]\)|\d{1,3}\.)\u00a0(.*)", re.DOTALL)
_BLOCKS = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "mc:AlternateContent"})
_WITH_MARKS = frozenset({Role.OPENING, Role.TEXT, Role.CLOSING})
_OPENING_LINES = 12


def read_word(data: bytes) -> Source:
    """The lines of the .docx file `data`. Raises Refused when it is none, locked, hostile, broken or without text."""
    package = Package(data)
    styles = Styles(package.part("/styles"))
    body = _Body(styles, Numbering(package.part("/numbering"), styles))
    Parsing(body.block, depth=2).run(package.read(package.main, MOST_TEXT))
    letterhead = _letterhead_in_header(package, styles, body.lines)
    if not any(isinstance(line, Grid) or line.text for line in body.lines):
        raise Refused(NO_TEXT)
    return Source(
        Format.WORD,
        (*letterhead, *body.lines),
        remarks=tuple(_remarks(package, styles, body.found)),
        issuer_name=clean_line(package.author()) if styles.are_ours else "",
        landscape_from=tuple(start + len(letterhead) for start in body.landscape_from),
        portrait_from=tuple(start + len(letterhead) for start in body.portrait_from),
    )


@dataclass
class _Body:
    """What has been read so far."""

    styles: Styles
    numbering: Numbering
    lines: list[Line | Grid] = field(default_factory=list)
    found: Found = field(default_factory=Found)
    page: int = 1
    waiting: list[Piece] = field(default_factory=list)  # of paragraphs whose ends were deleted
    section_start: int = 0
    landscape_from: list[int] = field(default_factory=list)
    portrait_from: list[int] = field(default_factory=list)

    def block(self, node: Node) -> None:
        """Read a paragraph, a table, or what holds several of them."""
        if node.tag == "w:p":
            self.lines += self.paragraph(node)
            if (section := node.child("w:pPr", "w:sectPr")) is not None:
                self.section(section)
        elif node.tag == "w:tbl":
            self.table(node)
        elif node.tag == "w:sectPr":
            self.section(node)
        elif node.tag in _BLOCKS:
            for child in chosen(node).children if node.tag == "mc:AlternateContent" else node.children:
                self.block(child)

    def section(self, node: Node) -> None:
        """A section ends here."""
        size = node.child("w:pgSz")
        lies = size is not None and size.get("orient") == "landscape"
        if self.section_start < len(self.lines):
            (self.landscape_from if lies else self.portrait_from).append(self.section_start)
        self.section_start = len(self.lines)
        if node.value("w:type") != "continuous":
            self.page += 1

    def paragraph(self, node: Node) -> list[Line | Grid]:
        """The lines of a paragraph: one, or several where it has line breaks; then those of its text boxes."""
        properties = node.child("w:pPr")
        before = len(self.found.boxes)
        said = [*self.waiting, *pieces(node, self.styles, self.found)]
        boxes = self.found.boxes[before:]
        del self.found.boxes[before:]
        self.waiting = []
        if properties is not None and properties.child("w:rPr", "w:del") is not None:
            self.waiting = said
            return []
        if properties is not None and properties.child("w:pageBreakBefore") is not None:
            self.page += 1
        marker = self.numbering.marker(properties)
        lines = self.written(said, marker, properties)
        for box in boxes:
            lines += self.inside(box)
        return lines

    def inside(self, box: Node) -> list[Line | Grid]:
        """The blocks of a text box or cell."""
        outer, self.lines = self.lines, []
        for child in box.children:
            self.block(child)
        inner, self.lines = self.lines, outer
        return inner

    def written(self, said: Sequence[Piece], marker: str, properties: Node | None) -> list[Line | Grid]:
        """The letters of a paragraph as lines."""
        role = self.styles.role(properties)
        is_centred = self.styles.is_centred(properties)
        parts: list[list[Piece]] = [[]]
        pages = [self.page]
        for piece in said:
            for text in re.split(f"([{BREAK}{PAGE}])", piece.text):
                if text == PAGE:
                    self.page += 1
                    if not any(part.text.strip() for line in parts for part in line):
                        pages[0] = self.page
                if text == BREAK or (text == PAGE and any(part.text.strip() for part in parts[-1])):
                    parts.append([])
                    pages.append(self.page)
                elif text and text != PAGE:
                    parts[-1].append(Piece(text, piece.letters))
        if role:
            return _own_line(parts, role, marker, is_centred, pages[0])
        shown = [(part, page) for part, page in zip(parts, pages, strict=True) if _text(part)]
        if not shown:
            return [Line("", True, marker, is_centred=is_centred, page=pages[0])] if marker else []
        return [
            Line(
                _text(part),
                is_whole=len(shown) == 1,
                marker="" if number else marker,
                is_bold=_all(part, "bold"),
                is_italic=_all(part, "italic"),
                is_centred=is_centred,
                starts_paragraph=None if len(shown) == 1 else number == 0,
                page=page,
            )
            for number, (part, page) in enumerate(shown)
        ]

    def table(self, node: Node) -> None:
        """A table as a grid; a frame that only places things, or a box around text, as the lines in it."""
        page, grid, is_frame = self.page, [], False
        bordered = word_tables.has_borders(node, self.styles)
        columns = headers = 0
        flat: list[Line | Grid] = []
        for row in word_tables.rows(node):
            texts: dict[int, str] = {}
            for column, span, cell in word_tables.cells(row):
                inner = self.inside(cell) if cell is not None else []
                flat += inner
                is_frame = is_frame or (not bordered and any(map(_is_placed, inner)))
                texts[column] = _cell_text(inner)
                columns = max(columns, column + span)
            headers += headers == len(grid) and word_tables.is_header(row)
            grid.append(texts)
        is_form = any(isinstance(line, Line) and line.role == Role.FORM_LINE for line in flat)
        is_box = columns == 1 and not is_form and not (bordered and self.styles.are_ours)
        if is_frame or is_box:
            self.lines += flat
            return
        if not any(text for texts in grid for text in texts.values()):
            return
        by_texts = self.styles.are_ours and word_tables.is_as_wide_as_its_texts(node)
        rows = tuple(tuple(texts.get(column, "") for column in range(columns)) for texts in grid)
        widths = () if by_texts else word_tables.widths(node, columns, are_ours=self.styles.are_ours)
        self.lines.append(Grid(rows, headers, widths, bordered, page))


def _is_placed(line: Line | Grid) -> bool:
    """Whether the line is one of those that our own files place side by side, or a table inside a frame."""
    return isinstance(line, Grid) or bool(line.role and line.role != Role.FORM_LINE)


def _cell_text(lines: Iterable[Line | Grid]) -> str:
    texts = []
    for line in lines:
        if isinstance(line, Grid):
            texts += ["\t".join(cell.replace("\n", " ") for cell in row).strip() for row in line.rows]
        else:
            texts.append(f"{line.marker} {line.text}".strip())
    return "\n".join(texts)


def _own_line(parts: list[list[Piece]], role: str, marker: str, is_centred: bool, page: int) -> list[Line | Grid]:
    """The one line of a paragraph of our own: ends of lines inside are there for the looks. «Phần I» and its name are
    two lines."""
    raw = ["".join(piece.text for piece in part) for part in parts]
    whole = len(raw) < 2 or role != "heading-0" or not PART_LABEL.fullmatch(clean_line(raw[0]))
    texts = [" ".join(raw)] if whole else [raw[0], " ".join(raw[1:])]
    if not marker and role in _WITH_MARKS and (marked := _MARKED.match(texts[0].lstrip(" \t"))):
        marker, texts = marked[1], [marked[2]]
    letters = [piece for part in parts for piece in part]
    end = letters[-1].text if letters else ""
    has_stop = {"/.": True, "./.": False}.get(end) if len(letters) > 1 else None
    looks = {"is_bold": _all(letters, "bold"), "is_italic": _all(letters, "italic"), "is_centred": is_centred}
    lines = [clean_line(text) for text in texts]
    return [
        Line(line, True, marker if number == 0 else "", role, **looks, has_stop=has_stop, page=page)
        for number, line in enumerate(lines)
        if line or marker
    ]


def _text(part: Sequence[Piece]) -> str:
    return clean_text("".join(piece.text for piece in part)).replace("\n", " ").strip()


def _all(part: Sequence[Piece], look: str) -> bool:
    """Whether all letters that show look so."""
    shown = [piece for piece in part if piece.text.strip()]
    return bool(shown) and all(getattr(piece.letters, look) for piece in shown)


def _letterhead_in_header(package: Package, styles: Styles, lines: list[Line | Grid]) -> list[Line | Grid]:
    """The letterhead where an office keeps it in the page header: taken when the text itself begins without one."""
    if _has_motto(lines[:_OPENING_LINES]):
        return []
    for name in package.parts("/header").values():
        header = _Body(styles, Numbering(None, styles))
        for node in package.tree_of(name).children:
            header.block(node)
        if _has_motto(header.lines):
            return header.lines
    return []


def _has_motto(lines: Iterable[Line | Grid]) -> bool:
    texts = (" ".join(map(" ".join, line.rows)) if isinstance(line, Grid) else line.text for line in lines)
    return any("doc lap" in words and "hanh phuc" in words for words in map(fold, texts))


def _remarks(package: Package, styles: Styles, found: Found) -> Iterable[str]:
    """What was done or left out, for the person who compares."""
    if found.changes:
        yield "Tệp có thay đổi chưa duyệt (Track Changes): đã đọc như khi chấp nhận tất cả các thay đổi."
    for old in sorted(found.old_fonts):
        yield f"Văn bản gõ bằng phông chữ cũ ({old}) đã được chuyển sang Unicode; hãy so lại với bản gốc."
    if found.notes:
        yield f"Chú thích không đưa vào kế hoạch: {_notes(package, styles, found.notes)}"
    if found.pictures or found.objects:
        yield f"Tệp có {found.pictures + found.objects} hình hoặc đối tượng nhúng: chữ trong đó không đọc được."


def _notes(package: Package, styles: Styles, references: list[str]) -> str:
    """The texts of foot and end notes, in order."""
    texts: dict[str, str] = {}
    for kind in ("footnote", "endnote"):
        part = package.part(f"/{kind}s")
        for node in part.children if part else ():
            note = _Body(styles, Numbering(None, styles))
            texts[f"{kind} {node.get('id')}"] = _cell_text(note.inside(node)).replace("\n", " ")
    return " ".join(f"({number}) {texts.get(key, '')}" for number, key in enumerate(references, 1))
