"""WordprocessingML as text: runs, paragraphs, tables, sections. Lengths in mm, sizes in points."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STYLE = re.compile(r'(<w:pStyle w:val="\w+"/>)(?!<w:keepNext/>)')

NO_BORDERS, GRID_BORDERS = (
    "",
    "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    ),
)


def twips(mm: float) -> int:
    """Twentieths of a point."""
    return round(mm * 1440 / 25.4)


def text(value: str) -> str:
    """`value` as it stands in XML; a line end becomes a break inside the paragraph."""
    pieces = (escape(piece) for piece in _NOT_XML.sub("", value).split("\n"))
    return "<w:br/>".join(f'<w:t xml:space="preserve">{piece}</w:t>' for piece in pieces)


def run(
    value: str, *, bold: bool = False, italic: bool = False, capitals: bool = False, pt: float | None = None
) -> str:
    """A run; what is not given follows the paragraph's style. `capitals` shows small letters as capitals."""
    look = "<w:b/><w:bCs/>" * bold + "<w:i/><w:iCs/>" * italic + "<w:caps/>" * capitals
    if pt:
        look += f'<w:sz w:val="{round(2 * pt)}"/><w:szCs w:val="{round(2 * pt)}"/>'
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{text(value)}</w:r>"


def paragraph(style: str, *runs: str, before_pt: float | None = None, centred: bool = False) -> str:
    """A paragraph of that style with its own space above, or centred, where the style says otherwise."""
    own = "" if before_pt is None else f'<w:spacing w:before="{round(20 * before_pt)}"/>'
    own += '<w:jc w:val="center"/>' * centred
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{own}</w:pPr>{"".join(runs)}</w:p>'


def indented(style: str, *runs: str, left: float) -> str:
    """A paragraph of that style, `left` mm in from the margin."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:ind w:left="{twips(left)}"/></w:pPr>{"".join(runs)}</w:p>'


def rule(length: float, *, room: float, above_pt: float = 3, below_pt: float = 0) -> str:
    """A drawn line of `length` mm in the middle of `room` mm: the upper border of an empty paragraph."""
    side = max(twips((room - length) / 2), 0)
    return (
        '<w:p><w:pPr><w:pStyle w:val="Rule"/>'
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="{round(20 * above_pt)}" w:after="{round(20 * below_pt)}"/>'
        f'<w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>'
    )


def space(height: float) -> str:
    """An empty paragraph of exactly `height` mm."""
    exact = f'<w:spacing w:line="{max(twips(height), 20)}" w:lineRule="exact"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="Space"/>{exact}</w:pPr></w:p>'


def kept(xml: str) -> str:
    """`xml` with every paragraph in it held to what follows."""
    return _STYLE.sub(r"\1<w:keepNext/>", xml)


def table_start(
    widths: Iterable[float], *, borders: str, padding: tuple[float, float], by_content: bool = False
) -> str:
    """The opening of a table of fixed columns; `padding` of cells is above and below, left and right.

    `by_content` says in the file that nobody chose these widths.
    """
    columns = [twips(width) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    high, wide = map(twips, padding)
    margins = "".join(
        f'<w:{side} w:w="{size}" w:type="dxa"/>'
        for side, size in (("top", high), ("left", wide), ("bottom", high), ("right", wide))
    )
    width = '<w:tblW w:w="0" w:type="auto"/>' if by_content else f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
    place = '<w:jc w:val="center"/>' if borders else '<w:tblInd w:w="0" w:type="dxa"/>'
    return (
        f"<w:tbl><w:tblPr>{width}{place}"
        f"{f'<w:tblBorders>{borders}</w:tblBorders>' if borders else ''}"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


TABLE_END = "</w:tbl>"


def row(cells: Iterable[str], *, whole: bool = True, header: bool = False, height: float = 0) -> str:
    """A table row of at least `height` mm; `whole` is never split between pages, `header` is repeated on each."""
    kind = "<w:cantSplit/>" * whole
    kind += f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
    kind += "<w:tblHeader/>" * header
    return f"<w:tr>{f'<w:trPr>{kind}</w:trPr>' if kind else ''}{''.join(cells)}</w:tr>"


def cell(
    inside: str, *, width: float, columns: int = 1, merge: str = "", align: str = "top", style: str = "Cell"
) -> str:
    """A table cell; `merge` is «restart» or «continue» of a cell that covers several rows."""
    return f"{cell_start(width, columns=columns, merge=merge, align=align)}{inside or paragraph(style)}</w:tc>"


def cell_start(width: float, *, columns: int = 1, merge: str = "", align: str = "top") -> str:
    """The opening of a cell, the same for a whole column."""
    look = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>'
    look += f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    look += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f'<w:tc><w:tcPr>{look}<w:vAlign w:val="{align}"/></w:tcPr>'


def section(*, width: float, height: float, margins: tuple[float, float, float, float], header: float) -> str:
    """Section properties: page size, margins (top, right, bottom, left), page numbers from 1, none on the first."""
    top, right, bottom, left = map(twips, margins)
    lying = ' w:orient="landscape"' if width > height else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{lying}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="{twips(header)}" '
        f'w:footer="{twips(header)}" w:gutter="0"/><w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )


def section_end(properties: str) -> str:
    """The paragraph that ends a section, a point high."""
    exact = '<w:spacing w:line="20" w:lineRule="exact"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="Space"/>{exact}{properties}</w:pPr></w:p>'
