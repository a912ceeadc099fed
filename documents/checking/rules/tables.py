"""Tables: prices times counts, rows that make up others, totals, and what the text says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from documents.checking.figures import Figures, Row, figures_of, parts_of
from documents.checking.findings import Severity
from documents.checking.lists import tables_in
from documents.checking.registry import Family, rule
from documents.checking.subject import Breach, Subject
from documents.places import Place
from documents.quantities import in_figures

ARITHMETIC = "Phép tính"
_NEAR = Fraction(1, 4)  # a sum further off than this share of the total is taken for rows read amiss


@rule(
    "amounts.row",
    "Đơn giá × số lượng bằng thành tiền",
    family=Family.AMOUNTS,
    severity=Severity.ERROR,
    source=ARITHMETIC,
)
def rows_multiply(subject: Subject) -> Iterator[Breach]:
    """A row of an estimate: price × counts is not the amount that stands there."""
    for place, figures in _figures(subject):
        if len(figures.prices) != 1 or len(figures.amounts) != 1 or not figures.counts:
            continue
        told = [(row, _product(row, figures)) for row in figures.rows if not row.is_total]
        told = [(row, product) for row, product in told if product is not None and row.values[figures.amounts[0]]]
        wrong = [(row, product) for row, product in told if not _agree(product, row.values[figures.amounts[0]])]
        if len(wrong) > max(1, len(told) // 3):
            continue  # the columns mean something else
        for row, product in wrong:
            cell = row.cells[figures.amounts[0]]
            yield Breach(
                replace(place, row=row.number),
                cell,
                f"{_factors(row, figures)} = {in_figures(product)}, ở đây ghi {cell}.",
            )


def _figures(subject: Subject) -> Iterator[tuple[Place, Figures]]:
    for place, table in tables_in(subject):
        if (figures := figures_of(table)) is not None:
            yield place, figures


def _product(row: Row, figures: Figures) -> Fraction | None:
    factors = [row.values[column] for column in (*figures.counts, *figures.prices) if row.values[column] is not None]
    if len(factors) < 2 or row.values[figures.prices[0]] is None:
        return None
    product = Fraction(1)
    for factor in factors:
        product *= factor
    return product


def _factors(row: Row, figures: Figures) -> str:
    values = [row.values[column] for column in (*figures.counts, *figures.prices)]
    return " × ".join(in_figures(value) for value in values if value is not None)


def _agree(product: Fraction, stated: Fraction) -> bool:
    """Equal, also where the amount is in thousands or millions; rounding in the last digit is let pass."""
    return any(abs(product / scale - stated) < Fraction(1) for scale in (1, 1000, 1000000)) or product == stated * 1000


@rule(
    "amounts.column",
    "Các dòng cộng lại bằng dòng tổng",
    family=Family.AMOUNTS,
    severity=Severity.ERROR,
    source=ARITHMETIC,
)
def columns_add_up(subject: Subject) -> Iterator[Breach]:
    """«Tổng cộng» under a column, and «I» over its «1», «2», «3»."""
    for place, figures in _figures(subject):
        for column in figures.summed():
            for row, sums in _sums(figures, column):
                stated = row.values[column]
                if stated in sums or not _is_near(stated, sums):
                    continue
                added = min(sums, key=lambda value: abs(value - stated))
                cell = row.cells[column]
                name = next((text for text in row.cells if re.search(r"[^\W\d_]{2}", text)), "dòng này")
                yield Breach(
                    replace(place, row=row.number),
                    cell,
                    f"Cột «{figures.titles[column][:40] or column + 1}»: các dòng thành phần cộng lại là "
                    f"{in_figures(added)}, ở «{name[:40]}» ghi {cell}.",
                )


def _sums(figures: Figures, column: int) -> Iterator[tuple[Row, list[Fraction]]]:
    """Every row that others make up, with what they may add up to: directly below it, or all lines without parts."""
    rows = figures.rows
    parts = [() if row.is_total else parts_of(rows, at) for at, row in enumerate(rows)]
    totals = [at for at, row in enumerate(rows) if row.is_total]
    details = [row for row in rows if not row.is_total]
    top = min((row.depth for row in details), default=0)
    wholes = [
        details,
        [row for row in details if row.depth == top],
        [row for row, below in zip(rows, parts, strict=True) if not row.is_total and not below],
    ]
    sums_of_all = [_added(group, column) for group in wholes]
    for number, at in enumerate(totals):
        start = totals[number - 1] + 1 if number else 0
        end = totals[number + 1] if number + 1 < len(totals) else len(rows)
        candidates = [_added(rows[start:at], column), _added(rows[at + 1 : end], column), *sums_of_all]
        if len(totals) > 2:
            candidates.append(_added([rows[other] for other in totals if other != at], column))
        if rows[at].values[column] is not None and any(value is not None for value in candidates):
            yield rows[at], [value for value in candidates if value is not None]
    for row, below in zip(rows, parts, strict=True):
        added = _added(below, column)
        if row.values[column] is not None and added is not None:
            yield row, [added]


def _added(rows, column: int) -> Fraction | None:
    values = [row.values[column] for row in rows if row.values[column] is not None]
    return sum(values, Fraction(0)) if len(values) > 1 else None


def _is_near(stated: Fraction, sums: list[Fraction]) -> bool:
    return any(abs(value - stated) <= max(abs(stated), abs(value)) * _NEAR for value in sums) and not any(
        abs(value - stated) < Fraction(1, 5) and value.denominator != 1 for value in sums
    )


@rule(
    "amounts.across",
    "Các cột cộng lại bằng cột tổng",
    family=Family.AMOUNTS,
    severity=Severity.ERROR,
    source=ARITHMETIC,
)
def rows_add_up_across(subject: Subject) -> Iterator[Breach]:
    """A column «Tổng số» beside those that make it up (years, sources): right in most rows, wrong in this one."""
    for place, figures in _figures(subject):
        for total in figures.sums:
            parts = _parts_beside(figures, total)
            if parts is None:
                continue
            for row in figures.rows:
                added = _across(row, parts)
                stated = row.values[total]
                if added is None or stated is None or added == stated or not _is_near(stated, [added]):
                    continue
                shown = " + ".join(row.cells[column] for column in parts if row.values[column] is not None)
                yield Breach(
                    replace(place, row=row.number),
                    row.cells[total],
                    f"{shown} = {in_figures(added)}, ở cột «{figures.titles[total][:40]}» ghi {row.cells[total]}.",
                )


def _parts_beside(figures: Figures, total: int) -> tuple[int, ...] | None:
    """The run of number columns beside a total that make it up in at least two of three rows."""
    numbers = [
        column
        for column in range(len(figures.titles))
        if any(row.values[column] is not None for row in figures.rows) and column != total
    ]
    right = tuple(column for column in numbers if column > total)
    left = tuple(column for column in numbers if column < total)
    runs = [right[:size] for size in range(2, len(right) + 1)] + [left[-size:] for size in range(2, len(left) + 1)]
    best = None
    for run in runs:
        told = [
            (added, row.values[total])
            for row in figures.rows
            if (added := _across(row, run)) is not None and row.values[total]
        ]
        right_ones = sum(added == stated for added, stated in told)
        if len(told) >= 3 and 3 * right_ones >= 2 * len(told) and (best is None or right_ones > best[0]):
            best = right_ones, run
    return best[1] if best else None


def _across(row: Row, columns: tuple[int, ...]) -> Fraction | None:
    values = [row.values[column] for column in columns if row.values[column] is not None]
    return sum(values, Fraction(0)) if len(values) > 1 else None
