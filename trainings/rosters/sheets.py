"""A table as it was read, before anybody has understood it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `rows` are (number in Excel, cells as text), rows without any text left out. `merged` are ranges
    (first row, first column, last row, last column) counted from 0. `notices` are sentences about what Excel does not
    show.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many columns have text."""
        return max((len(cells) for _, cells in self.rows), default=0)


def letter(column: int) -> str:
    """The letter of a column counted from 0: «A», «Z», «AA»."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
