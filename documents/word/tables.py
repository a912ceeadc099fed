"""A measured table as the rows of a Word table."""

from __future__ import annotations

from collections.abc import Iterator

from documents.content import Block, Chart
from documents.rendering.tables import Grid, is_tall
from documents.word.marks import (
    GRID_BORDERS,
    TABLE_END,
    cell,
    cell_start,
    kept,
    paragraph,
    row,
    run,
    table_start,
    text,
)

_PADDING = (0.6, 1.2)  # mm


def without_charts(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """`blocks` with each chart as the table of its numbers."""
    return tuple(block.as_table() if isinstance(block, Chart) else block for block in blocks)


def written(table: Grid, *, pt: float | None, by_content: bool) -> Iterator[str]:
    """The table, row by row. `pt` is the size of its letters where the style says another; `by_content` says that
    nobody chose the widths."""
    yield table_start(table.widths, borders=GRID_BORDERS, padding=_PADDING, by_content=by_content)
    yield from _header_rows(table)
    for look, rows in ((run("", pt=pt), table.rows), (run("", pt=pt, bold=True), table.totals)):
        yield from _rows(table, rows, look=look.split("<w:t ")[0])
    yield TABLE_END


def _rows(table: Grid, rows: tuple[tuple[str, ...], ...], *, look: str) -> Iterator[str]:
    sides = ["" if side == "left" else f'<w:jc w:val="{side}"/>' for side in table.alignments]
    opens = [
        f'{cell_start(width, align="center")}<w:p><w:pPr><w:pStyle w:val="Cell"/>{side}</w:pPr>{look}'
        for width, side in zip(table.widths, sides, strict=True)
    ]
    for cells in rows:
        inside = "".join(
            f"{opening}{text(words)}</w:r></w:p></w:tc>" for opening, words in zip(opens, cells, strict=True)
        )
        yield row((inside,), whole=not is_tall(cells, table), height=table.row_height)


def _header_rows(table: Grid) -> list[str]:
    """The header with its merged cells: Word wants a cell in every row that one covers."""
    covered: dict[tuple[int, int], int] = {}  # place → columns of the cell that reaches down to it
    rows = []
    for number, (cells, is_count) in enumerate(zip(table.header, table.numbered, strict=True)):
        written, waiting, column = [], list(cells), 0
        while column < len(table.widths):
            if (number, column) in covered:
                columns = covered[number, column]
                inside, merge = "", "continue"
            else:
                head = waiting.pop(0)
                columns = head.columns
                merge = "restart" if head.rows > 1 else ""
                covered.update({(number + down, column): columns for down in range(1, head.rows)})
                inside = paragraph(
                    "Cell", run(head.text, bold=not is_count, italic=is_count, pt=table.pt), centred=True
                )
            width = sum(table.widths[column : column + columns])
            written.append(cell(inside, width=width, columns=columns, merge=merge, align="center"))
            column += columns
        rows.append(kept(row(written, header=True)))
    return rows
