"""A content tree written as HTML for the PDF engine. Every text passes `_esc`: what people type is never markup."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape

from documents.content import Appendix, Block, Chart, Content, FormSignatures, Paragraph, Section, SignatureBlock, Table
from documents.layout import Layout
from documents.rendering import wording
from documents.rendering.appendices import appendix_head
from documents.rendering.centred import balanced, rule_width
from documents.rendering.charts import on_paper
from documents.rendering.endings import Ends, heading_words, notes_before_forms
from documents.rendering.fonts import Typeface
from documents.rendering.forms import form_lines, form_names
from documents.rendering.letters import SUBJECT_PT, TO_WHOM, addressees
from documents.rendering.measures import Measures
from documents.rendering.tables import Grid, grid, is_tall
from documents.rendering.wording import END, ended, paragraph_text
from documents.signature_fields import DAY_FIELD, MONTH_FIELD, NUMBER_FIELD, SIGNER_FIELD
from lib.text import clean_line

_LONG_TEXT = 6_000  # letters
_LONG_WORD = 25  # letters; longer words may be broken anywhere
_JOINER = "&#x2060;"  # no line ends here; leaves no trace in the PDF


def document(content: Content, layout: Layout, face: Typeface, measures: Measures, *, body: bool = True) -> str:
    """The whole paper as HTML, or only its appendices."""
    return _Writer(content, layout, face, measures).html(body=body)


@dataclass
class _Writer:
    content: Content
    layout: Layout
    face: Typeface
    measures: Measures
    parts: list[str] = field(default_factory=list)

    def html(self, *, body: bool) -> str:
        c = self.content
        self.parts = [
            f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{self.esc(wording.document_title(c))}'
            f'</title><meta name="author" content="{self.esc(clean_line(c.head.issuer_name))}"></head><body>'
        ]
        if body:
            self.head()
            if not c.is_letter:
                self.title()
            self.addressees()
            self.body()
            self.signature(c.signature)
        for appendix in c.appendices:
            self.appendix(appendix)
        self.parts.append("</body></html>")
        return "".join(self.parts)

    # Words

    def esc(self, text: str) -> str:
        return escape(self.face.drawable(text))

    def running(self, text: str) -> str:
        """Running text: references stay on one line. Very long texts go in pieces, or the engine slows down."""
        if len(text) <= _LONG_TEXT:
            return self.piece(text)
        return " ".join(f"<span>{self.piece(piece)}</span>" for piece in wording.portions(text, _LONG_TEXT))

    def piece(self, text: str) -> str:
        return _held(self.esc(wording.bound(text)))

    def gaps(self, text: str, names: list[str]) -> str:
        """A line of the head. Words with a gap after them are the places of the form fields of those names, in order.

        A gap alone would be no text to the engine, and «Số:» no longer one run with what follows.
        """
        waiting = iter(names)
        return wording.WORD_AND_GAP.sub(
            lambda found: f'<span id="{name}">{found[0]}</span>' if (name := next(waiting, "")) else found[0],
            self.esc(text),
        )

    def lines(self, text: str, *, width: float, pt: float, style: str = "bold") -> list[str]:
        return balanced(self.face.drawable(text), width=width, pt=pt, style=style, face=self.face)

    def rule(self, text: str, pt: float, *, tag: str = "div") -> str:
        length = rule_width(text, pt=pt, style="bold", face=self.face)
        return f'<{tag} class="line rule" style="width:{length:.2f}mm"></{tag}>'

    # Ô 1–5

    def head(self) -> None:
        head, pt = self.content.head, self.layout.national_pt
        width = self.measures.head_left - 2
        left, last = [], ""
        for style, names in (("regular", head.superior), ("bold", head.issuer)):
            left.append('<div class="issuer">' if style == "bold" else "<div>")
            for name in names:
                for text in self.lines(clean_line(name).upper(), width=width, pt=pt, style=style):
                    left.append(_line(text))
                    last = text if style == "bold" else last
            left.append("</div>")
        if last:
            left.append(self.rule(last, pt))
        blank = [name for name, given in ((DAY_FIELD, head.date.day), (MONTH_FIELD, head.date.month)) if given is None]
        number, date = self.gaps(wording.number_line(head), [NUMBER_FIELD]), self.gaps(wording.place_line(head), blank)
        self.parts.append(
            f'<div class="row head"><div>{"".join(left)}</div><div><div class="nation">{wording.NATION}</div>'
            f'<div class="motto">{wording.MOTTO}<div class="rule"></div></div></div></div>'
            f'<div class="row head number"><div class="anywhere">{number}{self.subject()}</div>'
            f'<div class="date anywhere">{date}</div></div>'
        )

    def subject(self) -> str:
        """Ô 5b, under the number of a letter."""
        if not self.content.is_letter:
            return ""
        lines = self.lines(
            wording.subject_line(self.content), width=self.measures.head_left - 2, pt=SUBJECT_PT, style="regular"
        )
        return f'<div class="subject">{"".join(map(_line, lines))}</div>' if lines else ""

    def title(self) -> None:
        pt, width = self.layout.body_pt, self.measures.text_width - 10
        lines = [
            *self.lines(clean_line(self.content.kind).upper(), width=width, pt=pt),
            *self.lines(clean_line(self.content.title).rstrip(" .;"), width=width, pt=pt),
        ]
        shown = " ".join(_line(text, tag="span") for text in lines)
        self.parts.append(f"<h1>{shown}{self.rule(lines[-1] if lines else '', pt, tag='span')}</h1>")

    def addressees(self) -> None:
        """Ô 9a."""
        to = addressees(self.content, width=self.measures.text_width, layout=self.layout, face=self.face)
        if to is None:
            return
        names = "".join(f"<p>{escape(name)}</p>" for name in to.names)
        place = f"margin-left:{to.indent:.2f}mm"
        if to.is_one:
            self.parts.append(f'<div class="to-whom one" style="{place}"><p>{TO_WHOM} {escape(to.names[0])}</p></div>')
        else:
            self.parts.append(
                f'<div class="to-whom" style="{place}"><p>{TO_WHOM}</p><div style="margin-left:{to.gap:.2f}mm">{names}'
                "</div></div>"
            )

    # Ô 6

    def body(self) -> None:
        if self.content.authority:
            self.centred(clean_line(self.content.authority).upper(), "authority")
        for text in wording.bases(self.content.legal_bases):
            self.text(text, "basis")
        if self.content.authority:
            self.centred(wording.resolving_line(self.content), "resolving")
        ends = Ends(self.content)
        self.blocks(self.content.opening, ends, self.measures.text_width)
        shift = 2 if any(section.level == 0 for section in self.content.walk_sections()) else 1
        for section in self.content.walk_sections():
            self.heading(section, shift, last=ends.at(section))
            self.blocks(section.blocks, ends, self.measures.text_width)
        self.blocks(self.content.closing, ends, self.measures.text_width)
        if ends.apart:
            self.text(END, "keep")

    def centred(self, text: str, name: str) -> None:
        """A line in bold capitals in the middle: who decides, «QUYẾT ĐỊNH:»."""
        lines = self.lines(text, width=self.measures.text_width - 10, pt=self.layout.body_pt)
        self.parts.append(f'<div class="{name} strong">{"".join(map(_line, lines))}</div>')

    def text(self, text: str, *classes: str, tag: str = "p") -> None:
        long = ("anywhere",) if max(map(len, text.split()), default=0) > _LONG_WORD else ()
        self.parts.append(f'<{tag} class="{" ".join(("text", *classes, *long))}">{self.running(text)}</{tag}>')

    def heading(self, section: Section, shift: int, *, last: bool) -> None:
        label, title = heading_words(section, last=last)
        if not (label or title):
            return
        tag = f"h{min(section.level + shift, 6)}"
        if section.level == 0:
            # «Phần I» and its name are one heading for readers of tags, lines of their own on paper.
            width, pt = self.measures.text_width - 30, self.layout.body_pt
            lines = [
                _line(line, tag="span") for text in (label, title) for line in self.lines(text, width=width, pt=pt)
            ]
            self.parts.append(f'<{tag} class="part strong">{" ".join(lines)}</{tag}>')
            return
        strong = () if section.level >= 4 and label else ("strong",)
        self.text(f"{label} {title}".strip(), *strong, tag=tag)

    def blocks(self, blocks: tuple[Block, ...], ends: Ends, width: float) -> None:
        held = notes_before_forms(blocks)
        for number, block in enumerate(blocks):
            if isinstance(block, Paragraph):
                self.paragraph(block, last=ends.at(block), held=number in held)
            elif isinstance(block, Table):
                self.table(grid(block, available=width, layout=self.layout, face=self.face))
            elif isinstance(block, Chart):
                drawings = on_paper(block, width=width, layout=self.layout, face=self.face)
                self.parts += [f'<div class="chart">{drawing.svg}</div>' for drawing in drawings]
            else:
                self.form(block, width)

    def paragraph(self, block: Paragraph, *, last: bool, held: bool) -> None:
        text = paragraph_text(block)
        if not text:
            return
        text = ended(text) if last else text
        # A last paragraph of one line would take only itself along to the signature's page: hold it to the one before.
        short = last and self.face.width(text, self.layout.body_pt) < 0.85 * self.measures.text_width
        classes = ("keep",) if short or held else ()
        if wording.is_article(block):
            number = clean_line(block.marker)
            rest = self.running(text.removeprefix(number).lstrip(f" {wording.NBSP}"))
            name = " ".join(("text", *classes))
            strong = f'<span class="strong">{self.esc(wording.bound(number))}</span>'
            self.parts.append(f'<p class="{name}">{strong} {rest}</p>')
            return
        self.text(text, *classes)

    def table(self, grid: Grid | None) -> None:
        if grid is None:
            return
        write = self.parts.append
        write(f'<table style="width:{sum(grid.widths):.2f}mm;font-size:{grid.pt}pt"><colgroup>')
        write("".join(f'<col style="width:{width:.2f}mm">' for width in grid.widths))
        write("</colgroup>")
        if grid.header:
            write("<thead>")
            for row, numbered in zip(grid.header, grid.numbered, strict=True):
                write('<tr class="columns">' if numbered else "<tr>")
                for cell in row:
                    spans = f' colspan="{cell.columns}"' * (cell.columns > 1) + f' rowspan="{cell.rows}"' * (
                        cell.rows > 1
                    )
                    write(f"<th{spans}>{escape(cell.text)}</th>")
                write("</tr>")
            write("</thead>")
        write("<tbody>")
        opens = [f'<td class="{alignment}">' for alignment in grid.alignments]
        height = f' style="height:{grid.row_height}mm"' if grid.row_height else ""
        closing = frozenset(map(id, grid.totals))
        for row in (*grid.rows, *grid.totals):
            name = "totals" if id(row) in closing else "tall" if is_tall(row, grid) else ""
            write(f'<tr class="{name}"{height}>')
            for opening, cell in zip(opens, row, strict=True):
                write(f"{opening}{_held(escape(cell)).replace(chr(10), '<br>')}</td>")
            write("</tr>")
        write("</tbody></table>")

    def form(self, form: FormSignatures, width: float) -> None:
        if not form.places:
            return
        cells = []
        names = form_names(form, width=width, layout=self.layout, face=self.face)
        places = form_lines(form, width=width, layout=self.layout, face=self.face)
        for place, name in zip(places, names, strict=True):
            shown = "".join(f'<div class="{"note" if note else "strong"}">{_line(text)}</div>' for text, note in place)
            signer = f'<div class="strong">{"".join(map(_line, name))}</div>' if name else ""
            cells.append(f'<div>{shown}<div class="space"></div>{signer}</div>')
        self.parts.append(f'<div class="row form">{"".join(cells)}</div>')

    # Ô 7, 9b

    def signature(self, block: SignatureBlock) -> None:
        width, pt = self.measures.sign_right - 4, self.layout.body_pt
        titles = [
            _line(text) for title in block.lines for text in self.lines(clean_line(title).upper(), width=width, pt=pt)
        ] or [_line(wording.NBSP)]  # the line beside which «Nơi nhận:» stands
        name = [_line(text) for text in self.lines(clean_line(block.name), width=width, pt=pt)]
        items = wording.recipients(self.content.recipients, self.content.archive)
        space = f'<div class="space" id="{SIGNER_FIELD}"></div>'
        listed = "".join(f'<p class="item anywhere">{self.running(item)}</p>' for item in items)
        self.parts.append(
            f'<div class="row end"><div><p class="to">Nơi nhận:</p>{listed}</div>'
            f'<div class="sign">{"".join(titles)}{space}{"".join(name)}</div></div>'
        )

    # Phụ lục

    def appendix(self, appendix: Appendix) -> None:
        head = appendix_head(self.content, appendix, layout=self.layout, face=self.face, measures=self.measures)
        title = _centred(head.title, head.title_pt)
        attached = _centred(head.attached, head.attached_pt)
        self.parts.append(
            f'<section class="appendix{" wide" * appendix.landscape}">'
            f'<h2><span class="label">{escape(head.label)}</span> <span class="strong">{title}</span></h2>'
            f'<p class="attached">{attached}</p>'
            f'<div class="rule after" style="width:{head.rule:.2f}mm"></div>'
        )
        self.blocks(appendix.blocks, Ends(None), head.width)
        self.parts.append("</section>")


def _held(text: str) -> str:
    """`text` with references held on one line: of unbreakable spans the engine would end some lines too early."""
    return wording.REFERENCE.sub(lambda found: re.sub("[/-]", rf"\g<0>{_JOINER}", found[0]), text)


def _line(text: str, *, tag: str = "div") -> str:
    return f'<{tag} class="line">{escape(text)}</{tag}>'


def _centred(lines: tuple[str, ...], pt: int) -> str:
    return f'<span style="font-size:{pt}pt">{" ".join(_line(text, tag="span") for text in lines)}</span>'
