from documents.conformity.shapes import Ruling, sort_shape


def test_a_stroke_that_is_not_quite_level_has_no_thickness():
    horizontal, vertical = [], []
    sort_shape({"object_type": "line"}, (115.2, 31.01, 172.6, 31.03), horizontal, vertical)
    (ruling,) = horizontal
    assert (ruling.thickness, vertical) == (0, [])


def test_a_thin_filled_shape_has_its_thickness():
    horizontal, vertical = [], []
    sort_shape({"object_type": "rect", "fill": True}, (115.0, 31.0, 172.0, 31.25), horizontal, vertical)
    assert horizontal == [Ruling(115.0, 172.0, 31.0, 31.25)]
