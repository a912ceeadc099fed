from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from documents.content import Paragraph
from plans.outline import headings, moved, nest, parents, place_after, subtree


@dataclass(frozen=True)
class Row:
    level: int
    is_numbered: bool = True


def rows(*levels: int) -> list[Row]:
    return [Row(level) for level in levels]


def labels(outline) -> list[str]:
    return [heading.label for heading in headings(outline)]


LEVELS = st.lists(st.builds(Row, st.integers(0, 4), st.booleans()), max_size=25)


def test_every_level_has_its_label():
    outline = rows(0, 1, 2, 3, 4, 4, 3, 2, 1, 0, 1)
    assert labels(outline) == ["Phần I", "I.", "1.", "1.1.", "a)", "b)", "1.2.", "2.", "II.", "Phần II", "I."]


def test_points_take_the_vietnamese_letters():
    assert labels(rows(1, *[4] * 8)) == ["I.", "a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)"]


def test_an_unnumbered_heading_has_no_label_and_is_not_counted():
    outline = [Row(1), Row(2), Row(2, False), Row(2)]
    assert labels(outline) == ["I.", "1.", "", "2."]


def test_points_begin_again_under_an_unnumbered_heading():
    assert labels([Row(1), Row(2, False), Row(4), Row(2, False), Row(4)]) == ["I.", "", "a)", "", "a)"]


def test_a_dotted_heading_without_a_first_part_is_printed_as_a_plain_one():
    assert labels(rows(1, 3, 3, 2, 3)) == ["I.", "1.", "2.", "3.", "3.1."]
    assert [heading.level for heading in headings(rows(1, 3, 3, 2, 3))] == [1, 2, 2, 2, 3]


def test_a_first_row_may_be_deep_and_levels_may_jump():
    assert labels(rows(4, 1, 4, 2, 1)) == ["a)", "I.", "a)", "1.", "II."]
    assert parents(rows(4, 1, 4, 2, 1)) == [None, None, 1, 1, None]


def test_nesting_keeps_titles_and_blocks():
    tree = nest(rows(1, 2, 1), titles=["A", "B", "C"], blocks=[(), (Paragraph("b"),), ()])
    assert [(s.label, s.title, [c.label for c in s.sections]) for s in tree] == [("I.", "A", ["1."]), ("II.", "C", [])]
    assert tree[0].sections[0].blocks == (Paragraph("b"),)


def test_a_subtree_ends_before_the_next_row_of_its_level():
    assert subtree(rows(1, 2, 3, 2, 1), 0) == range(4)
    assert subtree(rows(1, 2, 3, 2, 1), 1) == range(1, 3)
    assert subtree(rows(1, 2, 3, 2, 1), 4) == range(4, 5)


def test_a_move_takes_the_subtree_past_the_whole_sibling():
    outline = [Row(1), Row(2), Row(1), Row(4), Row(1)]
    names = {id(row): name for row, name in zip(outline, ["I", "I.1", "II", "II.a", "III"], strict=True)}
    down, up = moved(outline, 0, 1), moved(outline, 2, -1)
    assert [names[id(row)] for row in down] == ["II", "II.a", "I", "I.1", "III"]
    assert [names[id(row)] for row in up] == ["II", "II.a", "I", "I.1", "III"]


def test_there_is_no_move_past_the_end_of_the_group():
    outline = rows(1, 2, 1)
    assert [moved(outline, 0, -1), moved(outline, 1, -1), moved(outline, 1, 1), moved(outline, 2, 1)] == [None] * 4


def test_a_new_row_goes_behind_all_that_stands_under_the_row_before():
    outline = rows(1, 2, 3, 2, 1)
    assert place_after(outline, 1, 2) == 3
    assert place_after(outline, 1, 3) == 3
    assert place_after(outline, 2, 1) == 4
    assert place_after(outline, 0, 2) == 4
    assert place_after(outline, 4, 1) == 5


@given(LEVELS)
def test_nesting_loses_no_row_and_keeps_the_order(outline):
    names = [str(number) for number in range(len(outline))]
    tree = nest(outline, titles=names, blocks=[()] * len(outline))
    assert [section.title for top in tree for section in top.walk()] == names


@given(LEVELS)
def test_labels_under_one_parent_never_repeat(outline):
    above = parents(outline)
    seen = [(above[i], heading.label) for i, heading in enumerate(headings(outline)) if heading.label]
    assert len(seen) == len(set(seen))


@given(LEVELS.filter(len), st.data(), st.sampled_from([-1, 1]))
def test_a_move_keeps_every_row(outline, data, step):
    tagged = [(row, number) for number, row in enumerate(outline)]

    class Tagged:
        def __init__(self, row, number):
            self.level, self.is_numbered, self.number = row.level, row.is_numbered, number

    objects = [Tagged(row, number) for row, number in tagged]
    index = data.draw(st.integers(0, len(outline) - 1))
    order = moved(objects, index, step)
    if order is not None:
        assert sorted(row.number for row in order) == list(range(len(outline)))
        assert [row.number for row in order] != list(range(len(outline)))
