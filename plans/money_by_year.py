"""Money that a text states year by year: in a sentence or in a table with a column for every year."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from documents.content import Block, Content, Paragraph, Table
from lib.money import parse_amount
from lib.text import fold

_AMOUNT = r"(\d{1,3}(?:[.,]\d{1,3})*\s*(?:nghìn tỷ|tỷ|tỉ|triệu|nghìn|ngàn)?\s*(?:đồng|đ)\b)"
_IN_TEXT = re.compile(
    rf"năm\s*((?:19|20)\d{{2}})\s*(?::|-|–|=|là|khoảng|dự kiến|bố trí|cấp|,|\s)*?\s*{_AMOUNT}", re.IGNORECASE
)
_YEAR_CELL = re.compile(r"(?:kinh phí\s+|dự toán\s+)?(?:năm\s*)?((?:19|20)\d{2})(?:\s*\([^)]*\))?", re.IGNORECASE)
_MONEY_UNIT = r"((?:nghìn tỷ|tỷ|triệu|nghìn|ngàn)?\s*đồng)"
_UNIT = re.compile(rf"(?:đvt|đơn vị(?: tính)?)\s*:\s*{_MONEY_UNIT}|\({_MONEY_UNIT}\)", re.IGNORECASE)


@dataclass(frozen=True)
class YearMoney:
    """What is stated for a year: the words as printed with their unit, the amount in đồng (None: not readable)."""

    year: int
    words: str
    amount: int | None
    quote: str


def money_by_year(content: Content) -> tuple[YearMoney, ...]:
    """What `content` states for two years or more, in order of the years; () when it does not go year by year. Of
    several amounts for one year the first counts."""
    found: dict[int, YearMoney] = {}
    for item in _found(content):
        found.setdefault(item.year, item)
    return tuple(found[year] for year in sorted(found)) if len(found) > 1 else ()


def _found(content: Content) -> Iterator[YearMoney]:
    for section in content.walk_sections():
        yield from _in_blocks(section.blocks)
    for appendix in content.appendices:
        yield from _in_blocks(appendix.blocks)


def _in_blocks(blocks: Iterable[Block]) -> Iterator[YearMoney]:
    before = ""
    for block in blocks:
        if isinstance(block, Paragraph):
            before = block.text
            for match in _IN_TEXT.finditer(block.text):
                words = " ".join(match[2].split())
                yield YearMoney(int(match[1]), words, _amount(words), block.text)
        elif isinstance(block, Table):
            yield from _in_table(block, before)


def _in_table(table: Table, before: str) -> Iterator[YearMoney]:
    rows = [*table.header, *table.rows]
    columns = _year_columns(rows[:3])
    total = next((row for row in rows if any(re.match(r"(tong|cong)\b", fold(cell)) for cell in row[:3])), None)
    if len(columns) < 2 or total is None:
        return
    unit = _unit(" ".join([before, *(cell for row in rows[:3] for cell in row)]))
    for column, year in columns.items():
        figures = total[column].strip()
        if re.search(r"\d", figures):
            words = f"{figures} {unit}".strip()
            yield YearMoney(year, words, _amount(words) if unit else None, " | ".join(filter(None, total)))


def _year_columns(rows: Sequence[Sequence[str]]) -> dict[int, int]:
    for row in rows:
        years = {i: int(match[1]) for i, cell in enumerate(row) if (match := _YEAR_CELL.fullmatch(cell.strip()))}
        if len(years) > 1:
            return years
    return {}


def _unit(text: str) -> str:
    match = _UNIT.search(text)
    return " ".join((match[1] or match[2]).split()).lower() if match else ""


def _amount(words: str) -> int | None:
    try:
        return parse_amount(words)
    except ValueError:
        return None
