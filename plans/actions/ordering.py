"""Order of the rows of a plan: positions 1, 2, 3 …"""

from collections.abc import Sequence

from django.db import models

from lib.refusals import Refused


def renumber(rows: Sequence[models.Model]) -> None:
    """Give the rows the positions 1, 2, 3 … in the order given; rows that stand right are not written."""
    changed = []
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            row.position = position
            changed.append(row)
    if changed:
        type(changed[0]).objects.bulk_update(changed, ["position"])


def swapped(rows: Sequence[models.Model], row: models.Model, step: int, *, name: str) -> list[models.Model]:
    """`rows` with `row` one place up (−1) or down (+1). Raises Refused at the ends; `name` is what people call it."""
    order = list(rows)
    index = order.index(row)
    if not 0 <= index + step < len(order):
        raise Refused(f"{name} này đã ở {'đầu' if step < 0 else 'cuối'} danh sách.")
    order[index], order[index + step] = order[index + step], order[index]
    return order
