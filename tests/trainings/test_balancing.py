import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainings import balancing
from trainings.balancing import EQUALLY_EVEN, DoesNotFit, spread

# Villages as they may have been in 2024: with 9 per commune and 5 per village they give the classes as printed.
PRINTED = [
    {"Mường Đun": 8, "Lao Xả Phình": 6, "Thị trấn Tủa Chùa": 17},
    {"Mường Báng": 13, "Huổi Só": 7, "Xín Chải": 11},
    {"Xá Nhè": 12, "Tả Phìn": 8, "Tả Sìn Thàng": 8},
    {"Tủa Thàng": 9, "Sính Phình": 13, "Trung Thu": 8},
]
SIZES = {name: 9 + 5 * villages for printed in PRINTED for name, villages in printed.items()}
TOUCHING = {
    "Thị trấn Tủa Chùa": ["Mường Báng"],
    "Mường Báng": ["Xá Nhè", "Mường Đun", "Sính Phình"],
    "Xá Nhè": ["Mường Đun", "Sính Phình"],
    "Sính Phình": ["Trung Thu", "Tủa Thàng", "Tả Phìn"],
    "Trung Thu": ["Tả Phìn", "Lao Xả Phình", "Tả Sìn Thàng"],
    "Tủa Thàng": ["Huổi Só"],
    "Huổi Só": ["Xín Chải"],
    "Xín Chải": ["Tả Sìn Thàng", "Lao Xả Phình"],
    "Tả Sìn Thàng": ["Lao Xả Phình"],
}


def people(groups, sizes):
    return [sum(sizes[unit] for unit in group) for group in groups]


def apart(groups, sizes):
    return max(people(groups, sizes)) - min(people(groups, sizes))


def parts(group, neighbours):
    """Into how many parts that do not touch each other a class falls."""
    left, count = set(group), 0
    while left:
        edge = [left.pop()]
        while edge:
            unit = edge.pop()
            reached = {u for u in left if u in neighbours.get(unit, ()) or unit in neighbours.get(u, ())}
            left -= reached
            edge += reached
        count += 1
    return count


def test_classes_as_printed_in_2024_can_be_had():
    printed = [list(group) for group in PRINTED]
    assert people(printed, SIZES) == [182, 182, 167, 177]
    assert sum(SIZES.values()) == 708


@pytest.mark.parametrize("neighbours", [TOUCHING, {}], ids=["neighbours", "none known"])
def test_classes_are_at_least_as_even_as_those_of_2024(neighbours):
    groups = spread(SIZES, neighbours, 4)
    assert sorted(itertools.chain(*groups)) == sorted(SIZES)
    assert apart(groups, SIZES) <= 10 < apart(list(map(list, PRINTED)), SIZES) == 15


def test_neighbours_sit_together_where_classes_stay_even():
    groups = spread(SIZES, TOUCHING, 4)
    together = sum(parts(group, TOUCHING) for group in groups)
    assert together <= 7 < sum(parts(group, TOUCHING) for group in map(list, PRINTED)) == 9


def test_equal_input_gives_equal_output():
    assert spread(SIZES, TOUCHING, 4) == spread(dict(SIZES), TOUCHING, 4)


def test_a_chain_of_equal_communes_is_cut_into_stretches():
    chain = {number: [number + 1] for number in range(11)}
    groups = spread(dict.fromkeys(range(12), 10), chain, 4)
    assert groups == [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9, 10, 11]]


def test_more_classes_than_units_leave_classes_empty():
    assert spread({"a": 5, "b": 6}, {}, 4) == [["a"], ["b"], [], []]


def test_no_units_give_empty_classes():
    assert spread({}, {}, 2) == [[], []]


def test_no_class_is_no_answer():
    with pytest.raises(ValueError, match="no class"):
        spread({"a": 5}, {}, 0)


def test_too_many_people_for_all_rooms():
    with pytest.raises(DoesNotFit) as refusal:
        spread({"a": 50, "b": 60}, {}, 2, 50)
    assert (refusal.value.total, refusal.value.room, refusal.value.unit) == (110, 100, None)


def test_a_unit_too_large_for_every_room():
    with pytest.raises(DoesNotFit) as refusal:
        spread({"a": 20, "b": 60}, {}, 2, 50)
    assert (refusal.value.total, refusal.value.room, refusal.value.unit) == (60, 50, "b")


def test_units_that_are_not_divided_may_find_no_room():
    with pytest.raises(DoesNotFit) as refusal:
        spread({"a": 30, "b": 30, "c": 30}, {}, 2, 50)
    assert refusal.value.unit is None


def test_rooms_of_different_size_are_filled_in_their_order():
    assert spread({"a": 60, "b": 40, "c": 50}, {"a": ["b"]}, 3, [45, None, 55]) == [["b"], ["a"], ["c"]]


def grid(width, height):
    return {
        (x, y): [(x + dx, y + dy) for dx, dy in ((1, 0), (0, 1)) if x + dx < width and y + dy < height]
        for x in range(width)
        for y in range(height)
    }


@pytest.mark.parametrize("classes", [2, 10, 40])
def test_two_hundred_communes_are_spread_fast_and_evenly(classes):
    neighbours = grid(20, 10)
    sizes = {(x, y): 9 + 5 * (4 + (7 * x + 3 * y * y) % 15) for x, y in neighbours}
    begun = time.process_time()
    groups = spread(sizes, neighbours, classes)
    assert time.process_time() - begun < 4  # about one second on a machine at rest
    mean = sum(sizes.values()) / classes
    assert apart(groups, sizes) <= EQUALLY_EVEN * mean
    assert sum(parts(group, neighbours) for group in groups) <= 2 * classes


def best_apart(sizes, classes):
    """The smallest difference between the largest and the smallest class, by trying everything."""
    ways = itertools.product(range(classes), repeat=len(sizes) - 1)
    least = None
    for way in ways:
        filled = [0] * classes
        filled[0] = sizes[0]
        for size, home in zip(sizes[1:], way, strict=True):
            filled[home] += size
        least = min(max(filled) - min(filled), max(filled) if least is None else least)
    return least


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 60), min_size=1, max_size=7), st.integers(2, 4))
def test_few_units_are_as_even_as_any_way_makes_them(numbers, classes):
    sizes = dict(enumerate(numbers))
    chain = {number: [number + 1] for number in sizes}
    even = max(best_apart(numbers, classes), EQUALLY_EVEN * sum(numbers) / classes)
    assert apart(spread(sizes, chain, classes), sizes) <= even


@pytest.mark.parametrize(
    ("numbers", "classes"), [([49, 39, 94, 74, 44, 64, 69], 3), ([60, 1, 1, 1, 59, 30, 30, 2], 3), ([5, 5, 5, 60], 2)]
)
def test_searching_is_as_even_as_trying_everything(numbers, classes, monkeypatch):
    monkeypatch.setattr(balancing, "_TRIED_ALL", 0)
    sizes = dict(enumerate(numbers))
    even = max(best_apart(numbers, classes), EQUALLY_EVEN * sum(numbers) / classes)
    assert apart(spread(sizes, {number: [number + 1] for number in sizes}, classes), sizes) <= even
