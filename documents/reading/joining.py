"""Rows → paragraphs: lines that were broken to fit a column are joined with one blank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from documents.reading.breaking import Breaking, breaking_of
from documents.reading.markers import Form, Marker, marker_of
from documents.reading.rows import Row
from documents.reading.seams import Growing, Seam, goes_on

_CUT_AT_DASH = re.compile(r"(?:/\w*-|\d/|\d-)$")  # a symbol or number broken at its dash: «217/2025/NĐ-\nCP»


@dataclass(frozen=True)
class Printed:
    """A paragraph as printed: its words on one line, and which lines of the source hold it."""

    text: str
    lines: tuple[int, ...]
    marker: Marker | None = None
    is_bold: bool | None = None
    is_centred: bool | None = None

    @property
    def words(self) -> str:
        """The text behind the marker."""
        return self.marker.rest if self.marker else self.text


def joined(rows: Sequence[Row], breaking: Breaking | None = None) -> list[Printed]:
    """The paragraphs of `rows`, in order; `breaking` as the whole text tells it. Takes time linear in the text."""
    breaking = breaking or breaking_of(rows)
    paragraphs: list[Growing] = []
    number = 0
    for row, after in pairwise([*rows, None]):
        marker = marker_of(row.text)
        is_expected = marker is not None and marker.ordinal == number + 1
        if not paragraphs or not goes_on(Seam(paragraphs[-1], row, marker, after, breaking, is_expected)):
            paragraphs.append(Growing(marker))
            number = marker.ordinal if marker and marker.form == Form.ARABIC else number
        paragraphs[-1].add(row)
    return [_printed(paragraph) for paragraph in paragraphs]


def _printed(paragraph: Growing) -> Printed:
    first = paragraph.rows[0]
    pieces = [first.text]
    for before, row in pairwise(paragraph.rows):
        pieces.append("" if _CUT_AT_DASH.search(before.text) and row.text[0].isalnum() else " ")
        pieces.append(row.text)
    text = "".join(pieces)
    looks = [row.is_bold for row in paragraph.rows]
    marker = paragraph.marker
    if marker is not None:
        marker = replace(marker, rest=text[len(first.text) - len(marker.rest) :].strip())
    return Printed(
        text=text,
        lines=tuple(row.index for row in paragraph.rows),
        marker=marker,
        is_bold=None if None in looks else all(looks),
        is_centred=first.is_centred,
    )
