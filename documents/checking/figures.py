"""Tables of numbers: which cells are numbers, which rows make up which, which columns are prices, counts and sums."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from documents.content import Table
from documents.quantities import number_of

_TOTAL = re.compile(
    r"\W*(?:tổng|cộng|toàn tỉnh|toàn huyện)\W*$|\W*(?:tổng cộng|tổng số|tổng kinh phí|tổng dự toán|cộng)(?!\w)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d.,]*(?:\s*(?:đồng|đ))?")
_NOT_SUMMED = re.compile(
    r"(?<!\w)(?:tt|stt|số tt|đơn giá|định mức|mức|giá|tỷ lệ|tỉ lệ|năm sinh|mã|số hiệu|ký hiệu|ghi chú|điện thoại|"
    r"thời gian|ngày|đvt|đơn vị tính|quy mô|hệ số|bình quân|họ và tên|số lần|số ngày|số buổi|căn cứ|số văn bản|"
    r"trị số|giá trị|thông số|chỉ số)(?!\w)|%",
    re.IGNORECASE,
)
_PRICE = re.compile(r"đơn giá|định mức|mức chi|mức hỗ trợ|mức bồi dưỡng|giá", re.IGNORECASE)
_AMOUNT = re.compile(r"thành tiền|số tiền|kinh phí|tổng tiền|dự toán", re.IGNORECASE)
_COUNT = re.compile(
    r"số lượng|(?<!\w)sl(?!\w)|số người|số lần|số ngày|số buổi|số lớp|số tiết|khối lượng|số hộ|số tháng|số xã|số suất|"
    r"số đêm",
    re.IGNORECASE,
)
_SUM = re.compile(r"^\W*(?:tổng|tổng số|tổng cộng|cộng|tổng kinh phí|tổng vốn|tổng nhu cầu)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """A row below the header. `number` counts all rows of the table; `depth` 0 (A), 1 (I), 2 (1), 3 (1.1), 4 (a), 5."""

    number: int
    cells: tuple[str, ...]
    values: tuple[Fraction | None, ...]
    depth: int
    is_total: bool


@dataclass(frozen=True)
class Figures:
    """A table as numbers. `titles` are the words of each column's header; `numbering` is the column of ordinals."""

    titles: tuple[str, ...]
    rows: tuple[Row, ...]

    def summed(self) -> tuple[int, ...]:
        """Columns that may be added up from row to row."""
        has_units = any(re.search(r"đvt|đơn vị(?: tính)?$", title.strip(), re.IGNORECASE) for title in self.titles)
        return tuple(
            column
            for column, title in enumerate(self.titles)
            if not _NOT_SUMMED.search(title)
            and (not has_units or _AMOUNT.search(title))
            and sum(row.values[column] is not None for row in self.rows) >= 2
        )

    def columns(self, pattern: re.Pattern) -> tuple[int, ...]:
        """Columns of numbers whose header matches."""
        return tuple(
            column
            for column, title in enumerate(self.titles)
            if pattern.search(title) and any(row.values[column] is not None for row in self.rows)
        )

    @property
    def prices(self) -> tuple[int, ...]:
        return self.columns(_PRICE)

    @property
    def counts(self) -> tuple[int, ...]:
        return tuple(column for column in self.columns(_COUNT) if column not in self.prices)

    @property
    def amounts(self) -> tuple[int, ...]:
        return tuple(column for column in self.columns(_AMOUNT) if column not in self.prices)

    @property
    def sums(self) -> tuple[int, ...]:
        return self.columns(_SUM)


def figures_of(table: Table) -> Figures | None:
    """The table as numbers; None when it has no header or no numbers to speak of."""
    header = table.header or table.rows[:1]
    body = table.rows if table.header else table.rows[1:]
    if not header or len(body) < 2:
        return None
    width = max(len(row) for row in (*header, *body))
    titles = tuple(_title(header, column) for column in range(width))
    english = any(re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", cell.strip()) for row in body for cell in row)
    rows = []
    for number, cells in enumerate(body, start=len(header)):
        full = (*cells, *[""] * (width - len(cells)))
        if _is_column_numbers(full):
            continue
        is_total = any(_TOTAL.match(cell) for cell in full[:3])
        values = tuple(_value(cell, english=english) for cell in full)
        rows.append(Row(number, full, values, _depth(full), is_total))
    return Figures(titles, tuple(rows)) if rows else None


def parts_of(rows: tuple[Row, ...], at: int) -> tuple[Row, ...]:
    """The rows directly below the row at that index that make it up: «1», «2» under «I»; () where there are none."""
    below: list[Row] = []
    for other in map(rows.__getitem__, range(at + 1, len(rows))):
        if other.depth <= rows[at].depth or other.is_total:
            break
        below.append(other)
    nearest = min((other.depth for other in below), default=0)
    return tuple(other for other in below if other.depth == nearest)


def _title(header: tuple[tuple[str, ...], ...], column: int) -> str:
    words = [row[column] for row in header if column < len(row) and not re.fullmatch(r"\W*\d*\W*", row[column])]
    return " ".join(dict.fromkeys(words))


def _is_column_numbers(cells: tuple[str, ...]) -> bool:
    """The line «1 2 3 4 5 6», «(1) (2) (3)=(1)x(2)» under a header."""
    numbers = [re.sub(r"\W", "", cell) for cell in cells if cell.strip()]
    return len(numbers) > 2 and numbers[:3] in (["1", "2", "3"], ["A", "B", "1"], ["A", "1", "2"], ["A", "B", "C"])


def _value(cell: str, *, english: bool) -> Fraction | None:
    text = cell.strip()
    if not _NUMBER.fullmatch(text):
        return None
    digits = re.sub(r"\s*(?:đồng|đ)$", "", text)
    if english:
        digits = digits.replace(",", "")
    try:
        return number_of(digits)
    except ValueError:
        return None


def _depth(cells: tuple[str, ...]) -> int:
    ordinal = cells[0].strip().rstrip(".)")
    if re.fullmatch(r"[IVX]+", ordinal):
        return 1
    if re.fullmatch(r"[A-ZĐ]", ordinal):
        return 0
    if re.fullmatch(r"\d+", ordinal):
        return 2
    if re.fullmatch(r"\d+(?:\.\d+)+", ordinal):
        return 2 + ordinal.count(".")
    return 6 if re.fullmatch(r"[a-zđ]", ordinal) else 7
