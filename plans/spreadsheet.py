"""Cells as a spreadsheet puts them on the clipboard."""


def pasted_rows(text: str) -> list[list[str]]:
    """Split `text` into rows at new lines and into cells at tabs; empty rows are left out.

    A cell that holds a line break, a tab or a quotation mark comes in quotation marks, with those inside doubled; a
    quotation mark that does not open such a cell is a letter like others. Takes time linear in the length of `text`.
    """
    if '"' not in text:
        return [line.split("\t") for line in text.split("\n") if line.strip()]
    rows: list[list[str]] = [[]]
    place = 0
    while place <= len(text):
        end = _quoted_end(text, place) if text.startswith('"', place) else -1
        if end >= 0:
            cell, place = text[place + 1 : end - 1].replace('""', '"'), end
        else:
            stop = min((i for i in (text.find("\t", place), text.find("\n", place)) if i >= 0), default=len(text))
            cell, place = text[place:stop], stop
        rows[-1].append(cell)
        if text[place : place + 1] == "\n":
            rows.append([])
        place += 1
    return [row for row in rows if any(cell.strip() for cell in row)]


def _quoted_end(text: str, start: int) -> int:
    """The place behind the quoted cell that begins at `start`; −1 when no quotation mark closes it before a tab, a new
    line or the end of the text."""
    place = start + 1
    while True:
        place = text.find('"', place)
        if place < 0:
            return -1
        if text.startswith('""', place):
            place += 2
            continue
        return place + 1 if text[place + 1 : place + 2] in ("", "\t", "\n") else -1
