import pytest

from people.likeness import are_proved_one, evidence, ids_differ, spelled_alike
from people.matching import PersonFacts

HOA = PersonFacts(full_name="Lò Thị Hoa", birth_year=1985, area_id=7)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Lò Thị Hoà", "Lò Thị Hòa", True),
        ("LO THI HOA", "Lò Thị Hòa", True),
        ("Lò Thị Hoa", "Lò Thị Hòa", False),
        ("Lò Văn An", "Lò Văn Ân", False),
        ("Lò Văn An", "LÒ VĂN AN", True),
    ],
)
def test_spelled_alike(one, other, alike):
    assert (spelled_alike(one, other), spelled_alike(other, one)) == (alike, alike)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("011085001234", "011085001235", True),
        ("011085001234", "011085001234", False),
        ("040123456", "011085001234", False),
        ("", "011085001234", False),
    ],
)
def test_ids_differ(one, other, differ):
    assert ids_differ({"id_number": one}, {"id_number": other}) is differ


@pytest.mark.parametrize(
    ("other", "proved"),
    [
        (PersonFacts(full_name="LÒ THỊ HOA", birth_year=1985, area_id=7), True),
        (PersonFacts(full_name="Lo Thi Hoa", birth_year=1985, area_id=7, sex="f"), True),
        (PersonFacts(full_name="Lò Thị Hòa", birth_year=1985, area_id=7), False),
        (PersonFacts(full_name="Lò Thị Hoa", birth_year=1986, area_id=7), False),
        (PersonFacts(full_name="Lò Thị Hoa", birth_year=1985, area_id=8), False),
        (PersonFacts(full_name="Lò Thị Hoa", area_id=7), False),
        (PersonFacts(full_name="Lò Thị Hoa", birth_year=1985), False),
    ],
)
def test_only_name_year_and_commune_together_are_proof(other, proved):
    assert (are_proved_one(HOA, other), are_proved_one(other, HOA)) == (proved, proved)


def test_two_unknown_years_and_communes_are_no_proof():
    nobody = PersonFacts(full_name="Lò Thị Hoa")
    assert are_proved_one(nobody, nobody) is False


def test_another_sex_or_another_card_of_the_same_kind_speaks_against_it():
    woman = PersonFacts(full_name="Lò Thị Hoa", birth_year=1985, area_id=7, sex="f", private={"id_number": "0" * 12})
    man = PersonFacts(full_name="Lò Thị Hoa", birth_year=1985, area_id=7, sex="m")
    other = PersonFacts(full_name="Lò Thị Hoa", birth_year=1985, area_id=7, private={"id_number": "1" * 12})
    assert (are_proved_one(woman, man), are_proved_one(woman, other), evidence(woman, man)) == (False, False, 0)


def test_evidence_grows_with_what_is_the_same():
    namesake = PersonFacts(full_name="Lò Thị Hoa")
    same_commune = PersonFacts(full_name="Lò Thị Hoa", area_id=7)
    same_all = PersonFacts(full_name="Lò Thị Hoa", area_id=7, birth_year=1985)
    found = [evidence(HOA, other) for other in (namesake, same_commune, same_all)]
    assert found == sorted(set(found))
    assert found[0] > 0


def test_namesakes_of_two_communes_are_no_candidates_unless_born_in_one_year():
    elsewhere = PersonFacts(full_name="Lò Thị Hoa", area_id=8)
    elsewhere_same_year = PersonFacts(full_name="Lò Thị Hoa", area_id=8, birth_year=1985)
    assert evidence(HOA, elsewhere) == 0
    assert evidence(HOA, elsewhere_same_year) > 0
