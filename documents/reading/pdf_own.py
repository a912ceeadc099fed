"""PDFs of our own: what tags, italics and columns say of each line, as the styles of our Word files do."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.reading.pdf_columns import Columns
from documents.reading.pdf_rows import Row
from documents.reading.preamble import closing_start
from documents.reading.source import Grid, Line
from documents.roles import Role
from lib.text import fold

_MARKED = re.compile(r"([-+]|[^\W\d_]\)|\d{1,3}\.)\s+(.*)")
_PART = re.compile(r"(?:phần|chương)\s", re.IGNORECASE)
_GAP = 40.0  # points: the space for the signature


def lines_of(columns: Columns, page: int) -> list[Line]:
    """Letterhead or signature as lines one after the other."""
    if columns.kind == "letterhead":
        left = [_line(row.text, _name_role(row), page) for row in columns.left]
        right = columns.right
        dated = " ".join(row.text for row in right[2:])
        return [
            *[line for line in left if line.role != Role.NUMBER],
            *(_line(row.text, role, page) for row, role in zip(right, (Role.NATION, Role.MOTTO), strict=False)),
            _line(" ".join(line.text for line in left if line.role == Role.NUMBER), Role.NUMBER, page),
            _line(dated, Role.DATE, page),
        ]
    lines: list[Line] = []
    last = None
    for row in columns.left:
        tag = row.words[0].tag
        if fold(row.text).startswith("noi nhan"):
            lines.append(_line(row.text, Role.RECIPIENTS_HEAD, page))
        elif last is not None and tag == last:
            lines[-1] = replace(lines[-1], text=f"{lines[-1].text} {row.text}")
        else:
            lines.append(_line(row.text, Role.RECIPIENT, page))
        last = tag
    role, before = Role.SIGNER_TITLE, None
    for row in columns.right:
        if before is not None and row.base - before.base > _GAP:
            role = Role.SIGNER_NAME
        lines.append(_line(row.text, role, page))
        before = row
    return lines


def with_roles(lines: list[Line | Grid]) -> list[Line | Grid]:
    """`lines`, whose roles are tags so far, with what they are."""
    found: list[Line | Grid] = []
    signed = next((n for n, line in enumerate(lines) if _role(line) in (Role.RECIPIENTS_HEAD, Role.SIGNER_TITLE)), None)
    end = len(lines) if signed is None else signed
    has_parts = any(_role(line) == "H2" and line.is_centred for line in lines[:end])
    headings = [n for n, line in enumerate(lines[:end]) if _role(line).startswith("H") and _role(line) != "H1"]
    for place, line in enumerate(lines):
        if isinstance(line, Grid):
            found.append(line if line.has_borders is False else replace(line, widths=_chosen(line.widths)))
        elif place > end:
            found.append(_in_appendix(line, found))
        elif line.role == "H1":
            is_first = not any(_role(other) == Role.KIND for other in found)
            found.append(replace(line, role=Role.KIND.value if is_first else Role.TITLE.value))
        elif line.role == "P" and (not headings or place < headings[0]):
            is_basis = bool(line.is_italic)
            found.append(replace(line, role=Role.LEGAL_BASIS.value) if is_basis else _marked(line, Role.OPENING))
        elif line.role == "P":
            found.append(_marked(line, Role.TEXT))
        elif line.role.startswith("H"):
            found += _heading(line, found, int(line.role[1]) - 1 - has_parts)
        else:
            found.append(line)
    return _with_closing(found)


def _heading(line: Line, found: list[Line | Grid], level: int) -> list[Line]:
    """A heading; of a part, its name in several lines is one."""
    role = f"heading-{level}"
    last = found[-1] if found else None
    if level == 0 and isinstance(last, Line) and last.role == role and not _PART.match(last.text):
        found[-1] = replace(last, text=f"{last.text} {line.text}")
        return []
    return [replace(line, role=role)]


def _in_appendix(line: Line, found: list[Line | Grid]) -> Line:
    if line.role == "H2":
        last = _role(found[-1])
        is_title = last in (Role.APPENDIX_LABEL, Role.APPENDIX_TITLE)
        return replace(line, role=Role.APPENDIX_TITLE.value if is_title else Role.APPENDIX_LABEL.value)
    if line.role == "P":
        is_note = line.is_italic and _role(found[-1]) in (Role.APPENDIX_LABEL, Role.APPENDIX_TITLE)
        return replace(line, role=Role.APPENDIX_NOTE.value) if is_note else _marked(line, Role.TEXT)
    return line


def _with_closing(lines: list[Line | Grid]) -> list[Line | Grid]:
    """The last paragraphs under the last heading that speak of the whole."""
    last = max((n for n, line in enumerate(lines) if _role(line).startswith("heading-")), default=None)
    if last is None:
        return lines
    start = last + 1
    while start < len(lines) and (_role(lines[start]) == Role.TEXT or isinstance(lines[start], Grid)):
        start += 1
    end, first = start, start
    while first > last + 1 and isinstance(lines[first - 1], Line):
        first -= 1
    texts = lines[first:end]
    closes = first + closing_start([_Text(line) for line in texts])
    return [
        replace(line, role=Role.CLOSING.value) if closes <= place < end else line for place, line in enumerate(lines)
    ]


class _Text:
    """A line as the reader of closings looks at it."""

    def __init__(self, line: Line):
        self.text = line.text
        self.marker = line.marker or None


def _chosen(widths: tuple[float, ...]) -> tuple[float, ...]:
    """Widths that somebody chose are round; those by the texts are not."""
    round_widths = tuple(round(width * 2) / 2 for width in widths)
    is_round = all(abs(one - other) < 0.08 for one, other in zip(widths, round_widths, strict=True))
    return round_widths if is_round else ()


def _marked(line: Line, role: Role) -> Line:
    found = _MARKED.fullmatch(line.text)
    if line.marker or not found:
        return replace(line, role=role.value)
    return replace(line, role=role.value, marker=found[1], text=found[2])


def _name_role(row: Row) -> Role:
    if row.text.startswith("Số:"):
        return Role.NUMBER
    return Role.ISSUER if row.is_bold else Role.SUPERIOR


def _line(text: str, role: Role, page: int) -> Line:
    return Line(text, is_whole=True, role=role.value, page=page)


def _role(line: Line | Grid) -> str:
    return line.role if isinstance(line, Line) else ""
