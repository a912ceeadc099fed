"""Spreading units over classes: sizes even, neighbouring communes together."""

import math
import random
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

Unit = TypeVar("Unit", bound=Hashable)

EQUALLY_EVEN = 0.06
"""Ways whose classes differ by at most this part of the average class are equally even: neighbours decide then."""

_TRIED_ALL = 6_000  # ways: below that every one is looked at
_STEPS = 100_000
_WORK = 2_500_000  # steps × units of a class: keeps few large classes as fast as many small ones
_FEW = 30  # units: with fewer the search is begun several times
_STAGES = 25
_HOT, _COLD = 1.5, 0.03
_MILD, _STRICT = 10.0, 600.0
_APART, _CUT, _ROUGH = 1.0, 0.15, 1.0


class DoesNotFit(ValueError):
    """No way fits into the rooms. `unit` is too large for every room, else None: then all of them are too many, or no
    way was found that does not divide a unit.
    """

    def __init__(self, *, total: int, room: int, unit: Hashable | None = None):
        super().__init__(f"{total} people, room for {room}, unit {unit!r}")
        self.total, self.room, self.unit = total, room, unit


def spread(
    sizes: Mapping[Unit, int],
    neighbours: Mapping[Unit, Iterable[Unit]],
    classes: int,
    capacity: int | Sequence[int | None] | None = None,
) -> list[list[Unit]]:
    """Put every unit into one of `classes` classes: people as even as possible, neighbours together.

    `sizes` are people by unit, `capacity` is the room of every class, or of each (None: no limit). Units without
    neighbours go where they fit. Equal input gives equal output; classes are ordered by their first unit unless rooms
    differ, then they come in the order of the rooms. Few units are tried in every way; 200 units in 40 classes take
    about a second. Raises DoesNotFit; ValueError without a class.
    """
    if classes < 1:
        raise ValueError("There is no class to put anybody into.")
    units = list(sizes)
    at = {unit: number for number, unit in enumerate(units)}
    linked = [0] * len(units)
    for unit, others in neighbours.items():
        for other in others:
            if unit in at and other in at and unit != other:
                linked[at[unit]] |= 1 << at[other]
                linked[at[other]] |= 1 << at[unit]
    rooms = _rooms(capacity, classes)
    task = _Task(tuple(sizes.values()), tuple(linked), classes, tuple(sorted(rooms, reverse=True)))
    _refuse_the_impossible(task, units)
    best = min(_every_way(task) if _ways(len(units), classes) <= _TRIED_ALL else _searched(task), key=task.fault)
    if task.fault(best)[0]:
        raise DoesNotFit(total=sum(task.sizes), room=sum(map(int, filter(math.isfinite, rooms))))
    return [[unit for unit in units if group >> at[unit] & 1] for group in _in_order(task, best, rooms)]


def _rooms(capacity: int | Sequence[int | None] | None, classes: int) -> list[float]:
    each = [capacity] * classes if capacity is None or isinstance(capacity, int) else list(capacity)
    if len(each) != classes:
        raise ValueError("There is one room for each class.")
    return [math.inf if room is None else room for room in each]


@dataclass(frozen=True)
class _Task:
    """What is to be spread. Groups of units are numbers whose bits are the units."""

    sizes: tuple[int, ...]
    linked: tuple[int, ...]  # by unit: the group of its neighbours
    classes: int
    rooms: tuple[float, ...]  # the largest first
    everybody: int = field(init=False)
    margin: float = field(init=False)
    is_limited: bool = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "everybody", sum(1 << unit for unit, linked in enumerate(self.linked) if linked))
        object.__setattr__(self, "is_limited", math.isfinite(self.rooms[-1]))
        object.__setattr__(self, "margin", EQUALLY_EVEN * sum(self.sizes) / self.classes)

    def size(self, group: int) -> int:
        return sum(self.sizes[unit] for unit in _members(group))

    def overfull(self, sizes: Iterable[int]) -> float:
        """People without room, when the largest class has the largest room."""
        return sum(max(0, size - room) for size, room in zip(sorted(sizes, reverse=True), self.rooms, strict=True))

    def uneven(self, sizes: Sequence[int]) -> float:
        """How far the largest and the smallest class are apart, beyond what counts as even."""
        return max(0.0, max(sizes) - min(sizes) - self.margin)

    def pieces(self, group: int) -> int:
        """Into how many parts that do not touch each other the communes of a group fall."""
        left, count = group & self.everybody, 0
        while left:
            edge = left & -left
            left ^= edge
            while edge:
                unit = edge & -edge
                edge ^= unit
                reached = self.linked[unit.bit_length() - 1] & left
                edge |= reached
                left ^= reached
            count += 1
        return count

    def touching(self, group: int) -> int:
        """Pairs of neighbours inside a group."""
        return sum((self.linked[unit] & group).bit_count() for unit in _members(group)) // 2

    def fault(self, groups: Sequence[int]) -> tuple:
        """What is worse about one way than about another, the gravest first."""
        sizes = [self.size(group) for group in groups]
        return (
            self.overfull(sizes),
            self.uneven(sizes),
            sum(map(self.pieces, groups)),
            -sum(map(self.touching, groups)),
            sum(size * size for size in sizes),
            sorted(groups),
        )


def _members(group: int) -> Iterator[int]:
    while group:
        unit = group & -group
        yield unit.bit_length() - 1
        group ^= unit


def _refuse_the_impossible(task: _Task, units: Sequence[Hashable]) -> None:
    total, room = sum(task.sizes), sum(task.rooms)
    if total > room:
        raise DoesNotFit(total=total, room=int(room))
    largest = max(range(len(units)), key=task.sizes.__getitem__, default=None)
    if largest is not None and task.sizes[largest] > task.rooms[0]:
        raise DoesNotFit(total=task.sizes[largest], room=int(task.rooms[0]), unit=units[largest])


def _ways(units: int, classes: int) -> int:
    """In how many ways so many units fall into at most so many classes, or a number above _TRIED_ALL."""
    row = [1] + [0] * classes
    for _ in range(units):
        row = [0, *(row[used - 1] + used * row[used] for used in range(1, classes + 1))]
        if sum(row) > _TRIED_ALL:
            break
    return sum(row)


def _every_way(task: _Task) -> Iterator[list[int]]:
    """Every way to fill the classes, each once whatever the order of the classes."""

    def filled(unit: int, groups: list[int]) -> Iterator[list[int]]:
        if unit == len(task.sizes):
            yield groups + [0] * (task.classes - len(groups))
            return
        for number, group in enumerate(groups):
            yield from filled(unit + 1, [*groups[:number], group | 1 << unit, *groups[number + 1 :]])
        if len(groups) < task.classes:
            yield from filled(unit + 1, [*groups, 1 << unit])

    return filled(0, [])


def _in_order(task: _Task, groups: Sequence[int], rooms: Sequence[float]) -> list[int]:
    if len(set(rooms)) == 1:
        return sorted(groups, key=lambda group: (group == 0, group & -group))
    by_size = sorted(groups, key=lambda group: (-task.size(group), group & -group))
    by_room = sorted(range(len(rooms)), key=lambda number: (-rooms[number], number))
    ordered = dict(zip(by_room, by_size, strict=True))
    return [ordered[number] for number in range(len(rooms))]


def _searched(task: _Task) -> list[list[int]]:
    """Good ways: one along the neighbours, improved by moving and exchanging units, and one by size only."""
    row, by_size = _in_a_row(task), _largest_first(task)
    seeds = range(1 + _FEW // len(task.sizes))
    return [*(_improved(task, row, seed=seed) for seed in seeds), by_size]


def _in_a_row(task: _Task) -> list[int]:
    """Units in an order in which neighbours follow each other, cut into pieces of about the average size."""
    order, seen = [], 0
    for start in range(len(task.sizes)):
        queue = [start]
        while queue:
            unit = queue.pop(0)
            if seen >> unit & 1:
                continue
            seen |= 1 << unit
            order.append(unit)
            queue += _members(task.linked[unit] & ~seen)
    groups, reached, total = [0] * task.classes, 0.0, max(1, sum(task.sizes))
    for unit in order:
        middle = reached + task.sizes[unit] / 2
        groups[min(task.classes - 1, int(middle * task.classes / total))] |= 1 << unit
        reached += task.sizes[unit]
    return groups


def _largest_first(task: _Task) -> list[int]:
    """The largest unit first, each into the class with the fewest people."""
    groups, filled = [0] * task.classes, [0] * task.classes
    for unit in sorted(range(len(task.sizes)), key=lambda unit: (-task.sizes[unit], unit)):
        least = min(range(task.classes), key=lambda number: (filled[number], number))
        groups[least] |= 1 << unit
        filled[least] += task.sizes[unit]
    return groups


def _improved(task: _Task, groups: list[int], *, seed: int) -> list[int]:
    """`groups` after simulated annealing: worse ways are taken now and then, ever more rarely, and uneven classes cost
    ever more. The best way met is kept.
    """
    chance = random.Random(seed)
    best, least = list(groups), (math.inf,)
    steps = int(min(_STEPS, _WORK / (1 + len(task.sizes) / task.classes))) // _STAGES
    for stage in range(_STAGES):
        state = _State(task, groups, rigour=_MILD * (_STRICT / _MILD) ** (stage / (_STAGES - 1)))
        heat = _HOT * (_COLD / _HOT) ** (stage / (_STAGES - 1))
        for _ in range(steps):
            limit = state.fault - heat * math.log(chance.random() or 1e-9)
            if state.step(chance, limit=limit) and (found := state.rank) < least:
                best, least = list(state.groups), found
        groups = state.groups
    return best


class _State:
    """One way, while it is being improved; keeps sizes, parts and neighbours of every class beside it."""

    def __init__(self, task: _Task, groups: Sequence[int], *, rigour: float):
        self.task, self.groups, self.rigour = task, list(groups), rigour
        self.home = [next(n for n, group in enumerate(groups) if group >> u & 1) for u in range(len(task.sizes))]
        self.average = max(1.0, sum(task.sizes) / task.classes)
        self.sizes = [task.size(group) for group in groups]
        self.faults = [
            self._of_size(size) - _CUT * task.touching(group) for size, group in zip(self.sizes, groups, strict=True)
        ]
        self.pieces = [task.pieces(group) for group in groups]
        self.pairs = task.touching((1 << len(task.sizes)) - 1)
        self.fault = sum(self.faults) + _APART * sum(self.pieces) + self._of_all(self.sizes)

    @property
    def rank(self) -> tuple[float, ...]:
        """What is worse about this way than about another, as far as it is known without counting."""
        overfull = self.task.overfull(self.sizes) if self.task.is_limited else 0.0
        return overfull, self.task.uneven(self.sizes), self.fault

    def step(self, chance: random.Random, *, limit: float) -> bool:
        """Try one change; keep it, and say so, when the way is then no worse than `limit`."""
        unit = int(chance.random() * len(self.home))
        here, there = self.home[unit], self._target(unit, chance)
        if here == there:
            return False
        moved = 1 << unit
        if self.groups[there] and chance.random() < 0.5:
            others = list(_members(self.groups[there]))
            moved |= 1 << others[int(chance.random() * len(others))]
        return self._exchanged(here, there, moved, limit)

    def _target(self, unit: int, chance: random.Random) -> int:
        """The class of a neighbour, now and then any."""
        linked = list(_members(self.task.linked[unit]))
        if linked and chance.random() < 0.75:
            return self.home[linked[int(chance.random() * len(linked))]]
        return int(chance.random() * self.task.classes)

    def _exchanged(self, here: int, there: int, moved: int, limit: float) -> bool:
        task, groups = self.task, self.groups
        shift = sum(-task.sizes[unit] if self.home[unit] == here else task.sizes[unit] for unit in _members(moved))
        sizes = self.sizes.copy()
        sizes[here] += shift
        sizes[there] -= shift
        fault = self.fault - self.faults[here] - self.faults[there] - self._of_all(self.sizes) + self._of_all(sizes)
        fault += self._of_size(sizes[here]) + self._of_size(sizes[there])
        fault -= _APART * (self.pieces[here] + self.pieces[there])
        if fault - _CUT * self.pairs > limit:  # however well the two classes hang together
            return False
        new = (groups[here] ^ moved, groups[there] ^ moved)
        touching = [task.touching(group) for group in new]
        fault -= _CUT * sum(touching)
        if fault > limit:
            return False
        pieces = [task.pieces(group) for group in new]
        fault += _APART * sum(pieces)
        if fault > limit:
            return False
        for number, group, parts, pairs in zip((here, there), new, pieces, touching, strict=True):
            groups[number], self.pieces[number] = group, parts
            self.faults[number] = self._of_size(sizes[number]) - _CUT * pairs
        for unit in _members(moved):
            self.home[unit] = there if self.home[unit] == here else here
        self.sizes, self.fault = sizes, fault
        return True

    def _of_size(self, size: int) -> float:
        """What is wrong about the size of one class."""
        off = abs(size - self.average)
        outside = max(0.0, off - self.task.margin / 2)
        return (_ROUGH * off * off / self.average + self.rigour * outside) / self.average

    def _of_all(self, sizes: Sequence[int]) -> float:
        """What is wrong about all sizes together."""
        overfull = self.task.overfull(sizes) if self.task.is_limited else 0.0
        return (self.rigour * self.task.uneven(sizes) + 5 * self.rigour * overfull) / self.average
