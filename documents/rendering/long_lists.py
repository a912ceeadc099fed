"""Sheets, and appendices with very long tables, drawn by Typst: fourteen times the speed of the other engine.

They come in parts, so that memory stays flat. Each part is laid out alone; its last page is dropped and begun again by
the next part, so that no page stays half empty. The data goes over as JSON and is never Typst markup.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from pathlib import Path

import pikepdf

from documents.content import Appendix, Block, Chart, Content, FormSignatures, Paragraph, Table
from documents.layout import Layout
from documents.rendering.appendices import appendix_head
from documents.rendering.centred import wrapped
from documents.rendering.charts import Drawing, on_paper
from documents.rendering.fonts import Typeface
from documents.rendering.forms import Line, form_lines, form_names
from documents.rendering.measures import Measures
from documents.rendering.sheets import sheet_blocks, sheet_head
from documents.rendering.tables import Grid, grid
from documents.rendering.wording import document_title, paragraph_text, unbroken_pieces

LONG_ROWS = 1_000
SHORT_ROWS = 100
PART_ROWS = 2_000
PART_SECONDS = 300  # a part takes one; this only ends a process that hangs

_TEMPLATE = Path(__file__).parent / "long_list.typ"
_PROGRAM = Path(__file__).parent / "typst_part.py"


def long_appendices(appendices: tuple[Appendix, ...], *, are_alone: bool = False) -> list[bool]:
    """Which of them have more rows than the main engine draws in reasonable time.

    That is a table of more than 1,000 rows; where many tables together exceed that, every one of more than 100. Where
    the appendices `are_alone` in their file, all of them as soon as they have more than 100 together.
    """
    longest = [
        max((len(block.rows) for block in appendix.blocks if isinstance(block, Table)), default=0)
        for appendix in appendices
    ]
    if are_alone:
        return [sum(longest) > SHORT_ROWS] * len(appendices)
    limit = LONG_ROWS if sum(longest) <= LONG_ROWS else SHORT_ROWS
    return [rows > limit for rows in longest]


def write_parts(
    content: Content,
    appendix: Appendix,
    *,
    layout: Layout,
    face: Typeface,
    measures: Measures,
    progress: Callable[[float], None],
) -> Iterator[pikepdf.Pdf]:
    """The pages of `appendix`, part after part, numbered on from 1. `progress` hears of the share done (0 to 1)."""
    head = appendix_head(content, appendix, layout=layout, face=face, measures=measures)
    frame = _frame(layout, face) | {"title": head.label, "landscape": appendix.landscape, "width": head.width}
    blocks = _blocks(appendix.blocks, width=head.width, layout=layout, face=face)
    return _written(blocks, frame, {"head": asdict(head)}, face=face, progress=progress)


def write_sheet(
    content: Content, *, layout: Layout, face: Typeface, measures: Measures, progress: Callable[[float], None]
) -> Iterator[pikepdf.Pdf]:
    """The pages of a sheet with its letterhead, in the same way."""
    head = sheet_head(content, layout=layout, face=face, measures=measures)
    frame = _frame(layout, face) | {
        "title": document_title(content),
        "landscape": content.landscape,
        "width": measures.text_width,
    }
    blocks = _blocks(sheet_blocks(content), width=measures.text_width, layout=layout, face=face)
    return _written(blocks, frame, {"letterhead": asdict(head)}, face=face, progress=progress)


def _frame(layout: Layout, face: Typeface) -> dict:
    """What every part of a list needs to know of its page."""
    return {
        "margins": [layout.margin_top, layout.margin_right, layout.margin_bottom, layout.margin_left],
        "family": face.family,
        "body_pt": layout.body_pt,
        "line_spacing": layout.line_spacing,
        "gap": layout.paragraph_gap_pt,
        "indent": layout.first_line_indent,
    }


def _written(
    waiting: list, frame: dict, heads: dict, *, face: Typeface, progress: Callable[[float], None]
) -> Iterator[pikepdf.Pdf]:
    no_heads = {"head": None, "letterhead": None}
    total = sum(len(block.rows) for block in waiting if isinstance(block, Grid)) or 1
    first_page, shown_heads, rows_done = 1, no_heads | heads, 0
    while waiting or shown_heads != no_heads:
        now, waiting = _next_part(waiting)
        data = frame | {"first_page": first_page, "blocks": [_plain(block) for block in now]} | shown_heads
        pdf, marks = compile_part(_TEMPLATE, data, face)
        if not waiting and _form_without_row(marks) and (at := _last_table(now)) is not None:
            now[at], rest = _cut(now[at], len(now[at].rows) - 2)
            now, waiting = now[: at + 1], [rest, *now[at + 1 :]]
            pdf, _ = compile_part(_TEMPLATE, data | {"blocks": [_plain(block) for block in now]}, face)
        elif waiting:
            last_page = len(pdf.pages)
            unfinished = [row for row, page in marks if page == last_page and row >= 0]
            if last_page > 1 and unfinished and unfinished[0] > 0:
                del pdf.pages[-1]
                now[-1], rest = _cut(now[-1], unfinished[0])
                waiting = _prepend(rest, waiting)
        rows_done += sum(len(block.rows) for block in now if isinstance(block, Grid))
        first_page, shown_heads = first_page + len(pdf.pages), no_heads
        progress(rows_done / total)
        yield pdf


def _blocks(blocks: tuple[Block, ...], *, width: float, layout: Layout, face: Typeface) -> list:
    """`blocks` measured: pieces of text, Grid, Drawing, or _Form."""
    measured_blocks = []
    for block in blocks:
        if isinstance(block, Paragraph):
            text = paragraph_text(block)
            room = width - layout.first_line_indent
            pieces = [
                wrapped(piece, width=room, pt=layout.body_pt, style="regular", face=face)
                for piece in unbroken_pieces(face.drawable(text))
            ]
            measured_blocks += [pieces] if text else []
        elif isinstance(block, FormSignatures):
            places = form_lines(block, width=width, layout=layout, face=face)
            names = form_names(block, width=width, layout=layout, face=face)
            measured_blocks += [_Form(places, names)] if block.places else []
        elif isinstance(block, Chart):
            measured_blocks += on_paper(block, width=width, layout=layout, face=face)
        else:
            measured = grid(block, available=width, layout=layout, face=face)
            measured_blocks += [measured] if measured else []
    return measured_blocks


@dataclass(frozen=True)
class _Form:
    """Signature places and the names under them, as lines."""

    places: list[list[Line]]
    names: list[list[str]]


def _form_without_row(marks: list[tuple[int, int]]) -> bool:
    """Whether a form begins on the page after the last row of the table before it."""
    return any(form == -1 and row >= 0 and page == last + 1 for (row, last), (form, page) in pairwise(marks))


def _last_table(blocks: list) -> int | None:
    """The place of the last table; None when it has too few rows to give two to the next page."""
    places = [n for n, block in enumerate(blocks) if isinstance(block, Grid)]
    return places[-1] if places and len(blocks[places[-1]].rows) > 4 else None


def _next_part(blocks: list) -> tuple[list, list]:
    """The blocks of the next part, ending with at most PART_ROWS table rows, and those that wait."""
    taken, room = [], PART_ROWS
    for n, block in enumerate(blocks):
        if isinstance(block, Grid):
            if len(block.rows) > room:
                first, rest = _cut(block, room)
                return ([*taken, first], [rest, *blocks[n + 1 :]]) if first.rows else (taken, blocks[n:])
            room -= len(block.rows)
        taken.append(block)
    return taken, []


def _cut(table: Grid, at: int) -> tuple[Grid, Grid]:
    return replace(table, rows=table.rows[:at], totals=()), replace(table, rows=table.rows[at:])


def _prepend(rest: Grid, blocks: list) -> list:
    """`rest` before what waits; the halves of one table become one again."""
    following = blocks[0]
    if isinstance(following, Grid) and following.widths == rest.widths and following.header == rest.header:
        return [replace(rest, rows=rest.rows + following.rows), *blocks[1:]]
    return [rest, *blocks]


def _plain(block) -> dict:
    """A block as JSON values."""
    if isinstance(block, Grid):
        return asdict(block) | {"kind": "table", "padding": block.padding}
    if isinstance(block, _Form):
        places = [[{"text": text, "note": note} for text, note in place] for place in block.places]
        return {"kind": "form", "places": places, "names": block.names}
    if isinstance(block, Drawing):
        return {"kind": "chart"} | asdict(block)
    return {"kind": "paragraph", "pieces": block}


def compile_part(template: Path, data: dict, face: Typeface) -> tuple[pikepdf.Pdf, list[tuple[int, int]]]:
    """What `template` makes of `data` as PDF/A-2u, and its marks: of a long list, on which page each of the last rows
    and (as row -1) each form begins."""
    request = {
        "template": str(template),
        "font_paths": sorted({str(file.parent) for file in face.files}),
        "data": data,
    }
    done = subprocess.run(
        [sys.executable, str(_PROGRAM)],
        input=json.dumps(request, ensure_ascii=False).encode(),
        capture_output=True,
        check=False,
        timeout=PART_SECONDS,
        env={"PYTHONIOENCODING": "utf-8", "PYTHONHASHSEED": "0", "PATH": os.environ.get("PATH", "")},
    )
    if done.returncode:
        raise RuntimeError(f"Typst: {done.stderr.decode(errors='replace')}")
    marks, _newline, pdf = done.stdout.partition(b"\n")
    return pikepdf.open(io.BytesIO(pdf)), [tuple(mark) for mark in json.loads(marks)]
