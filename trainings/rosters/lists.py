"""A file of names from its bytes to its faults: opened, columns found, people picked, every row checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainings.rosters.checking import Checked, check
from trainings.rosters.columns import Columns, found_in, match
from trainings.rosters.facts import Facts
from trainings.rosters.opening import read_sheets
from trainings.rosters.picking import Picked, pick
from trainings.rosters.rows import HEADINGS
from trainings.rosters.sheets import Sheet


@dataclass(frozen=True, slots=True)
class NameList:
    """What a file says: the sheet, its columns, the people in their writer's words; `notices` are sentences about the
    file as a whole."""

    sheet: Sheet
    columns: Columns
    picked: Picked
    notices: tuple[str, ...]


def read_list(data: bytes, name: str, facts: Facts, *, chosen: Mapping[int, str] | None = None) -> NameList:
    """The list in a file. `chosen` says what some columns are (field by column from 0). Raises Refused."""
    return understood(read_sheets(data, name), facts, chosen=chosen)


def understood(sheets: Sequence[Sheet], facts: Facts, *, chosen: Mapping[int, str] | None = None) -> NameList:
    """The list that one of the sheets holds. Raises Refused when none does."""
    found = [(sheet, columns, pick(sheet, columns)) for sheet, columns in found_in(sheets, facts.fields)]
    found.sort(key=lambda one: (not one[1].is_complete, not one[2].said))
    (sheet, columns, picked), *others = found
    if chosen:
        columns = match(sheet, facts.fields, chosen=chosen)
        picked = pick(sheet, columns)
    notices = [*sheet.notices]
    others = [other for other, its, people in others if its.is_complete and people.said]
    if others:
        names = ", ".join(f"«{other.name}»" for other in others[:5])
        notices.append(f"Chỉ đọc trang «{sheet.name}»; trang {names} cũng có danh sách: hãy gộp vào một trang.")
    for column, encoding in picked.converted.items():
        notices.append(f"Cột {column} gõ bằng phông chữ cũ ({encoding}), đã chuyển sang Unicode: hãy đọc lại.")
    absent = [HEADINGS[name] for name in sorted(facts.asks) if picked.said and name not in picked.said[0].letters]
    if absent:
        notices.append(f"Tệp không có cột {', '.join(f'«{name}»' for name in absent)}: hãy bổ sung vào bảng.")
    return NameList(sheet, columns, picked, tuple(notices))


def check_list(found: NameList, facts: Facts, *, apart: frozenset[int] = frozenset()) -> Checked:
    """The faults of a list that was read."""
    return check(found.picked.said, facts, apart=apart)
