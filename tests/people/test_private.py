from people.private import id_index, kept, tidy_number


def test_known_values_are_kept_and_numbers_lose_their_blanks():
    private = kept(id_number=" 011 085.001-234", phone="0912 345 678", ethnic_group="  Khơ   Mú ")
    assert private == {"id_number": "011085001234", "phone": "0912345678", "ethnic_group": "Khơ Mú"}
    assert kept(id_number=None, phone="", ethnic_group=" ") == {}


def test_equal_numbers_have_equal_indexes_however_they_are_written():
    assert id_index({"id_number": "011 085 001 234"}) == id_index({"id_number": "011085001234"})
    assert id_index({"id_number": "011085001235"}) != id_index({"id_number": "011085001234"})
    assert "011085001234" not in id_index({"id_number": "011085001234"})
    assert (id_index({}), id_index({"phone": "0912345678"})) == ("", "")


def test_tidy_number():
    assert (tidy_number(None), tidy_number(" 01.1-0 8")) == ("", "01108")
