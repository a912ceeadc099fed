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


def column_of(letters: str) -> int:
    """The column, counted from 0, that has these letters."""
    number = 0
    for letter_ in letters:
        number = number * 26 + ord(letter_) - 64
    return number - 1
