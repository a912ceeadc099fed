"""A content tree written as the body of a Word file, part by part as documents.rendering.markup writes it as HTML.

A chart becomes the table of its numbers: they can be edited there, a picture could not.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from documents.content import Appendix, Block, Content, FormSignatures, Paragraph, Section, Shape, SignatureBlock, Table
from documents.layout import Layout
from documents.rendering import wording
from documents.rendering.appendices import appendix_head
from documents.rendering.centred import balanced, rule_width
from documents.rendering.endings import Ends, notes_before_forms
from documents.rendering.fonts import MM_PER_PT, Typeface, typeface
from documents.rendering.forms import form_names, form_words
from documents.rendering.letters import SUBJECT_PT, TO_WHOM, addressees
from documents.rendering.measures import PAGE_HEIGHT, PAGE_WIDTH, SINGLE, Measures, measure
from documents.rendering.tables import Grid, grid
from documents.rendering.wording import END, bound, ended, paragraph_text
from documents.word.marks import (
    NO_BORDERS,
    TABLE_END,
    cell,
    indented,
    kept,
    paragraph,
    row,
    rule,
    run,
    section,
    section_end,
    space,
    table_start,
)
from documents.word.package import packed
from documents.word.styles import stylesheet
from documents.word.tables import without_charts, written
from lib.text import clean_line

_SIGNING_SPACE, _FORM_SPACE = 28.4, 26.0  # mm, as in paper.css


def write_docx(content: Content, layout: Layout) -> bytes:
    """The paper as .docx: the words of the PDF in its order, with the margins and sizes of `layout` (mm, pt).

    Number, day and month stay blank where they are not given. Equal input gives equal bytes. Raises
    ImproperlyConfigured when settings.OFFICE_FONT_DIR is wrong.
    """
    face = typeface()
    writer = _Writer(content, layout, face, measure(content, layout, face))
    return packed(
        body=writer.body(),
        styles=stylesheet(layout, has_parts=writer.has_parts),
        title=face.drawable(wording.document_title(content)),
        author=face.drawable(clean_line(content.head.issuer_name)),
    )


@dataclass
class _Writer:
    content: Content
    layout: Layout
    face: Typeface
    measures: Measures
    parts: list[str] = field(default_factory=list)

    @property
    def has_parts(self) -> bool:
        return any(section.level == 0 for section in self.content.walk_sections())

    def body(self) -> str:
        """Everything inside w:body: the text proper and each appendix are sections of their own."""
        self.parts = []
        lying = self.content.landscape
        if self.content.shape != Shape.APPENDICES:
            self.head()
            if not self.content.is_letter:
                self.title()
            self.addressees()
            self.text_proper()
            if not self.content.is_sheet:
                self.signature(self.content.signature)
        for appendix in self.content.appendices:
            if self.parts:
                self.parts.append(section_end(self.section(lying=lying)))
            self.appendix(appendix)
            lying = appendix.landscape
        self.parts += [space(0.4), self.section(lying=lying)]
        return "".join(self.parts)

    # Words

    def drawn(self, words: str) -> str:
        return self.face.drawable(bound(words))

    def lines(self, words: str, *, width: float, pt: float, style: str = "bold") -> list[str]:
        return balanced(self.face.drawable(words), width=width, pt=pt, style=style, face=self.face)

    def shouted(self, style: str, words: str, *, width: float, pt: float, letters: str = "bold") -> tuple[str, str]:
        """A paragraph that is printed in capitals, broken to fit into `width` mm; and its last line as printed.

        Words that were typed in small letters stay so in the file and are only shown as capitals.
        """
        shown = self.lines(words.upper(), width=width, pt=pt, style=letters)
        if not shown:
            return "", ""
        typed = _as_typed(shown, self.drawn(words))
        return paragraph(style, run("\n".join(typed), capitals=typed != shown)), shown[-1]

    def rule_under(self, words: str, pt: float, *, room: float, above_pt: float = 3, below_pt: float = 0) -> str:
        length = rule_width(words, pt=pt, style="bold", face=self.face)
        return rule(length, room=room, above_pt=above_pt, below_pt=below_pt)

    def section(self, *, lying: bool) -> str:
        page = (PAGE_HEIGHT, PAGE_WIDTH) if lying else (PAGE_WIDTH, PAGE_HEIGHT)
        layout = self.layout
        return section(
            width=page[0],
            height=page[1],
            margins=(layout.margin_top, layout.margin_right, layout.margin_bottom, layout.margin_left),
            header=(layout.margin_top - SINGLE * layout.body_pt * MM_PER_PT) / 2,
        )

    def keep_last(self) -> None:
        """Hold what was written last, or the last row of a table, to what follows."""
        for place in range(len(self.parts) - 1, -1, -1):
            if self.parts[place] != TABLE_END:
                self.parts[place] = kept(self.parts[place])
                return

    # Ô 1–5

    def head(self) -> None:
        head, pt, measures = self.content.head, self.layout.national_pt, self.measures
        left, last = [], ""
        for style, letters, names in (("Superior", "regular", head.superior), ("Issuer", "bold", head.issuer)):
            for name in names:
                words, shown = self.shouted(
                    style, clean_line(name), width=measures.head_left - 2, pt=pt, letters=letters
                )
                left.append(words)
                last = shown if style == "Issuer" and shown else last
        if last:
            left.append(self.rule_under(last, pt, room=measures.head_left))
        motto = self.face.width(wording.MOTTO, self.layout.body_pt, "bold")
        right = [
            paragraph("Nation", run(wording.NATION)),
            paragraph("Motto", run(wording.MOTTO)),
            rule(motto, room=measures.head_right),
        ]
        date_pt = None if measures.date_pt == pt else measures.date_pt
        number = "" if self.content.is_sheet else self.face.drawable(wording.number_line(head))
        place = self.face.drawable(wording.place_line(head))
        dated = [
            paragraph("Number", run(number)) + self.subject(),
            paragraph("PlaceDate", run(place, pt=date_pt)),
        ]
        widths = (measures.head_left, measures.head_right)
        rows = [("".join(left) or paragraph("Letterhead"), "".join(right))]
        self.frame(widths, *rows, *([dated] if number or place else []))

    def subject(self) -> str:
        """Ô 5b, under the number of a letter."""
        if not self.content.is_letter:
            return ""
        words, width = wording.subject_line(self.content), self.measures.head_left - 2
        return paragraph("Subject", run("\n".join(self.lines(words, width=width, pt=SUBJECT_PT, style="regular"))))

    def addressees(self) -> None:
        """Ô 9a."""
        to = addressees(self.content, width=self.measures.text_width, layout=self.layout, face=self.face)
        if to is None:
            return
        first = f"{TO_WHOM} {to.names[0]}" if to.is_one else TO_WHOM
        self.parts.append(indented("ToWhom", run(first), left=to.indent))
        if not to.is_one:
            self.parts += [indented("Addressee", run(name), left=to.indent + to.gap) for name in to.names]
        self.parts.append(space(6 * MM_PER_PT))

    def centred(self, style: str, words: str) -> None:
        """A line in bold capitals in the middle: who decides, «QUYẾT ĐỊNH:»."""
        width, pt = self.measures.text_width - 10, self.layout.body_pt
        self.parts.append(self.shouted(style, clean_line(words), width=width, pt=pt)[0])

    def frame(self, widths: tuple[float, ...], *rows: tuple[str, ...] | list[str]) -> None:
        """A table without lines that puts paragraphs side by side."""
        self.parts.append(table_start(widths, borders=NO_BORDERS, padding=(0, 0)))
        for cells in rows:
            self.parts.append(row(cell(inside, width=width) for inside, width in zip(cells, widths, strict=True)))
        self.parts.append(TABLE_END)

    def title(self) -> None:
        pt, width = self.layout.body_pt, self.measures.text_width
        kind, last = self.shouted("Title", clean_line(self.content.kind), width=width - 10, pt=pt)
        lines = self.lines(clean_line(self.content.title).rstrip(" .;"), width=width - 10, pt=pt)
        name = paragraph("Subtitle", run("\n".join(lines)), before_pt=None if kind else 18) if lines else ""
        self.parts.append((kind + name) or paragraph("Title"))
        self.parts.append(self.rule_under((lines or [last])[-1], pt, room=width, above_pt=4, below_pt=10))

    # Ô 6

    def text_proper(self) -> None:
        authority, is_sheet = self.content.authority, self.content.is_sheet
        if authority:
            self.centred("Authority", authority)
        for words in wording.bases(self.content.legal_bases):
            self.parts.append(paragraph("LegalBasis", run(self.drawn(words))))
        if authority:
            self.centred("Resolving", wording.resolving_line(self.content))
        ends = Ends(None if is_sheet else self.content)
        style = "SheetNote" if is_sheet else "Opening"
        self.blocks(self.content.opening, ends, self.measures.text_width, style=style)
        for part in self.content.walk_sections():
            self.heading(part, last=ends.at(part))
            self.blocks(part.blocks, ends, self.measures.text_width)
        self.blocks(self.content.closing, ends, self.measures.text_width, style="Closing")
        if ends.apart:
            self.keep_last()
            self.parts.append(paragraph("BodyText", run(END)))

    def heading(self, part: Section, *, last: bool) -> None:
        label, typed, end = clean_line(part.label), clean_line(part.title), ""
        if not (label or typed):
            return
        if last and typed:
            typed, end = parted(typed)
        elif last:
            label, end = parted(label)
        style = f"Heading{part.level + self.has_parts}"
        title = typed.upper() if part.level <= 1 else typed
        if part.level == 0:
            width, pt = self.measures.text_width - 30, self.layout.body_pt
            lines, names = (self.lines(words, width=width, pt=pt) for words in (label, title))
            first = "\n".join([*lines, ""] if names else lines)
            shown = _as_typed(names, self.drawn(typed))
            runs = [run(first)] * bool(first) + [run("\n".join(shown), capitals=shown != names)] * bool(names)
        else:
            bold, is_shouted = part.level >= 4 and not label, title != typed
            pieces = [f"{label} ".lstrip(), typed] if is_shouted else ["", f"{label} {typed}".strip()]
            runs = [run(self.drawn(pieces[0]))] if pieces[0] else []
            runs.append(run(self.drawn(pieces[1]), bold=bold, capitals=is_shouted))
        self.parts.append(paragraph(style, *runs, *([run(end)] if end else [])))

    def blocks(self, blocks: tuple[Block, ...], ends: Ends, width: float, *, style: str = "BodyText") -> None:
        held = notes_before_forms(blocks)
        for number, block in enumerate(without_charts(blocks)):
            if isinstance(block, Paragraph):
                self.paragraph(block, style, last=ends.at(block), held=number in held)
            elif isinstance(block, Table):
                drawn = grid(block, available=width, layout=self.layout, face=self.face)
                self.table(drawn, by_content=drawn is not None and len(block.widths) != len(drawn.widths))
            else:
                self.form(block, width)

    def paragraph(self, block: Paragraph, style: str, *, last: bool, held: bool) -> None:
        words, end = paragraph_text(block), ""
        if not words:
            return
        if last:
            words, end = parted(words)
        short = last and self.face.width(words + end, self.layout.body_pt) < 0.85 * self.measures.text_width
        if short or held:
            self.keep_last()
        runs = [run(self.drawn(words))]
        if wording.is_article(block):
            number = clean_line(block.marker)
            runs = [run(bound(number), bold=True), run(self.drawn(words.removeprefix(number)))]
        self.parts.append(paragraph(style, *runs, *([run(end)] if end else [])))

    def table(self, table: Grid | None, *, by_content: bool = False) -> None:
        if table is None:
            return
        self.parts.append(space(self.layout.paragraph_gap_pt * MM_PER_PT))
        pt = None if table.pt == self.layout.national_pt else table.pt
        self.parts += written(table, pt=pt, by_content=by_content)

    def form(self, form: FormSignatures, width: float) -> None:
        if not form.places:
            return
        cells = []
        names = form_names(form, width=width, layout=self.layout, face=self.face)
        places = form_words(form, width=width, layout=self.layout, face=self.face)
        for place, name in zip(places, names, strict=True):
            lines = [paragraph("FormLine", run("\n".join(words), bold=not note, italic=note)) for words, note in place]
            signer = [paragraph("FormLine", run("\n".join(name), bold=True))] if name else []
            cells.append("".join([*lines, space(_FORM_SPACE), *signer]))
        self.keep_last()
        self.parts.append(kept(space(14 * MM_PER_PT)))
        self.frame((width / len(cells),) * len(cells), cells)

    # Ô 7, 9b

    def signature(self, block: SignatureBlock) -> None:
        measures, pt = self.measures, self.layout.body_pt
        width = measures.sign_right - 4
        titles = (self.shouted("SignerTitle", clean_line(title), width=width, pt=pt)[0] for title in block.lines)
        signed = [title for title in titles if title] or [paragraph("SignerTitle", run(wording.NBSP))]
        name = self.lines(clean_line(block.name), width=width, pt=pt)
        items = wording.recipients(self.content.recipients, self.content.archive)
        listed = [paragraph("RecipientsHead", run("Nơi nhận:"))]
        listed += [paragraph("Recipients", run(self.drawn(item))) for item in items]
        self.keep_last()
        self.parts.append(kept(space(14 * MM_PER_PT)))
        signer = [paragraph("Signer", run("\n".join(name)))] if name else []
        right = "".join([*signed, space(_SIGNING_SPACE), *signer])
        self.frame((measures.sign_left, measures.sign_right), ("".join(listed), right))

    # Phụ lục

    def appendix(self, appendix: Appendix) -> None:
        head = appendix_head(self.content, appendix, layout=self.layout, face=self.face, measures=self.measures)
        self.parts.append(paragraph("AppendixLabel", run(head.label)))
        for line in appendix.title:
            title, _ = self.shouted("AppendixTitle", clean_line(line), width=head.width - 4, pt=head.title_pt)
            self.parts.append(title)
        self.parts.append(paragraph("AppendixNote", run("\n".join(head.attached), pt=head.attached_pt)))
        self.parts.append(rule(head.rule, room=head.width, below_pt=10))
        self.blocks(appendix.blocks, Ends(None), head.width)


def parted(words: str) -> tuple[str, str]:
    """The last words of a document and its end mark, together as `ended` writes them.

    A stop of the sentence's own stays with the sentence: «… nghiêm túc.» + «/.», «… nghiêm túc» + «./.».
    """
    whole = ended(words)
    has_stop = words.removesuffix(END).rstrip(" ;,").endswith(".")
    cut = len(whole) - len(END) + has_stop
    return whole[:cut], whole[cut:]


def _as_typed(lines: list[str], words: str) -> list[str]:
    """`words` broken where `lines`, which are the same words in capitals, are; `lines` when they cannot be found."""
    typed, place = [], 0
    for line in lines:
        typed.append(words[place : place + len(line)])
        place += len(line)
        while place < len(words) and words[place] in f" {wording.NBSP}":
            place += 1
    same = place >= len(words) and all(
        mine.upper().split() == shown.split() for mine, shown in zip(typed, lines, strict=True)
    )
    return typed if same else lines
