"""Which column of a table is which field: the heads are found wherever they stand, merged and in several rows too."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lib.legacy_encodings import convert
from lib.refusals import Refused
from trainings.rosters.headings import field_of, known_field
from trainings.rosters.rows import HEADINGS
from trainings.rosters.sheets import Sheet, letter

HEADS_WITHIN = 60
"""Rows with text among which the heads are looked for: letterheads and titles stand above them."""
DEEPEST = 3
_CHOICES = {**HEADINGS, "family": "Họ và tên đệm", "given": "Tên"}
_NO_NAME = "Không thấy cột «Họ và tên» trong tệp: hãy kiểm tra dòng tiêu đề của bảng, hoặc dùng mẫu tải từ trang này."
_PAIRS = {"full_name": ("family", "given"), "sex": ("male", "female"), "birth_year": ("male_year", "female_year")}


@dataclass(frozen=True, slots=True)
class Columns:
    """How a table is understood: field → columns (from 0), the text of each head, the row number of the last head.

    `unread` are the columns with a head whose field is not known, or not asked for; `missing` are fields that the list
    needs and the table does not have. `heads` are the cells of the head rows as they stand, `asks` what was asked for.
    """

    by_field: Mapping[str, tuple[int, ...]]
    headings: Mapping[int, str]
    last_row: int
    unread: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)
    heads: tuple[tuple[str, ...], ...] = ()
    asks: frozenset[str] = frozenset()

    @property
    def is_complete(self) -> bool:
        """Whether people can be read: there is a name, and something about pay."""
        return not self.missing

    def told(self) -> list[tuple[str, str, str]]:
        """(letter, heading, field or "") of every column with a head, for the person to look at."""
        fields = {column: name for name, columns in self.by_field.items() for column in columns}
        return [(letter(column), text, fields.get(column, "")) for column, text in sorted(self.headings.items())]


def choices() -> dict[str, str]:
    """The fields that a person may choose for a column, with their names."""
    return dict(_CHOICES)


def match(sheet: Sheet, asks: Iterable[str], *, chosen: Mapping[int, str] | None = None) -> Columns:
    """Find the heads in `sheet`. `asks` are the RosterFields that the list keeps; columns of others are not read.

    `chosen` says otherwise for some columns (field, or "" for none). Raises Refused when no name column is to be found.
    """
    found = [
        (score, -place, read, first, depth)
        for place, read in enumerate(_readings(sheet))
        for score, first, depth in _candidates(read, range(min(len(sheet.rows), HEADS_WITHIN)))
    ]
    if not found:
        raise Refused(_NO_NAME)
    *_, read, first, depth = max(found, key=lambda one: one[:2])
    return _understood(read, sheet.rows[first : first + depth], first, asks=frozenset(asks), chosen=chosen or {})


def match_again(sheet: Sheet, index: int, columns: Columns) -> Columns | None:
    """The columns from the row of that index on, when heads stand there again: the same as on the page before
    (`columns`), or others of a second table. None when these are no heads."""
    depth = len(columns.heads)
    rows = sheet.rows[index : index + depth]
    if tuple(cells for _, cells in rows) == columns.heads:
        return replace(columns, last_row=rows[-1][0])
    if len({name for text in rows[0][1] if (name := known_field(text))}) < 3:
        return None
    near = _with_near_merged(sheet, index, DEEPEST)
    best = max(_candidates(near, range(index, index + 1)), default=None)
    if best is None:
        return None
    _, first, depth = best
    found = _understood(near, sheet.rows[first : first + depth], first, asks=columns.asks, chosen={})
    return replace(columns, last_row=found.last_row) if found.by_field == columns.by_field else found


def found_in(sheets: Iterable[Sheet], asks: Iterable[str]) -> list[tuple[Sheet, Columns]]:
    """The sheets in which a list is found, and how each is understood. Raises Refused when there is none."""
    found, refused = [], None
    for sheet in sheets:
        try:
            found.append((sheet, match(sheet, asks)))
        except Refused as refusal:
            refused = refused or refusal
    if not found:
        raise refused or Refused(_NO_NAME)
    return found


def _readings(sheet: Sheet) -> list[Sheet]:
    """The sheet, and, when its first rows are written with the letters of old fonts, the sheet with those rows made
    Unicode."""
    sheet = _with_near_merged(sheet, 0, HEADS_WITHIN + DEEPEST)
    rows = [(number, [" ".join(cell.split()) for cell in cells]) for number, cells in sheet.rows[:HEADS_WITHIN]]
    text, encoding = convert("\n".join(cell for _, cells in rows for cell in cells))
    if not encoding:
        return [sheet]
    lines = iter(text.split("\n"))
    readable = tuple((number, tuple(next(lines) for _ in cells)) for number, cells in rows)
    return [sheet, replace(sheet, rows=(*readable, *sheet.rows[HEADS_WITHIN:]))]


def _with_near_merged(sheet: Sheet, first: int, count: int) -> Sheet:
    """The sheet with only those merged cells that begin in `count` rows from index `first` on."""
    numbers = {number for number, _ in sheet.rows[first : first + count]}
    return replace(sheet, merged=tuple(area for area in sheet.merged if area[0] + 1 in numbers))


def _understood(
    sheet: Sheet,
    heads: Sequence[tuple[int, tuple[str, ...]]],
    first: int,
    *,
    asks: frozenset[str],
    chosen: Mapping[int, str],
) -> Columns:
    """The columns under the heads that begin in row `first` of a sheet that can be read; `heads` are their rows as they
    stand in the file."""
    headings, fields = _heads(sheet, first, len(heads))
    fields |= {column: name for column, name in chosen.items() if column in headings}
    columns = _columns(sheet, headings, fields, asks, last_row=heads[-1][0])
    return replace(columns, heads=tuple(cells for _, cells in heads), asks=asks)


def _candidates(sheet: Sheet, places: range) -> Iterable[tuple[tuple[int, int, int], int, int]]:
    """((how many fields, least depth, first), index of the first head row, how many rows) of what may be the heads."""
    for first in places:
        if not any(field_of(text) for text in sheet.rows[first][1]):
            continue
        for depth in range(1, DEEPEST + 1):
            if first + depth > len(sheet.rows) or _is_beyond_heads(sheet, first, depth):
                break
            _, fields = _heads(sheet, first, depth)
            known = {name for name in fields.values() if name}
            if "full_name" in known or {"family", "given"} <= known:
                yield (len(known), -depth, -first), first, depth


def _is_beyond_heads(sheet: Sheet, first: int, depth: int) -> bool:
    """Whether the last of these rows is no head any more: it is numbered like a person, or numbers the columns."""
    if depth == 1:
        return False
    number, cells = sheet.rows[first + depth - 1]
    if number - sheet.rows[first][0] >= DEEPEST + 2:
        return True
    start = next((cell.strip().strip("().") for cell in cells if cell.strip()), "")
    return start.isdigit()


def _heads(sheet: Sheet, first: int, depth: int) -> tuple[dict[int, str], dict[int, str]]:
    """The text of each column's head, from top to bottom, and the field that it names."""
    rows = [(number, list(cells)) for number, cells in sheet.rows[first : first + depth]]
    width = max(len(cells) for _, cells in rows)
    rows = [(number, cells + [""] * (width - len(cells))) for number, cells in rows]
    _fill_merged(sheet, rows, width)
    headings, fields = {}, {}
    for column in range(width):
        texts = [" ".join(cells[column].split()) for _, cells in rows]
        parts = [text for place, text in enumerate(texts) if text and text not in texts[:place]]
        if not parts:
            continue
        headings[column] = " – ".join(parts)[:200]
        fields[column] = _field_of_parts(parts)
    _name_in_two_columns(sheet, rows, headings, fields)
    return headings, fields


def _fill_merged(sheet: Sheet, rows: list[tuple[int, list[str]]], width: int) -> None:
    """Write the text of merged heads into all their cells."""
    by_number = dict(rows)
    for top, left, bottom, right in sheet.merged:
        text = by_number.get(top + 1, [""] * width)[left] if left < width else ""
        if not text.strip():
            continue
        for row in range(top, bottom + 1):
            for column in range(left, min(right + 1, width)):
                if row + 1 in by_number:
                    by_number[row + 1][column] = text


def _field_of_parts(parts: list[str]) -> str:
    """The lowest head that says something, in the light of those above: «Năm sinh – Nữ», «Hưởng lương – Không»."""
    fields = [field_of(part) for part in parts]
    low, above = fields[-1], next((name for name in fields[:-1] if name), "")
    if low in {"male", "female"}:
        return f"{low}_year" if above == "birth_year" else low
    if above in {"payroll", "paid"} and parts[-1].strip().lower() in {"có", "không", "co", "khong"}:
        return "paid" if parts[-1].strip().lower() in {"có", "co"} else "unpaid"
    if above == "full_name" and low in {"family", "full_name"}:
        return "family" if low == "family" else "given" if parts[-1].strip().lower() in {"tên", "ten"} else "full_name"
    return low or above


def _name_in_two_columns(
    sheet: Sheet, rows: list[tuple[int, list[str]]], headings: dict[int, str], fields: dict[int, str]
) -> None:
    """One head «Họ và tên» over two columns, or «Họ đệm» beside «Tên»: the halves of a name."""
    named = [column for column, name in fields.items() if name == "full_name"]
    family = [column for column, name in fields.items() if name == "family"]
    if family and named:
        for column in named:
            fields[column] = "given" if column > family[0] else "full_name"
    elif len(named) > 1 and all(headings[column] == headings[named[0]] for column in named):
        fields[named[0]], fields[named[1]] = "family", "given"
    elif len(named) == 1 and _is_merged_over_two(sheet, rows, named[0]):
        column = named[0]
        fields[column], fields[column + 1] = "family", "given"
        headings.setdefault(column + 1, headings[column])


def _is_merged_over_two(sheet: Sheet, rows: list[tuple[int, list[str]]], column: int) -> bool:
    numbers = {number for number, _ in rows}
    return any(
        top + 1 in numbers and left == column and right == column + 1 and column + 1 < sheet.width
        for top, left, _, right in sheet.merged
    )


def _columns(
    sheet: Sheet, headings: dict[int, str], fields: dict[int, str], asks: frozenset[str], *, last_row: int
) -> Columns:
    kept = {"full_name", "post", "paid", "unpaid", "payroll", "family", "given", "number", "note", *asks}
    kept |= {half for whole, halves in _PAIRS.items() if whole in asks for half in halves}
    kept |= {"male", "female"} if "birth_year" in asks and "sex" in asks else set()
    by_field: dict[str, tuple[int, ...]] = {}
    for column, name in sorted(fields.items()):
        if name in kept and name not in by_field:
            by_field[name] = (column,)
    used = {column for columns in by_field.values() for column in columns}
    unread = tuple(column for column in sorted(headings) if column not in used)
    letters = {name: letter(columns[0]) for name, columns in by_field.items()}
    return Columns(by_field, headings, last_row, unread, _missing(by_field), letters)


def _missing(by_field: Mapping[str, tuple[int, ...]]) -> tuple[str, ...]:
    missing = []
    if "full_name" not in by_field and not {"family", "given"} <= set(by_field):
        missing.append("full_name")
    if "payroll" not in by_field and not {"paid", "unpaid"} & set(by_field):
        missing.append("paid")
    if "post" not in by_field:
        missing.append("post")
    return tuple(missing)
