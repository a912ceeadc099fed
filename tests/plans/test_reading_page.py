from plans.views.reading_page import spans


def test_lines_of_a_field_as_people_read_them():
    order = {line: place for place, line in enumerate([0, 2, 4, 5, 8, 11])}  # the others are empty
    assert spans((0, 2, 4), order) == "1-5"
    assert spans((0, 4, 5, 11), order) == "1,5-6,12"
    assert spans((1, 3), order) == ""
    assert spans((), order) == ""
