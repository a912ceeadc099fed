"""Drawn lines and the boxes of tables, in mm from the top left corner."""

from __future__ import annotations

from typing import NamedTuple

from documents.conformity.findings import Box


class Ruling(NamedTuple):
    """A drawn line, wherever it came from: a stroke, a thin filled rectangle or a thin curve."""

    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def thickness(self) -> float:
        """Of a filled shape. 0 for a stroke: its pen is scaled by matrices that nobody reports."""
        return self.bottom - self.top

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2


def sort_shape(shape: dict, box: Box, horizontal: list[Ruling], vertical: list[Ruling]) -> None:
    """Put a shape among the horizontal and vertical rulings; an unfilled rectangle gives its four sides."""
    x0, top, x1, bottom = box
    if shape.get("object_type") == "line" and bottom - top <= 0.5:
        # A stroke that is not quite level (LibreOffice rounds its ends to 0.05 pt) is no thicker for that.
        top = bottom = (top + bottom) / 2
    if bottom - top <= 1.2 and x1 - x0 > 8 * (bottom - top) and x1 - x0 > 1:
        horizontal.append(Ruling(x0, x1, top, bottom))
    elif x1 - x0 <= 1.2 and bottom - top > 8 * (x1 - x0) and bottom - top > 1:
        vertical.append(Ruling(x0, x1, top, bottom))
    elif shape.get("object_type") == "rect" and shape.get("stroke"):
        horizontal += [Ruling(x0, x1, y, y) for y in (top, bottom)]
        vertical += [Ruling(x, x, top, bottom) for x in (x0, x1)]


def tables_of(horizontal: list[Ruling], vertical: list[Ruling]) -> list[Box]:
    """Boxes of bordered tables: bands of the page crossed by at least two upright lines, with the rules that
    touch them."""
    tables: list[Box] = []
    band: list[Ruling] = []
    end = 0.0
    for line in [*sorted(vertical, key=lambda r: r.top), None]:
        if line and band and line.top <= end + 0.8:
            band.append(line)
            end = max(end, line.bottom)
            continue
        if len({round(r.x0) for r in band}) > 1 and end - band[0].top >= 3:
            tables.append((min(r.x0 for r in band), band[0].top, max(r.x1 for r in band), end))
        if line:
            band, end = [line], line.bottom
    grown = []
    for x0, top, x1, bottom in tables:
        near = [r for r in horizontal if top - 0.8 <= r.y <= bottom + 0.8 and r.x0 < x1 + 0.8 and r.x1 > x0 - 0.8]
        grown.append((min([x0, *(r.x0 for r in near)]), top, max([x1, *(r.x1 for r in near)]), bottom))
    return grown


def joined(rulings: list[Ruling]) -> list[Ruling]:
    """Rules drawn in several pieces, put together."""
    whole: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda r: (round(r.y, 1), r.x0)):
        last = whole[-1] if whole else None
        if last and abs(last.y - ruling.y) < 0.2 and ruling.x0 <= last.x1 + 0.3:
            whole[-1] = last._replace(x1=max(last.x1, ruling.x1))
        else:
            whole.append(ruling)
    return whole


def inside(ruling: Ruling, tables: list[Box]) -> bool:
    return any(
        top - 0.8 <= ruling.y <= end + 0.8 and ruling.x0 >= x0 - 1 and ruling.x1 <= x1 + 1
        for x0, top, x1, end in tables
    )
