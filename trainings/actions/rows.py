"""Typing in a list: rows are kept as they come, those without errors as registered people.

Saving is no act that anybody answers for (sending is), so it leaves no line in the audit trail; deleting somebody who
was registered does.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from audit.enums import EntryKind
from audit.recording import record
from lib.keys import row_key
from lib.refusals import Refused
from organisations.models import User
from trainings import seating
from trainings.actions.lists import locked_list
from trainings.deadlines import why_closed
from trainings.enrolling import amend, enrol
from trainings.enums import EnrolmentState, RosterState
from trainings.grid import GridRow, check_rows, columns, facts_of, rows_of, shown, unmasked
from trainings.models import Enrolment, RosterList
from trainings.permissions import can_fill
from trainings.rosters.faults import Fault
from trainings.rosters.rows import Row

MOST_AT_ONCE = 1_000
LONGEST_CELL = 1_000
_REMEMBERED = 5_000


@dataclass(frozen=True)
class Typed:
    """A row as the browser sent it: `key` is «e12» for enrolment 12, else what the browser named a new row. `version`
    is that of the row which the person saw. `is_another`: let stand as somebody else of the same name."""

    key: str
    version: int
    cells: Mapping[str, str]
    is_another: bool = False


@dataclass(frozen=True)
class Saved:
    """What became of one row. `state`: «stored», «unfinished» (kept, with errors), «conflict» (not kept: `theirs` is
    what stands there now), «empty». `key` is how the row is called from now on."""

    sent: str
    key: str
    state: str
    version: int = 0
    place: int = 0
    is_waiting: bool = False
    faults: tuple[Fault, ...] = ()
    theirs: Mapping[str, str] | None = None


@transaction.atomic
def save_rows(roster: RosterList, typed: Sequence[Typed], *, by: User, at: datetime.datetime) -> list[Saved]:
    """Keep the rows of `typed` in `roster`, in order, and say what became of each.

    A row with errors is kept unfinished, the others become registered people, with a seat or waiting for one. A row
    that somebody else changed meanwhile is not touched. The same rows sent again change nothing. Raises
    PermissionDenied; Refused: sent already, too late, too many at once.
    """
    if len(typed) > MOST_AT_ONCE:
        raise Refused(f"Mỗi lần chỉ ghi được {MOST_AT_ONCE} dòng: hãy nộp tệp Excel thay vì dán.")
    row = _editable(roster, by=by, at=at)
    return _Saving(row, at=at).save(typed)


@transaction.atomic
def delete_rows(roster: RosterList, keys: Collection[str], *, by: User, at: datetime.datetime) -> int:
    """Take rows out of the list and return how many went. Seats go to the first who wait. Rows that are gone already
    are passed over. Raises PermissionDenied; Refused: sent already, too late."""
    row = _editable(roster, by=by, at=at)
    unfinished, kept = dict(row.unfinished.get("rows", {})), row.unfinished.get("kept", {})
    wanted = {kept.get(key) or _pk(key) for key in keys} - {None}
    went = sum(unfinished.pop(key, None) is not None for key in set(keys))
    for key in [key for key, change in unfinished.items() if change.get("id") in wanted]:
        del unfinished[key]
    people = list(row.enrolments.exclude(state__in=EnrolmentState.gone()).filter(pk__in=wanted))
    _take_out(row, people)
    row.unfinished = {"rows": unfinished, "kept": kept}
    _keep(row, at=at)
    if people:
        details = {"people": len(people)}
        organisation = row.campaign.course.organisation_id
        record(
            EntryKind.CHANGE, act="xóa người trong danh sách", by=by, at=at, row=row, organisation_id=organisation,
            details=details,
        )  # fmt: skip
    return went + len(people)


def _editable(roster: RosterList, *, by: User, at: datetime.datetime) -> RosterList:
    row = locked_list(roster)
    if not can_fill(by, row):
        raise PermissionDenied
    if not row.is_editable:
        raise Refused(f"Danh sách này {row.get_state_display().lower()} nên không sửa được nữa.")
    if why := why_closed(row, on=localdate(at)):
        raise Refused(why)
    return row


def _take_out(row: RosterList, people: Sequence[Enrolment]) -> None:
    """Those who had a file already leave a trace, the others go; free seats go to who waits."""
    freed = sum(person.counts and person.state in EnrolmentState.holding_a_seat() for person in people)
    with_trace = [person.pk for person in people if person.person_id]
    Enrolment.objects.filter(pk__in=with_trace).update(state=EnrolmentState.WITHDRAWN)
    Enrolment.objects.filter(pk__in={person.pk for person in people} - set(with_trace)).delete()
    if freed:
        seating.give_back(row.share_id, freed)
        seating.promote([row.share_id])


def _keep(row: RosterList, *, at: datetime.datetime) -> None:
    row.unfinished["kept"] = dict(list(row.unfinished.get("kept", {}).items())[-_REMEMBERED:])
    if row.state == RosterState.WAITING:
        row.state, row.state_since = RosterState.DRAFT, at
    row.save(update_fields=["unfinished", "state", "state_since"])


def _pk(key: str) -> int | None:
    return row_key(key[1:]) if key[:1] == "e" else None


class _Saving:
    """One go of saving rows of a list that is locked."""

    def __init__(self, roster: RosterList, *, at: datetime.datetime):
        self.roster, self.at = roster, at
        self.unfinished = dict(roster.unfinished.get("rows", {}))
        self.kept = dict(roster.unfinished.get("kept", {}))
        self.there = {row.key: row for row in rows_of(roster)}
        self.fields = columns(roster.campaign.asks)
        self.saved: dict[str, Saved] = {}
        self.sent: dict[str, set[str]] = defaultdict(set)

    def save(self, typed: Sequence[Typed]) -> list[Saved]:
        last = max((row.position for row in self.there.values()), default=0)
        coming: dict[str, GridRow] = {}
        for one in typed:
            row = self._coming(one, last + len(coming) + 1)
            if row is not None:
                coming[row.key] = row
        rows = self._in_order(coming)
        found = check_rows(rows, facts_of(self.roster, on=localdate(self.at)))
        places = {row.key: row.place for row in rows}
        good = []
        for row in coming.values():
            understood, faults = found[row.key]
            told = replace(row, place=places[row.key], faults=faults)
            if understood is None:
                self._leave_unfinished(told)
            else:
                good.append((told, understood))
        self._store(good)
        self.roster.unfinished = {"rows": self.unfinished, "kept": self.kept}
        if coming:
            _keep(self.roster, at=self.at)
        return [self.saved[one.key] for one in typed]

    def _coming(self, one: Typed, position: int) -> GridRow | None:
        """The row that `one` would make of what stands there; None when there is nothing to do, which is noted."""
        key = f"e{self.kept[one.key]}" if one.key in self.kept else one.key
        there = self.there.get(key)
        if there is None and _pk(key) is not None:
            self.saved[one.key] = Saved(one.key, key, "conflict", theirs={})
            return None
        stored = there.stored if there else {}
        cells = {name: str(one.cells.get(name, ""))[:LONGEST_CELL].strip() for name in self.fields}
        cells = unmasked(cells, stored)
        if there is None and not any(cells.values()):
            self.saved[one.key] = Saved(one.key, key, "empty")
            return None
        is_own_echo = there is not None and one.version == 0 and there.version == 1
        if there and there.version != one.version and not is_own_echo and _differs(there, cells):
            self.saved[one.key] = Saved(one.key, key, "conflict", version=there.version, theirs=shown(stored))
            return None
        row = GridRow(key, 0, position, cells, None, 0, True, one.is_another)
        if there:
            row = replace(row, position=there.position, enrolment=there.enrolment, version=there.version)
        self.sent[row.key].add(one.key)
        return row

    def _in_order(self, coming: Mapping[str, GridRow]) -> list[GridRow]:
        """All rows of the list with their places; those that are typed now last, so that they are at fault."""
        rows = [coming.get(key, row) for key, row in self.there.items()]
        rows += [row for key, row in coming.items() if key not in self.there]
        rows.sort(key=lambda row: row.position)
        rows = [replace(row, place=place) for place, row in enumerate(rows, start=1)]
        return sorted(rows, key=lambda row: row.key in coming)

    def _leave_unfinished(self, row: GridRow) -> None:
        person, there = row.enrolment, self.there.get(row.key)
        is_same = there is not None and there.is_another == row.is_another and not _differs(there, row.stored)
        version = row.version + (0 if is_same else 1)
        self.unfinished[row.key] = {
            "position": row.position, "cells": dict(row.stored), "another": row.is_another, "version": version,
            "id": person.pk if person else None,
        }  # fmt: skip
        self._note(row, "unfinished", version=version)

    def _store(self, good: Sequence[tuple[GridRow, Row]]) -> None:
        new = [(row, said) for row, said in good if row.enrolment is None]
        keys = enrol(self.roster, [said for _, said in new], at=self.at).enrolments if new else ()
        people = Enrolment.objects.in_bulk(keys)
        for (row, _), pk in zip(new, keys, strict=True):
            people[pk].position = row.position
            self.kept[row.key] = pk
            self._stored(row, people[pk])
        Enrolment.objects.bulk_update(people.values(), ["position"], batch_size=500)
        for row, said in good:
            if row.enrolment is not None:
                self._stored(row, self._amended(row, said))

    def _amended(self, row: GridRow, said: Row) -> Enrolment:
        """The person of `row`, saying what `said` says; numbered on from the versions that were unfinished."""
        person = amend(row.enrolment, said, at=self.at)
        if self.there[row.key].is_unfinished:
            person.version = row.version + 1
            person.save(update_fields=["version"])
        return person

    def _stored(self, row: GridRow, person: Enrolment) -> None:
        self.unfinished.pop(row.key, None)
        self._note(replace(row, enrolment=person), "stored", version=person.version)

    def _note(self, row: GridRow, state: str, *, version: int) -> None:
        key = f"e{row.enrolment.pk}" if row.enrolment else row.key
        for sent in self.sent[row.key]:
            self.saved[sent] = Saved(
                sent, key, state, version=version, place=row.place, is_waiting=row.is_waiting, faults=row.faults
            )


def _differs(there: GridRow, cells: Mapping[str, str]) -> bool:
    return any(there.stored.get(name, "") != text for name, text in cells.items())
