"""People who stand in a list or course twice: by the number of the identity card, or by name, year of birth and unit,
whatever the accents, the case and the order of the words."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from people.private import id_index, kept
from trainings.rosters.facts import Facts, Known
from trainings.rosters.faults import Severity
from trainings.rosters.identity import is_same, name_words
from trainings.rosters.rows import Row

_HERE = "Người này đã có trong danh sách ({where}): xóa một dòng, hoặc đánh dấu «hai người khác nhau»."
_HERE_BY_ID = "Số định danh này đã có ở dòng khác ({where}): mỗi người chỉ ghi một lần."
_ELSEWHERE = "Người này đã đăng ký ở {where} của cùng khóa: xóa dòng này, hoặc đánh dấu «hai người khác nhau»."
_ELSEWHERE_BY_ID = "Số định danh này đã đăng ký ở {where} của cùng khóa: hãy xóa dòng này."
_NAMESAKE = "Có người trùng tên ở {where}: nếu là một người thì xóa dòng này."
_CHANGED = "Đã có trong danh sách ({where}) với nội dung khác: nếu ghi, dòng cũ được sửa theo tệp này."

Found = tuple[Any, str, str, Severity]


def content_of(row: Row) -> str:
    """A key that is the same for rows that say the same, so that a row sent twice changes nothing."""
    said = (
        row.full_name, row.post, row.is_paid, row.sex, row.birth_year, row.village, row.workplace, row.ethnic_group,
        row.id_number, row.phone, row.note, row.is_another,
    )  # fmt: skip
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def unit_of(row: Row, unit: str = "") -> str:
    """What tells namesakes apart in a course: the unit of the list; without one, what the row says."""
    return unit or row.workplace.lower() or row.village.lower()


def find(pairs: Sequence[tuple[Any, Row]], facts: Facts) -> Iterator[Found]:
    """Every row of `pairs` (its reading, the row) that is somebody who stands there already: with the kind of fault, a
    sentence, and how grave it is. Rows that a person let stand are asked about no more, unless numbers prove it."""
    course = _Index(facts.known)
    list_ = _Index(())
    without_unit = not facts.unit
    for reading, row in pairs:
        if not row.full_name:
            continue
        index = id_index(kept(id_number=row.id_number)) if row.id_number else ""
        me = Known(row.full_name, unit_of(row, facts.unit), f"dòng {row.sheet_row}", row.birth_year, index)
        if found := _of_list(me, row, list_) or (
            not course.has_any(reading.contents(row)) and _of_course(me, row, course, any_unit=without_unit)
        ):
            yield (reading, *found)
        list_.add(me)


def _of_list(me: Known, row: Row, list_: "_Index") -> tuple[str, str, Severity] | None:
    if other := list_.by_number(me):
        return "same_id_number", _HERE_BY_ID.format(where=other.where), Severity.ERROR
    if not row.is_another and (other := list_.by_name(me)):
        return "duplicate_in_list", _HERE.format(where=other.where), Severity.ERROR
    return None


def _of_course(me: Known, row: Row, course: "_Index", *, any_unit: bool) -> tuple[str, str, Severity] | None:
    if (other := course.by_number(me)) and not other.is_here:
        return "same_id_number", _ELSEWHERE_BY_ID.format(where=other.where), Severity.ERROR
    if other is None and not row.is_another:
        other = course.by_name(me)
    if other is not None:
        if other.is_here:
            return "changes_row", _CHANGED.format(where=other.where), Severity.WARNING
        return "duplicate_in_course", _ELSEWHERE.format(where=other.where), Severity.ERROR
    if not row.is_another and (other := course.namesake(me, any_unit=any_unit)):
        return "namesake", _NAMESAKE.format(where=other.where), Severity.WARNING
    return None


class _Index:
    """People to be found by number, by name and unit, by name and year."""

    def __init__(self, people: Iterable[Known]):
        self._by_number: dict[str, Known] = {}
        self._by_name: dict[str, list[Known]] = defaultdict(list)
        self._contents: set[str] = set()
        for known in people:
            self.add(known)

    def add(self, known: Known) -> None:
        if known.id_index:
            self._by_number.setdefault(known.id_index, known)
        self._by_name[name_words(known.full_name)].append(known)
        if known.is_here and known.content:
            self._contents.add(known.content)

    def has_any(self, contents: set[str]) -> bool:
        """Whether the list holds a row that says the same already."""
        return not self._contents.isdisjoint(contents)

    def by_number(self, me: Known) -> Known | None:
        return self._by_number.get(me.id_index) if me.id_index else None

    def by_name(self, me: Known) -> Known | None:
        """Somebody of the same name in the same unit who may be `me`; those of the same list first."""
        alike = [k for k in self._by_name.get(name_words(me.full_name), ()) if k.unit == me.unit and _may_be(k, me)]
        return min(alike, key=lambda known: not known.is_here, default=None)

    def namesake(self, me: Known, *, any_unit: bool) -> Known | None:
        """Somebody of the same name and year of birth in another unit; the year may be unknown when the unit is."""
        alike = (k for k in self._by_name.get(name_words(me.full_name), ()) if k.unit != me.unit and _may_be(k, me))
        return next((k for k in alike if any_unit or (me.birth_year and k.birth_year == me.birth_year)), None)


def _may_be(one: Known, other: Known) -> bool:
    return is_same(birth_years=(one.birth_year, other.birth_year), id_indexes=(one.id_index, other.id_index))
