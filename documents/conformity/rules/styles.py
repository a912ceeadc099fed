"""Checks of letters that many rules share: size, weight, posture."""

from __future__ import annotations

from collections.abc import Iterator

from documents.conformity.findings import mm
from documents.conformity.lines import Line
from documents.conformity.registry import Breach, at


def sizes_of(line: Line) -> str:
    """«13» or «11 và 14»: the sizes in a line."""
    return " và ".join(mm(size) for size in sorted(line.sizes))


def size_between(line: Line, what: str, low: float, high: float) -> Iterator[Breach]:
    """All letters of `line` between `low` and `high` pt."""
    if any(not low - 0.1 <= size <= high + 0.1 for size in line.sizes):
        asked = f"{low}–{high}" if low != high else f"{low}"
        yield at(line, f"{what} cỡ {sizes_of(line)}; Nghị định 30 yêu cầu cỡ {asked}")


def posture(line: Line, what: str, *, bold: bool, italic: bool = False) -> Iterator[Breach]:
    """All letters of `line` bold or none, italic or none."""
    if bold and not line.bold:
        yield at(line, f"{what} phải in đậm")
    if not bold and line.any_bold:
        yield at(line, f"{what} không in đậm")
    if italic and not line.italic:
        yield at(line, f"{what} phải in nghiêng")
    if not italic and line.any_italic:
        yield at(line, f"{what} phải là chữ đứng, không nghiêng")
