"""The page of the list of one unit as it stands now."""

import secrets
from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from trainings.deadlines import days_left, last_day, time_left, why_closed
from trainings.forms.registration import LateForm, OfficeForm, ReturnForm
from trainings.grid import GridRow, columns, grid_of
from trainings.lacks import lacks_of
from trainings.models import RosterList
from trainings.overview import lines
from trainings.permissions import can_fill, can_judge
from trainings.rosters.faults import Fault

ROWS_ON_A_PAGE = 50
BLANK_ROWS = 8
TIME_TO_MEND = timedelta(days=5)
_TICKED, _SEX = ("paid", "unpaid"), "sex"


def list_page(
    request: HttpRequest, row: RosterList, *, status: int = 200, refusal: str = "", **context
) -> HttpResponse:
    """The list with grid or names, what it lacks and what can be done with it. Acts that are refused show it again,
    with the sentence and their form in `context`.
    """
    today = timezone.localdate()
    (line,) = lines(_again(row), on=today, campaigns={row.campaign_id: row.campaign})
    grid = grid_of(row, on=today)
    closed = why_closed(row, on=today)
    is_filling, is_judging = can_fill(request.user, row), can_judge(request.user, row)
    is_writing = is_filling and row.is_editable and not closed
    page = Paginator(grid, ROWS_ON_A_PAGE).get_page(request.GET.get("trang"))
    heads = columns(row.campaign.asks)
    errors = sum(one.has_errors and not one.is_unfinished for one in grid)
    blank = _blank_keys(line.missing, len(grid)) if is_writing and not page.has_next() else []
    page_context = {
        "roster": row,
        "line": line,
        "course": row.campaign.course,
        "campaign": row.campaign,
        "heads": heads,
        "page": page,
        "rows": [shown_row(one, heads) for one in page],
        "blank": [{"key": key, "cells": _cells({}, heads, ())} for key in blank],
        "faulty": [(one.place, page_of(one.place), one.faults) for one in grid if one.has_errors] if is_filling else [],
        "lacks": lacks_of(line, on=today, errors=errors) if is_filling else [],
        "left": time_left(row, on=today),
        "days": days_left(row, on=today),
        "last_day": last_day(row),
        "can_fill": is_filling,
        "can_judge": is_judging,
        "is_writing": is_writing,
        "closed": closed,
        "refusal": refusal,
        "paste_key": secrets.token_hex(6),
    }
    if is_judging:
        page_context |= {
            "return_form": ReturnForm(initial={"until": max(last_day(row), today + TIME_TO_MEND)}),
            "late_form": LateForm(initial={"until": today + TIME_TO_MEND}),
            "office_form": OfficeForm(initial={"office": row.office or ""}),
        }
    return render(request, "trainings/lists/list.html", page_context | context, status=status)


def shown_row(row: GridRow, heads: dict[str, str]) -> dict[str, Any]:
    """A row for the template: its cells with the faults in each."""
    return {"row": row, "key": row.key, "cells": _cells(row.cells, heads, row.faults)}


def page_of(place: int) -> int:
    """On which page of the grid the row with that number stands."""
    return (max(place, 1) - 1) // ROWS_ON_A_PAGE + 1


def place_of(fault: Fault) -> str:
    """The column of the grid in which a fault is shown."""
    return "paid" if fault.field == "payroll" else fault.field


def _cells(cells: dict[str, str], heads: dict[str, str], faults: tuple[Fault, ...]) -> list[dict[str, Any]]:
    by_field = {field: [fault for fault in faults if place_of(fault) == field] for field in heads}
    return [
        {
            "field": field,
            "heading": heading,
            "value": cells.get(field, ""),
            "kind": "tick" if field in _TICKED else "sex" if field == _SEX else "text",
            "faults": by_field[field],
            "is_bad": any(fault.is_error for fault in by_field[field]),
        }
        for field, heading in heads.items()
    ]


def _again(row: RosterList):
    return RosterList.objects.filter(pk=row.pk).select_related(
        "share__area", "share__organisation", "share__training_class", "office", "submitted_by"
    )


def _blank_keys(missing: int, rows: int) -> list[str]:
    """Names for new rows; without JavaScript there must be some to write in."""
    wanted = min(max(missing, 3), BLANK_ROWS) if rows else BLANK_ROWS
    return [f"n{secrets.token_hex(6)}" for _ in range(wanted)]
