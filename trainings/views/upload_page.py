"""The page of a file that was read: its columns, its faults by row, what may be kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator

from people.enums import PrivateField
from trainings.actions.uploads import holds_private
from trainings.enums import UploadState
from trainings.models import Upload
from trainings.rosters.columns import choices
from trainings.rosters.faults import Fault
from trainings.rosters.sheets import column_of
from trainings.uploading import faults_of, skipped_of

ROWS_SHOWN = 100


@dataclass
class FaultyRow:
    """One row with its faults; `quote` is the name in it as far as any of them tells."""

    number: int
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_bad(self) -> bool:
        return any(fault.is_error for fault in self.faults)

    @property
    def is_about_twins(self) -> bool:
        """Whether nothing is wrong but that the person looks like another one."""
        errors = [fault for fault in self.faults if fault.is_error]
        return bool(errors) and all(fault.is_about_twins for fault in errors)


def checked_context(upload: Upload, *, page: str | None, only: str) -> dict[str, Any]:
    """What the template trainings/uploads/checked.html shows. `only`: rows with errors («sai») or others («luu-y»)."""
    faults = faults_of(upload)
    rows = _by_row(faults)
    shown = [row for row in rows if not only or row.is_bad == (only == "sai")]
    pages = Paginator(shown, ROWS_SHOWN)
    apart = set(upload.choices.get("apart", ()))
    return {
        "page": pages.get_page(page),
        "only": only,
        "bad_count": sum(row.is_bad for row in rows),
        "warned_count": sum(not row.is_bad for row in rows),
        "twins": [row for row in rows if row.is_about_twins][:300],
        "apart": apart,
        "suggestions": sum(bool(fault.suggestion) for row in rows if not row.is_bad for fault in row.faults),
        "waiting": sum(fault.kind == "no_seat" for fault in faults),
        "changes": sum(fault.kind == "changes_row" for fault in faults),
        "skipped": skipped_of(upload),
        "notices": upload.faults.get("notices", ()),
        "columns": _columns(upload),
        "missing": [choices()[name] for name in upload.columns.get("missing", ())],
        "fields": choices(),
        "is_open": upload.state == UploadState.CHECKED,
        "holds_private": holds_private(upload),
        "can_take_bad_rows": bool(upload.rows) and upload.bad > 0,
    }


def _by_row(faults: Sequence[Fault]) -> list[FaultyRow]:
    rows: dict[int, FaultyRow] = {}
    for fault in faults:
        rows.setdefault(fault.row, FaultyRow(fault.row)).faults.append(fault)
    return sorted(rows.values(), key=lambda row: row.number)


def _columns(upload: Upload) -> list[dict[str, Any]]:
    """Every column with a head: its letter, its head, the field that it is read as."""
    private = set(PrivateField.values)
    return [
        {"index": column_of(letter), "letter": letter, "heading": heading, "field": name, "is_private": name in private}
        for letter, heading, name in upload.columns.get("told", ())
    ]
