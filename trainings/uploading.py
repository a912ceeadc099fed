"""A file of names between being given and being kept: what was read of it stands in its Upload row, encrypted."""

import base64
from collections.abc import Callable, Iterable
from dataclasses import astuple
from datetime import date, datetime, timedelta

from lib.encryption import decrypted, encrypted
from lib.refusals import Refused
from trainings.class_people import find_people
from trainings.enrolling import Stored, enrol
from trainings.enums import ClassState, UploadState
from trainings.models import RosterList, TrainingClass, Upload
from trainings.roster_facts import facts_of_class, facts_of_list
from trainings.rosters.checking import Checked, apply_suggestions, check
from trainings.rosters.facts import Facts
from trainings.rosters.faults import Fault, Severity
from trainings.rosters.lists import NameList, understood
from trainings.rosters.opening import read_sheets
from trainings.rosters.picking import Skipped
from trainings.rosters.sheets import Sheet

KEPT = timedelta(days=30)
"""How long what a file said is kept after it was given."""


def facts_of(upload: Upload, *, on: date) -> Facts:
    """What checking has to know about the list or class that `upload` is for."""
    if upload.roster is not None:
        return facts_of_list(upload.roster, on=on)
    return facts_of_class(upload.training_class, on=on)


def asks_of(target: RosterList | TrainingClass) -> list[str]:
    """The RosterFields that the campaign of a list or class asks for."""
    campaign = target.campaign if isinstance(target, RosterList) else getattr(target.course, "campaign", None)
    return list(campaign.asks) if campaign else []


def sealed(data: bytes) -> bytes:
    """The bytes of a file as the database may hold them."""
    return encrypted(base64.b85encode(data).decode()).encode()


def unsealed(kept: bytes) -> bytes:
    """What `sealed` was given."""
    return base64.b85decode(decrypted(bytes(kept).decode()))


def keep_sheets(
    upload: Upload, sheets: Iterable[Sheet], *, on: date, progress: Callable[[int], None] = lambda rows: None
) -> None:
    """Find the list in `sheets`, check it, and write both into the (unsaved) row. Raises Refused when there is none."""
    facts = facts_of(upload, on=on)
    found = understood(tuple(sheets), facts)
    upload.rows = {
        "name": found.sheet.name,
        "rows": [[number, list(cells)] for number, cells in found.sheet.rows],
        "merged": [list(area) for area in found.sheet.merged],
        "notices": list(found.notices),
    }
    upload.data = None
    _note(upload, found, facts, progress=progress)


def read_file(upload: Upload, *, on: date, progress: Callable[[int], None]) -> None:
    """Open the bytes that the row holds and check what they say; `progress` is told percents. Raises Refused."""
    sheets = read_sheets(unsealed(upload.data), upload.name)
    progress(30)
    most = max(len(sheet.rows) for sheet in sheets) or 1
    keep_sheets(upload, sheets, on=on, progress=lambda rows: progress(30 + rows * 65 // most))


def list_of(upload: Upload, facts: Facts) -> NameList:
    """What was read, understood as the person chose."""
    said = upload.rows
    sheet = Sheet(
        said["name"],
        tuple((number, tuple(cells)) for number, cells in said["rows"]),
        tuple(map(tuple, said["merged"])),
    )
    chosen = {int(column): field for column, field in upload.choices.get("columns", {}).items()}
    return understood((sheet,), facts, chosen=chosen)


def recheck(upload: Upload, *, on: date, progress: Callable[[int], None] = lambda rows: None) -> Checked:
    """Check what was read against the list as it stands now, and note the faults in the (unsaved) row."""
    facts = facts_of(upload, on=on)
    return _note(upload, list_of(upload, facts), facts, progress=progress)


def _note(upload: Upload, found: NameList, facts: Facts, *, progress: Callable[[int], None]) -> Checked:
    apart = frozenset(upload.choices.get("apart", ()))
    checked = check(found.picked.said, facts, apart=apart, progress=progress)
    upload.columns = {
        "told": [list(column) for column in found.columns.told()],
        "missing": list(found.columns.missing),
    }
    upload.faults = {
        "faults": [list(astuple(fault)) for fault in checked.faults],
        "skipped": [list(astuple(skipped)) for skipped in found.picked.skipped],
        "notices": list(dict.fromkeys([*upload.rows["notices"], *found.notices])),
    }
    upload.good, upload.bad = len(checked.rows), len(checked.bad)
    upload.state, upload.error = UploadState.CHECKED, ""
    return checked


def faults_of(upload: Upload) -> list[Fault]:
    """The faults noted in the row."""
    return [Fault(*values[:7], Severity(values[7]), values[8]) for values in upload.faults.get("faults", ())]


def skipped_of(upload: Upload) -> list[Skipped]:
    """The rows that are no people."""
    return [Skipped(*values) for values in upload.faults.get("skipped", ())]


def store(upload: Upload, target: RosterList | TrainingClass, *, at: datetime, on: date) -> Stored:
    """Keep the right rows in `target`, which is locked, and write into the (unsaved) row what became of them."""
    checked = recheck(upload, on=on)
    rows = list(checked.rows)
    if upload.choices.get("suggestions"):
        rows = apply_suggestions(rows, checked.faults)
    stored = enrol(target, rows, at=at)
    if isinstance(target, TrainingClass) and stored.new:
        find_people(target, stored.enrolments, at=at)
    upload.state = UploadState.STORED
    upload.stored = stored.new + stored.changed
    upload.result = {
        "new": stored.new, "changed": stored.changed, "unchanged": stored.unchanged, "queued": stored.queued,
    }  # fmt: skip
    return stored


def takes_rows(target: RosterList | TrainingClass) -> bool:
    """Whether the state of a list or class lets rows come in."""
    return target.is_editable if isinstance(target, RosterList) else target.state in ClassState.taking_names()


def locked(target: RosterList | TrainingClass) -> RosterList | TrainingClass:
    """The list or class with what permissions and checks read, locked until the transaction ends. Raises Refused."""
    related = (
        ("campaign__course__organisation", "share__area", "share__organisation", "office")
        if isinstance(target, RosterList)
        else ("course__organisation", "course__campaign")
    )
    rows = type(target).objects.select_for_update(of=("self",)).select_related(*related)
    row = rows.filter(pk=target.pk).first()
    if row is None:
        raise Refused("Danh sách này không còn: hãy tải lại trang.")
    return row


def forget_old(at: datetime) -> None:
    """Forget what files said that were given long ago; that they were given stays known."""
    old = Upload.objects.filter(at__lt=at - KEPT).exclude(rows="")
    old.update(rows={}, faults={}, data=None)
    Upload.objects.filter(at__lt=at - KEPT, state__in=[UploadState.READING, UploadState.CHECKED]).update(
        state=UploadState.DISCARDED, data=None
    )


def job_key(upload: Upload) -> str:
    """The key of the job that reads the file or, later, stores its rows."""
    return f"roster:{upload.pk}:{'store' if upload.state in {UploadState.STORING, UploadState.STORED} else 'read'}"
