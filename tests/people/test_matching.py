import pytest

from people.matching import SLICE, PersonFacts, find_or_make
from people.models import Candidate, Person
from people.private import id_index
from tests.factories.people import a_person
from tests.factories.plans import NOW, an_organisation
from tests.factories.trainings import a_commune

pytestmark = pytest.mark.django_db
NUMBER, OTHER_NUMBER, OLD_NUMBER = "011085001234", "011085009999", "040123456"


@pytest.fixture
def office():
    return an_organisation()


@pytest.fixture
def commune():
    return a_commune()


def found(office, *rows, **kwargs):
    return find_or_make(list(rows), keeper=office, at=NOW, **kwargs)


def facts(name="Lò Thị Hoa", *, number="", **fields):
    return PersonFacts(full_name=name, private={"id_number": number} if number else {}, **fields)


def test_people_who_are_not_known_are_made(office, commune):
    (person,) = found(office, facts("Lò Thị Hoa", number=NUMBER, sex="f", birth_year=1985, area_id=commune.pk))
    stored = Person.objects.get()
    assert stored == person
    assert (stored.keeper, stored.area, stored.sex, stored.birth_year) == (office, commune, "f", 1985)
    assert (stored.private, stored.id_index) == ({"id_number": NUMBER}, id_index({"id_number": NUMBER}))
    assert (stored.name_key, stored.sort_key != "", stored.created_at) == ("lo thi hoa", True, NOW)


def test_the_same_card_is_the_same_person_whatever_else_is_written(office):
    known = a_person(office, "Lò Thị Hoa", id_number=NUMBER, birth_year=1985)
    assert found(office, facts("Lò Thị Hoà", number=NUMBER, birth_year=1958)) == [known]


def test_name_year_and_commune_together_are_the_same_person(office, commune):
    known = a_person(office, birth_year=1985, area=commune)
    assert found(office, facts("LÒ THỊ HOA", birth_year=1985, area_id=commune.pk)) == [known]


@pytest.mark.parametrize("fields", [{}, {"birth_year": 1985}, {"birth_year": 1986, "here": True}, {"here": True}])
def test_namesakes_without_proof_stay_apart(office, commune, fields):
    known = a_person(office, birth_year=1985, area=commune)
    area = commune.pk if fields.pop("here", False) else None
    (person,) = found(office, facts(area_id=area, **fields))
    assert person != known


def test_two_who_could_both_be_meant_are_no_proof(office, commune):
    both = [a_person(office, birth_year=1985, area=commune) for _ in range(2)]
    (person,) = found(office, facts(birth_year=1985, area_id=commune.pk))
    assert person not in both
    assert set(Candidate.objects.values_list("person", "other")) == {(person.pk, other.pk) for other in both}


def test_a_known_card_of_the_same_kind_keeps_people_apart(office, commune):
    a_person(office, birth_year=1985, area=commune, id_number=NUMBER)
    known_old = a_person(office, "Vàng A Sình", birth_year=1970, area=commune, id_number=OLD_NUMBER)
    hoa, sinh = found(
        office,
        facts(birth_year=1985, area_id=commune.pk, number=OTHER_NUMBER),
        facts("Vàng A Sình", birth_year=1970, area_id=commune.pk, number=NUMBER[:-1] + "9"),
    )
    assert Person.objects.count() == 3
    assert (sinh, hoa.version) == (known_old, 1)
    assert not Candidate.objects.exists()


def test_two_rows_of_one_list_are_two_people_unless_the_card_is_one(office, commune):
    row = facts(birth_year=1985, area_id=commune.pk)
    known = a_person(office, birth_year=1985, area=commune)
    first, second = found(office, row, row)
    assert (first, second == known) == (known, False)
    one, same = found(office, facts("Lò A", number=NUMBER), facts("Lò B", number=NUMBER))
    assert one.pk == same.pk
    assert not Candidate.objects.filter(person=second, other=first).exists()


def test_who_has_a_seat_already_is_not_meant_by_the_name_alone(office, commune):
    known = a_person(office, birth_year=1985, area=commune, id_number=NUMBER)
    (person,) = found(office, facts(birth_year=1985, area_id=commune.pk), apart_from={known.pk})
    assert person != known
    assert found(office, facts(number=NUMBER), apart_from={known.pk}) == [known]


def test_what_was_not_known_is_filled_in_and_posts_follow_the_latest_list(office, commune):
    known = a_person(office, birth_year=1985, area=commune, post="Bí thư", phone="0912345678")
    row = PersonFacts(
        full_name="Lò Thị Hoa",
        sex="f",
        birth_year=1985,
        area_id=commune.pk,
        post="Chủ tịch",
        private={"id_number": NUMBER, "phone": "0999999999"},
    )
    assert found(office, row) == [known]
    stored = Person.objects.get()
    assert (stored.sex, stored.post, stored.version) == ("f", "Chủ tịch", 2)
    assert stored.private == {"id_number": NUMBER, "phone": "0912345678"}
    assert stored.id_index == id_index({"id_number": NUMBER})


def test_a_list_that_says_nothing_new_changes_nothing(office, commune):
    known = a_person(office, birth_year=1985, area=commune, post="Bí thư", id_number=NUMBER)
    row = facts(birth_year=1985, area_id=commune.pk, number=NUMBER)
    assert found(office, row) == found(office, row) == [known]
    assert (Person.objects.count(), Person.objects.get().version) == (1, 1)


def test_rows_that_gave_way_lead_to_the_row_that_was_kept(office, commune):
    kept = a_person(office, "Lò Thị Hoa Ban")
    a_person(office, birth_year=1985, area=commune, id_number=NUMBER, merged_into=kept)
    assert found(office, facts("Ai đó", number=NUMBER)) == [kept]
    assert found(office, facts(birth_year=1985, area_id=commune.pk)) == [kept]


def test_people_of_an_office_that_was_taken_over_are_known(office):
    before = an_organisation(name="Phòng cũ", successor=office)
    known = a_person(before, id_number=NUMBER)
    other = a_person(an_organisation(name="Cơ quan khác"), id_number=OTHER_NUMBER)
    assert found(office, facts(number=NUMBER)) == [known]
    assert found(office, facts(number=OTHER_NUMBER)) != [other]


def test_candidates_are_those_for_whom_most_speaks(office, commune):
    far = a_commune()
    namesakes = [a_person(office, area=commune) for _ in range(6)]
    a_person(office, area=far, birth_year=1990)
    likely = a_person(office, area=far, birth_year=1985)
    (person,) = found(office, facts(area_id=commune.pk, birth_year=1985))
    pairs = Candidate.objects.filter(person=person)
    assert {pair.other for pair in pairs} == {likely, *namesakes[2:]}
    assert {pair.found_at for pair in pairs} == {NOW}


def test_queries_do_not_grow_with_rows(office, commune, django_assert_max_num_queries):
    for number in range(40):
        a_person(office, f"Lò Văn Số {number}", birth_year=1980, area=commune)
    rows = [
        facts(f"Lò Văn Số {n}", birth_year=1980, area_id=commune.pk, number=f"{n:012}", sex="m") for n in range(200)
    ]
    with django_assert_max_num_queries(14):
        people = found(office, *rows)
    assert len({person.pk for person in people}) == 200


def test_more_rows_than_one_slice(office):
    rows = [facts("Lò Văn An", number=f"{number:012}") for number in range(SLICE + 5)]
    people = found(office, *rows)
    assert [person.id_index for person in people] == [id_index(row.private) for row in rows]
    assert Person.objects.count() == SLICE + 5
