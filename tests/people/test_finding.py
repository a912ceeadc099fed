import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.name_order import name_key, sort_key
from people import finding
from people.finding import page_of, spot_from
from people.models import Person
from tests.factories.people import a_person
from tests.factories.plans import NOW, an_organisation
from tests.factories.trainings import a_commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_organisation()


def names(page):
    return [person.full_name for person in page.people]


@pytest.mark.parametrize(
    "typed", ["Nguyễn Văn Ánh", "nguyen van anh", "anh nguyen", "ANH VAN", "ng v a", "  ánh,nguyễn  ", "Nguyễn", "anh"]
)
def test_words_are_found_without_accents_and_in_any_order(office, typed):
    a_person(office, "Nguyễn Văn Ánh")
    a_person(office, "Lò Thị Hoa")
    assert names(page_of([office.pk], words=typed)) == ["Nguyễn Văn Ánh"]


@pytest.mark.parametrize(
    "typed", ["uyen", "nguyen hoa", "%", "_", "' OR 1=1", "x' & !'y", "\\", "guyễn", "....", "a" * 300]
)
def test_what_nobody_is_called_finds_nobody(office, typed):
    a_person(office, "Nguyễn Văn Ánh")
    assert names(page_of([office.pk], words=typed)) == []


def test_a_list_goes_by_given_name_and_shows_standing_people_of_the_offices_asked_for(office):
    for name in ("Vũ Thị Hoa", "Bùi Văn An", "Bùi Thị Hòa"):
        a_person(office, name)
    other = a_person(an_organisation(), "Đặng Thị Bình")
    a_person(office, "Lò Thị Hoa", merged_into=Person.objects.first())
    assert names(page_of([office.pk])) == ["Bùi Văn An", "Vũ Thị Hoa", "Bùi Thị Hòa"]
    assert names(page_of([office.pk, other.keeper_id])) == ["Bùi Văn An", "Đặng Thị Bình", "Vũ Thị Hoa", "Bùi Thị Hòa"]


def test_one_commune(office):
    commune = a_commune()
    here = a_person(office, "Lò Thị Hoa", area=commune)
    a_person(office, "Lò Thị Hoa", area=a_commune())
    assert page_of([office.pk], area_id=commune.pk, words="hoa").people == (here,)


def test_every_page_leads_to_the_next_and_back(office):
    offices = [office.pk, an_organisation().pk]
    chosen = random.Random(1)
    rows = [
        Person(
            keeper_id=chosen.choice(offices),
            full_name=f"Lò {chosen.choice('AB')} {chosen.choice('XYZ')}",
            created_at=NOW,
            updated_at=NOW,
        )
        for _ in range(23)
    ]
    Person.objects.bulk_create(rows)
    everybody = sorted(Person.objects.values_list("sort_key", "pk"))
    seen, pages, spot = [], [], None
    while True:
        page = page_of(offices, spot=spot, size=5)
        seen += [(person.sort_key, person.pk) for person in page.people]
        pages.append(page)
        if page.after is None:
            break
        spot = spot_from(Person.objects.all(), after=page.after)
    assert (seen, len(pages), pages[0].before) == (everybody, 5, None)
    for earlier, later in zip(pages[-2::-1], pages[:0:-1], strict=True):
        back = page_of(offices, spot=spot_from(Person.objects.all(), before=later.before), size=5)
        assert back.people == earlier.people
        assert (back.before is None) == (earlier is pages[0])


@pytest.mark.parametrize("sent", ["", "abc", "0", "-1", "99999999999999999999", "٣"])
def test_a_place_that_is_no_row_is_the_beginning(sent):
    assert spot_from(Person.objects.all(), after=sent, before=sent) is None


SYLLABLE = st.sampled_from(["Lò", "Lo", "An", "Anh", "Ánh", "Văn", "Thị", "Hoà", "H'Hen", "Đức", "Y-Blô"])
NAME = st.lists(SYLLABLE, min_size=1, max_size=4).map(" ".join)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(NAME, min_size=1, max_size=12), typed=st.lists(SYLLABLE, min_size=1, max_size=3).map(" ".join))
def test_who_is_found_is_who_has_all_the_words(office, monkeypatch, people, typed):
    Person.objects.all().delete()
    for name in people:
        a_person(office, name)
    asked = name_key(typed).split()
    wanted = sorted(
        (sort_key(name), name)
        for name in people
        if all(any(part.startswith(word) for part in name_key(name).split()) for word in asked)
    )
    for ahead in (1, 20_000):
        monkeypatch.setattr(finding, "_READ_AHEAD", ahead)
        found = page_of([office.pk], words=typed)
        assert [person.sort_key for person in found.people] == [key for key, _ in wanted]
        assert sorted(names(found)) == sorted(name for _, name in wanted)
