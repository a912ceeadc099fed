"""Progress by area: as areas were when people registered, or rolled up to the areas of a day."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Sum

from organisations.enums import AreaLevel
from organisations.models import Area, AreaSuccession
from trainings.progress.counting import TALLIED
from trainings.progress.heads import Heads
from trainings.progress.numbers import Numbers
from trainings.progress.scope import Scope

_STEPS = 6
"""Successions that are followed one after another: 2004, 2008, 2020, 2025 and what may come."""


@dataclass(frozen=True)
class AreaLine:
    """The numbers of one area; of nobody's in particular (`area` None) for offices and people without an area.

    `note` says what the numbers do not: areas that were taken in wholly or partly, or divided.
    """

    area: Area | None
    numbers: Numbers
    note: str = ""


@dataclass(frozen=True)
class AreaTable:
    """Lines by area, and all of them together. Classes are not counted by area: people of many areas share one."""

    lines: tuple[AreaLine, ...]
    total: Numbers


@dataclass(frozen=True)
class Today:
    """Where areas belong on a day: area → the one that stands for it, and what must be said of that."""

    stands_for: dict[int, int]
    notes: dict[int, tuple[str, ...]]


def lines_as_then(scope: Scope) -> AreaTable:
    """One line for each area that has seats or people, as it was then. A constant number of queries."""
    return _lines(*_counted(scope, {}), notes={})


def lines_as_on(scope: Scope, *, day: date) -> AreaTable:
    """The same with every area's numbers under the area that it became by `day`; divided areas stay on their own."""
    used = set(scope.shares().values_list("area", flat=True).distinct()) - {None}
    today = rolled_up(used, day=day)
    moved = {old: new for old, new in today.stands_for.items() if old != new}
    return _lines(*_counted(scope, moved), notes=today.notes)


def rolled_up(area_ids: Iterable[int], *, day: date) -> Today:
    """Follow each area to the one that it belongs to on `day`.

    An area taken into one other, wholly or partly, follows it; the part that is not known to have gone there is said.
    An area divided among several cannot be divided in numbers: it stays under its own name, with the names of those
    that it was divided among. Three queries.
    """
    after: dict[int, list[AreaSuccession]] = defaultdict(list)
    for succession in AreaSuccession.objects.order_by("pk"):
        after[succession.old_id].append(succession)
    wanted = set(area_ids)
    seen, layer = set(wanted), set(wanted)
    for _ in range(_STEPS):
        layer = {succession.new_id for pk in layer for succession in after[pk]} - seen
        seen |= layer
    areas = Area.objects.in_bulk(seen)
    stands_for: dict[int, int] = {}
    said: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for pk in sorted(wanted, key=lambda pk: (areas[pk].code, pk)):
        here, is_part = pk, False
        for _ in range(_STEPS):
            if areas[here].exists_on(day) or len(after[here]) != 1:
                break
            is_part |= not after[here][0].is_whole
            here = after[here][0].new_id
        stands_for[pk] = here
        if not areas[here].exists_on(day) and len(after[here]) > 1:
            names = " và ".join(str(areas[succession.new_id]) for succession in after[here])
            said[here]["chia vào"].append(f"{names}: số liệu không tách được")
        elif here != pk:
            said[here]["một phần của" if is_part else "gồm"].append(f"{areas[pk]} (cũ)")
    notes = {
        pk: tuple(f"{what} {', '.join(dict.fromkeys(names))}" for what, names in words.items())
        for pk, words in said.items()
    }
    return Today(stands_for, notes)


def below(area: Area) -> frozenset[int]:
    """The keys of `area`, of all areas under it, and of all that became one of these: so numbers of a commune of today
    hold those of the communes it was made of. One query per level and step."""
    found, layer = {area.pk}, {area.pk}
    for _ in range(_STEPS):
        children = set(Area.objects.filter(parent__in=layer, level__lt=AreaLevel.VILLAGE).values_list("pk", flat=True))
        before = AreaSuccession.objects.filter(new__in=layer, old__level=area.level)
        layer = (children | set(before.values_list("old", flat=True))) - found
        if not layer:
            break
        found |= layer
    return frozenset(found)


def _counted(scope: Scope, moved: dict[int, int]) -> tuple[dict[int | None, Numbers], Numbers]:
    """Area (after `moved`) → its numbers, and all together. Seats and people of offices stand under None."""
    counts: dict[int | None, Counter] = defaultdict(Counter)

    def add(rows) -> None:
        for row in rows:
            area = row.pop("area")
            counts[moved.get(area, area)].update({field: number or 0 for field, number in row.items()})

    add(scope.shares().filter(**scope.in_years("year")).values("area").annotate(given=Sum("seats")))
    add(scope.tallies().values("area").annotate(**{field: Sum(field) for field in TALLIED}))
    waiting = scope.unplaced().filter(**scope.in_years("year")).values(area=F("roster__share__area"))
    add(waiting.annotate(registered=Count("pk")))
    heads = Heads()
    heads.gather(scope.tallies(), "area", lambda area: moved.get(area, area))
    rows = {}
    for area, row in counts.items():
        rows[area] = heads.with_persons(Numbers(seats=row.pop("given", 0), **row), area)
    return rows, heads.with_all_persons(sum(rows.values(), Numbers()))


def _lines(numbers: dict[int | None, Numbers], total: Numbers, *, notes: dict[int, tuple[str, ...]]) -> AreaTable:
    areas = Area.objects.select_related("parent").in_bulk([pk for pk in numbers if pk is not None])
    ordered = sorted(areas.values(), key=lambda area: (area.level, area.code, area.valid_from or date.min, area.pk))
    found = [AreaLine(area, numbers[area.pk], "; ".join(notes.get(area.pk, ()))) for area in ordered]
    if None in numbers:
        found.append(AreaLine(None, numbers[None]))
    return AreaTable(tuple(found), total)
